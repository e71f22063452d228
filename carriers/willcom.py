"""WILLCOM (DDI Pocket before, Y!mobile after): PHS phones, and the W-ZERO3 on Windows Mobile.

Grammar (HTTP-MobileAgent, AirHPhone.pm; uamobile, tests/test_willcom.py):

    Mozilla/3.0(WILLCOM;SANYO/WX310SA/2;1/1/C128) NetFront/3.3
    Mozilla/3.0(DDIPOCKET;JRC/AH-J3001V,AH-J3002V/1.0/0100/c50)CNF/2.0
    Mozilla/4.0 (compatible; MSIE 4.01; Windows CE; SHARP/WS007SH; PPC; 480x640)
"""

import re

from carriers.crawlers import is_crawler
from carriers.device import Device, size
from carriers.dialect import Dialect
from carriers.smartphone import OLD_SMART

# Whether its browsers send files is not known. A page of 32 KB (ktai-style) holds one picture beside its text.
WILLCOM = Dialect(
    "willcom", codec="willcom", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle",
    key_label="emoji", script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=3,
    cookies="yes", upload=False, file_limit=32_000, picture_width=240, picture_limit=16_000, pictures=1,
)

_PHS = re.compile(
    r"Mozilla/[\d.]+ ?\((?:(?:WILLCOM|DDIPOCKET);[^/;)]{1,20}/|compatible; MSIE [\d.]+; KYOCERA/(?=AH-K))([\w-]+)")
_W_ZERO3 = re.compile(r"(?:Mozilla|Opera)/[\d.]+ \([^()]{0,80}\bSHARP/(WS\d{3}SH)\b")
_SCREEN = re.compile(r"PPC; (\d+x\d+)")
_BROWSER = re.compile(r"(NetFront|Opera|CNF)[ /]([\d.]+)")


def full_browser(ua):
    """The Device of a WILLCOM phone, whose user-agents all begin like a PC browser's; or None."""
    found = _PHS.match(ua)
    if not found:
        return _w_zero3(ua)
    browser = _BROWSER.search(ua)
    name, version = browser.groups() if browser else (None, None)
    return Device(
        WILLCOM, "bot" if is_crawler(ua) else "feature_phone", "willcom", False, found[1], "phs", name, version,
        None, None, None, WILLCOM.cookies, WILLCOM.page_limit, "willcom")


def _w_zero3(ua):
    """A pen and a PC's browser: written for as an old smartphone."""
    found = _W_ZERO3.match(ua) if "SHARP/WS" in ua else None
    screen = found and _SCREEN.search(ua)
    return found and Device(
        OLD_SMART, "smartphone", "willcom", False, found[1], "phs", "Opera Mobile" if "Opera" in ua else "IE Mobile", None,
        "Windows Mobile", None, size(screen[1]) if screen else None, "yes", OLD_SMART.page_limit, "willcom")
