"""表示の選択: another version than the one that was found for the phone. It travels in the URL, as a session without cookies does."""

from bottle import HTTPError

from carriers import VERSIONS, detect_environ
from carriers.serials import without_serials
from models import field
from views import guard


def show(visit):
    return visit.page(
        "version/choice", title="表示の選択", versions=VERSIONS.values(), chosen=visit.version,
        _form_key=lambda: guard.login_key(visit.device.family),  # there may be no session
    )


def choose(visit):
    """Shows everything as the chosen version, from here on and until 自動 is chosen or the site is opened anew."""
    guard.check_origin(visit)
    if not guard.is_login_key(visit.form.get("k"), visit.device.family):
        raise HTTPError(403, "この画面の有効期限が切れています。前の画面に戻り、もう一度操作してください。")
    version = None if "auto" in visit.form else VERSIONS.get(visit.form.get("to"))
    if version is not visit.version:
        visit.choose(version)
        _note_choice(visit)
    return visit.redirect("/version")


def _note_choice(visit):
    found = detect_environ(visit.environ)
    if visit.version and visit.version.dialect is not found.dialect and found.kind != "bot":
        field.count(_counted(visit), found.dialect.name, visit.version.dialect.name)


def note_unknown(visit):
    """Counts a phone that no rule knew."""
    if agent := _counted(visit):
        field.count(agent, detect_environ(visit.environ).dialect.name)


def _counted(visit):
    return without_serials(visit.environ.get("HTTP_USER_AGENT", ""))


ROUTES = [
    ("GET", "/version", show, "always"),
    ("POST", "/version", choose, "always"),
]
