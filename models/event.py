"""The tables of the schedule, and one event as a list shows it.

Every event has a row in Occurrence for each of its people, each of its occurrences and each day that this one touches,
repeats too: so a day is an equality look-up, as fast among a million events as among a few. Those rows are also what
says which days of a series there still are: an occurrence that was removed has none.
"""

import datetime
import functools
from typing import NamedTuple

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from models import clock
from models.base import Base

HIDDEN_TITLE = "予定あり"


class Event(Base):
    """What happens. start and end: minutes of Japan time; until_day: ordinal, the last day of a series.

    The start of a series is where its rule counts from. It is not moved when its first occurrences are removed:
    monthly from 31 January goes on with 31 March, although it may begin with 28 February.
    """

    member_id = TextField()
    id = BigIntegerField()
    owner_id = TextField()
    title = TextField()
    place = TextField()
    note = TextField()
    private = BooleanField()
    tentative = BooleanField()
    all_day = BooleanField()
    start = BigIntegerField()
    end = BigIntegerField()
    rule = TextField()
    until_day = BigIntegerField(null=True)
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class Occurrence(Base):
    """One day of one occurrence for one person. day, first_day: ordinals; first_day tells the occurrences of an event apart.

    declined: the person has answered not to come, to the whole event; models.invitation keeps it so.
    """

    member_id = TextField()
    user_id = TextField()
    day = BigIntegerField()
    start = BigIntegerField()
    event_id = BigIntegerField()
    first_day = BigIntegerField()
    end = BigIntegerField()
    declined = BooleanField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "day", "start", "event_id", "first_day")


# The viewer's own row of the occurrence that a query is about, if there is one: who takes part sees a private event.
Mine = Occurrence.alias("mine")


class Row(NamedTuple):
    """An occurrence as a list shows it.

    day: its first day (date); start, end: naive datetimes in Japan time. hidden: a private event of others, of which
    only the time is told: it has no event_id, and HIDDEN_TITLE for a title. declined: whoever's day it is does not come.
    """

    event_id: int | None
    day: datetime.date
    start: datetime.datetime
    end: datetime.datetime
    all_day: bool
    title: str
    place: str
    private: bool
    tentative: bool
    declined: bool
    hidden: bool


# Many appointments share their times and days, which can't change: half of what a row costs is saved.
_local = functools.lru_cache(8192)(clock.local)
_day = functools.lru_cache(8192)(datetime.date.fromordinal)
_row = functools.partial(tuple.__new__, Row)  # not Row(...): that passes through a function of Python


def own_columns():
    """What own_rows() takes. In this order they sort by themselves as a day shows them: all-day events first, then by time."""
    return (
        ~Event.all_day, Occurrence.start, Occurrence.end, Occurrence.event_id, Occurrence.first_day, Event.title, Event.place,
        Event.private, Event.tentative, Occurrence.declined,
    )


def own_rows(found):
    """The Rows of what the viewer takes part in, all of which the viewer may know. Flags are 0 and 1, or False and True."""
    return [
        _row((event_id, _day(first_day), _local(start), _local(end), not timed, title, place, private == 1, tentative == 1, declined == 1, False))
        for timed, start, end, event_id, first_day, title, place, private, tentative, declined, *_ in found
    ]


def columns():
    """What row_of() takes."""
    return (*own_columns(), Event.owner_id, Mine.user_id)


def row_of(values, viewer):
    """The Row of a query's columns, as much of it as the viewer may know."""
    *own, owner_id, mine = values
    row, = own_rows([own])
    if row.private and mine is None and owner_id != viewer.user_id:
        return row._replace(event_id=None, title=HIDDEN_TITLE, place="", tentative=False, declined=False, hidden=True)
    return row


def of_occurrence():
    """The condition that joins Event to Occurrence."""
    return (Event.member_id == Occurrence.member_id) & (Event.id == Occurrence.event_id)


def of_viewer(user_id):
    """The condition that joins Mine to Occurrence: a look-up of its whole primary key."""
    return (
        (Mine.member_id == Occurrence.member_id) & (Mine.user_id == user_id) & (Mine.day == Occurrence.day)
        & (Mine.start == Occurrence.start) & (Mine.event_id == Occurrence.event_id) & (Mine.first_day == Occurrence.first_day)
    )
