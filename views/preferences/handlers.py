"""設定: how pages look, and the places logged in."""

from bottle import HTTPError

from models import clock, profile, session, telephone
from models.base import Invalid


def show(visit, problems=None):
    places = session.places(visit.viewer, clock.unix())
    number = visit.form.line("telephone") if problems else telephone.find(visit.viewer, visit.viewer.user_id)
    return visit.page(
        "preferences/preferences", title="設定", rows=visit.slice(places, "/preferences"), saved="saved" in visit.query,
        number=number, problems=problems or {},
    )


def save(visit):
    form = visit.form
    half_width, look, page_rows = form.get("half_width"), form.get("look"), form.number("page_rows")
    if half_width not in ("", "on", "off") or look not in ("", "large") or not 0 <= page_rows <= 50:
        raise HTTPError(400)
    try:
        telephone.save(visit.viewer, form.line("telephone"))
    except Invalid as error:
        return show(visit, error.problems)
    profile.save(visit.viewer, half_width=half_width, page_rows=page_rows, look=look)
    return visit.redirect("/preferences?saved=1")


def end(visit, session_id):
    """Logs one place out; the place one is in leads to the login page."""
    session.end(visit.viewer, int(session_id))
    return visit.redirect("/preferences")


ROUTES = [
    ("GET", "/preferences", show, "signed_in"),
    ("POST", "/preferences", save, "signed_in"),
    ("POST", "/places/<session_id:re:[0-9]{1,18}>/end", end, "signed_in"),
]
