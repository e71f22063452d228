"""Keypad phones of today: 4G keitai on Android (garaho), and KaiOS.

A garaho's user-agent is that of an Android phone; nothing in it says that there is no touch
screen, so the models are a list. Source: device-detector, Tests/fixtures; the carriers' catalogues.
"""

import re

from carriers.device import Device
from carriers.dialect import Dialect

# Both have the file field of their engines, Chromium and Gecko. Their screens are 240 to 540 pixels wide.
_PICTURES = {"picture_width": 480, "picture_limit": 60_000}
GARAHO = Dialect("garaho", stylesheet="keypad", key_label="badge", page_limit=60_000, cookies="yes", **_PICTURES)
KAIOS = Dialect("kaios", stylesheet="keypad", key_label="badge", page_limit=60_000, cookies="yes", **_PICTURES)

# SHF and KYF: au's keitai of Sharp and Kyocera (their smartphones are SHL, SHV, SHG, KYV, KYL, KYY, KYG).
# NP...SH, NP...KC: SoftBank's and Y!mobile's, Sharp and Kyocera. docomo's share its smartphones' numbering.
_MODEL = r"SHF\d{2}|KYF\d{2}|NPA?\d{3}(?:SH|KC)|F-05G|P-01J|SH-02L|F-03L|F-01M|KY-42C|A202KC|SH-06G|SH-01J|F-02J"
_GARAHO = re.compile(
    rf"Android (\d+(?:\.\d+)*);[^()]{{0,80}}?(?<![\w-])({_MODEL})(?:_\w)?(?= Build|[;)])", re.A)
_KAIOS = re.compile(r"KAIOS/([\d.]+)", re.I | re.A)
_KAIOS_MODEL = re.compile(r"\(Mobile; ?([^;()]+)")
_FIREFOX = re.compile(r"(?:Firefox|rv:)[/ ]?([\d.]+)")
_CHROME = re.compile(r"Chrome/([\d.]+)")


def recognise(ua):
    """The Device of a keypad phone, or None."""
    if "Android" in ua:
        found = _GARAHO.search(ua)
        if found:
            return _garaho(ua, *found.groups())
    found = _KAIOS.search(ua) if "kaios" in ua.lower() else None
    return found and _kaios(ua, found[1].rstrip("."))


def _garaho(ua, version, model):
    chrome = _CHROME.search(ua)
    return Device(
        GARAHO, "feature_phone", None, True, model, "garaho", "Chrome WebView", chrome and chrome[1], "Android", version,
        None, "yes", GARAHO.page_limit, "garaho")


def _kaios(ua, version):
    model = _KAIOS_MODEL.search(ua)
    name = model and model[1].strip()
    firefox = _FIREFOX.search(ua)
    return Device(
        KAIOS, "feature_phone", None, True, None if not name or name.startswith("rv:") else name, None, "Firefox",
        firefox and firefox[1], "KaiOS", version, None, "yes", KAIOS.page_limit, "kaios")
