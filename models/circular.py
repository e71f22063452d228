"""回覧 and レポート: what goes round and is confirmed by everybody it was sent to. What authors do is in circulation.py.

Both are one thing, told apart by their kind. Only the author and those it was sent to find one; a draft, only its author.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, BooleanField, CompositeKey, TextField, fn

from models import clock, delivery, texts
from models.base import Base, Invalid, NotAllowed, NotFound, Read, locked, once, parameter
from models.delivery import IS_OPEN, Answer, Delivery
from models.member import Person
from models.profile import Profile, name_of

CIRCULAR, REPORT = "circular", "report"
HEADINGS = {CIRCULAR: ("",), REPORT: ("日報", "週報", "出張報告", "その他")}
CONFIRMED = "confirmed"  # the one answer there is
_LONGEST_REPLY = 1_000


class Circular(Base):
    """A circular or report. heading: one of HEADINGS; due_day: ordinal. version: grows with each change.

    wanted: whom a draft is to go to, as it was typed: ユーザーIDs, names and 組織. Times in Unix seconds.
    """

    member_id = TextField()
    id = BigIntegerField()
    kind = TextField()
    author_id = TextField()
    heading = TextField()
    title = TextField()
    body = TextField()
    due_day = BigIntegerField(null=True)
    is_draft = BooleanField()
    is_closed = BooleanField()
    wanted = TextField()
    everybody = BooleanField()
    written_at = BigIntegerField()
    changed_at = BigIntegerField(null=True)
    reminded_at = BigIntegerField(null=True)
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class Received(NamedTuple):
    """One of a list of what came in. title: with its heading; is_open: it awaits the viewer's answer; due: a date or None.

    reminds: the viewer was reminded of it.
    """

    id: int
    title: str
    author: str
    due: datetime.date | None
    is_open: bool
    reminds: bool


class Sent(NamedTuple):
    """One of a list of what the viewer wrote. title: with its heading; waiting: whether anybody has not answered."""

    id: int
    title: str
    due: datetime.date | None
    is_draft: bool
    is_closed: bool
    waiting: bool


class Detail(NamedTuple):
    """A circular with all that its page shows. written, changed, reminded: naive datetimes in Japan time.

    reminded: when the author last reminded those who had not confirmed; for others, the viewer, who still has not; else None.
    mine: the viewer's own Answer, None for the author. wanted, everybody: of a draft.
    """

    id: int
    kind: str
    author_id: str
    author: str
    heading: str
    title: str
    body: str
    due: datetime.date | None
    is_draft: bool
    is_closed: bool
    wanted: str
    everybody: bool
    written: datetime.datetime
    changed: datetime.datetime | None
    reminded: datetime.datetime | None
    version: int
    is_author: bool
    mine: Answer | None

    @property
    def name(self):
        """The title with its heading."""
        return titled(self.heading, self.title)


# Lists


def received(viewer, kind, start, count):
    """Received rows: what awaits an answer by its due day, then the rest, newest first."""
    keys = {"member_id": viewer.member_id, "user_id": viewer.user_id, "kind": kind}
    rows = _open(**keys, start=start, count=count)
    if len(rows) < count:
        before = start + len(rows) if rows or not start else delivery.counts(viewer).get(kind, 0)
        rows = rows + _answered(**keys, start=max(0, start - before), count=count - len(rows))
    return [Received(row[0], titled(*row[1:3]), row[3], day_of(row[4]), bool(row[5]), bool(row[6])) for row in rows]


def sent(viewer, kind, start, count):
    """Sent rows of the viewer: drafts, then what was sent, newest first."""
    rows = _sent(member_id=viewer.member_id, user_id=viewer.user_id, kind=kind, start=start, count=count)
    return [Sent(row[0], titled(*row[1:3]), day_of(row[3]), bool(row[4]), bool(row[5]), bool(row[6])) for row in rows]


def titled(heading, title):
    """The title as it is shown: 日報 11/24(火)."""
    return f"{heading} {title}" if heading else title


def day_of(ordinal):
    """The date of an ordinal, None of None."""
    return None if ordinal is None else datetime.date.fromordinal(ordinal)


def moment_of(seconds):
    """The naive datetime in Japan time of Unix seconds, None of None."""
    return None if seconds is None else clock.from_unix(seconds)


# One


def find(viewer, kind, circular_id):
    """The Detail of a circular that the viewer wrote or was sent. Raises NotFound."""
    for row in _one(member_id=viewer.member_id, user_id=viewer.user_id, kind=kind, circular_id=circular_id):
        own = row[1] == viewer.user_id
        is_open, reminds = row[15:17]
        if own or is_open is not None:
            mine = None if is_open is None else Answer(viewer.user_id, viewer.name, bool(is_open), *row[17:])
            return Detail(
                circular_id, kind, *row[1:3], *row[3:6], day_of(row[6]), bool(row[7]), bool(row[8]), row[9], bool(row[10]),
                moment_of(row[11]), moment_of(row[12]), moment_of(row[13]) if own or reminds else None, row[14], own, mine)
    raise NotFound


# Answering


def confirm(viewer, circular_id, form_key, reply=""):
    """Confirms what was sent to the viewer, of either kind. A second time changes nothing, unless there is a reply.

    Raises NotFound, NotAllowed for one's own, and Invalid with the field "reply".
    """
    reply = _checked(reply)

    def work():
        kind = _kind_of(viewer, circular_id)
        first = delivery.answer(viewer, kind, circular_id, CONFIRMED, reply)
        if not first and (reply or not _has_answered(viewer, kind, circular_id)):
            delivery.amend(viewer, kind, circular_id, CONFIRMED, reply)  # late, or with a reply after all

    once(viewer.member_id, form_key, work)


def amend(viewer, circular_id, form_key, reply):
    """Makes this the viewer's reply, instead of the one before. Raises what confirm() does."""
    reply = _checked(reply)
    once(viewer.member_id, form_key, lambda: delivery.amend(viewer, _kind_of(viewer, circular_id), circular_id, CONFIRMED, reply))


def _has_answered(viewer, kind, circular_id):
    # Locked: an ordinary read could show what was there before another press.
    mine = (Delivery.member_id == viewer.member_id) & (Delivery.user_id == viewer.user_id)
    found = Delivery.select(Delivery.answer).where(mine & (Delivery.kind == kind) & (Delivery.item_id == circular_id))
    return bool(locked(found).scalar())


def _checked(reply):
    reply = texts.lines(reply)
    problem = texts.problem("返信", reply, _LONGEST_REPLY)
    if problem:
        raise Invalid({"reply": problem})
    return reply


def _kind_of(viewer, circular_id):
    for kind, author_id in _kind(member_id=viewer.member_id, circular_id=circular_id):
        if author_id == viewer.user_id:
            raise NotAllowed
        return kind
    raise NotFound


# Reads

_WITH_ID = (Circular.member_id == parameter("member_id")) & (Circular.id == parameter("circular_id"))
_OF_KIND = Circular.kind == parameter("kind")


def _item():
    return (Delivery.member_id == Circular.member_id) & (Delivery.kind == Circular.kind) & (Delivery.item_id == Circular.id)


def _reminds():
    """Whether a Delivery that is open was there when its author last reminded; NULL where that never happened."""
    return IS_OPEN & (Delivery.sent_at <= Circular.reminded_at)


def _author(query):
    is_author = (Person.member_id == Circular.member_id) & (Person.user_id == Circular.author_id)
    with_profile = (Profile.member_id == Circular.member_id) & (Profile.user_id == Circular.author_id)
    return query.join(Person, JOIN.LEFT_OUTER, on=is_author).join(Profile, JOIN.LEFT_OUTER, on=with_profile)


def _received_query(is_open, *order):
    columns = (
        Circular.id, Circular.heading, Circular.title, name_of(Circular.author_id), Circular.due_day, Delivery.is_open, _reminds())
    query = _author(Delivery.select(*columns).join(Circular, on=_item()))
    mine = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id"))
    query = query.where(mine & (Delivery.kind == parameter("kind")) & (Delivery.is_open == is_open))
    return _part(query, *order)


def _part(query, *order):
    return query.order_by(*order).limit(parameter("count")).offset(parameter("start"))


def _sent_query():
    still_open = fn.EXISTS(Delivery.select(Delivery.user_id).where(_item() & IS_OPEN))  # their number would cost as much as there are
    query = Circular.select(
        Circular.id, Circular.heading, Circular.title, Circular.due_day, Circular.is_draft, Circular.is_closed, still_open)
    mine = (Circular.member_id == parameter("member_id")) & (Circular.author_id == parameter("user_id"))
    return _part(query.where(mine & _OF_KIND), Circular.is_draft.desc(), Circular.id.desc())


def _one_query():
    columns = (
        Circular.id, Circular.author_id, name_of(Circular.author_id), Circular.heading, Circular.title, Circular.body, Circular.due_day,
        Circular.is_draft, Circular.is_closed, Circular.wanted, Circular.everybody, Circular.written_at, Circular.changed_at,
        Circular.reminded_at, Circular.version, Delivery.is_open, _reminds(), Delivery.answer, Delivery.comment, Delivery.answered_at,
    )
    query = Circular.select(*columns).join(Delivery, JOIN.LEFT_OUTER, on=_item() & (Delivery.user_id == parameter("user_id")))
    return _author(query).where(_WITH_ID & _OF_KIND)


_open = Read(lambda: _received_query(True, Circular.due_day.is_null(), Circular.due_day, Delivery.item_id.desc()))
_answered = Read(lambda: _received_query(False, Delivery.item_id.desc()))
_sent = Read(_sent_query)
_one = Read(_one_query)
_kind = Read(lambda: Circular.select(Circular.kind, Circular.author_id).where(_WITH_ID))
