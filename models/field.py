"""What comes back from the field: user-agents that weren't known, and versions that people chose instead of what was found.

Counted per month, without anything of a person, a session or an address. Each process keeps its counts for a minute before
it writes them; a flood of made-up user-agents ends up in one row.
"""

import hashlib
import threading
import time
from typing import NamedTuple

from peewee import BigIntegerField, CompositeKey, TextField, fn

from models import base, clock
from models.base import Base

MOST_ROWS = 1_000  # of a month, of unknown user-agents and of choices each; the rest is counted without its user-agent
KEPT_DAYS = 400
_MOST_WAITING = 200  # rows that a process keeps until it writes
_WRITE_EVERY = 60  # seconds


class FieldCount(Base):
    """One user-agent of one month. month: its first day, an ordinal; id: a hash of the next three; chosen: a dialect, or empty."""

    month = BigIntegerField()
    id = TextField()
    user_agent = TextField()
    detected = TextField()
    chosen = TextField()
    times = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("month", "id")


class Seen(NamedTuple):
    """A user-agent (empty: all above the limit) in all months kept. detected, chosen: dialects; chosen is empty for one that wasn't known."""

    user_agent: str
    detected: str
    chosen: str
    times: int


_lock = threading.Lock()  # for what is waiting
_waiting = {}  # {(month, user-agent, detected, chosen): times}
_writes_from = 0.0  # time.monotonic() from which they are written


def count(user_agent, detected, chosen=""):
    """Counts a version that was chosen, or a user-agent that isn't known. user_agent: without serial numbers.

    A choice is written as soon as nobody else writes, the others within a minute.
    """
    month = clock.now().date().replace(day=1).toordinal()
    key = month, user_agent, detected, chosen
    with _lock:
        if key not in _waiting and len(_waiting) >= _MOST_WAITING:
            key = month, "", detected, chosen
        _waiting[key] = _waiting.get(key, 0) + 1
    if chosen or time.monotonic() >= _writes_from:
        write()


def write_due():
    """Writes what has waited for a minute; a question that costs nothing where nothing waits."""
    if _waiting and time.monotonic() >= _writes_from:
        write()


def write():
    """Writes what is waiting; where the database has no time for it, it waits on."""
    global _writes_from
    with _lock:
        _writes_from = time.monotonic() + _WRITE_EVERY
        taken = dict(_waiting)
        _waiting.clear()
    written = []

    def work():
        for key, times in sorted(taken.items()):
            _add(*key, times)
        written.append(True)

    try:
        base.in_passing(work)
    finally:
        # A failure of the commit itself is taken for a success: that loses a minute's counts and doubles none.
        if not written:
            with _lock:
                for key, times in taken.items():
                    _waiting[key] = _waiting.get(key, 0) + times


def _add(month, user_agent, detected, chosen, times):
    if _raise(month, user_agent, detected, chosen, times):
        return
    alike = FieldCount.chosen != "" if chosen else FieldCount.chosen == ""
    rows = FieldCount.select(fn.COUNT(FieldCount.id)).where(FieldCount.month == month, alike, FieldCount.user_agent != "")
    if rows.scalar() >= MOST_ROWS:
        user_agent = ""
    FieldCount.insert(
        month=month, id=_hash(user_agent, detected, chosen), user_agent=user_agent, detected=detected, chosen=chosen, times=0,
    ).on_conflict_ignore().execute()
    _raise(month, user_agent, detected, chosen, times)


def _raise(month, user_agent, detected, chosen, times):
    same = (FieldCount.month == month) & (FieldCount.id == _hash(user_agent, detected, chosen))
    return FieldCount.update(times=FieldCount.times + times).where(same).execute()


def _hash(*texts):
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()


def seen():
    """[Seen] of all months kept: choices first, and what was counted most before the rest."""
    total = fn.SUM(FieldCount.times)
    columns = FieldCount.user_agent, FieldCount.detected, FieldCount.chosen
    rows = [Seen(*row[:3], int(row[3])) for row in FieldCount.select(*columns, total).group_by(*columns).tuples()]
    return sorted(rows, key=lambda row: (not row.chosen, -row.times, row))


def is_old(today):
    """The condition for counts that are kept no longer; today: a date."""
    return FieldCount.month < today.toordinal() - KEPT_DAYS


def forget_waiting():
    """Drops what isn't written yet, as after another database was opened."""
    global _writes_from
    with _lock:
        _waiting.clear()
        _writes_from = 0.0
