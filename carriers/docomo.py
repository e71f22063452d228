"""docomo: mova and FOMA, i-mode browser 1.0 and 2.0, and the full browser of the later FOMA.

Grammar (docomo, "作ろうiモードコンテンツ", user agents; HTTP-MobileAgent, DoCoMo.pm):

    mova    DoCoMo/1.0/MODEL[/cKB][/STATUS][/WxxHyy][/serX]
    PHS     DoCoMo/1.0/MODEL/cKB/sNN/kPHS-K
    FOMA    DoCoMo/2.0 MODEL(cKB[;STATUS][;WxxHyy][;serX;iccY])
    full    Mozilla/5.0 (MODEL;FOMA;like Gecko)

cKB is the cache in KB, not a page's limit. WxxHyy counts columns and lines, which change with
the user's font: neither a model nor a screen. ser and icc are serial numbers and are not read.
"""

import re

from carriers.crawlers import is_crawler
from carriers.device import Device, Quirk, by_model, make
from carriers.dialect import Dialect
from carriers.smartphone import OLD_SMART

_I_XHTML = (
    '<?xml version="1.0" encoding="Shift_JIS"?>'
    '<!DOCTYPE html PUBLIC "-//i-mode group (ja)//DTD XHTML i-XHTML(Locale/Ver.=ja/%s) 1.0//EN" "%s">'
)

# No i-mode browser is known to send files: people sent photos by mail. Pictures: GIF on all, JPEG too on FOMA. The 501i
# takes 5 KB with its pictures, later mova 8 to 20; FOMA 100 KB in all, the N2002 20 KB a picture (docomo, "作ろうiモードコンテンツ").
MOVA = Dialect(
    "mova", codec="docomo", charset="Shift_JIS", markup="chtml", prolog="", style="font",
    input_mode="istyle", key_label="emoji", script=False, half_width_kana=True,
    url_limit=512, page_limit=4_500, redirects=4, cookies="no",
    upload=False, file_limit=5_000, picture="GIF", picture_width=96, picture_limit=3_000, pictures=1,
)
IMODE1 = Dialect(
    "imode1", codec="docomo", charset="Shift_JIS", content_type="application/xhtml+xml", markup="xhtml",
    prolog=_I_XHTML % ("1.1", "i-xhtml_4ja_10.dtd"), style="inline", input_mode="wap", key_label="emoji",
    script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=4, cookies="no",
    upload=False, file_limit=100_000, picture_width=240, picture_limit=16_000,
)
IMODE2 = Dialect(
    "imode2", codec="docomo", charset="Shift_JIS", markup="xhtml",
    prolog=_I_XHTML % ("2.3", "i-xhtml_4ja_10.dtd"), stylesheet="keitai", input_mode="istyle", key_label="emoji",
    script=False, half_width_kana=True, url_limit=512, page_limit=9_000, redirects=4, cookies="yes",
    upload=False, file_limit=500_000, picture_width=240, picture_limit=16_000,
)

QUIRKS = (
    Quirk(
        frozenset({"N2001", "N2002", "P2002", "P2101V", "D2101V", "T2101V", "SH2101V"}),
        {"dialect": MOVA, "page_limit": MOVA.page_limit},
        "The first FOMA phones read HTML 3.0 only; XHTML came with the 900i.", "HTTP-MobileAgent, DoCoMo.pm, xhtml_compliant",
    ),
    Quirk(
        frozenset({"P03B", "P05B", "L01B"}),
        {"dialect": IMODE2, "generation": "foma2", "browser_version": "2.0LE", "cookies": "yes"},
        "i-mode browser 2.0 Limited Edition: the cookies and style sheets of 2.0, whatever cache it claims.",
        "jpmobile, mobile/docomo.rb, imode_browser_version",
    ),
)

# A cache of 500 KB and browser 2.0 came together, in May 2009 (HTTP-MobileAgent; jpmobile).
_FOMA = re.compile(r"DoCoMo/2\.0 ([A-Za-z\d]+)\(c(?:([5-9]\d\d|\d{4})|\d{1,3})(?!\d)[^()]*\)$", re.A)
_UNUSUAL_FOMA = re.compile(r"DoCoMo/2\.0 (?:MST_v_)?(\w+)(?:\(c(?:([5-9]\d\d|[1-9]\d{3})|\d*)(?!\d)[^)]*\)?)?", re.A)
_MOVA = re.compile(r"DoCoMo/\d\.\d[/ ](\w+)(/c\d+/s\d+/kPHS-K)?[^ ]*", re.A)
_FULL_BROWSER = re.compile(
    r"Mozilla/[\d.]+ \((?:(\w+?)(?:_W)?;FOMA[;)]|NTTDoCoMo (\w+)|compatible; MSIE [\d.]+; Symbian OS; Motorola (M1000))"
)
_PROXY = re.compile(r"Mozilla/5\.0 \(compatible; (DoCoMo/[^;]+)")
_CHANGES = by_model(QUIRKS)


def recognise(ua):
    """The Device of a user-agent that starts with DoCoMo/, or None."""
    found = _FOMA.match(ua)
    if found:
        return _foma(*found.groups())
    found = _UNUSUAL_FOMA.match(ua)
    return _foma(*found.groups(), _kind(ua, found)) if found else _mova(ua)


def _foma(model, browser2, kind="feature_phone"):
    if browser2:
        device = make(Device, (
            IMODE2, kind, "docomo", False, model, "foma2", "i-mode browser", "2.0", None, None, None, "yes", 9_000, "docomo"))
    else:
        device = make(Device, (
            IMODE1, kind, "docomo", False, model, "foma1", "i-mode browser", "1.0", None, None, None, "no", 9_000, "docomo"))
    return device._replace(**_CHANGES[model]) if model in _CHANGES else device


def _mova(ua):
    found = _MOVA.match(ua)
    if not found:
        return None
    model, phs = found.groups()
    kind = "feature_phone" if found.end() == len(ua) else _kind(ua, found)
    return make(Device, (
        MOVA, kind, "docomo", False, model, "phs" if phs else "mova", "i-mode browser", None, None, None, None, "no", 4_500, "docomo"))


def _kind(ua, found):
    """Whether what follows the grammar makes it a crawler that imitates the phone."""
    rest = ua[found.end():]
    return "bot" if rest and is_crawler(rest) else "feature_phone"


def full_browser(ua):
    """The Device of a FOMA phone's full browser, written for as a small browser of its day; or None."""
    found = _PROXY.match(ua)
    if found:
        return recognise(found[1])
    found = _FULL_BROWSER.match(ua)
    return found and make(Device, (
        OLD_SMART, "bot" if is_crawler(ua) else "feature_phone", "docomo", False, found[1] or found[2] or found[3], "foma2",
        "full browser", None, None, None, None, "yes", OLD_SMART.page_limit, "docomo"))


# How a user-agent begins, and who reads it.
STARTS = {"DoCoMo/": recognise}
