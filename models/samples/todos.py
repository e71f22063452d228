"""Sample ToDos: overdue, due today, later, at some time, and done."""

import datetime

from models import clock, search, todo
from models.base import Counter, insert_rows, next_id
from models.todo import HIGH, LOW, MIDDLE, Plan, Todo

# (ユーザーID, title, note, days from today or None, priority, days since it was done or None)
_WRITTEN = [
    ("00104", "見積書を送る", "見本商店の相沢様へ。\n税込みで。", -2, HIGH, None),
    ("00104", "出張の精算", "", 0, MIDDLE, None),
    ("00104", "会議室の鍵を返す🔑", "", 0, LOW, None),
    ("00104", '<script>alert("ToDo")</script>', '<b>太字</b>ではない & "引用"', 1, MIDDLE, None),
    ("00104", "長い件名は五十文字まで入りますので端末の幅に合わせて折り返す様子をここで確かめます 0123456", "", 3, MIDDLE, None),
    ("00104", "髙橋さんの送別会の店を決める🍻", "", 10, MIDDLE, None),
    ("00104", "名刺を整理する", "", None, LOW, None),
    ("00104", "健康診断の予約", "", -5, HIGH, 3),
    ("00104", "防災用品の点検", "", None, MIDDLE, 10),
    ("00107", "議事録を書く", "", -1, HIGH, None),
    ("00001", "会費の支払いを確かめる", "", 5, MIDDLE, None),
]


def make(member_id, people, today):
    """The ToDos of a company of 50."""
    other = "" if member_id == "SAMPLE1" else "別会社の"
    for user_id, title, note, days, priority, ago in _WRITTEN:
        todo_id, plan = next_id(member_id, todo.KIND), Plan((other + title)[:50], note, _day(today, days), priority)
        _insert(member_id, [todo.row(member_id, user_id, todo_id, plan, _seconds(today, ago))])
        search.put(member_id, todo.KIND, todo_id, plan.title, plan.note, [user_id])


def fill(member_id, user_ids, today):
    """Three ToDos for everybody: one due today, one later, one done."""
    first, rows = next_id(member_id, todo.KIND), []
    for number, user_id in enumerate(user_ids):
        for place, (title, days, ago) in enumerate([("報告書を出す", 0, None), ("資料を集める", 7, None), ("届出を出す", None, 1)]):
            plan = Plan(title, "", _day(today, days))
            rows.append(todo.row(member_id, user_id, first + 3 * number + place, plan, _seconds(today, ago)))
    Counter.update(last_id=rows[-1]["id"]).where((Counter.member_id == member_id) & (Counter.kind == todo.KIND)).execute()
    _insert(member_id, rows)


def _insert(member_id, rows):
    insert_rows(Todo, [tuple(row.values()) for row in rows])


def _day(today, days):
    return None if days is None else today + datetime.timedelta(days)


def _seconds(today, ago):
    """Unix seconds of noon so many days ago; 0 for None."""
    if ago is None:
        return 0
    noon = datetime.datetime.combine(today - datetime.timedelta(ago), datetime.time(12))
    return int((noon - clock.from_unix(0)).total_seconds())
