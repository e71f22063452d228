"""Units: who sees which, and who is offered as company."""

import pytest

from models import unit
from models.base import NotFound
from models.member import Person


@pytest.fixture
def units(people):
    """Sales with the member and the colleague, an empty one before it, one of the administrator alone; the twin's."""
    for member_id, unit_id, name, position, user_ids in (
        ("ACME1", 1, "営業部", 2, ("00104", "00107")), ("ACME1", 2, "新設", 1, ()), ("ACME1", 3, "総務部", 3, ("00001",)),
        ("TWIN2", 1, "別会社の営業部", 1, ("00104",)),
    ):
        unit.Unit.create(member_id=member_id, id=unit_id, name=name, position=position)
        for user_id in user_ids:
            unit.UnitPerson.create(member_id=member_id, unit_id=unit_id, user_id=user_id)


def test_units_of_ones_own_member_in_their_order(people, units):
    assert unit.units(people.member) == [(2, "新設", 0), (1, "営業部", 2), (3, "総務部", 1)]
    assert unit.units(people.twin) == [(1, "別会社の営業部", 1)]


def test_one_unit(people, units):
    found = unit.find(people.administrator, 1)
    assert (found.id, found.name, found.count) == (1, "営業部", 2)
    assert unit.find(people.twin, 1).name == "別会社の営業部"
    for viewer, unit_id in ((people.twin, 3), (people.member, 4)):
        with pytest.raises(NotFound):
            unit.find(viewer, unit_id)


def test_mates_are_oneself_and_ones_units(people, units):
    assert unit.mates(people.colleague) == [("00107", "髙橋 健太"), ("00104", "佐藤 花子")]
    assert unit.mates(people.administrator) == [("00001", "佐々木 一郎")]
    assert unit.mates(people.twin) == [("00104", "佐藤 花子")]


def test_whoever_is_in_two_units_is_a_mate_once(people, units):
    for user_id in ("00104", "00107"):
        unit.UnitPerson.create(member_id="ACME1", unit_id=2, user_id=user_id)
    assert unit.mates(people.member) == [("00104", "佐藤 花子"), ("00107", "髙橋 健太")]


def test_the_disabled_are_neither_counted_nor_offered(people, units):
    Person.update(disabled=True).where((Person.member_id == "ACME1") & (Person.user_id == "00107")).execute()
    assert unit.find(people.member, 1).count == 1
    assert unit.mates(people.member) == [("00104", "佐藤 花子")]
