"""Sample memberships: one paid by month, one by year, each with a year of use; and what of the disk is in use."""

import datetime

from models import billing, clock
from models.base import insert_rows
from models.disk import WHOLE, DiskUse, UsagePeak
from models.disk_notice import DiskNotice
from models.membership import Membership
from models.recurrence import months_later
from models.withdrawal import month_end

_MONTHS = 14  # since the admission
# 会員ID: (plan, yearly, users applied for, users of the first month, megabytes of the first month, megabytes more each month)
_WRITTEN = {"SAMPLE1": ("standard", False, 50, 38, 700, 45), "SAMPLE2": ("light", True, 45, 50, 90, 30)}


def make(member_id, people, today):
    """A member of fourteen months, which has grown above what its fee covers."""
    plan, yearly, applied, users, megabytes, more = _WRITTEN[member_id]
    first = months_later(today.replace(day=1), -_MONTHS)
    _join(member_id, plan, yearly, applied, first + datetime.timedelta(9))
    insert_rows(UsagePeak, [
        (member_id, months_later(first, number).toordinal(), min(len(people), users + number), (megabytes + more * number) * 1_000_000)
        for number in range(_MONTHS + 1)
    ])
    _use(member_id, [row["user_id"] for row in people], (megabytes + more * _MONTHS) * 1_000_000, today)
    DiskNotice.insert(member_id=member_id, unit="percent", amount=90, claimed_at=0, mailed_at=1).execute()


def fill(member_id, user_ids, today):
    """A membership, and something in use by everybody."""
    _join(member_id, "standard", False, len(user_ids), months_later(today, -_MONTHS))
    insert_rows(UsagePeak, [(member_id, today.replace(day=1).toordinal(), len(user_ids), len(user_ids) * 1_000)])
    _use(member_id, user_ids, len(user_ids) * 1_000, today)


def _join(member_id, plan, yearly, applied, joined):
    insert_rows(Membership, [(
        member_id, joined.replace(day=1).toordinal(), plan, yearly, joined.toordinal(), billing.first_billed_month(joined).toordinal(),
        month_end(joined, 1).toordinal(), applied)])


def _use(member_id, user_ids, total, today):
    """Everybody's use, counted this night at three: what the service says until it has counted for the first time itself."""
    night = datetime.datetime.combine(today, datetime.time(3))
    counted_at, each = int((night - clock.from_unix(0)).total_seconds()), total // len(user_ids)
    sizes = {user_id: each * (50 + (int(user_id) * 37) % 100) // 100 for user_id in user_ids} | {WHOLE: total}
    insert_rows(DiskUse, [(member_id, user_id, size // 20, size - size // 20, size, counted_at) for user_id, size in sizes.items()])
