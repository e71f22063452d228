"""安否確認 as it comes in: the counts for everybody who was asked, and the people behind them for those who manage it."""

import datetime
from typing import NamedTuple

from peewee import JOIN, fn

from models import clock, delivery
from models.base import NotAllowed, NotFound, Read, parameter
from models.delivery import Delivery
from models.member import Person
from models.profile import Profile, name_of, same_person
from models.question import KIND, SafetyPlace, find
from models.safety import HELP, SAFE
from models.telephone import Telephone
from models.unit import Unit, UnitPerson

NONE = ""  # the answer of those who have given none


class Counts(NamedTuple):
    """How many gave which answer; open: those who have given none."""

    safe: int
    help: int
    open: int


class UnitCounts(NamedTuple):
    """The Counts of a 組織; whoever is in several counts in each."""

    name: str
    counts: Counts


class Answer(NamedTuple):
    """What somebody answered; telephone: empty where none is known; answered_at: a naive datetime or None."""

    user_id: str
    name: str
    telephone: str
    answer: str
    place: str
    comment: str
    answered_at: datetime.datetime | None


def total(viewer, safety_id):
    """The Counts over everybody; whoever asks has found the question."""
    return _counts(delivery.tally(viewer.member_id, KIND, safety_id))


def by_unit(viewer, safety_id):
    """[UnitCounts] of the 組織 whose people were asked, in their order; whoever asks has found the question."""
    units = {}
    for unit_id, name, _, answer, count in _by_unit(member_id=viewer.member_id, kind=KIND, item_id=safety_id):
        units.setdefault((unit_id, name), {})[answer] = count
    return [UnitCounts(name, _counts(found)) for (_, name), found in units.items()]


def _counts(found):
    return Counts(found.get(SAFE, 0), found.get(HELP, 0), found.get(NONE, 0))


def people(viewer, safety_id, answer, start, count):
    """The Answers of those who gave this one (SAFE, HELP or NONE), by ユーザーID; so many from the start-th on.

    Raises NotFound, NotAllowed.
    """
    _manager_only(viewer, safety_id)
    found = _people(member_id=viewer.member_id, kind=KIND, item_id=safety_id, answer=answer, start=start, count=count)
    return [_answer(row) for row in found]


def one(viewer, safety_id, user_id):
    """The Answer of one person. Raises NotFound, NotAllowed."""
    _manager_only(viewer, safety_id)
    for row in _person(member_id=viewer.member_id, kind=KIND, item_id=safety_id, user_id=user_id):
        return _answer(row)
    raise NotFound


def _manager_only(viewer, safety_id):
    if not find(viewer, safety_id).may_manage:
        raise NotAllowed


def _answer(row):
    *columns, answered_at = row
    return Answer(*columns, None if answered_at is None else clock.from_unix(answered_at))


# Queries


_ITEM = (Delivery.member_id == parameter("member_id")) & (Delivery.kind == parameter("kind")) & (Delivery.item_id == parameter("item_id"))


def _by_unit_query():
    of_unit = (Unit.member_id == UnitPerson.member_id) & (Unit.id == UnitPerson.unit_id)
    return (
        Delivery.select(Unit.id, Unit.name, Unit.position, Delivery.answer, fn.COUNT(Delivery.user_id))
        .join(UnitPerson, on=same_person(UnitPerson, Delivery)).join(Unit, on=of_unit)
        .where(_ITEM).group_by(Unit.id, Unit.name, Unit.position, Delivery.answer).order_by(Unit.position, Unit.id)
    )


def _answers():
    place = same_person(SafetyPlace, Delivery) & (SafetyPlace.safety_id == Delivery.item_id)
    return (
        Delivery.select(
            Delivery.user_id, name_of(Delivery.user_id), fn.COALESCE(Telephone.number, ""), Delivery.answer,
            fn.COALESCE(SafetyPlace.place, ""), Delivery.comment, Delivery.answered_at)
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Delivery))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Delivery))
        .join(Telephone, JOIN.LEFT_OUTER, on=same_person(Telephone, Delivery))
        .join(SafetyPlace, JOIN.LEFT_OUTER, on=place)
        .where(_ITEM)
    )


def _people_query():
    query = _answers().where(Delivery.answer == parameter("answer")).order_by(Delivery.user_id)
    return query.limit(parameter("count")).offset(parameter("start"))


_by_unit = Read(_by_unit_query)
_people = Read(_people_query)
_person = Read(lambda: _answers().where(Delivery.user_id == parameter("user_id")))
