"""What phones are and how to write for them: plain values in and out, no database, no web framework."""

from carriers.au import EZ, EZ1
from carriers.detect import detect, detect_environ, detect_uncached, warm
from carriers.device import Device
from carriers.dialect import Dialect
from carriers.docomo import IMODE1, IMODE2, MOVA
from carriers.emobile import EMOBILE
from carriers.keypad import GARAHO, KAIOS
from carriers.smartphone import MODERN, OLD_SMART
from carriers.softbank import SB2G, SB3G, SBW
from carriers.versions import VERSIONS, shown_as
from carriers.willcom import WILLCOM

__all__ = ["DIALECTS", "VERSIONS", "Device", "Dialect", "detect", "detect_environ", "detect_uncached", "shown_as", "warm"]

DIALECTS = (
    MOVA, IMODE1, IMODE2, EZ1, EZ, SB2G, SBW, SB3G, WILLCOM, EMOBILE, GARAHO, KAIOS, OLD_SMART, MODERN,
)
