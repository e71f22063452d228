"""Invitations follow the event: who is asked, asked again, and asked no more."""

import contextlib
import datetime
import threading
from dataclasses import replace

import pytest

from models import base, clock, delivery, invitation, schedule, unit
from models.base import Invalid, NotFound
from models.delivery import Delivery
from models.member import Person

BOTH = ("00104", "00107")


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """A Monday morning; times of the tests count from it."""
    moment = datetime.datetime(2027, 3, 1, 8)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def third(people):
    return Person.create(
        member_id="ACME1", user_id="00200", name="三浦", kana="ミウラ", mail="", password_hash="", site_admin=False, disabled=False)


def draft_of(day=1, hour=10, **other):
    start = datetime.datetime(2027, 3, day, hour)
    values = {"title": "会議", "start": start, "end": start + datetime.timedelta(hours=1), "users": BOTH} | other
    return schedule.Draft(**values)


def add(viewer, key="add", **other):
    return schedule.add(viewer, draft_of(**other), key)


def change(viewer, event_id, scope="all", key="change", day=1, **changes):
    day = datetime.date(2027, 3, day)
    event = schedule.find(viewer, event_id, day)
    draft = schedule.Draft(
        title=event.title, start=event.start, end=event.end, users=tuple(user_id for user_id, _ in event.attendees), rule=event.rule, until=event.until)
    return schedule.change(viewer, event_id, day, scope, replace(draft, **changes), event.version, key)


def state(event_id, member_id="ACME1"):
    """{ユーザーID: "open" or the answer} of all who have an invitation."""
    rows = Delivery.select().where(Delivery.member_id == member_id, Delivery.item_id == event_id, Delivery.kind == "invitation")
    return {row.user_id: "open" if row.is_open else row.answer for row in rows}


def test_whoever_takes_part_is_asked_but_the_writer(people):
    event_id = add(people.member)
    assert state(event_id) == {"00107": "open"} and state(event_id, "TWIN2") == {}
    row = Delivery.get()
    assert (row.sender_id, row.title) == ("00104", "3/1 10:00 会議")
    assert delivery.counts(people.colleague) == {"invitation": 1} and delivery.counts(people.member) == {}
    assert add(people.member) is None and len(state(event_id)) == 1  # a repeated post


def test_an_answer_is_given_and_changed_by_whom_it_was_sent_to(people):
    event_id = add(people.member)
    add(people.twin, users=("00104",))  # the same id in another company
    invitation.answer(people.colleague, event_id, "accept", "1")
    invitation.answer(people.colleague, event_id, "decline", "2", "出張です")
    invitation.answer(people.colleague, event_id, "accept", "2")  # a repeated post
    found, = invitation.answers("ACME1", event_id)
    assert found[:5] == ("00107", "髙橋 健太", False, "decline", "出張です")
    for viewer in (people.member, people.administrator, people.twin):
        with pytest.raises(NotFound):
            invitation.answer(viewer, event_id, "accept", f"3{viewer.user_id}{viewer.member_id}")
    with pytest.raises(NotFound):
        invitation.answer(people.colleague, event_id + 1, "accept", "4")


@pytest.mark.parametrize("answer, comment, field", [("", "", "answer"), ("maybe", "", "answer"), ("accept", "長" * 101, "comment"), ("accept", "a\0", "comment")])
def test_what_is_no_answer_is_refused(people, answer, comment, field):
    event_id = add(people.member)
    with pytest.raises(Invalid) as error:
        invitation.answer(people.colleague, event_id, answer, "1", comment)
    assert list(error.value.problems) == [field] and state(event_id) == {"00107": "open"}


def test_a_change_of_words_asks_only_who_is_new(people, third):
    event_id = add(people.member)
    invitation.answer(people.colleague, event_id, "accept", "1")
    change(people.member, event_id, title="新しい題", place="屋上", users=(*BOTH, "00200"))
    assert state(event_id) == {"00107": "accept", "00200": "open"}
    assert {row.title for row in Delivery.select()} == {"3/1 10:00 新しい題"}


@pytest.mark.parametrize("changes", [{"start": datetime.datetime(2027, 3, 1, 9)}, {"end": datetime.datetime(2027, 3, 1, 12)}, {"all_day": True}])
def test_a_moved_event_asks_again(people, changes):
    event_id = add(people.member)
    invitation.answer(people.colleague, event_id, "decline", "1", "会議中")
    change(people.member, event_id, **changes)
    assert state(event_id) == {"00107": "open"} and invitation.answers("ACME1", event_id)[0].comment == ""


def test_whoever_was_asked_and_moves_it_comes_and_the_first_writer_is_asked(people):
    event_id = add(people.member)
    change(people.colleague, event_id, start=datetime.datetime(2027, 3, 1, 9))
    assert state(event_id) == {"00104": "open", "00107": "accept"}


def test_who_is_taken_out_and_what_is_deleted_is_asked_no_more(people, third):
    event_id = add(people.member, users=(*BOTH, "00200"))
    change(people.member, event_id, users=BOTH)
    assert state(event_id) == {"00107": "open"}
    other = add(people.member, "other")
    schedule.delete(people.member, event_id, datetime.date(2027, 3, 1), "all", "d")
    assert state(event_id) == {} and state(other) == {"00107": "open"}


def weekly(people):
    event_id = add(people.member, rule="weekly", until=datetime.date(2027, 3, 29))
    invitation.answer(people.colleague, event_id, "accept", "1")
    return event_id


def test_a_series_is_one_invitation_and_stands_while_any_of_it_is_left(people):
    event_id = weekly(people)
    schedule.delete(people.member, event_id, datetime.date(2027, 3, 8), "one", "d1")
    schedule.delete(people.member, event_id, datetime.date(2027, 3, 22), "after", "d2")
    assert state(event_id) == {"00107": "accept"}
    change(people.member, event_id, until=datetime.date(2027, 3, 15))
    assert state(event_id) == {"00107": "accept"}


@pytest.mark.parametrize("scope", ["one", "after"])
def test_a_part_of_a_series_takes_the_answers_along_unless_it_is_moved(people, third, scope):
    event_id = weekly(people)
    renamed = change(people.member, event_id, scope, "2", day=8, title="題", users=(*BOTH, "00200"))
    assert state(renamed) == {"00107": "accept", "00200": "open"}
    moved = change(people.member, renamed, "all", "3", day=8, start=datetime.datetime(2027, 3, 9, 10), end=datetime.datetime(2027, 3, 9, 11))
    assert state(moved) == {"00107": "open", "00200": "open"} and state(event_id) == {"00107": "accept"}
    alone = change(people.member, event_id, "one", "4", start=datetime.datetime(2027, 3, 1, 12), end=datetime.datetime(2027, 3, 1, 13))
    assert state(alone) == {"00107": "open"} if scope == "one" else alone


def test_what_is_over_asks_nobody(people):
    assert state(add(people.member, hour=6)) == {}
    event_id = add(people.member, "2")
    change(people.member, event_id, start=datetime.datetime(2027, 2, 1, 6), end=datetime.datetime(2027, 2, 1, 7))
    assert state(event_id) == {"00107": ""}
    past = add(people.member, "3", hour=6, rule="weekly", until=datetime.date(2027, 3, 8))
    assert state(past) == {"00107": "open"} and Delivery.get(item_id=past).title == "3/1 6:00 会議"


def test_open_invitations_to_what_is_over_are_closed_when_they_are_looked_for(people, now):
    soon, series = add(people.member, "1"), add(people.member, "2", rule="weekly", until=datetime.date(2027, 3, 29))
    theirs = add(people.twin, users=("00104",))
    hours = datetime.timedelta(hours=1)
    invitation.close_past(people.colleague, now + 2 * hours)
    assert delivery.counts(people.colleague) == {"invitation": 2}
    invitation.close_past(people.member, now + 30 * hours)  # others' stay
    assert delivery.counts(people.colleague) == {"invitation": 2}
    invitation.close_past(people.colleague, now + 30 * hours)
    assert delivery.counts(people.colleague) == {"invitation": 1} and state(soon) == {"00107": ""} and state(series) == {"00107": "open"}
    invitation.answer(people.colleague, soon, "accept", "late")
    assert state(soon) == {"00107": "accept"} and theirs == 1


def test_an_invitation_opens_the_occurrence_that_comes_next(people, now):
    event_id = add(people.member, rule="weekly", until=datetime.date(2027, 3, 15))
    days = datetime.timedelta(1)
    assert invitation.day_of(people.colleague, event_id, now) == datetime.date(2027, 3, 1)
    assert invitation.day_of(people.colleague, event_id, now + days) == datetime.date(2027, 3, 8)
    assert invitation.day_of(people.member, event_id, now + 100 * days) == datetime.date(2027, 3, 15)
    for viewer in (people.administrator, people.twin):
        with pytest.raises(NotFound):
            invitation.day_of(viewer, event_id, now)


def test_two_who_change_at_once_ask_nobody_twice(people):
    event_id = add(people.member, users=("00104",))
    start = threading.Barrier(3)

    def press(number):
        start.wait()
        with contextlib.suppress(base.Stale):  # who was later
            change(people.member, event_id, key=f"k{number}", users=BOTH)
        base.disconnect()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert state(event_id) == {"00107": "open"}


# What the days know of it


def declined(viewer, user_id="00107", day=1, count=3):
    """{day of March: whether each of its events is shown as declined} of somebody's days."""
    found = schedule.days(viewer, user_id, datetime.date(2027, 3, day), count)
    assert schedule.day(viewer, user_id, datetime.date(2027, 3, day)) == found[datetime.date(2027, 3, day)]
    return {date.day: [row.declined for row in rows] for date, rows in found.items() if rows}


def test_a_declined_event_is_shown_as_such_on_the_days_of_whoever_declined(people, third):
    event_id = add(people.member, rule="daily", until=datetime.date(2027, 3, 3), users=(*BOTH, "00200"))
    add(people.twin, users=("00104",))
    invitation.answer(people.colleague, event_id, "decline", "1")
    all_three, none = {1: [True], 2: [True], 3: [True]}, {1: [False], 2: [False], 3: [False]}
    for viewer in (people.colleague, people.member, third):
        assert declined(viewer) == all_three and declined(viewer, "00104") == declined(viewer, "00200") == none
    assert declined(people.twin, "00104") == {1: [False]}
    assert schedule.next_event(people.colleague, clock.now()) is None and schedule.next_event(people.member, clock.now())
    invitation.answer(people.colleague, event_id, "accept", "2")
    assert declined(people.colleague) == none


def test_a_declined_event_keeps_nobody_busy(people):
    start = datetime.datetime(2027, 3, 1, 10)
    for person in people:
        unit.UnitPerson.create(member_id=person.member_id, unit_id=1, user_id=person.user_id)
    event_id = add(people.member, rule="daily", until=datetime.date(2027, 3, 3))
    add(people.twin, users=("00104",))

    def busy(viewer, user_id):
        """What is told to overlap, and what the 組織's day has for a person."""
        found = schedule.overlaps(viewer, draft_of(title="新", users=(user_id,)))
        day = {row[0]: row[2] for row in schedule.group_day(viewer, 1, start.date(), start)}
        return [row.title for _, row in found], day[user_id] and day[user_id].title

    assert busy(people.member, "00107") == (["会議"], "会議")
    invitation.answer(people.colleague, event_id, "decline", "1")
    for viewer in (people.member, people.colleague):
        assert busy(viewer, "00107") == ([], None) and busy(viewer, "00104") == (["会議"], "会議")
    assert busy(people.twin, "00104") == (["会議"], "会議")
    invitation.answer(people.colleague, event_id, "accept", "2")
    assert busy(people.member, "00107") == (["会議"], "会議")


def test_a_month_names_what_its_person_comes_to(people):
    event_id = add(people.member, rule="daily", until=datetime.date(2027, 3, 2))
    add(people.member, "later", title="午後", hour=15)
    invitation.answer(people.colleague, event_id, "decline", "1")
    found = schedule.month(people.member, "00107", datetime.date(2027, 3, 1))
    assert [(date.day, count, row.title, row.declined) for date, count, row in found] == [(1, 2, "午後", False), (2, 1, "会議", True)]


def test_what_is_declined_stays_so_when_the_event_is_changed_and_not_when_it_is_moved(people):
    event_id = add(people.member, rule="daily", until=datetime.date(2027, 3, 3))
    invitation.answer(people.colleague, event_id, "decline", "1")
    change(people.member, event_id, "one", "2", day=2, title="この日だけ")
    change(people.member, event_id, "all", "3", title="別の題名")
    assert declined(people.colleague) == {1: [True], 2: [True], 3: [True]}
    change(people.member, event_id, "all", "4", start=datetime.datetime(2027, 3, 1, 15), end=datetime.datetime(2027, 3, 1, 16))
    assert declined(people.colleague) == {1: [False], 2: [True], 3: [False]}


def test_of_a_private_event_others_learn_no_answer(people, third):
    event_id = add(people.member, private=True)
    invitation.answer(people.colleague, event_id, "decline", "1")
    assert declined(people.member) == {1: [True]} and declined(third) == {1: [False]}


def test_answers_from_before_are_known_after_the_migration(people):
    event_id, other_id = add(people.member), add(people.member, "other", hour=15)
    Delivery.update(answer="decline", is_open=False).where(Delivery.item_id == event_id).execute()
    base.database.execute_sql("DELETE FROM migration WHERE number = 70")
    base.migrate()
    assert declined(people.member, count=1) == {1: [True, False]} and declined(people.member, "00104", count=1) == {1: [False, False]}
