"""Pictures of every function's main screens on several phones.

    python -m tests.clients.screenshots DIR      (from the project's folder)

DIR/<phone>/<screen>.png are the screens, as long as they are; DIR/<phone>-1.png and on are many of them on one sheet;
DIR/phones.png has the phones side by side, and docs/ a copy of it.
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

from PIL import Image
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
    "iphone": Phone("iPhone", browser.PHONE | {"user_agent": agents.IPHONE, "viewport": {"width": 375, "height": 667}}, 270),
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
                lay_out(sorted((target / name).glob("*.png")), target / name)
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
        for name, path in screens.main(event_path).items():
            _shoot(page, screens.with_session(server.address + path, home), folder / f"{name}.png", dialect)
        _fail(page, screens.with_session(f"{server.address}/event/new", home))
        page.screenshot(path=folder / "form-with-errors.png", full_page=True)


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
    page.screenshot(path=path, full_page=True)


def _with_emoji(dialect, body):
    """A handset's page with its carrier's codes as Unicode, which the fonts here can draw, in a handset's one font."""
    page = _KEYCAP.sub(r'<span style="font-family: Noto Color Emoji">\1️⃣</span>', dialect.decode(body))
    return page.replace("</head>", "<style>* { font-family: 'VL Gothic', sans-serif; }</style></head>")


# The sheets and the group


def lay_out(paths, name):
    """Sheets of nine pictures each, cut off where they are longer than two screens: <name>-1.png and on."""
    pictures = [_small(Image.open(path).convert("RGB")) for path in paths]
    width, height = pictures[0].width + 8, 720
    for number, start in enumerate(range(0, len(pictures), 9), 1):
        shown = pictures[start:start + 9]
        across = min(len(shown), 2_400 // width)
        sheet = Image.new("RGB", (width * across, height * -(-len(shown) // across)), "#777")
        for place, picture in enumerate(shown):
            down, right = divmod(place, across)
            sheet.paste(picture.crop((0, 0, picture.width, min(picture.height, height - 8))), (right * width + 4, down * height + 4))
        sheet.save(f"{name}-{number}.png")


def _small(picture):
    """The picture 240 px wide, a PC's 600."""
    width = 600 if picture.width > 1_000 else 240
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def compose(chromium, target):
    """One picture of all phones side by side, each with the same screen."""
    cells = "".join(
        f'<figure style="width:{phone.frame}px"><div class="case"><img src="{_embedded(target / name / f"{_SHOWN}.png")}" style="{_cut(phone)}"></div>'
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


def _cut(phone):
    """Shows the phone's screen of a page that may be longer."""
    screen = phone.client["viewport"]
    return f"aspect-ratio: {screen['width']} / {screen['height']}; object-fit: cover; object-position: top"


def _embedded(path):
    return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
