"""設備 of events: booked, moved and cancelled with the event, on all its days or not at all."""

import datetime
import threading
from dataclasses import replace

import pytest

from models import base, facility_admin, reservation, schedule
from models.base import Invalid, NotAllowed, NotFound
from models.event import HIDDEN_TITLE, Event, Occurrence
from models.reservation_slots import MOST_SLOTS, Reservation, ReservationSlot, Taken
from models.schedule import Draft
from tests.models.test_reservation import DAY, at, check_slots, rooms, times, wish

__all__ = ["rooms"]


def draft(start="9:00", end="10:00", facilities=(1,), days=0, **more):
    series = {"rule": "daily", "until": DAY + datetime.timedelta(days)} if days else {}
    return Draft(**{"title": "会議", "start": at(start), "end": at(end), "users": ("00104",), "facilities": facilities} | series | more)


def booked(viewer, facility_id=1, count=6):
    """["0 9:00-10:00"] of what is booked: how many days on, and when."""
    found = []
    for number in range(count):
        day = DAY + datetime.timedelta(number)
        found += [f"{number} {row.start:%-H:%M}-{row.end:%-H:%M}" for row in reservation.day(viewer, facility_id, day)]
    return found


def change(viewer, event_id, number, scope, key="c", **changes):
    day = DAY + datetime.timedelta(number)
    found = schedule.find(viewer, event_id, day)
    return schedule.change(viewer, event_id, day, scope, replace(found.draft(), **changes), found.version, key)


def test_an_event_books_and_shows_what_it_needs(rooms):
    event_id = schedule.add(rooms.member, draft(facilities=(3, 1)), "k")
    found = schedule.find(rooms.colleague, event_id, DAY)
    assert found.facilities == [(1, "第1会議室"), (3, "社用車")] and found.draft().facilities == (1, 3)
    assert times(rooms.colleague) == ["9:00-10:00 佐藤 花子 会議"] and len(times(rooms.member, 3)) == 1
    assert schedule.find(rooms.member, schedule.add(rooms.member, draft(facilities=()), "2"), DAY).facilities == []
    schedule.delete(rooms.member, event_id, DAY, "one", "d")
    assert not Reservation.select().exists() and not ReservationSlot.select().exists()


def test_a_private_events_title_is_not_what_the_facility_tells(rooms):
    event_id = schedule.add(rooms.member, draft(title="内緒", private=True), "k")
    assert times(rooms.colleague) == [f"9:00-10:00 佐藤 花子 {HIDDEN_TITLE}"]
    change(rooms.member, event_id, 0, "one", private=False)
    assert times(rooms.colleague) == ["9:00-10:00 佐藤 花子 内緒"]


def test_a_taken_time_refuses_the_whole_event(rooms):
    reservation.book(rooms.colleague, clashing(2), "other")
    with pytest.raises(Taken):
        schedule.add(rooms.member, draft(days=4, facilities=(2, 1)), "k")
    assert not Event.select().exists() and not Occurrence.select().exists() and Reservation.select().count() == 1
    assert not base.is_done("ACME1", "k")
    series = draft(days=4)
    clashes = reservation.clashes(rooms.member, (1, 2), series.spans(series.days()))
    assert [(clash.name, clash.start) for clash in clashes] == [("第1会議室", at("57:00"))]
    assert schedule.add(rooms.member, draft(days=4, facilities=(2,)), "k")
    check_slots()


def clashing(number):
    return wish(f"{9 + 24 * number}:30", f"{10 + 24 * number}:30")


@pytest.mark.parametrize("scope, old, new", [
    ("one", ["0 9:00-10:00", "2 9:00-10:00", "3 9:00-10:00"], ["1 14:00-15:00"]),
    ("after", ["0 9:00-10:00"], ["1 14:00-15:00", "2 14:00-15:00", "3 14:00-15:00"]),
    ("all", [], ["0 14:00-15:00", "1 14:00-15:00", "2 14:00-15:00", "3 14:00-15:00"]),
])
def test_a_series_moves_as_far_as_said(rooms, scope, old, new):
    event_id = schedule.add(rooms.member, draft(days=3), "k")
    tomorrow = DAY + datetime.timedelta(1)
    changed = change(rooms.member, event_id, 1, scope, start=at("14:00", tomorrow), end=at("15:00", tomorrow), facilities=(1, 2))
    assert booked(rooms.member) == sorted(old + new)
    assert booked(rooms.member, 2) == new  # the second room is booked for the changed ones alone
    assert schedule.find(rooms.member, changed, tomorrow).facilities == [(1, "第1会議室"), (2, "第2会議室")]
    check_slots()


@pytest.mark.parametrize("scope, left", [("one", ["0", "2", "3"]), ("after", ["0"]), ("all", [])])
def test_a_series_is_deleted_as_far_as_said(rooms, scope, left):
    event_id = schedule.add(rooms.member, draft(days=3), "k")
    for _ in range(2):
        schedule.delete(rooms.member, event_id, DAY + datetime.timedelta(1), scope, "d")
    assert [text.split()[0] for text in booked(rooms.member)] == left
    check_slots()


def test_a_change_that_meets_somebody_elses_time_changes_nothing(rooms):
    event_id = schedule.add(rooms.member, draft(days=3), "k")
    reservation.book(rooms.colleague, wish("82:00", "83:00"), "other")  # 10:00 of the last day
    before = booked(rooms.member), list(Occurrence.select().tuples())
    with pytest.raises(Taken):
        change(rooms.member, event_id, 0, "all", end=at("10:30"))
    assert (booked(rooms.member), list(Occurrence.select().tuples())) == before
    found = schedule.find(rooms.member, event_id, DAY)
    assert found.version == 1
    later = replace(found.draft(), end=at("10:30"))
    assert [clash.start for clash in reservation.clashes(rooms.member, (1,), later.spans(later.days()), event_id)] == [at("81:00")]
    change(rooms.member, event_id, 0, "one", key="2", end=at("10:30"))
    check_slots()


def test_a_repeated_change_and_deletion_leave_others_bookings(rooms):
    event_id = schedule.add(rooms.member, draft(), "k")
    change(rooms.member, event_id, 0, "one", key="c", start=at("11:00"), end=at("12:00"))
    reservation.book(rooms.colleague, wish("9:00", "10:00"), "other")
    assert schedule.change(rooms.member, event_id, DAY, "one", draft(), 1, "c") is None
    schedule.delete(rooms.member, event_id, DAY, "one", "d")
    schedule.delete(rooms.member, event_id, DAY, "one", "d")
    assert times(rooms.member) == ["9:00-10:00 髙橋 健太 打合せ"]


def test_whoever_may_change_the_event_may_cancel_its_booking_and_the_event_goes_on(rooms):
    schedule.add(rooms.member, draft(days=3, facilities=(1, 2), users=("00107",)), "k")
    second = reservation.day(rooms.member, 1, DAY + datetime.timedelta(1))[0]
    for who in (rooms.administrator, rooms.twin):
        with pytest.raises((NotAllowed, NotFound)):
            reservation.cancel(who, second.id, "no")
    assert reservation.find(rooms.colleague, second.id).may_change and not reservation.find(rooms.administrator, second.id).may_change
    for _ in range(2):
        reservation.cancel(rooms.colleague, second.id, "c")
    assert [text[0] for text in booked(rooms.member)] == ["0", "2", "3"] and len(booked(rooms.member, 2)) == 4
    assert [row.title for row in schedule.day(rooms.colleague, "00107", DAY + datetime.timedelta(1))] == ["会議"]
    with pytest.raises(NotAllowed):
        reservation.change(rooms.member, reservation.day(rooms.member, 1, DAY)[0].id, wish("11:00", "12:00"), 1, "x")
    check_slots()


def test_a_private_events_booking_tells_others_nothing_of_it(rooms):
    event_id = schedule.add(rooms.member, draft(title="内緒", note="秘密", private=True), "k")
    row, = reservation.day(rooms.colleague, 1, DAY)
    found = reservation.find(rooms.colleague, row.id)
    assert (found.event, found.event_id, found.may_change, found.purpose, found.note) == (None, event_id, False, HIDDEN_TITLE, "")
    with pytest.raises(NotFound):
        reservation.cancel(rooms.colleague, row.id, "c")


@pytest.mark.parametrize("facilities", [(99,), (1, 4)])
def test_what_is_not_the_companys_cannot_be_booked(rooms, facilities):
    with pytest.raises(Invalid) as error:
        schedule.add(rooms.member, draft(facilities=facilities), "k")
    assert list(error.value.problems) == ["facilities"] and not Event.select().exists()


def test_how_much_one_event_may_book(rooms):
    assert list(draft(facilities=range(11)).problems()) == ["facilities"]
    many = draft("0:00", "24:00", days=MOST_SLOTS // 288, title="長い")
    assert list(many.problems()) == ["facilities"] and not replace(many, facilities=()).problems()
    assert not replace(many, until=DAY + datetime.timedelta(MOST_SLOTS // 288 - 1)).problems()


def test_a_day_long_series_whose_days_share_five_minutes_is_refused(rooms):
    with pytest.raises(Invalid) as error:
        schedule.add(rooms.member, draft("9:02", "33:02", days=2), "k")
    assert list(error.value.problems) == ["facilities"]


def test_two_series_at_once_do_not_share_a_room(rooms):
    start, outcomes = threading.Barrier(3), []

    def press(number):
        start.wait()
        try:
            outcomes.append(bool(schedule.add(rooms.member, draft(facilities=(1, 2) if number % 2 else (2, 1), days=3), f"k{number}")))
        except Taken:
            outcomes.append("taken")
        finally:
            base.disconnect()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [True, "taken", "taken"]
    assert len(booked(rooms.member)) == 4
    check_slots()


def test_an_event_outlives_its_facility(rooms):
    admin = rooms.administrator
    admin.system_admin, admin.session_id = True, 0
    event_id = schedule.add(rooms.member, draft(days=3, facilities=(1, 2)), "k")
    facility_admin.remove(admin, 1, "r")
    assert schedule.find(rooms.member, event_id, DAY).facilities == [(2, "第2会議室")]
    assert change(rooms.member, event_id, 0, "all", title="続き") == event_id
    check_slots()
