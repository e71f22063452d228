"""Walking as a phone: a PC's browser has the whole site as a phone of somebody's choice gets it.

A signed cookie says as which phone, which login on the PC allows it, and which session the phone has. A walk ends when
its time is over, with the login on the PC, with the right to the bench, with a logout, or at /bench/end.
"""

import base64
import hashlib
import hmac
import json
import re
import zlib
from http.cookies import SimpleCookie
from typing import NamedTuple

from carriers import detect, detect_environ
from models import base, clock, session
from views.bench.looking import log_in
from views.session import cookie_id

LIFE = 3600  # seconds
COOKIE = "walk"
PREFIX = "walk-"  # of the names under which the PC's browser keeps the phone's cookies
_TOKEN = re.compile(r"(?:^|;\s*)walk=\"?([\w=.-]{20,4000})(?=[\";]|$)", re.ASCII)
_OWN = re.compile(rf"(?:^|;\s*){PREFIX}s=\"?([\w-]{{22}})(?=[\";]|$)", re.ASCII)
NAMED = re.compile(r"(?:^|&)s=([\w-]{22})(?=&|$)", re.ASCII)
_PHONES = ("s", "ids")  # the cookies that the site gives to phones


class Walk(NamedTuple):
    """Who walks as which phone. allowed_by: the session on the PC; session_id: that of the phone; started_at: Unix seconds."""

    member_id: str
    user_id: str
    allowed_by: int
    session_id: int
    started_at: int
    keeps_cookies: bool
    name: str
    headers: dict

    @property
    def device(self):
        return detect(self.headers)

    @property
    def token(self):
        """The walk as the cookie has it."""
        data = base64.urlsafe_b64encode(zlib.compress(json.dumps(self).encode("utf-8"), 9)).decode("ascii")
        return f"{data}.{_mac(data)}"


def _mac(data):
    return hashlib.blake2b(data.encode("ascii"), key=base.secret(), digest_size=16, person=b"walk").hexdigest()


def read(environ):
    """The Walk that a request's cookie tells of, over or not; None without one of ours."""
    found = _TOKEN.search(environ.get("HTTP_COOKIE", ""))
    data, _, mac = found[1].rpartition(".") if found else ("", "", "")
    if not data or not hmac.compare_digest(mac, _mac(data)):
        return None
    try:
        return Walk(*json.loads(zlib.decompress(base64.urlsafe_b64decode(data))))
    except TypeError:  # of an earlier version of this program
        return None


def allowing(environ, walk):
    """The session.Signed of the PC's login that allows a walk; None where the walk is over."""
    raw_id, now = cookie_id(environ), clock.unix()
    if raw_id is None or not 0 <= now - walk.started_at <= LIFE:
        return None
    found = session.find(raw_id, "cookie", detect_environ(environ).family, environ["wsgi.url_scheme"] == "https", now)
    is_same = found and (found.member_id, found.user_id, found.session_id) == (walk.member_id, walk.user_id, walk.allowed_by)
    return found if is_same and found.system_admin else None


def start(visit, chosen, keeps_cookies, path):
    """Logs in on a phone, as after a login there: values of Set-Cookie headers, and the path with what the phone keeps in it."""
    device, now, viewer = chosen.device, clock.unix(), visit.viewer
    cookie, url = log_in(visit, device)
    mode = session.prove(cookie if keeps_cookies else None, url, device.family, now)  # what the bounce decides
    raw_id = cookie if mode == "cookie" else url
    session_id = session.find(raw_id, mode, device.family, visit.secure, now).session_id
    walk = Walk(viewer.member_id, viewer.user_id, viewer.session_id, session_id, now, keeps_cookies, chosen.name, chosen.headers)
    if keeps_cookies:
        return cookies(visit.secure, walk, raw_id), path
    return cookies(visit.secure, walk), f"{path}{'&' if '?' in path else '?'}s={raw_id}"


def end(environ, walk):
    """Ends the phone's session; also another one that it has by now, after a login of its own."""
    session.close(walk)
    own, named = _OWN.search(environ.get("HTTP_COOKIE", "")), NAMED.search(environ.get("QUERY_STRING", ""))
    for raw_id, mode in ((own, "cookie"), (named, "url")):
        found = raw_id and session.find(raw_id[1], mode, walk.device.family, environ["wsgi.url_scheme"] == "https", clock.unix())
        if found:
            session.close(found)


def cookies(secure, walk=None, raw_id=""):
    """Values of Set-Cookie headers for a walk that starts; without one, those that delete all of the last."""
    values = dict.fromkeys([COOKIE, *(PREFIX + name for name in _PHONES)], "")
    if walk:
        values |= {COOKIE: walk.token, f"{PREFIX}s": raw_id}
    return [spelled(name, value, secure) for name, value in values.items()]


def spelled(name, value, secure):
    """The value of a Set-Cookie header; an empty value deletes the cookie."""
    jar = SimpleCookie({name: value})
    jar[name].update({"path": "/", "httponly": True, "samesite": "lax", "secure": secure, "max-age": LIFE if value else 0})
    return jar[name].OutputString()
