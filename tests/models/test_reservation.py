"""Reservations: booked, moved, cancelled; never two at once; by those who may; and what is free."""

import datetime
import threading

import pytest

from models import base, facility, reservation
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.facility import Facility, FacilityCategory
from models.reservation import Taken, Wish
from models.reservation_slots import Reservation, ReservationSlot

DAY = datetime.date(2026, 11, 24)


def at(text, day=DAY):
    hours, minutes = text.split(":")
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(hours=int(hours), minutes=int(minutes))


def wish(start, end, facility_id=1, purpose="打合せ", note=""):
    return Wish(facility_id, purpose, note, at(start), at(end))


def times(viewer, facility_id=1, day=DAY):
    return [f"{row.start:%-H:%M}-{row.end:%-H:%M} {row.name} {row.purpose}" for row in reservation.day(viewer, facility_id, day)]


@pytest.fixture
def rooms(people):
    """会議室 1, 2 and 車 3 of the first company; 別会社の会議室 1 of its twin."""
    for member_id, prefix in (("ACME1", ""), ("TWIN2", "別会社の")):
        for number, name in ((1, "会議室"), (2, "車")):
            FacilityCategory.create(member_id=member_id, id=number, name=prefix + name, position=number)
    for member_id, number, category, name in (
            ("ACME1", 1, 1, "第1会議室"), ("ACME1", 2, 1, "第2会議室"), ("ACME1", 3, 2, "社用車"), ("TWIN2", 1, 1, "別会社の会議室")):
        Facility.create(member_id=member_id, id=number, category_id=category, name=name, position=number, note="")
    return people


def check_slots():
    """Each reservation has just its own slots, and every slot a reservation."""
    wanted = {
        (row.member_id, row.facility_id, slot, row.id)
        for row in Reservation.select() for slot in range(row.start // 5, (row.end + 4) // 5)}
    assert set(ReservationSlot.select().tuples()) == wanted


# Booked, and no two at once


def test_a_booking_is_there_for_every_colleague_and_not_for_the_twin(rooms):
    made = reservation.book(rooms.member, wish("9:00", "10:00", note="一行目\r\n二行目"), "k")
    assert times(rooms.colleague) == ["9:00-10:00 佐藤 花子 打合せ"] and times(rooms.twin) == []
    found = reservation.find(rooms.colleague, made)
    assert (found.facility, found.note, found.may_change) == ("第1会議室", "一行目\n二行目", False)
    assert reservation.find(rooms.member, made).may_change
    with pytest.raises(NotFound):
        reservation.find(rooms.twin, made)
    assert reservation.book(rooms.twin, wish("9:00", "10:00"), "k") == made  # its own, with the same ids
    assert len(times(rooms.twin)) == len(times(rooms.member)) == 1
    check_slots()


@pytest.mark.parametrize("start, end, free", [
    ("8:00", "9:00", True), ("10:00", "11:00", True), ("8:00", "9:01", False), ("9:59", "10:01", False), ("9:15", "9:20", False),
    ("8:00", "11:00", False), ("9:00", "10:00", False), ("8:30", "8:59", True)])
def test_what_overlaps_is_refused_and_what_touches_is_not(rooms, start, end, free):
    reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    assert bool([row for row in reservation.free(rooms.member, at(start), at(end)) if row.id == 1]) == free
    span = wish(start, end).span()
    assert bool(reservation.clashes(rooms.member, [1], [span])) != free
    if free:
        assert reservation.book(rooms.colleague, wish(start, end), "2")
    else:
        with pytest.raises(Taken):
            reservation.book(rooms.colleague, wish(start, end), "2")
        assert not base.is_done("ACME1", "2") and len(times(rooms.member)) == 1
        assert reservation.book(rooms.colleague, wish(start, end, 2), "2")  # the same key, another room
    check_slots()


def test_two_that_share_five_minutes_are_in_each_others_way(rooms):
    reservation.book(rooms.member, wish("9:02", "9:31"), "k")
    with pytest.raises(Taken):
        reservation.book(rooms.member, wish("9:31", "9:40"), "2")
    assert reservation.clashes(rooms.member, [1], [wish("9:31", "9:40").span()])
    assert reservation.clashes(rooms.member, [1], [wish("8:30", "9:01").span()])
    assert not reservation.free(rooms.member, at("9:34"), at("9:35"))[0].id == 1
    assert reservation.book(rooms.member, wish("9:35", "9:40"), "3")


def at_once(*works):
    """Runs works in threads that start together; what each returned or raised."""
    start, outcomes = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        start.wait()
        try:
            outcomes[number] = work()
        except Exception as error:
            outcomes[number] = type(error)
        finally:
            base.disconnect()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_of_several_who_book_at_once_one_has_it(rooms):
    outcomes = at_once(*(
        lambda number=number: reservation.book(rooms.member, wish(f"9:{number * 5:02d}", "10:00"), f"k{number}") for number in range(4)))
    assert outcomes.count(Taken) == 3 and len(times(rooms.member)) == 1
    check_slots()


def test_the_key_alone_refuses_what_slips_past_a_lock(rooms, monkeypatch):
    """As on two nodes of a cluster, which know nothing of each other's locks."""
    monkeypatch.setattr("models.reservation_slots.check_facilities", lambda *_: None)
    outcomes = at_once(*(lambda number=number: reservation.book(rooms.member, wish("9:00", "10:00"), f"k{number}") for number in range(4)))
    assert outcomes.count(Taken) == 3
    check_slots()


def test_the_same_press_twice_at_once_books_once(rooms):
    outcomes = at_once(*[lambda: reservation.book(rooms.member, wish("9:00", "10:00"), "k")] * 3)
    assert outcomes.count(None) == 2 and Taken not in outcomes and len(times(rooms.member)) == 1


def test_a_repeated_post_books_nothing_and_is_no_overlap_with_itself(rooms):
    assert reservation.book(rooms.member, wish("9:00", "10:00"), "k") == 1
    assert reservation.book(rooms.member, wish("9:00", "10:00"), "k") is None
    assert len(times(rooms.member)) == 1


@pytest.mark.parametrize("changes, field", [
    ({"purpose": ""}, "purpose"), ({"purpose": "あ" * 51}, "purpose"), ({"note": "あ" * 1001}, "note"), ({"purpose": "a\nb"}, "purpose"),
    ({"end": at("9:00")}, "end"), ({"start": None}, "day"), ({"end": at("9:00", DAY + datetime.timedelta(32))}, "end"),
    ({"start": datetime.datetime(2099, 12, 31, 23), "end": datetime.datetime(2100, 1, 1, 1)}, "day"),
    ({"start": datetime.datetime(1969, 12, 31)}, "day"),
])
def test_each_rule(rooms, changes, field):
    with pytest.raises(Invalid) as error:
        reservation.book(rooms.member, wish("9:00", "10:00")._replace(**changes), "k")
    assert list(error.value.problems) == [field]
    assert not Reservation.select().exists()


def test_31_days_and_the_ends_of_the_calendar_are_allowed(rooms):
    long = Wish(1, "改装", "", at("0:00"), at("0:00", DAY + datetime.timedelta(31)))
    assert reservation.book(rooms.member, long, "k")
    assert len(times(rooms.member, 1, DAY + datetime.timedelta(30))) == 1 and not times(rooms.member, 1, DAY + datetime.timedelta(31))
    last = Wish(1, "最後", "", datetime.datetime(2099, 12, 31, 23), datetime.datetime(2100, 1, 1))
    first = Wish(1, "最初", "", datetime.datetime(1970, 1, 1), datetime.datetime(1970, 1, 1, 1))
    assert reservation.book(rooms.member, last, "2") and reservation.book(rooms.member, first, "3")
    assert len(times(rooms.member, 1, datetime.date(1970, 1, 1))) == 1
    check_slots()


@pytest.mark.parametrize("facility_id", [4, 99])
def test_a_facility_of_nobody_or_of_another_company_cannot_be_booked(rooms, facility_id):
    Facility.create(member_id="TWIN2", id=4, category_id=1, name="別会社だけの部屋", position=1, note="")
    with pytest.raises(NotFound):
        reservation.book(rooms.member, wish("9:00", "10:00", facility_id), "k")
    assert reservation.busy(rooms.member, [4], DAY, DAY) == {4: []} and not facility.some(rooms.member, [4])


# Changed and cancelled


def test_a_booking_moves_in_time_and_to_another_room(rooms):
    made = reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    reservation.change(rooms.member, made, wish("9:30", "10:30", purpose="新"), 1, "2")  # over its own old time
    assert times(rooms.member) == ["9:30-10:30 佐藤 花子 新"]
    reservation.change(rooms.member, made, wish("9:30", "10:30", 2), 2, "3")
    assert not times(rooms.member) and times(rooms.member, 2) == ["9:30-10:30 佐藤 花子 打合せ"]
    reservation.change(rooms.member, made, wish("9:30", "10:30", 2), 1, "3")  # pressed again
    with pytest.raises(Stale):
        reservation.change(rooms.member, made, wish("9:30", "10:30", 2), 1, "4")
    check_slots()


def test_a_move_onto_somebody_elses_time_changes_nothing(rooms):
    made = reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    reservation.book(rooms.colleague, wish("10:00", "11:00"), "2")
    before = times(rooms.member)
    with pytest.raises(Taken):
        reservation.change(rooms.member, made, wish("9:30", "10:30", purpose="新"), 1, "3")
    assert times(rooms.member) == before and reservation.find(rooms.member, made).version == 1
    assert not reservation.clashes(rooms.member, [1], [wish("9:00", "10:00").span()], reservation_id=made)
    check_slots()


def test_a_cancelled_time_is_free_again(rooms):
    made = reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    for _ in range(2):
        reservation.cancel(rooms.member, made, "d")
    assert not times(rooms.member) and not ReservationSlot.select().exists()
    with pytest.raises(NotFound):
        reservation.cancel(rooms.member, made, "another press")
    assert reservation.book(rooms.colleague, wish("9:00", "10:00"), "2")


@pytest.mark.parametrize("who, expected", [("colleague", NotAllowed), ("administrator", NotAllowed), ("twin", NotFound)])
def test_nobody_else_changes_or_cancels(rooms, who, expected):
    made = reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    viewer, before = getattr(rooms, who), list(ReservationSlot.select().tuples())
    with pytest.raises(expected):
        reservation.change(viewer, made, wish("11:00", "12:00"), 1, "2")
    with pytest.raises(expected):
        reservation.cancel(viewer, made, "3")
    assert list(ReservationSlot.select().tuples()) == before and len(times(rooms.member)) == 1


# What is free


def test_free_facilities_come_by_category_and_position(rooms):
    assert [row.name for row in reservation.free(rooms.member, at("9:00"), at("10:00"))] == ["第1会議室", "第2会議室", "社用車"]
    reservation.book(rooms.member, wish("9:30", "10:30"), "k")
    assert [row.id for row in reservation.free(rooms.member, at("9:00"), at("10:00"))] == [2, 3]
    assert [row.name for row in reservation.free(rooms.twin, at("9:00"), at("10:00"))] == ["別会社の会議室"]


def test_busy_times_by_facility(rooms):
    reservation.book(rooms.member, wish("22:00", "30:00"), "k")
    reservation.book(rooms.member, wish("9:02", "9:31", 2), "2")
    assert reservation.busy(rooms.member, [1, 2, 3], DAY, DAY) == {
        1: [(at("22:00"), at("30:00"))], 2: [(at("9:00"), at("9:35"))], 3: []}
    next_day = DAY + datetime.timedelta(1)
    assert reservation.busy(rooms.member, [1], next_day, next_day) == {1: [(at("22:00"), at("30:00"))]}
    assert reservation.busy(rooms.twin, [1], DAY, DAY) == {1: []} and reservation.busy(rooms.member, [], DAY, DAY) == {}


def hours(pairs):
    return [f"{start:%-d %-H:%M}-{end:%-H:%M}" for start, end in pairs]


@pytest.mark.parametrize("times, expected", [
    ([], [(0, 24)]), ([(0, 24)], []), ([(9, 10)], [(0, 9), (10, 24)]), ([(0, 9), (9, 10), (23, 30)], [(10, 23)]),
    ([(9, 12), (10, 11)], [(0, 9), (12, 24)]), ([(-5, 3), (30, 31)], [(3, 24)])])
def test_gaps(times, expected):
    assert reservation.gaps(times, 0, 24) == expected


def test_the_next_free_times_keep_to_working_hours_and_to_all_facilities(rooms):
    reservation.book(rooms.member, wish("9:00", "10:00"), "k")
    reservation.book(rooms.member, wish("10:30", "18:30"), "2")
    reservation.book(rooms.member, wish("18:30", "19:00", 2), "3")
    ask = at("9:00"), at("10:00")
    assert hours(reservation.next_free(rooms.member, [1], *ask)) == ["24 18:30-19:30", "25 8:00-9:00", "25 9:00-10:00"]
    assert hours(reservation.next_free(rooms.member, [1, 2], *ask)) == ["24 19:00-20:00", "25 8:00-9:00", "25 9:00-10:00"]
    assert hours(reservation.next_free(rooms.member, [1], at("9:02"), at("9:32"), 2)) == ["24 10:00-10:30", "24 18:30-19:00"]
    assert hours(reservation.next_free(rooms.member, [1], at("9:00"), at("23:00"), 1)) == ["24 18:30-8:30"]  # over night


def test_other_facilities_of_the_category_that_are_free_all_the_time(rooms):
    Facility.create(member_id="ACME1", id=5, category_id=1, name="第3会議室", position=5, note="")
    reservation.book(rooms.member, wish("9:00", "10:00", 2), "k")
    spans = [wish("9:00", "10:00").span(), wish("33:00", "34:00").span()]
    assert [row.name for row in reservation.instead_of(rooms.member, 1, spans)] == ["第3会議室"]
    assert [row.name for row in reservation.instead_of(rooms.member, 1, spans[1:])] == ["第2会議室", "第3会議室"]
    assert reservation.instead_of(rooms.member, 99, spans) == []


def test_ones_own_list_is_what_is_not_over(rooms):
    for number, (start, end) in enumerate((("9:00", "10:00"), ("11:00", "12:00"), ("33:00", "34:00"))):
        reservation.book(rooms.member, wish(start, end, number % 2 + 1), f"k{number}")
    reservation.book(rooms.colleague, wish("9:00", "10:00", 3), "other")
    assert [row.name for row in reservation.mine(rooms.member, at("9:59"))] == ["第1会議室", "第2会議室", "第1会議室"]
    assert [row.id for row in reservation.mine(rooms.member, at("10:00"), 1, 1)] == [3]
    assert reservation.mine(rooms.twin, at("0:00")) == []
