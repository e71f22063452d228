"""組織 made, filled and deleted by システム管理者."""

import pytest

from models import unit, unit_admin
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.member import Person
from models.unit import Unit, UnitPerson
from tests.models.administration import at_once, make_system


@pytest.fixture
def system(people, log_in):
    """The colleague as a システム管理者, and the twin."""
    make_system(people.colleague)
    make_system(people.twin)
    return log_in(people.colleague)[1], log_in(people.twin)[1]


@pytest.fixture
def sales(system):
    """The id of a unit of the first company; the twin's has the same."""
    viewer, twin = system
    assert unit_admin.add(twin, "別会社の営業部", 10, "t1") == 1
    return unit_admin.add(viewer, "営業部", 10, "a1")


def test_units_are_added_renamed_and_ordered(system, sales):
    viewer, twin = system
    second = unit_admin.add(viewer, "技術部", 5, "a2")
    assert unit_admin.add(viewer, "技術部", 5, "a2") is None  # pressed twice
    assert unit_admin.some(viewer, 0, 9) == [(second, "技術部"), (sales, "営業部")] and unit_admin.some(viewer, 1, 1) == [(sales, "営業部")]
    unit_admin.change(viewer, second, "開発部🛠", 20, unit_admin.find(viewer, second).token, "c1")
    assert [row.name for row in unit.units(viewer)] == ["営業部", "開発部🛠"] and unit_admin.last_position(viewer) == 20
    assert [row.name for row in unit.units(twin)] == ["別会社の営業部"]
    assert [row.target for row in AuditEntry.select().where(AuditEntry.member_id == "ACME1").order_by(AuditEntry.id)] == ["営業部", "技術部", "開発部🛠"]


def test_people_come_and_go(system, sales):
    viewer, twin = system
    unit_admin.add_people(viewer, sales, ["00104", "00107"], "p1")
    unit_admin.add_people(viewer, sales, ["00104", "00001"], "p2")
    assert [user_id for user_id, _ in unit_admin.people(viewer, sales, 0, 9)] == ["00001", "00104", "00107"]
    unit_admin.remove_people(viewer, sales, ["00104", "00001"], "r1")
    unit_admin.remove_people(viewer, sales, ["00107"], "r1")  # pressed twice
    assert unit.people(viewer, sales) == [("00107", "髙橋 健太")] and unit.people(twin, sales) == []


@pytest.mark.parametrize("user_ids", [[], ["99999"], ["00104", "00500"], ["00200"]])
def test_only_colleagues_who_may_log_in_are_put_in(system, sales, user_ids):
    for member_id, user_id, disabled in (("TWIN2", "00500", False), ("ACME1", "00200", True)):
        Person.create(member_id=member_id, user_id=user_id, name="", kana="", mail="", password_hash="", site_admin=False, disabled=disabled)
    with pytest.raises(Invalid) as told:
        unit_admin.add_people(system[0], sales, user_ids, "p1")
    assert list(told.value.problems) == ["others"] and UnitPerson.select().count() == 0


def test_a_deleted_unit_leaves_its_people(system, sales):
    viewer, twin = system
    unit_admin.add_people(viewer, sales, ["00104"], "p1")
    unit_admin.add_people(twin, sales, ["00104"], "p2")
    unit_admin.delete(viewer, sales, "d1")
    assert unit.units(viewer) == [] and Person.select().count() == 4 and UnitPerson.select().count() == 1
    with pytest.raises(NotFound):
        unit_admin.delete(viewer, sales, "d2")


def test_nobody_else_administers_them(system, sales, people, log_in):
    member, site = log_in(people.member)[1], log_in(people.administrator)[1]
    for viewer in (member, site):
        for work in (
            lambda: unit_admin.find(viewer, sales), lambda: unit_admin.some(viewer, 0, 9), lambda: unit_admin.people(viewer, sales, 0, 9),
            lambda: unit_admin.add(viewer, "裏", 1, "x"), lambda: unit_admin.change(viewer, sales, "裏", 1, "", "x"),
            lambda: unit_admin.delete(viewer, sales, "x"), lambda: unit_admin.add_people(viewer, sales, ["00104"], "x"),
            lambda: unit_admin.remove_people(viewer, sales, ["00104"], "x"),
        ):
            with pytest.raises(NotAllowed):
                work()
    with pytest.raises(NotAllowed):
        unit_admin.add(member._replace(system_admin=True), "裏", 1, "y")  # whose level has gone
    second = unit_admin.add(system[0], "技術部", 20, "a2")
    for work in (lambda: unit_admin.find(system[1], second), lambda: unit_admin.delete(system[1], second, "z"),
                 lambda: unit_admin.change(system[1], second, "裏", 1, "", "z"), lambda: unit_admin.add_people(system[1], second, ["00104"], "z")):
        with pytest.raises(NotFound):
            work()
    assert [row.name for row in Unit.select().where(Unit.member_id == "ACME1").order_by(Unit.id)] == ["営業部", "技術部"]


@pytest.mark.parametrize("name, position, field", [("", 1, "name"), ("長" * 51, 1, "name"), ("営業部", 1, "name"), ("部", -1, "position"), ("部", 10_000, "position")])
def test_what_is_wrong_is_told_by_field(system, sales, name, position, field):
    with pytest.raises(Invalid) as told:
        unit_admin.add(system[0], name, position, "a2")
    assert list(told.value.problems) == [field]


def test_of_two_at_once_the_second_is_told(system, sales):
    viewer = system[0]
    seen = unit_admin.find(viewer, sales).token
    works = [lambda name=name: unit_admin.change(viewer, sales, name, 10, seen, name) for name in ("一部", "二部")]
    assert sorted(map(str, at_once(*works))) == sorted(map(str, [None, Stale]))
    works = [lambda key=key: unit_admin.add(viewer, "同名部", 10, key) for key in ("x", "y")]
    assert Invalid in at_once(*works) and Unit.select().where(Unit.name == "同名部").count() == 1
