"""会員情報管理: パスワード変更 for everyone; for a 管理者, ユーザー照会 and overwriting a forgotten password."""

from models import user
from models.base import Invalid
from views.session import renew


def menu(visit):
    return visit.page("members/menu", title="会員情報管理")


def password(visit, problems=None, saved=False):
    return visit.page("members/password", title="パスワード変更", problems=problems or {}, saved=saved)


def change_password(visit):
    form = visit.form
    if form.get("new") != form.get("again"):
        return password(visit, {"again": "新しいパスワードが2回とも同じになるように入力してください。"})
    try:
        user.change_own_password(visit.viewer, form.get("old"), form.get("new"), keep_session=visit.viewer.session_id)
    except Invalid as error:
        return password(visit, error.problems)
    renew(visit)
    return password(visit, saved=True)


def users(visit):
    text = visit.query.line("q")[:50]
    found = user.search_registered(visit.viewer, text)
    return visit.page("members/users", title="ユーザー照会・変更・削除", text=text, rows=visit.slice(found, visit.url("/users", q=text)))


def one(visit, user_id, problems=None, saved=False):
    person = user.registered(visit.viewer, user_id)
    return visit.page("members/user", title="ユーザー情報変更", person=person, problems=problems or {}, saved=saved)


def overwrite_password(visit, user_id):
    if user_id == visit.viewer.user_id:
        return visit.redirect("/password")  # one's own wants the old one, too
    try:
        user.overwrite_password(visit.viewer, user_id, visit.form.get("new"))
    except Invalid as error:
        return one(visit, user_id, error.problems)
    return one(visit, user_id, saved=True)


_USER = "/users/<user_id:re:[0-9]{5}>"

ROUTES = [
    ("GET", "/members", menu, "signed_in"),
    ("GET", "/password", password, "signed_in"),
    ("POST", "/password", change_password, "signed_in"),
    ("GET", "/users", users, "signed_in"),
    ("GET", _USER, one, "signed_in"),
    ("POST", f"{_USER}/password", overwrite_password, "signed_in"),
]
