"""Invitations of the samples: some still open, some answered, with comments."""

import datetime
import random

from peewee import fn

from models import clock
from models.base import insert_rows
from models.delivery import Delivery
from models.event import Event, Occurrence
from models.invitation import KIND, mark, titled

_COMMENTS = ["", "", "", "少し遅れます", "オンラインで参加します💻", "<b>資料</b> & 飲み物を持って行きます", "出張のため"]
_AHEAD = 30  # days; fill() asks people to an event of these


def make(member_id, people, today):
    """Asks to all events that are still to come and have several people. 00104 has answered none yet, others some."""
    dice = random.Random(f"invitations {member_id}")
    coming = (Occurrence.member_id == member_id) & (Occurrence.first_day >= today.toordinal())
    attendees = {}
    for event_id, user_id in Occurrence.select(Occurrence.event_id, Occurrence.user_id).where(coming).distinct().order_by(
            Occurrence.event_id, Occurrence.user_id).tuples():
        attendees.setdefault(event_id, []).append(user_id)
    columns = Event.id, Event.owner_id, Event.start, Event.all_day, Event.title
    found = Event.select(*columns).where(Event.member_id == member_id).order_by(Event.id)
    other, rows = "" if member_id == "SAMPLE1" else "別会社の返事: ", []
    for event_id, owner_id, start, all_day, title in found.tuples():
        item = event_id, owner_id, titled(clock.local(start), all_day, title), "", _sent_at(today)
        rows += [_row(member_id, user_id, item, dice, other) for user_id in attendees.get(event_id, ()) if user_id != owner_id]
    insert_rows(Delivery, rows)
    for event_id in attendees:
        mark(member_id, event_id)


def _row(member_id, user_id, item, dice, other):
    answer = "" if user_id == "00104" else dice.choice(["", "accept", "accept", "decline"])
    comment = dice.choice(_COMMENTS) if answer else ""
    return member_id, user_id, KIND, *item, item[-1], not answer, answer, comment and other + comment, item[-1] if answer else None


def _sent_at(today):
    """Eight in the morning of a day (date), as Unix seconds."""
    return int(datetime.datetime.combine(today, datetime.time(8), clock.JAPAN).timestamp())


def fill(member_id, user_ids, today):
    """Asks everybody to one event of their own that is to come, in the name of the next one in the list."""
    day = today.toordinal()
    mine = (Occurrence.member_id == member_id) & Occurrence.day.between(day + 1, day + _AHEAD)
    found = Occurrence.select(Occurrence.user_id, fn.MIN(Occurrence.event_id)).where(mine).group_by(Occurrence.user_id)
    senders, now = dict(zip(user_ids, user_ids[1:] + user_ids[:1])), _sent_at(today)
    insert_rows(Delivery, [
        (member_id, user_id, KIND, event_id, senders[user_id], "打合せ", "", now, now, True, "", "", None)
        for user_id, event_id in found.order_by(Occurrence.user_id).tuples()
    ])
