"""Sample 所在: some in, some out with a place and a time of return, some who have never said; and everybody's telephone number."""

import datetime
import random

from models import clock
from models.base import insert_rows
from models.presence import Presence
from models.telephone import Telephone

_PLACES = ["見本商店", "第1会議室", "工場", "見本駅前<出張所>", "得意先まわり🚃"]
_COMMENTS = ["", "携帯にお願いします。", "急ぎの用件は 髙橋 まで。", "直帰します🏠"]


def make(member_id, people, today):
    dice = random.Random(f"{member_id} presence")
    other = "" if member_id == "SAMPLE1" else "別会社の"
    start = clock.minutes(datetime.datetime.combine(today, datetime.time()))
    rows = []
    for number, person in enumerate(people):
        state = ("in", "in", "in", "out", "away", "home", "off")[dice.randrange(7)] if number else "in"
        place = other + dice.choice(_PLACES) if state in ("out", "away") else ""
        back_at = start + dice.randrange(13 * 60, 18 * 60, 15) if place else None
        comment = dice.choice(_COMMENTS) if state != "in" else ""
        if number % 7 != 6:
            rows.append((member_id, person["user_id"], state, place, back_at, comment, start + 500 + dice.randrange(60), 1))
    insert_rows(Presence, rows)
    _give_numbers(member_id, [person["user_id"] for person in people])


def fill(member_id, user_ids, today):
    """Two of three are in, the third is out."""
    start = clock.minutes(datetime.datetime.combine(today, datetime.time()))
    insert_rows(Presence, [
        (member_id, user_id, "in", "", None, "", start + 530, 1) if number % 3 else (member_id, user_id, "out", "工場", start + 900, "", start + 600, 1)
        for number, user_id in enumerate(user_ids)
    ])


def _give_numbers(member_id, user_ids):
    """Everybody but every fifth has a number; 090-0000 is nobody's."""
    numbers = [(member_id, user_id, f"090-0000-{user_id[1:]}") for position, user_id in enumerate(user_ids) if position % 5 != 4]
    Telephone.insert_many(numbers, fields=[Telephone.member_id, Telephone.user_id, Telephone.number]).on_conflict_ignore().execute()
