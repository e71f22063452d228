"""One occurrence of an event, with all that its own page shows."""

import datetime
from typing import NamedTuple

from peewee import JOIN, Case, fn

from models import clock, event_facilities
from models.base import NotFound, Read, parameter
from models.draft import Draft
from models.event import Event, Occurrence
from models.member import Person
from models.profile import Profile, name_of, same_person


class Detail(NamedTuple):
    """An occurrence; start and end (naive datetimes) are its own. attendees: [(user_id, name)], by user_id.

    facilities: [(facility_id, name)] of what is booked for it.

    rule, until (date or None) and version are those of its event; may_change: whether the viewer may change and delete it.
    """

    event_id: int
    day: datetime.date
    title: str
    place: str
    note: str
    start: datetime.datetime
    end: datetime.datetime
    all_day: bool
    private: bool
    tentative: bool
    attendees: list
    rule: str
    until: datetime.date | None
    version: int
    owner_id: str
    may_change: bool
    facilities: list

    def draft(self):
        """The event as a form describes it."""
        return Draft(
            title=self.title, place=self.place, note=self.note, start=self.start, end=self.end, all_day=self.all_day,
            private=self.private, tentative=self.tentative, users=tuple(user_id for user_id, _ in self.attendees), rule=self.rule,
            until=self.until, facilities=tuple(facility_id for facility_id, _ in self.facilities),
        )


def find(viewer, event_id, day):
    """The Detail of the occurrence that starts on a day (date).

    Raises NotFound, also for a private event of others.
    """
    keys = {"member_id": viewer.member_id, "event_id": event_id}
    people = _attendees(**keys, first_day=day.toordinal())
    events = _event(**keys)
    if not (people and events):
        raise NotFound
    (title, place, note, all_day, private, tentative, rule, until_day, version, owner_id), = events
    attendees = [(user_id, name) for user_id, name, _, _ in people]
    takes_part = viewer.user_id == owner_id or any(user_id == viewer.user_id for user_id, _ in attendees)
    if private and not takes_part:
        raise NotFound
    return Detail(
        event_id, day, title, place, note, clock.local(people[0][2]), clock.local(people[0][3]), bool(all_day), bool(private),
        bool(tentative), attendees, rule, None if until_day is None else datetime.date.fromordinal(until_day), version, owner_id,
        takes_part, event_facilities.of_occurrence(viewer.member_id, event_id, day),
    )


def next_day(viewer, event_id, today):
    """The first day (date) of the event's next occurrence that is not over before today (date), else of its last one. Raises NotFound."""
    (upcoming, last), = _days(member_id=viewer.member_id, event_id=event_id, today=today.toordinal())
    if last is None:
        raise NotFound
    day = datetime.date.fromordinal(upcoming if upcoming is not None else last)
    find(viewer, event_id, day)  # who may not see it learns no day either
    return day


def _days_query():
    upcoming = fn.MIN(Case(None, [(Occurrence.day >= parameter("today"), Occurrence.first_day)]))
    return Occurrence.select(upcoming, fn.MAX(Occurrence.first_day)).where(
        (Occurrence.member_id == parameter("member_id")) & (Occurrence.event_id == parameter("event_id")))


def _event_query():
    return Event.select(
        Event.title, Event.place, Event.note, Event.all_day, Event.private, Event.tentative, Event.rule, Event.until_day,
        Event.version, Event.owner_id,
    ).where((Event.member_id == parameter("member_id")) & (Event.id == parameter("event_id")))


def _attendees_query():
    is_first = (Occurrence.first_day == parameter("first_day")) & (Occurrence.day == Occurrence.first_day)  # one row a person
    return (
        Occurrence.select(Occurrence.user_id, name_of(Occurrence.user_id), Occurrence.start, Occurrence.end)
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Occurrence))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Occurrence))
        .where((Occurrence.member_id == parameter("member_id")) & (Occurrence.event_id == parameter("event_id")) & is_first)
        .order_by(Occurrence.user_id)
    )


_days = Read(_days_query)
_event = Read(_event_query)
_attendees = Read(_attendees_query)
