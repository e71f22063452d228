"""A screen as somebody sees it on a phone: the phone logs in as them and asks, in process, and all it wrote is undone."""

import base64
import contextlib
import re
from typing import NamedTuple
from urllib.parse import urljoin

from bottle import request, response

from carriers import checks
from carriers.checks.finding import page_of, title_of
from models import base, clock, session, user
from models.base import NotAllowed
from models.member import WrongPassword
from views.bench.recoding import sent
from views.qa.browser import Phone
from views.qa.runner import Page

LABEL = "互換性QA"
_SESSION = re.compile(r"[?&](s=[\w-]{22})(?=&|$)", re.ASCII)
_PICTURE = re.compile(rb"<img src=\"(/[^\"]*)")
_LARGEST_PICTURE = 1_000_000  # bytes


class Seen(NamedTuple):
    """What a phone got.

    page: a runner.Page with the exact bytes; mode: how its session is kept, "cookie" or "url", empty where nobody has
    logged in; pictures: {address in the page: the picture as an address of its own}.
    """

    phone: object  # choice.Chosen
    page: Page
    mode: str
    pictures: dict


def look(visit, choice):
    """[Seen] of each phone of a Choice, with the visitor's own rights and data. Nothing that they write stays."""
    application = visit.environ["bottle.app"]
    with _apart(visit):
        return [base.rehearsed(lambda chosen=chosen: _seen(visit, application, chosen, choice)) for chosen in choice.phones]


@contextlib.contextmanager
def _apart(visit):
    """bottle has one request and one response for each thread; this one's come back."""
    try:
        yield
    finally:
        request.bind(visit.environ)
        response.bind()


def _seen(visit, application, chosen, choice):
    phone = Phone(application, chosen.headers, choice.keeps_cookies, visit.environ["wsgi.url_scheme"], visit.environ.get("HTTP_HOST") or visit.settings.name)
    phone.address = visit.address  # an operator's, where the site is closed to others
    mode, suffix = ("", "") if choice.out else _bounce(visit, phone)
    path, _, query = choice.path.partition("?")
    query = "&".join(filter(None, [sent(phone.device.dialect, query.encode("ascii")), suffix]))
    answer = phone.get(f"{path}?{query}" if query else path)
    hops, page = phone.hops, page_of(phone.device, answer.headers, answer.body)
    sheets = tuple(phone.get(urljoin(answer.url, address)).body.decode("utf-8", "replace") for address in page.sheets) if page else ()
    findings = (*checks.run(phone.device, answer.status, answer.headers, answer.body, sheets, phone.host), *checks.chain(phone.device, hops))
    seen = Page(answer.status, tuple(answer.headers), answer.body, title_of(phone.device, answer.headers, answer.body), hops, findings)
    return Seen(chosen, seen, mode, _pictures(phone, answer) if page else {})


def log_in(visit, device):
    """Opens a session of the visitor's on a phone: its ids for a cookie and for the bounce. Raises NotAllowed where they can't log in any more."""
    person = user.present(visit.viewer.member_id, visit.viewer.user_id)
    if person is None:
        raise NotAllowed
    try:
        return session.open_session(person, device.family, LABEL, visit.secure, clock.unix())
    except WrongPassword:
        raise NotAllowed from None


def _bounce(visit, phone):
    """Lets the phone bounce as after a login: how its session is kept, and what keeps it in addresses."""
    phone.cookies["s"], url_id = log_in(visit, phone.device)
    bounce = phone.get(f"/login/check?next=/&s={url_id}", follow=False)
    found = _SESSION.search(bounce.header("Location") or "")
    return ("url", found[1]) if found else ("cookie", "")


def _pictures(phone, answer):
    """The pictures of a page, as the phone gets them."""
    found = {}
    for address in (address.decode("ascii") for address in dict.fromkeys(_PICTURE.findall(answer.body)) if address.isascii()):
        picture = phone.get(address.replace("&amp;", "&"))
        kind = picture.header("Content-Type") or ""
        if picture.status == 200 and kind in ("image/jpeg", "image/gif", "image/png") and len(picture.body) <= _LARGEST_PICTURE:
            found[address] = f"data:{kind};base64,{base64.b64encode(picture.body).decode('ascii')}"
    return found
