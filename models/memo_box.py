"""伝言 to look at: received, sent, and one of them."""

import datetime
from typing import NamedTuple

from peewee import JOIN, Case, fn

from models import clock, delivery
from models.base import NotFound, Read, parameter
from models.delivery import Delivery
from models.member import Person
from models.memo import KIND, SECRET_TITLE, Memo, subject
from models.profile import Profile, name_of, same_person
from models.telephone import Telephone


class Received(NamedTuple):
    """A memo in the list of who got it; called_at: a naive datetime. A secret one has no caller, and SECRET_TITLE for its subject."""

    id: int
    is_open: bool
    caller: str
    subject: str
    called_at: datetime.datetime
    sender: str


class Sent(NamedTuple):
    """A memo in the list of who sent it. first: the name of one of its count people; confirmed: how many of them have."""

    id: int
    caller: str
    subject: str
    called_at: datetime.datetime
    first: str
    count: int
    confirmed: int


class Detail(NamedTuple):
    """A memo with all that its own page shows; times are naive datetimes.

    is_mine: the viewer sent it; is_open: it awaits the viewer's answer, None where it was not sent to the viewer;
    answered_at: when the viewer confirmed it, or None; reply_to: the id of the memo it answers, where the viewer has that one,
    and reply_subject; names: the first of those it went to.
    """

    id: int
    sender_id: str
    sender: str
    sender_phone: str
    caller: str
    title: str
    phrase: str
    phone: str
    body: str
    secret: bool
    called_at: datetime.datetime
    sent_at: datetime.datetime
    is_mine: bool
    is_open: bool | None
    answered_at: datetime.datetime | None
    reply_to: int | None
    reply_subject: str
    count: int
    confirmed: int
    names: list

    @property
    def subject(self):
        return subject(self.title, self.phrase)


# Lists


def received(viewer, start, count):
    """The viewer's Received from start on, at most count: what is open first, then the newest."""
    found = _received(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count)
    return [Received(memo_id, bool(is_open), *_in_list(*values), sender) for memo_id, is_open, sender, *values in found]


def sent(viewer, start, count):
    """The memos that the viewer sent, as Sent, the newest first."""
    found = _sent(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count)
    people = _people_of(viewer.member_id, [row[0] for row in found])
    return [Sent(memo_id, *_in_list(*values), *people.get(memo_id, ("", 0, 0))) for memo_id, *values in found]


def _in_list(secret, caller, title, phrase, called_at):
    """(caller, subject, time) as lists show them."""
    return ("", SECRET_TITLE, clock.local(called_at)) if secret else (caller, subject(title, phrase), clock.local(called_at))


def _people_of(member_id, memo_ids):
    """{memo id: (the name of one whom it went to, how many they are, how many have confirmed)}."""
    if not memo_ids:
        return {}
    theirs = (Delivery.member_id == member_id) & (Delivery.kind == KIND) & Delivery.item_id.in_(memo_ids)
    counted = Delivery.select(
        Delivery.item_id, fn.MIN(Delivery.user_id), fn.COUNT(Delivery.user_id), fn.COUNT(Delivery.answered_at)
    ).where(theirs).group_by(Delivery.item_id)
    rows = list(counted.tuples())
    people = (
        Person.select(Person.user_id, name_of(Person.user_id)).join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Person))
        .where((Person.member_id == member_id) & Person.user_id.in_([row[1] for row in rows]))
    )
    names = dict(people.tuples())
    return {memo_id: (names.get(user_id, user_id), count, confirmed) for memo_id, user_id, count, confirmed in rows}


_MINE = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id")) & (Delivery.kind == KIND)
_SAME_MEMO = (Memo.member_id == Delivery.member_id) & (Memo.id == Delivery.item_id)
_SENDER = (Person.member_id == Memo.member_id) & (Person.user_id == Memo.sender_id)
_SENDERS_PROFILE = (Profile.member_id == Memo.member_id) & (Profile.user_id == Memo.sender_id)
_LISTED = (Memo.secret, Memo.caller, Memo.title, Memo.phrase, Memo.called_at)


def _received_query():
    return (
        Delivery.select(Delivery.item_id, Delivery.is_open, name_of(Memo.sender_id), *_LISTED)
        .join(Memo, on=_SAME_MEMO)
        .join(Person, JOIN.LEFT_OUTER, on=_SENDER).join(Profile, JOIN.LEFT_OUTER, on=_SENDERS_PROFILE)
        .where(_MINE).order_by(Delivery.is_open.desc(), Delivery.item_id.desc())
        .limit(parameter("count")).offset(parameter("start"))
    )


def _sent_query():
    mine = (Memo.member_id == parameter("member_id")) & (Memo.sender_id == parameter("user_id"))
    return Memo.select(Memo.id, *_LISTED).where(mine).order_by(Memo.id.desc()).limit(parameter("count")).offset(parameter("start"))


_received = Read(_received_query)
_sent = Read(_sent_query)


# One memo

_NAMES = 5  # on a memo's own page; who else got it is a page further


def find(viewer, memo_id):
    """The Detail of a memo that the viewer sent or received. Raises NotFound."""
    for values in _one(member_id=viewer.member_id, user_id=viewer.user_id, memo_id=memo_id):
        (sender_id, sender, sender_phone, caller, title, phrase, phone, body, secret, called_at, sent_at, is_open, answered_at,
         reply_to, reply_secret, reply_title, reply_phrase, count, confirmed) = values
        names = [row.name for row in delivery.answers(viewer.member_id, KIND, memo_id, 0, _NAMES)]
        return Detail(
            memo_id, sender_id, sender, sender_phone, caller, title, phrase, phone, body, bool(secret), clock.local(called_at),
            clock.from_unix(sent_at), sender_id == viewer.user_id, None if is_open is None else bool(is_open),
            None if answered_at is None else clock.from_unix(answered_at), reply_to,
            SECRET_TITLE if reply_secret else subject(reply_title or "", reply_phrase), count, confirmed, names,
        )
    raise NotFound


def people(viewer, memo_id, start, count):
    """[(user_id, name, when they confirmed it or None)] of those a memo went to, for whoever has it. Raises NotFound."""
    find(viewer, memo_id)
    return [
        (row.user_id, row.name, None if row.answered_at is None else clock.from_unix(row.answered_at))
        for row in delivery.answers(viewer.member_id, KIND, memo_id, start, count)
    ]


def _one_query():
    mine, original, its = Delivery.alias("mine"), Memo.alias("original"), Delivery.alias("its")
    everybody = (Delivery.member_id == Memo.member_id) & (Delivery.kind == KIND) & (Delivery.item_id == Memo.id)
    counted = Delivery.select(fn.COUNT(Delivery.user_id)).where(everybody)
    confirmed = Delivery.select(fn.COUNT(Delivery.user_id)).where(everybody & ~Delivery.is_open)  # all of it is in delivery_item
    # The memo that is answered is told of only to who has it, too.
    has_original = (original.sender_id == parameter("user_id")) | its.user_id.is_null(False)
    return (
        Memo.select(
            Memo.sender_id, name_of(Memo.sender_id), fn.COALESCE(Telephone.number, ""), Memo.caller, Memo.title, Memo.phrase, Memo.phone,
            Memo.body, Memo.secret, Memo.called_at, Memo.sent_at, mine.is_open, mine.answered_at,
            Case(None, [(has_original, original.id)]), original.secret, original.title, original.phrase, counted, confirmed)
        .join(Person, JOIN.LEFT_OUTER, on=_SENDER).join(Profile, JOIN.LEFT_OUTER, on=_SENDERS_PROFILE)
        .join(Telephone, JOIN.LEFT_OUTER, on=(Telephone.member_id == Memo.member_id) & (Telephone.user_id == Memo.sender_id))
        .join(mine, JOIN.LEFT_OUTER, on=_to_viewer(mine, Memo))
        .join(original, JOIN.LEFT_OUTER, on=(original.member_id == Memo.member_id) & (original.id == Memo.reply_to))
        .join(its, JOIN.LEFT_OUTER, on=_to_viewer(its, original))
        .where((Memo.member_id == parameter("member_id")) & (Memo.id == parameter("memo_id")))
        .where((Memo.sender_id == parameter("user_id")) | mine.user_id.is_null(False))
    )


def _to_viewer(table, memo):
    """The condition that joins the viewer's own row of a memo's deliveries."""
    return (
        (table.member_id == memo.member_id) & (table.user_id == parameter("user_id")) & (table.kind == KIND)
        & (table.item_id == memo.id)
    )


_one = Read(_one_query)
