"""The same checks on any address over http: a team's own main service, as a phone would get it.

It asks as the phone asks, with the phone's headers, follows as many redirects as the phone does, and keeps no cookies.
"""

import http.client
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

from carriers import checks, detect
from carriers.checks.finding import page_of
from views.qa.runner import Page, Run
from views.qa.screens import Screen

TIMEOUT = 20.0  # seconds for each step of an answer
LARGEST = 2_000_000  # bytes of an answer; what comes behind is not read
_MOST_SHEETS = 3


class Unreachable(Exception):
    """The address gave no answer; its text is one line that says why."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows nothing by itself: each redirect is looked at."""

    def redirect_request(self, *_):
        return None


def look(address, phone):
    """(Screens, Run) of an address on a phone (a row of phones.toml): a Screen for each redirect, the last for the page. Raises Unreachable."""
    device, pages, found = detect(phone.headers), [], []
    for hops in range(2 * device.dialect.redirects):
        status, headers, body = _ask(address, phone.headers)
        found.append(Screen("url", address, "", address))
        pages.append(_page(device, phone, address, status, headers, body, hops))
        location = next((value for name, value in headers if name.lower() == "location"), None)
        if not (300 <= status < 400 and location):
            break
        address = urljoin(address, location)
    return found, Run("cookie" if any(name.lower() == "set-cookie" for page in pages for name, _ in page.headers) else "url", dict(enumerate(pages)))


def _page(device, phone, address, status, headers, body, hops):
    page = page_of(device, headers, body)
    sheets = _sheets(page, phone, address) if page else ()
    findings = (*checks.run(device, status, headers, body, sheets), *checks.chain(device, hops))
    if len(body) >= LARGEST:
        findings += (checks.Finding("status", checks.ERROR, f"{LARGEST:,}バイトより長いので、途中までしか読んでいません。", "ページを分けます。", "QA"),)
    if status >= 400:
        findings += (checks.Finding("status", checks.ERROR, f"ステータスが{status}です。", "アドレスと、この端末への対応を確かめます。", "QA"),)
    return Page(status, tuple(headers), body, page.title if page else "", hops, findings)


def _sheets(page, phone, address):
    """The texts of the first style sheets that a page names; one that doesn't come is none."""
    found = []
    for sheet in page.sheets[:_MOST_SHEETS]:
        try:
            status, _, body = _ask(urljoin(address, sheet), phone.headers)
        except Unreachable:
            continue
        found += [body.decode("utf-8", "replace")] if status == 200 else []
    return tuple(found)


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
