"""The tables of the schedule, and what is read from them.

Every event has a row in Occurrence for each of its people and each day it touches, repeats too: so a day is an equality
look-up, as fast among a million events as among a few.
"""

import datetime
from typing import NamedTuple

from peewee import BooleanField, CompositeKey, IntegerField, TextField

from models import clock
from models.base import Base, NotAllowed, NotFound

HIDDEN_TITLE = "予定あり"


class Counter(Base):
    """The last id given out, per member and kind of row: ids are short, and no id is given out twice."""

    member_id = TextField()
    kind = TextField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "kind")


class Event(Base):
    """What happens; start and end in minutes of Japan time, of the first occurrence of a series."""

    member_id = TextField()
    id = IntegerField()
    owner_id = TextField()
    title = TextField()
    place = TextField()
    note = TextField()
    private = BooleanField()
    tentative = BooleanField()
    all_day = BooleanField()
    start = IntegerField()
    end = IntegerField()
    rule = TextField()
    until_day = IntegerField(null=True)
    version = IntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")
