"""インフォメーション to write: posted, changed, deleted."""

import datetime

from models import info_board, info_category, texts
from models.base import Invalid, NotAllowed, Stale
from views import attached
from views.info.reading import find
from views.long_text import LongText, TypedText
from views.page import Slice
from views.typed import LAST, typed_day

_SHOWN = 30  # days, unless said otherwise
_PAST = 31  # days: whoever types a month and a day without a year means one to come, or one of the last weeks


class Choices(Slice):
    """All categories to choose from, (id, name) each, with names as long as the page takes."""

    def __init__(self, categories):
        super().__init__(categories, 0, len(categories))
        self._length = max([len(row.name) for row in categories], default=0)

    @property
    def shown(self):
        return [(row.id, row.name if len(row.name) <= self._length else row.name[:self._length] + "…") for row in self.whole]

    def shrink(self, excess):
        self._length -= 1
        return self._length > 0


def new(visit):
    today = visit.now.date()
    draft = info_board.Draft(first=today, last=min(today + datetime.timedelta(days=_SHOWN), LAST))
    return _form(visit, "掲示する", "/infos", _values(visit, draft))


def post(visit):
    if visit.is_repeated:
        return visit.redirect("/infos/own")

    def save(draft):
        info_board.post(visit.viewer, draft, visit.now.date(), visit.done_key, attached.read(visit))

    return _save(visit, "掲示する", "/infos", "/infos/own", save)


def edit(visit, info_id):
    found = _own(visit, info_id)
    draft = info_board.Draft(found.title, found.body, found.category_id, found.first, found.last)
    return _form(visit, "掲示の変更", f"/infos/{info_id}", _values(visit, draft), found, found.version)


def change(visit, info_id):
    path = f"/infos/{info_id}"
    if visit.is_repeated:
        # What was moved to other days by somebody who may, can still be seen by that person.
        return visit.redirect(path)
    found = _own(visit, info_id)

    def save(draft):
        info_board.change(
            visit.viewer, found.id, draft, visit.form.number("version"), visit.now.date(), visit.done_key, attached.read(visit))

    return _save(visit, "掲示の変更", path, path, save, found)


def confirm_deletion(visit, info_id):
    return visit.page("info/deletion", title="掲示の削除", text=_own(visit, info_id).title, path=f"/infos/{info_id}")


def delete(visit, info_id):
    if not visit.is_repeated:
        info_board.delete(visit.viewer, int(info_id), visit.now.date(), visit.done_key)
    return visit.redirect("/infos")


def _own(visit, info_id):
    found = find(visit, info_id)
    if not found.may_change:
        raise NotAllowed
    return found


def _values(visit, draft):
    return {"draft": draft, "first": draft.first, "last": draft.last, "body": LongText(visit, draft.body)}


def _read(visit, original):
    """(the Draft that the form describes, {field: what is wrong with it})."""
    form, problems = visit.form, {}

    def day(name, label):
        found = typed_day(form.line(name), visit.now.date(), _PAST)
        if found is None:
            problems[name] = texts.day_problem(label, form.line(name))
        return found

    return info_board.Draft(
        title=form.line("title", original.title if original else ""), body=form.part("body", original.body if original else ""),
        category_id=form.number("category"), first=day("first", "掲示する最初の日"), last=day("last", "掲示する最後の日"),
    ), problems


def _save(visit, title, path, then, save, found=None):
    """Reads the form and saves; shows it again, with everything typed, where something is wrong."""
    draft, problems = _read(visit, found)
    version = visit.form.number("version")
    try:
        if problems:
            raise Invalid(problems)
        draft.check()
        if draft.last < visit.now.date() and not (found and found.last == draft.last):
            raise Invalid({"last": f"掲示する最後の日は、今日({visit.date(visit.now.date())})か、それより後の日にしてください。"})
        save(draft)
        return visit.redirect(then)
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = found.version
        problems = {"": "ほかの人が先にこの掲示を変更しました。内容を確かめ、よければもう一度押してください。"}
    typed = {
        "draft": draft, "first": visit.form.line("first"), "last": visit.form.line("last"),
        "body": TypedText(visit.form, "body", draft.body, found.body if found else ""),
    }
    return _form(visit, title, path, typed, found, version, attached.lost(visit) | problems)


def _form(visit, title, path, values, found=None, version=None, problems=None):
    return visit.page(
        "info/form", title=title, path=path, info=found, version=version, problems=problems or {},
        attached=attached.field(visit, "info", found.id if found else 0), choices=Choices(info_category.categories(visit.viewer)), **values,
    )
