"""伝言: received and sent, read, confirmed, answered, taken back."""

from models import memo, memo_box
from models.base import Invalid, NotAllowed
from views import attached, page
from views.memos import writing
from views.moments import moment

ITEMS = {memo.KIND: "/memos/{}"}


def received(visit):
    rows = visit.window(lambda start, count: memo_box.received(visit.viewer, start, count), "/memos")
    return visit.page("memos/received", title="伝言", rows=rows, moment=moment)


def sent(visit):
    rows = visit.window(lambda start, count: memo_box.sent(visit.viewer, start, count), "/memos/sent")
    return visit.page("memos/sent", title="送信した伝言", rows=rows, moment=moment)


def show(visit, memo_id, problems=None):
    found = memo_box.find(visit.viewer, int(memo_id))
    path = f"/memos/{found.id}"
    return visit.page(
        "memos/memo", title=found.caller or found.sender, memo=found, path=path,
        files=attached.shown(visit, memo.KIND, found.id), names=page.Slice(found.names, 0, len(found.names)),
        note=visit.slice(found.body, path), phrases=memo.PHRASES, moment=moment, problems=problems or {},
    )


def people(visit, memo_id):
    rows = visit.window(lambda start, count: memo_box.people(visit.viewer, int(memo_id), start, count), f"/memos/{memo_id}/people")
    return visit.page("memos/people", title="伝言の宛先", rows=rows, moment=moment, path=f"/memos/{memo_id}")


def confirm(visit, memo_id):
    memo.confirm(visit.viewer, int(memo_id), visit.done_key)
    return visit.redirect("/memos")


def ask_withdrawal(visit, memo_id):
    found = memo_box.find(visit.viewer, int(memo_id))
    if not found.is_mine:
        raise NotAllowed
    return visit.page("memos/withdrawal", title="伝言の取り消し", memo=found)


def withdraw(visit, memo_id):
    if visit.is_repeated:
        return visit.redirect("/memos/sent")
    try:
        memo.take_back(visit.viewer, int(memo_id), visit.done_key)
    except Invalid as error:
        return show(visit, memo_id, error.problems)
    return visit.redirect("/memos/sent")


_MEMO = "/memos/<memo_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/memos", received, "signed_in"),
    ("GET", "/memos/sent", sent, "signed_in"),
    ("GET", "/memos/new", writing.new, "signed_in"),
    ("POST", "/memos", writing.send, "signed_in"),
    ("GET", _MEMO, show, "signed_in"),
    ("GET", f"{_MEMO}/people", people, "signed_in"),
    ("GET", f"{_MEMO}/reply", writing.reply, "signed_in"),
    ("POST", f"{_MEMO}/confirmation", confirm, "signed_in"),
    ("GET", f"{_MEMO}/withdrawal", ask_withdrawal, "signed_in"),
    ("POST", f"{_MEMO}/withdrawal", withdraw, "signed_in"),
]
