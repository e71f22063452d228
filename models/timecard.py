"""タイムカード to look at: one's own, and for a システム管理者 of the groupware everybody's.

The right is the ユーザーレベル of the groupware, Signed.system_admin: the member site's 「管理者」 gives none here. To all
others somebody else's card is not there.
"""

import datetime
import itertools
from operator import itemgetter
from typing import NamedTuple

from peewee import JOIN, fn

from models import clock, recurrence, user
from models.base import NotAllowed, NotFound, Read, database, parameter
from models.member import Person
from models.presence import Presence
from models.profile import Profile, name_of, same_person
from models.punch import KINDS, Correction, Day, Mark, Punch, day_of, is_running, minutes
from models.punching import add, correct, punch
from models.retry import retrying

__all__ = [
    "KINDS", "Change", "Day", "Mark", "add", "correct", "current", "day", "find", "history", "minutes", "month", "people", "punch",
    "sheet",
]

_BATCH = 100  # people of a sheet that are read at once


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
    return _grouped(_of_person(member_id=member_id, user_id=user_id, first=first.toordinal(), last=last.toordinal()))


def _grouped(rows):
    """[(date, Marks)] of rows (day, moment, id, kind, remark) in their order."""
    return [
        (datetime.date.fromordinal(day), [Mark(clock.local(moment), *values) for _, moment, *values in group])
        for day, group in itertools.groupby(rows, itemgetter(0))
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
    while people := _punchers(member_id=member_id, after=after):
        names, corrections = dict(people), {}
        for user_id, day, count in _corrected(member_id, names, first, last):
            corrections.setdefault(user_id, {})[day] = count
        for user_id, rows in itertools.groupby(_punched(member_id, names, first, last), itemgetter(0)):
            found = _grouped(row[1:] for row in rows)
            for found_day in _days(found, corrections.get(user_id, {}), now):
                yield user_id, names[user_id], found_day
        after = people[-1][0]


def _punched(member_id, user_ids, first, last):
    """[(user_id, day, moment, id, kind, remark)] of some people, in this order."""
    query = _of_some(Punch, member_id, user_ids, first, last, *_MARK)
    return _fetched(query.order_by(Punch.user_id, Punch.day, Punch.moment, Punch.id))


def _corrected(member_id, user_ids, first, last):
    """[(user_id, day, how many corrections)] of some people."""
    query = _of_some(Correction, member_id, user_ids, first, last, fn.COUNT(Correction.id))
    return _fetched(query.group_by(Correction.user_id, Correction.day))


def _of_some(table, member_id, user_ids, first, last, *columns):
    # People named one by one are each looked up with their days; a range of people would be read with all days there ever were.
    theirs = (table.member_id == member_id) & table.user_id.in_(list(user_ids)) & table.day.between(first.toordinal(), last.toordinal())
    return table.select(table.user_id, table.day, *columns).where(theirs)


def _fetched(query):
    """The rows as the driver has them, as a Read gives them: for a million, peewee's own conversion takes longer than all else."""
    sql = query.sql()
    return retrying(lambda: database.execute_sql(*sql).fetchall())


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
    Presence.select(Presence.user_id, name_of(Presence.user_id))
    .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, Presence)).join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Presence))
    .where((Presence.member_id == parameter("member_id")) & (Presence.user_id > parameter("after")))
    .order_by(Presence.user_id).limit(_BATCH)))
