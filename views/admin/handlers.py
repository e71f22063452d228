"""管理者設定 of the groupware, for its システム管理者: ユーザー一覧 with the ユーザーレベル, 組織, and where the other settings are."""

from models import level, rights, user
from models.base import Invalid, Stale
from views.admin import units


def menu(visit):
    rights.system_only(visit.viewer)
    return visit.page("admin/menu", title="管理者設定")


def users(visit):
    text = visit.query.line("q")[:50]
    url, administrators = visit.url("/admin/users", q=text), level.administrators(visit.viewer)
    if text:
        rows = visit.slice(user.search(visit.viewer, text), url)
    else:
        rows = visit.window(lambda start, count: user.everybody(visit.viewer, start, count), url)
    return visit.page("admin/users", title="ユーザー一覧", text=text, rows=rows, administrators=administrators)


def one(visit, user_id, problems=None):
    found = level.find(visit.viewer, user_id)
    return visit.page(
        "admin/user", title="ユーザーレベル", found=found, levels=level.LEVELS, problems=problems or {}, saved="saved" in visit.query)


def change(visit, user_id):
    path, form = f"/admin/users/{user_id}?saved=1", visit.form
    if visit.is_repeated:
        return visit.redirect(path)
    try:
        level.change(visit.viewer, user_id, form.get("level") == "1", form.get("was") == "1", visit.done_key)
    except Invalid as error:
        return one(visit, user_id, error.problems)
    except Stale:
        return one(visit, user_id, {"": "ほかのシステム管理者が、この人のユーザーレベルを変更しました。今の内容を確かめてください。"})
    return visit.redirect(path)


_USER = "/admin/users/<user_id:re:[0-9]{5}>"
_UNIT = "/admin/units/<unit_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/admin", menu, "signed_in"),
    ("GET", "/admin/users", users, "signed_in"),
    ("GET", _USER, one, "signed_in"),
    ("POST", _USER, change, "signed_in"),
    ("GET", "/admin/units", units.show, "signed_in"),
    ("GET", "/admin/units/new", units.new, "signed_in"),
    ("POST", "/admin/units", units.add, "signed_in"),
    ("GET", _UNIT, units.people, "signed_in"),
    ("GET", f"{_UNIT}/edit", units.edit, "signed_in"),
    ("POST", _UNIT, units.change, "signed_in"),
    ("POST", f"{_UNIT}/people", units.add_people, "signed_in"),
    ("POST", f"{_UNIT}/leaving", units.remove_people, "signed_in"),
    ("GET", f"{_UNIT}/deletion", units.confirm_deletion, "signed_in"),
    ("POST", f"{_UNIT}/deletion", units.delete, "signed_in"),
]
