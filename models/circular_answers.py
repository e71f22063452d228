"""Who has confirmed a circular or report, and with what reply. Asked for a Detail: who found it may know this, too."""

from peewee import JOIN, fn

from models import delivery
from models.base import NotFound, Read, parameter
from models.delivery import Answer, Delivery
from models.member import Person
from models.profile import Profile, name_of, same_person


def progress(viewer, one):
    """(how many have confirmed, how many were asked) of a Detail."""
    keys = {"member_id": viewer.member_id, "kind": one.kind, "circular_id": one.id}
    if one.is_closed:  # nobody's answer is awaited any more: what was answered tells
        tally = delivery.tally(viewer.member_id, one.kind, one.id)
        return sum(tally.values()) - tally.get("", 0), sum(tally.values())
    counts = {bool(is_open): count for is_open, count in _progress(**keys)}
    return counts.get(False, 0), sum(counts.values())


def answered(viewer, one, start, count):
    """The Answers to a Detail, newest first."""
    return _answers_of(_replies, viewer, one, start, count)


def waiting(viewer, one, start, count):
    """The Answers of those who have not confirmed a Detail, by name."""
    return _answers_of(_silent, viewer, one, start, count)


def answer_of(viewer, one, user_id):
    """The Answer of one of those whom a Detail was sent to. Raises NotFound."""
    for row in _reply(member_id=viewer.member_id, kind=one.kind, circular_id=one.id, user_id=user_id):
        return Answer(*row)
    raise NotFound


def _answers_of(read, viewer, one, start, count):
    found = read(member_id=viewer.member_id, kind=one.kind, circular_id=one.id, start=start, count=count)
    return [Answer(*row) for row in found]


_OF_ITEM = (
    (Delivery.member_id == parameter("member_id")) & (Delivery.kind == parameter("kind"))
    & (Delivery.item_id == parameter("circular_id"))
)


def _named(which):
    return (
        Delivery.select(
            Delivery.user_id, name_of(Delivery.user_id), Delivery.is_open, Delivery.answer, Delivery.comment, Delivery.answered_at)
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Delivery))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Delivery))
        .where(_OF_ITEM & which)
    )


def _part(which, *order):
    return _named(which).order_by(*order).limit(parameter("count")).offset(parameter("start"))


_progress = Read(lambda: Delivery.select(Delivery.is_open, fn.COUNT(Delivery.user_id)).where(_OF_ITEM).group_by(Delivery.is_open))
_replies = Read(lambda: _part(Delivery.answer != "", Delivery.answered_at.desc(), Delivery.user_id))
_silent = Read(lambda: _part(Delivery.answer == "", Person.kana, Delivery.user_id))
_reply = Read(lambda: _named(Delivery.user_id == parameter("user_id")))
