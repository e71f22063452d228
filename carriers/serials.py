"""User-agents without what names one handset or one person, for counting them."""

import functools
import re

LONGEST = 300  # characters

# docomo's ser and icc, SoftBank's and J-PHONE's /SN, numbers of the subscriber that gateways add, mail addresses, UUIDs, and
# whatever is as long as an IMEI (15 digits) or a hash. Sources: the grammars in docomo.py, au.py and softbank.py.
_SERIALS = re.compile(
    r"[;/](?-i:ser|icc)[0-9a-z]{5,}|/SN[0-9a-z*_-]{5,}|\b(?:uid|guid|subno|imei|imsi|msisdn|udid|device_?id)[=:/ ][^;)\s]*"
    r"|[^\s;(/]+@[^\s;)/]+|\b[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\b|(?<![0-9a-z])\d{15,}(?![0-9a-z])"
    r"|(?<![0-9a-z])(?=[a-z]*\d)[0-9a-f]{20,}(?![0-9a-z])",
    re.I | re.A)
_UNSEEN = re.compile(r"[^ -~]+")  # a person's own words, such as the name of a phone, and what no terminal should print


@functools.lru_cache(256)
def without_serials(ua):
    """A user-agent without serial numbers, addresses and anything but ASCII, cut to LONGEST."""
    return _UNSEEN.sub("?", _SERIALS.sub("", ua)).strip()[:LONGEST]
