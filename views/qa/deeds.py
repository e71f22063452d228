"""What is done to see a screen, by Screen.does: functions of the phone, the path and the Screen that return the answer."""

import datetime
import re

from models import clock, maintenance


def _get(phone, path, screen):
    return phone.get(path)


def _mistype(phone, path, screen):
    """The last form of the page, sent with something wrong in it."""
    return phone.submit(phone.get(path), dict(screen.fields))


def _garble(phone, path, screen):
    return phone.post(path, b"title=%FF")


def _forge(phone, path, screen):
    """A form without its key, as another site would send it."""
    return phone.post(path, [("title", "x")])


def _flood(phone, path, screen):
    return phone.post(path, b"title=" + b"x" * 300_000)


def _close(phone, path, screen):
    """The site during maintenance."""
    maintenance.plan(clock.now(), clock.now() + datetime.timedelta(hours=2), "ご迷惑をおかけします。")
    try:
        return phone.get(path)
    finally:
        maintenance.lift(clock.now())


def _style_sheet(phone, path, screen):
    """The style sheet that the page names; the page itself where it names none."""
    answer = phone.get(path)
    address = re.search(r"href=\"([^\"]+\.css[^\"]*)\"", answer.source)
    return phone.get(address[1]) if address else answer


def _picture(phone, path, screen):
    """The first picture on the page; the page itself where it has none."""
    answer = phone.get(path)
    address = next((picture["src"] for picture in answer.page.pictures), None)
    return phone.get(address) if address else answer


def _log_in(phone, path, screen):
    """A login on a phone of its own, with the redirects behind it."""
    return type(phone)(phone.app, phone.headers).submit(phone.get(path), dict(screen.fields))


DEEDS = {
    "get": _get, "mistype": _mistype, "garble": _garble, "forge": _forge, "flood": _flood, "close": _close, "sheet": _style_sheet,
    "picture": _picture, "log_in": _log_in,
}
