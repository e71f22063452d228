"""The same checks on any address over http: a team's own main service, as a phone would get it.

It asks as the phone asks, with the phone's headers, follows as many redirects as the phone does, and keeps no cookies. The
style sheets and pictures that the page names are looked at as the page is.
"""

import http.client
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

from carriers import checks, detect
from carriers.checks.finding import page_of, title_of
from views.qa.runner import Page, Run
from views.qa.screens import Screen

TIMEOUT = 20.0  # seconds for each step of an answer
LARGEST = 2_000_000  # bytes of an answer; what comes behind is not read
_MOST_SHEETS, _MOST_PICTURES = 3, 5  # of a page


class Unreachable(Exception):
    """The address gave no answer; its text is one line that says why."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself: each redirect is looked at."""

    def redirect_request(self, *_):
        return None


def look(address, phone):
    """(Screens, Run) of an address on a phone (a row of phones.toml): a Screen for each redirect, for the page, and for its parts. Raises Unreachable."""
    device, looked = detect(phone.headers), {}
    for hops in range(2 * device.dialect.redirects):
        try:
            answer = _ask(address, phone.headers)
        except Unreachable:
            if not looked:
                raise
            looked[address] = _page(device, address, None, hops)
            break
        parts = _parts(device, phone, address, answer)
        sheets = tuple(part[2].decode("utf-8", "replace") for part in parts.values() if part and part[0] == 200 and _kind(part) == "text/css")
        looked[address] = _page(device, address, answer, hops, sheets)
        looked |= {part: _page(device, part, found, 0) for part, found in parts.items()}
        location = next((value for name, value in answer[1] if name.lower() == "location"), None)
        if not (300 <= answer[0] < 400 and location):
            break
        address = urljoin(address, location)
    mode = "asked" if any(name.lower() == "set-cookie" for page in looked.values() for name, _ in page.headers) else "unasked"
    return [Screen("url", name, "", name) for name in looked], Run(mode, dict(enumerate(looked.values())))


def _page(device, address, answer, hops, sheets=()):
    """The Page of an answer (status, headers, body), or of none."""
    if answer is None:
        return Page(0, (), b"", "", hops, (_finding("答えがありません。", "アドレスを確かめます。"),))
    status, headers, body = answer
    findings = (*checks.run(device, status, headers, body, sheets, urlsplit(address).netloc), *checks.chain(device, hops))
    if len(body) >= LARGEST:
        findings += (_finding(f"{LARGEST:,}バイトより長いので、途中までしか読んでいません。", "ページを分けます。"),)
    if status >= 400:
        findings += (_finding(f"ステータスが{status}です。", "アドレスと、この端末への対応を確かめます。"),)
    return Page(status, tuple(headers), body, title_of(device, headers, body), hops, findings)


def _finding(text, advice):
    return checks.Finding("status", checks.ERROR, text, advice, "QA")


def _parts(device, phone, address, answer):
    """{address: answer, or None where none comes} of the first style sheets and pictures that a page names."""
    page = page_of(device, *answer[1:])
    named = [*page.sheets[:_MOST_SHEETS], *[tag.attributes.get("src", "") for tag in page.named("img")][:_MOST_PICTURES]] if page else []
    found = {}
    for part in (urljoin(address, name) for name in named if name and not name.startswith("data:")):
        try:
            found[part] = _ask(part, phone.headers)
        except Unreachable:
            found[part] = None
    return found


def _kind(answer):
    return next((value.partition(";")[0].strip().lower() for name, value in answer[1] if name.lower() == "content-type"), "")


def _ask(address, headers):
    """(status, headers, body) of one request."""
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise Unreachable(f"{address[:200]} is no address that starts with http:// or https://")
    try:
        request = urllib.request.Request(address, headers=headers | {"Connection": "close"})
        with urllib.request.build_opener(_Stay).open(request, timeout=TIMEOUT) as answer:
            return answer.status, answer.getheaders(), answer.read(LARGEST)
    except urllib.error.HTTPError as error:  # redirects are among them
        with error:
            return error.code, error.headers.items(), error.read(LARGEST)
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise Unreachable(f"{address[:200]} gives no answer ({str(getattr(error, 'reason', error)) or type(error).__name__})") from None
