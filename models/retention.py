"""保存期間: how long each function's data is kept, set by a システム管理者; what is older is deleted at night (models/expiry.py)."""

from typing import NamedTuple

from peewee import BigIntegerField, CompositeKey, TextField

from models import audit
from models.base import Base, Invalid, NotAllowed, NotFound, once

FOR_EVER = 0
MONTHS = (FOR_EVER, 1, 2, 3, 6, 12, 24, 36, 60, 84, 120)


class Kind(NamedTuple):
    """A function whose data may be deleted. age: from when on its months count; warning: what to think of, or empty."""

    kind: str
    name: str
    age: str
    warning: str = ""


KINDS = {kind.kind: kind for kind in (
    Kind("event", "予定", "終わってから。続いている繰返しは、過ぎた回だけが消えます。"),
    Kind("memo", "伝言", "送ってから。確認していないものも消えます。"),
    Kind("circular", "回覧・レポート", "送ってから。期限が来ていないものと下書きは残ります。"),
    Kind("info", "インフォメーション", "掲示が終わってから。"),
    Kind("todo", "ToDo", "完了してから。完了していないものは残ります。"),
    Kind("application", "ワークフロー", "決裁や取下げが済んでから。途中の申請は残ります。"),
    Kind("timecard", "タイムカード", "打刻の日から。", "労働時間の記録には、法律で保存の期間が定められています(労働基準法109条)。"),
    Kind("safety", "安否確認", "終了してから。受付中のものは残ります。"),
)}


class Retention(Base):
    """How many months of a function's data a member keeps; kind: a key of KINDS."""

    member_id = TextField()
    kind = TextField()
    months = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "kind")


def label(months):
    """無制限, 6か月, 2年"""
    if months == FOR_EVER:
        return "無制限"
    return f"{months}か月" if months < 12 else f"{months // 12}年"


def settings(viewer):
    """[(Kind, months)] of all functions. Raises NotAllowed but for a システム管理者."""
    _administrators_only(viewer)
    kept = of_member(viewer.member_id)
    return [(kind, kept.get(kind.kind, FOR_EVER)) for kind in KINDS.values()]


def setting(viewer, kind):
    """(Kind, months) of one. Raises NotAllowed and NotFound."""
    _administrators_only(viewer)
    if kind not in KINDS:
        raise NotFound
    return KINDS[kind], of_member(viewer.member_id).get(kind, FOR_EVER)


def of_member(member_id):
    """{kind: months} of what a member does not keep for ever."""
    rows = Retention.select(Retention.kind, Retention.months).where(Retention.member_id == member_id)
    return {kind: months for kind, months in rows.tuples() if kind in KINDS and months > 0}


def save(viewer, kind, months, form_key):
    """Keeps a function's data for so many months, one of MONTHS, from the next night on. Raises NotAllowed, NotFound and Invalid."""
    setting(viewer, kind)
    if months not in MONTHS:
        raise Invalid({"months": "保存期間を選び直してください。"})

    def work():
        old = of_member(viewer.member_id).get(kind, FOR_EVER)
        if months == old:
            return
        mine = (Retention.member_id == viewer.member_id) & (Retention.kind == kind)
        if months == FOR_EVER:
            Retention.delete().where(mine).execute()
        elif not Retention.update(months=months).where(mine).execute():
            Retention.insert(member_id=viewer.member_id, kind=kind, months=months).on_conflict_ignore().execute()
        audit.note(viewer, "retention.change", KINDS[kind].name, f"{label(old)} → {label(months)}")

    once(viewer.member_id, form_key, work)


def is_shorter(months, than):
    """Whether less is kept with so many months than with others."""
    return months != FOR_EVER and (than == FOR_EVER or months < than)


def _administrators_only(viewer):
    if not viewer.system_admin:
        raise NotAllowed
