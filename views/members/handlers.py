"""会員情報管理: パスワード変更 for everyone; what the 管理者 and the 初期管理者 do is in the modules beside this one."""

from models import directory, user
from models.base import Invalid
from models.rights import INITIAL
from views.members import company, handover, registering, users
from views.session import renew


def menu(visit):
    return visit.page(
        "members/menu", title="会員情報管理", is_mapped=directory.is_mapped(), is_initial=visit.viewer.user_id == INITIAL)


def password(visit, problems=None, saved=False):
    return visit.page("members/password", title="パスワード変更", problems=problems or {}, saved=saved)


def change_password(visit):
    form = visit.form
    if form.get("new") != form.get("again"):
        return password(visit, {"again": "新しいパスワードが2回とも同じになるように入力してください。"})
    try:
        user.change_own_password(visit.viewer, form.get("old"), form.get("new"), visit.viewer.session_id, form.get("k"))
    except Invalid as error:
        return password(visit, error.problems)
    renew(visit)
    return password(visit, saved=True)


_USER = "/users/<user_id:re:[0-9]{5}>"
_IMPORT = "/users/import/<import_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/members", menu, "signed_in"),
    ("GET", "/password", password, "signed_in"),
    ("POST", "/password", change_password, "signed_in"),
    ("GET", "/users", users.show, "signed_in"),
    ("GET", "/users/new", users.new, "signed_in"),
    ("POST", "/users", users.add, "signed_in"),
    ("GET", _USER, users.one, "signed_in"),
    ("POST", _USER, users.change, "signed_in"),
    ("POST", f"{_USER}/password", users.overwrite_password, "signed_in"),
    ("GET", f"{_USER}/deletion", users.confirm_deletion, "signed_in"),
    ("POST", f"{_USER}/deletion", users.delete, "signed_in"),
    ("GET", "/users/erasure", users.confirm_erasure, "signed_in"),
    ("POST", "/users/erasure", users.erase, "signed_in"),
    ("GET", "/users/import", registering.show, "signed_in"),
    ("POST", "/users/import", registering.start, "signed_in"),
    ("GET", _IMPORT, registering.progress, "signed_in"),
    ("POST", f"{_IMPORT}/work", registering.go_on, "signed_in"),
    ("POST", f"{_IMPORT}/deletion", registering.give_up, "signed_in"),
    ("GET", "/company", company.show, "signed_in"),
    ("GET", "/company/edit", company.edit, "signed_in"),
    ("POST", "/company", company.change, "signed_in"),
    ("GET", "/handover", handover.menu, "signed_in"),
    ("GET", "/handover/successor", handover.successor, "signed_in"),
    ("POST", "/handover/successor", handover.to_successor, "signed_in"),
    ("GET", "/handover/administration", handover.administration, "signed_in"),
    ("POST", "/handover/administration", handover.to_administration, "signed_in"),
]
