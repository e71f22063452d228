"""Sample タイムカード: the last weeks of everybody with outings, nights, a forgotten 退社 and a correction. Today is left to be punched."""

import datetime
import random

from models import clock
from models.base import insert_rows
from models.punch import Correction, Punch

_WEEKS = 5
_REMARKS = ["電車遅延🚃", "=SUM(A1)の確認", "<b>直行</b>", "月末処理"]


def make(member_id, people, today):
    dice = random.Random(f"{member_id} timecard")
    other = "" if member_id == "SAMPLE1" else "別会社の"
    for number, person in enumerate(people):
        user_id, punches = person["user_id"], []
        for distance in range(_WEEKS * 7, 0, -1):
            day = today - datetime.timedelta(distance)
            if day.weekday() < 5:
                punches += _day(member_id, user_id, day, dice, other, night=(number + distance) % 17 == 0, forgotten=(number + distance) % 23 == 0)
        insert_rows(Punch, punches)
    _make_today(member_id, people[0]["user_id"], today, other)
    _make_correction(member_id, today, other)


def _day(member_id, user_id, day, dice, other, night, forgotten):
    """The rows of one day: a shift, at night or by day, perhaps with an outing or without its end."""
    start = _midnight(day) + (22 * 60 if night else 8 * 60 + 40) + dice.randrange(25)
    end = start + 8 * 60 + dice.randrange(150)
    punches = [("arrive", start)]
    if dice.random() < 0.2:
        punches += [("out", start + 120), ("back", start + 120 + dice.randrange(20, 120))]
    if not forgotten:
        punches.append(("leave", end))
    remark = other + dice.choice(_REMARKS) if dice.random() < 0.1 else ""
    return [
        (member_id, user_id, day.toordinal(), number, kind, moment, remark if number == 1 else "")
        for number, (kind, moment) in enumerate(punches, 1)
    ]


def _make_today(member_id, user_id, today, other):
    """One who came at midnight, so that it is past whenever somebody looks."""
    insert_rows(Punch, [(member_id, user_id, today.toordinal(), 1, "arrive", _midnight(today), f"{other}棚卸し📦")])


def _make_correction(member_id, today, other):
    """The member's first arrival that is there was corrected."""
    first = Punch.select().where((Punch.member_id == member_id) & (Punch.user_id == "00104")).order_by(Punch.day, Punch.id).first()
    changed_at = (_midnight(today) - 9 * 60) * 60 - 3600
    insert_rows(Correction, [
        (member_id, "00104", first.day, 1, first.kind, first.moment + 7, first.moment, f"{other}押し忘れ<後から>", changed_at)])


def fill(member_id, user_ids, today):
    """Everybody worked on each of the last three days."""
    rows = []
    for user_id in user_ids:
        for distance in (3, 2, 1):
            day = today - datetime.timedelta(distance)
            start = _midnight(day) + 9 * 60
            for number, (kind, moment) in enumerate((("arrive", start), ("leave", start + 540)), 1):
                rows.append((member_id, user_id, day.toordinal(), number, kind, moment, ""))
    insert_rows(Punch, rows)


def _midnight(day):
    return clock.minutes(datetime.datetime.combine(day, datetime.time()))
