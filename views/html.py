"""Tags and texts made in Python: what templates and handlers share."""

import base64
import datetime

WEEKDAYS = "月火水木金土日"


def escape(value):
    """The value as text that is safe between tags and inside double quotes."""
    return (
        (value if type(value) is str else str(value))
        .replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    )


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
    if row.all_day:
        return "終日"
    midnight = datetime.datetime.combine(day, datetime.time())
    start = clock(row.start) if row.start >= midnight else "前"
    end = clock(row.end) if row.end <= midnight + datetime.timedelta(days=1) else "翌"
    return f"{start}-{'24:00' if row.end == midnight + datetime.timedelta(days=1) else end}"


def short(data):
    """Bytes as the shortest text that is safe in a URL and in a form."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
