"""Deleting what is older than a member wishes to keep (models/retention.py), with all that belongs to it.

What stands beside an item goes first, in small transactions, and the item last: whoever is stopped in between finds the
item again another time, and does the rest.
"""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from peewee import fn

from models import clock, recurrence, search
from models.application import Application, ApplicationApprover, ApplicationContent, ApplicationEvent
from models.application_draft import ApplicationDraft
from models.attachment import Attachment, AttachmentPart
from models.base import locked, transaction
from models.circular import Circular
from models.delivery import Delivery
from models.draft import LONGEST
from models.erasing import BATCH, delete_all
from models.event import Event, Occurrence
from models.info import Info, InfoRead, InfoReply
from models.member import Person
from models.memo import Memo
from models.punch import Correction, Punch
from models.question import Safety, SafetyPlace
from models.reservation_slots import Reservation, give_back
from models.todo import Todo

MOST_COUNTED = 1_000
_SOME = 200  # items of one transaction, each of which is taken out of the search too
_FEW = 50  # bookings of one transaction, each of which has a row for every five minutes


class Cutoff(NamedTuple):
    """The midnight with which begins what is kept, as the tables have it: an ordinal, minutes of Japan time, Unix seconds."""

    day: int
    minutes: int
    seconds: int


class Way(NamedTuple):
    """How a function's items are deleted. old(cutoff): the condition for those that are old enough.

    beside: fields of other tables that hold the item's id; deliveries: the kinds of Delivery that are about it; words: what
    the search and the files call it.
    """

    table: type
    old: Callable
    beside: tuple = ()
    deliveries: tuple = ()
    words: tuple = ()


def cutoff(today, months):
    """The Cutoff for so many months, counted back from today (a date)."""
    day = recurrence.months_later(today, -months)
    midnight = datetime.datetime.combine(day, datetime.time())
    return Cutoff(day.toordinal(), clock.minutes(midnight), int((midnight - clock.from_unix(0)).total_seconds()))


def expire(member_id, kind, months, today):
    """Deletes a member's items of a kind that are older than so many months; yields how many of them went, time and again."""
    limit = cutoff(today, months)
    for first in _FIRST.get(kind, ()):
        yield from first(member_id, limit)
    if kind in WAYS:
        yield from _items(member_id, WAYS[kind], limit)


def count(member_id, kind, months, today):
    """How many items of a kind are older than so many months, MOST_COUNTED at most; for 予定 and タイムカード those of whole days and events."""
    limit = cutoff(today, months)
    if kind == "timecard":
        query = Punch.select(Punch.id).where((Punch.member_id == member_id) & (Punch.day < limit.day))
    elif kind == "event":
        # An occurrence touches few days: whoever looks for one that goes on finds it by the index of first days.
        later = _happens(Occurrence.first_day >= limit.day - LONGEST.days - 1, Occurrence.end >= limit.minutes)
        query = Event.select(Event.id).where((Event.member_id == member_id) & (Event.start < limit.minutes) & ~later)
    else:
        query = WAYS[kind].table.select(WAYS[kind].table.id).where((WAYS[kind].table.member_id == member_id) & WAYS[kind].old(limit))
    return query.limit(MOST_COUNTED).count()


# Items, with what is beside them


def _items(member_id, way, limit):
    table, last = way.table, 0
    old = (table.member_id == member_id) & way.old(limit)
    while ids := [row_id for row_id, in table.select(table.id).where(old & (table.id > last)).order_by(table.id).limit(_SOME).tuples()]:
        last = ids[-1]
        yield from _beside(member_id, way, ids)
        yield transaction(lambda: _delete(member_id, way, old & table.id.in_(ids)))


def _beside(member_id, way, ids):
    """Deletes what belongs to items; yields 0 after each transaction: no item went by it."""
    parts = [(field.model, field.in_(ids)) for field in way.beside]
    if way.deliveries:
        parts.append((Delivery, Delivery.kind.in_(way.deliveries) & Delivery.item_id.in_(ids)))
    if way.table is Info:
        parts += [(InfoRead, InfoRead.user_id.in_(some) & InfoRead.info_id.in_(ids)) for some in _people(member_id)]
    files = _files(member_id, way, ids)
    for some in (files[start:start + BATCH] for start in range(0, len(files), BATCH)):
        parts += [(AttachmentPart, AttachmentPart.attachment_id.in_(some)), (Attachment, Attachment.id.in_(some))]
    for table, condition in parts:
        for _ in delete_all(table, (table.member_id == member_id) & condition):
            yield 0


def _files(member_id, way, ids):
    if not way.words:
        return []
    theirs = (Attachment.member_id == member_id) & Attachment.kind.in_(way.words) & Attachment.item_id.in_(ids)
    return [file_id for file_id, in Attachment.select(Attachment.id).where(theirs).tuples()]


def _people(member_id):
    """Everybody's ユーザーIDs, some at a time: who has read a notice is looked up by person."""
    everybody = [user_id for user_id, in Person.select(Person.user_id).where(Person.member_id == member_id).tuples()]
    return [everybody[start:start + BATCH] for start in range(0, len(everybody), BATCH)]


def _delete(member_id, way, which):
    """Deletes items that still are old enough, and makes them be found no more; returns how many. In a transaction."""
    ids = [row_id for row_id, in locked(way.table.select(way.table.id).where(which)).tuples()]
    for word in way.words:
        for row_id in ids:
            search.remove(member_id, word, row_id)
    return way.table.delete().where((way.table.member_id == member_id) & way.table.id.in_(ids)).execute() if ids else 0


# 予定 and タイムカード are rows of days first


def _past_occurrences(member_id, limit):
    """Deletes the days of events that are over, of a series that goes on too: it has those days no more."""
    past = (Occurrence.day < limit.day) & (Occurrence.end < limit.minutes)
    for some in _users(Occurrence, member_id):
        for _ in delete_all(Occurrence, (Occurrence.member_id == member_id) & Occurrence.user_id.in_(some) & past):
            yield 0


def _past_reservations(member_id, limit):
    """Frees what was booked for events that are over."""
    past, last = Reservation.event_id.is_null(False) & (Reservation.end < limit.minutes), 0
    mine = (Reservation.member_id == member_id) & past
    while ids := [row_id for row_id, in (
            Reservation.select(Reservation.id).where(mine & (Reservation.id > last)).order_by(Reservation.id).limit(_FEW).tuples())]:
        last = ids[-1]
        transaction(lambda: give_back(member_id, past & Reservation.id.in_(ids)))
        yield 0


def _past_days(table):
    def delete(member_id, limit):
        for some in _users(table, member_id):
            yield from delete_all(table, (table.member_id == member_id) & table.user_id.in_(some) & (table.day < limit.day))
    return delete


def _users(table, member_id):
    """The ユーザーIDs that a table led by them has, some at a time: each one's days are a range of its key."""
    found = [user_id for user_id, in table.select(table.user_id).where(table.member_id == member_id).distinct().tuples()]
    return [found[start:start + BATCH] for start in range(0, len(found), BATCH)]


def _happens(*conditions):
    """The condition that an event still has a day."""
    its = (Occurrence.member_id == Event.member_id) & (Occurrence.event_id == Event.id)
    return fn.EXISTS(Occurrence.select(Occurrence.event_id).where(its, *conditions))


def _decided(limit):
    newer = ApplicationEvent.select(ApplicationEvent.number).where(
        (ApplicationEvent.member_id == Application.member_id) & (ApplicationEvent.application_id == Application.id)
        & (ApplicationEvent.happened_at >= limit.seconds))
    return Application.finished & (Application.applied_at < limit.seconds) & ~fn.EXISTS(newer)


# {kind of retention: what goes before its items}
_FIRST = {
    "event": (_past_occurrences, _past_reservations),
    "timecard": (_past_days(Punch), _past_days(Correction)),
}

WAYS = {
    "event": Way(Event, lambda limit: (Event.start < limit.minutes) & ~_happens(), (), ("invitation",), ("event",)),
    "memo": Way(Memo, lambda limit: Memo.sent_at < limit.seconds, (), ("memo",), ("memo",)),
    "circular": Way(
        Circular, lambda limit: ~Circular.is_draft & (Circular.written_at < limit.seconds)
        & (Circular.due_day.is_null() | (Circular.due_day < limit.day)), (), ("circular", "report"), ("circular", "report")),
    "info": Way(Info, lambda limit: Info.last_day < limit.day, (InfoReply.info_id,), (), ("info",)),
    "todo": Way(Todo, lambda limit: (Todo.done_at > 0) & (Todo.done_at < limit.seconds), (), (), ("todo",)),
    "application": Way(
        Application, _decided,
        (ApplicationContent.application_id, ApplicationApprover.application_id, ApplicationEvent.application_id, ApplicationDraft.application_id),
        ("approval", "result"), ("application",)),
    "safety": Way(
        Safety, lambda limit: Safety.closed_at.is_null(False) & (Safety.closed_at < limit.seconds), (SafetyPlace.safety_id,),
        ("safety",), ("safety",)),
}
