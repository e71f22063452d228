"""What was sent to people and awaits their answer: one table for memos, circulars, approvals, invitations and 安否確認.

Each function sends its own kind, and asks here who has answered what. So トップ counts what is open in one query, and
the queue over all functions is another. Nothing is found but through the person it was sent to, or through the item
whose rights the function has checked.
"""

from typing import NamedTuple

from peewee import JOIN, BigIntegerField, BooleanField, CompositeKey, TextField, fn

from models import clock
from models.base import Base, NotFound, Read, insert_rows, locked, parameter
from models.member import Person
from models.profile import Profile, name_of, same_person

REMIND_EVERY = 600  # seconds: people are not reminded of one thing more often
_BATCH = 500  # ids in one statement


class Delivery(Base):
    """One item for one person.

    kind: "memo", "circular", "approval", "invitation", "safety" ...; item_id: the id of that function's row. title,
    phone: as the queue shows them; sender_id: who sent it. turn: the order of the queue. answer: a word of the
    function's own, empty while is_open; comment: what was written with it. Times in Unix seconds.
    """

    member_id = TextField()
    user_id = TextField()
    kind = TextField()
    item_id = BigIntegerField()
    sender_id = TextField()
    title = TextField()
    phone = TextField()
    sent_at = BigIntegerField()
    turn = BigIntegerField()
    is_open = BooleanField()
    answer = TextField()
    comment = TextField()
    answered_at = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "kind", "item_id")


# Written as a comparison: an index that is led by the column is used for nothing less.
IS_OPEN = Delivery.is_open == True  # noqa: E712


class Answer(NamedTuple):
    """What somebody answered. answered_at: Unix seconds, None while is_open."""

    user_id: str
    name: str
    is_open: bool
    answer: str
    comment: str
    answered_at: int | None


def _of_item(member_id, kind, item_id):
    return (Delivery.member_id == member_id) & (Delivery.kind == kind) & (Delivery.item_id == item_id)


# Sending: only inside a transaction


def send(member_id, kind, item_id, user_ids, sender_id, title, phone=""):
    """Sends an item to people; whoever has it already keeps the answer. Returns those (ユーザーID) it was sent to."""
    there = {user_id for user_id, in Delivery.select(Delivery.user_id).where(_of_item(member_id, kind, item_id)).tuples()}
    new = [user_id for user_id in dict.fromkeys(user_ids) if user_id not in there]
    now = clock.unix()
    insert_rows(Delivery, [
        (member_id, user_id, kind, item_id, sender_id, title, phone, now, now, True, "", "", None) for user_id in new
    ])
    return new


def retitle(member_id, kind, item_id, title, phone=""):
    """Shows an item that was changed by its new title."""
    Delivery.update(title=title, phone=phone).where(_of_item(member_id, kind, item_id)).execute()


def reopen(member_id, kind, item_id, user_ids, title, phone=""):
    """Asks people again, who have the item and may have answered it."""
    again = {"is_open": True, "answer": "", "comment": "", "answered_at": None, "title": title, "phone": phone, "turn": clock.unix()}
    for some in _batches(user_ids):
        Delivery.update(**again).where(_of_item(member_id, kind, item_id) & Delivery.user_id.in_(some)).execute()


def take_back(member_id, kind, item_id, user_ids=None):
    """Deletes an item from people's lists, from everybody's where no people are named."""
    everybody = _of_item(member_id, kind, item_id)
    if user_ids is None:
        Delivery.delete().where(everybody).execute()
        return
    for some in _batches(user_ids):
        Delivery.delete().where(everybody & Delivery.user_id.in_(some)).execute()


def close(member_id, kind, item_id):
    """Nobody need answer an item any more; answers given stay."""
    Delivery.update(is_open=False).where(_of_item(member_id, kind, item_id) & IS_OPEN).execute()


def remind(member_id, kind, item_id, urgent=False):
    """Puts an item first in the queue of everybody who has not answered it; returns of how many.

    What is urgent comes before all others, those reminded of earlier too; the rest after that.
    """
    return Delivery.update(turn=-clock.unix() if urgent else 0).where(_of_item(member_id, kind, item_id) & IS_OPEN).execute()


def _batches(user_ids):
    user_ids = list(user_ids)
    return [user_ids[start:start + _BATCH] for start in range(0, len(user_ids), _BATCH)]


# Answering


def answer(viewer, kind, item_id, answer, comment=""):
    """Answers what was sent to the viewer; in a transaction. Returns False where it was answered or closed before.

    One conditional update decides, so of two at once only one is the first. Raises NotFound.
    """
    mine = _of_item(viewer.member_id, kind, item_id) & (Delivery.user_id == viewer.user_id)
    news = {"is_open": False, "answer": answer, "comment": comment, "answered_at": clock.unix()}
    if Delivery.update(**news).where(mine & IS_OPEN).execute():
        return True
    # Locked, for an ordinary read of MariaDB's may still show what somebody has just taken back.
    if locked(Delivery.select(Delivery.item_id).where(mine)).first() is None:
        raise NotFound
    return False


def amend(viewer, kind, item_id, answer, comment=""):
    """Changes the viewer's answer, or gives the first one; in a transaction. Raises NotFound."""
    mine = _of_item(viewer.member_id, kind, item_id) & (Delivery.user_id == viewer.user_id)
    news = {"is_open": False, "answer": answer, "comment": comment, "answered_at": clock.unix()}
    if not Delivery.update(**news).where(mine).execute():
        raise NotFound


def put_off(viewer, kind, item_id):
    """Puts an open item behind all others of the viewer's queue; in a transaction. Raises NotFound."""
    mine = (Delivery.member_id == viewer.member_id) & (Delivery.user_id == viewer.user_id)
    last = Delivery.select(fn.MAX(Delivery.turn)).where(mine & IS_OPEN).scalar() or 0
    turn = max(clock.unix(), last + 1)
    if not Delivery.update(turn=turn).where(mine & IS_OPEN & (Delivery.kind == kind) & (Delivery.item_id == item_id)).execute():
        raise NotFound


# Reading


def counts(viewer):
    """{kind: how many await the viewer's answer}; a kind with none is not there."""
    return dict(_counts(member_id=viewer.member_id, user_id=viewer.user_id))


def find(viewer, kind, item_id):
    """The viewer's own row of an item, as an Answer. Raises NotFound."""
    for row in _own(member_id=viewer.member_id, user_id=viewer.user_id, kind=kind, item_id=item_id):
        return Answer(*row)
    raise NotFound


def has(viewer, kind, item_id):
    """Whether an item was sent to the viewer."""
    return bool(_own(member_id=viewer.member_id, user_id=viewer.user_id, kind=kind, item_id=item_id))


def answers(member_id, kind, item_id, start=0, count=1_000):
    """The Answers of all that an item was sent to, open ones first, then by name; whoever asks has checked the item's rights."""
    found = _answers(member_id=member_id, kind=kind, item_id=item_id, start=start, count=count)
    return [Answer(*row[:6]) for row in found]


def tally(member_id, kind, item_id):
    """{answer: how many gave it}; those who have not answered count as ""."""
    rows = Delivery.select(Delivery.answer, fn.COUNT(Delivery.user_id)).where(_of_item(member_id, kind, item_id))
    return dict(rows.group_by(Delivery.answer).tuples())


_MINE = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id"))
_ITEM = (Delivery.member_id == parameter("member_id")) & (Delivery.kind == parameter("kind")) & (Delivery.item_id == parameter("item_id"))


def _named():
    return (
        Delivery.select(
            Delivery.user_id, name_of(Delivery.user_id), Delivery.is_open, Delivery.answer, Delivery.comment, Delivery.answered_at)
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Delivery))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Delivery))
    )


def _answers_query():
    query = _named().select_extend(Person.kana).where(_ITEM)
    return query.order_by(Delivery.is_open.desc(), Person.kana, Delivery.user_id).limit(parameter("count")).offset(parameter("start"))


def counts_query():
    """The select of counts(); the parameters member_id and user_id."""
    return Delivery.select(Delivery.kind, fn.COUNT(Delivery.item_id)).where(_MINE & IS_OPEN).group_by(Delivery.kind)


_counts = Read(counts_query)
_own = Read(lambda: _named().where(_MINE & _ITEM))
_answers = Read(_answers_query)
