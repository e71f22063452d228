"""Versions: the dialects that somebody may choose, whatever was found for the phone in hand."""

from typing import NamedTuple

from carriers.au import EZ, EZ1
from carriers.dialect import Dialect
from carriers.docomo import IMODE1, IMODE2, MOVA
from carriers.emobile import EMOBILE
from carriers.keypad import GARAHO
from carriers.smartphone import MODERN, OLD_SMART
from carriers.softbank import SB2G, SB3G, SBW
from carriers.willcom import WILLCOM


class Version(NamedTuple):
    """code: one letter, as it travels in every URL; name: for people, with a word that a wrong charset leaves readable."""

    code: str
    name: str
    dialect: Dialect


# KaiOS's dialect is written as the garaho's.
VERSIONS = {version.code: version for version in (
    Version("s", "スマートフォン・PC", MODERN),
    Version("o", "古いスマートフォン (Android 4.3以前など)", OLD_SMART),
    Version("k", "キー操作の4Gケータイ", GARAHO),
    Version("d", "docomo 2009年夏から", IMODE2),
    Version("f", "docomo FOMA", IMODE1),
    Version("m", "docomo mova (最小)", MOVA),
    Version("a", "au", EZ),
    Version("h", "au 古い機種 (HDML)", EZ1),
    Version("b", "SoftBank 3G", SB3G),
    Version("w", "SoftBank W型", SBW),
    Version("j", "J-PHONE", SB2G),
    Version("p", "WILLCOM", WILLCOM),
    Version("e", "EMOBILE", EMOBILE),
)}


def shown_as(device, version):
    """The device, written for as a version says; what it is stays what it was."""
    dialect = version.dialect
    return device._replace(dialect=dialect, keypad=dialect is GARAHO, page_limit=dialect.page_limit)
