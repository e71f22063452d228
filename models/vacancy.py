"""When facilities are taken and when they are free. Times are naive datetimes in Japan time; ends are exclusive.

What is free is free for whole slots of five minutes: what is taken from 9:02 to 9:31 is busy from 9:00 to 9:35.
"""

import datetime
from typing import NamedTuple

from peewee import fn

from models import clock
from models.base import Read, parameter
from models.draft import LONGEST
from models.facility import Facility, FacilityCategory, FacilityRow, in_category, in_order, some, with_category
from models.reservation_slots import SLOT, Reservation, ReservationSlot, slots

_MINUTE = datetime.timedelta(minutes=1)
_DAY = 24 * 60  # minutes
LOOKBACK = LONGEST // _MINUTE  # none is longer, so none that began earlier goes on
_MOST = 1_000  # facilities of one answer
_AHEAD = datetime.timedelta(14)  # how far the next free times are looked for
_MORNING, _EVENING = datetime.time(8), datetime.time(20)  # what is proposed lies between, where it fits


class Clash(NamedTuple):
    """A facility that is wanted and taken; start, end: the wanted time of it."""

    facility_id: int
    name: str
    start: datetime.datetime
    end: datetime.datetime


# What is free


def free(viewer, start, end, count=_MOST):
    """The FacilityRows of the viewer's member that are free all the time from start to end, by category and position."""
    wanted = slots(clock.minutes(start), clock.minutes(end))
    found = _free(member_id=viewer.member_id, first=wanted.start, last=wanted.stop - 1, count=count)
    return [FacilityRow(*row) for row in found]


def busy(viewer, facility_ids, first, last):
    """{facility_id: [(start, end)]} of the times that are taken on some days, in order; first, last: dates, inclusive.

    A time that began before the first day, or goes on after the last one, is there with its own start and end.
    """
    found = _busy(viewer, facility_ids, midnight(first), midnight(last) + _DAY)
    return {facility_id: [(clock.local(start), clock.local(end)) for start, end in times] for facility_id, times in found.items()}


def midnight(day):
    """The minutes of the start of a day (date)."""
    return clock.minutes(datetime.datetime.combine(day, datetime.time()))


def gaps(times, start, end):
    """[(start, end)] of what busy times, in order, leave free between start and end; touching ones leave nothing."""
    found = []
    for begins, ends in times:
        if begins > start:
            found.append((start, min(begins, end)))
        start = max(start, ends)
        if start >= end:
            break
    if start < end:
        found.append((start, end))
    return [gap for gap in found if gap[0] < gap[1]]


def next_free(viewer, facility_ids, start, end, count=3):
    """The next times, [(start, end)], as long as from start to end and not before it, when all of the facilities are free.

    They lie within 14 days, and between 8:00 and 20:00 where the length fits into that.
    """
    length, horizon = end - start, start + _AHEAD
    found = busy(viewer, facility_ids, start.date(), horizon.date())
    times, proposed = sorted(time for of_one in found.values() for time in of_one), []
    for gap_start, gap_end in gaps(times, _round_up(start), horizon):
        for opens, closes in _by_day(gap_start, gap_end, length):
            while opens + length <= closes and len(proposed) < count:
                proposed.append((opens, opens + length))
                opens = _round_up(opens + length)
    return proposed


def _round_up(moment):
    """The moment, or the next one at which a slot begins."""
    return clock.local(-(-clock.minutes(moment) // SLOT) * SLOT)


def _by_day(start, end, length):
    """The parts of a free time that lie in the working hours of its days; all of it for what is longer than those."""
    if _at(start, _MORNING) + length > _at(start, _EVENING):
        yield start, end
        return
    while start < end:
        yield max(start, _at(start, _MORNING)), min(end, _at(start, _EVENING))
        start = _at(start, datetime.time()) + datetime.timedelta(1)


def _at(moment, time):
    return datetime.datetime.combine(moment, time)


# What is in the way


def clashes(viewer, facility_ids, spans, event_id=None, reservation_id=None, most=10):
    """The Clashes of facilities with spans, (start, end) in minutes, by time; at most so many.

    event_id, reservation_id: what is going to be changed, which is no obstacle to itself.
    """
    if not (facility_ids and spans):
        return []
    names = {row.id: row.name for row in some(viewer, facility_ids)}
    taken = _busy(viewer, facility_ids, spans[0][0], spans[-1][1], event_id, reservation_id)
    found = [
        Clash(facility_id, names[facility_id], clock.local(start), clock.local(end))
        for facility_id in names for start, end in _meeting(spans, taken[facility_id])
    ]
    return sorted(found, key=lambda clash: clash.start)[:most]


def instead_of(viewer, facility_id, spans, event_id=None, reservation_id=None, count=3):
    """The FacilityRows of the same category that are free in all spans, (start, end) in minutes."""
    own = some(viewer, [facility_id])
    others = [row for row in in_category(viewer, own[0].category_id) if row.id != facility_id] if own else []
    taken = _busy(viewer, [row.id for row in others], spans[0][0], spans[-1][1], event_id, reservation_id) if others else {}
    return [row for row in others if not _meeting(spans, taken[row.id])][:count]


def _meeting(spans, times):
    """Those of the spans that meet one of the times; both in order, in minutes."""
    found, place = [], 0
    for start, end in spans:
        wanted = slots(start, end)
        while place < len(times) and times[place][1] <= wanted.start * SLOT:
            place += 1
        if place < len(times) and times[place][0] < wanted.stop * SLOT:
            found.append((start, end))
    return found


# Reading


def _busy(viewer, facility_ids, start, end, event_id=None, reservation_id=None):
    """{facility_id: [(start, end)]} in minutes, rounded to slots, of what is taken between start and end, in order."""
    facility_ids = list(facility_ids)
    times = {facility_id: [] for facility_id in facility_ids}
    if not facility_ids:
        return times
    wanted = slots(start, end)
    start, end = wanted.start * SLOT, wanted.stop * SLOT
    query = Reservation.select(Reservation.facility_id, Reservation.start, Reservation.end).where(
        (Reservation.member_id == viewer.member_id) & Reservation.facility_id.in_(facility_ids)
        & touching(start - LOOKBACK, start, end))
    if event_id is not None:
        query = query.where(Reservation.event_id.is_null() | (Reservation.event_id != event_id))
    if reservation_id is not None:
        query = query.where(Reservation.id != reservation_id)
    for facility_id, begins, ends in query.order_by(Reservation.start).tuples():
        its = slots(begins, ends)
        times[facility_id].append((its.start * SLOT, its.stop * SLOT))
    return times


def touching(since, start, end):
    """The condition that a reservation touches what is from start to end; since: LOOKBACK before start. All are minutes or parameters.

    since is for the index, which is led by the start.
    """
    return (Reservation.start > since) & (Reservation.start < end) & (Reservation.end > start)


def _free_query():
    taken = ReservationSlot.select(ReservationSlot.slot).where(
        (ReservationSlot.member_id == Facility.member_id) & (ReservationSlot.facility_id == Facility.id)
        & ReservationSlot.slot.between(parameter("first"), parameter("last")))
    query = with_category(Facility.select(Facility.id, Facility.name, Facility.category_id, FacilityCategory.name))
    return in_order(query.where((Facility.member_id == parameter("member_id")) & ~fn.EXISTS(taken))).limit(parameter("count"))


_free = Read(_free_query)
