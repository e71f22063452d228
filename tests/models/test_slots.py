"""Free slots: what counts as free, for whom, and that of two who book one gets it."""

import datetime
import threading

import pytest

from models import base, clock, invitation, schedule, slots
from models.base import Invalid
from models.event import Event, Occurrence
from models.facility import Facility, FacilityCategory
from models.member import Person
from models.reservation_slots import Reservation

BOTH = ("00104", "00107")
MONDAY = datetime.date(2027, 3, 1)  # 3/21 is a holiday on a Sunday, 3/22 is off for it


@pytest.fixture(autouse=True)
def now(monkeypatch):
    moment = datetime.datetime(2027, 3, 1, 8)
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


@pytest.fixture
def rooms(people):
    """Two rooms, in a category, of both companies."""
    for member_id in ("ACME1", "TWIN2"):
        FacilityCategory.create(member_id=member_id, id=1, name="会議室", position=1)
        for number, name in enumerate(("第1会議室", "第2会議室"), 1):
            Facility.create(member_id=member_id, id=number, category_id=1, name=name, position=number, note="")


def at(day, hour, minute=0):
    return datetime.datetime(2027, 3, day, hour, minute)


def add(viewer, start, end, users=("00104",), **other):
    key = f"add {viewer.member_id} {start} {end} {users} {other}"
    return schedule.add(viewer, schedule.Draft(**{"title": "会議", "start": start, "end": end, "users": users} | other), key)


def find(viewer, users=BOTH, minutes=60, since=at(1, 0), category_id=None, **other):
    found = slots.find(viewer, users, minutes, since, category_id, **other)
    return [(slot.start, slot.facility and slot.facility.id) for slot in found]


def starts(viewer, **other):
    return [start for start, _ in find(viewer, **other)]


def test_the_next_three_lie_one_after_the_other_in_working_hours(people):
    assert starts(people.member) == [at(1, 9), at(1, 10), at(1, 11)]
    assert starts(people.member, since=at(1, 15, 50)) == [at(1, 16), at(1, 17), at(2, 9)]
    assert starts(people.member, since=at(1, 9, 0) + datetime.timedelta(seconds=1), minutes=50)[:2] == [at(1, 9, 15), at(1, 10, 15)]
    assert starts(people.member, minutes=540) == [at(1, 9), at(2, 9), at(3, 9)]


def test_weekends_and_holidays_are_no_working_days(people):
    assert starts(people.member, minutes=540, since=at(5, 9)) == [at(5, 9), at(8, 9), at(9, 9)]
    assert starts(people.member, minutes=540, since=at(19, 0)) == [at(19, 9), at(23, 9), at(24, 9)]


def test_what_anybody_has_is_taken_whatever_it_is(people):
    add(people.member, at(1, 9), at(1, 10, 10))
    add(people.colleague, at(1, 11), at(1, 12), ("00107",), private=True)
    add(people.colleague, at(1, 13, 30), at(1, 14), ("00107",), tentative=True)
    add(people.administrator, at(1, 15), at(1, 16), ("00001",))  # takes no part
    add(people.member, at(2, 0), at(3, 0), all_day=True)
    add(people.member, at(2, 22), at(3, 9, 30))
    add(people.twin, at(1, 12), at(1, 18))
    assert starts(people.member, count=9) == [
        at(1, 12), at(1, 14), at(1, 15), at(1, 16), at(1, 17), at(3, 9, 30), at(3, 10, 30), at(3, 11, 30), at(3, 12, 30)]
    assert starts(people.member, users=("00107",))[:2] == [at(1, 9), at(1, 10)]


def test_a_room_is_the_first_free_one_and_without_one_the_time_is_none(people, rooms):
    add(people.administrator, at(1, 9), at(1, 11), ("00001",), facilities=(1,))
    add(people.administrator, at(1, 10), at(1, 11, 20), ("00001",), facilities=(2,))
    add(people.twin, at(1, 11), at(1, 18), facilities=(1, 2))
    assert find(people.member, category_id=1) == [(at(1, 9), 2), (at(1, 11), 1), (at(1, 12), 1)]
    assert find(people.member) == [(at(1, 9), None), (at(1, 10), None), (at(1, 11), None)]
    assert find(people.member, category_id=9) == []


def test_it_is_looked_for_a_while_only_and_in_few_queries(people, rooms, monkeypatch):
    add(people.member, at(1, 0), at(1, 23), rule="daily", until=MONDAY + datetime.timedelta(365))
    assert starts(people.member, category_id=1) == []
    asked = []
    run = base.database.obj.execute_sql
    monkeypatch.setattr(base.database.obj, "execute_sql", lambda sql, *rest: asked.append(sql) or run(sql, *rest))
    monkeypatch.setattr("models.read._direct", lambda: None)
    find(people.member, users=("00107", "00001"), category_id=1)
    assert len(asked) <= 4


@pytest.mark.parametrize("users, minutes, field", [
    ((), 60, "users"), (("00104", "54321"), 60, "users"), (tuple(f"{n:05d}" for n in range(51)), 60, "users"), (BOTH, 0, "minutes"),
    (BOTH, 10, "minutes"), (BOTH, 62, "minutes"), (BOTH, 545, "minutes"),
])
def test_each_rule_names_itself(people, users, minutes, field):
    with pytest.raises(Invalid) as error:
        find(people.member, users=users, minutes=minutes)
    assert list(error.value.problems) == [field]
    with pytest.raises(Invalid):
        book(people.member, "k", users=users, minutes=minutes)
    assert not Event.select().exists()


def book(viewer, key, users=BOTH, start=at(1, 9), minutes=60, room=None, title=""):
    return slots.book(viewer, users, start, minutes, room, title, key)


def test_a_slot_is_booked_with_people_and_room_and_others_are_asked(people, rooms):
    event_id = book(people.member, "k", room=2)
    event = schedule.find(people.member, event_id, MONDAY)
    assert (event.title, event.start, event.end) == ("打合せ", at(1, 9), at(1, 10))
    assert [user_id for user_id, _ in event.attendees] == list(BOTH) and event.facilities == [(2, "第2会議室")]
    assert [answer.user_id for answer in invitation.answers("ACME1", event_id)] == ["00107"]
    assert book(people.member, "k", room=2) is None and Event.select().count() == 1  # a repeated post
    assert find(people.member, category_id=1)[0] == (at(1, 10), 1)


@pytest.mark.parametrize("other", [
    {"users": ("00107", "00001")}, {"users": ("00001",), "room": 1}, {"start": at(1, 9, 30)}, {"start": at(1, 7)},
])
def test_who_is_later_is_told_and_nothing_is_written(people, rooms, other):
    book(people.member, "first", room=1)
    before = list(Occurrence.select().tuples())
    with pytest.raises(slots.Faster):
        book(people.colleague, "second", **other)
    assert list(Occurrence.select().tuples()) == before
    assert book(people.colleague, "third", users=("00001",), room=2)
    assert book(people.colleague, "fourth", start=at(1, 10), room=1)
    assert book(people.twin, "first", users=("00104",), room=1)  # another company's time


def test_somebody_disabled_or_a_room_that_is_gone_is_no_reason_to_write(people, rooms):
    Facility.delete().where(Facility.id == 2).execute()
    with pytest.raises(Invalid):
        book(people.member, "1", room=2)
    Person.update(disabled=True).where(Person.user_id == "00107").execute()
    with pytest.raises(Invalid):
        book(people.member, "2")
    with pytest.raises(Invalid):
        book(people.member, "3", users=("00104",), title="長" * 51)
    assert not Event.select().exists()


def at_once(*works):
    """What comes of works that are done at the same moment: what each returns, or the class of its error."""
    start, outcomes = threading.Barrier(len(works)), []

    def run(work):
        start.wait()
        try:
            outcomes.append(work())
        except slots.Faster:
            outcomes.append("slower")
        finally:
            base.disconnect()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes, key=str)


@pytest.mark.parametrize("users, rooms_wanted", [((BOTH, BOTH), (1, 1)), ((BOTH, ("00107", "00001")), (1, 2)), ((("00104",), ("00001",)), (1, 1))])
def test_of_two_at_once_one_gets_it(people, rooms, users, rooms_wanted):
    """The same people and room, one person in common, and only the room in common."""
    outcomes = at_once(*(
        lambda viewer=viewer, who=who, room=room: book(viewer, f"k{viewer.user_id}", users=who, room=room)
        for viewer, who, room in zip((people.member, people.administrator), users, rooms_wanted)))
    assert outcomes == [1, "slower"]
    assert Event.select().count() == 1 and Reservation.select().count() == 1


def test_the_same_press_twice_at_once_books_once(people, rooms):
    assert at_once(*[lambda: book(people.member, "k", room=1)] * 3) == [1, None, None]
    assert Event.select().count() == 1
