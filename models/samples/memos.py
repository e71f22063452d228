"""Sample 伝言: what 00104 and the others were told, read and unread, to one and to many, secret, hostile, with emoji."""

import datetime

from models import clock, search
from models.base import Counter, insert_rows
from models.delivery import Delivery
from models.memo import CONFIRMED, KIND, SECRET_TITLE, Memo, subject
from models.samples.attachment import put_photo

# (sender, recipients, days back and minute of that day, caller, title, phrase, phone, body, secret, those who have confirmed)
_MEMOS = [
    ("00107", ("00001", "00104"), 5, 560, "見本商店 田中様", "見積書の件", "call", "03-0000-1001", "17時までご在席とのことです。", False, ("00001", "00104")),
    ("00118", ("00104",), 4, 610, "見本運輸", "<script>alert(1)</script>", "below", "03-0000-1002", "配達は&nbsp;\"午後\"だそうです。", False, ("00104",)),
    ("00104", ("00107", "00112", "00118"), 3, 620, "見本工業 髙﨑様", "", "again", "090-0000-1003", "", False, ("00112",)),
    ("00107", ("00104",), 2, 900, "ご家族", "お迎えの時間", "call", "080-0000-1004", "18時に変わったそうです。", True, ()),
    ("00123", ("00104", "00107"), 1, 540, "見本商店 田中様", "", "call", "03-0000-1001", "", False, ()),
    ("00107", ("00104",), 1, 615, "𠮷田様🐌🌸", "納品日☎ご相談〜", "below", "0120-000-100", "納品を1日早められるか、\n今日中に返事がほしいそうです🙇", False, ()),
    ("00112", ("00104",), 1, 700, "", "会議室の鍵を返してください🔑", "", "", "", False, ()),
    ("00118", ("00104",), 1, 830, "見本銀行", "", "called", "03-0000-1005", "", False, ()),
    ("00104", ("00107",), 1, 1000, "見本新聞", "取材のお願い", "below", "03-0000-1006", "広報の担当者を知りたいそうです。", False, ()),
]
_WITH_PHOTO = 6  # the one from 𠮷田様


def make(member_id, people, today):
    """The memos above; those of SAMPLE2 say so."""
    other = "" if member_id == "SAMPLE1" else "別会社の"
    there = {row["user_id"] for row in people}
    memos = []
    for memo_id, (sender, users, days, minute, caller, title, *rest) in enumerate(_MEMOS, 1):
        at = _moment(today, days, minute)
        memos.append((memo_id, sender, [one for one in users if one in there], at, other + caller, other + title if title else "", *rest))
    _insert(member_id, memos)
    for memo_id, sender, users, _, caller, title, phrase, phone, body, secret, _ in memos:
        if not secret:
            search.put(member_id, KIND, memo_id, f"{caller} {subject(title, phrase)}".strip(), "\n".join((phone, title, body)), (sender, *users))
    put_photo(member_id, "00107", KIND, _WITH_PHOTO, f"{other}納品場所🚚.jpg")


def fill(member_id, user_ids, today):
    """Everybody gets three memos from the next one: one confirmed, two open."""
    at = _moment(today, 1, 600)
    senders = user_ids[1:] + user_ids[:1]
    _insert(member_id, [
        (1 + number * 3 + turn, sender, [user_id], at + turn, f"見本商店{turn}", "", "call", "03-0000-1001", "", False, () if turn else (user_id,))
        for number, (user_id, sender) in enumerate(zip(user_ids, senders)) for turn in range(3)
    ])


def _moment(today, days, minute):
    """The minute of so many days before today, in minutes of Japan time."""
    return clock.minutes(datetime.datetime.combine(today - datetime.timedelta(days), datetime.time())) + minute


def _insert(member_id, memos):
    insert_rows(Memo, [
        (member_id, memo_id, sender, caller, title, phrase, phone, body, secret, at, _unix(at), None)
        for memo_id, sender, _, at, caller, title, phrase, phone, body, secret, _ in memos
    ])
    insert_rows(Delivery, [
        (member_id, user_id, KIND, memo_id, sender, SECRET_TITLE if secret else f"{caller} {subject(title, phrase)}".strip(),
         "" if secret else phone, _unix(at), _unix(at), user_id not in confirmed, CONFIRMED if user_id in confirmed else "", "",
         _unix(at) + 600 if user_id in confirmed else None)
        for memo_id, sender, users, at, caller, title, phrase, phone, _, secret, confirmed in memos for user_id in users
    ])
    Counter.insert(member_id=member_id, kind=KIND, last_id=len(memos)).execute()


def _unix(minutes):
    """The Unix seconds of a moment in minutes of Japan time."""
    return (minutes - 9 * 60) * 60
