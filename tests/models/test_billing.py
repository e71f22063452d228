"""会費: the examples of the service's FAQ, and what holds for every history."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from models import billing
from models.billing import Membership, Usage
from models.recurrence import months_later
from models.withdrawal import last_business_day, last_day

STANDARD = billing.plans()["standard"]
JOINED = datetime.date(2026, 2, 10)  # month 1; month 4 is May
MAY, JUNE, JULY = (datetime.date(2026, month, 1) for month in (5, 6, 7))


def member(is_yearly=False, last=None, joined=JOINED, users=12):
    return Membership(STANDARD, is_yearly, joined, billing.first_billed_month(joined), users, last)


def totals(membership, until, peaks=()):
    return {bill.month: bill.total for bill in billing.bills(membership, until, dict(peaks)) if bill.total}


def test_billing_starts_in_month_four():
    assert billing.first_billed_month(JOINED) == MAY
    assert totals(member(), JUNE) == {MAY: STANDARD.monthly_fee, JUNE: STANDARD.monthly_fee}
    assert billing.bill(member(), datetime.date(2026, 4, 1), {}).total == 0


def test_a_yearly_fee_is_by_the_users_applied_for_once_a_year():
    assert totals(member(is_yearly=True), datetime.date(2027, 6, 1)) == {
        MAY: 12 * STANDARD.yearly_fee_per_user, datetime.date(2027, 5, 1): 12 * STANDARD.yearly_fee_per_user}


def test_what_is_above_is_billed_the_next_month_by_the_peak():
    peaks = {MAY: Usage(13, 1_000_000_001)}
    may, june, july = billing.bills(member(), JULY, peaks)
    assert may.total == july.total == STANDARD.monthly_fee
    assert [(line.count, line.price) for line in june.lines[1:]] == [(3, STANDARD.fee_per_user), (1, STANDARD.fee_per_step)]
    assert billing.bill(member(), JUNE, {MAY: Usage(10, 1_000_000_000)}).total == STANDARD.monthly_fee
    assert [line.count for line in billing.bill(member(is_yearly=True), JUNE, peaks).lines] == [1, 1]


def test_use_in_the_free_months_costs_nothing():
    assert billing.bill(member(), MAY, {datetime.date(2026, 4, 1): Usage(500, 10**12)}).total == STANDARD.monthly_fee


def test_the_peak_is_the_most_of_each():
    seen = None
    for use in (Usage(3, 90), Usage(7, 10), Usage(5, 50)):
        seen = billing.peak(seen, use)
    assert seen == Usage(7, 90)


# Withdrawal: 月払い・4月最終営業日 and the other examples


def test_monthly_april_last_business_day_may_is_the_last_fee():
    end = last_day(last_business_day(datetime.date(2026, 4, 1)))
    assert end == datetime.date(2026, 5, 31)
    assert max(totals(member(last=end, joined=datetime.date(2025, 1, 1)), JULY)) == MAY


def test_monthly_may_first_business_day_june_is_the_last_fee():
    end = last_day(datetime.date(2026, 5, 1))
    assert end == datetime.date(2026, 6, 30)
    assert max(totals(member(last=end, joined=datetime.date(2025, 1, 1)), datetime.date(2026, 12, 1))) == JUNE


def test_yearly_march_last_business_day_no_new_fee():
    joined = datetime.date(2025, 2, 1)  # billed in May
    end = last_day(last_business_day(datetime.date(2026, 3, 1)))
    assert end == datetime.date(2026, 4, 30)
    assert list(totals(member(True, end, joined), JULY)) == [datetime.date(2025, 5, 1)]


def test_yearly_april_last_business_day_the_fee_of_may_is_due_in_full():
    end = last_day(last_business_day(datetime.date(2026, 4, 1)))
    found = totals(member(True, end, datetime.date(2025, 2, 1)), JULY)
    assert found == {datetime.date(2025, 5, 1): 43_200, MAY: 43_200}


def test_whoever_leaves_in_the_free_period_pays_nothing():
    free_until = datetime.date(2026, 3, 31)
    end = last_day(last_business_day(free_until), free_until)
    assert end == free_until and totals(member(last=end), datetime.date(2030, 1, 1)) == {}


# Every history

months = st.integers(0, 40).map(lambda number: months_later(JOINED.replace(day=1), number))
usages = st.builds(Usage, st.integers(0, 500), st.integers(0, 10**13))


@given(st.dictionaries(months, usages), st.booleans(), st.none() | st.integers(0, 1200), st.sampled_from(list(billing.plans().values())))
def test_a_bill_is_never_negative_doubled_too_early_or_too_late(peaks, is_yearly, days, plan):
    last = None if days is None else JOINED + datetime.timedelta(days)
    membership = Membership(plan, is_yearly, JOINED, billing.first_billed_month(JOINED), 7, last)
    found = billing.bills(membership, datetime.date(2029, 12, 1), peaks)
    assert len({bill.month for bill in found}) == len(found)
    for bill in found:
        assert bill.total >= 0 and all(line.amount > 0 for line in bill.lines)
        assert len({line.label for line in bill.lines}) == len(bill.lines)
        assert not bill.lines or MAY <= bill.month and (last is None or bill.month <= last)


@given(st.lists(usages, min_size=1, max_size=31))
def test_a_peak_is_never_below_any_day(days):
    seen = None
    for use in days:
        seen = billing.peak(seen, use)
        assert seen.users >= use.users and seen.bytes >= use.bytes
    assert seen.users in [use.users for use in days] and seen.bytes in [use.bytes for use in days]
