"""The record of who did what to users, rights, money and settings, when, and from which kind of phone.

It is written in the transaction of what it records, so one is never there without the other. Secrets are never in it:
a password is said to be changed, and no more.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField

from models import clock
from models.base import Base, NotAllowed, Read, next_id, parameter
from models.member import Person
from models.profile import Profile, name_of
from models.session import Session

OPERATOR = ""  # the actor of what the service's own people do at a command line

# What can be done, and how the record calls it.
ACTIONS = {
    "password.change": "パスワード変更",
    "password.overwrite": "パスワードの上書き",
    "user.add": "ユーザー登録",
    "user.import": "ユーザー一括登録",
    "user.change": "ユーザー情報変更",
    "user.delete": "ユーザー削除",
    "user.erase": "グループウェアのデータ削除",
    "right.site": "権限区分の変更",
    "right.system": "ユーザーレベルの変更",
    "member.change": "会員情報変更",
    "member.hand_over": "初期管理者の引継ぎ",
    "unit.change": "組織の変更",
    "facility.change": "設備の変更",
    "form.change": "申請書の変更",
    "category.change": "分類の変更",
    "disk.notice": "ディスク容量超過通知設定",
    "retention.change": "保存期間の変更",
    "withdrawal.enter": "退会届の受付",
    "withdrawal.correct": "退会届の訂正",
    "membership.change": "契約内容の変更",
    "session.end": "ほかの端末のログアウト",
}


class AuditEntry(Base):
    """One act. actor_id: a ユーザーID, or OPERATOR; action: one of ACTIONS; done_at: Unix seconds; label: the phone in plain words."""

    member_id = TextField()
    id = BigIntegerField()
    done_at = BigIntegerField()
    actor_id = TextField()
    action = TextField()
    target = TextField()
    detail = TextField()
    label = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class Entry(NamedTuple):
    """One act as the list shows it. done_at: a naive datetime in Japan time; actor: the name, empty for the service itself."""

    done_at: datetime.datetime
    actor_id: str
    actor: str
    action: str
    target: str
    detail: str
    label: str


def note(viewer, action, target="", detail=""):
    """Records what the viewer does; in its transaction. target: whom or what it is done to; detail: from what to what."""
    mine = (Session.member_id == viewer.member_id) & (Session.id == viewer.session_id)
    found = Session.select(Session.label).where(mine).tuples().first()
    _write(viewer.member_id, viewer.user_id, action, target, detail, found[0] if found else "")


def note_operator(member_id, action, target="", detail=""):
    """Records what the service does to a member; in its transaction."""
    _write(member_id, OPERATOR, action, target, detail, "")


def _write(member_id, actor_id, action, target, detail, label):
    if action not in ACTIONS:
        raise ValueError(f"{action!r} is none of ACTIONS")
    AuditEntry.insert(
        member_id=member_id, id=next_id(member_id, "audit"), done_at=clock.unix(), actor_id=actor_id, action=action, target=target,
        detail=detail, label=label,
    ).execute()


def entries(viewer, start, count):
    """The member's Entries from the newest on. Raises NotAllowed but for a 管理者 of the site or of the groupware."""
    if not (viewer.site_admin or viewer.system_admin):
        raise NotAllowed
    found = _entries(member_id=viewer.member_id, start=start, count=count)
    return [Entry(clock.from_unix(done_at), actor_id, name if actor_id else "", ACTIONS[action], *rest) for done_at, actor_id, name, action, *rest in found]


def _entries_query():
    def of_actor(table):
        return (table.member_id == AuditEntry.member_id) & (table.user_id == AuditEntry.actor_id)

    return (
        AuditEntry.select(
            AuditEntry.done_at, AuditEntry.actor_id, name_of(AuditEntry.actor_id), AuditEntry.action, AuditEntry.target,
            AuditEntry.detail, AuditEntry.label)
        .join(Person, JOIN.LEFT_OUTER, on=of_actor(Person)).join(Profile, JOIN.LEFT_OUTER, on=of_actor(Profile))
        .where(AuditEntry.member_id == parameter("member_id")).order_by(AuditEntry.id.desc())
        .limit(parameter("count")).offset(parameter("start"))
    )


_entries = Read(_entries_query)
