"""EMOBILE: H11T and its relatives, and HTC's phones on Windows Mobile.

Grammar (jpmobile, mobile/emobile.rb; woothee's test sets):

    emobile/1.0.0 (H11T; like Gecko; Wireless) NetFront/3.4
    Mozilla/5.0 (H11T; like Gecko; OpenBrowser) NetFront/3.4
    IAC/1.0 (H31IA;like Gecko;OpenBrowser) WWW Browser/ver1.0
    Huawei/1.0/H12HW/B000 Browser/Obigo-Browser/Q04A
    Mozilla/4.0 (compatible; MSIE 6.0; Windows CE; IEMobile 7.11) S22HT
"""

import re

from carriers.crawlers import is_crawler
from carriers.device import Device
from carriers.dialect import Dialect
from carriers.smartphone import OLD_SMART

# Whether its browsers send files is not known. A page may be 184,320 bytes (ktai-style).
EMOBILE = Dialect(
    "emobile", codec="emobile", charset="Shift_JIS", markup="xhtml",
    prolog='<?xml version="1.0" encoding="Shift_JIS"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML Basic 1.0//EN" '
           '"http://www.w3.org/TR/xhtml-basic/xhtml-basic10.dtd">',
    stylesheet="keitai", input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=9_000, redirects=3, cookies="yes",
    upload=False, file_limit=184_320, picture_width=240, picture_limit=16_000,
)

_PHONE = re.compile(r"(?:emobile/[\d.]+ ?\(|IAC/[\d.]+ ?\(|Huawei/[\d.]+/)(H\d\d[A-Z]{1,2})\b")
_OPEN_BROWSER = re.compile(r"Mozilla/[\d.]+ \((H\d\d[A-Z]{1,2}); ?like Gecko; ?OpenBrowser\)")
_WINDOWS = re.compile(r"(?:Mozilla|Opera)/[\d.]+ \([^()]*Windows[^()]*\) (S\d\dHT)\b")
_BROWSER = re.compile(r"(NetFront|Obigo-Browser)/([\w.]+)")


def recognise(ua):
    """The Device of a user-agent that starts like an EMOBILE phone's, or None."""
    found = _PHONE.match(ua)
    return _phone(ua, found[1], EMOBILE) if found else None


def full_browser(ua):
    """The Device of an EMOBILE phone whose user-agent begins like a PC browser's; or None."""
    found = _OPEN_BROWSER.match(ua)
    if found:
        return _phone(ua, found[1], OLD_SMART)
    found = _WINDOWS.match(ua) if "HT" in ua else None
    return found and Device(
        OLD_SMART, "smartphone", "emobile", False, found[1], "3g", "Opera Mobile" if "Opera" in ua else "IE Mobile", None,
        "Windows Mobile", None, None, "yes", OLD_SMART.page_limit, "emobile")


def _phone(ua, model, dialect):
    browser = _BROWSER.search(ua)
    name, version = browser.groups() if browser else (None, None)
    return Device(
        dialect, "bot" if is_crawler(ua) else "feature_phone", "emobile", False, model, "3g", name, version,
        None, None, None, "yes", dialect.page_limit, "emobile")


# How a user-agent begins, and who reads it.
STARTS = {"emobile/": recognise, "IAC/": recognise, "Huawei/": recognise}
