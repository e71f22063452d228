"""Smartphones and tablets: Android, iOS, and the rest that have a touch screen; and the world's other mobile phones."""

import re

from carriers.dialect import Dialect
from carriers.words import Words

OLD_SMART = Dialect(
    "old-smart", codec="utf-8-words", page_limit=60_000, cookies="yes", picture_width=480, picture_limit=60_000,
)
MODERN = Dialect("modern", cookies="yes")

# Tablets that say Mobile like a phone, or that an app names: their makers' words ...
_TABLET_WORDS = Words(
    "tablet xoom iconia transformer mediapad playbook touchpad lifetab jetstream",
    {
        "pad": r"(?<!cool)(?<!game)(?<!note)(?<!key)pad(?:[ _-]?\w{1,4})?$|(?<!cool)(?<!game)(?<!note)(?<!key)pad[ _]",
        "tab": r"[ _-]tab\b|\b(?:e|my|smart|life|idea|medi|galaxy)-?tab|\btab[ _-]?\d",
        "nexus": r"nexus (?:7|9|10)\b", "pixel": r"pixel c\b", "flyer": r"\bflyer", "streak": r"\bstreak [17]",
        "venue": r"venue ?(?:7|8|10)", "slate": r"\bslate", "archos": r"\barchos (?:[7-9]\d|1\d\d)", "novo": r"\bnovo ?\d", "nook": r"\bnook", "kindle": r"kindle fire",
    },
)
# ... and numbering: Samsung, Amazon's KF, Sony, Huawei (-W09: no telephone), Lenovo, LG, Asus, Toshiba; au's ..T21; docomo's.
_TABLET_NUMBERS = re.compile(
    r"(?:samsung[ _-]|lenovo[ _-]|huawei[ _-]?|asus[ _-]|lg-|toshiba[ _-]|sony ?|motorola ?|bn )?(?:"
    r"gt-p\d{4}|gt-n(?:51|80)\d\d|sm-[tpx]\d{3}|shw-m(?:180|30[05]|380|480)|sch-i(?:800|905|915|925)"
    r"|sgh-(?:i987|t849|i957|t859)|sc-0(?:1c|2d|1e)|kf[a-z]{2,5}\b|sgp[t\d]\d{2}|so-0(?:3e|5f|5g)"
    r"|(?:sht|lgt|hwt|kyt|fjt|sot|sct)\d\d\b|[a-z]{3}\d?-w\d\d\b|(?:ags|bah|jdn|kob|sht|btv|cmr)\d?-"
    r"|tb-?[x\d]\w{2,4}|yt3?-[x\d]|(?<=lg-)v[pk]?\d{3}\b|(?<=lg-)[vu]k\d{3}|tf\d{3}|k0[01]\w\b|p0[0-2]\w\b"
    r"|me(?:1[07]\d|30[12]|37[12]|400|5[678]\d)|at1?\d0\b|at[1-3]00|mid(?!p)\w*\d|mz[56]0\d|pm[pt]\d{4}|bntv\d"
    r"|rmp\d{4}|opd\d{4}|l-06c|f-0(?:1d|5e|2f|3g|2k))", re.A)
_SMART = Words(
    "iemobile wpdesktop symbian epoc blackberry bada tizen webos/ hpwos meego maemo sailfish harmonyos cfnetwork hiptop fxios crios fennec"
    " zaurus qtopia (mobile; category=pda limo/",
    {
        "windows": r"windows ?(?:phone|mobile|ce)", "ppc": r"\bppc; ?\d+x\d+", "60": r"series ?60|\bs60\b", "s60v": r"\bs60v",
        "uiq": r"\buiq", "bb10": r"\bbb10\b", "rim": r"rim tablet", "pre/": r"\bpre/\d", "pixi": r"\bpixi/",
        "ubuntu": r"ubuntu; (?:mobile|like)", "palm": r"\bpalm", "pda": r"\bpda\b", "ios": r"\bios[ /;]", "opera mobi": r"opera mobi", "htc": r"\bhtc[_ -]", "danger": r"\bdanger",
    },
)
_FEATURE = Words(
    "midp cldc maui nokia up.browser obigo teleca polaris dolfin netfront ucweb ucbrowser mqqbrowser onebrowser brewmp j2me ave-front"
    " mobilephone openwave j-sky wapprofile semc-browser jasmine threadx spreadtrum nucleus airboard",
    {
        "series": r"series ?[34]0", "s40": r"\bs40", "wap": r"\bwap\b|wap[ _-]?brows", "opera mini": r"opera mini",
        "uc browser": r"uc browser", "brew": r"\bbrew\b", "jig": r"jig browser", "mtk": r"\bmtk\b", "mre": r"\bmre\b",
    },
)
_FEATURE_MAKER = re.compile(
    r"lg[-e_ ]?\w|lg\w*\d|sie-|sec-|samsung|mot-|sonyericsson|alcatel|sagem|philips|panasonic|haier|zte|huawei|sharp|sanyo"
    r"|toshiba|pantech|audiovox", re.A)
_APPLE = re.compile(r"\b(iP(?:ad|hone|od))")
# A model stands between the system and its build.
_ANDROID_MODEL = re.compile(
    r"Android[ /-]?[\w.-]*; ?(?:[a-zA-Z]{2}(?:[-_][a-zA-Z]{2,4})?; ?|\w{1,10};? ?wv; ?)?"
    r"([^;()]{2,60}?)(?: Build\b|[;)]|$)", re.A)
_WINDOWS_MODEL = re.compile(r"IEMobile/[\d.]+; (?:ARM; )?(?:Touch; )?([^;)]{2,30}; ?[^;)]{2,30})")
_NO_MODELS = frozenset({"K", "wv", "U", "Mobile", "Tablet"})
_YUNOS = re.compile(r"\b(?:yunos|aliyunos)[ /](\d+(?:\.\d+)*)", re.A)
_SYSTEM = re.compile(
    r"(Android) (?:(\d+)(?:\.\d+)?\.99\b|([L-T])(?=[;) ])|(KeyLimePie))|\b(?:CPU OS|iPadOS|iPh OS"
    r"|iOS)[ _/](\d+(?:[._]\d+)*)", re.A)


def kind(ua, lower, agent, name):
    """tablet, smartphone, feature_phone, or None for what is no phone. name: the model, where it is told."""
    if "Windows Phone" in ua or "IEMobile" in ua:
        return "smartphone"
    if "touchpad" in lower or "playbook" in lower or "hp-tablet" in lower or "(Tablet; " in ua:
        return "tablet"
    if "iP" in ua and _APPLE.search(ua):
        return "tablet" if "iPad" in ua or "tablet" in lower or "wOSBrowser" in ua else "smartphone"
    if "Android" in ua or agent.os.family in ("Android", "iOS"):
        return _android(ua, lower, name)
    if _SMART.found(lower):
        return "tablet" if "tablet" in lower else "smartphone"
    if _FEATURE.found(lower) or _FEATURE_MAKER.match(lower):
        return "feature_phone"
    return "smartphone" if agent.is_mobile else None


def _android(ua, lower, name):
    """Android says Mobile on a phone, in a browser; some tablets say it too, and apps say nothing."""
    if is_tablet_model(name.lower() if name else lower):
        return "tablet"
    if "mobi" in lower or "phone" in lower or not ua.startswith("Mozilla/5.0") or " Pre/" in ua:
        return "tablet" if "opera tablet" in lower else "smartphone"
    return "tablet"


def is_tablet_model(lower):
    """Whether a model's name, in lower case, is that of a tablet."""
    return _TABLET_WORDS.found(lower) or _TABLET_NUMBERS.match(lower) is not None


def model(ua):
    """What the phone calls itself, or None; browsers of today say K where they don't tell."""
    if "Android" in ua or "Windows" in ua:
        found = _WINDOWS_MODEL.search(ua) if "IEMobile" in ua else _ANDROID_MODEL.search(ua)
        name = found and found[1].strip()
        return name if name and name not in _NO_MODELS else None
    found = _APPLE.search(ua) if "iP" in ua else None
    return found and found[1]


def version(ua):
    """System and version where user-agents misses it: Android's previews (4.4.99 became 5.0), iPadOS; else None."""
    found = _SYSTEM.search(ua)
    if not found:
        return None
    _, preview, letter, codename, apple = found.groups()
    if apple:
        return "iOS", apple.replace("_", ".")
    return "Android", str(int(preview) + 1) if preview else "4.4" if codename else str(ord(letter) - ord("L") + 5)


def yunos(lower):
    """The version of YunOS, which names the Android it is like as well; else None."""
    found = _YUNOS.search(lower) if "yunos" in lower else None
    return found and found[1]


def dialect(system, version):
    """MODERN, or OLD_SMART for a system without the emoji of Unicode 6.

    iOS has them from 5.0 (jpmobile, unicode_emoticon.rb), Android from 4.4; a system
    that names no version is taken for one of today.
    """
    if system in ("iOS", "Android"):
        number = _number(version)
        return OLD_SMART if number and number < ((5, 0) if system == "iOS" else (4, 4)) else MODERN
    return MODERN


# The first version whose own browser has a working file field: WebKit had the element before, and iOS greyed it out
# (Apple, "What's New in Safari 6"; Android 2.2's release notes).
_UPLOADS = {"Android": (2, 2), "iOS": (6, 0)}


def uploads(dialect, kind, system, version):
    """Whether a browser sends files. Where that is in doubt it isn't asked: a form it can't send would be lost as a whole."""
    if system in _UPLOADS:
        number = _number(version)
        return number is None or number >= _UPLOADS[system]
    return dialect is not OLD_SMART or kind == "desktop"


def _number(version):
    parts = (version or "").split(".")[:2]
    if not parts[0].isdecimal():
        return None
    return int(parts[0]), int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else 0
