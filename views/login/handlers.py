"""ログイン: 会員ID, ユーザーID, パスワード; the bounce that proves cookies; ログアウト."""

from urllib.parse import quote

from bottle import response

from models import clock, session, user
from views import errors, guard
from views import session as signed
from views.page import NOTHING
from views.visit import without_carried

_LONGEST_ID = 16  # characters that a field for an id holds
_WRONG_WAY = "ログイン方法が誤っています。ウインドウを閉じ、ご利用案内を確認いただいたうえで再度ログインを行ってください。"
_WITHDRAWN = "退会の手続きが済んでいるため、ログインできません。ご不明な点は、お客様サポートセンター 0120-70-4515(9:00〜18:00 土日祝休)へお問い合わせください。"
_UNKNOWN_ID = ("会員ID・ユーザーIDエラー", [
    "会員ID、ユーザーIDは正しいですか。", "全角で入力していませんか。", "会員IDの英字が小文字になっていませんか。"])
_WRONG_PASSWORD = ("パスワードエラー", [
    "全角で入力していませんか。", "大文字と小文字は正しいですか。", "わからないときは、社内の管理者に問い合わせてください。"])
_UNIFORM = ("ログインエラー", [
    "会員ID、ユーザーID、パスワードは正しいですか。", "パスワードの大文字と小文字は正しいですか。",
    "わからないときは、社内の管理者に問い合わせてください。"])


def show(visit):
    if visit.viewer:
        return visit.redirect("/")
    member_id, user_id = signed.remembered_ids(visit)
    return _form(visit, member_id, user_id, remember=bool(member_id), next_path=_local(visit.query.get("next")))


def _form(visit, member_id, user_id, remember, next_path, error=None, status=200):
    return visit.page(
        "login/login", status=status, title="ログイン", member_id=member_id[:_LONGEST_ID], user_id=user_id[:_LONGEST_ID], remember=remember,
        next_path=next_path, error=error, _form_key=lambda: guard.login_key(visit.device.family),
        keeps_cookies=visit.device.cookies != "no",
    )


def _local(path):
    """The path to go to after the login, without a session of anybody's: on this site, else the top."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\", "/log")) and path.isprintable()
    return without_carried(path) if is_ours else "/"


def log_in(visit):
    form = visit.form
    if guard.is_foreign(visit) or not guard.is_login_key(form.get("k"), visit.device.family):
        return visit.page("problem/problem", status=403, title="サーバーエラー", happened=_WRONG_WAY, advice="", login=True, typed=NOTHING)
    member_id, user_id = (user.fold_id(form.get(name)) for name in ("member_id", "user_id"))
    next_path, remember = _local(form.get("next")), "remember" in form
    try:
        person = user.check_login(member_id, user_id, form.get("password"), visit.address, clock.unix())
        url_id = signed.start(visit, person, label(visit.device))
    except user.TooManyFailures as failure:
        error = ("しばらくお待ちください", [f"ログインの失敗が続いたため、あと{failure.wait}秒はログインできません。時間をおいて、もう一度入力してください。"])
        body = _form(visit, member_id, user_id, remember, next_path, error, 429)
        response.set_header("Retry-After", str(failure.wait))
        return body
    except (user.UnknownId, user.WrongPassword) as failure:
        error = _UNKNOWN_ID if isinstance(failure, user.UnknownId) else _WRONG_PASSWORD
        if isinstance(failure, user.FormerMember) and not visit.settings.uniform_login_errors:
            return _ended(visit)
        return _form(visit, member_id, user_id, remember, next_path, _UNIFORM if visit.settings.uniform_login_errors else error)
    except user.Withdrawn:
        return _ended(visit)
    if remember:
        signed.remember_ids(visit, member_id, user_id)
    elif signed.remembered_ids(visit)[0]:
        signed.forget_ids(visit)
    return visit.redirect(f"/login/check?next={quote(next_path, safe='/')}&s={url_id}")


def _ended(visit):
    return visit.page("problem/problem", status=403, title="ご利用を終了しています", happened=_WITHDRAWN, advice="", login=True, typed=NOTHING)


def label(device):
    """The phone in plain words, for the list of places logged in."""
    words = [device.carrier or device.os or "", device.model or device.browser or ""]
    return " ".join(word for word in words if word)[:60] or "不明な端末"


def check(visit):
    """The bounce: what came back, the cookie or only the URL, decides how the session goes on."""
    url_id = visit.url_id
    kept = url_id and session.prove(signed.cookie_id(visit.environ), url_id, visit.device.family, clock.unix())
    if kept or not visit.viewer:  # proved now; or by this very request, sent twice or tried again after its answer was lost
        signed.resolve(visit)
    if not visit.viewer:
        return errors.lost_session(visit, "CookieもURLの情報も届きませんでした。")
    return visit.redirect(_local(visit.query.get("next")))


def log_out(visit):
    session.close(visit.viewer)
    signed.set_cookie(visit, "s", "")
    visit.viewer = visit.session_id = None
    return visit.page("login/bye", title="ログアウト")


ROUTES = [
    ("GET", "/login", show, "anyone"),
    ("POST", "/login", log_in, "anyone"),
    ("GET", "/login/check", check, "anyone"),
    ("POST", "/logout", log_out, "withdrawn_too"),
]
