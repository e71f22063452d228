"""検索: one field, and what was found over all functions, last written first."""

import functools

from models import info, search

_LONGEST = 50  # characters of a query: its URL must stay within what phones take
# Also the order in which they are offered.
LABELS = {
    "event": "予定", "memo": "伝言", "circular": "回覧", "report": "レポート", "info": "インフォメーション", "application": "申請",
    "reservation": "設備予約", "facility": "設備", "contact": "アドレス帳", "todo": "ToDo", "safety": "安否確認",
}


@functools.cache
def _items():
    """{kind: the path of an item, {} for its id} of all functions that are mounted."""
    from views import FEATURES  # which has this module in it

    return {kind: path for feature in FEATURES for kind, path in getattr(feature, "ITEMS", {}).items()}


def find(visit):
    text, kind, items = visit.query.line("q")[:_LONGEST], visit.query.get("kind"), _items()
    if kind not in items:
        kind = ""
    rows = visit.window(
        lambda start, count: _shown(visit, search.find(visit.viewer, text, kind, start, count)), visit.url("/search", q=text, kind=kind))
    kinds = {kind: label for kind, label in LABELS.items() if kind in items}
    return visit.page("search/search", title="検索", text=text, kind=kind, kinds=kinds, labels=LABELS, items=items, rows=rows)


def _shown(visit, hits):
    """The hits with None in place of a notice that is not shown today: search hears of that at night."""
    ids = [hit.item_id for hit in hits if hit.kind == "info"]
    hidden = info.hidden(visit.viewer, ids, visit.now.date()) if ids else ()
    return [None if hit.kind == "info" and hit.item_id in hidden else hit for hit in hits]


ROUTES = [("GET", "/search", find, "signed_in")]
