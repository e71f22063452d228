"""What people type for days and times, and how days stand in URLs."""

import datetime
import re
import unicodedata

from bottle import HTTPError

FIRST, LAST = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)


def parse_day(text):
    """The day of a URL, 20261124; HTTPError 404 for one that is not in the calendar."""
    try:
        day = datetime.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except (ValueError, OverflowError):
        raise HTTPError(404) from None
    if not FIRST <= day <= LAST:
        raise HTTPError(404)
    return day


def typed_day(text, today, past=180):
    """The day of 2026-11-24, 20261124, 2026/11/24, 1124 or 11/24; None for anything else.

    Without a year it is this year's, or next year's where this year's is more than so many days past.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    parts = re.fullmatch(r"(?:(\d{4})[-/.年]?)?(\d{1,2})[-/.月]?(\d{2}|(?<=[-/.月])\d)日?", text)
    if not parts:
        return None
    year, month, day = parts.groups()
    try:
        found = datetime.date(int(year or today.year), int(month), int(day))
        if not year and (today - found).days > past:
            found = found.replace(year=found.year + 1)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def typed_time(text):
    """The time of 9:30, 0930, 930, 9 or 24:00 (as minutes after midnight); None for anything else."""
    text = unicodedata.normalize("NFKC", text).strip()
    parts = re.fullmatch(r"(\d{1,2})(?:[:時]?(\d{2})分?|時)?", text)
    if not parts:
        return None
    minutes = int(parts[1]) * 60 + int(parts[2] or 0)
    return minutes if int(parts[2] or 0) < 60 and minutes <= 24 * 60 else None
