"""au: EZweb, WAP 2.0 browsers 6.0, 6.2 and 7.2, and the HDML phones before them.

Grammar (HTTP-MobileAgent, EZweb.pm; uamobile, tests/test_ezweb.py):

    HDML    UP.Browser/3.04-SN12 UP.Link/3.4.4
    WAP2    KDDI-TS21 UP.Browser/6.0.2.276 (GUI) MMP/1.1
            KDDI-CA3F UP.Browser/6.2_7.2.7.1.K.4.306 (GUI) MMP/2.0
    full    Mozilla/4.0 (compatible; MSIE 6.0; KDDI-CA3B) Opera 8.60 [ja]

Only the start counts: Vodafone's phones say UP.Browser further on. The subscriber's number
(X-UP-SUBNO) is not read.
"""

import re

from carriers.crawlers import is_crawler
from carriers.device import Device, make, size
from carriers.dialect import Dialect
from carriers.smartphone import OLD_SMART

# Browsers from 7.2.7.1.K.4 (2009) on send files of up to 500 KB (KDDI, 記述ガイド 1.0); which of those that claim the
# version really do is not known, and a form that can't be sent is lost as a whole. Which pictures an HDML phone's gateway
# passes is not known either. file_limit: what the gateway passes at most (x-up-devcap-max-pdu of 6.2 and 7.2).
EZ1 = Dialect(
    "ez1", codec="au", charset="Shift_JIS", markup="chtml", prolog="", style="font", input_mode="istyle",
    key_label="emoji", script=False, half_width_kana=True, url_limit=512, page_limit=4_500, redirects=3, cookies="no",
    upload=False, file_limit=7_500, picture="", pictures=0,
)
EZ = Dialect(
    "ez", codec="au", charset="Shift_JIS", markup="xhtml",
    prolog='<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html PUBLIC "-//OPENWAVE//DTD XHTML 1.0//EN" '
           '"http://www.openwave.com/DTD/xhtml-basic.dtd">',
    stylesheet="keitai", input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=9_000, redirects=6, cookies="yes",
    upload=False, file_limit=131_072, picture_width=240, picture_limit=16_000,
)

# The screen, the largest answer the gateway passes, and the scheme, which decides on cookies.
HEADERS = ("HTTP_X_UP_DEVCAP_SCREENPIXELS", "HTTP_X_UP_DEVCAP_MAX_PDU", "wsgi.url_scheme")

_WAP2 = re.compile(r"KDDI-(\w+) UP\.Browser(?:/((6\.\d)?(_7\.2)?\S*)(?: \(GUI\)(?: MMP/\d\.\d)?)?)?", re.A)
_HDML = re.compile(r"UP\.Browser/([\d.]+\w?)-(\w{4})(?!\w)", re.A)
_FULL_BROWSER = re.compile(r"(?:Mozilla|Opera)/[\d.]+ (?:Opera/[\d.]+ )?\((?:compatible; MSIE [\d.]+; )?KDDI-(\w+)[;)]")
_GENERATIONS = {"6.0": "wap2-6.0", "6.2": "wap2-6.2"}
_DIGITS = re.compile(r"\d{1,9}", re.A)


def recognise(ua, pixels="", max_pdu="", scheme=""):
    """The Device of a WAP 2.0 phone, whose user-agent starts with KDDI-, or None."""
    found = _WAP2.match(ua)
    if not found:
        return None
    kind = "bot" if found.end() != len(ua) and is_crawler(ua[found.end():]) else "feature_phone"
    model, version, release, kcp = found.groups()
    return make(Device, (
        EZ, kind, "au", False, model, "wap2-7.2" if kcp else _GENERATIONS.get(release, "wap2-6.2"), "UP.Browser", version,
        None, None, size(pixels) if pixels else None,
        # On https, browsers 6.x keep cookies in the handset, and lose them on some models (galakei, request.rb).
        "unknown" if scheme == "https" and not kcp else "yes",
        _page_limit(max_pdu) if max_pdu else 9_000, "au"))


def recognise_hdml(ua, pixels="", max_pdu="", scheme=""):
    """The Device of a phone before WAP 2.0, whose user-agent starts with UP.Browser/, or None."""
    found = _HDML.match(ua)
    if not found:
        return None
    version, model = found.groups()
    kind = "bot" if "(" in ua and is_crawler(ua[found.end():]) else "feature_phone"
    return make(Device, (
        EZ1, kind, "au", False, model, "hdml", "UP.Browser", version, None, None, size(pixels) if pixels else None, "no", 4_500, "au"))


def full_browser(ua):
    """The Device of PCサイトビューアー, which is not EZweb but a small browser of its day; or None."""
    found = _FULL_BROWSER.match(ua)
    return found and make(Device, (
        OLD_SMART, "bot" if is_crawler(ua) else "feature_phone", "au", False, found[1], "wap2-6.2", "Opera", None,
        None, None, None, "yes", OLD_SMART.page_limit, "au"))


def _page_limit(max_pdu):
    """Bytes: what the gateway passes where that is less than the working budget; absurd values don't count.

    No page is cut below what the oldest handsets take: a form can't be, and WAP 2.0 began with caches of 9.5 KB.
    """
    if not _DIGITS.fullmatch(max_pdu) or int(max_pdu) < 1_000:
        return EZ.page_limit
    return min(max(int(max_pdu), EZ1.page_limit), EZ.page_limit)


# How a user-agent begins, and who reads it.
STARTS = {"KDDI-": recognise, "UP.Browser/": recognise_hdml}
