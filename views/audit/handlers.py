"""操作の記録: who did what to users, rights, money and settings."""

from models import audit


def show(visit):
    rows = visit.window(lambda start, count: audit.entries(visit.viewer, start, count), "/audit")
    return visit.page("audit/entries", title="操作の記録", rows=rows)


ROUTES = [
    ("GET", "/audit", show, "signed_in"),
]
