"""The questions of 安否確認: their tables, and each as the viewer sees it."""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField

from models import clock
from models.base import Base, NotFound, Read, parameter
from models.delivery import IS_OPEN, Delivery
from models.member import Person
from models.profile import Profile, name_of, same_person

KIND = "safety"


class Safety(Base):
    """A question. Times in Unix seconds."""

    member_id = TextField()
    id = BigIntegerField()
    starter_id = TextField()
    title = TextField()
    body = TextField()
    started_at = BigIntegerField()
    reminded_at = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class SafetyPlace(Base):
    """Where somebody is, in words of the answer."""

    member_id = TextField()
    safety_id = BigIntegerField()
    user_id = TextField()
    place = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "safety_id", "user_id")


class Question(NamedTuple):
    """A question as the viewer sees it. Times are naive datetimes, None where nothing happened yet.

    reminded_at: of the last reminder. is_asked: whether the viewer is among those asked; answer: as safety.answer() took it, or
    empty, with comment, place and answered_at the viewer's own; may_manage: whether the viewer sees who answered what, reminds and closes.
    """

    id: int
    title: str
    body: str
    starter: str
    started_at: datetime.datetime
    reminded_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    is_asked: bool
    answer: str
    comment: str
    answered_at: datetime.datetime | None
    place: str
    may_manage: bool

    @property
    def reminds(self):
        """When the viewer was reminded of what still awaits the viewer's answer; None where nothing reminds."""
        return self.reminded_at if self.is_asked and not self.answer and not self.closed_at else None


class Row(NamedTuple):
    """A question in a list; is_asked and answer as in Question."""

    id: int
    title: str
    started_at: datetime.datetime
    is_closed: bool
    is_asked: bool
    answer: str


# Looking


def may_start(viewer):
    """Whether the viewer may ask everybody, and see who answered what."""
    return bool(viewer.system_admin or viewer.site_admin)


def questions(viewer, start, count):
    """Rows of what the viewer was asked or has asked, an administrator all; those that still stand first, then the latest."""
    found = _questions(member_id=viewer.member_id, user_id=viewer.user_id, sees_all=int(may_start(viewer)), start=start, count=count)
    return [
        Row(safety_id, title, clock.from_unix(started_at), closed_at is not None, answer is not None, answer or "")
        for safety_id, title, started_at, closed_at, answer in found
    ]


def unanswered(viewer):
    """(id, title) of the latest question that awaits the viewer's answer, or None."""
    for safety_id, title in _unanswered(member_id=viewer.member_id, user_id=viewer.user_id):
        return safety_id, title
    return None


def find(viewer, safety_id):
    """The Question. Raises NotFound, also for whoever was not asked and is no administrator."""
    for title, body, starter_id, starter, started_at, reminded_at, closed_at, answer, comment, answered_at, place in _one(
            member_id=viewer.member_id, user_id=viewer.user_id, safety_id=safety_id):
        may_manage = starter_id == viewer.user_id or may_start(viewer)
        if may_manage or answer is not None:
            times = [None if moment is None else clock.from_unix(moment) for moment in (started_at, reminded_at, closed_at)]
            answered = None if answered_at is None else clock.from_unix(answered_at)
            return Question(
                safety_id, title, body, starter, *times, answer is not None, answer or "", comment or "", answered, place or "", may_manage)
    raise NotFound


# Queries


_OF_MEMBER = Safety.member_id == parameter("member_id")


def _with_own():
    """How Delivery, the viewer's own row, and what goes with it are joined to Safety."""
    own = (Delivery.member_id == Safety.member_id) & (Delivery.user_id == parameter("user_id"))
    return own & (Delivery.kind == KIND) & (Delivery.item_id == Safety.id)


def _questions_query():
    query = Safety.select(Safety.id, Safety.title, Safety.started_at, Safety.closed_at, Delivery.answer)
    query = query.join(Delivery, JOIN.LEFT_OUTER, on=_with_own())
    seen = Delivery.answer.is_null(False) | (Safety.starter_id == parameter("user_id")) | (parameter("sees_all") == 1)
    query = query.where(_OF_MEMBER & seen).order_by(Safety.closed_at.is_null().desc(), Safety.id.desc())
    return query.limit(parameter("count")).offset(parameter("start"))


def _unanswered_query():
    mine = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id")) & (Delivery.kind == KIND)
    return Delivery.select(Delivery.item_id, Delivery.title).where(mine & IS_OPEN).order_by(Delivery.item_id.desc()).limit(1)


def _one_query():
    place = (SafetyPlace.member_id == Safety.member_id) & (SafetyPlace.safety_id == Safety.id)
    starter = (Person.member_id == Safety.member_id) & (Person.user_id == Safety.starter_id)
    columns = (
        Safety.title, Safety.body, Safety.starter_id, name_of(Safety.starter_id), Safety.started_at, Safety.reminded_at, Safety.closed_at,
        Delivery.answer, Delivery.comment, Delivery.answered_at, SafetyPlace.place)
    return (
        Safety.select(*columns)
        .join(Delivery, JOIN.LEFT_OUTER, on=_with_own())
        .join(SafetyPlace, JOIN.LEFT_OUTER, on=place & (SafetyPlace.user_id == parameter("user_id")))
        .join(Person, JOIN.LEFT_OUTER, on=starter)
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Person))
        .where(_OF_MEMBER & (Safety.id == parameter("safety_id")))
    )


_questions = Read(_questions_query)
_unanswered = Read(_unanswered_query)
_one = Read(_one_query)
