"""Maintenance: when the service is closed, known to all processes within seconds and announced beforehand."""

import datetime
import time
from typing import NamedTuple

from peewee import BigIntegerField, TextField, fn

from models import clock, texts
from models.base import Base, Invalid, Read, parameter, transaction

_LOOK_AGAIN = 5.0  # seconds for which a process believes what it has read
ANNOUNCED = datetime.timedelta(days=7)  # beforehand
_LONGEST = datetime.timedelta(days=7)


class Maintenance(Base):
    """One window. starts_at, ends_at: Unix seconds, the end exclusive."""

    id = BigIntegerField(primary_key=True)
    starts_at = BigIntegerField()
    ends_at = BigIntegerField()
    note = TextField()


class Window(NamedTuple):
    """One window. start, end: naive datetimes in Japan time."""

    id: int
    start: datetime.datetime
    end: datetime.datetime
    note: str


def plan(start, end, note=""):
    """Closes the service from start to end, naive datetimes in Japan time; returns the window's id. Raises Invalid."""
    if end <= start or end - start > _LONGEST:
        raise Invalid({"end": "the end must be after the start, by at most 7 days"})
    if problem := texts.problem("note", note, 100, one_line=True):
        raise Invalid({"note": problem})

    def work():
        window_id = (Maintenance.select(fn.MAX(Maintenance.id)).scalar() or 0) + 1
        Maintenance.insert(id=window_id, starts_at=_unix(start), ends_at=_unix(end), note=note).execute()
        return window_id

    found = transaction(work)
    _seen.clear()
    return found


def lift(now):
    """Opens the service again at a time (a naive datetime): takes away the windows in which it lies. Returns how many; others stay."""
    return _delete((Maintenance.starts_at <= _unix(now)) & (Maintenance.ends_at > _unix(now)))


def cancel(start, now):
    """Takes away what is announced, at a time (now), to begin in this minute (start); naive datetimes. Returns how many windows."""
    first = _unix(start.replace(second=0, microsecond=0))
    return _delete(Maintenance.starts_at.between(first, first + 59) & (Maintenance.starts_at > _unix(now)))


def _delete(condition):
    count = transaction(Maintenance.delete().where(condition).execute)
    _seen.clear()
    return count


def windows(now):
    """The Windows that have not ended at a time (a naive datetime in Japan time), by their start."""
    at = _unix(now)
    if not _seen or time.monotonic() > _seen["until"]:
        _seen["rows"], _seen["until"] = _read(now=at), time.monotonic() + _LOOK_AGAIN
    return [Window(row[0], clock.from_unix(row[1]), clock.from_unix(row[2]), row[3]) for row in _seen["rows"] if row[2] > at]


def current(now):
    """The Window in which a time lies, the one that ends last; None while the service is open."""
    return max((window for window in windows(now) if window.start <= now), key=lambda window: window.end, default=None)


def announced(now):
    """The next Window that begins within a week, or None."""
    return next((window for window in windows(now) if now < window.start <= now + ANNOUNCED), None)


_seen = {}  # "rows": as read; "until": time.monotonic() from which they are read again


def forget():
    """Reads the windows again at the next question, as after another database was opened."""
    _seen.clear()


def _unix(moment):
    return int((moment - clock.from_unix(0)).total_seconds())


_read = Read(lambda: (
    Maintenance.select(Maintenance.id, Maintenance.starts_at, Maintenance.ends_at, Maintenance.note)
    .where(Maintenance.ends_at > parameter("now")).order_by(Maintenance.starts_at, Maintenance.id)))
