"""安否確認: is everybody safe? Asked of all or some, answered by one key, counted as the answers come in.

A システム管理者 or a 管理者 asks. Whoever was asked sees the question, the own answer and the counts; the names behind
the counts are for whoever asked and for administrators. An answer may be changed as long as the question stands.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField

from models import clock, delivery, telephone, texts
from models.base import Base, Invalid, NotAllowed, NotFound, Read, insert_rows, next_id, once, parameter
from models.delivery import Delivery
from models.member import Person
from models.profile import Profile, name_of, same_person

KIND = "safety"
SAFE, HELP = "safe", "help"
REMIND_EVERY = 600  # seconds


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

    is_asked: whether the viewer is among those asked; answer: SAFE, HELP or empty, with comment, place and answered_at
    the viewer's own; may_manage: whether the viewer sees who answered what, reminds and closes.
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


# Asking


def start(viewer, title, body, user_ids, form_key):
    """Asks people (ユーザーID), or with None everybody. Returns the id, or None for a repeated post.

    It comes up in their queues before all else. Raises NotAllowed, Invalid.
    """
    if not may_start(viewer):
        raise NotAllowed
    body = texts.lines(body)
    problems = texts.problems(
        title=texts.problem("件名", title, 50, required=True, one_line=True), body=texts.problem("本文", body, 1000))
    if problems:
        raise Invalid(problems)

    def work():
        asked = _asked(viewer.member_id, user_ids)
        safety_id = next_id(viewer.member_id, KIND)
        insert_rows(Safety, [(viewer.member_id, safety_id, viewer.user_id, title, body, clock.unix(), None, None)])
        delivery.send(viewer.member_id, KIND, safety_id, asked, viewer.user_id, title, telephone.find(viewer, viewer.user_id))
        delivery.remind(viewer.member_id, KIND, safety_id)
        return safety_id

    return once(viewer.member_id, form_key, work)


def _asked(member_id, user_ids):
    """The ユーザーIDs that a question goes to. Raises Invalid."""
    people = Person.select(Person.user_id).where((Person.member_id == member_id) & ~Person.disabled)
    everybody = [user_id for user_id, in people.tuples()]
    if user_ids is None:
        return everybody
    if not user_ids:
        raise Invalid({"users": "相手を1人以上選ぶか、「全員」を選んでください。"})
    if set(user_ids) - set(everybody):
        raise Invalid({"users": "相手に、いまは登録されていない人がいます。選び直してください。"})
    return list(user_ids)


def remind(viewer, safety_id, form_key):
    """Puts the question before all else again for everybody who has not answered, at most every REMIND_EVERY seconds.

    Raises NotFound, NotAllowed, and Invalid where it is too early or the question is closed.
    """
    _manager_only(viewer, safety_id)

    def work():
        now = clock.unix()
        due = Safety.reminded_at.is_null() | (Safety.reminded_at <= now - REMIND_EVERY)
        if not Safety.update(reminded_at=now).where(_of(viewer, safety_id) & Safety.closed_at.is_null() & due).execute():
            raise Invalid({"": f"催促できるのは、回答を受付中に、{REMIND_EVERY // 60}分に1回までです。"})
        delivery.remind(viewer.member_id, KIND, safety_id)

    once(viewer.member_id, form_key, work)


def close(viewer, safety_id, form_key):
    """Ends a question: nobody is asked any more, and answers stay as they are. Raises NotFound, NotAllowed."""
    _manager_only(viewer, safety_id)

    def work():
        Safety.update(closed_at=clock.unix()).where(_of(viewer, safety_id) & Safety.closed_at.is_null()).execute()
        delivery.close(viewer.member_id, KIND, safety_id)

    once(viewer.member_id, form_key, work)


def _manager_only(viewer, safety_id):
    if not find(viewer, safety_id).may_manage:
        raise NotAllowed


def _of(viewer, safety_id):
    return (Safety.member_id == viewer.member_id) & (Safety.id == safety_id)


# Answering


def answer(viewer, safety_id, answer, form_key, comment=None, place=None):
    """Answers SAFE or HELP, or changes the answer; a comment or place of None stays as it is.

    Returns True; False where the question was closed before, which changes nothing; None for a repeated post. Raises
    NotFound where the viewer was not asked, and Invalid.
    """
    comment = None if comment is None else texts.lines(comment)
    problems = texts.problems(
        answer="" if answer in (SAFE, HELP) else "「無事」か「要救助」を選んでください。",
        place=texts.problem("場所", place or "", 50, one_line=True), comment=texts.problem("ひとこと", comment or "", 400))
    if problems:
        raise Invalid(problems)

    def work():
        old = delivery.find(viewer, KIND, safety_id)
        # Without a lock: in an emergency thousands answer at once, and who answers while it is closed does no harm.
        if Safety.select().where(_of(viewer, safety_id) & Safety.closed_at.is_null()).count() == 0:
            return False
        delivery.amend(viewer, KIND, safety_id, answer, old.comment if comment is None else comment)
        if place is not None:
            _put_place(viewer, safety_id, place)
        return True

    return once(viewer.member_id, form_key, work)


def _put_place(viewer, safety_id, place):
    keys = {"member_id": viewer.member_id, "safety_id": safety_id, "user_id": viewer.user_id}
    mine = [getattr(SafetyPlace, name) == value for name, value in keys.items()]
    if not SafetyPlace.update(place=place).where(*mine).execute() and place:
        SafetyPlace.insert(**keys, place=place).on_conflict_ignore().execute()  # two phones may answer at the same moment


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
    return Delivery.select(Delivery.item_id, Delivery.title).where(mine & Delivery.is_open).order_by(Delivery.item_id.desc()).limit(1)


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
