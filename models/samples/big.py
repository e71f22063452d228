"""Many made-up users and events, quickly: what benchmarks and tests of large tables stand on. For trials only."""

import datetime
import random

from models import base, clock, password
from models.base import insert_rows
from models.event import Event, Occurrence
from models.member import Member, Person
from models.samples.functions import FUNCTIONS
from models.unit import Unit, UnitPerson

PASSWORD = "Everyone_0"  # of all of them
ROWS_TODAY = 10  # events of the first user on the reference day, whatever the size

_UNIT_SIZE = 20
_SPREAD = 365  # days before and after the reference day
_BATCH = 50_000  # events of one transaction
_TITLES = ["打合せ", "来客", "外出", "資料作成", "会議", "面談", "点検", "勉強会", "検討会", "納品"]


def fill(member_id, users, events, seed=0, today=None):
    """Makes a new member with so many users (at most 99,999) and events, the same for the same seed and day.

    The users are 00001 and on, in units of 20, and have no rights. The first has ROWS_TODAY events on today (a date),
    others are spread over everybody and two years. Every event lasts an hour and has one person.
    """
    today = today or clock.now().date()
    dice = random.Random(seed)
    hashed = password.hashed(PASSWORD)
    user_ids = [f"{number:05d}" for number in range(1, users + 1)]
    base.transaction(lambda: _make_people(member_id, user_ids, hashed))
    batch, event_id = [], 0
    for user_id, moments in _moments(user_ids, events, today, dice):
        for moment in moments:
            event_id += 1
            batch.append((event_id, user_id, moment))
        if len(batch) >= _BATCH:
            _insert(member_id, batch)
            batch = []
    _insert(member_id, batch)
    base.transaction(lambda: base.Counter.insert(member_id=member_id, kind="event", last_id=event_id).execute())
    for function in FUNCTIONS:
        base.transaction(lambda: function.fill(member_id, user_ids, today))


def _make_people(member_id, user_ids, hashed):
    Member.insert(member_id=member_id, name=f"見本の大会社 {member_id}").execute()
    insert_rows(Person, [
        (member_id, user_id, f"見本 {user_id}", f"ミホン {user_id}", f"u{user_id}@{member_id.lower()}.example", hashed, False, False)
        for user_id in user_ids
    ])
    units = range((len(user_ids) + _UNIT_SIZE - 1) // _UNIT_SIZE)
    insert_rows(Unit, [(member_id, base.next_id(member_id, "unit"), f"見本{number + 1}課", number) for number in units])
    insert_rows(UnitPerson, [(member_id, number // _UNIT_SIZE + 1, user_id) for number, user_id in enumerate(user_ids)])


def _moments(user_ids, events, today, dice):
    """(user_id, the sorted starts of their events in minutes): rows that come in the order of their key go in fastest."""
    midnight = clock.minutes(datetime.datetime.combine(today, datetime.time()))
    first = [midnight + 8 * 60 + 60 * number for number in range(min(events, ROWS_TODAY))]
    each, rest = divmod(events - len(first), len(user_ids))
    for number, user_id in enumerate(user_ids):
        own = [_some_moment(midnight, dice, number > 0) for _ in range(each + (number < rest))]
        yield user_id, sorted(own if number else own + first)


def _some_moment(midnight, dice, may_be_today):
    days = int(dice.random() * _SPREAD) + (0 if may_be_today else 1)
    hour = 8 + int(dice.random() * 11)
    return midnight + (days if dice.random() < 0.5 else -days) * 24 * 60 + hour * 60


def _insert(member_id, batch):
    def work():
        insert_rows(Event, [
            (member_id, event_id, user_id, _TITLES[event_id % 10], "第1会議室", "", False, False, False, start, start + 60, "", None, 1)
            for event_id, user_id, start in batch
        ])
        insert_rows(Occurrence, [
            (member_id, user_id, day, start, event_id, day, start + 60, False)
            for event_id, user_id, start in batch for day in [clock.local(start).toordinal()]
        ])

    base.transaction(work)
