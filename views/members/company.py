"""会員情報照会・変更: the company's address and whom to ask for."""

from models import company
from models.base import Invalid, Stale
from models.company import Details

_PATH = "/company"


def show(visit):
    return visit.page(
        "members/company", title="会員情報照会・変更", company=company.find(visit.viewer), member_id=visit.viewer.member_id, labels=company.LABELS,
        saved="saved" in visit.query)


def edit(visit, details=None, version=None, problems=None):
    found = company.find(visit.viewer)
    return visit.page(
        "members/company_form", title="会員情報の変更", details=details or found.details, version=found.version if version is None else version,
        labels=company.LABELS, problems=problems or {})


def change(visit):
    if visit.is_repeated:
        return visit.redirect(f"{_PATH}?saved=1")
    found, form = company.find(visit.viewer), visit.form
    details = Details(*(form.line(name, getattr(found.details, name)) for name in Details._fields))
    short = Details(*(text[:300] for text in details))
    try:
        company.change(visit.viewer, details, form.number("version"), visit.done_key)
    except Invalid as error:
        return edit(visit, short, form.number("version"), error.problems)
    except Stale:
        return edit(visit, short, problems={"": "ほかの管理者が会員情報を変更しました。内容を確かめ、よければもう一度変更してください。"})
    return visit.redirect(f"{_PATH}?saved=1")
