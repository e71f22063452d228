"""Phones with a touch screen and PCs: with and without cookies and scripts, at every width."""

import re

import pytest

from tests.clients import browser, screens
from tests.clients.browser import heading, log_in, opened, opened_cookieless, words

WIDTHS = [240, 320, 390, 768, 1280]
CLIENTS = {"phone": browser.PHONE, "pc": browser.PC}
PEOPLE = {"phone": "00131", "pc": "00140"}
FINGER = 40  # px; the height below which a finger misses

_STICKING_OUT = """(width) => document.documentElement.scrollWidth <= width ? [] : [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > width && !one.children.length).map(one => one.outerHTML.slice(0, 120))
  .concat(document.documentElement.scrollWidth)"""

_TOO_SMALL = """(least) => [...document.querySelectorAll('main a[href], main button, main [type=submit], main select, header a, footer a')]
  .filter(one => one.offsetParent && one.getBoundingClientRect().height < least)
  .map(one => one.outerHTML + ' ' + one.getBoundingClientRect().height)"""


def add(page, server, title, day):
    """Adds an appointment; the path of the new event."""
    page.goto(screens.with_session(f"{server.address}/event/new", page.url))
    page.fill("[name=title]", title)
    page.fill("[name=day]", day)
    page.click("[type=submit] >> nth=0")
    page.wait_for_load_state()
    return page.locator("main .rows a", has_text=title).get_attribute("href")


@pytest.mark.parametrize("name", CLIENTS)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_log_in_add_and_see(desktop, server, people, name, scripts):
    with opened(desktop, CLIENTS[name], java_script_enabled=scripts) as page:
        person = people[PEOPLE[name]]
        log_in(page, server, person)
        assert heading(page) == person.name and "s=" not in page.url
        add(page, server, f"顔合わせ{name}{scripts}", "2031-05-01" if scripts else "2031-05-02")
        assert heading(page) == ("2031/5/1(木)" if scripts else "2031/5/2(金)") and f"顔合わせ{name}{scripts}" in words(page)
        page.click("text=その他")
        page.click("text=ログアウト")
        page.wait_for_load_state()
        assert "ログアウトしました。" in words(page)
        page.goto(f"{server.address}/")
        assert heading(page) == "ログイン"
        assert not page.complaints


_LEFT_OF_LINES = """() => [...document.querySelectorAll('.timed a')].map(one => {
  const range = document.createRange()
  range.selectNodeContents(one.lastChild)
  const words = [...range.getClientRects()].filter(line => line.width > 8)
  const place = one.parentNode.querySelector('.under')
  return [...words, ...(place ? [place.getBoundingClientRect()] : [])].map(line => line.left)
})"""

_OFF_THE_MIDDLE = """() => [...document.querySelectorAll('.menu .count')].map(one => {
  const [box, row] = [one.getBoundingClientRect(), one.parentNode.parentNode.getBoundingClientRect()]
  return Math.abs(box.top + box.height / 2 - row.top - row.height / 2)
})"""


def test_a_long_title_and_its_place_hang_beside_the_time(desktop, server, people):
    with opened(desktop, browser.PHONE | {"viewport": {"width": 375, "height": 667}}) as page:
        log_in(page, server, people[PEOPLE["phone"]], "/event/new")
        page.fill("[name=title]", "全社の来期計画を話し合う長い題名の会議で、二行目にわたるもの")
        page.fill("[name=day]", "2031-06-02")
        page.fill("[name=place]", "本社ビル12階の大きな会議室のとなりの部屋")
        page.click("[type=submit] >> nth=0")
        page.wait_for_load_state()
        for path in (page.url, f"{server.address}/week/20310602"):
            page.goto(path)
            lines, = page.evaluate(_LEFT_OF_LINES)
            assert len(lines) > 1 and max(lines) - min(lines) < 6, lines


def test_the_numbers_of_the_menu_stand_in_the_middle_of_their_rows(desktop, server, people):
    with opened(desktop, browser.PHONE) as page:
        log_in(page, server, people[PEOPLE["phone"]])
        for look in ("", "large"):
            page.evaluate(f"document.body.className = '{look}'")
            distances = page.evaluate(_OFF_THE_MIDDLE)
            assert distances and max(distances) < 1.5, (look, distances)


def test_a_deep_link_is_reached_after_the_login(desktop, server, people):
    with opened(desktop, browser.PHONE) as page:
        log_in(page, server, people["00152"], "/week/20310505")
        assert heading(page) == "2031/5/5(月)から"


def test_blocked_cookies_leave_the_session_in_the_url(playwright, chromium, server, people, tmp_path):
    with opened_cookieless(playwright, chromium, tmp_path / "profile", browser.PHONE) as page:
        log_in(page, server, people["00163"])
        assert heading(page) == people["00163"].name
        assert re.search(r"[?&]s=[\w-]{22}", page.url)
        add(page, server, "クッキーなし", "2031-05-03")
        assert "クッキーなし" in words(page) and "s=" in page.url
        environment_says(page, server, script="有効です。", cookie="無効です。")
        assert not page.complaints


def environment_says(page, server, script, cookie):
    page.goto(f"{server.address}/environment")
    said = re.sub(r"\s+", " ", words(page))
    assert f"JavaScript {script}" in said and f"Cookie {cookie}" in said


@pytest.mark.parametrize("name", CLIENTS)
def test_the_environment_page_knows_scripts_and_cookies(desktop, server, name):
    with opened(desktop, CLIENTS[name]) as page:
        environment_says(page, server, script="有効です。", cookie="有効です。")
        assert "Internet Explorerは" not in words(page) and not page.complaints
    with opened(desktop, CLIENTS[name], java_script_enabled=False) as page:
        environment_says(page, server, script="無効です。", cookie="有効です。")


@pytest.fixture(scope="module", params=CLIENTS)
def client(request):
    return CLIENTS[request.param]


@pytest.fixture(scope="module")
def visited(desktop, server, people, client):
    """A page logged in, and the paths of every screen."""
    with opened(desktop, client) as page:
        log_in(page, server, people["00170"])
        event_path = add(page, server, "長い件名の予定" * 7, "2031-06-01" if client is browser.PC else "2031-06-02")
        yield page, screens.signed_in(page, server, event_path)


@pytest.fixture
def stranger(desktop, client):
    """A page not logged in, and the paths of every screen that it may see."""
    with opened(desktop, client) as page:
        yield page, screens.SIGNED_OUT


def too_wide(page, paths, server):
    """Every screen and width at which something sticks out to the right, with what sticks out."""
    found = []
    for name, path in paths.items():
        page.goto(server.address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 700})
            found += [f"{name} at {width} px: {what}" for what in page.evaluate(_STICKING_OUT, width)]
    return found


def too_small(page, paths, server):
    """Every link and button lower than a finger needs."""
    found = []
    for name, path in paths.items():
        page.goto(server.address + path)
        found += [f"{name}: {what}" for what in page.evaluate(_TOO_SMALL, FINGER)]
    return found


def test_nothing_scrolls_sideways(visited, stranger, server):
    assert not too_wide(*visited, server) + too_wide(*stranger, server)
    assert not [text for page, _ in (visited, stranger) for text in page.complaints if "404" not in text]


def test_a_finger_hits_every_link_and_button(visited, stranger, server, client):
    for page, _ in (visited, stranger):
        page.set_viewport_size(client["viewport"])
    assert not too_small(*visited, server) + too_small(*stranger, server)
