"""Every screen in every dialect: it renders, says what it is, is well formed where XML is promised, and fits."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from carriers import DIALECTS, checks
from tests.views.screens import SCREENS
from views.tailor import STATIC

NAMES = [dialect.name for dialect in DIALECTS]
PATHS = [path for paths in SCREENS.values() for path in paths]
KEYS = re.compile(r'(?:accesskey|directkey)="([^"]*)"')


def check_page(answer, phone):
    """What holds for every page, whatever is on it."""
    dialect = phone.device.dialect
    assert answer.header("Content-Type") == dialect.header
    assert int(answer.header("Content-Length")) == len(answer.body)
    assert len(answer.body) <= phone.device.page_limit
    assert "User-Agent" in answer.header("Vary")
    assert "no-" in answer.header("Cache-Control")
    source = answer.source
    assert "\\\\" not in source, "the template's own signs show"
    assert dialect.charset.lower() in source.lower()
    if dialect.markup == "xhtml":
        ElementTree.fromstring(re.sub(r"^<\?xml.*?\?>|<!DOCTYPE.*?>", "", source, flags=re.DOTALL).replace("<!DOCTYPE", ""))
    if not dialect.script:
        assert "<script" not in source and " onclick" not in source
    keys = KEYS.findall(source)
    assert len(keys) == len(set(keys)), f"a key stands twice: {keys}"
    assert "" not in keys
    for link in answer.page.links:
        assert len(link["href"].encode()) < dialect.url_limit
        assert not urlsplit(link["href"]).netloc
    sheets = [(STATIC / f"{dialect.stylesheet}.css").read_text("utf-8")] if dialect.style == "link" else []
    found = checks.run(phone.device, answer.status, answer.headers, answer.body, sheets)
    assert not [one for one in found if one.severity != checks.NOTE]
    return source


@pytest.mark.parametrize("name", NAMES)
def test_every_screen_in_every_dialect(signed_in, cast, today, name):
    phone = signed_in(name, cast.administrator)
    words = {"day": today.strftime("%Y%m%d"), "month": today.strftime("%Y%m")}
    for screen in PATHS:
        answer = phone.get(with_session(phone, screen.format(**words)))
        assert answer.status == 200, f"{screen}: {answer.text}"
        check_page(answer, phone)


def with_session(phone, path):
    """The path as a link of the page behind the login has it."""
    session = re.search(r"[?&]s=[\w-]{22}", phone.top.link("その他"))
    if not session:
        return path
    return f"{path}{'&' if '?' in path else '?'}{session[0][1:]}"
