"""ユーザー照会・変更・削除 and ユーザー登録, one at a time."""

from models import directory, registration, rights, user, user_admin
from models.base import Invalid, NotAllowed, Stale
from models.registration import Entry

_STALE = {"": "ほかの管理者か本人が、このユーザーを変更しました。今の内容を確かめ、よければもう一度変更してください。"}
_SAVED = {
    "1": "変更しました。氏名とメールアドレスは、本人が次にログインしたときからグループウェアに表示されます。",
    "new": "登録しました。すぐにログインできます。",
    "password": "パスワードを変更しました。今までのパスワードは使えません。",
    "erased": "グループウェアのデータを削除しました。",
}


def show(visit):
    text = visit.query.line("q")[:50]
    url = visit.url("/users", q=text)
    if text:
        rows = visit.slice(user.search_registered(visit.viewer, text), url)
    else:
        rows = visit.window(lambda start, count: user.everybody_registered(visit.viewer, start, count), url)
    return visit.page(
        "members/users", title="ユーザー照会・変更・削除", text=text, rows=rows, is_mapped=directory.is_mapped(),
        deleted="deleted" in visit.query)


# One at a time


def new(visit, typed=("", Entry("")), problems=None):
    rights.site_only(visit.viewer)
    if directory.is_mapped():
        raise NotAllowed
    return visit.page("members/new", title="ユーザー登録", user_id=typed[0], entry=typed[1], problems=problems or {})


def add(visit):
    form, user_id = visit.form, user.fold_id(visit.form.line("user_id"))
    path = f"/users/{user_id}?saved=new"
    if visit.is_repeated:
        return visit.redirect(path)
    entry = _read(visit, Entry(""))
    try:
        user_admin.add(visit.viewer, user_id, entry, form.get("new"), visit.done_key)
    except Invalid as error:
        return new(visit, (user_id[:10], entry), error.problems)
    return visit.redirect(path)


def one(visit, user_id, entry=None, problems=None):
    found = user_admin.find(visit.viewer, user_id)
    writable = {name: directory.may_write(name) for name in (*Entry._fields, "password")}
    return visit.page(
        "members/user", title="ユーザー情報変更", found=found, entry=entry or found.entry, problems=problems or {}, writable=writable,
        saved=_SAVED.get(visit.query.get("saved"), ""), is_initial=user_id == rights.INITIAL, is_mapped=directory.is_mapped(),
        levels=user_admin.LEVELS, locked=[name for name, label in _LABELS.items() if not writable[name]], labels=_LABELS,
    )


_LABELS = {"name": "氏名", "kana": "フリガナ", "mail": "メールアドレス", "site_admin": "権限区分", "password": "パスワード"}


def change(visit, user_id):
    path = f"/users/{user_id}?saved=1"
    if visit.is_repeated:
        return visit.redirect(path)
    entry = _read(visit, user_admin.find(visit.viewer, user_id).entry)
    try:
        user_admin.change(visit.viewer, user_id, entry, visit.form.get("token"), visit.done_key)
    except Invalid as error:
        return one(visit, user_id, _short(entry), error.problems)
    except Stale:
        return one(visit, user_id, problems=_STALE)
    return visit.redirect(path)


def _read(visit, old):
    """The Entry that a form describes; what the form has no field for stays as it was."""
    form = visit.form
    lines = {name: form.line(name, getattr(old, name)) for name in ("name", "kana", "mail") if name in form}
    return old._replace(**lines, site_admin=form.get("right") == "1" if "right" in form else old.site_admin)


def _short(entry):
    """An Entry as it is shown again: what is far too long for a field isn't sent back whole."""
    return entry._replace(name=entry.name[:100], kana=entry.kana[:100], mail=entry.mail[:registration.LONGEST_MAIL * 2])


def overwrite_password(visit, user_id):
    if user_id == visit.viewer.user_id:
        return visit.redirect("/password")  # one's own wants the old one, too
    path = f"/users/{user_id}?saved=password"
    if visit.is_repeated:
        return visit.redirect(path)
    form = visit.form
    try:
        user_admin.overwrite_password(visit.viewer, user_id, form.get("new"), form.get("token"), visit.done_key)
    except Invalid as error:
        return one(visit, user_id, problems=error.problems)
    except Stale:
        return one(visit, user_id, problems=_STALE)
    return visit.redirect(path)


# Deleting


def confirm_deletion(visit, user_id, problems=None):
    found = user_admin.find(visit.viewer, user_id)
    if directory.is_mapped():
        raise NotAllowed
    if user_id == rights.INITIAL:
        problems = {"": user_admin.NEVER_DELETED}
    return visit.page("members/deletion", title="ユーザーの削除", found=found, problems=problems or {})


def delete(visit, user_id):
    if not visit.is_repeated:
        try:
            user_admin.delete(visit.viewer, user_id, visit.done_key)
        except Invalid as error:
            return confirm_deletion(visit, user_id, error.problems)
    return visit.redirect("/users?deleted=1")


def confirm_erasure(visit):
    found = user_admin.find(visit.viewer, rights.INITIAL)
    return visit.page("members/erasure", title="データの削除", found=found)


def erase(visit):
    user_admin.erase(visit.viewer, visit.done_key)
    return visit.redirect(f"/users/{rights.INITIAL}?saved=erased")
