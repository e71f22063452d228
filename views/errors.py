"""What went wrong, in the phone's own markup and in plain words, and what to do next."""

import contextlib
import logging
from urllib.parse import quote

from bottle import request, response

from views import page, session, upload
from views.visit import Visit

log = logging.getLogger(__name__)

# status: (title, what happened, what to do)
_TEXTS = {
    400: ("送信エラー", "送られた内容を読み取れませんでした。", "前の画面に戻り、もう一度操作してください。"),
    403: ("操作できません", "この操作をする権限がありません。", "必要なときは、社内の管理者に問い合わせてください。"),
    404: ("ページがありません", "お探しのものは見つかりません。", "削除されたか、アドレスが間違っています。"),
    405: ("操作エラー", "この操作は、このページではできません。", "トップからやり直してください。"),
    413: ("送信エラー", "送られた内容が大きすぎます。", "前の画面に戻り、文章を短くするか、写真やファイルを小さくするか減らして、もう一度送信してください。" + upload.LIMITS),
    431: ("送信エラー", "送られた内容やアドレスが長すぎます。", "短くして、もう一度送信してください。"),
    500: ("サーバーエラー", "エラーが発生しました。", "しばらくしてから、もう一度操作してください。"),
    503: ("混み合っています", "ただいま利用できません。", "しばらくしてから、もう一度操作してください。"),
}
# Fields of a form that hold a secret, or nothing that somebody wrote.
_NEVER_SHOWN = {"password", "old", "new", "again", "csv", "k", "s"}
_BEFORE_THE_SESSION = (404, 405, 413, 431)  # what is answered before anybody has asked who is signed in
_LOST_SESSION = "サーバーエラー エラーが発生しました。ウインドウを閉じてください。アプリケーション情報が存在しません。"


def show(error, settings):
    """The page of an HTTPError, for bottle's error handling. Never itself a traceback."""
    if error.exception is not None and error.status_code == 500:
        log.error("500 %s", request.environ.get("REQUEST_METHOD"), exc_info=error.exception)
    visit = request.environ.get("groupware.visit")
    if visit is None:
        visit = request.environ["groupware.visit"] = Visit(request.environ, settings)
        if error.status_code in _BEFORE_THE_SESSION:  # so that the way back to the top keeps a session, even one in the URL
            _resolve(visit)
    status = error.status_code if error.status_code in _TEXTS else (400 if error.status_code < 500 else 500)
    title, happened, advice = _TEXTS[status]
    title = getattr(error, "title", title)
    said = isinstance(error.body, str) and error.exception is None and not error.body.isascii()
    body = visit.page(
        "problem/problem", status=error.status_code, title=title, happened=error.body if said else happened,
        advice="" if said else advice, typed=_typed(visit),
    )
    error.headers.update(response.headers)  # bottle answers with the error's own headers
    return body


def _resolve(visit):
    try:
        session.resolve(visit)
    except Exception as error:  # an error page must not fail for want of a database
        log.warning("no session for an error page: %s", type(error).__name__)


def not_signed_in(visit):
    """To the login page; or, where a session was named and is gone, a page that says why."""
    if not visit.named_session and visit.environ["REQUEST_METHOD"] in ("GET", "HEAD"):
        return visit.redirect("/login" if visit.path == "/" else f"/login?next={quote(visit.back(), safe='/')}")
    return lost_session(visit, "ログインしてから時間がたったか、ログアウトやパスワードの変更などがあったため、ログインの情報がなくなりました。")


def lost_session(visit, reason):
    """The text for a session that is missing after a login. What was typed is shown, not lost."""
    return visit.page(
        "problem/problem", status=403, title="ログインが必要です", happened=_LOST_SESSION,
        advice=f"{reason}もう一度ログインしてください。", login=True, typed=_typed(visit),
    )


def _typed(visit):
    """The texts of a post that could not be carried out, to be read or copied, as much as the page takes; never a password."""
    texts = []
    if visit.environ["REQUEST_METHOD"] == "POST":
        with contextlib.suppress(Exception):  # the body itself may be what is wrong
            texts = [text for name, text in visit.form.pairs() if name not in _NEVER_SHOWN and (len(text) > 12 or not text.isascii())]
    whole = "\n".join(texts)
    return page.Slice(whole, 0, len(whole))
