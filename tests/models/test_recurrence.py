"""On which days repeated events happen."""

import calendar
import datetime

import pytest
from hypothesis import given, strategies

from models import recurrence

DAYS = [
    # first, rule, until, the days
    ("2026-11-24", "", "2026-11-24", ["2026-11-24"]),
    ("2026-11-28", "daily", "2026-12-02", ["2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02"]),
    ("2026-11-27", "weekday", "2026-12-01", ["2026-11-27", "2026-11-30", "2026-12-01"]),
    ("2026-11-28", "weekday", "2026-12-01", ["2026-11-30", "2026-12-01"]),
    ("2026-11-28", "weekday", "2026-11-29", []),
    ("2026-05-04", "weekday", "2026-05-06", ["2026-05-04", "2026-05-05", "2026-05-06"]),  # holidays count
    ("2026-11-24", "weekly", "2026-12-15", ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"]),
    ("2026-11-24", "weekly", "2026-12-14", ["2026-11-24", "2026-12-01", "2026-12-08"]),
    ("2026-12-24", "monthly", "2027-02-24", ["2026-12-24", "2027-01-24", "2027-02-24"]),
    ("2027-12-31", "monthly", "2028-04-30", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
    ("2027-01-30", "monthly", "2027-03-29", ["2027-01-30", "2027-02-28"]),
    ("2024-02-29", "yearly", "2028-02-29", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
    ("2024-02-29", "yearly", "2027-02-27", ["2024-02-29", "2025-02-28", "2026-02-28"]),
    ("2026-12-31", "yearly", "2027-12-31", ["2026-12-31", "2027-12-31"]),
    ("2026-11-24", "daily", "2026-11-23", []),
]


@pytest.mark.parametrize("first, rule, until, expected", DAYS)
def test_days(first, rule, until, expected):
    found = recurrence.days(datetime.date.fromisoformat(first), rule, datetime.date.fromisoformat(until))
    assert [day.isoformat() for day in found] == expected


def belongs(day, first, rule):
    """Whether a day is in the series, asked day by day: another way to the same answer."""
    last_of_month = calendar.monthrange(day.year, day.month)[1]
    same_day = day.day == min(first.day, last_of_month)
    return {
        "daily": True, "weekday": day.isoweekday() <= 5, "weekly": day.weekday() == first.weekday(),
        "monthly": same_day, "yearly": same_day and day.month == first.month,
    }[rule]


@given(
    strategies.dates(datetime.date(1970, 1, 1), datetime.date(2090, 1, 1)), strategies.integers(0, 1500),
    strategies.sampled_from([rule for rule in recurrence.RULES if rule]),
)
def test_days_are_those_that_belong(first, length, rule):
    everyday = [first + datetime.timedelta(distance) for distance in range(length + 1)]
    assert recurrence.days(first, rule, everyday[-1]) == [day for day in everyday if belongs(day, first, rule)]


@pytest.mark.parametrize("rule", [rule for rule in recurrence.RULES if rule])
def test_no_step_is_shorter_than_said(rule):
    days = recurrence.days(datetime.date(2023, 1, 31), rule, datetime.date(2029, 12, 31))
    assert min((later - day).days for day, later in zip(days, days[1:])) == recurrence.SHORTEST_STEP[rule]


COVERED = [
    ("2026-11-24 09:00", "2026-11-24 10:00", ["2026-11-24"]),
    ("2026-11-24 22:00", "2026-11-25 06:00", ["2026-11-24", "2026-11-25"]),
    ("2026-11-24 22:00", "2026-11-25 00:00", ["2026-11-24"]),
    ("2026-11-24 00:00", "2026-11-26 00:00", ["2026-11-24", "2026-11-25"]),
    ("2026-11-24 23:59", "2026-11-25 00:01", ["2026-11-24", "2026-11-25"]),
    ("2028-02-28 12:00", "2028-03-01 12:00", ["2028-02-28", "2028-02-29", "2028-03-01"]),
]


@pytest.mark.parametrize("start, end, expected", COVERED)
def test_covered(start, end, expected):
    found = recurrence.covered(datetime.datetime.fromisoformat(start), datetime.datetime.fromisoformat(end))
    assert [day.isoformat() for day in found] == expected


@given(
    strategies.dates(datetime.date(1990, 1, 1), datetime.date(2080, 1, 1)), strategies.integers(0, 60),
    strategies.sampled_from([rule for rule in recurrence.RULES if rule]),
)
def test_a_series_can_be_counted_back_from_any_of_its_days(day, index, rule):
    first, shift = recurrence.start_for(day, rule, index)
    found = recurrence.days(first, rule, recurrence.nth(day, rule, 0))
    assert (len(found), found[-1]) == (index + shift + 1, recurrence.nth(day, rule, 0))


START = [
    ("2026-03-31", "monthly", 1, "2026-01-31", 1),  # not from 28 February: that would go on with 28 March
    ("2026-03-31", "monthly", 2, "2026-01-31", 0),
    ("2028-02-29", "yearly", 1, "2024-02-29", 3),
    ("2026-11-30", "weekday", 1, "2026-11-27", 0),
    ("2026-11-28", "weekday", 1, "2026-11-27", 0),  # a Saturday means the Monday after
]


@pytest.mark.parametrize("day, rule, index, first, shift", START)
def test_start_for(day, rule, index, first, shift):
    found = recurrence.start_for(datetime.date.fromisoformat(day), rule, index)
    assert found == (datetime.date.fromisoformat(first), shift)
