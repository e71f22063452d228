"""会費情報照会: per member, month by month, for a 管理者; what was billed before a change stays as it was."""

import datetime

import pytest

from models import audit, billing, membership, withdrawal
from models.base import Invalid, NotAllowed, NotFound
from models.disk import UsagePeak
from models.membership import Membership
from tests.models.rows import put

STANDARD, LIGHT = billing.plans()["standard"], billing.plans()["light"]
JOINED = datetime.date(2026, 2, 10)
MAY, JUNE, JULY, AUGUST = (datetime.date(2026, month, 1) for month in (5, 6, 7, 8))


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin) signed in; the twin is a 管理者 of the other company, the colleague a システム管理者."""
    member, colleague, administrator, twin = [log_in(person)[1] for person in people]
    return member, colleague._replace(system_admin=True), administrator, twin._replace(site_admin=True)


def peak(month, users, size, member_id="ACME1"):
    put(UsagePeak, member_id=member_id, month_day=month.toordinal(), users=users, bytes=size)


def totals(viewer, today):
    return {bill.month: bill.total for bill in membership.account(viewer, today).bills}


def test_a_管理者_sees_how_each_amount_came_about(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "standard", "monthly", 12, JOINED)
    peak(MAY, 13, 1_600_000_000)
    peak(JULY, 4, 1)
    account = membership.account(administrator, datetime.date(2026, 7, 20))
    assert [bill.month for bill in account.bills] == [JULY, JUNE, MAY] and account.free_until == datetime.date(2026, 3, 31)
    assert account.peak == (4, 1) and account.membership.plan == STANDARD
    june = membership.bill(administrator, JUNE, datetime.date(2026, 7, 20))
    assert [(line.count, line.price) for line in june.lines] == [
        (1, STANDARD.monthly_fee), (3, STANDARD.fee_per_user), (2, STANDARD.fee_per_step)]
    for month in (datetime.date(2026, 4, 1), AUGUST):
        with pytest.raises(NotFound):
            membership.bill(administrator, month, datetime.date(2026, 7, 20))


def test_nobody_else_sees_it(viewers):
    member, system_admin, _, twin = viewers
    membership.enter("ACME1", "standard", "monthly", 12, JOINED)
    for viewer in (member, system_admin):
        for call in (lambda: membership.account(viewer, JULY), lambda: membership.bill(viewer, MAY, JULY)):
            with pytest.raises(NotAllowed):
                call()
    assert membership.account(twin, JULY) is None
    with pytest.raises(NotFound):
        membership.bill(twin, MAY, JULY)


def test_a_twins_use_is_not_billed(viewers):
    _, _, administrator, twin = viewers
    for member_id in ("ACME1", "TWIN2"):
        membership.enter(member_id, "standard", "monthly", 12, JOINED)
    peak(MAY, 500, 10**12, "TWIN2")
    assert totals(administrator, JUNE)[JUNE] == STANDARD.monthly_fee < totals(twin, JUNE)[JUNE]


def test_a_change_leaves_what_was_billed_before(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "standard", "monthly", 12, JOINED)
    peak(JUNE, 13, 1)
    before = totals(administrator, JUNE)
    membership.change("ACME1", JULY, "light", "yearly", 20)
    found = membership.account(administrator, AUGUST)
    assert {bill.month: bill.total for bill in found.bills if bill.month < JULY} == before
    july, = [bill for bill in found.bills if bill.month == JULY]
    assert [(line.count, line.price) for line in july.lines] == [
        (20, LIGHT.yearly_fee_per_user), (3, STANDARD.fee_per_user)]  # June's use by what June's fee covered
    assert found.bills[0].total == 0 and found.membership.plan == LIGHT
    membership.change("ACME1", JULY, "standard", "monthly", 12)  # corrected: it replaces what was noted from July on
    assert totals(administrator, AUGUST)[AUGUST] == STANDARD.monthly_fee and Membership.select().count() == 2


def test_more_users_don_t_move_the_month_of_a_yearly_fee(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "standard", "yearly", 12, JOINED)
    membership.change("ACME1", AUGUST, "standard", "yearly", 30)
    due = {month: total for month, total in totals(administrator, datetime.date(2027, 6, 1)).items() if total}
    assert due == {MAY: 12 * STANDARD.yearly_fee_per_user, datetime.date(2027, 5, 1): 30 * STANDARD.yearly_fee_per_user}


def test_what_differs_from_the_rule_is_the_members_own_data(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "light", "monthly", 12, JOINED, datetime.date(2026, 3, 15), datetime.date(2026, 2, 28))
    assert totals(administrator, MAY) == dict.fromkeys((MAY, datetime.date(2026, 4, 1), datetime.date(2026, 3, 1)), LIGHT.monthly_fee)
    assert membership.free_until("ACME1") == datetime.date(2026, 2, 28) and membership.free_until("TWIN2") is None


def test_the_last_bill_is_of_the_last_month(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "standard", "monthly", 12, JOINED)
    withdrawal.enter("ACME1", datetime.date(2026, 5, 29), JUNE)
    peak(JUNE, 500, 10**12)
    gone = administrator._replace(site_admin=False, bills_only=True)
    assert list(totals(gone, AUGUST)) == [JUNE, MAY]


def test_every_entry_is_recorded(viewers):
    _, _, administrator, _ = viewers
    membership.enter("ACME1", "standard", "monthly", 12, JOINED)
    membership.change("ACME1", JULY, "light", "yearly", 20)
    withdrawal.enter("ACME1", datetime.date(2026, 5, 29), JUNE)
    withdrawal.enter("ACME1", datetime.date(2026, 5, 29), JUNE)
    found = [(row.actor_id, row.action, row.detail) for row in audit.entries(administrator, 0, 9)]
    assert found == [
        ("", "退会届の受付", "2026-05-29到着、2026-06-30まで"), ("", "契約内容の変更", "2026-07から ライト 年払い 20人"),
        ("", "契約内容の変更", "スタンダード 月払い 12人")]


@pytest.mark.parametrize("changes, field", [
    ({"plan": "gold"}, "plan"), ({"pay": "weekly"}, "pay"), ({"users": 0}, "users"), ({"joined": datetime.date(1969, 1, 1)}, "joined"),
    ({"billed_from": datetime.date(2026, 1, 31)}, "billed_from"),
])
def test_what_makes_no_sense_is_refused(viewers, changes, field):
    with pytest.raises(Invalid) as refused:
        membership.enter("ACME1", **{"plan": "light", "pay": "monthly", "users": 3, "joined": JOINED} | changes)
    assert list(refused.value.problems) == [field] and not Membership.select().exists()


def test_there_must_be_a_member_and_something_to_change(viewers):
    with pytest.raises(NotFound):
        membership.enter("NOBODY", "light", "monthly", 3, JOINED)
    with pytest.raises(NotFound):
        membership.change("NOBODY", JULY, "light", "monthly", 3)
    with pytest.raises(Invalid):
        membership.change("ACME1", JULY, "light", "monthly", 3)
