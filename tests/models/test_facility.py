"""The list of facilities: in whose order, found by name, and kept by システム管理者 alone."""

import pytest

from models import audit, base, facility, facility_admin, reservation
from models.base import Invalid, NotAllowed, NotFound
from models.facility import Facility, FacilityCategory
from models.reservation_slots import Reservation, ReservationSlot
from tests.models.test_reservation import DAY, at_once, rooms, wish

__all__ = ["rooms"]


@pytest.fixture
def admin(rooms):
    """The administrator with the groupware's right, which the member site's says nothing of."""
    for person in rooms:
        person.system_admin, person.session_id = person is rooms.administrator, 0
    return rooms.administrator


def names(viewer):
    return [(row.category, row.name) for row in facility.facilities(viewer)]


def test_lists_are_by_category_and_position(rooms, admin):
    made = facility_admin.add_category(admin, "機器", 0, "1")
    first = facility_admin.add(admin, made, "カメラ", 5, "", "2")
    facility_admin.add(admin, made, "録音機", 1, "", "3")
    assert names(rooms.member)[:3] == [("機器", "録音機"), ("機器", "カメラ"), ("会議室", "第1会議室")]
    assert [(row.name, row.count) for row in facility.categories(rooms.member)] == [("機器", 2), ("会議室", 2), ("車", 1)]
    assert facility.facilities(rooms.member, 1, 1)[0].id == first
    assert facility.in_category(rooms.member, made, 1, 5)[0].id == first
    facility_admin.change(admin, first, 1, "カメラ", 0, "予備の電池\r\n2個", "4")
    found = facility.find(rooms.member, first)
    assert (found.category, found.note) == ("会議室", "予備の電池\n2個")
    facility_admin.change_category(admin, made, "機器類", 9, "5")
    assert [row.name for row in facility.categories(rooms.member)] == ["会議室", "車", "機器類"]
    assert names(rooms.twin) == [("別会社の会議室", "別会社の会議室")]


def test_a_name_means_the_one_of_just_that_name_or_all_that_hold_it(rooms):
    assert [row.id for row in facility.named(rooms.member, "会議室")] == [1, 2]
    assert [row.id for row in facility.named(rooms.member, "第１ 会議室")] == [1]
    Facility.create(member_id="ACME1", id=9, category_id=1, name="会議室", position=9, note="")
    assert [row.id for row in facility.named(rooms.member, "会議室")] == [9]
    assert facility.named(rooms.member, "別会社") == []


def test_a_repeated_post_adds_one(rooms, admin):
    assert facility_admin.add(admin, 1, "新", 1, "", "k") and facility_admin.add(admin, 1, "新", 1, "", "k") is None
    assert facility_admin.add_category(admin, "新", 1, "c") and facility_admin.add_category(admin, "新", 1, "c") is None
    assert [name for _, name in names(admin)].count("新") == 1


WRITES = [
    lambda viewer: facility_admin.add_category(viewer, "新", 1, "k"), lambda viewer: facility_admin.change_category(viewer, 2, "新", 1, "k"),
    lambda viewer: facility_admin.remove_category(viewer, 3, "k"), lambda viewer: facility_admin.add(viewer, 2, "新", 1, "", "k"),
    lambda viewer: facility_admin.change(viewer, 3, 2, "新", 1, "", "k"), lambda viewer: facility_admin.remove(viewer, 3, "k"),
]


def dump():
    return [list(table.select().order_by(table.member_id, table.id).tuples()) for table in (FacilityCategory, Facility)]


@pytest.mark.parametrize("write", WRITES)
def test_only_a_system_administrator_of_the_company_changes_anything(rooms, admin, write):
    FacilityCategory.create(member_id="ACME1", id=3, name="空", position=3)
    before = dump()
    with pytest.raises(NotAllowed):
        write(rooms.colleague)
    rooms.twin.system_admin = True
    if write not in (WRITES[0], WRITES[3], WRITES[1]):  # the twin has a second category of its own
        with pytest.raises(NotFound):
            write(rooms.twin)
        assert dump() == before
    write(admin)
    assert [row for rows in dump() for row in rows if row[0] == "ACME1"] != [row for rows in before for row in rows if row[0] == "ACME1"]


@pytest.mark.parametrize("name, position, note, field", [
    ("", 1, "", "name"), ("あ" * 51, 1, "", "name"), ("a\nb", 1, "", "name"), ("名", -1, "", "position"), ("名", 10_000, "", "position"),
    ("名", 1, "あ" * 1001, "note")])
def test_each_rule(admin, name, position, note, field):
    with pytest.raises(Invalid) as error:
        facility_admin.add(admin, 1, name, position, note, "k")
    assert list(error.value.problems) == [field] and not base.is_done("ACME1", "k")


def test_a_category_in_use_stays_and_an_empty_one_goes(rooms, admin):
    with pytest.raises(Invalid):
        facility_admin.remove_category(admin, 2, "k")
    facility_admin.remove(admin, 3, "f")
    facility_admin.remove_category(admin, 2, "k")
    assert [row.name for row in facility.categories(admin)] == ["会議室"]
    for category_id in (2, 99):
        with pytest.raises(NotFound):
            facility_admin.add(admin, category_id, "新", 1, "", "k2")


def test_a_facility_goes_with_all_that_is_booked_of_it(rooms, admin):
    reservation.book(rooms.member, wish("9:00", "10:00"), "1")
    kept = reservation.book(rooms.member, wish("9:00", "10:00", 2), "2")
    reservation.book(rooms.twin, wish("9:00", "10:00"), "1")
    for _ in range(2):
        facility_admin.remove(admin, 1, "r")
    assert [row.id for row in Reservation.select().where(Reservation.member_id == "ACME1")] == [kept]
    assert ReservationSlot.select().count() == 24 and len(reservation.day(rooms.twin, 1, DAY)) == 1


def test_nothing_is_booked_of_what_is_just_going(rooms, admin):
    outcomes = at_once(
        lambda: facility_admin.remove(admin, 1, "r"), *(
            lambda number=number: reservation.book(rooms.member, wish(f"{9 + number}:00", f"{10 + number}:00"), f"k{number}") for number in range(3)))
    assert outcomes[0] is None and {type(outcome) if isinstance(outcome, int) else outcome for outcome in outcomes[1:]} <= {int, NotFound, Invalid}
    assert not Reservation.select().exists() and not ReservationSlot.select().exists()


def test_what_is_done_to_facilities_is_recorded(rooms, admin):
    category_id = facility_admin.add_category(admin, "機器", 3, "1")
    facility_admin.change_category(admin, category_id, "機器類", 3, "2")
    made = facility_admin.add(admin, category_id, "カメラ", 1, "", "3")
    facility_admin.change(admin, made, category_id, "録音機", 1, "", "4")
    facility_admin.change(admin, made, category_id, "録音機", 2, "", "5")
    for key in ("6", "6"):
        facility_admin.remove(admin, made, key)
    facility_admin.remove_category(admin, category_id, "7")
    with pytest.raises(NotFound):
        facility_admin.remove(admin, made, "8")
    found = audit.entries(admin, 0, 9)[::-1]
    assert {row.action for row in found} == {"設備の変更"} and [(row.target, row.detail) for row in found] == [
        ("機器", "分類の追加"), ("機器類", "分類の変更: 機器→機器類"), ("カメラ", "追加"), ("録音機", "変更: カメラ→録音機"), ("録音機", "変更"),
        ("録音機", "削除"), ("機器類", "分類の削除")]
