"""The system's Chromium: as a phone with a touch screen, a phone with keys, or a PC; with cookies or scripts off."""

import contextlib
import json

from tests.clients import agents

_FLAGS = [
    "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--disable-gpu", "--disable-smooth-scrolling", "--lang=ja",
]
SPATIAL = "--enable-spatial-navigation"  # the arrow keys move the focus, as on a keypad phone

KEYPAD = {"user_agent": agents.KEYPAD, "viewport": {"width": 240, "height": 320}}
PHONE = {
    "user_agent": agents.ANDROID, "viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True,
    "device_scale_factor": 2,
}
PC = {"user_agent": agents.PC, "viewport": {"width": 1280, "height": 800}}
_JAPANESE = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo"}


def launch(playwright, program, *flags):
    """A running Chromium."""
    return playwright.chromium.launch(executable_path=program, chromium_sandbox=False, args=[*_FLAGS, *flags])


@contextlib.contextmanager
def opened(browser, client, **options):
    """A page of a browser that nobody has used before, and that is watched."""
    context = browser.new_context(**_JAPANESE, **client, **options)
    try:
        yield watched(context.new_page())
    finally:
        context.close()


@contextlib.contextmanager
def opened_cookieless(playwright, program, profile, client, **options):
    """The same, with cookies blocked in the browser's own settings."""
    settings = profile / "Default" / "Preferences"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=program, chromium_sandbox=False, args=_FLAGS, **_JAPANESE, **client, **options)
    try:
        yield watched(context.pages[0])
    finally:
        context.close()


def watched(page):
    """The page, noting in page.complaints what the browser finds wrong: script errors, refused content, missing files."""
    page.complaints = []
    page.set_default_timeout(10_000)
    page.on("console", lambda message: page.complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def log_in(page, server, login, path="/"):
    """Logs in with mouse or finger, from a page that asks for it."""
    page.goto(server.address + path)
    page.fill("[name=member_id]", login.member_id)
    page.fill("[name=user_id]", login.user_id)
    page.fill("[name=password]", login.password)
    page.click("[type=submit]")
    page.wait_for_load_state()


def heading(page):
    """The screen's own title."""
    return page.inner_text("h1")


def words(page):
    """All words on the screen."""
    return page.inner_text("body")
