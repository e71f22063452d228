"""The schedule to look at: days, weeks, months, groups. Each is one query, whose SQL is built once."""

import datetime
from operator import itemgetter

from peewee import JOIN

from models import clock, recurrence
from models.base import Read, parameter
from models.event import Event, Mine, Occurrence, columns, of_occurrence, of_viewer, own_columns, own_rows, row_of
from models.member import Person
from models.profile import Profile, name_of, same_person
from models.unit import UnitPerson

_NEXT_DAYS = 31  # that the next event is looked for in
_NEXT_ROWS = 20  # of the first day that has any: more all-day events than that hide what comes next


def day(viewer, user_id, day):
    """The Rows of one person's day (date): all-day events first, then by their start."""
    is_own = user_id == viewer.user_id
    read = _own_day if is_own else _others_day
    found = read(member_id=viewer.member_id, user_id=user_id, day=day.toordinal(), viewer_id=viewer.user_id)
    found.sort()
    return own_rows(found) if is_own else [row_of(values, viewer) for values in found]


def days(viewer, user_id, first, count):
    """{date: [Row]} of one person, for so many days from first (date) on; days without events are there too."""
    is_own = user_id == viewer.user_id
    read = _own_days if is_own else _others_days
    start = first.toordinal()
    found = read(member_id=viewer.member_id, user_id=user_id, first=start, last=start + count - 1, viewer_id=viewer.user_id)
    found.sort()
    rows = [[] for _ in range(count)]
    shown = own_rows(found) if is_own else [row_of(values[:-1], viewer) for values in found]
    for values, row in zip(found, shown):
        rows[values[-1] - start].append(row)
    return {first + datetime.timedelta(distance): of_day for distance, of_day in enumerate(rows)}


def month(viewer, user_id, first):
    """[(date, number of events, a Row)] of one person's month, only of days with events; first: its first day.

    The Row is the day's first that is not declined, where there is one.
    """
    length = (recurrence.months_later(first, 1) - first).days
    return [
        (date, len(rows), next((row for row in rows if not row.declined), rows[0]))
        for date, rows in days(viewer, user_id, first, length).items() if rows
    ]


def _of_person(is_own, when, *more):
    query = Occurrence.select(*(own_columns() if is_own else columns()), *more).join(Event, on=of_occurrence())
    if not is_own:
        query = query.join(Mine, JOIN.LEFT_OUTER, on=of_viewer(parameter("viewer_id")))
    return query.where((Occurrence.member_id == parameter("member_id")) & (Occurrence.user_id == parameter("user_id")) & when)


def _one_day():
    return Occurrence.day == parameter("day")


def _some_days():
    return Occurrence.day.between(parameter("first"), parameter("last"))


_own_day = Read(lambda: _of_person(True, _one_day()))
_own_days = Read(lambda: _of_person(True, _some_days(), Occurrence.day))
_others_day = Read(lambda: _of_person(False, _one_day()))
_others_days = Read(lambda: _of_person(False, _some_days(), Occurrence.day))


# The next event


def next_event(viewer, now):
    """The viewer's running or next event within 31 days as a Row, or None; now: a naive datetime. What the viewer has declined is none.

    Of the first day on which anything is left, what has a time comes before what has begun on an earlier day or
    lasts all day: a holiday note must not hide the next appointment.
    """
    first = now.date().toordinal()
    found = _next(
        member_id=viewer.member_id, user_id=viewer.user_id, now=clock.minutes(now), first=first, last=first + _NEXT_DAYS - 1)
    if not found:
        return None
    nearest = own_rows(values for values in found if values[-1] == found[0][-1])
    return min(nearest, key=lambda row: (row.all_day, row.start.date() < now.date(), row.start))


def _next_query():
    still = (Occurrence.end > parameter("now")) & ~Occurrence.declined
    query = _of_person(True, _some_days() & still, Occurrence.day)
    return query.order_by(Occurrence.day, Occurrence.start, Occurrence.event_id, Occurrence.first_day).limit(_NEXT_ROWS)


_next = Read(_next_query)


# A group's day


def group_day(viewer, unit_id, day, now):
    """[(user_id, name, current Row or None, upcoming Row or None)] of a unit's people, by kana.

    On the day of now (naive datetime): what runs now, and what has a time and comes next. On another day: the first
    event, and the next one that has a time. What has a time goes before what lasts all day. What somebody has declined is none.
    """
    people = {}
    found = _group(member_id=viewer.member_id, unit_id=unit_id, day=day.toordinal(), viewer_id=viewer.user_id)
    for user_id, name, kana, *values in found:
        rows = people.setdefault((kana, user_id, name), [])
        if values[0] is not None:
            rows.append(row_of(values, viewer))
    pick = _now_and_next if day == now.date() else _first_and_next
    return [(user_id, name, *pick(sorted(rows, key=itemgetter(4, 2, 3)), now)) for (_, user_id, name), rows in sorted(people.items())]


def _now_and_next(rows, now):
    """rows: what has a time first, by start."""
    current = next((row for row in rows if row.start <= now < row.end), None)
    upcoming = next((row for row in rows if row.start > now and not row.all_day), None)
    return current, upcoming


def _first_and_next(rows, now):
    return (rows or [None])[0], next((row for row in rows[1:] if not row.all_day), None)


def _group_query():
    is_theirs = same_person(Occurrence, UnitPerson) & (Occurrence.day == parameter("day")) & ~Occurrence.declined
    return (
        UnitPerson.select(UnitPerson.user_id, name_of(UnitPerson.user_id), Person.kana, *columns())
        .join(Person, on=same_person(Person, UnitPerson))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, UnitPerson))
        .join(Occurrence, JOIN.LEFT_OUTER, on=is_theirs)
        .join(Event, JOIN.LEFT_OUTER, on=of_occurrence())
        .join(Mine, JOIN.LEFT_OUTER, on=of_viewer(parameter("viewer_id")))
        .where((UnitPerson.member_id == parameter("member_id")) & (UnitPerson.unit_id == parameter("unit_id")) & ~Person.disabled)
    )


_group = Read(_group_query)
