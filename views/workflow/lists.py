"""ワークフロー to find: what awaits oneself, what one has applied for, what one has decided; forms to apply with."""

from models import application_draft, application_lists, delivery, workflow_form
from models.application import ACTIONS
from models.filling import money

_UNDER_WAY = 3  # own applications on the first page, on the keys 7 to 9

# kind: (title, the rows, what an empty list says)
_LISTS = {
    "waiting": ("承認待ち", application_lists.waiting, "承認を待っている申請はありません"),
    "mine": ("自分の申請", application_lists.mine, "申請したものはありません"),
    "decided": ("承認・却下したもの", application_lists.decided, "承認や却下をしたものはありません"),
    "all": ("すべての申請", application_lists.every, "申請はありません"),
    "stuck": ("承認者が外れた申請", application_lists.stuck, "承認者が登録から外れた申請はありません"),
}
_DONE = {
    "apply": "申請しました。", "approve": "承認しました。", "send_back": "差し戻しました。", "reject": "却下しました。",
    "withdraw": "取り下げました。",
}


def menu(visit):
    counts = delivery.counts(visit.viewer)
    own = [row for row in application_lists.mine(visit.viewer, 0, _UNDER_WAY) if row.state in ("open", "returned")]
    return visit.page(
        "workflow/menu", title="ワークフロー", waiting=counts.get("approval", 0), results=counts.get("result", 0),
        own=list(enumerate(own, 7)), money=money,
    )


def some(visit, kind):
    title, read, empty = _LISTS[kind]
    rows = visit.window(lambda start, count: read(visit.viewer, start, count), f"/workflow/{kind}")
    return visit.page(
        "workflow/list", title=title, kind=kind, rows=rows, empty=empty, done=_DONE.get(visit.query.get("done"), ""), money=money,
        actions=ACTIONS,
    )


def forms(visit):
    """The forms to apply with."""
    rows = visit.window(lambda start, count: workflow_form.usable(visit.viewer, start, count), "/workflow/new")
    return visit.page("workflow/forms", title="申請する", rows=rows, started=application_draft.started(visit.viewer))
