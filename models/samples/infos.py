"""インフォメーション of the sample companies."""

import datetime

from models import search
from models.base import Counter, insert_rows
from models.info import Info, InfoCategory, InfoRead, InfoReply

_CATEGORIES = ["総務から", "社内行事🎉", "お客様の声", "システム"]

# (author, category, first day, last day from today on, title, body, who has read it, [(who, reply)]); category 0: none.
_POSTED = [
    ("00001", 1, -400, -370, "昨年の避難訓練", "終了しました。", "00104", []),
    ("00107", 0, -20, 40, "<b>太字</b>にならないお知らせ & \"見本\"", "記号はそのまま表示されます。", "", []),
    ("00112", 4, -10, 20, "サーバーの入れ替え(長い本文の見本)", None, "00107", [("00107", "当日は出張です。"), ("00104", "作業のあとに確認します。")]),
    ("00118", 2, -6, 24, "芋煮会のお誘い🍲🍠", "河原で芋煮をします。\n雨天中止☔", "00104,00107", [("00104", "行きます!"), ("00107", "車を出せます🚗"), ("00123", "子どもも一緒でいいですか")]),
    ("00104", 3, -3, 27, "髙島屋様からのお礼", "納品が早くて助かったとのことでした。", "00104,00001", [("00001", "すばらしいです👏")]),
    ("00001", 1, -2, 28, "年末年始の休業日", "12/29から1/3まで休みます。", "", []),
    ("00107", 2, -1, 5, "𠮷田さんの結婚祝い", "受付に色紙があります。", "", []),
    ("00001", 1, 0, 30, "本日の来客用駐車場", "工事のため使えません🚧", "", []),
    ("00104", 0, 3, 33, "来週から掲示するお知らせ", "準備中です。", "00104", []),
    ("00001", 1, 10, 40, "人事異動(発表前)", "発表まで、ほかの人には見えません。", "00001", []),
]
_LONG = "".join(f"手順{number}: 作業が終わるまで、共有フォルダーを開かないでください💾\n" for number in range(1, 241))


def make(member_id, people, today):
    other = "" if member_id == "SAMPLE1" else "別会社の"
    infos, read, replies = [], [], []
    for info_id, (author, category, first, last, title, body, readers, answers) in enumerate(_POSTED, 1):
        title, body = other + title, _LONG if body is None else body
        infos.append(_info(member_id, info_id, category, author, title, body, today, first, last))
        read += [(member_id, user_id, info_id) for user_id in dict.fromkeys([author, *filter(None, readers.split(","))])]
        replies += [
            (member_id, info_id, len(replies) + number, user_id, text, infos[-1][8] + 3600 * number)
            for number, (user_id, text) in enumerate(answers, 1)
        ]
        shown = None if first <= 0 <= last else [author]
        search.put(member_id, "info", info_id, title, body, shown, today + datetime.timedelta(first))
    _insert(member_id, [other + name for name in _CATEGORIES], infos, read)
    insert_rows(InfoReply, replies)
    Counter.insert(member_id=member_id, kind="info_reply", last_id=len(replies)).execute()


_MOST = 300  # of a big company
_SHOWN = 40  # of them today
_READ_EACH = 10


def fill(member_id, user_ids, today):
    """Notices of the first person, most of them past; everybody has read some of those shown."""
    infos = [
        _info(member_id, info_id, info_id % 5, user_ids[0], f"見本のお知らせ{info_id}", "本文", today, info_id - _MOST, info_id - _MOST + _SHOWN - 1)
        for info_id in range(1, _MOST + 1)
    ]
    read = [(member_id, user_id, _MOST - step) for user_id in user_ids for step in range(_READ_EACH, 0, -1)]
    _insert(member_id, _CATEGORIES, infos, read)


def _info(member_id, info_id, category_id, author, title, body, today, first, last):
    """first, last: days from today on."""
    posted_at = ((today - datetime.date(1970, 1, 1)).days + min(first, 0)) * 24 * 3600
    day = today.toordinal()
    return member_id, info_id, category_id, author, title, body, day + first, day + last, posted_at, None, 1


def _insert(member_id, categories, infos, read):
    insert_rows(InfoCategory, [(member_id, number, name, number * 10) for number, name in enumerate(categories, 1)])
    insert_rows(Info, infos)
    insert_rows(InfoRead, read)
    for kind, last_id in (("info_category", len(categories)), ("info", len(infos))):
        Counter.insert(member_id=member_id, kind=kind, last_id=last_id).execute()
