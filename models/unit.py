"""組織: the groups of a member's people. Every colleague sees all units; somebody may be in several."""

from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models.base import Base, NotFound, Read, parameter
from models.member import Person
from models.profile import Profile

_MATES = 200  # at most; a form lists far fewer
_EVERYBODY = 100_000  # as many as there are ユーザーIDs


class Unit(Base):
    """A unit; position: its place in lists."""

    member_id = TextField()
    id = BigIntegerField()
    name = TextField()
    position = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class UnitPerson(Base):
    """Who is in which unit."""

    member_id = TextField()
    unit_id = BigIntegerField()
    user_id = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "unit_id", "user_id")


class UnitRow(NamedTuple):
    """A unit in a list; count: its people, without those who may not log in any more."""

    id: int
    name: str
    count: int


def units(viewer, start=0, count=1_000):
    """The units of the viewer's member as UnitRows, in their order, from the start-th on, at most count."""
    return [UnitRow(*row) for row in _units(member_id=viewer.member_id, start=start, count=count)]


def find(viewer, unit_id):
    """The UnitRow of one unit. Raises NotFound."""
    for row in _unit(member_id=viewer.member_id, unit_id=unit_id):
        return UnitRow(*row)
    raise NotFound


def named(viewer, name):
    """The id of the unit with this name, or None."""
    for unit_id, in _named(member_id=viewer.member_id, name=name):
        return unit_id


def people(viewer, unit_id, most=_EVERYBODY):
    """[(user_id, name)] of a unit's people who may log in, by kana, at most so many. Raises NotFound."""
    find(viewer, unit_id)
    return [(user_id, name) for user_id, name, _ in _people(member_id=viewer.member_id, unit_id=unit_id, most=most)]


def mates(viewer):
    """(user_id, name) of those whom the viewer is likely to invite: oneself first, then one's units' people by kana."""
    found = _mates(member_id=viewer.member_id, user_id=viewer.user_id)
    return [(viewer.user_id, viewer.name)] + [(user_id, name) for user_id, name, _ in found if user_id != viewer.user_id]


def _counted():
    """Units with the number of their people, which is counted for those alone that are asked for."""
    people = (
        UnitPerson.select(fn.COUNT(Person.user_id))
        .join(Person, on=(Person.member_id == UnitPerson.member_id) & (Person.user_id == UnitPerson.user_id) & ~Person.disabled)
        .where((UnitPerson.member_id == Unit.member_id) & (UnitPerson.unit_id == Unit.id))
    )
    return Unit.select(Unit.id, Unit.name, people).where(Unit.member_id == parameter("member_id"))


def _mates_query():
    mine, theirs = UnitPerson.alias("mine"), UnitPerson.alias("theirs")
    return (
        mine.select(Person.user_id, fn.COALESCE(Profile.name, Person.name), Person.kana).distinct()
        .join(theirs, on=(theirs.member_id == mine.member_id) & (theirs.unit_id == mine.unit_id))
        .join(Person, on=(Person.member_id == theirs.member_id) & (Person.user_id == theirs.user_id))
        .join(Profile, JOIN.LEFT_OUTER, on=(Profile.member_id == theirs.member_id) & (Profile.user_id == theirs.user_id))
        .where((mine.member_id == parameter("member_id")) & (mine.user_id == parameter("user_id")) & ~Person.disabled)
        .order_by(Person.kana, Person.user_id).limit(_MATES)
    )


def people_query():
    """The select of people(): user_id, name and kana; the parameters member_id and unit_id."""
    return (
        UnitPerson.select(Person.user_id, fn.COALESCE(Profile.name, Person.name), Person.kana)
        .join(Person, on=(Person.member_id == UnitPerson.member_id) & (Person.user_id == UnitPerson.user_id))
        .join(Profile, JOIN.LEFT_OUTER, on=(Profile.member_id == UnitPerson.member_id) & (Profile.user_id == UnitPerson.user_id))
        .where((UnitPerson.member_id == parameter("member_id")) & (UnitPerson.unit_id == parameter("unit_id")) & ~Person.disabled)
        .order_by(Person.kana, Person.user_id)
    )


def _named_query():
    return Unit.select(Unit.id).where((Unit.member_id == parameter("member_id")) & (Unit.name == parameter("name"))).order_by(Unit.position)


_people = Read(lambda: people_query().limit(parameter("most")))
_named = Read(_named_query)
_units = Read(lambda: _counted().order_by(Unit.position, Unit.id).limit(parameter("count")).offset(parameter("start")))
_unit = Read(lambda: _counted().where(Unit.id == parameter("unit_id")))
_mates = Read(_mates_query)
