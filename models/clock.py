"""Time as the tables keep it, and the only place that reads the clock. Models are passed what they need of it.

Appointments are local: minutes since 1970-01-01 00:00 in Japan, without a zone. Sessions and failed logins are
absolute: Unix seconds. Days are date.toordinal().
"""

import contextlib
import datetime
import time

JAPAN = datetime.timezone(datetime.timedelta(hours=9), "JST")  # no summer time since 1951
_EPOCH = datetime.datetime(1970, 1, 1)
_UNIX = datetime.datetime(1970, 1, 1, 9)  # in Japan, when Unix time began
_MINUTE = datetime.timedelta(minutes=1)


def minutes(moment):
    """Minutes since 1970-01-01 00:00 of a naive datetime in Japan time; seconds are cut off."""
    return (moment - _EPOCH) // _MINUTE


def local(minutes):
    """The naive datetime in Japan time of so many minutes since 1970-01-01 00:00."""
    return _EPOCH + minutes * _MINUTE


def from_unix(seconds):
    """The naive datetime in Japan time of Unix seconds."""
    return _UNIX + datetime.timedelta(seconds=seconds)


def unix_of(day):
    """Unix seconds of the beginning of a day, a date, in Japan."""
    return int((datetime.datetime.combine(day, datetime.time()) - _UNIX).total_seconds())


def now():
    """The time in Japan, as a naive datetime."""
    return from_unix(_seconds())


def unix():
    """Whole Unix seconds."""
    return int(_seconds())


def microseconds():
    """Whole Unix microseconds."""
    return int(_seconds() * 1_000_000)


_seconds = time.time


@contextlib.contextmanager
def stopped(moment):
    """The clock stands at a moment (a naive datetime in Japan time) meanwhile: two runs of the QA bench then compare."""
    global _seconds
    at = (moment - _UNIX).total_seconds()
    running, _seconds = _seconds, lambda: at
    try:
        yield
    finally:
        _seconds = running
