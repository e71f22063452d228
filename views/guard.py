"""Rights and CSRF: what a request must show before a handler sees it."""

import base64
import functools
import hashlib
import hmac
import ipaddress
import re
import secrets
from urllib.parse import urlsplit

from bottle import HTTPError

from models import base, clock
from views.channel import REFUSED
from views.html import short

_KEY = re.compile(r"[\w-]{22}", re.ASCII)
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:@/\s]+)(?::\d{1,5})?", re.IGNORECASE)
_LOGIN_PAGE_LIFE = 24 * 3600  # seconds a login page may lie open
_CLOCKS_APART = 3600  # seconds by which a machine's clock may be ahead of another's


def form_key(session_id):
    """A key for one form of a session: the time, 4 random bytes and their keyed hash, as 22 characters."""
    nonce = _nonce()
    return short(nonce + _mac(nonce, session_id.encode("ascii")))


def _nonce():
    return clock.unix().to_bytes(4, "big") + secrets.token_bytes(4)


def _age(nonce):
    return clock.unix() - int.from_bytes(nonce[:4], "big")


def _mac(nonce, key, purpose=b"form"):
    return hashlib.blake2b(nonce, key=key, digest_size=8, person=purpose).digest()


def _unpack(text):
    """The two halves of a key; empty for what is no key, or another spelling of one: a key must not count as two."""
    data = base64.urlsafe_b64decode(text + "==") if _KEY.fullmatch(text) else b""
    return (data[:8], data[8:]) if short(data) == text else (b"", b"")


def is_form_key(text, session_id):
    """Whether it is a key of this session that is not older than what is known of the keys that were carried out."""
    nonce, mac = _unpack(text)
    if len(mac) != 8 or not hmac.compare_digest(mac, _mac(nonce, session_id.encode("ascii"))):
        return False
    return -_CLOCKS_APART <= _age(nonce) <= base.KEY_LIFE


def login_key(family):
    """The key of a login page: made before there is a session, so signed with the server's secret."""
    nonce = _nonce()
    return short(nonce + _mac(nonce, base.secret(), family.encode()[:16]))


def is_login_key(text, family):
    nonce, mac = _unpack(text)
    if len(mac) != 8 or not hmac.compare_digest(mac, _mac(nonce, base.secret(), family.encode()[:16])):
        return False
    return -_CLOCKS_APART <= _age(nonce) <= _LOGIN_PAGE_LIFE


def check_host(environ, allowed):
    """Refuses what the server could not read, and a Host that is not ours: the defence against DNS rebinding.

    An address cannot be rebound, so addresses pass; names must be in the list. The oldest phones
    (HTTP/1.0) send none, and get the server's own name in redirects.
    """
    if REFUSED in environ:
        raise HTTPError(environ[REFUSED], headers={"Retry-After": "10"} if environ[REFUSED] == 503 else {})
    host = environ.get("HTTP_HOST")
    if not host or environ["PATH_INFO"] in ("/healthz", "/readyz"):  # asked by load balancers, by whatever name
        return
    found = _HOST.fullmatch(host)
    name = found[1].lower() if found else ""
    if name not in allowed and not _is_address(name.strip("[]")):
        raise HTTPError(400, "このアドレスでは利用できません。")


@functools.lru_cache(64)  # parsing one takes 5 µs, and a server has few
def _is_address(name):
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def check_post(visit):
    """A post must carry a key of a page that this session was given, and come from this site."""
    check_origin(visit)
    if not is_form_key(visit.form.get("k"), visit.session_id):
        raise HTTPError(403, "この画面の有効期限が切れています。前の画面に戻り、もう一度操作してください。")


def check_origin(visit):
    """Refuses what another site's page sends."""
    if is_foreign(visit):
        raise HTTPError(403, "ほかのサイトからの操作は受け付けられません。")


def is_foreign(visit):
    """Whether another site's page sends this; "null" is the origin of a page that hides where it comes from."""
    origin = visit.environ.get("HTTP_ORIGIN")
    # The host alone is compared: a proxy may speak https for us.
    return bool(origin and _host_of(origin) != visit.environ.get("HTTP_HOST")) or visit.from_elsewhere


def _host_of(origin):
    """The host and port of an Origin; None for what is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
