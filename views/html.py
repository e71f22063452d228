"""Tags and texts made in Python: what templates and handlers share."""

import base64
import datetime
import functools

WEEKDAYS = "月火水木金土日"


def escape(value):
    """The value as text that is safe between tags and inside double quotes."""
    if type(value) is int:
        return str(value)
    text = value if type(value) is str else str(value)
    # Most texts have nothing to escape, and to look for it takes half the time of replacing it.
    if "&" in text or "<" in text or ">" in text or '"' in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text


def number_emoji(key):
    """The key as handsets draw it: 1 to 9, 0 and # have an emoji of their own, * has none."""
    return f"{key}\ufe0f\u20e3" if key != "*" else key


def day_label(day):
    """11/24(火)"""
    return f"{day.month}/{day.day}({WEEKDAYS[day.weekday()]})"


def day_path(day):
    """20261124: a day as it stands in URLs and in number fields."""
    return day.strftime("%Y%m%d")


def clock(moment):
    """9:05"""
    return f"{moment.hour}:{moment.minute:02d}"


def span(row, day):
    """When an event is, as seen on that day: 9:00-10:30, 終日, 22:00-翌, 前-6:00."""
    return "終日" if row.all_day else hours(row.start, row.end, day)


@functools.lru_cache(4_096)  # it takes 3 µs, and who looks at a day looks at it again
def hours(start, end, day):
    """The same of what has a time: from start to end (naive datetimes)."""
    midnight = datetime.datetime.combine(day, datetime.time())
    next_midnight = midnight + datetime.timedelta(days=1)
    begins = clock(start) if start >= midnight else "前"
    ends = "24:00" if end == next_midnight else clock(end) if end < next_midnight else "翌"
    return f"{begins}-{ends}"


def short(data):
    """Bytes as the shortest text that is safe in a URL and in a form."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
