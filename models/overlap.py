"""Whom a new event would need in two places: looked for before it is saved, and told, never refused."""

import datetime

from peewee import JOIN

from models import clock, recurrence
from models.event import Event, Mine, Occurrence, columns, of_occurrence, of_viewer, row_of
from models.member import Person
from models.profile import Profile, name_of, same_person

_MOST = 10  # overlaps that are told
_LOOKUPS = 20_000  # people times days of one query: what SQLite does in some 50 ms
_DAY = 24 * 60  # minutes
_EPOCH = datetime.date(1970, 1, 1).toordinal()


def overlaps(viewer, draft, event_id=None, scope="all"):
    """[(a person's name, Row)] of what the draft's people have at the same time, by day; at most 10.

    event_id: the event that the draft is going to change, which is no obstacle to itself; scope: as in change(), a
    single occurrence is not compared on the series' other days. All-day and tentative events count on both sides:
    somebody on leave is away, and the Row says what it is. What somebody has declined does not count, nor an event that
    ends when the other begins. A draft with problems has no overlaps yet.
    """
    draft = draft.alone() if scope == "one" else draft
    if draft.problems():
        return []
    days, found = draft.days(), {}
    step = max(1, _LOOKUPS // len(draft.users))
    for start in range(0, len(days), step):
        for distance in range(len(recurrence.covered(draft.start, draft.end))):
            for key, name, row in _found(viewer, draft, event_id, days[start:start + step], distance):
                found.setdefault(key, (name, row))
        if len(found) >= _MOST:
            break
    return sorted(found.values(), key=lambda pair: pair[1].start)[:_MOST]


def _found(viewer, draft, event_id, days, distance):
    """(key, name, Row) of the overlaps on the day so many days into each of the draft's occurrences."""
    midnight = datetime.datetime.combine(draft.start, datetime.time())
    start, end = ((moment - midnight) // datetime.timedelta(minutes=1) for moment in (draft.start, draft.end))
    first_midnight = (Occurrence.day - (_EPOCH + distance)) * _DAY  # in minutes, of the draft's occurrence
    rows = (
        Occurrence.select(Occurrence.user_id, name_of(Occurrence.user_id), *columns())
        .join(Event, on=of_occurrence())
        .join(Mine, JOIN.LEFT_OUTER, on=of_viewer(viewer.user_id))
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Occurrence))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Occurrence))
        .where(
            (Occurrence.member_id == viewer.member_id) & Occurrence.user_id.in_(draft.users)
            & Occurrence.day.in_([day.toordinal() + distance for day in days])
            & (Occurrence.start < first_midnight + end) & (Occurrence.end > first_midnight + start)
            & (Occurrence.event_id != (event_id or 0)) & ~Occurrence.declined
        )
        .order_by(Occurrence.day, Occurrence.start).limit(_MOST * 2)
    )
    for user_id, name, *values in rows.tuples():
        _, _, _, its_event_id, first_day, *_ = values
        yield (user_id, its_event_id, first_day), name, row_of(values, viewer)
