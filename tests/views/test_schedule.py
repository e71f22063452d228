"""予定 on the phone: seen, added, changed, copied, deleted; by those who may, and by nobody else."""

import datetime

import pytest

from models.event import Event, Occurrence

PHONES = ["mova", "imode1", "ez", "sb2g", "sb3g", "willcom", "garaho", "old-smart", "modern"]


def path_of(day):
    return day.strftime("%Y%m%d")


def form_of(phone, day):
    return phone.get(phone.link(f"/event/new?d={path_of(day)}"))


def add(phone, on, title="打合せ", **changes):
    return phone.submit(form_of(phone, on), {"title": title} | changes)


@pytest.mark.parametrize("name", PHONES)
def test_an_appointment_added_on_any_phone_reads_right_on_every_other(walk, quiet_day, name):
    text = "髙橋さんと〜会議①☀"
    writer = walk(name)
    day = add(writer, quiet_day, writer.device.dialect.shown(text), start="0930", end="1045", place="第2会議室")
    assert day.says("9:30-10:45") and writer.device.dialect.shown(text) in day.text and day.says("第2会議室")
    for other in PHONES:
        reader = walk(other)
        page = reader.see(f"/day/{path_of(quiet_day)}")
        stored = Event.select().where(Event.title.contains("髙橋さんと"), Event.place == "第2会議室").get().title
        assert reader.device.dialect.shown(stored) in page.text
        assert "?" not in page.text and "〓" not in page.text


def test_the_first_lines_carry_the_answer(walk):
    top = walk("imode1").top
    lines = [line for line in top.text.replace("\n", " ").split(" ") if line]
    assert any("次" in line for line in lines[:3])


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, quiet_day):
    for name in ("mova", "modern"):
        made = walk(name)
        answer = add(made, quiet_day, "長い会議", start="1100", end="1000", place="屋上", note="一行目\n二行目")
        assert answer.says("終了は開始より後にしてください。")
        fields = dict(answer.form()["fields"])
        assert (fields["title"], fields["place"]) == ("長い会議", "屋上")
        assert fields["note"].split() == ["一行目", "二行目"]
        assert fields["start"].replace(":", "") == "1100"


@pytest.mark.parametrize("changes, text", [
    ({"title": ""}, "件名を入力してください。"), ({"title": "あ" * 51}, "件名は50文字以内"), ({"place": "あ" * 51}, "場所は50文字以内"),
    ({"note": "あ" * 1001}, "メモは1000文字以内"), ({"day": "20260231"}, "日付は"), ({"day": "x"}, "日付は"), ({"start": "2561"}, "時刻は"),
    ({"users": None}, "参加者を1人以上"), ({"users": "54321"}, "参加者"), ({"others": "だれでもない"}, "当てはまる人がいません"),
    ({"rule": "daily"}, "繰返しの最後の日"), ({"rule": "hourly"}, "繰返し"), ({"title": "a\x00b"}, "使えない文字"),
])
def test_each_rule_names_itself(walk, quiet_day, changes, text):
    made = walk("modern")
    before = Event.select().count()
    answer = made.submit(form_of(made, quiet_day), {"title": "x"} | changes)
    assert answer.status == 200 and text in answer.text, answer.text
    assert Event.select().count() == before


def test_a_second_press_adds_nothing_and_is_not_warned_of(walk, quiet_day):
    made = walk("imode1")
    form = form_of(made, quiet_day)
    for _ in range(3):
        answer = made.submit(form, {"title": "一度だけ"})
        assert answer.path.startswith(f"/day/{path_of(quiet_day)}")
    assert Event.select().where(Event.title == "一度だけ").count() == 1


def test_an_overlap_is_warned_of_first_and_may_be_kept(walk, quiet_day):
    made = walk("imode1")
    add(made, quiet_day, "先の予定", start="1000", end="1100")
    answer = add(made, quiet_day, "後の予定", start="1030", end="1130")
    assert answer.says("と重なります。") and "先の予定" in answer.text
    assert not Event.select().where(Event.title == "後の予定").exists()
    assert "後の予定" in made.submit(answer).text
    touching = add(made, quiet_day, "続きの予定", start="1130", end="1200")
    assert touching.path.startswith("/day/")


def test_an_event_is_changed_copied_and_deleted(walk, quiet_day):
    for name in ("mova", "modern"):
        made = walk(name)
        add(made, quiet_day, f"元の予定{name}", start="1300", end="1400")
        event = made.get(made.see(f"/day/{path_of(quiet_day)}").link(f"元の予定{name}"))
        day = made.submit(made.get(event.link("変更")), {"title": f"新しい予定{name}", "start": "1500", "end": "1600", "anyway": "1"})
        assert f"新しい予定{name}" in day.text and f"元の予定{name}" not in day.text and "15:00-16:00" in day.text
        event = made.get(day.link(f"新しい予定{name}"))
        made.submit(made.get(event.link("コピー")), {"title": f"写し{name}", "anyway": "1"})
        confirmation = made.get(event.link("削除"))
        assert confirmation.says("元には戻せません。")
        again = [made.submit(confirmation), made.submit(confirmation)]
        assert all(f"写し{name}" in answer.text and f"新しい予定{name}" not in answer.text for answer in again)


def overtaken(walk, day, cast):
    """(a phone, its form for an event of two that the colleague has moved to 会議室B meanwhile)."""
    mine, theirs = walk("imode1"), walk("modern", cast.colleague)
    add(mine, day, "二人の予定", users=[cast.member.user_id, cast.colleague.user_id])
    forms = [phone.get(phone.get(phone.see(f"/day/{path_of(day)}").link("二人の予定")).link("変更")) for phone in (mine, theirs)]
    theirs.submit(forms[1], {"place": "会議室B"})
    return mine, forms[0]


def test_a_change_that_somebody_else_was_faster_with_is_told(walk, quiet_day, cast):
    mine, form = overtaken(walk, quiet_day, cast)
    answer = mine.submit(form, {"title": "私の題名"})
    assert answer.says("ほかの人が先にこの予定を変更しました。") and "私の題名" in answer.source
    assert Event.select().where(Event.title == "二人の予定").get().place == "会議室B"


def test_private_events_show_only_their_time_to_others(walk, quiet_day, cast):
    mine, theirs = walk("imode1"), walk("modern", cast.colleague)
    add(mine, quiet_day, "内緒の面談", place="秘密の場所", private="1", start="0800", end="0900")
    page = theirs.see(f"/day/{path_of(quiet_day)}/{cast.member.user_id}")
    assert "8:00-9:00" in page.text and "予定あり" in page.text and "内緒" not in page.source and "秘密" not in page.source
    event = Event.select().where(Event.title == "内緒の面談").get()
    for path in ("", "/edit", "/copy", "/deletion"):
        assert theirs.see(f"/event/{event.id}/{path_of(quiet_day)}{path}").status == 404


def test_the_twin_companys_user_sees_and_changes_nothing(walk, quiet_day, cast):
    mine, twin = walk("modern"), walk("modern", cast.twin)
    add(mine, quiet_day, "本社だけの予定", users=[cast.member.user_id, cast.colleague.user_id])
    event = Event.select().where(Event.title == "本社だけの予定").get()
    path = f"/event/{event.id}/{path_of(quiet_day)}"
    for page in (f"/day/{path_of(quiet_day)}", f"/day/{path_of(quiet_day)}/{cast.colleague.user_id}", f"/week/{path_of(quiet_day)}"):
        assert "本社だけの予定" not in twin.see(page).source
    before = list(Occurrence.select().where(Occurrence.member_id == cast.member.member_id).tuples())
    key = dict(form_of(twin, quiet_day).form()["fields"])["k"]
    if twin.see(path).status == 200:  # the twin has an event of its own with this id
        assert "本社だけの予定" not in twin.see(path).source
    twin.post(path + "/deletion", [("k", key)])
    assert list(Occurrence.select().where(Occurrence.member_id == cast.member.member_id).tuples()) == before


def test_a_colleague_who_takes_no_part_changes_nothing(walk, quiet_day, cast):
    mine, theirs = walk("modern"), walk("modern", cast.colleague)
    add(mine, quiet_day, "見るだけの予定")
    day = theirs.see(f"/day/{path_of(quiet_day)}/{cast.member.user_id}")
    event = theirs.get(day.link("見るだけの予定"))
    assert event.status == 200 and "変更" not in [link["text"] for link in event.page.links]
    path = event.path
    key = dict(form_of(theirs, quiet_day).form()["fields"])["k"]
    assert theirs.see(path + "/edit").status == 403 and theirs.see(path + "/deletion").status == 403
    fields = [("k", key), ("title", "奪った"), ("day", path_of(quiet_day)), ("start", "0900"), ("end", "1000"), ("users", cast.colleague.user_id)]
    assert theirs.post(path, fields).status == 403 and theirs.post(path + "/deletion", [("k", key)]).status == 403
    assert Event.select().where(Event.title == "見るだけの予定").exists()


@pytest.mark.parametrize("scope, left", [("one", [0, 2, 3]), ("after", [0]), ("all", [])])
def test_a_repeated_event_is_deleted_as_far_as_said(walk, quiet_day, scope, left):
    made = walk("ez")
    until = quiet_day + datetime.timedelta(days=3)
    add(made, quiet_day, "毎日の予定", rule="daily", until=path_of(until))
    second = made.get(made.see(f"/day/{path_of(quiet_day + datetime.timedelta(days=1))}").link("毎日の予定"))
    made.submit(made.get(second.link("削除")), {"scope": scope})
    seen = [number for number in range(4) if "毎日の予定" in made.see(f"/day/{path_of(quiet_day + datetime.timedelta(days=number))}").text]
    assert seen == left


@pytest.mark.parametrize("scope, renamed", [("one", [1]), ("after", [1, 2, 3]), ("all", [0, 1, 2, 3])])
def test_a_repeated_event_is_changed_as_far_as_said(walk, quiet_day, scope, renamed):
    made = walk("sb3g")
    until = quiet_day + datetime.timedelta(days=3)
    add(made, quiet_day, "前の名前", rule="daily", until=path_of(until))
    second = made.get(made.see(f"/day/{path_of(quiet_day + datetime.timedelta(days=1))}").link("前の名前"))
    made.submit(made.get(second.link("変更")), {"scope": scope, "title": "後の名前"})
    days = [made.see(f"/day/{path_of(quiet_day + datetime.timedelta(days=number))}").text for number in range(4)]
    assert [number for number in range(4) if "後の名前" in days[number]] == renamed
    assert [number for number in range(4) if "前の名前" in days[number]] == [number for number in range(4) if number not in renamed]


def test_all_day_and_overnight_events_say_so(walk, quiet_day):
    made = walk("modern")
    next_day = quiet_day + datetime.timedelta(days=1)
    add(made, quiet_day, "休暇", all_day="1")
    add(made, quiet_day, "夜勤", start="22:00", end="06:00", until_day=next_day.isoformat(), anyway="1")
    assert "終日 休暇" in made.see(f"/day/{path_of(quiet_day)}").text and "22:00-翌" in made.see(f"/day/{path_of(quiet_day)}").text
    assert "前-6:00" in made.see(f"/day/{path_of(next_day)}").text and "休暇" not in made.see(f"/day/{path_of(next_day)}").text


def test_days_step_and_jump(walk, quiet_day):
    made = walk("imode1")
    page = made.see(f"/day/{path_of(quiet_day)}")
    assert made.get(page.key("#")).path.startswith(f"/day/{path_of(quiet_day + datetime.timedelta(days=1))}")
    assert made.get(page.key("*")).path.startswith(f"/day/{path_of(quiet_day - datetime.timedelta(days=1))}")
    assert made.submit(page, {"day": "20280229"}).path.startswith("/day/20280229")
    wrong = made.submit(page, {"day": "20260230"})
    assert wrong.says("「20260230」はありません。") and wrong.says("予定を追加")
    for path in ("/day/20260231", "/day/00000000", "/day/19691231", "/month/202613", "/week/99999999"):
        assert made.see(path).status == 404


def test_a_list_longer_than_the_page_goes_on(walk, quiet_day):
    made = walk("imode1")
    for number in range(12):
        add(made, quiet_day, f"用事{number:02d}", start=f"{8 + number:02d}00", end=f"{8 + number:02d}30")
    first = made.see(f"/day/{path_of(quiet_day)}")
    assert "用事08" in first.text and "用事09" not in first.text
    second = made.get(first.link("次へ"))
    assert all(f"用事{number:02d}" in second.text for number in (9, 10, 11)) and "用事08" not in second.text
    assert made.get(second.link("前へ")).text == first.text


def test_a_day_of_another_year_says_so(walk, today, quiet_day):
    made = walk("imode1")
    assert made.see(f"/day/{path_of(today)}").says(f"{today.month}/{today.day}(")
    assert f"{today.year}/" not in made.see(f"/day/{path_of(today)}").text
    assert f"{quiet_day.year}/{quiet_day.month}/{quiet_day.day}(" in made.see(f"/day/{path_of(quiet_day)}").text


def test_a_month_and_day_that_are_past_mean_next_year_in_the_form(walk, today):
    past = today - datetime.timedelta(days=60)
    typed = f"{past.month}/{past.day}"
    answer = add(walk("imode1"), today, "来年の予定", day=typed, anyway="1")
    assert answer.path == f"/day/{path_of(past.replace(year=past.year + 1))}"


def test_all_that_is_wrong_is_said_before_what_overlaps(walk, quiet_day):
    made = walk("imode1")
    add(made, quiet_day, "先の予定", start="1000", end="1100")
    answer = add(made, quiet_day, "後の予定", start="1030", end="1130", rule="daily")
    assert answer.says("繰返しの最後の日を入力してください。") and not answer.says("と重なります。")
    answer = add(made, quiet_day, "後の予定", start="x", end="y")
    assert answer.says("開始の時刻は") and answer.says("終了の時刻は")


def test_a_form_that_comes_back_still_knows_what_it_was_made_of(walk, quiet_day, cast):
    mine, form = overtaken(walk, quiet_day, cast)
    answer = mine.submit(mine.submit(form, {"start": "x"}), {"start": "0900", "place": "会議室A"})
    assert answer.says("ほかの人が先にこの予定を変更しました。")
    assert Event.select().where(Event.title == "二人の予定").get().place == "会議室B"
    mine.submit(answer)
    assert Event.select().where(Event.title == "二人の予定").get().place == "会議室A"


@pytest.mark.parametrize("changes", [
    {"day": "9999-12-31", "all_day": "1"}, {"until_day": "99991231"}, {"note_at": "1" * 5000 + "-1"}, {"users": "a\0"},
    {"others": "z " * 500}, {"others": "0" * 3000}, {"version": "9" * 400}, {"day": "\u0662\u0660"}, {"rule": "x" * 9000},
])
def test_odd_input_is_told_and_never_an_error_of_ours(walk, quiet_day, changes):
    made = walk("modern")
    answer = made.submit(form_of(made, quiet_day), {"title": "題", "source": None} | changes)
    assert answer.status in (200, 400)


@pytest.mark.parametrize("source", ["9" * 20 + "/20261124", "1/2", "9" * 5000 + "/20261124", "x", "1/20261124/"])
def test_a_source_that_is_none_is_refused(walk, quiet_day, source):
    made = walk("modern")
    assert made.submit(form_of(made, quiet_day), {"title": "題", "source": source}).status in (400, 404)
