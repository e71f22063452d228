"""まとめて処理: what awaits an answer, one after the other: 1 OK, 2 later, 3 call, then the next."""

import functools

from bottle import HTTPError

from models import invitation, news, queue
from models.base import NotAllowed, NotFound, Stale
from views.queue.kinds import KINDS, files

_BODY = 400  # characters of an item's text at once; the rest is on its own page
_DONE = {"ok": "回答しました。", "later": "あとに回しました。", "gone": "この件は、ほかの人が先に処理したか、取り消されました。"}


def show(visit):
    """The first item, or that nothing is left."""
    invitation.close_past(visit.viewer, visit.now)
    count = news.waiting(news.counts(visit.viewer, visit.now.date()))
    item = queue.first(visit.viewer)
    said = _DONE.get(visit.query.get("done"), "")
    if item is None:
        return visit.page("queue/nothing", title="まとめて処理", said=said)
    kind = KINDS[item.kind]
    shown = kind.show(visit, item)
    path = f"/queue/{item.kind}/{item.item_id}"
    return visit.page(
        "queue/queue", title=f"{kind.label}(残り{count})", item=item, kind=kind, path=path, lines=shown.lines,
        files=files(visit, item), token=shown.token, said=said, note=visit.slice(shown.body[:_BODY], "/queue", _BODY),
        is_cut=len(shown.body) > _BODY, opens=_opens(item),
    )


def _opens(item):
    return _places()[item.kind].format(item.item_id)


@functools.cache
def _places():
    """{kind: where an item of it opens}, of all features."""
    from views import FEATURES

    return {kind: place for feature in FEATURES for kind, place in getattr(feature, "ITEMS", {}).items()}


def ok(visit, kind, item_id):
    """Answers an item with its OK."""
    try:
        KINDS[_known(kind)].answer(visit.viewer, int(item_id), visit.form.get("k"), visit.form.get("token"))
    except (Stale, NotAllowed, NotFound):
        return visit.redirect("/queue?done=gone")
    return visit.redirect("/queue?done=ok")


def later(visit, kind, item_id):
    """Puts an item behind all others."""
    try:
        queue.put_off(visit.viewer, _known(kind), int(item_id), visit.form.get("k"))
    except NotFound:
        return visit.redirect("/queue?done=gone")
    return visit.redirect("/queue?done=later")


def _known(kind):
    if kind not in KINDS:
        raise HTTPError(404)
    return kind


_ITEM = "/queue/<kind:re:[a-z]{1,20}>/<item_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/queue", show, "signed_in"),
    ("POST", f"{_ITEM}/ok", ok, "signed_in"),
    ("POST", f"{_ITEM}/later", later, "signed_in"),
]
