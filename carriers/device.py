"""Device: the facts of the phone in hand; Quirk: what a model does unlike its generation."""

import re
from typing import NamedTuple

from carriers import smartphone
from carriers.dialect import Dialect

_SIZE = re.compile(r"(\d{2,4})[*,xX](\d{2,4})(?!\d)", re.A)


class Device(NamedTuple):
    """What one request's headers say about the phone that sent it.

    A NamedTuple, because one is made for every user-agent not seen before and
    a frozen dataclass of this size takes six times as long to make.
    """

    dialect: Dialect
    kind: str  # feature_phone, smartphone, tablet, desktop, bot, console, tv, other
    carrier: str | None = None  # docomo, au, softbank, willcom, emobile
    keypad: bool = False  # known to have a browser of today and nothing but keys: no touch, no mouse
    model: str | None = None  # as the phone names itself: P503i, CA3F, 910T, SO-01F
    generation: str | None = None  # a word of the carrier's file: mova, wap2-6.2, 3gc, garaho ...
    browser: str | None = None
    browser_version: str | None = None
    os: str | None = None
    os_version: str | None = None
    screen: tuple[int, int] | None = None  # width, height in pixels
    cookies: str = "unknown"  # a first guess, proved at login: yes, no, unknown
    page_limit: int = 0  # bytes of markup the phone takes at once

    # The word a session is bound to. It comes from the user-agent alone, never from a
    # header that some requests lack, and names no version: it survives an update of the
    # browser or the system, not a change of phone.
    family: str = "other"

    @property
    def uploads(self):
        """Whether its forms can send files."""
        return self.dialect.upload and smartphone.uploads(self.dialect, self.kind, self.os, self.os_version)

    @property
    def is_unknown(self):
        """Whether no rule knew it: a carrier's phone without a model, or anything of which system, browser or kind is missing.

        Crawlers, consoles and televisions are what they say; and whoever sends nothing has said nothing wrong.
        """
        if self.carrier:
            return self.model is None and self.kind != "bot"
        if self.kind in ("smartphone", "tablet", "desktop"):
            return self.os is None or self.browser is None
        return self.kind == "other" or (self.kind == "feature_phone" and not self.keypad)

    @property
    def picture_width(self):
        """Pixels across that a picture may have."""
        return self.screen[0] if self.screen else self.dialect.picture_width


# make(Device, a tuple with all its fields) takes a third of the time of a call with arguments.
make = tuple.__new__


class Quirk(NamedTuple):
    """One row: what is different about some models, and who says so."""

    models: frozenset
    change: dict  # fields of Device
    reason: str
    source: str


def by_model(quirks):
    """The changes of quirk rows, found by model."""
    return {model: quirk.change for quirk in quirks for model in quirk.models}


def size(text):
    """Width and height in pixels as a header writes them, 240*320 or 240,320; None when absurd."""
    found = _SIZE.match(text or "")
    if not found:
        return None
    width, height = int(found[1]), int(found[2])
    return (width, height) if 60 <= width <= 4_000 and 30 <= height <= 4_000 else None
