"""Deleting what a person has in the groupware: what nobody else could see, or all that is the person's own.

Only inside a transaction, by a verb that has asked for the rights.
"""

from peewee import fn

from models import attachment, event_facilities, invitation, reservation_slots, search, session
from models.application_draft import ApplicationDraft
from models.circular import Circular
from models.contact import Contact
from models.delivery import Delivery
from models.event import Event, Occurrence
from models.feed import CalendarFeed
from models.presence import Presence
from models.punch import Correction, Punch
from models.reservation_slots import Reservation
from models.telephone import Telephone
from models.todo import Todo
from models.unit import UnitPerson

_BATCH = 500  # ids in one statement


def leave(member_id, user_id):
    """Of a person who leaves: all that nobody else could see, and whatever stands for the person being there.

    What others have seen stays: events, memos, circulars, applications, time cards. Open questions to the person are taken
    back; approvals stay, for a システム管理者 to put somebody else in.
    """
    _private(member_id, user_id)
    _events(member_id, user_id, Event.private)
    for table in (UnitPerson, Presence, Telephone):
        table.delete().where(_of(table, member_id, user_id)).execute()
    open_ones = _of(Delivery, member_id, user_id) & Delivery.is_open & (Delivery.kind != "approval")
    Delivery.delete().where(open_ones).execute()
    session.end_all(member_id, user_id)


def own(member_id, user_id):
    """Of a person who stays: ToDos, private contacts, drafts, events and reservations without others, 所在 and the time card.

    What was written to others, or came from them, is theirs too and stays.
    """
    _private(member_id, user_id)
    _events(member_id, user_id)
    alone = (Reservation.user_id == user_id) & Reservation.event_id.is_null()
    for number in reservation_slots.give_back(member_id, alone):
        search.remove(member_id, "reservation", number)
    for table in (Presence, Telephone, Punch, Correction):
        table.delete().where(_of(table, member_id, user_id)).execute()


def _of(table, member_id, user_id):
    return (table.member_id == member_id) & (table.user_id == user_id)


def _private(member_id, user_id):
    _items(member_id, Todo, "todo", Todo.user_id == user_id)
    _items(member_id, Contact, "contact", Contact.scope == user_id)
    for kind in ("circular", "report"):
        _items(member_id, Circular, kind, (Circular.kind == kind) & (Circular.author_id == user_id) & Circular.is_draft)
    for table in (ApplicationDraft, CalendarFeed):
        table.delete().where(_of(table, member_id, user_id)).execute()


def _items(member_id, table, kind, condition):
    """Deletes rows with whatever hangs on them."""
    mine = (table.member_id == member_id) & condition
    for item_id, in list(table.select(table.id).where(mine).tuples()):
        search.remove(member_id, kind, item_id)
        attachment.take_back(member_id, kind, item_id)
    table.delete().where(mine).execute()


def _events(member_id, user_id, condition=True):
    """Deletes the person's own events in which nobody else takes part."""
    ids = _alone(member_id, user_id, condition)
    for event_id in ids:
        invitation.take_back(member_id, event_id)
        event_facilities.release(member_id, event_id)
        attachment.take_back(member_id, "event", event_id)
        search.remove(member_id, "event", event_id)
    for start in range(0, len(ids), _BATCH):
        some = ids[start:start + _BATCH]
        Occurrence.delete().where((Occurrence.member_id == member_id) & Occurrence.event_id.in_(some)).execute()
        Event.delete().where((Event.member_id == member_id) & Event.id.in_(some)).execute()


def _alone(member_id, user_id, condition):
    """The ids of the events that a person owns and takes part in alone, read along the person's own days."""
    other = Occurrence.alias("other")
    others = other.select(other.event_id).where(
        (other.member_id == member_id) & (other.event_id == Occurrence.event_id) & (other.user_id != user_id))
    same = (Event.member_id == Occurrence.member_id) & (Event.id == Occurrence.event_id)
    query = Occurrence.select(Occurrence.event_id).distinct().join(Event, on=same).where(_of(Occurrence, member_id, user_id))
    found = query.where((Event.owner_id == user_id) & ~fn.EXISTS(others))
    return [event_id for event_id, in (found if condition is True else found.where(condition)).tuples()]
