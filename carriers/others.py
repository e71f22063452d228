"""All devices that no carrier's file knows: user-agents' opinion, corrected where it is known to be wrong.

Chromium's client hints are believed where they are well formed, as they say what a frozen
user-agent no longer does: the model, the system's version, and whether it is a tablet.
"""

import re

from carriers import desktop, smartphone
from carriers.crawlers import EMBEDDED, NAMES, is_program
from carriers.device import Device
from carriers.smartphone import MODERN, OLD_SMART

# The first two come with every https request of a browser that has hints, the rest only to who asked for them.
ALWAYS = ("HTTP_SEC_CH_UA_PLATFORM", "HTTP_SEC_CH_UA_MOBILE")
HEADERS = (*ALWAYS, "HTTP_SEC_CH_UA_MODEL", "HTTP_SEC_CH_UA_PLATFORM_VERSION", "HTTP_SEC_CH_UA_FORM_FACTORS")

_QUOTED = re.compile(r'"([\w .()+/-]{1,40})"', re.A)
_VERSION = re.compile(r'"(\d{1,4}(?:\.\d{1,6}){0,3})"', re.A)
# Browsers of iOS alone, and the token that Safari's desktop disguise drops but an app's does not.
_ON_IPAD = re.compile(r"\bMobile/\w|CriOS/|FxiOS/|EdgiOS/")
_SAFARI_VERSION = re.compile(r"\bVersion/(\d[\d.]*)")
_FORM_FACTORS = {
    "Tablet": "tablet", "Mobile": "smartphone", "Desktop": "desktop", "XR": "other", "Watch": "other", "EInk": "tablet",
}
# Systems whose fonts lack the emoji of Unicode 6.
_WITHOUT_EMOJI = frozenset({
    "Symbian OS", "Symbian^3", "Windows CE", "Windows Mobile", "BlackBerry OS", "Bada", "MeeGo", "Maemo", "webOS", "YunOS",
    "Mac OS",
})
_WINDOWS_WITHOUT_EMOJI = frozenset({"3.1", "95", "98", "ME", "NT", "NT 4.0", "2000", "XP"})
# What one device may call itself from one update, or one choice of 「PC版サイト」, to the next.
_FAMILIES = {
    "iOS": "apple", "Mac OS X": "apple", "Mac OS": "apple", "Android": "linux", "YunOS": "linux", "Linux": "linux",
    "Chrome OS": "linux", "Windows Phone": "windows",
}


# Of ua-parser's 430 patterns of browsers and programs, those that name a person's browser hold one of
# these words. The others take 9 MB of each process to tell crawlers and programs apart, which nobody asks.
BROWSERS = """
    Chrom CriOS Firefox FxiOS Focus Fennec Minefield Safari Version/ Opera OPR OPiOS MSIE ]?IE IEMobile Trident rv: Edg
    SamsungBrowser UCBrowser UCWEB Silk NetFront Nokia S40 Black BB10 PlayBook Puffin YaBrowser YaSearch QQBrowser
    MicroMessenger Miui LINE Instagram FB Vivaldi rave DuckDuckGo Konqueror AppleWebKit Android Maxthon Dolphin
    Netscape Gecko w3m ynx inks Obigo Teleca Dalvik CFNetwork HbbTV Nintendo PlayStation Whale Sleipnir Lunascape
    Coast iPhone OSBrowser Blazer Dolfin Huawei Midori Tizen SEMC Polaris Series60 BonEcho SeaMonkey GSA
""".split()


def rows():
    """What user-agents calls a phone or a PC and is none: pattern and kind, in order, for ua-parser's engine."""
    return (desktop.CONSOLES, "console"), (desktop.TELEVISIONS, "tv"), (NAMES, "bot"), (desktop.THINGS, "other")


def asked(ua):
    """The user-agent as the engine can read it, without what only looks like a crawler's name."""
    ua = ua.replace(EMBEDDED, "")
    if not ua.isascii():
        ua = ua.encode("utf-8", "replace").decode("utf-8")  # the engine takes no half of a surrogate pair
    # A phone may be called bot: Cubot, M bot.
    name = smartphone.model(ua) if "bot" in ua.lower() else None
    return ua.replace(name, name.lower().replace("bot", "")) if name and "bot" in name.lower() else ua


def recognise(ua, agent, platform="", mobile="", model="", platform_version="", form_factors=""):
    """The Device of any user-agent, with client hints where they were sent."""
    lower = ua.lower()
    system, version = _system(ua, lower, agent)
    family = _FAMILIES.get(system, (system or "other").lower())
    name = smartphone.model(ua)
    kind = _kind(ua, lower, agent, name)
    says_mobile = mobile == "?1" or platform in ('"iOS"', '"iPadOS"')
    if "Macintosh" in ua and kind != "bot" and (says_mobile or _ON_IPAD.search(ua)):
        found = _SAFARI_VERSION.search(ua)
        kind, system, version, name = "tablet", "iOS", found and found[1], "iPad"
    if platform and kind in ("smartphone", "tablet", "desktop"):
        kind, system, version = _hinted(kind, system, version, platform, mobile, platform_version, form_factors)
    if model and kind in ("smartphone", "tablet"):
        found = _QUOTED.fullmatch(model)
        name = found[1] if found else name
    return _device(agent, kind, system, version, name, family)


def _device(agent, kind, system, version, name, family):
    dialect = MODERN
    old_windows = system == "Windows" and version in _WINDOWS_WITHOUT_EMOJI
    if kind == "feature_phone" or system in _WITHOUT_EMOJI or old_windows:
        dialect = OLD_SMART
    elif kind in ("smartphone", "tablet"):
        dialect = smartphone.dialect(system, version)
    browser = agent.browser
    return Device(
        dialect, kind, None, False, name if kind in ("smartphone", "tablet", "feature_phone") else None, None,
        None if browser.family == "Other" else browser.family, browser.version_string or None, system, version or None,
        None, dialect.cookies, dialect.page_limit, "bot" if kind == "bot" else family)


def _kind(ua, lower, agent, name):
    """One of Device.kind's words, from the user-agent alone."""
    found = agent.device.family
    if found in ("console", "tv", "bot", "other"):
        return found
    if is_program(lower) or agent.is_bot:
        return "bot"
    if desktop.is_mac_program(lower):
        return "desktop"
    return smartphone.kind(ua, lower, agent, name) or ("desktop" if agent.is_pc or desktop.is_pc(lower) else "other")


def _system(ua, lower, agent):
    """The system's name and version; previews and codenames by the release they became."""
    family, version = agent.os.family, agent.os.version_string
    if not version or ".99" in version:
        found = smartphone.version(ua)
        if found:
            return found
    yunos = smartphone.yunos(lower)
    if yunos:
        return "YunOS", yunos
    return (None, None) if family == "Other" else (family, version or None)


def _hinted(kind, system, version, platform, mobile, platform_version, form_factors):
    """Kind, system and version, where hints know better than a reduced user-agent."""
    if platform == '"Android"':
        if system != "Android":  # 「PC版サイト」 on a phone or tablet
            kind, system, version = "smartphone" if mobile == "?1" else "tablet", "Android", None
    found = _QUOTED.match(form_factors)
    if found and found[1] in _FORM_FACTORS and platform == '"Android"':
        kind = _FORM_FACTORS[found[1]]
    number = _VERSION.fullmatch(platform_version)
    if number and platform == '"Windows"':
        # Windows 11 calls itself 10.0 in the user-agent, and 13 or more here (Microsoft, "Detect Windows 11").
        major = int(number[1].split(".")[0])
        return kind, system, "11" if major >= 13 else version
    if number and platform in ('"Android"', '"macOS"'):
        version = number[1]
    return kind, system, version
