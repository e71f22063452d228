"""The signed-in state: which session a request names, and cookies proved rather than guessed.

Login gives a session two ids: one goes out as a cookie, one in the URL of a single bounce.
What comes back from the bounce decides which of them lives on.
"""

import re
from datetime import UTC, datetime, timedelta

from bottle import response

from models import clock, session

_COOKIE_ID = re.compile(r"(?:^|[;,]\s*)s=\"?([\w-]{22})(?=\"?(?:[;,]|$))", re.ASCII)
_REMEMBERED = re.compile(r"(?:^|[;,]\s*)ids=\"?([0-9A-Z]{1,16})\.([0-9]{5})(?=\"?(?:[;,]|$))", re.ASCII)
_REMEMBER = timedelta(days=365)


def cookie_id(environ):
    """The session id that came as a cookie, or None. Read by hand: the standard parser takes 20 µs."""
    found = _COOKIE_ID.search(environ.get("HTTP_COOKIE", ""))
    return found and found[1]


def resolve(visit):
    """Finds who is signed in. A cookie and a URL that name two sessions: the URL loses."""
    now = clock.unix()
    for raw_id, mode in ((cookie_id(visit.environ), "cookie"), (visit.url_id, "url")):
        if raw_id is None or (mode == "url" and visit.from_elsewhere and not visit.path.startswith("/login")):
            continue  # a link on another site signs nobody in
        visit.named_session = True
        visit.viewer = session.find(raw_id, mode, visit.device.family, visit.secure, now)
        if visit.viewer:
            visit.session_id = raw_id
            return


def start(visit, person, label):
    """Opens a session and sets its cookie; returns the id for the URL of the bounce."""
    cookie, url = session.open_session(person, visit.device.family, label, visit.secure, clock.unix())
    set_cookie(visit, "s", cookie)
    return url


def renew(visit):
    """Gives the session a new id, for when it comes to mean more: whoever saw the old one has nothing."""
    visit.session_id = session.renew(visit.viewer, clock.unix())
    if visit.viewer.mode == "cookie":
        set_cookie(visit, "s", visit.session_id)


def set_cookie(visit, name, value, lifetime=None):
    """A cookie for this site. No Expires unless it is to be remembered: a phone's clock may be years off."""
    until = {}
    if lifetime is not None:
        until = {"max_age": lifetime, "expires": datetime.now(UTC) + lifetime}
    response.set_cookie(name, value, path="/", httponly=True, samesite="lax", secure=visit.secure, **until)


def remember_ids(visit, member_id, user_id):
    """Keeps the two ids, never the password, in a cookie for a year."""
    set_cookie(visit, "ids", f"{member_id}.{user_id}", _REMEMBER)


def forget_ids(visit):
    set_cookie(visit, "ids", "", timedelta(0))


def remembered_ids(visit):
    found = _REMEMBERED.search(visit.environ.get("HTTP_COOKIE", ""))
    return found.groups() if found else ("", "")
