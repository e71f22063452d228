"""What people type for days and times, and how days stand in URLs."""

import datetime
import re
import unicodedata
from typing import NamedTuple

from bottle import HTTPError

from models import texts

FIRST, LAST = texts.FIRST_DAY, texts.LAST_DAY


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
    """The day of 2026-11-24, 20261124, 2026/11/24, 1124 or 11/24; None for anything else: why, texts.day_problem() says.

    Without a year it is this year's, or next year's where this year's is more than so many days past.
    """
    parts = texts.day_parts(text)
    if not parts:
        return None
    year, month, day = parts
    try:
        found = datetime.date(today.year if year is None else year, month, day)
        if year is None and (today - found).days > past:
            found = found.replace(year=found.year + 1)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


class Jump(NamedTuple):
    """Where a field leads that jumps to a day. path: the day as it stands in URLs, today's where problems say what is wrong."""

    path: str
    problems: dict


def jumped(visit, past=180):
    """The Jump of the query's field "day"; left empty it means today."""
    text, today = visit.query.line("day"), visit.now.date()
    day = typed_day(text, today, past) if text else today
    return Jump(f"{day or today:%Y%m%d}", {} if day else {"day": texts.day_problem("日付", text)})


def typed_time(text):
    """The time of 9:30, 0930, 930, 9 or 24:00 (as minutes after midnight); None for anything else."""
    text = unicodedata.normalize("NFKC", text).strip()
    parts = re.fullmatch(r"(\d{1,2})(?:[:時]?(\d{2})分?|時)?", text)
    if not parts:
        return None
    minutes = int(parts[1]) * 60 + int(parts[2] or 0)
    return minutes if int(parts[2] or 0) < 60 and minutes <= 24 * 60 else None
