"""設備予約: what the screens ask of it, in one place; reservation_slots has how two are kept from the same time.

Every colleague sees who has a facility when, and what for. Whoever booked it may change and cancel it. What belongs to an
event goes with that: whoever may change the event changes it there, and may cancel it here.
"""

import datetime
from dataclasses import replace
from typing import NamedTuple

from peewee import JOIN

from models import clock, facility, schedule, search, texts, vacancy
from models.base import Invalid, NotAllowed, NotFound, Read, Stale, is_done, locked, once, parameter
from models.draft import time_problems
from models.facility import Facility
from models.member import Person
from models.profile import Profile, name_of, same_person
from models.reservation_slots import Reservation, Taken, give_back, move, take
from models.vacancy import LOOKBACK, Clash, busy, clashes, free, gaps, instead_of, next_free, touching

__all__ = [
    "Clash", "Taken", "Wish", "Row", "Detail", "book", "busy", "cancel", "change", "clashes", "day", "find", "free", "gaps",
    "instead_of", "mine", "next_free",
]


class Wish(NamedTuple):
    """A booking as it is to be. start, end: naive datetimes, to the minute; None where none was given."""

    facility_id: int
    purpose: str
    note: str
    start: datetime.datetime | None
    end: datetime.datetime | None

    def problems(self):
        """{field: a sentence that says what to do}; empty where everything is right."""
        return texts.problems(
            purpose=texts.problem("目的", self.purpose, 50, required=True, one_line=True), note=texts.problem("メモ", self.note, 1000),
        ) | time_problems(self.start, self.end, "予約")

    def span(self):
        """(start, end) in minutes."""
        return clock.minutes(self.start), clock.minutes(self.end)

    def checked(self):
        """The same with plain line breaks. Raises Invalid."""
        wish = self._replace(note=texts.lines(self.note))
        problems = wish.problems()
        if problems:
            raise Invalid(problems)
        return wish


class Row(NamedTuple):
    """A reservation as a list shows it. name: who has it; in one's own list the facility."""

    id: int
    name: str
    purpose: str
    start: datetime.datetime
    end: datetime.datetime


class Detail(NamedTuple):
    """A reservation with all that its own page shows.

    event_id: that of the event that it belongs to, None for one of its own; event: the schedule.Detail of it, where the viewer
    may know that. may_change: whether the viewer may change and cancel it.
    """

    id: int
    facility_id: int
    facility: str
    user_id: str
    name: str
    purpose: str
    note: str
    start: datetime.datetime
    end: datetime.datetime
    event_id: int | None
    event: schedule.Detail | None
    version: int
    may_change: bool


# Written


def book(viewer, wish, form_key):
    """Books a facility for the viewer. Returns the reservation's id, or None for a repeated post. Raises Invalid, NotFound, Taken."""
    wish = wish.checked()

    def work():
        name = facility.find(viewer, wish.facility_id).name
        made = take(viewer.member_id, viewer.user_id, [wish.facility_id], [wish.span()], wish.purpose, wish.note)
        _put(viewer, made, wish, name)
        return made

    return once(viewer.member_id, form_key, work)


def change(viewer, reservation_id, wish, version, form_key):
    """Makes of the viewer's reservation what the wish says; version: that of the reservation when it was shown.

    Raises NotFound, NotAllowed, Stale, Invalid, Taken.
    """
    wish = wish.checked()

    def work():
        row = _locked(viewer, reservation_id)
        if row.version != version:
            raise Stale
        name = facility.find(viewer, wish.facility_id).name
        start, end = wish.span()
        move(viewer.member_id, reservation_id, wish.facility_id, start, end)
        news = {"facility_id": wish.facility_id, "purpose": wish.purpose, "note": wish.note, "start": start, "end": end}
        Reservation.update(version=Reservation.version + 1, **news).where(_one(viewer, reservation_id)).execute()
        _put(viewer, reservation_id, wish, name)

    once(viewer.member_id, form_key, work)


def cancel(viewer, reservation_id, form_key):
    """Cancels a reservation. An event goes on without the facility, an occurrence of a series as an event of its own.

    Raises NotFound, NotAllowed.
    """

    if is_done(viewer.member_id, form_key):
        return
    row = _found(viewer, reservation_id)
    if row.event_id is not None:
        event = schedule.find(viewer, row.event_id, datetime.date.fromordinal(row.first_day))
        left = tuple(number for number in event.draft().facilities if number != row.facility_id)
        draft = replace(event.draft(), facilities=left)
        schedule.change(viewer, event.event_id, event.day, "one", draft, event.version, form_key)
        return

    def work():
        _locked(viewer, reservation_id)
        give_back(viewer.member_id, Reservation.id == reservation_id)
        search.remove(viewer.member_id, "reservation", reservation_id)

    once(viewer.member_id, form_key, work)


def _one(viewer, reservation_id):
    return (Reservation.member_id == viewer.member_id) & (Reservation.id == reservation_id)


def _found(viewer, reservation_id):
    row = Reservation.select().where(_one(viewer, reservation_id)).first()
    if row is None:
        raise NotFound
    return row


def _locked(viewer, reservation_id):
    """A reservation that the viewer may change here, kept from others until the transaction ends."""
    row = locked(Reservation.select().where(_one(viewer, reservation_id))).first()
    if row is None:
        raise NotFound
    if row.user_id != viewer.user_id or row.event_id is not None:
        raise NotAllowed
    return row


def _put(viewer, reservation_id, wish, name):
    search.put(viewer.member_id, "reservation", reservation_id, wish.purpose, f"{name} {wish.note}")


# Read


def find(viewer, reservation_id):
    """The Detail of a reservation of the viewer's member. Raises NotFound."""
    for *own, event_id, first_day, version in _detail(member_id=viewer.member_id, reservation_id=reservation_id):
        number, facility_id, name, user_id, person, purpose, note, start, end = own
        event = event_id and _event(viewer, event_id, datetime.date.fromordinal(first_day))
        may_change = event.may_change if event else event_id is None and user_id == viewer.user_id
        return Detail(
            number, facility_id, name, user_id, person, purpose, note, clock.local(start), clock.local(end), event_id, event, version,
            bool(may_change))
    raise NotFound


def _event(viewer, event_id, day):
    """The event's schedule.Detail, or None for a private one of others."""
    try:
        return schedule.find(viewer, event_id, day)
    except NotFound:
        return None


def day(viewer, facility_id, day):
    """The Rows of a facility's day (date), by start; a Row's name is who has it then."""
    start = vacancy.midnight(day)
    found = _day(member_id=viewer.member_id, facility_id=facility_id, since=start - LOOKBACK, start=start, end=start + 24 * 60)
    return [_row(values) for values in found]


def mine(viewer, now, start=0, count=1_000):
    """The Rows of what the viewer has booked and is not over at now (a naive datetime), by start; a Row's name is the facility's."""
    now = clock.minutes(now)
    found = _mine(
        member_id=viewer.member_id, user_id=viewer.user_id, since=now - LOOKBACK, now=now, first=start, count=count)
    return [_row(values) for values in found]


def _row(values):
    number, name, purpose, start, end = values
    return Row(number, name, purpose, clock.local(start), clock.local(end))


def _joined(*columns):
    is_its = (Facility.member_id == Reservation.member_id) & (Facility.id == Reservation.facility_id)
    return (
        Reservation.select(*columns).join(Facility, on=is_its)
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Reservation))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Reservation))
        .where(Reservation.member_id == parameter("member_id"))
    )


def _detail_query():
    return _joined(
        Reservation.id, Reservation.facility_id, Facility.name, Reservation.user_id, name_of(Reservation.user_id), Reservation.purpose,
        Reservation.note, Reservation.start, Reservation.end, Reservation.event_id, Reservation.first_day, Reservation.version,
    ).where(Reservation.id == parameter("reservation_id"))


def _day_query():
    columns = Reservation.id, name_of(Reservation.user_id), Reservation.purpose, Reservation.start, Reservation.end
    then = touching(parameter("since"), parameter("start"), parameter("end"))
    return _joined(*columns).where((Reservation.facility_id == parameter("facility_id")) & then).order_by(Reservation.start)


def _mine_query():
    query = _joined(Reservation.id, Facility.name, Reservation.purpose, Reservation.start, Reservation.end)
    still = (Reservation.start > parameter("since")) & (Reservation.end > parameter("now"))
    query = query.where((Reservation.user_id == parameter("user_id")) & still)
    return query.order_by(Reservation.start, Reservation.id).limit(parameter("count")).offset(parameter("first"))


_detail = Read(_detail_query)
_day = Read(_day_query)
_mine = Read(_mine_query)
