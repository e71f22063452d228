"""What must hold after a run, asked of every database directly."""

import collections
from typing import NamedTuple

from models import base
from models.delivery import Delivery
from models.event import Event
from models.reservation_slots import Reservation, ReservationSlot, slots
from tests.cluster.phones import MEMBER


class Found(NamedTuple):
    """How many requests failed, writes are missing on a node or twice there, times of the room have not one owner, sessions are dead."""

    failed: int
    lost: int
    doubled: int
    clashes: int
    dead: int
    details: list

    @property
    def is_clean(self):
        return not any(self[:5])


def look(run, urls, mark, revisit=()):
    """What was found after a Traffic on the databases of these URLs; revisit: phones whose sessions must be alive."""
    lost, doubled, clashes = set(), set(), 0
    details = list(run.failures)
    for url in urls:
        base.connect(url)
        found = [_events(run, mark), _bookings(run, mark), _decisions(run)]
        clashes = max(clashes, _clashes(run, mark, details))
        base.disconnect()
        for missing, twice in found:
            lost.update(missing)
            doubled.update(twice)
            details += [f"{url[-40:]}: lost {text}" for text in missing] + [f"{url[-40:]}: twice {text}" for text in twice]
    dead = sum(not _is_in(phone, details) for phone in [*revisit, *run.entered])
    return Found(max(run.failed, len(run.failures)), len(lost), len(doubled), clashes, dead, details)


def _is_in(phone, details):
    try:
        return phone.is_in()
    except Exception as error:  # no answer is no session either
        details.append(f"a session: {error}")
        return False


def _events(run, mark):
    return _compared(run.written, Event.select(Event.title).where((Event.member_id == MEMBER) & Event.title.startswith(mark)))


def _bookings(run, mark):
    made = [booking.purpose for booking in run.booked if not booking.taken]
    mine = (Reservation.member_id == MEMBER) & Reservation.purpose.startswith(mark)
    return _compared(made, Reservation.select(Reservation.purpose).where(mine))


def _compared(acknowledged, query):
    """(texts that are not there letter by letter, texts that are there twice)"""
    there = collections.Counter(text for text, in query.tuples())
    return [text for text in acknowledged if text not in there], [text for text, count in there.items() if count > 1]


def _decisions(run):
    query = Delivery.select(Delivery.user_id, Delivery.kind, Delivery.item_id).where((Delivery.member_id == MEMBER) & Delivery.is_open)
    open_ones = set(query.tuples())
    return [decision for decision in run.decided if decision in open_ones], []


def _clashes(run, mark, details):
    """How many times of the room have two owners, or none though people asked for them."""
    rows = list(Reservation.select(Reservation.id, Reservation.purpose, Reservation.start, Reservation.end).where(
        (Reservation.member_id == MEMBER) & Reservation.purpose.startswith(mark)).tuples())
    owners = {slot: owner for slot, owner in ReservationSlot.select(ReservationSlot.slot, ReservationSlot.reservation_id).where(
        (ReservationSlot.member_id == MEMBER) & ReservationSlot.reservation_id.in_([row[0] for row in rows] or [0])).tuples()}
    wrong = [purpose for number, purpose, start, end in rows if any(owners.get(slot) != number for slot in slots(start, end))]
    winners = collections.Counter(booking.turn for booking in run.booked if not booking.taken)
    wrong += [f"turn {turn}: {winners[turn]} winners" for turn in {booking.turn for booking in run.booked} if winners[turn] != 1]
    details += [f"room: {text}" for text in wrong]
    return len(wrong)
