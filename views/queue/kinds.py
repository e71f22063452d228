"""What each kind of item shows in the queue, and what its OK does. A kind is a row of KINDS."""

from typing import NamedTuple

from models import application, attachment, circular, invitation, memo, memo_box, safety, schedule, workflow
from models.filling import money
from views.html import clock, day_label


_HOLDERS = {"approval": "application", "result": "application", "invitation": "event"}  # {kind: what holds its files}


class Shown(NamedTuple):
    """An item as the queue shows it. lines: short facts; body: its text; token: what the answer must name, of an approval."""

    lines: list
    body: str = ""
    token: str = ""


class Kind(NamedTuple):
    """label: what it is called; ok: the word on key 1; show(visit, item) -> Shown; answer(viewer, item_id, form_key, token)."""

    label: str
    ok: str
    show: object
    answer: object


def files(visit, item):
    """How many files an item has, as a line of the queue; empty where it has none."""
    count = len(attachment.listed(visit.viewer.member_id, _HOLDERS.get(item.kind, item.kind), item.item_id))
    return f"ファイル{count}件" if count else ""


def _memo(visit, item):
    found = memo_box.find(visit.viewer, item.item_id)
    if found.secret:  # it is told on its own page alone
        return Shown([f"{visit.date(found.called_at.date())} {clock(found.called_at)}"])
    return Shown([f"{found.caller} {found.phone}".strip(), f"{visit.date(found.called_at.date())} {clock(found.called_at)}"], found.body)


def _circular(kind):
    def show(visit, item):
        found = circular.find(visit.viewer, kind, item.item_id)
        return Shown([*_reminds(visit, found.reminded), *([f"期限 {visit.date(found.due)}"] if found.due else [])], found.body)

    return show


def _approval(visit, item):
    found = application.find(visit.viewer, item.item_id)
    lines = [money(found.amount) if found.amount is not None else "", f"期限 {visit.date(found.due)}" if found.due else ""]
    values = [f"{field.label}: {text}" for field, text in zip(found.definition.fields, found.values) if text]
    return Shown([line for line in lines if line], "\n".join(values), found.token)


def _result(visit, item):
    found = application.find(visit.viewer, item.item_id)
    return Shown([application.STATES[found.state]])


def _invitation(visit, item):
    day = invitation.day_of(visit.viewer, item.item_id, visit.now)
    found = schedule.find(visit.viewer, item.item_id, day)
    hours = "終日" if found.all_day else f"{clock(found.start)}-{clock(found.end)}"
    return Shown([f"{day_label(found.start.date())} {hours}", found.place] if found.place else [f"{day_label(found.start.date())} {hours}"], found.note)


def _safety(visit, item):
    found = safety.find(visit.viewer, item.item_id)
    return Shown(_reminds(visit, found.reminds), found.body)


def _reminds(visit, moment):
    return [f"催促 {visit.date(moment.date())} {clock(moment)}"] if moment else []


def _answer_approval(viewer, item_id, form_key, token):
    workflow.approve(viewer, item_id, form_key, token)


KINDS = {
    "safety": Kind("安否確認", "無事", _safety, lambda viewer, item_id, key, _: safety.answer(viewer, item_id, "safe", key)),
    "memo": Kind("伝言", "確認", _memo, lambda viewer, item_id, key, _: memo.confirm(viewer, item_id, key)),
    "circular": Kind("回覧", "確認", _circular("circular"), lambda viewer, item_id, key, _: circular.confirm(viewer, item_id, key)),
    "report": Kind("レポート", "確認", _circular("report"), lambda viewer, item_id, key, _: circular.confirm(viewer, item_id, key)),
    "approval": Kind("承認", "承認", _approval, _answer_approval),
    "result": Kind("申請の結果", "確認", _result, lambda viewer, item_id, key, _: workflow.confirm(viewer, item_id, key)),
    "invitation": Kind("予定の招待", "出席", _invitation, lambda viewer, item_id, key, _: invitation.answer(viewer, item_id, "accept", key)),
}
