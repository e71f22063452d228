"""保存期間: how long each function's data is kept, for a システム管理者. Less than before is confirmed: what is deleted does not come back."""

from models import expiry, retention
from models.base import Invalid


def show(visit):
    rows = visit.slice(retention.settings(visit.viewer), "/admin/retention")
    return visit.page("retention/kinds", title="保存期間", rows=rows, label=retention.label, saved="saved" in visit.query)


def one(visit, kind, problems=None):
    found, months = retention.setting(visit.viewer, kind)
    return visit.page("retention/kind", title=f"{found.name}の保存期間", kind=found, months=months, choices=retention.MONTHS,
                      label=retention.label, problems=problems or {})


def save(visit, kind):
    found, old = retention.setting(visit.viewer, kind)
    months = visit.form.number("months", -1)
    if months in retention.MONTHS and retention.is_shorter(months, old) and "sure" not in visit.form and not visit.is_repeated:
        count = expiry.count(visit.viewer.member_id, kind, months, visit.now.date())
        return visit.page("retention/sure", title=f"{found.name}の保存期間", kind=found, months=months, label=retention.label,
                          count=count, most=expiry.MOST_COUNTED)
    try:
        retention.save(visit.viewer, kind, months, visit.done_key)
    except Invalid as error:
        return one(visit, kind, error.problems)
    return visit.redirect("/admin/retention?saved=1")


_KIND = "/admin/retention/<kind:re:[a-z]+>"

ROUTES = [
    ("GET", "/admin/retention", show, "signed_in"),
    ("GET", _KIND, one, "signed_in"),
    ("POST", _KIND, save, "signed_in"),
]
