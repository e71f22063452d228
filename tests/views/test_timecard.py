"""タイムカード on the phone: punched by one key, corrected with a reason, and everybody's month as a file."""

import csv
import datetime
import io

import pytest

from carriers import DIALECTS
from models import clock, presence, timecard
from models.punch import Correction, Punch
from tests.counting import counted
from tests.views.test_limits import all_parts
from tests.views.test_screens import KEYS, check_page
from views.timecard.sheet import lines

NAMES = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
EMOJI = "🐌" * 100
BUTTONS = {"出社": 0, "退社": 1, "外出": 2, "戻り": 3}


@pytest.fixture(autouse=True)
def set_clock(monkeypatch, today):
    """set_clock("9:05") makes it that time of today; it is five past twelve to begin with."""

    def set_clock(text):
        hours, minutes = map(int, text.split(":"))
        now = datetime.datetime.combine(today, datetime.time()) + datetime.timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr(clock, "now", lambda: now)

    set_clock("12:05")
    return set_clock


def press(phone, name):
    return phone.submit(phone.see("/timecard"), form=BUTTONS[name])


def path_of(day):
    return f"/timecard/{day.strftime('%Y%m%d')}"


def marks(cast, day):
    found = timecard.day(viewer(cast.member), cast.member.user_id, day)
    return [(mark.kind, f"{mark.moment.hour}:{mark.moment.minute:02d}", mark.remark) for mark in found]


def viewer(login, system_admin=False):
    from models.session import Signed

    return Signed(login.member_id, login.user_id, login.name, "cookie", 1, "", 0, "", False, system_admin)


@pytest.mark.parametrize("name, cookies", [("mova", None), ("sb3g", False), ("modern", True)])
def test_a_day_is_punched_by_one_key_each_and_drives_presence(walk, cast, today, set_clock, name, cookies):
    made = walk(name, keeps_cookies=cookies)
    assert made.see("/timecard").says("未出社")
    for time, button, label in (("9:00", "出社", "在席"), ("12:00", "外出", "外出"), ("13:00", "戻り", "在席"), ("18:00", "退社", "退社")):
        set_clock(time)
        answer = press(made, button)
        assert answer.path == "/timecard" and answer.says(f"{button} {time}")
        assert presence.find(cast.member, cast.member.user_id).label == label
    assert made.see(path_of(today)).says("実働8:00 外出1:00")
    assert set("12345678") - {"8"} <= set(KEYS.findall(walk("mova").see("/timecard").source))


def test_a_remark_is_punched_with_it(walk, cast, today):
    made = walk("ez")
    answer = made.submit(made.see("/timecard"), {"remark": "電車遅延", "kind": "arrive"})
    assert answer.says("電車遅延") and marks(cast, today) == [("arrive", "12:05", "電車遅延")]
    refused = made.submit(made.see("/timecard"), {"remark": "長" * 101})
    assert refused.says("備考は100文字以内") and "長" * 101 in refused.source


def test_what_cant_be_is_refused_with_what_to_do(walk, cast, today):
    made = walk("mova")
    answer = press(made, "退社")
    assert answer.says("先に「出社」を押してください。") and marks(cast, today) == []


def test_a_second_press_and_one_on_a_reloaded_page_are_harmless(walk, cast, today):
    made = walk("imode1")
    page = made.see("/timecard")
    for answer in (made.submit(page, form=0), made.submit(page, form=0), press(made, "出社")):
        assert answer.path == "/timecard" and not answer.says("すでに")
    press(made, "退社")
    assert made.submit(page, form=0).path == "/timecard"
    assert [kind for kind, _, _ in marks(cast, today)] == ["arrive", "leave"]


def test_after_a_night_the_card_still_shows_its_end(walk, cast, today, set_clock):
    made = walk("modern")
    set_clock("22:00")
    press(made, "出社")
    set_clock("30:00")
    assert press(made, "退社").says("退社 6:00")
    assert made.see(path_of(today)).says("翌6:00") and made.see(f"/timecard/month/{today:%Y%m}").says("22:00-翌6:00")


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_a_punch_is_corrected_with_a_reason_and_the_old_value_stays_visible(walk, cast, today, set_clock, name):
    made = walk(name)
    set_clock("9:30")
    press(made, "出社")
    set_clock("12:05")
    form = made.get(made.see(path_of(today)).link("9:30"))
    refused = made.submit(form, {"time": "0900"})
    assert refused.says("理由を入力してください。") and dict(refused.form()["fields"])["time"].replace(":", "") == "0900"
    for _ in range(2):
        assert made.submit(refused, {"reason": "押し忘れ<b>🐌"}).path == path_of(today)
    assert marks(cast, today) == [("arrive", "9:00", "")]
    history = made.see(f"{path_of(today)}/history")
    assert history.says("出社 9:30 → 9:00") and history.says("押し忘れ<b>") and made.see(f"/timecard/month/{today:%Y%m}").says("訂正あり")


def test_what_was_forgotten_is_added_and_what_is_wrong_taken_away(walk, cast, today):
    made, yesterday = walk("sb3g"), today - datetime.timedelta(1)
    Punch.delete().where(Punch.day >= yesterday.toordinal()).execute()
    new = made.submit(made.see(f"/timecard/month/{today:%Y%m}"), {"day": yesterday.strftime("%Y%m%d")})
    for kind, time, next_day in (("arrive", "2200", None), ("leave", "0630", "1")):
        new = made.submit(made.get(new.link("打刻を追加")), {"kind": kind, "time": time, "next_day": next_day, "reason": "出先"})
    assert new.says("翌6:30") and new.says("実働8:30")
    form = made.get(new.link("翌6:30"))
    assert dict(form.form()["fields"])["next_day"] == "1"
    made.submit(form, {"cancel": "1", "reason": "間違い"})
    assert marks(cast, yesterday) == [("arrive", "22:00", "")]
    assert made.see(f"{path_of(yesterday)}/history").says("退社 翌6:30 → 取り消し")


WRONG = [
    ({"time": ""}, "時刻は 9:30"), ({"time": "2561"}, "時刻は 9:30"), ({"time": "1300"}, "これからの時刻"), ({"kind": "leave", "time": "0900"}, "打刻が 出社→"),
    ({"kind": "x"}, "打刻を選び直して"), ({"reason": "あ" * 101}, "理由は100文字以内"), ({"time": "0900", "next_day": "1"}, "これからの時刻"),
]


def test_what_is_wrong_with_an_added_punch_is_said(walk, cast, today):
    made = walk("modern")
    for changes, text in WRONG:
        answer = made.submit(made.see(f"{path_of(today)}/punches/new"), {"kind": "arrive", "time": "0900", "reason": "出先"} | changes)
        assert answer.status == 200 and text in answer.text, f"{changes}: {answer.text}"
        assert dict(answer.form()["fields"])["reason"] == changes.get("reason", "出先")
    assert marks(cast, today) == []


def test_a_correction_that_another_phone_was_faster_with_is_told(walk, cast, today):
    made = walk("imode1")
    press(made, "出社")
    form = made.get(made.see(path_of(today)).key("1"))
    made.submit(made.get(made.see(path_of(today)).key("1")), {"time": "0900", "reason": "a"})
    answer = made.submit(form, {"time": "1000", "reason": "b"})
    assert answer.says("ほかの端末で 9:00 に訂正されています。")
    made.submit(answer)
    assert marks(cast, today)[0][1] == "10:00" and Correction.select().where(Correction.reason == "b").count() == 1


def test_others_cards_are_there_for_a_system_administrator_alone(walk, cast, today):
    mine = walk("mova")
    press(mine, "出社")
    paths = [f"/timecard/month/{today:%Y%m}/00104", f"{path_of(today)}/00104", f"{path_of(today)}/00104/history"]
    administrator, site_administrator = walk("modern", cast.administrator), walk("modern", cast.colleague)  # the latter of the member site only
    for path in paths:
        assert administrator.see(path).status == 200 and site_administrator.see(path).status == 404
        assert "12:05" not in walk("modern", cast.twin).see(path).source
    assert administrator.see(paths[1]).says("12:05") and "punches" not in administrator.see(paths[1]).source
    for path in ("/timecard/people", f"/timecard/{today:%Y%m}.csv"):
        assert site_administrator.see(path).status == 403 and administrator.see(path).status == 200
    found = administrator.submit(administrator.see("/timecard/people"), {"q": "佐藤 花子"}, form=0)
    assert administrator.get(found.link("佐藤 花子")).says("佐藤 花子")
    theirs = f"{path_of(today)}/punches/1"
    key = dict(site_administrator.see("/memos/new").form()["fields"])["k"]
    assert site_administrator.see(theirs).status == 404
    assert site_administrator.post(theirs, [("k", key), ("time", "1000"), ("reason", "x"), ("was", "0")]).status == 404


def read_file(phone, month):
    answer = phone.see(f"/timecard/{month}.csv")
    return answer, list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def test_the_month_of_everybody_is_a_file_for_spreadsheets(walk, cast, today, set_clock):
    made = walk("modern")
    set_clock("9:00")
    made.submit(made.see("/timecard"), {"kind": "arrive", "remark": "=HYPERLINK(\"x\"),\"引用\""})
    set_clock("18:30")
    press(made, "退社")
    for name in ("modern", "mova"):
        answer, rows = read_file(walk(name, cast.administrator), today.strftime("%Y%m"))
        assert answer.header("Content-Type") == "text/csv; charset=UTF-8" and answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("Cache-Control") == "no-store"
        assert answer.header("Content-Disposition") == f'attachment; filename="timecard-{today:%Y%m}.csv"'
        assert answer.body.startswith(b"\xef\xbb\xbf") and rows[0][:3] == ["ユーザーID", "氏名", "日付"]
        assert ["00104", "佐藤 花子", today.strftime("%Y/%m/%d"), "9:00", "18:30", "570", "0", "", "0", "'=HYPERLINK(\"x\"),\"引用\""] in rows
        assert not any("別会社" in cell for row in rows for cell in row)
    assert [row[:2] for row in rows[1:]] == sorted(row[:2] for row in rows[1:])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "－1"])
def test_no_cell_is_a_formula(text, today):
    at = datetime.datetime.combine(today, datetime.time(9))
    day = timecard.Day(today, [timecard.Mark(at, 1, "arrive", text)], 0, 0, True, 0)
    data = b"".join(lines([("00104", text, day)])).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(data, newline="")))[1]
    assert row[1] == row[9] == f"'{text}" and row[3:5] == ["9:00", ""] and row[7] == "退社なし"


def test_a_file_is_made_part_by_part(today):
    """So that a big company's month is never in memory as a whole."""
    at = datetime.datetime.combine(today, datetime.time(9))
    made = 0

    def rows():
        nonlocal made
        for number in range(5_000):
            made += 1
            yield f"{number:05d}", "名前", timecard.Day(today, [timecard.Mark(at, 1, "arrive", "")], 0, 0, False, 0)

    parts = lines(rows())
    assert next(parts) and made < 1_000
    assert b"".join(parts).count(b"\r\n") == 5_001 - 500 - 1


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_of_everything_fits(walk, cast, today, name):
    start = clock.minutes(datetime.datetime.combine(today, datetime.time()))
    Punch.insert_many([
        (cast.member.member_id, "00104", today.toordinal(), number, "arrive" if number == 1 else ("out", "back")[number % 2], start + number, EMOJI)
        for number in range(1, 16)
    ], fields=Punch._meta.sorted_fields).execute()
    Correction.insert_many([
        (cast.member.member_id, "00104", today.toordinal(), number, "arrive", start, start + 1, EMOJI, 1_800_000_000) for number in range(1, 16)
    ], fields=Correction._meta.sorted_fields).execute()
    made = walk(name)
    for path in ("/timecard", path_of(today), f"{path_of(today)}/history", f"/timecard/month/{today:%Y%m}", f"{path_of(today)}/punches/1"):
        for part in all_parts(made, made.see(path), "次へ"):
            check_page(part, made)
    check_page(press(made, "出社"), made)


def test_a_page_asks_the_database_a_few_times(walk, cast, today):
    made = walk("modern", cast.administrator)
    for path, most in (("/timecard", 2), (f"/timecard/month/{today:%Y%m}", 4), (f"/timecard/month/{today:%Y%m}/00104", 5), ("/timecard/people", 2)):
        with counted() as statements:
            made.see(path)
        assert 0 < len(statements) <= most, statements
