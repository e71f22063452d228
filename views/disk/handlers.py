"""Disk space: what is in use and by whom, and for a 管理者 ディスク容量超過通知設定."""

from models import disk, disk_notice, membership
from models.base import Invalid
from views.disk.words import bar, size


def setting(visit, problems=None):
    wish = disk_notice.wish(visit.viewer)
    form = visit.form if problems else None
    return visit.page(
        "disk/setting", title="ディスク容量超過通知設定", units=disk_notice.UNITS, problems=problems or {}, saved="saved" in visit.query,
        unit=form.get("unit") if problems else wish.unit, amount=form.line("amount") if problems else wish.amount or "", **_use(visit))


def save(visit):
    form = visit.form
    try:
        disk_notice.save(visit.viewer, form.get("unit"), form.number("amount"), visit.now.date(), visit.done_key)
    except Invalid as error:
        return setting(visit, error.problems)
    return visit.redirect("/disk?saved=1")


def use(visit):
    rows = visit.window(lambda start, count: disk.most(visit.viewer, start, count), "/disk/use")
    return visit.page("disk/use", title="ディスク使用量", rows=rows, **_use(visit))


def _use(visit):
    """What both pages show: the use, and what of the plan's capacity it is."""
    found, plan = disk.use(visit.viewer), membership.plan_of(visit.viewer.member_id, visit.now.date())
    return {"use": found, "capacity": plan and plan.megabytes * disk.MEGABYTE, "size": size, "bar": bar}


ROUTES = [
    ("GET", "/disk", setting, "signed_in"),
    ("POST", "/disk", save, "signed_in"),
    ("GET", "/disk/use", use, "signed_in"),
]
