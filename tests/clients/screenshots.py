"""Pictures of every screen on several phones, and one picture of the phones side by side.

    python -m tests.clients.screenshots DIR      (from the project's folder)

DIR/<phone>/<screen>.png are the screens; DIR/phones.png is the group, which docs/ has a copy of.
"""

import base64
import html
import pathlib
import re
import shutil
import sys
import tempfile
from typing import NamedTuple
from urllib.parse import urljoin

from playwright.sync_api import sync_playwright

from carriers import detect
from tests.clients import agents, browser, screens
from tests.clients.server import Server, make_sample


class Phone(NamedTuple):
    """A phone to be pictured. frame: the width in pixels of its picture in the group."""

    caption: str
    client: dict
    frame: int


def _old(user_agent, width=240, height=320):
    return {"user_agent": user_agent, "viewport": {"width": width, "height": height}}


PHONES = {
    "foma": Phone("i-mode (FOMA)", _old(agents.FOMA), 240),
    "softbank": Phone("Yahoo!ケータイ (SoftBank 3G)", _old(agents.SOFTBANK), 240),
    "keypad": Phone("4Gケータイ", browser.KEYPAD, 240),
    "android": Phone("Android 2.3", _old(agents.ANDROID_2_3, 320, 480), 240),
    "iphone": Phone("iPhone", browser.PHONE | {"user_agent": agents.IPHONE}, 270),
    "pc": Phone("PC", browser.PC, 560),
}
_KEYCAP = re.compile("([0-9#])\ufe0f?\u20e3")
_SHOWN = "day"  # the screen in the picture of the group
_PERSON = "00104"


def main(arguments):
    if len(arguments) != 1:
        print("screenshots: name the directory for the pictures", file=sys.stderr)
        return 2
    program = shutil.which("chromium")
    if not program:
        print("screenshots: chromium is not installed: apt-get install chromium fonts-vlgothic", file=sys.stderr)
        return 2
    target = pathlib.Path(arguments[0])
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        people = make_sample(pathlib.Path(directory))
        chromium = browser.launch(playwright, program)
        with Server(pathlib.Path(directory)) as server:
            event_path = add_event(chromium, server, people[_PERSON])
            for name, phone in PHONES.items():
                (target / name).mkdir(parents=True, exist_ok=True)
                take(chromium, server, people[_PERSON], phone, event_path, target / name)
        compose(chromium, target)
        chromium.close()
    return 0


def add_event(chromium, server, person):
    """Adds an event for today; its path."""
    with browser.opened(chromium, browser.PC) as page:
        browser.log_in(page, server, person, "/event/new")
        page.fill("[name=title]", "見積もりの打合せ")
        page.fill("[name=place]", "第2会議室")
        page.fill("[name=note]", "見積書を3部持参する。\n先方は2名。")
        page.fill("[name=start]", "12:15")
        page.fill("[name=end]", "12:45")
        page.click("[type=submit] >> nth=0")
        page.wait_for_load_state()
        if page.query_selector("[name=anyway]"):
            page.click("[type=submit] >> nth=0")
            page.wait_for_load_state()
        return page.locator("main a", has_text="見積もりの打合せ").get_attribute("href")


def take(chromium, server, person, phone, event_path, folder):
    """Pictures of every screen on one phone."""
    with browser.opened(chromium, phone.client) as page:
        dialect = detect({"User-Agent": phone.client["user_agent"]}).dialect
        for name, path in screens.SIGNED_OUT.items():
            _shoot(page, server.address + path, folder / f"{name}.png", dialect)
        browser.log_in(page, server, person)
        home = page.url  # on a phone without cookies it holds the session
        for name, path in screens.signed_in(page, server, event_path, home).items():
            _shoot(page, screens.with_session(server.address + path, home), folder / f"{name.replace(' ', '-')}.png", dialect)
        _fail(page, screens.with_session(f"{server.address}/event/new", home))
        page.screenshot(path=folder / "form-with-errors.png")


def _fail(page, address):
    """Fills the form so that it comes back: a name that fits several people."""
    page.goto(address)
    page.fill("[name=title]", "工場見学")
    page.fill("[name=others]", "佐々木")
    page.click("[type=submit] >> nth=0")
    page.wait_for_load_state()


def _shoot(page, address, path, dialect):
    if dialect.script:
        page.goto(address)
    else:  # a handset, whose own font has its carrier's emoji; an XHTML document can't be written into, so into another
        page.goto(urljoin(address, "/healthz"))
        page.set_content(_with_emoji(dialect, page.request.get(address).body()))
    page.screenshot(path=path)


def _with_emoji(dialect, body):
    """A handset's page with its carrier's codes as Unicode, which the fonts here can draw, in a handset's one font."""
    page = _KEYCAP.sub(r'<span style="font-family: Noto Color Emoji">\1️⃣</span>', dialect.decode(body))
    return page.replace("</head>", "<style>* { font-family: 'VL Gothic', sans-serif; }</style></head>")


# The group


def compose(chromium, target):
    """One picture of all phones side by side, each with the same screen."""
    cells = "".join(
        f'<figure style="width:{phone.frame}px"><div class="case"><img src="{_embedded(target / name / f"{_SHOWN}.png")}"></div>'
        f"<figcaption>{html.escape(phone.caption)}</figcaption></figure>"
        for name, phone in PHONES.items()
    )
    width = sum(phone.frame + 40 for phone in PHONES.values()) + 40
    page = chromium.new_page(viewport={"width": width, "height": 100})
    page.set_content(f"<!DOCTYPE html><meta charset=utf-8><style>{_STYLE}</style><body>{cells}")
    page.screenshot(path=target / "phones.png", full_page=True)
    page.close()


_STYLE = """
body { display: flex; align-items: flex-end; margin: 0; padding: 20px; background: #fff; font: 15px sans-serif; color: #333; }
figure { margin: 0 20px; text-align: center; }
.case { padding: 8px; border: 2px solid #444; border-radius: 14px; background: #f4f4f4; }
img { display: block; width: 100%; border: 1px solid #999; }
figure { box-sizing: border-box; }
figcaption { padding-top: 8px; }
"""


def _embedded(path):
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
