"""On which days a repeated event happens. Pure: dates in, dates out."""

import calendar
import datetime
import itertools

RULES = ("", "daily", "weekday", "weekly", "monthly", "yearly")

# The shortest time from one occurrence to the next, in days: no occurrence may be longer than that.
SHORTEST_STEP = {"daily": 1, "weekday": 1, "weekly": 7, "monthly": 28, "yearly": 365}

_WORKDAYS = 5  # of a week, from Monday on
_MONTHS = {"monthly": 1, "yearly": 12}
_DAYS = {"daily": 1, "weekly": 7}


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
    return list(itertools.takewhile(lambda day: day <= until, (nth(first, rule, index) for index in itertools.count())))


def nth(first, rule, index):
    """The day of a series that comes so many occurrences after its first; index may be negative, rule not be ""."""
    if rule in _MONTHS:
        return months_later(first, index * _MONTHS[rule])
    if rule in _DAYS:
        return first + datetime.timedelta(index * _DAYS[rule])
    weeks, weekday = divmod(min(first.weekday(), _WORKDAYS) + index, _WORKDAYS)
    return first + datetime.timedelta(weeks * 7 + weekday - first.weekday())


def start_for(day, rule, index):
    """(first, shift) of a series that has this day at index + shift.

    shift is 0, but for a day that a series counted back from it can't start on: monthly on the 31st, with
    an occurrence in February before it, has to start in an earlier month that has 31 days.
    """
    for shift in itertools.count():
        first = nth(day, rule, -index - shift)
        if nth(first, rule, index + shift) == nth(day, rule, 0):
            return first, shift


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
