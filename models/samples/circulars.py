"""回覧 and レポート of the sample companies."""

import datetime

from models import search
from models.base import Counter, insert_rows
from models.circular import CIRCULAR, CONFIRMED, REPORT, Circular, titled
from models.delivery import Delivery
from models.samples.attachment import put_photo

_DAY = 24 * 3600
_OPEN = True, "", "", None  # not answered yet

# (author, to, days ago, due in days or None, heading, title, body, {who has confirmed: reply}); "*": everybody.
_WRITTEN = [
    ("00001", "*", 30, -16, "", "夏季休業のお知らせ", "休業中の連絡先は総務部です。", {"00104": "", "00107": "了解しました"}),
    ("00107", "00104,00112,00118", 12, -2, "", "<script>alert('回覧')</script> & \"見本\"", "この件名は、そのまま文字として表示されます。", {"00112": ""}),
    ("00112", "00104,00107", 9, None, "", "🐌カタツムリ便の運用📦について", "荷物は🐌ゆっくり届きます。\n急ぎのときは☎ください。", {"00107": "承知です👍"}),
    ("00001", "*", 5, 0, "", "健康診断の希望日", "希望日を返信してください。\n・第1希望\n・第2希望", {"00107": "12/3の午前"}),
    ("00118", "00104", 4, 3, "", "髙橋さん・𠮷田さんの歓迎会", "会費は3,000円です。", {}),
    ("00107", "00104,00118,00123", 3, 7, "", "新製品の資料(長い本文の見本)", None, {"00118": "読みました"}),
    ("00001", "*", 1, 10, "", "年末調整の書類", "総務部まで出してください。", {"00400": "出しました"}),
    ("00104", "00107,00112,00118,00123", 2, 2, "", "見積書の確認のお願い", "添付の見積書をご確認ください。", {"00107": "問題ありません。", "00118": ""}),
    ("00104", "*", 8, None, "", "会議室の鍵について", "使ったあとは受付に戻してください。", {"00001": "了解です", "00107": ""}),
    ("00107", "00104", 6, None, "週報", "第3週", "訪問5件、受注1件。", {"00104": "お疲れさまでした"}),
    ("00118", "00104,00107", 1, None, "日報", "展示会", "来場者は120名でした。", {}),
    ("00112", "00104", 0, None, "出張報告", "大阪工場", "設備の更新は予定どおりです⚙", {}),
    ("00104", "00107", 1, None, "日報", "昨日の分", "午前: 見積書の作成\n午後: 見本商店を訪問", {"00107": "よくできています"}),
    ("00104", "00107", 2, None, "日報", "おとといの分", "終日: 資料の作成", {}),
    ("00104", "", 0, None, "日報", "今日の分", "書きかけの下書きです。", {}),
]
_LONG = "".join(f"{number}. 資料の{number}番目の説明です。ご意見は返信でお寄せください📝\n" for number in range(1, 181))
_WITH_PHOTO = 3  # the one on カタツムリ便


def make(member_id, people, today):
    other = "" if member_id == "SAMPLE1" else "別会社の"
    everybody = [row["user_id"] for row in people]
    circulars, deliveries = [], []
    for circular_id, (author, to, ago, due, heading, title, body, replies) in enumerate(_WRITTEN, 1):
        readers = [user_id for user_id in (everybody if to == "*" else to.split(",") if to else []) if user_id != author]
        title, body, sent_at = other + title, _LONG if body is None else body, _morning(today, ago)
        due_day = None if due is None else today.toordinal() + due
        reminded_at = sent_at + _DAY if due and ago > 1 else None
        circulars.append(_circular(member_id, circular_id, author, heading, title, body, due_day, sent_at, not to, reminded_at))
        for user_id in readers:
            answer = (False, CONFIRMED, replies[user_id], sent_at + 3600) if user_id in replies else _OPEN
            deliveries.append(_delivery(member_id, user_id, circulars[-1], answer))
        if readers:
            search.put(member_id, circulars[-1][2], circular_id, titled(heading, title), body, [author, *readers], today - datetime.timedelta(ago))
    _insert(member_id, circulars, deliveries)
    put_photo(member_id, "00112", CIRCULAR, _WITH_PHOTO, f"{other}荷物置き場📦.jpg")


_MOST = 30  # circulars of a big company
_EACH = 4  # of them for each person


def fill(member_id, user_ids, today):
    """Circulars from the first person to a part of all; and everybody's report to the first."""
    circulars, deliveries = [], []
    for circular_id in range(1, _MOST + 1):
        sent_at = _morning(today, _MOST - circular_id)
        due_day = today.toordinal() + circular_id % 10 if circular_id % 2 else None
        circulars.append(_circular(member_id, circular_id, user_ids[0], "", f"見本の回覧{circular_id}", "本文", due_day, sent_at))
    for number, user_id in enumerate(user_ids[1:], 1):
        for step in range(_EACH):
            circular = circulars[(number + step * (_MOST // _EACH)) % _MOST]
            answer = _OPEN if step % 2 else (False, CONFIRMED, "了解しました", circular[12] + 60)
            deliveries.append(_delivery(member_id, user_id, circular, answer))
        report = _circular(member_id, _MOST + number, user_id, "日報", "昨日の分", "訪問2件。", None, _morning(today, 1))
        circulars.append(report)
        deliveries.append(_delivery(member_id, user_ids[0], report, _OPEN if number < 10 else (False, CONFIRMED, "", report[12] + 60)))
    _insert(member_id, circulars, sorted(deliveries))


def _morning(today, ago):
    """Unix seconds of nine o'clock in Japan, so many days ago."""
    return (today - datetime.date(1970, 1, 1)).days * _DAY - ago * _DAY


def _circular(member_id, circular_id, author, heading, title, body, due_day, sent_at, is_draft=False, reminded_at=None):
    kind = REPORT if heading else CIRCULAR
    return member_id, circular_id, kind, author, heading, title, body, due_day, is_draft, False, "", False, sent_at, None, reminded_at, 1


def _delivery(member_id, user_id, circular, answer):
    """answer: (is_open, answer, comment, answered_at)."""
    _, circular_id, kind, author, heading, title, *_ = circular
    sent_at = circular[12]
    return member_id, user_id, kind, circular_id, author, titled(heading, title), "", sent_at, sent_at, *answer


def _insert(member_id, circulars, deliveries):
    insert_rows(Circular, circulars)
    insert_rows(Delivery, deliveries)
    Counter.insert(member_id=member_id, kind="circular", last_id=len(circulars)).execute()
