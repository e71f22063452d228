"""設備の管理, for the groupware's システム管理者: categories and facilities added, changed, removed."""

from models import facility, facility_admin
from models.base import Invalid, NotAllowed
from views.long_text import LongText, TypedText
from views.page import Slice

_NO_NUMBER = -1  # refused by the models, which say what a place may be
_CATEGORIES = 20  # to choose from; more of them give way to a small page
_STEP = 10  # from one place in a list to the next: there is room between them


def _admins_only(visit):
    if not visit.viewer.system_admin:
        raise NotAllowed


# Categories


def categories(visit):
    _admins_only(visit)
    rows = visit.slice(facility.categories(visit.viewer), "/facilities/admin")
    return visit.page("facilities/admin_categories", title="設備の管理", rows=rows)


def category(visit, category_id, problems=None):
    _admins_only(visit)
    found = facility.find_category(visit.viewer, int(category_id))
    rows = visit.window(
        lambda start, count: facility.in_category(visit.viewer, found.id, start, count), f"/facilities/admin/{found.id}")
    return visit.page("facilities/admin_category", title=found.name, category=found, rows=rows, problems=problems or {})


def new_category(visit):
    _admins_only(visit)
    last = max((row.position for row in facility.categories(visit.viewer)), default=0)
    return _category_form(visit, "分類の追加", "/facilities/admin", "", last + _STEP)


def add_category(visit):
    if visit.is_repeated:
        return visit.redirect("/facilities/admin")
    return _save_category(visit, "分類の追加", "/facilities/admin", facility_admin.add_category)


def edit_category(visit, category_id):
    _admins_only(visit)
    found = facility.find_category(visit.viewer, int(category_id))
    return _category_form(visit, "分類の変更", f"/facilities/admin/{found.id}", found.name, found.position)


def change_category(visit, category_id):
    _admins_only(visit)
    found = facility.find_category(visit.viewer, int(category_id))
    return _save_category(
        visit, "分類の変更", f"/facilities/admin/{found.id}",
        lambda viewer, *values: facility_admin.change_category(viewer, found.id, *values), found.name)


def _save_category(visit, title, path, save, original=""):
    name = visit.form.line("name", original)
    try:
        save(visit.viewer, name, visit.form.number("position", _NO_NUMBER), visit.done_key)
    except Invalid as error:
        return _category_form(visit, title, path, name, visit.form.line("position"), error.problems)
    return visit.redirect("/facilities/admin")


def _category_form(visit, title, path, name, position, problems=None):
    return visit.page("facilities/admin_name", title=title, path=path, name=name, position=position, problems=problems or {})


def confirm_category_deletion(visit, category_id):
    _admins_only(visit)
    found = facility.find_category(visit.viewer, int(category_id))
    return visit.page(
        "facilities/admin_deletion", title="分類の削除", name=found.name, path=f"/facilities/admin/{found.id}", warning="")


def delete_category(visit, category_id):
    if not visit.is_repeated:
        try:
            facility_admin.remove_category(visit.viewer, int(category_id), visit.done_key)
        except Invalid as error:
            return category(visit, category_id, error.problems)
    return visit.redirect("/facilities/admin")


# Facilities


def new(visit, category_id):
    _admins_only(visit)
    found = facility.find_category(visit.viewer, int(category_id))
    return _form(visit, "設備の追加", f"/facilities/admin/{found.id}/facilities", {
        "name": "", "position": found.count * _STEP + _STEP, "note": LongText(visit, "")})


def add(visit, category_id):
    """Adds one; whoever presses again lands where the first press did."""
    landing = f"/facilities/admin/{int(category_id)}"
    if visit.is_repeated:
        return visit.redirect(landing)
    return _save(
        visit, "設備の追加", f"{landing}/facilities", landing,
        lambda *values: facility_admin.add(visit.viewer, int(category_id), *values, visit.done_key))


def edit(visit, facility_id):
    _admins_only(visit)
    found = facility.find(visit.viewer, int(facility_id))
    return _form(visit, "設備の変更", f"/facilities/{found.id}", {
        "name": found.name, "position": found.position, "note": LongText(visit, found.note)}, found, found.category_id)


def change(visit, facility_id):
    _admins_only(visit)
    found = facility.find(visit.viewer, int(facility_id))
    category_id = visit.form.number("category")
    return _save(
        visit, "設備の変更", f"/facilities/{found.id}", f"/facilities/admin/{category_id}",
        lambda *values: facility_admin.change(visit.viewer, found.id, category_id, *values, visit.done_key), found, category_id)


def _save(visit, title, path, landing, save, found=None, category_id=None):
    form = visit.form
    old_name, old_note = (found.name, found.note) if found else ("", "")
    name, note = form.line("name", old_name), form.part("note", old_note)
    try:
        save(name, form.number("position", _NO_NUMBER), note)
    except Invalid as error:
        typed = {"name": name, "position": form.line("position"), "note": TypedText(form, "note", note, old_note)}
        return _form(visit, title, path, typed, found, category_id, error.problems)
    return visit.redirect(landing)


def _form(visit, title, path, values, found=None, category_id=None, problems=None):
    choice = sorted(facility.categories(visit.viewer), key=lambda row: row.id != category_id) if found else []
    return visit.page(
        "facilities/admin_facility", title=title, path=path, found=found, problems=problems or {},
        categories=Slice(choice, 0, _CATEGORIES), **values,
    )


def confirm_deletion(visit, facility_id):
    _admins_only(visit)
    found = facility.find(visit.viewer, int(facility_id))
    return visit.page(
        "facilities/admin_deletion", title="設備の削除", name=found.name, path=f"/facilities/{found.id}",
        warning="予約もすべて取り消されます。予定は、この設備なしで残ります。")


def delete(visit, facility_id):
    if not visit.is_repeated:
        facility_admin.remove(visit.viewer, int(facility_id), visit.done_key)
    return visit.redirect("/facilities/admin")
