"""SoftBank: J-PHONE 2G (C and P types), W type, Vodafone and SoftBank 3GC.

Grammar (HTTP-MobileAgent, Vodafone.pm; jpmobile, mobile/softbank.rb):

    C       J-PHONE/2.0/J-DN02, J-PHONE/3.0/J-PE03_a
    P       J-PHONE/4.0/J-SH51/SN... SH/0001aa Profile/MIDP-1.0 ...
    W       J-PHONE/5.0/V801SA
    3GC     Vodafone/1.0/V802SE/SEJ001/SN... Browser/SEMC-Browser/4.1 ...
            SoftBank/1.0/910T/TJ001/SN... Browser/NetFront/3.3 ...
            MOT-V980/80.2B.04I MIB/2.2.1 ...
    full    Mozilla/5.0 (945SH;SoftBank;SN...) NetFront/3.5

SN... is the handset's serial number, and X-JPHONE-UID the subscriber's: neither is read.
Vodafone's phones elsewhere share the prefix; the Japanese models are V, three digits, letters.
"""

import re

from carriers.crawlers import is_crawler
from carriers.device import Device, Quirk, by_model, make, size
from carriers.dialect import Dialect
from carriers.smartphone import OLD_SMART

_PLUS = (
    '<?xml version="1.0" encoding="%s"?><!DOCTYPE html PUBLIC "-//J-PHONE//DTD XHTML Basic 1.0 Plus//EN" '
    '"xhtml-basic10-plus.dtd">'
)

# Only late 3GC models send files, and nothing in their headers says which. Pictures: 2G knows no GIF, and its C2 no JPEG
# either, so PNG; C takes 6 KB with its pictures, W and 3GC 200 and 300 KB (SoftBank's guides, as fkoji and memorva quote them).
SB2G = Dialect(
    "sb2g", codec="jphone", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle+mode",
    access_key="directkey", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=4_500, redirects=2, cookies="no",
    upload=False, file_limit=6_000, picture="PNG", picture_width=120, picture_limit=3_000, pictures=1,
)
SBW = Dialect(
    "sbw", codec="softbank-sjis", charset="Shift_JIS", markup="xhtml", prolog=_PLUS % "Shift_JIS", stylesheet="keitai",
    input_mode="istyle+mode", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=9_000, redirects=3, cookies="yes",
    upload=False, file_limit=200_000, picture_width=240, picture_limit=16_000,
)
SB3G = Dialect(
    "sb3g", codec="softbank", markup="xhtml", prolog=_PLUS % "UTF-8", stylesheet="keitai",
    input_mode="istyle+mode", key_label="emoji", script=False, half_width_kana=True,
    url_limit=1_024, page_limit=9_000, redirects=3, cookies="yes",
    upload=False, file_limit=300_000, picture_width=240, picture_limit=16_000,
)

QUIRKS = (
    Quirk(
        frozenset({"MOT-V980"}), {"model": "V702MO"},
        "Motorola's 3GC phones name the maker's model, not the carrier's.", "HTTP-MobileAgent, Vodafone.pm",
    ),
    Quirk(
        frozenset({"MOT-C980"}), {"model": "V702sMO"},
        "As above; ktai-style has the two swapped, so x-jphone-msname goes first where it is sent.",
        "HTTP-MobileAgent, Vodafone.pm",
    ),
)
HEADERS = ("HTTP_X_JPHONE_MSNAME", "HTTP_X_JPHONE_DISPLAY", "HTTP_X_S_DISPLAY_INFO")

_3GC = re.compile(
    r"(?:SoftBank/\d\.\d|Vodafone/\d\.\d(?=/V?\d{3}[A-Z])|[SV]emulator[\d.]*/[\d.]+)/(\w+)(?:/\S*)?"
    r"(?: Browser/([\w.-]+)/([\d.]+))?", re.A)
_ODD_3GC = re.compile(r"(MOT-[CV]980)(?!\w)|[SV]emulator\b")
_J_PHONE = re.compile(r"J-(?:PHONE|Phone|EMULATOR)/(\d)\.\d/([\w-]+)", re.A)
_FULL_BROWSER = re.compile(r"Mozilla/[\d.]+ \((\w+);SoftBank[;)]")
_MODEL = re.compile(r"[\w-]{2,16}", re.A)
_CHANGES = by_model(QUIRKS)
_TYPES = {"2": ("c", SB2G), "3": ("c", SB2G), "4": ("p", SB2G), "5": ("w", SBW)}


def recognise(ua, msname="", display="", display_info=""):
    """The Device of a 3GC phone, or None."""
    found = _3GC.match(ua)
    if found:
        model, browser, version = found.groups()
    else:
        odd = _ODD_3GC.match(ua)
        if not odd:
            return None
        model, browser, version = _CHANGES[odd[1]]["model"] if odd[1] else None, None, None
    return make(Device, (
        SB3G, "bot" if "(" in ua and is_crawler(ua) else "feature_phone", "softbank", False,
        _model(model, msname) if msname else model, "3gc", browser, version, None, None,
        _screen(display, display_info) if display or display_info else None, "yes", 9_000, "softbank"))


def recognise_2g(ua, msname="", display="", display_info=""):
    """The Device of a C, P or W type phone, whose user-agent starts with J-PHONE/, or None."""
    found = _J_PHONE.match(ua)
    if not found:
        return None
    version, model = found.groups()
    generation, dialect = _TYPES.get(version, ("p", SB2G))
    return make(Device, (
        dialect, "bot" if "(" in ua and is_crawler(ua) else "feature_phone", "softbank", False,
        _model(model, msname) if msname else model, generation, None, None, None, None,
        _screen(display, display_info) if display or display_info else None, dialect.cookies, dialect.page_limit, "softbank"))


def _model(model, msname):
    """The model's own header says it best: user-agents differ by colour (J-SH51_a) and by maker (MOT-V980)."""
    return msname if _MODEL.fullmatch(msname) else model


def _screen(display, display_info):
    """The screen's size, or that of the browser's area in it where nothing else was sent."""
    return size(display) or size(display_info)


def full_browser(ua):
    """The Device of PCサイトブラウザ, written for as a small browser of its day; or None."""
    found = _FULL_BROWSER.match(ua)
    return found and make(Device, (
        OLD_SMART, "bot" if is_crawler(ua) else "feature_phone", "softbank", False, found[1], "3gc", "NetFront", None,
        None, None, None, "yes", OLD_SMART.page_limit, "softbank"))


# How a user-agent begins, and who reads it.
STARTS = {
    "SoftBank/": recognise, "Vodafone/": recognise, "MOT-": recognise, "Semulator": recognise, "Vemulator": recognise,
    "J-PHONE/": recognise_2g, "J-Phone/": recognise_2g, "J-EMULATOR/": recognise_2g,
}
