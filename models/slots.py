"""空き時間: when several people, and a room, are free at the same time; and booking that before somebody else does.

Of the people nothing is told but that they are free. All they have counts as busy: what is tentative, what lasts all
day, and what is private.
"""

import bisect
import datetime
from typing import NamedTuple

from models import base, booking, clock, facility, recurrence, vacancy
from models.base import Invalid
from models.draft import Draft
from models.event import Occurrence
from models.facility import FacilityRow
from models.member import Person
from models.reservation_slots import Taken
from models.withdrawal import is_business_day

OPENS, CLOSES = datetime.time(9), datetime.time(18)  # working hours
STEP = 15  # minutes from one possible start to the next
UNIT = 5  # minutes of which a length is made, as rooms are booked
LONGEST = 9 * 60  # minutes: all of the working hours
MOST_PEOPLE = 50
AHEAD = 60  # days that are looked through
_MOST_ROOMS = 50  # of a category that are looked at
TITLE = "打合せ"
_LAST = datetime.date(2099, 12, 31)


class Slot(NamedTuple):
    """A free time: naive datetimes in Japan time, and the first facility that is free then, or None where none was asked for."""

    start: datetime.datetime
    end: datetime.datetime
    facility: FacilityRow | None


class Faster(Exception):
    """Somebody else has taken the time or the room meanwhile; nothing was written."""


# Looking


def find(viewer, user_ids, minutes, since, category_id=None, count=3):
    """The next Slots, one after the other, when all these people are free; four queries, whatever the company's size.

    minutes: how long; since: the earliest start (naive datetime). category_id: a facility of this category must be free,
    too; None for no facility. They lie in working hours of business days, within 60 days. Raises Invalid.
    """
    check(viewer, user_ids, minutes)
    last = min(since.date() + datetime.timedelta(AHEAD), _LAST)
    busy = _busy_people(viewer, user_ids, since.date(), last)
    rooms = _rooms(viewer, category_id, since.date(), last)
    found, length = [], datetime.timedelta(minutes=minutes)
    for opens, closes in _working_hours(since, last):
        for start, end in busy.gaps(opens, closes):
            start = _stepped(start)
            while start + length <= end and len(found) < count:
                room = _first_free(rooms, start, start + length)
                if room or rooms is None:
                    found.append(Slot(start, start + length, room))
                start = _stepped(start + (length if room or rooms is None else datetime.timedelta(minutes=STEP)))
        if len(found) >= count:
            break
    return found


def check(viewer, user_ids, minutes):
    """Raises Invalid with the fields "users" and "minutes"."""
    problems = {}
    if not 1 <= len(user_ids) <= MOST_PEOPLE:
        problems["users"] = f"空き時間を探す人は1人から{MOST_PEOPLE}人までにしてください。"
    elif len(user_ids) > Person.select().where(_these(viewer, user_ids) & ~Person.disabled).count():
        problems["users"] = "いまは登録されていない人がいます。選び直してください。"
    if not STEP <= minutes <= LONGEST or minutes % UNIT:
        problems["minutes"] = f"長さは{STEP}分から{LONGEST}分まで、{UNIT}分単位で入力してください。"
    if problems:
        raise Invalid(problems)


def _these(viewer, user_ids):
    return (Person.member_id == viewer.member_id) & Person.user_id.in_(list(user_ids))


class _Busy:
    """Times that are taken, merged: [(start, end)] in order, of which none touches the next."""

    def __init__(self, times):
        self._times = []
        for start, end in sorted(times):
            if self._times and start <= self._times[-1][1]:
                self._times[-1] = self._times[-1][0], max(end, self._times[-1][1])
            else:
                self._times.append((start, end))
        self._ends = [end for _, end in self._times]

    def gaps(self, start, end):
        """[(start, end)] of what is free between two moments."""
        return vacancy.gaps(self._times[bisect.bisect_right(self._ends, start):], start, end)

    def is_free(self, start, end):
        place = bisect.bisect_right(self._ends, start)
        return place == len(self._times) or self._times[place][0] >= end


def _busy_people(viewer, user_ids, first, last):
    query = _occurrences(viewer, user_ids).where(Occurrence.day.between(first.toordinal(), last.toordinal())).distinct()
    return _Busy((clock.local(start), clock.local(end)) for start, end in query.tuples())


def _occurrences(viewer, user_ids):
    mine = (Occurrence.member_id == viewer.member_id) & Occurrence.user_id.in_(list(user_ids))
    return Occurrence.select(Occurrence.start, Occurrence.end).where(mine & ~Occurrence.declined)


def _rooms(viewer, category_id, first, last):
    """[(FacilityRow, _Busy)] of a category, by position; None where no facility is wanted."""
    if category_id is None:
        return None
    rooms = facility.in_category(viewer, category_id, count=_MOST_ROOMS)
    busy = vacancy.busy(viewer, [room.id for room in rooms], first, last) if rooms else {}
    return [(room, _Busy(busy[room.id])) for room in rooms]


def _first_free(rooms, start, end):
    return next((room for room, busy in rooms or () if busy.is_free(start, end)), None)


def _working_hours(since, last):
    """(start, end) of the working hours of each business day, from a moment on."""
    for day in recurrence.days(since.date(), "daily", last):
        opens, closes = datetime.datetime.combine(day, OPENS), datetime.datetime.combine(day, CLOSES)
        if is_business_day(day) and since < closes:
            yield max(since, opens), closes


def _stepped(moment):
    """The moment, or the next one of its day at which a slot may start."""
    return clock.local(-(-(clock.minutes(moment) + bool(moment.second or moment.microsecond)) // STEP) * STEP)


# Booking


def book(viewer, user_ids, start, minutes, facility_id, title, form_key):
    """Books a Slot: an event with these people and the facility (an id or None), in one transaction.

    Returns the event's id, or None for a repeated post. Raises Invalid, and Faster where somebody of them, or the
    facility, has no time any more, or the time has come.
    """
    check(viewer, user_ids, minutes)
    draft = Draft(
        title=title.strip() or TITLE, start=start, end=start + datetime.timedelta(minutes=minutes), users=tuple(user_ids),
        facilities=() if facility_id is None else (facility_id,))
    draft.check()

    def work():
        # Two who book the same people wait for each other here, in the same order; then each sees what the other wrote.
        list(base.locked(Person.select(Person.user_id).where(_these(viewer, draft.users)).order_by(Person.user_id)).tuples())
        if start < clock.now() or not _is_offered(draft) or _is_anybody_busy(viewer, draft):
            raise Faster
        return booking.enter(viewer, draft)

    try:
        return base.once(viewer.member_id, form_key, work)
    except Taken:
        raise Faster from None


def _is_offered(draft):
    """Whether it lies in the working hours of a business day, as everything does that is offered."""
    midnight = datetime.datetime.combine(draft.start.date(), datetime.time())
    return any(opens <= draft.start and draft.end <= closes for opens, closes in _working_hours(midnight, draft.start.date()))


def _is_anybody_busy(viewer, draft):
    """Asked of the rows as they are now, and locked: MariaDB's ordinary reads show what was there when the transaction began."""
    days = [day.toordinal() for day in recurrence.covered(draft.start, draft.end)]
    meets = (Occurrence.start < clock.minutes(draft.end)) & (Occurrence.end > clock.minutes(draft.start))
    return bool(list(base.locked(_occurrences(viewer, draft.users).where(Occurrence.day.in_(days) & meets).limit(1)).tuples()))
