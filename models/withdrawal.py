"""退会: on which day a membership ends, and which memberships have ended.

The rule is the service's: a 退会届 that arrives by the last business day of a month ends the membership at the end of the
next month, one that arrives later a month after that. In the free period, by its last business day, it ends with that.
"""

import datetime

import jpholiday
from peewee import BigIntegerField, TextField

from models import member
from models.base import Base, Invalid, transaction
from models.recurrence import months_later

_SATURDAY = 5
_FIRST, _LAST = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)  # of the calendar
_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}  # the office is closed


class Withdrawal(Base):
    """A 退会届 that has arrived. Days are ordinals; last_day: the last day of the membership."""

    member_id = TextField(primary_key=True)
    arrived_day = BigIntegerField()
    last_day = BigIntegerField()


def is_business_day(day):
    """Whether the office is open: no Saturday, Sunday, Japanese holiday, nor 12/29 to 1/3."""
    return day.weekday() < _SATURDAY and (day.month, day.day) not in _YEAR_END and not jpholiday.is_holiday(day)


def last_business_day(day):
    """The last business day of the month that a day is in."""
    found = month_end(day)
    while not is_business_day(found):
        found -= datetime.timedelta(days=1)
    return found


def month_end(day, months=0):
    """The last day of the month so many months after the one a day is in."""
    return months_later(day.replace(day=1), months + 1) - datetime.timedelta(days=1)


def last_day(arrived, free_until=None):
    """The last day of a membership whose 退会届 arrives on a day; free_until: the last day of its free period, if it has one."""
    if free_until and arrived <= last_business_day(free_until):
        return free_until
    return month_end(arrived, 1 if arrived <= last_business_day(arrived) else 2)


def enter(member_id, arrived, free_until=None):
    """Notes the arrival of a member's 退会届; returns the last day. Entering it again changes nothing.

    Raises NotFound, and Invalid with the fields "arrived" and "free_until".
    """
    _check_days(arrived=arrived, free_until=free_until)
    member.find(member_id)

    def work():
        Withdrawal.insert(
            member_id=member_id, arrived_day=arrived.toordinal(), last_day=last_day(arrived, free_until).toordinal(),
        ).on_conflict_ignore().execute()
        return datetime.date.fromordinal(Withdrawal.get_by_id(member_id).last_day)

    return transaction(work)


def _check_days(**days):
    wrong = [field for field, day in days.items() if day and not _FIRST <= day <= _LAST]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, "日付は1970年から2099年の間にしてください。"))


def is_over(member_id, today):
    """Whether a member's membership has ended before today (date)."""
    found = Withdrawal.get_or_none(member_id=member_id)
    return found is not None and found.last_day < today.toordinal()
