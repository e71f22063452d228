"""Sample 安否確認: one that stands and has answers of each kind, and one of last month that is closed."""

import datetime

from models import clock, safety, search
from models.base import Counter, insert_rows
from models.delivery import Delivery
from models.question import Safety, SafetyPlace
from models.safety import HELP, SAFE

_STARTER, _PHONE = "00001", "03-0000-0001"


def make(member_id, people, today):
    """Two questions to all of a company of 50."""
    other = "" if member_id == "SAMPLE1" else "別会社の"
    user_ids = [row["user_id"] for row in people]
    drill = {user_id: (SAFE, "" if number % 7 else "避難しました。") for number, user_id in enumerate(user_ids)}
    _ask(member_id, 1, user_ids, other + "避難訓練🏃", "訓練です。", today - datetime.timedelta(30), drill, closed=True)
    answers = {user_id: (SAFE, "") for user_id in user_ids[::3] if user_id != "00104"}
    answers |= {"00107": (HELP, "エレベーターに閉じ込められています🆘"), "00118": (SAFE, "家族も<b>無事</b>です。")}
    body = "震度5強の地震がありました。\n無事かどうかを知らせてください🙏"
    _ask(member_id, 2, user_ids, other + "地震の安否確認 <訓練>", body, today - datetime.timedelta(1), answers)
    insert_rows(SafetyPlace, [(member_id, 2, "00107", f"{other}本社 3階")])
    insert_rows(Counter, [(member_id, safety.KIND, 2)])


def fill(member_id, user_ids, today):
    """One question to everybody, which nobody has answered."""
    _ask(member_id, 1, user_ids, "安否確認", "無事かどうかを知らせてください。", today - datetime.timedelta(1), {})
    insert_rows(Counter, [(member_id, safety.KIND, 1)])


def _ask(member_id, safety_id, user_ids, title, body, day, answers, closed=False):
    """answers: {ユーザーID: (answer, comment)}, ten minutes after the question of 8:00."""
    eight = int((datetime.datetime.combine(day, datetime.time(8)) - clock.from_unix(0)).total_seconds())
    insert_rows(Safety, [(member_id, safety_id, _STARTER, title, body, eight, None, eight + 3600 if closed else None)])
    search.put(member_id, safety.KIND, safety_id, title, body, user_ids, day)
    keys = [(member_id, user_id, safety.KIND, safety_id, _STARTER, title, _PHONE, eight, 0) for user_id in user_ids]
    insert_rows(Delivery, [
        (*key, False, *answers[key[1]], eight + 600) if key[1] in answers else (*key, not closed, "", "", None) for key in keys
    ])
