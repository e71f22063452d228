"""会費 of a member: what it has agreed to pay, and 会費情報照会, how each month's amount came about.

Only the service's own people change what is agreed, by the command line. A change holds from a month on and leaves
the bills before it as they were.
"""

import datetime
from typing import NamedTuple

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from models import audit, billing, member, withdrawal
from models.base import Base, Invalid, NotAllowed, NotFound, transaction
from models.disk import UsagePeak
from models.withdrawal import day_of, month_end

PAYS = {"monthly": "月払い", "yearly": "年払い"}
_MOST_USERS = 99_999


class Membership(Base):
    """What a member pays by from a month on. Days are ordinals; the columns are explained in the migration that makes them."""

    member_id = TextField()
    since_day = BigIntegerField()
    plan = TextField()
    yearly = BooleanField()
    joined_day = BigIntegerField()
    billed_from = BigIntegerField()
    free_until = BigIntegerField(null=True)
    users_applied = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "since_day")


class Account(NamedTuple):
    """All that 会費情報照会 shows. membership: the billing.Membership in force; free_until: a date or None.

    bills: from the newest to the oldest. peak: the billing.Usage of this month so far, which the next bill may charge.
    """

    membership: billing.Membership
    free_until: datetime.date | None
    bills: list
    peak: billing.Usage


def account(viewer, today):
    """The Account of the viewer's member; today: a date. None where nothing is agreed yet.

    Raises NotAllowed but for a 管理者, and for 00001 after the withdrawal.
    """
    if not (viewer.site_admin or viewer.bills_only):
        raise NotAllowed
    found = _terms(viewer.member_id)
    if not found:
        return None
    month, peaks = today.replace(day=1), _peaks(viewer.member_id)
    last = found[0][1].last_day
    until = month if last is None else min(month, last.replace(day=1))
    bills = billing.bills(found[0][1], until, peaks, found[1:])
    in_force = [terms for since, terms in found if since <= until] or [found[0][1]]
    return Account(in_force[-1], free_until(viewer.member_id), bills[::-1], peaks.get(month, billing.NO_USE))


def bill(viewer, month, today):
    """One month's billing.Bill; month: its first day. Raises NotFound and what account() raises."""
    found = account(viewer, today)
    for one in found.bills if found else ():
        if one.month == month:
            return one
    raise NotFound


def plan_of(member_id, today):
    """The billing.Plan of a member on a day (date); None where nothing is agreed."""
    found = _terms(member_id)
    return next((terms.plan for since, terms in reversed(found) if since <= today), found[0][1].plan if found else None)


def free_until(member_id):
    """The last day (date) of a member's free period; None where there is none."""
    for row in _rows(member_id):
        return row.free_until and day_of(row.free_until)
    return None


def told(member_id):
    """What is noted of a member, as lines for the service's own people."""
    return [
        f"from {since:%Y-%m}: {terms.plan.plan}, {'yearly' if terms.is_yearly else 'monthly'}, {terms.users_applied} users applied for,"
        f" billed from {terms.billed_from:%Y-%m}, free until {free_until(member_id)}"
        for since, terms in _terms(member_id)
    ]


def _rows(member_id):
    return list(Membership.select().where(Membership.member_id == member_id).order_by(Membership.since_day))


def _terms(member_id):
    """[(first day of a month, the billing.Membership from then on)], the earliest first."""
    plans, leaving = billing.plans(), withdrawal.noted(member_id)
    last = leaving and leaving[1]
    return [
        (day_of(row.since_day), billing.Membership(
            plans[row.plan], row.yearly, day_of(row.joined_day), day_of(row.billed_from), row.users_applied, last))
        for row in _rows(member_id)
    ]


def _peaks(member_id):
    rows = UsagePeak.select().where(UsagePeak.member_id == member_id)
    return {day_of(row.month_day): billing.Usage(row.users, row.bytes) for row in rows}


# Entered by the service's own people


def enter(member_id, plan, pay, users, joined, billed_from=None, free_until=None):
    """Notes what a member has agreed to from its admission on, instead of all that was noted before.

    plan: a key of billing.plans(); pay: one of PAYS; users: applied for; joined: a date. billed_from: the first billed month
    (a date in it), by the service's rule the fourth; free_until: the last day of the free period, by the rule that of the second month.
    Raises NotFound and Invalid.
    """
    _check(plan, pay, users, joined=joined, billed_from=billed_from, free_until=free_until)
    billed_from = (billed_from or billing.first_billed_month(joined)).replace(day=1)
    if billed_from < joined.replace(day=1):
        raise Invalid({"billed_from": "the first billed month can't come before the admission"})
    last_free = free_until or month_end(joined, 1)
    row = _row(member_id, joined.replace(day=1), plan, pay, users, joined, billed_from, last_free.toordinal())
    _write(member_id, row, "")


def change(member_id, since, plan, pay, users):
    """Notes what a member pays by from a month (a date in it) on. What was billed before stays; what was noted for later goes.

    Another way of paying starts anew: a yearly fee is due in that month, and from then on every year. Raises NotFound and Invalid.
    """
    _check(plan, pay, users, since=since)
    since = since.replace(day=1)
    before = [row for row in _rows(member_id) if row.since_day < since.toordinal()]
    if not before:
        member.find(member_id)
        raise Invalid({"since": "there is nothing to change before that month: enter the membership with --joined first"})
    last = before[-1]
    same_way = last.yearly == (pay == "yearly")
    billed_from = day_of(last.billed_from) if same_way else max(since, day_of(last.billed_from))
    _write(member_id, _row(member_id, since, plan, pay, users, day_of(last.joined_day), billed_from, last.free_until), f"{since:%Y-%m}から ")


def _check(plan, pay, users, **days):
    if plan not in billing.plans():
        raise Invalid({"plan": f"the plan must be one of {', '.join(billing.plans())}"})
    if pay not in PAYS:
        raise Invalid({"pay": f"it is paid {' or '.join(PAYS)}"})
    if not 1 <= users <= _MOST_USERS:
        raise Invalid({"users": f"the users applied for must be from 1 to {_MOST_USERS}"})
    withdrawal.check_days(**days)


def _row(member_id, since, plan, pay, users, joined, billed_from, free_until):
    return {
        "member_id": member_id, "since_day": since.toordinal(), "plan": plan, "yearly": pay == "yearly", "joined_day": joined.toordinal(),
        "billed_from": billed_from.toordinal(), "free_until": free_until, "users_applied": users,
    }


def _write(member_id, row, when):
    member.find(member_id)
    plan, pay = billing.plans()[row["plan"]], PAYS["yearly" if row["yearly"] else "monthly"]

    def work():
        Membership.delete().where((Membership.member_id == member_id) & (Membership.since_day >= (row["since_day"] if when else 0))).execute()
        Membership.insert(row).execute()
        audit.note_operator(member_id, "membership.change", "", f"{when}{plan.name} {pay} {row['users_applied']}人")

    transaction(work)
