"""Device: the facts of the phone in hand."""

from typing import NamedTuple

from carriers.dialect import Dialect


class Device(NamedTuple):
    """What one request's headers say about the phone that sent it.

    A NamedTuple, because one is made for every user-agent not seen before and
    a frozen dataclass of this size takes six times as long to make.
    """

    dialect: Dialect
    kind: str  # feature_phone, smartphone, tablet, desktop, bot, console, tv, other
    carrier: str | None = None  # docomo, au, softbank, willcom, emobile
    keypad: bool = False  # driven by keys alone: no touch, no mouse
    model: str | None = None
    generation: str | None = None  # the carrier's own word: mova, foma, win, 3gc ...
    browser: str | None = None
    browser_version: str | None = None
    os: str | None = None
    os_version: str | None = None
    screen: tuple[int, int] | None = None  # width, height in pixels
    cookies: str = "unknown"  # a first guess, proved at login: yes, no, unknown
    page_limit: int = 0  # bytes of markup the phone takes at once

    @property
    def family(self):
        """The word a session is bound to: it survives an update, not a change of phone."""
        if self.carrier and self.kind == "feature_phone":
            return self.carrier
        return f"{self.kind}:{(self.os or '').lower()}"
