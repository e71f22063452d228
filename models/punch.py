"""The tables of the time card, and the pure rules: which punch may follow which, and how long somebody worked.

A punch belongs to the day on which its shift began, so a night's 退社 stands with the 出社 of the evening before.
"""

import datetime
from typing import NamedTuple

from peewee import BigIntegerField, CompositeKey, TextField

from models.base import Base

KINDS = {"arrive": "出社", "leave": "退社", "out": "外出", "back": "戻り"}
# Who forgot 退社 is not at work for ever: after so long only a new 出社 or a correction goes on.
LONGEST_SHIFT = datetime.timedelta(hours=24)
# An 出社 on a later day, so long after the last one, is a new shift and no slip of the finger.
NEW_SHIFT = datetime.timedelta(hours=16)

_FOLLOWS = {"": {"arrive"}, "arrive": {"out", "leave"}, "out": {"back", "leave"}, "back": {"out", "leave"}, "leave": {"arrive"}}


class Punch(Base):
    """One punch. day: ordinal; kind: one of KINDS; moment: minutes of Japan time."""

    member_id = TextField()
    user_id = TextField()
    day = BigIntegerField()
    id = BigIntegerField()
    kind = TextField()
    moment = BigIntegerField()
    remark = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "day", "id")


class Correction(Base):
    """What was corrected on a day, and why. old_moment: None where the punch was added; new_moment: None where it was taken away."""

    member_id = TextField()
    user_id = TextField()
    day = BigIntegerField()
    id = BigIntegerField()
    kind = TextField()
    old_moment = BigIntegerField(null=True)
    new_moment = BigIntegerField(null=True)
    reason = TextField()
    changed_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "day", "id")


class Mark(NamedTuple):
    """A punch as it is shown; moment: a naive datetime in Japan time."""

    moment: datetime.datetime
    id: int
    kind: str
    remark: str

    @property
    def label(self):
        return KINDS[self.kind]


class Day(NamedTuple):
    """One day's shifts. marks: in order of time; worked, outside: minutes, of what has ended; corrections: how many there were.

    is_missing: a 退社 was forgotten.
    """

    date: datetime.date
    marks: list
    worked: int
    outside: int
    is_missing: bool
    corrections: int

    @property
    def arrived(self):
        return self.marks[0].moment

    @property
    def left(self):
        """The last 退社, or None while there is none."""
        return self.marks[-1].moment if self.marks[-1].kind == "leave" else None


def day_of(date, marks, now, is_last, corrections=0):
    """The Day of these Marks; is_last: no later day has any, so that its shift may still be running."""
    worked, outside = minutes(marks)
    is_missing = marks[-1].kind != "leave" and not (is_last and is_running(marks, now))
    return Day(date, marks, worked, outside, is_missing, corrections)


def minutes(marks):
    """(minutes worked, minutes outside) of Marks in order of time; an 外出 that no 戻り ended lasts until 退社."""
    worked = outside = 0
    for before, after in zip(marks, marks[1:]):
        length = (after.moment - before.moment) // datetime.timedelta(minutes=1)
        if before.kind == "out":
            outside += length
        elif before.kind != "leave":
            worked += length
    return worked, outside


def is_running(marks, now):
    """Whether the last shift of these Marks goes on; now: a naive datetime."""
    return bool(marks) and marks[-1].kind != "leave" and now - began(marks) < LONGEST_SHIFT


def began(marks):
    """When the last shift of these Marks, of one day or several, began."""
    return next(mark.moment for mark in reversed(marks) if mark.kind == "arrive")


def is_possible(marks):
    """Whether Marks of one day, in order of time, follow each other as they can; a 退社 may be missing at the end."""
    kinds = ["", *(mark.kind for mark in marks)]
    return all(after in _FOLLOWS[before] for before, after in zip(kinds, kinds[1:]))


def refusal(kind, marks, now):
    """Why a punch of this kind can't come now, as a sentence that says what to do; empty where it can.

    marks: those of the last days, in order of time; now: a naive datetime.
    """
    if kind == "arrive":
        return _arrival_refusal(marks, now)
    last = marks[-1].kind if is_running(marks, now) else ""
    if kind in _FOLLOWS[last]:
        return ""
    if not last:
        return "まだ出社していません。先に「出社」を押してください。出社を押し忘れた日は、月の一覧から訂正してください。"
    if last == "out":
        return "すでに外出しています。戻ったときに「戻り」を押してください。"
    return "外出していません。先に「外出」を押してください。押し忘れた外出は、打刻の訂正で追加してください。"


def _arrival_refusal(marks, now):
    if not marks or marks[-1].kind == "leave":
        return ""
    start = began(marks)
    if start.date() != now.date() and now - start >= NEW_SHIFT:
        return ""
    return "すでに出社しています。帰るときに「退社」を押してください。前の退社を押し忘れたときは、先に月の一覧から訂正してください。"
