"""On which days a repeated event happens. Pure: dates in, dates out."""

import calendar
import datetime

RULES = ("", "daily", "weekday", "weekly", "monthly", "yearly")

# The shortest time from one occurrence to the next, in days: no occurrence may be longer than that.
SHORTEST_STEP = {"daily": 1, "weekday": 1, "weekly": 7, "monthly": 28, "yearly": 365}

_SATURDAY = 5


def days(first, rule, until):
    """The first days of all occurrences, in order.

    first: the day (date) the series starts; rule: one of RULES, "" for an event that does not
    repeat; until: the last day (date, inclusive) on which an occurrence may start, not used for "".

    weekday is Monday to Friday, holidays included: a series must not change when a law moves a
    holiday, and who works on which of them differs between companies. monthly from the 29th,
    30th or 31st is on the last day of a month that is shorter; yearly from 29 February is on
    28 February of a common year. A series starts on the first day that fits: weekday from a
    Saturday on the Monday after.
    """
    if rule == "":
        return [first]
    if rule in ("monthly", "yearly"):
        return _by_month(first, 1 if rule == "monthly" else 12, until)
    found = (first + datetime.timedelta(distance) for distance in range(0, (until - first).days + 1, 7 if rule == "weekly" else 1))
    return [day for day in found if rule != "weekday" or day.weekday() < _SATURDAY]


def _by_month(first, step, until):
    found = []
    while (day := months_later(first, step * len(found))) <= until:
        found.append(day)
    return found


def months_later(day, months):
    """The same day so many months later; the last day of a month that is too short for it."""
    months += day.year * 12 + day.month - 1
    year, month = months // 12, months % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day(end):
    """The last day that an event touches: one that ends at midnight does not touch the day that begins then."""
    return (end - datetime.timedelta(microseconds=1)).date()


def covered(start, end):
    """All days that an event touches, in order."""
    return [start.date() + datetime.timedelta(distance) for distance in range((last_day(end) - start.date()).days + 1)]
