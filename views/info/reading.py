"""インフォメーション to read."""

from models import info, info_category
from views import attached


def shown(visit):
    """What is shown today, of one category where the query's c names it."""
    viewer, today = visit.viewer, visit.now.date()
    category_id = visit.query.number("c") if visit.query.get("c") else None
    category = info_category.find(viewer, category_id) if category_id else None
    rows = visit.window(
        lambda start, count: info.shown(viewer, today, category_id, start, count), visit.url("/infos", c=visit.query.get("c")))
    return visit.page(
        "info/shown", title=category.name if category else "分類なし" if category_id == 0 else "インフォメーション", rows=rows,
        is_all=category_id is None)


def own(visit):
    """What the viewer may change, also what is not shown yet or any more."""
    rows = visit.window(lambda start, count: info.own(visit.viewer, start, count), "/infos/own")
    title = "すべての掲示" if visit.viewer.system_admin else "自分の掲示"
    return visit.page("info/own", title=title, rows=rows, today=visit.now.date())


def show(visit, info_id):
    found = find(visit, info_id)
    if found.is_unread:
        info.note_reading(visit.viewer, found.id)
    return visit.page(
        "info/one", title=found.title, info=found, today=visit.now.date(),
        files=attached.shown(visit, "info", found.id), note=visit.slice(found.body, f"/infos/{info_id}"))


def find(visit, info_id):
    """The notice that a path names."""
    return info.find(visit.viewer, int(info_id), visit.now.date())
