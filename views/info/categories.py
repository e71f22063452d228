"""The categories of インフォメーション: to choose from; for システム管理者, to define."""

from models import info_category
from models.base import Invalid, NotAllowed

_PATH = "/infos/categories"
_STEP = 10  # between positions, so that another fits in between


def show(visit):
    return visit.page("info/categories", title="分類", rows=visit.slice(info_category.categories(visit.viewer), _PATH))


def new(visit):
    _administrators_only(visit)
    last = max((row.position for row in info_category.categories(visit.viewer)), default=0)
    return _form(visit, "分類の追加", _PATH, "", min(last + _STEP, 999))


def add(visit):
    return _save(visit, "分類の追加", _PATH, lambda *typed: info_category.add(visit.viewer, *typed))


def edit(visit, category_id):
    _administrators_only(visit)
    found = info_category.find(visit.viewer, int(category_id))
    return _form(visit, "分類の変更", f"{_PATH}/{category_id}", found.name, found.position, found)


def change(visit, category_id):
    if visit.is_repeated:
        return visit.redirect(_PATH)
    found = info_category.find(visit.viewer, int(category_id))
    return _save(
        visit, "分類の変更", f"{_PATH}/{category_id}", lambda *typed: info_category.change(visit.viewer, found.id, *typed), found)


def confirm_deletion(visit, category_id):
    _administrators_only(visit)
    found = info_category.find(visit.viewer, int(category_id))
    return visit.page("info/deletion", title="分類の削除", text=f"分類「{found.name}」", path=f"{_PATH}/{category_id}")


def delete(visit, category_id):
    if not visit.is_repeated:
        info_category.delete(visit.viewer, int(category_id), visit.done_key)
    return visit.redirect(_PATH)


def _administrators_only(visit):
    if not visit.viewer.system_admin:
        raise NotAllowed


def _save(visit, title, path, save, found=None):
    if visit.is_repeated:
        return visit.redirect(_PATH)
    name = visit.form.line("name", found.name if found else "")
    try:
        save(name, visit.form.number("position", -1), visit.done_key)
    except Invalid as error:
        return _form(visit, title, path, name, visit.form.line("position"), found, error.problems)
    return visit.redirect(_PATH)


def _form(visit, title, path, name, position, found=None, problems=None):
    return visit.page(
        "info/category", title=title, path=path, name=name, position=position, category=found, problems=problems or {})
