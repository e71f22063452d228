"""The sample companies' 設備: rooms, cars, devices, and who has them."""

import datetime
import random

from models import clock, event_facilities
from models.base import Counter, insert_rows
from models.draft import Draft
from models.event import Event
from models.facility import Facility, FacilityCategory
from models.reservation_slots import SLOT, Reservation, ReservationSlot

_FACILITIES = {
    "会議室": ["第1会議室", "第2会議室", "第3会議室(8名)", "応接室", "<b>大会議室</b> & 中庭"],
    "社用車🚗": ["見本 500 あ 12-34", "軽トラック", "自転車🚲"],
    "機器": ["プロジェクター①", "会議用スピーカー📢", "貸出しノートPC"],
}
_NOTE = "使ったあとは元の場所へ。\n鍵は総務部にあります🔑\n<script>alert('備考')</script>"
_PURPOSES = "打合せ 来客 面接 研修 社内会議 展示会の準備☀ <i>撮影</i>📷 検品".split()
_HOURS = [(9, 30), (10, 60), (11, 45), (13, 90), (15, 60), (16, 30), (17, 120)]  # (starts at, minutes)
_WITH_ROOM = {"SAMPLE1": "新製品の打合せ💡", "SAMPLE2": "別会社の商談💴"}  # events of today in events.tsv, in the first room
_DAYS = range(-7, 22)  # from the reference day

_USERS_PER_FACILITY = 100
_PER_CATEGORY = 20


def make(member_id, people, today):
    dice = random.Random(member_id)
    other = "" if member_id == "SAMPLE1" else "別会社の"
    ids = _list(member_id, [(other + name, [other + one for one in names]) for name, names in _FACILITIES.items()])
    user_ids = [row["user_id"] for row in people]
    rows = []
    for facility_id in ids:
        for distance in _DAYS:
            for hour, minutes in dice.sample(_HOURS, dice.choice([0, 1, 2, 3])):
                rows.append((facility_id, dice.choice(user_ids), other + dice.choice(_PURPOSES), _minute(today, distance, hour), minutes))
    # Of today the first room has the first user's own, and what belongs to an event.
    rows = [row for row in rows if not (row[0] == ids[0] and _is_on(row, today))]
    rows.insert(0, (ids[0], "00104", f"{other}見積もりの相談", _minute(today, 0, 14), 90))
    rows.insert(1, (ids[0], "00104", f"{other}<script>alert('目的')</script>", _minute(today, 0, 22), 8 * 60))
    _book(member_id, rows)
    event = Event.get((Event.member_id == member_id) & (Event.title == _WITH_ROOM[member_id]))
    draft = Draft(title=event.title, start=clock.local(event.start), end=clock.local(event.end), facilities=ids[:1])
    event_facilities.reserve(member_id, event.id, event.owner_id, draft, [today])


def fill(member_id, user_ids, today):
    """A facility for a hundred people, and one reservation for everybody, each on a day of its own of the next weeks."""
    count = max(1, len(user_ids) // _USERS_PER_FACILITY)
    names = [f"見本設備{number + 1}" for number in range(count)]
    ids = _list(member_id, [
        (f"見本分類{start // _PER_CATEGORY + 1}", names[start:start + _PER_CATEGORY]) for start in range(0, count, _PER_CATEGORY)])
    rows = []
    for number, user_id in enumerate(user_ids):
        turn = number // count  # of its facility: eight of an hour on each day
        rows.append((ids[number % count], user_id, "打合せ", _minute(today, turn // 8, 9 + turn % 8), 60))
    _book(member_id, rows)


def _minute(today, distance, hour):
    return clock.minutes(datetime.datetime.combine(today + datetime.timedelta(distance), datetime.time(hour)))


def _is_on(row, day):
    return clock.local(row[3]).date() == day


def _list(member_id, categories):
    """Adds categories, (name, names of facilities); the ids of the facilities."""
    names = [(number, name) for number, (_, names) in enumerate(categories, 1) for name in names]
    insert_rows(FacilityCategory, [(member_id, number, name, number * 10) for number, (name, _) in enumerate(categories, 1)])
    insert_rows(Facility, [
        (member_id, number, category_id, name, number * 10, _NOTE if number == 1 else "")
        for number, (category_id, name) in enumerate(names, 1)
    ])
    insert_rows(Counter, [(member_id, "facility_category", len(categories)), (member_id, "facility", len(names))])
    return range(1, len(names) + 1)


def _book(member_id, rows):
    """Books (facility_id, user_id, purpose, start, minutes), which must not overlap."""
    insert_rows(Reservation, [
        (member_id, number, facility_id, user_id, purpose, "", start, start + minutes, None, None, 1)
        for number, (facility_id, user_id, purpose, start, minutes) in enumerate(rows, 1)
    ])
    insert_rows(ReservationSlot, sorted(
        (member_id, facility_id, slot, number) for number, (facility_id, _, _, start, minutes) in enumerate(rows, 1)
        for slot in range(start // SLOT, (start + minutes) // SLOT)
    ))
    insert_rows(Counter, [(member_id, "reservation", len(rows))])
