"""タイムカード: what may follow what, how long it was, corrections that keep what they changed, and whose card is whose."""

import datetime

import pytest

from models import base, presence, timecard
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.profile import Profile
from models.punch import Correction, Mark, Punch, is_possible, minutes
from tests.models.test_base import in_threads

DAY = datetime.date(2026, 11, 24)
FIRST = DAY.replace(day=1)


def at(text, day=DAY):
    """The moment of 9:05, or of 26:05 for the day after."""
    hours, minute = map(int, text.split(":"))
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(hours=hours, minutes=minute)


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, system administrator of the groupware, twin), signed in."""
    for person in people:
        log_in(person)
    Profile.update(system_admin=True).where((Profile.member_id == "ACME1") & (Profile.user_id == "00001")).execute()
    return [log_in(person)[1] for person in people]


@pytest.fixture
def punch(viewers):
    """punch("arrive 9:00", "leave 18:00") of the member."""

    def punch(*texts, viewer=viewers[0], day=DAY):
        for text in texts:
            kind, time = text.split()
            timecard.punch(viewer, kind, "", at(time, day), f"{viewer.member_id}{day}{text}")

    return punch


def card(viewer, day=DAY):
    return [f"{mark.kind} {(mark.moment - at('0:00', day)) // datetime.timedelta(minutes=1)}" for mark in timecard.day(viewer, viewer.user_id, day)]


# The rules


@pytest.mark.parametrize("texts, worked, outside", [
    (["arrive 9:00", "leave 18:00"], 540, 0), (["arrive 9:00", "out 12:00", "back 13:00", "leave 18:00"], 480, 60),
    (["arrive 9:00", "out 15:00", "leave 18:00"], 360, 180), (["arrive 22:00", "leave 30:00"], 480, 0),
    (["arrive 9:00", "leave 12:00", "arrive 14:00", "leave 18:00"], 420, 0), (["arrive 9:00", "out 12:00"], 180, 0), (["arrive 9:00"], 0, 0),
])
def test_minutes(texts, worked, outside):
    marks = [Mark(at(text.split()[1]), number, text.split()[0], "") for number, text in enumerate(texts)]
    assert minutes(marks) == (worked, outside) and is_possible(marks)


@pytest.mark.parametrize("before, wrong, advice", [
    ([], "leave 18:00", "先に「出社」"), ([], "out 12:00", "先に「出社」"), ([], "back 12:00", "先に「出社」"), (["arrive 9:00"], "back 12:00", "先に「外出」"),
    (["arrive 9:00"], "arrive 12:00", "「退社」を押して"), (["arrive 9:00", "out 12:00"], "out 12:30", "「戻り」を押して"),
    (["arrive 9:00", "out 12:00"], "arrive 12:30", "「退社」を押して"), (["arrive 9:00", "leave 18:00"], "leave 18:30", "先に「出社」"),
    (["arrive 9:00", "leave 18:00"], "back 18:30", "先に「出社」"),
])
def test_what_cant_follow_is_refused_with_what_to_do(punch, viewers, before, wrong, advice):
    punch(*before)
    now = presence.find(viewers[0], "00104").state
    with pytest.raises(Invalid, match=advice):
        punch(wrong)
    assert len(card(viewers[0])) == len(before) and presence.find(viewers[0], "00104").state == now


def test_punches_drive_presence(punch, viewers):
    for text, label in (("arrive 9:00", "在席"), ("out 12:00", "外出"), ("back 13:00", "在席"), ("leave 18:00", "退社")):
        punch(text)
        found = presence.find(viewers[1], "00104")
        assert (found.label, found.changed_at) == (label, at(text.split()[1]))


def test_the_same_again_within_a_minute_is_harmless(punch, viewers):
    punch("arrive 9:00", "arrive 9:01")
    assert card(viewers[0]) == ["arrive 540"]
    with pytest.raises(Invalid):
        punch("arrive 9:02")
    assert not base.is_done("ACME1", f"ACME1{DAY}arrive 9:02")


def test_presses_of_several_phones_at_once_make_one_punch(viewers):
    assert not in_threads(4, lambda number: timecard.punch(viewers[0], "arrive", "", at("9:00"), f"k{number}"))
    assert Punch.select().count() == 1


def test_a_night_belongs_to_the_day_it_began(punch, viewers):
    punch("arrive 22:00", "out 25:00", "back 25:30", "leave 30:00")
    assert len(card(viewers[0])) == 4 and card(viewers[0], DAY + datetime.timedelta(1)) == []
    assert timecard.current(viewers[0], at("30:01")) == (DAY, timecard.day(viewers[0], "00104", DAY))
    found, = timecard.month(viewers[0], "00104", FIRST, at("31:00"))
    assert (found.worked, found.outside, found.left) == (450, 30, at("30:00"))


def test_a_forgotten_leave_is_marked_and_a_new_day_begins_without_it(punch, viewers):
    member = viewers[0]
    next_day = DAY + datetime.timedelta(1)
    punch("arrive 9:00")
    assert not timecard.month(member, "00104", FIRST, at("23:00"))[0].is_missing
    with pytest.raises(Invalid, match="先に「出社」"):
        punch("leave 33:30")  # more than a day later
    with pytest.raises(Invalid, match="すでに出社"):
        punch("arrive 24:30")  # it may be the same night
    punch("arrive 8:30", day=next_day)
    days = timecard.month(member, "00104", FIRST, at("9:00", next_day))
    assert [day.is_missing for day in days] == [True, False] and timecard.current(member, at("9:00", next_day))[0] == next_day


# Corrections


def correct(viewer, text, number=1, was="9:00", reason="押し忘れ", key="c", now="23:59"):
    timecard.correct(viewer, DAY, number, text and at(text), at(was), reason, at(now), key)


def test_a_correction_keeps_the_old_value_and_the_reason(punch, viewers):
    member = viewers[0]
    punch("arrive 9:00", "leave 18:00")
    correct(member, "8:30")
    correct(member, "8:40")  # the same press again
    assert card(member) == ["arrive 510", "leave 1080"]
    change, = timecard.history(member, "00104", DAY, 0, 9)
    assert (change.label, change.old, change.new, change.reason) == ("出社", at("9:00"), at("8:30"), "押し忘れ")
    assert [day.corrections for day in timecard.month(member, "00104", FIRST, at("23:59"))] == [1]
    assert presence.find(member, "00104").label == "退社"


def test_what_was_forgotten_is_added_and_what_is_wrong_taken_away(punch, viewers):
    member = viewers[0]
    punch("arrive 9:00")
    timecard.add(member, DAY, "leave", at("26:00"), "忘れました", at("33:00"), "a")
    assert card(member) == ["arrive 540", "leave 1560"]
    correct(member, None, 2, "26:00", now="33:00")
    assert card(member) == ["arrive 540"]
    history = timecard.history(member, "00104", DAY, 0, 9)
    assert [(change.old, change.new) for change in history] == [(at("26:00"), None), (None, at("26:00"))]


@pytest.mark.parametrize("text, number, was, reason, field", [
    ("8:30", 1, "9:00", "", "reason"), ("8:30", 1, "9:00", "あ" * 101, "reason"), ("19:00", 1, "9:00", "x", ""), (None, 1, "9:00", "x", ""),
    ("22:00", 2, "18:00", "x", "moment"), ("8:00", 2, "18:00", "x", ""),
])
def test_a_correction_that_makes_no_sense_is_refused(punch, viewers, text, number, was, reason, field):
    punch("arrive 9:00", "leave 18:00")
    with pytest.raises(Invalid) as error:
        correct(viewers[0], text, number, was, reason, now="21:00")
    assert list(error.value.problems) == [field]
    assert card(viewers[0]) == ["arrive 540", "leave 1080"] and not Correction.select().exists()


def test_days_do_not_overlap(punch, viewers):
    member = viewers[0]
    punch("arrive 22:00", "leave 30:00")
    next_day = DAY + datetime.timedelta(1)
    punch("arrive 9:00", day=next_day)
    with pytest.raises(Invalid, match="前か次の日"):
        correct(member, "34:00", 2, "30:00", now="40:00")
    with pytest.raises(Invalid, match="前か次の日"):
        timecard.correct(member, next_day, 1, at("5:00", next_day), at("9:00", next_day), "x", at("40:00"), "k")


def test_a_correction_of_what_has_changed_meanwhile_is_told(punch, viewers):
    punch("arrive 9:00")
    correct(viewers[0], "8:30")
    with pytest.raises(Stale):
        correct(viewers[0], "8:45", key="c2")
    with pytest.raises(NotFound):
        correct(viewers[0], "8:45", number=7, key="c3")


# Whose card


def test_only_a_system_administrator_sees_others_cards(punch, viewers):
    member, colleague, administrator, twin = viewers
    punch("arrive 9:00")
    assert administrator.system_admin and not colleague.system_admin
    assert len(timecard.month(administrator, "00104", FIRST, at("9:00"))) == len(timecard.day(administrator, "00104", DAY)) == 1
    for call in (timecard.month, timecard.day, timecard.history):
        rest = {timecard.month: (FIRST, at("9:00")), timecard.day: (DAY,), timecard.history: (DAY, 0, 9)}[call]
        with pytest.raises(NotFound):
            call(colleague, "00104", *rest)
        assert call(twin, "00104", *rest) == []
        with pytest.raises(NotFound):
            call(administrator, "99999", *rest)
    for call in (lambda: timecard.people(colleague, 0, 9), lambda: timecard.sheet(member, FIRST, at("9:00"))):
        with pytest.raises(NotAllowed):
            call()


def test_the_member_sites_administrator_has_no_right_here(viewers, people):
    Profile.update(system_admin=False).execute()
    with pytest.raises(NotAllowed):
        timecard.sheet(viewers[2]._replace(system_admin=False, site_admin=True), FIRST, at("9:00"))


@pytest.mark.parametrize("batch", [1, 100])
def test_a_sheet_has_everybody_of_the_month_by_person_and_day(punch, viewers, monkeypatch, batch):
    monkeypatch.setattr(timecard, "_BATCH", batch)  # before the query is first built on this database
    member, colleague, administrator, twin = viewers
    yesterday = DAY - datetime.timedelta(1)
    punch("arrive 9:00", "leave 18:00", day=yesterday)
    punch("arrive 9:00")
    punch("arrive 8:00", "out 9:00", "back 10:00", "leave 12:00", viewer=colleague)
    punch("arrive 8:00", viewer=administrator, day=FIRST - datetime.timedelta(1))
    punch("arrive 7:00", viewer=twin)
    correct(member, "8:50")
    sheet = timecard.sheet(administrator, FIRST, at("12:00"))
    assert [(user_id, name, day.date, day.worked, day.is_missing, day.corrections) for user_id, name, day in sheet] == [
        ("00104", "佐藤 花子", yesterday, 540, False, 0), ("00104", "佐藤 花子", DAY, 0, False, 1), ("00107", "髙橋 健太", DAY, 180, False, 0)]
    assert [row[0] for row in timecard.people(administrator, 1, 9)] == ["00104", "00107"]
