"""Who has a facility when: the tables, and taking and giving back the times. All of it only inside a transaction.

A reservation takes every five minutes that it touches, each a row of its own. That two have the same five minutes is
refused by the table's key, so by the database itself, however many machines book at once.
"""

import peewee
from peewee import BigIntegerField, CompositeKey, TextField

from models.base import Base, Counter, Invalid, insert_rows, locked, next_id
from models.facility import Facility

SLOT = 5  # minutes
# Of one post: each is a row of a table, written in one transaction.
MOST_SLOTS = 60_000
_BATCH = 500  # ids in one statement

TOO_MANY = "設備の予約が長すぎるか多すぎます。期間を短くするか、設備を減らしてください。"


class Taken(Exception):
    """Somebody else has the facility at that time; nothing was written."""


class Reservation(Base):
    """A facility for somebody. start and end: minutes of Japan time since 1970-01-01 00:00; end is exclusive.

    event_id, first_day (ordinal): the occurrence of an event that it belongs to, and goes with; NULL for one of its own.
    """

    member_id = TextField()
    id = BigIntegerField()
    facility_id = BigIntegerField()
    user_id = TextField()
    purpose = TextField()
    note = TextField()
    start = BigIntegerField()
    end = BigIntegerField()
    event_id = BigIntegerField(null=True)
    first_day = BigIntegerField(null=True)
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class ReservationSlot(Base):
    """Five minutes of a facility that are taken; slot: their number since 1970-01-01 00:00."""

    member_id = TextField()
    facility_id = BigIntegerField()
    slot = BigIntegerField()
    reservation_id = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "facility_id", "slot")


def slots(start, end):
    """The range of the slots that a time touches; start, end: minutes."""
    return range(start // SLOT, -(-end // SLOT))


def check_facilities(member_id, facility_ids):
    """Keeps the facilities from being removed until the transaction ends. Raises Invalid where one is gone."""
    facility_ids = sorted(facility_ids)  # everybody locks in the same order, so that nobody waits in a circle
    mine = Facility.select(Facility.id).where((Facility.member_id == member_id) & Facility.id.in_(facility_ids))
    if len(list(locked(mine.order_by(Facility.id)).tuples())) < len(facility_ids):
        raise Invalid({"facilities": "選んだ設備のうち、なくなったものがあります。設備を選び直してください。"})


def take(member_id, user_id, facility_ids, spans, purpose, note="", event_id=None):
    """Books facilities, each for all spans, (start, end) in minutes; returns the id of the first reservation.

    first_day of those of an event is the day of their start. Raises Taken and Invalid.
    """
    check_facilities(member_id, facility_ids)
    rows = [(facility_id, start, end) for facility_id in facility_ids for start, end in spans]
    if sum(len(slots(start, end)) for _, start, end in rows) > MOST_SLOTS:
        raise Invalid({"facilities": TOO_MANY})
    first_id = _next_ids(member_id, len(rows))
    insert_rows(Reservation, [
        (member_id, number, facility_id, user_id, purpose, note, start, end, event_id, event_id and day_of(start), 1)
        for number, (facility_id, start, end) in enumerate(rows, first_id)
    ])
    _fill(member_id, enumerate(rows, first_id))
    return first_id


def day_of(minutes):
    """The ordinal of the day of a moment in minutes."""
    return minutes // (24 * 60) + _EPOCH


_EPOCH = 719_163  # the ordinal of 1970-01-01


def move(member_id, reservation_id, facility_id, start, end):
    """Gives a reservation's slots back and takes others; its own row is the caller's. Raises Taken and Invalid."""
    check_facilities(member_id, [facility_id])
    _empty(member_id, [reservation_id])
    _fill(member_id, [(reservation_id, (facility_id, start, end))])


def _fill(member_id, numbered):
    taken = [
        (member_id, facility_id, slot, reservation_id)
        for reservation_id, (facility_id, start, end) in numbered for slot in slots(start, end)
    ]
    if len({row[1:3] for row in taken}) < len(taken):
        raise Invalid({"facilities": "前の回と時間が重なるため、設備を予約できません。設備は5分単位です。終了を早めてください。"})
    try:
        insert_rows(ReservationSlot, taken)
    except peewee.IntegrityError:  # here alone: a repeated form key, which base.once knows, fails before
        raise Taken from None


def _next_ids(member_id, count):
    first_id = next_id(member_id, "reservation")
    if count > 1:
        counter = (Counter.member_id == member_id) & (Counter.kind == "reservation")
        Counter.update(last_id=first_id + count - 1).where(counter).execute()
    return first_id


def give_back(member_id, condition):
    """Deletes the member's reservations that a condition on Reservation names, and frees their times."""
    mine = (Reservation.member_id == member_id) & condition
    ids = [number for number, in locked(Reservation.select(Reservation.id).where(mine)).tuples()]
    _empty(member_id, ids)
    for some in _batches(ids):
        Reservation.delete().where((Reservation.member_id == member_id) & Reservation.id.in_(some)).execute()
    return ids


def _empty(member_id, ids):
    for some in _batches(ids):
        ReservationSlot.delete().where(
            (ReservationSlot.member_id == member_id) & ReservationSlot.reservation_id.in_(some)).execute()


def _batches(rows):
    return [rows[start:start + _BATCH] for start in range(0, len(rows), _BATCH)]
