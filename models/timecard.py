"""タイムカード to look at: one's own, and for a システム管理者 of the groupware everybody's.

The right is the ユーザーレベル of the groupware, Signed.system_admin: the member site's 「管理者」 gives none here. To all
others somebody else's card is not there.
"""

import datetime
import itertools
from typing import NamedTuple

from peewee import JOIN, fn

from models import clock, recurrence, user
from models.base import NotAllowed, NotFound, Read, parameter
from models.member import Person
from models.presence import Presence
from models.profile import Profile, name_of, same_person
from models.punch import KINDS, Correction, Day, Mark, Punch, day_of, is_running, minutes
from models.punching import add, correct, punch

__all__ = [
    "KINDS", "Change", "Day", "Mark", "add", "correct", "current", "day", "find", "history", "minutes", "month", "people", "punch",
    "sheet",
]

_BATCH = 200  # people of a sheet that are read at once


class Change(NamedTuple):
    """A correction: kind is one of KINDS; old: None for what was added; new: None for what was taken away. Naive datetimes."""

    kind: str
    old: datetime.datetime | None
    new: datetime.datetime | None
    reason: str
    changed_at: datetime.datetime

    @property
    def label(self):
        return KINDS[self.kind]


def current(viewer, now):
    """(date, Marks) of the viewer's shift that runs or has ended today, else of today; now: a naive datetime."""
    today = now.date()
    found = _by_day(viewer.member_id, viewer.user_id, today - datetime.timedelta(1), today)
    if found and (found[-1][1][-1].moment.date() == today or is_running(found[-1][1], now)):
        return found[-1]
    return today, []


def owner(viewer, user_id):
    """The person, a user.Colleague, whose card the viewer may see. Raises NotFound."""
    if user_id != viewer.user_id and not viewer.system_admin:
        raise NotFound
    return user.colleague(viewer, user_id)


def day(viewer, user_id, date):
    """The Marks of somebody's day, in order of time. Raises NotFound."""
    owner(viewer, user_id)
    found = _by_day(viewer.member_id, user_id, date, date)
    return found[0][1] if found else []


def find(viewer, date, punch_id):
    """One Mark of the viewer's own. Raises NotFound."""
    for mark in day(viewer, viewer.user_id, date):
        if mark.id == punch_id:
            return mark
    raise NotFound


def month(viewer, user_id, first, now):
    """The Days of somebody's month that have punches; first: its first day. Raises NotFound."""
    owner(viewer, user_id)
    last = recurrence.months_later(first, 1) - datetime.timedelta(1)
    keys = {"member_id": viewer.member_id, "user_id": user_id, "first": first.toordinal(), "last": last.toordinal()}
    corrections = dict(_counts(**keys))
    found = _by_day(viewer.member_id, user_id, first, last)
    return _days(found, corrections, now)


def history(viewer, user_id, date, start, count):
    """The Changes of somebody's day, the newest first, from start on. Raises NotFound."""
    owner(viewer, user_id)
    found = _history(member_id=viewer.member_id, user_id=user_id, day=date.toordinal(), start=start, count=count)

    def local(moment):
        return None if moment is None else clock.local(moment)

    return [Change(kind, local(old), local(new), reason, clock.from_unix(changed)) for kind, old, new, reason, changed in found]


def _by_day(member_id, user_id, first, last):
    rows = _of_person(member_id=member_id, user_id=user_id, first=first.toordinal(), last=last.toordinal())
    return [
        (datetime.date.fromordinal(ordinal), [Mark(clock.local(moment), *values) for _, moment, *values in group])
        for ordinal, group in itertools.groupby(rows, lambda row: row[0])
    ]


def _days(found, corrections, now):
    last = found[-1][0] if found else None
    return [day_of(date, marks, now, date == last, corrections.get(date.toordinal(), 0)) for date, marks in found]


# For a システム管理者


def people(viewer, start, count):
    """[(user_id, name)] of the member's people who may log in, by ユーザーID, from start on. Raises NotAllowed."""
    check_admin(viewer)
    return [tuple(row) for row in _people(member_id=viewer.member_id, start=start, count=count)]


def sheet(viewer, first, now):
    """(user_id, name, Day) of everybody's month, by person and day, read a few people at a time. Raises NotAllowed at once."""
    check_admin(viewer)
    return _sheet(viewer.member_id, first, recurrence.months_later(first, 1) - datetime.timedelta(1), now)


def check_admin(viewer):
    """Raises NotAllowed for whoever may not see everybody's cards."""
    if not viewer.system_admin:
        raise NotAllowed


def _sheet(member_id, first, last, now):
    after = ""
    while user_ids := [row[0] for row in _punchers(member_id=member_id, after=after)]:
        keys = {"member_id": member_id, "after": after, "until": user_ids[-1], "first": first.toordinal(), "last": last.toordinal()}
        corrections = {(user_id, day): count for user_id, day, count in _counts_of_some(**keys)}
        for (user_id, name), rows in itertools.groupby(_of_some(**keys), lambda row: row[:2]):
            found = [
                (datetime.date.fromordinal(day), [Mark(clock.local(moment), *values) for _, _, _, moment, *values in group])
                for day, group in itertools.groupby(rows, lambda row: row[2])
            ]
            of_person = {date.toordinal(): corrections.get((user_id, date.toordinal()), 0) for date, _ in found}
            for found_day in _days(found, of_person, now):
                yield user_id, name, found_day
        after = user_ids[-1]


# Queries


def _mine(table):
    return (table.member_id == parameter("member_id")) & (table.user_id == parameter("user_id"))


def _within(table):
    return table.day.between(parameter("first"), parameter("last"))


_MARK = (Punch.moment, Punch.id, Punch.kind, Punch.remark)
_of_person = Read(lambda: (
    Punch.select(Punch.day, *_MARK).where(_mine(Punch) & _within(Punch)).order_by(Punch.day, Punch.moment, Punch.id)))
_counts = Read(lambda: (
    Correction.select(Correction.day, fn.COUNT(Correction.id)).where(_mine(Correction) & _within(Correction)).group_by(Correction.day)))
_history = Read(lambda: (
    Correction.select(Correction.kind, Correction.old_moment, Correction.new_moment, Correction.reason, Correction.changed_at)
    .where(_mine(Correction) & (Correction.day == parameter("day")))
    .order_by(Correction.id.desc()).limit(parameter("count")).offset(parameter("start"))))
_people = Read(lambda: (
    Person.select(Person.user_id, name_of(Person.user_id)).join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Person))
    .where((Person.member_id == parameter("member_id")) & ~Person.disabled)
    .order_by(Person.user_id).limit(parameter("count")).offset(parameter("start"))))
# Whoever punches has a row of 所在, which is far fewer to read than the punches, and stays when the person is deleted.
_punchers = Read(lambda: (
    Presence.select(Presence.user_id).where((Presence.member_id == parameter("member_id")) & (Presence.user_id > parameter("after")))
    .order_by(Presence.user_id).limit(_BATCH)))


def _of_some_people(table):
    """The rows of a table for a month and the people after one and up to another."""
    some = (Presence.user_id > parameter("after")) & (Presence.user_id <= parameter("until"))
    return (Presence.member_id == parameter("member_id")) & some & _within(table)


def _some_query():
    return (
        Presence.select(Presence.user_id, name_of(Presence.user_id), Punch.day, *_MARK)
        .join(Punch, on=same_person(Punch, Presence))
        .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Presence))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Presence))
        .where(_of_some_people(Punch)).order_by(Presence.user_id, Punch.day, Punch.moment, Punch.id)
    )


def _counts_of_some_query():
    query = Presence.select(Presence.user_id, Correction.day, fn.COUNT(Correction.id)).join(Correction, on=same_person(Correction, Presence))
    return query.where(_of_some_people(Correction)).group_by(Presence.user_id, Correction.day)


_of_some = Read(_some_query)
_counts_of_some = Read(_counts_of_some_query)
