"""退会: on which day a membership ends, and which memberships have ended.

The rule is the service's: a 退会届 that arrives by the last business day of a month ends the membership at the end of the
next month, one that arrives later a month after that. In the free period, by its last business day, it ends with that.
"""

import datetime

import jpholiday
from peewee import BigIntegerField, TextField

from models import member
from models.base import Base, Invalid, Read, locked, parameter, transaction
from models.recurrence import months_later

_SATURDAY = 5
_FIRST, _LAST = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)  # of the calendar
_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}  # the office is closed


INITIAL_ADMIN = "00001"  # 初期管理者, who alone sees the bills after the end

day_of = datetime.date.fromordinal


class Withdrawal(Base):
    """A 退会届 that has arrived. Days are ordinals; last_day: the last day of the membership.

    erased_day: on which all that the member had was gone; None until then.
    """

    member_id = TextField(primary_key=True)
    arrived_day = BigIntegerField()
    last_day = BigIntegerField()
    erased_day = BigIntegerField(null=True)


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


def bills_until(last_day):
    """The last day on which 00001 sees the bills of a membership with this last day: the end of the month after."""
    return month_end(last_day, 1)


def data_until(last_day):
    """The last day on which the groupware's data of a membership with this last day is there: it goes with the next month."""
    return month_end(last_day)


def enter(member_id, arrived, today, free_until=None, is_correction=False):
    """Notes the arrival of a member's 退会届; returns the last day. Entering it again changes nothing; today: a date.

    is_correction: another day replaces the one that was noted, as long as the membership has not ended.
    Raises NotFound, and Invalid with the fields "arrived" and "free_until".
    """
    from models import audit  # which asks the sessions, and they ask here

    check_days(arrived=arrived, free_until=free_until)
    if arrived > today:
        raise Invalid({"arrived": f"{arrived} is still to come: give the day on which the 退会届 arrived"})
    member.find(member_id)
    days = {"arrived_day": arrived.toordinal(), "last_day": last_day(arrived, free_until).toordinal()}

    def work():
        if noted(member_id) is None:
            Withdrawal.insert(member_id=member_id, **days, erased_day=None).on_conflict_ignore().execute()
            audit.note_operator(member_id, "withdrawal.enter", "", _told(**days))
        row = locked(Withdrawal.select().where(Withdrawal.member_id == member_id)).get()
        before = {"arrived_day": row.arrived_day, "last_day": row.last_day}
        if before != days:
            _check_correction(day_of(row.arrived_day), day_of(row.last_day), today, is_correction)
            Withdrawal.update(days).where(Withdrawal.member_id == member_id).execute()
            audit.note_operator(member_id, "withdrawal.correct", "", f"{_told(**before)} → {_told(**days)}")
        return day_of(days["last_day"])

    return transaction(work)


def _told(arrived_day, last_day):
    return f"{day_of(arrived_day)}到着、{day_of(last_day)}まで"


def _check_correction(arrived, last, today, is_wanted):
    """Raises Invalid where what is noted stays: another day is not meant as its correction, or comes too late for one."""
    if last < today:
        raise Invalid({"arrived": f"already noted: arrived {arrived}; the membership ended with {last}, so it can't be replaced"})
    if not is_wanted:
        raise Invalid({"arrived": f"already noted: arrived {arrived}, ends {last}; add --correct to replace it"})


def noted(member_id):
    """(the day a member's 退会届 arrived, the last day of its membership), both dates; None where there is none."""
    row = Withdrawal.get_or_none(member_id=member_id)
    return row and (day_of(row.arrived_day), day_of(row.last_day))


def check_days(**days):
    """Raises Invalid for those days (dates, or None) that are not in the calendar of this program."""
    wrong = [field for field, day in days.items() if day and not _FIRST <= day <= _LAST]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, "日付は1970年から2099年の間にしてください。"))


# After the end


def is_over(member_id, today):
    """Whether a member's membership has ended before today (date)."""
    last = _ended(member_id)
    return last is not None and last < today


def may_log_in(member_id, user_id, today):
    """Whether somebody may log in on a day (date), for all there is or for the bills alone."""
    last = _ended(member_id)
    return last is None or today <= last or sees_bills(last, user_id, today)


def sees_bills(last_day, user_id, today):
    """Whether somebody sees the bills, and nothing else, after the last day (date) of the membership: 00001, for a month."""
    return user_id == INITIAL_ADMIN and last_day < today <= bills_until(last_day)


def _ended(member_id):
    for last_day, in _last_day(member_id=member_id):
        return day_of(last_day)
    return None


_last_day = Read(lambda: Withdrawal.select(Withdrawal.last_day).where(Withdrawal.member_id == parameter("member_id")))
