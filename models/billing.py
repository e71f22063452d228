"""会費: what a member is billed, month by month, and how each amount came about. Pure functions; every date is passed in.

The service's rules: billing starts the month after the free period (月払い: the base fee each month; 年払い: once a year,
by the users applied for). Users or disk space above what the fee covers are billed in the next month, by the most that
was used on any day of the month. Its FAQ states no prices: those in plans.tsv are samples.
"""

import csv
import datetime
import functools
import pathlib
from typing import NamedTuple

from models.recurrence import months_later

_PLANS = pathlib.Path(__file__).parent / "plans.tsv"


class Plan(NamedTuple):
    """What a plan costs and covers. Fees in yen; fee_per_user and fee_per_step: for each above what is covered.

    sample: 1 where the fees are made up, and bills must say so.
    """

    plan: str
    name: str
    monthly_fee: int
    yearly_fee_per_user: int
    users: int
    megabytes: int
    fee_per_user: int
    megabytes_per_step: int
    fee_per_step: int
    sample: int


class Membership(NamedTuple):
    """What bills depend on. joined: the day of admission, in month 1.

    billed_from: the first day of the first month that is billed; by the service's rule month 4, but kept for each member.
    users_applied: what a yearly fee covers. last_day: of the membership, None while no 退会届 has come.
    """

    plan: Plan
    is_yearly: bool
    joined: datetime.date
    billed_from: datetime.date
    users_applied: int
    last_day: datetime.date | None = None


class Usage(NamedTuple):
    """How much was in use. bytes: texts and files of all users together."""

    users: int
    bytes: int


NO_USE = Usage(0, 0)


class Line(NamedTuple):
    """One line of a bill: what for, how many, yen for each."""

    label: str
    count: int
    price: int

    @property
    def amount(self):
        return self.count * self.price


class Bill(NamedTuple):
    """What is due in a month (its first day). No lines: nothing is due. sample: its fees are made up."""

    month: datetime.date
    lines: tuple
    sample: bool = False

    @property
    def total(self):
        return sum(line.amount for line in self.lines)


@functools.cache
def plans():
    """{key: Plan}, from the table, which holds sample values until somebody puts real ones there."""
    with open(_PLANS, encoding="utf-8", newline="") as rows:
        found = csv.DictReader((row for row in rows if not row.startswith("#")), delimiter="\t")
        return {row["plan"]: Plan(*(row[name] if name in ("plan", "name") else int(row[name]) for name in Plan._fields)) for row in found}


def first_billed_month(joined, free_months=3):
    """The first day of the first month that is billed: month 4 where the month of admission is month 1."""
    return months_later(joined.replace(day=1), free_months)


def peak(before, now):
    """The month's peak after another look at what is in use; before: the peak until then, None at its start."""
    return now if before is None else Usage(max(before.users, now.users), max(before.bytes, now.bytes))


def bill(membership, month, peaks, earlier=None):
    """What a member is billed in a month (its first day). peaks: {first day of a month: Usage, its peak}.

    earlier: the Membership of the month before, whose use is billed now, where it was another one.
    """
    if not _is_billed(membership, month):
        return Bill(month, ())
    before, earlier = months_later(month, -1), earlier or membership
    above = _above(earlier, peaks.get(before, NO_USE)) if _is_billed(earlier, before) else ()
    return Bill(month, (*_fee(membership, month), *above), bool(membership.plan.sample or earlier.plan.sample))


def bills(membership, until, peaks, changes=()):
    """All Bills up to a month (its first day), oldest first, also those of months in which nothing is due.

    changes: (first day of a month, the Membership from then on), the earliest first: what was billed before stays as it was.
    """
    def then(month):
        return next((changed for since, changed in reversed(changes) if since <= month), membership)

    first = membership.billed_from
    count = (until.year - first.year) * 12 + until.month - first.month + 1
    months = [months_later(first, number) for number in range(max(0, count))]
    return [bill(then(month), month, peaks, then(months_later(month, -1))) for month in months]


def _is_billed(membership, month):
    """Whether a month is one for which this member pays: neither free nor after the end.

    Nothing follows the last month, not even for what was used above in it: 「5月末日での退会となり、5月分が最後のお支払い」.
    """
    return month >= membership.billed_from and (membership.last_day is None or month <= membership.last_day)


def _fee(membership, month):
    plan = membership.plan
    if not membership.is_yearly:
        yield Line(f"{plan.name} 基本料金(月払い)", 1, plan.monthly_fee)
    elif month.month == membership.billed_from.month:
        yield Line(f"{plan.name} 年会費(お申込みユーザー数)", membership.users_applied, plan.yearly_fee_per_user)


def _above(membership, used):
    plan = membership.plan
    covered = membership.users_applied if membership.is_yearly else plan.users
    if used.users > covered:
        yield Line(f"先月の超過ユーザー(最大{used.users}人、{covered}人を超えた分)", used.users - covered, plan.fee_per_user)
    excess = used.bytes - plan.megabytes * 1_000_000
    if excess > 0:
        steps = -(-excess // (plan.megabytes_per_step * 1_000_000))
        yield Line(f"先月の超過容量({plan.megabytes}MBを超えた分、{plan.megabytes_per_step}MBごと)", steps, plan.fee_per_step)
