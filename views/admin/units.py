"""組織 in 管理者設定: added, renamed, put in order, filled with people and deleted."""

from models import unit_admin
from models.base import Invalid, Stale
from models.member import USER_ID
from views.people import chosen

_PATH = "/admin/units"
_STEP = 10  # from one place in the list to the next: there is room between them
_NO_NUMBER = -1  # refused by the models, which say what a place may be


def show(visit):
    rows = visit.window(lambda start, count: unit_admin.some(visit.viewer, start, count), _PATH)
    return visit.page("admin/units", title="組織", rows=rows)


def new(visit):
    unit_admin.some(visit.viewer, 0, 1)
    position = min(unit_admin.last_position(visit.viewer) + _STEP, unit_admin.LAST_POSITION)
    return _form(visit, "組織の追加", _PATH, "", position)


def add(visit):
    if visit.is_repeated:
        return visit.redirect(_PATH)
    name = visit.form.line("name")
    try:
        unit_id = unit_admin.add(visit.viewer, name, visit.form.number("position", _NO_NUMBER), visit.done_key)
    except Invalid as error:
        return _form(visit, "組織の追加", _PATH, name, visit.form.line("position"), problems=error.problems)
    return visit.redirect(f"{_PATH}/{unit_id}" if unit_id else _PATH)


def edit(visit, unit_id):
    found = unit_admin.find(visit.viewer, int(unit_id))
    return _form(visit, "組織の変更", _of(unit_id), found.name, found.position, found.token)


def change(visit, unit_id):
    if visit.is_repeated:
        return visit.redirect(_of(unit_id))
    found, form = unit_admin.find(visit.viewer, int(unit_id)), visit.form
    name, token, problems = form.line("name", found.name), form.get("token"), {}
    try:
        unit_admin.change(visit.viewer, found.id, name, form.number("position", _NO_NUMBER), token, visit.done_key)
        return visit.redirect(_of(unit_id))
    except Invalid as error:
        problems = error.problems
    except Stale:
        token = found.token
        problems = {"": f"ほかのシステム管理者が、この組織を「{found.name}」、並び順{found.position}に変更しました。よければもう一度登録してください。"}
    return _form(visit, "組織の変更", _of(unit_id), name, form.line("position"), token, problems)


def _of(unit_id):
    return f"{_PATH}/{int(unit_id)}"


def _form(visit, title, path, name, position, token="", problems=None):
    return visit.page(
        "admin/unit_form", title=title, path=path, name=name[:100], position=str(position)[:10], token=token, problems=problems or {})


def confirm_deletion(visit, unit_id):
    found = unit_admin.find(visit.viewer, int(unit_id))
    return visit.page("admin/unit_deletion", title="組織の削除", name=found.name, path=_of(unit_id))


def delete(visit, unit_id):
    if not visit.is_repeated:
        unit_admin.delete(visit.viewer, int(unit_id), visit.done_key)
    return visit.redirect(_PATH)


# People


def people(visit, unit_id, typed="", problems=None):
    found = unit_admin.find(visit.viewer, int(unit_id))
    rows = visit.window(lambda start, count: unit_admin.people(visit.viewer, found.id, start, count), _of(unit_id))
    return visit.page(
        "admin/unit", title=found.name, path=_of(unit_id), rows=rows, typed=typed[:200], problems=problems or {})


def add_people(visit, unit_id):
    if visit.is_repeated:
        return visit.redirect(_of(unit_id))
    unit_admin.find(visit.viewer, int(unit_id))
    problems = {}
    user_ids = chosen(visit, problems, unit_admin.MOST_AT_ONCE)
    try:
        if problems:
            raise Invalid(problems)
        unit_admin.add_people(visit.viewer, int(unit_id), user_ids, visit.done_key)
    except Invalid as error:
        return people(visit, unit_id, visit.form.line("others"), error.problems)
    return visit.redirect(_of(unit_id))


def remove_people(visit, unit_id):
    if visit.is_repeated:
        return visit.redirect(_of(unit_id))
    user_ids = [user_id for user_id in visit.form.all("leave") if USER_ID.fullmatch(user_id)]
    try:
        unit_admin.remove_people(visit.viewer, int(unit_id), user_ids, visit.done_key)
    except Invalid as error:
        return people(visit, unit_id, problems=error.problems)
    return visit.redirect(_of(unit_id))
