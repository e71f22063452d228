"""One queue over all functions: what was sent to a person and awaits an answer, one after the other."""

from typing import NamedTuple

from peewee import JOIN

from models import delivery
from models.base import Read, once, parameter
from models.delivery import IS_OPEN, Delivery
from models.member import Person
from models.profile import Profile, name_of
from models.telephone import Telephone


class Item(NamedTuple):
    """What comes next. phone: the number to call about it, of the item or else of its sender; may be empty."""

    kind: str
    item_id: int
    title: str
    sender: str
    phone: str
    sent_at: int


def first(viewer):
    """The first Item of the viewer's queue, or None where nothing waits."""
    for kind, item_id, title, sender, phone, its_senders, sent_at in _first(member_id=viewer.member_id, user_id=viewer.user_id):
        return Item(kind, item_id, title, sender, phone or its_senders or "", sent_at)


def put_off(viewer, kind, item_id, form_key):
    """Puts an item behind all others. Raises NotFound, also where it awaits nothing any more."""
    once(viewer.member_id, form_key, lambda: delivery.put_off(viewer, kind, item_id))


def _first_query():
    def of_sender(table):
        return (table.member_id == Delivery.member_id) & (table.user_id == Delivery.sender_id)

    return (
        Delivery.select(
            Delivery.kind, Delivery.item_id, Delivery.title, name_of(Delivery.sender_id), Delivery.phone, Telephone.number,
            Delivery.sent_at)
        .join(Person, JOIN.LEFT_OUTER, on=of_sender(Person)).join(Profile, JOIN.LEFT_OUTER, on=of_sender(Profile))
        .join(Telephone, JOIN.LEFT_OUTER, on=of_sender(Telephone))
        .where((Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id")) & IS_OPEN)
        .order_by(Delivery.turn, Delivery.kind, Delivery.item_id).limit(1)
    )


_first = Read(_first_query)
