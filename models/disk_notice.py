"""ディスク容量超過通知設定: mail to the member's 管理者 when more of the disk is used than they wish, once for each crossing.

The night that finds the limit passed claims the notice, sends it, and notes that it was sent. What could not be sent is
given back and tried the next night; so is what somebody claimed who then died. When use has fallen to the limit again, or
the limit is another one, the next crossing is a new one.
"""

import re
from typing import NamedTuple

from peewee import BigIntegerField, TextField

from models import audit, clock, disk, membership
from models.base import Base, Invalid, NotAllowed, locked, once, transaction
from models.disk import MEGABYTE
from models.member import Member, Person

UNITS = {"megabytes": "MB", "percent": "%"}
MOST = {"megabytes": 10_000_000, "percent": 1_000}
_CLAIM = 3600  # seconds after which a notice that is neither sent nor given back is anybody's
_GIVEN_BACK = 1  # as claimed_at: so long ago that it is anybody's, and known to wait
# One address as a header takes it; whatever else stands in the person table is not written to.
_ADDRESS = re.compile(r"[!-~]{1,64}(?<!@)@[0-9A-Za-z.-]{1,255}", re.ASCII)


class DiskNotice(Base):
    """What a member wishes. unit: one of UNITS; amount: the limit in it. claimed_at, mailed_at: see the migration."""

    member_id = TextField(primary_key=True)
    unit = TextField()
    amount = BigIntegerField()
    claimed_at = BigIntegerField()
    mailed_at = BigIntegerField()


class Wish(NamedTuple):
    """A member's limit. unit: one of UNITS, or empty where no mail is wanted."""

    unit: str = ""
    amount: int = 0

    def __str__(self):
        return f"{self.amount}{UNITS[self.unit]}" if self.unit else "通知しない"


class Notice(NamedTuple):
    """A mail that is due. used: bytes; limit: the limit in bytes; addresses: of all 管理者 that have one."""

    member_id: str
    name: str
    wish: Wish
    used: int
    limit: int
    addresses: tuple


# Set by a 管理者


def wish(viewer):
    """The Wish of the viewer's member. Raises NotAllowed but for a 管理者."""
    if not viewer.site_admin:
        raise NotAllowed
    found = DiskNotice.get_or_none(member_id=viewer.member_id)
    return Wish(found.unit, found.amount) if found else Wish()


def save(viewer, unit, amount, today, form_key):
    """Keeps another limit; amount: a number, 0 for what is none; unit: one of UNITS or empty. Raises NotAllowed and Invalid."""
    old, new = wish(viewer), Wish(unit, amount) if unit else Wish()
    _check(viewer, new, today)

    def work():
        mine = DiskNotice.member_id == viewer.member_id
        there = locked(DiskNotice.select().where(mine)).first()
        if there and new == (there.unit, there.amount):
            return
        news = new._asdict() | {"claimed_at": 0, "mailed_at": 0}
        if not new.unit:
            DiskNotice.delete().where(mine).execute()
        elif not DiskNotice.update(news).where(mine).execute():
            DiskNotice.insert(news, member_id=viewer.member_id).on_conflict_ignore().execute()  # another 管理者 may be as fast
        audit.note(viewer, "disk.notice", "", f"{old} → {new}")

    once(viewer.member_id, form_key, work)


def _check(viewer, new, today):
    if new.unit and new.unit not in UNITS:
        raise Invalid({"unit": "通知の方法を選び直してください。"})
    if new.unit and not 1 <= new.amount <= MOST[new.unit]:
        raise Invalid({"amount": f"上限は1から{MOST[new.unit]}までの数字で入力してください。"})
    if new.unit == "percent" and membership.plan_of(viewer.member_id, today) is None:
        raise Invalid({"unit": "契約の基本容量が登録されていないため、使用率では設定できません。容量(MB)を選んでください。"})


def limit(wish, plan):
    """A Wish in bytes; None where there is none, or no plan (billing.Plan) that a rate could be of."""
    if wish.unit == "megabytes":
        return wish.amount * MEGABYTE
    return plan.megabytes * MEGABYTE * wish.amount // 100 if wish.unit and plan else None


# At night


def due(member_id, today):
    """The Notice that is to be sent to a member now, which is claimed by that; None where none is. today: a date."""
    found, use, plan = DiskNotice.get_or_none(member_id=member_id), disk.of_member(member_id), membership.plan_of(member_id, today)
    its_wish = found and Wish(found.unit, found.amount)
    its_limit = found and limit(its_wish, plan)
    if use is None or its_limit is None:
        return None
    same = _same(member_id, its_wish)
    if use.total <= its_limit:
        if found.mailed_at or found.claimed_at:
            transaction(DiskNotice.update(claimed_at=0, mailed_at=0).where(same).execute)
        return None
    now = clock.unix()
    free = same & (DiskNotice.mailed_at == 0) & (DiskNotice.claimed_at <= now - _CLAIM)
    if found.mailed_at or not transaction(DiskNotice.update(claimed_at=now).where(free).execute):
        return None
    return Notice(member_id, Member.get_by_id(member_id).name, its_wish, use.total, its_limit, _addresses(member_id))


def sent(notice):
    """Notes that a Notice was sent: no other one until use has fallen to the limit."""
    transaction(DiskNotice.update(mailed_at=clock.unix()).where(_same(notice.member_id, notice.wish)).execute)


def give_back(notice):
    """Notes that a Notice could not be sent: the next night tries again."""
    transaction(DiskNotice.update(claimed_at=_GIVEN_BACK).where(_same(notice.member_id, notice.wish) & (DiskNotice.mailed_at == 0)).execute)


def waiting():
    """How many mails are due that were not sent."""
    return DiskNotice.select().where((DiskNotice.claimed_at > 0) & (DiskNotice.mailed_at == 0)).count()


def _same(member_id, wish):
    """The condition for the row as long as it is about this limit."""
    return (DiskNotice.member_id == member_id) & (DiskNotice.unit == wish.unit) & (DiskNotice.amount == wish.amount)


def _addresses(member_id):
    people = Person.select(Person.mail).where((Person.member_id == member_id) & Person.site_admin & ~Person.disabled)
    found = [mail.strip() for mail, in people.order_by(Person.user_id).tuples()]
    return tuple(dict.fromkeys(mail for mail in found if _ADDRESS.fullmatch(mail)))


def letter(notice):
    """(subject, body) of the mail that tells of a Notice."""
    used, its_limit = (f"{-(-size // MEGABYTE):,}MB" for size in (notice.used, notice.limit))
    wished = f"使用率{notice.wish}" if notice.wish.unit == "percent" else f"上限{notice.wish}"
    body = (
        f"{notice.name} 管理者様({notice.member_id})\n\n"
        f"ディスクの使用容量が、設定された{wished}を超えました。\n\n"
        f"  使用容量: {used}\n  通知の上限: {its_limit}\n\n"
        "容量の制限はなく、このままご利用いただけます。ただし、基本容量を超えた分は、その月の最大の使用量をもとに翌月に請求されます。\n"
        "このお知らせは、使用容量がいったん上限以下になるまで、再び送られることはありません。\n"
        "設定は、会員情報管理の[ディスク容量超過通知設定]で変更できます。\n\n"
        "お問い合わせ: お客様サポートセンター 0120-70-4515(9:00〜18:00 土日祝休)\n")
    return f"ディスク容量超過のお知らせ({used})", body
