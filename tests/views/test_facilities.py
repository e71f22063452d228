"""設備 on the phone: what is free, booked, changed, cancelled; from the event form too; by those who may, and by nobody else."""

import datetime
import re

import pytest

from carriers import DIALECTS
from models.event import Event
from models.facility import Facility, FacilityCategory
from models.reservation_slots import Reservation
from tests.counting import counted
from tests.views.test_limits import all_parts
from tests.views.test_schedule import add as add_event
from tests.views.test_schedule import form_of, path_of
from tests.views.test_screens import check_page

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
SNAIL = "🐌" * 50


def form(phone, day, facility_id=1):
    return phone.see(f"/facilities/{facility_id}/new?d={path_of(day)}")


def book(phone, on, purpose="打合せ", start="0900", end="1000", facility_id=1, **changes):
    return phone.submit(form(phone, on, facility_id), {"purpose": purpose, "start": start, "end": end} | changes)


def booked(day, facility_id=1, member_id="SAMPLE1"):
    """["9:00-10:00 purpose"] of a facility's day."""
    first = (day.toordinal() - 719_163) * 1440
    rows = Reservation.select().where(
        (Reservation.member_id == member_id) & (Reservation.facility_id == facility_id) & Reservation.start.between(first, first + 1439))
    return [f"{row.start % 1440 // 60}:{row.start % 60:02d}-{row.end % 1440 // 60}:{row.end % 60:02d} {row.purpose}" for row in rows.order_by(Reservation.start)]


def with_buttons(answer):
    """{what it says: its name} of the form's buttons that carry something."""
    return {value: name for name, value in answer.form()["buttons"] if name}


# Booked on any phone


@pytest.mark.parametrize("name, options", [("mova", {}), ("ez", {"keeps_cookies": False}), ("sb3g", {}), ("modern", {})])
def test_from_the_categories_to_a_booking_by_keys(walk, quiet_day, name, options):
    made = walk(name, **options)
    categories = made.see("/facilities")
    category = made.get(categories.link("会議室"))
    assert category.says("第1会議室") and category.text.count("空き") + category.text.count("-") > 3
    day = made.see(f"/facilities/1/{path_of(quiet_day)}")
    assert day.says("8:00-20:00") and day.says("予約はありません")
    blank = made.get(day.link("8:00-20:00"))
    fields = dict(blank.form()["fields"])
    assert (fields["start"].replace(":", ""), fields["end"].replace(":", "")) == ("0800", "0900")
    after = made.submit(blank, {"purpose": "来客☀", "note": "一行目\n二行目"})
    assert after.path == f"/facilities/1/{path_of(quiet_day)}" and after.says("8:00-9:00") and after.says("9:00-20:00")
    found = made.get(next(link["href"] for link in after.page.links if "/reservations/" in link["href"]))
    assert found.says("第1会議室") and found.says("佐藤 花子") and "二行目" in found.text
    changed = made.submit(made.get(found.link("変更")), {"start": "1000", "end": "1100"})
    assert changed.says("10:00-11:00") and booked(quiet_day) == ["10:00-11:00 来客☀"]
    confirmation = made.get(made.get(next(link["href"] for link in changed.page.links if "/reservations/" in link["href"])).link("取消"))
    for answer in (made.submit(confirmation), made.submit(confirmation)):
        assert answer.path == f"/facilities/1/{path_of(quiet_day)}" and answer.says("予約はありません")


def test_a_second_press_books_once_and_lands_on_the_same_page(walk, quiet_day):
    made = walk("imode1")
    blank = form(made, quiet_day)
    for _ in range(2):
        answer = made.submit(blank, {"purpose": "一度だけ", "start": "0900", "end": "1000"})
        assert answer.path == f"/facilities/1/{path_of(quiet_day)}"
    assert booked(quiet_day) == ["9:00-10:00 一度だけ"]


@pytest.mark.parametrize("name", ["mova", "sb3g", "modern"])
def test_what_is_taken_comes_back_with_all_that_was_typed_and_one_press_takes_what_is_free(walk, cast, quiet_day, name):
    mine, theirs = walk(name), walk("modern", cast.colleague)
    book(theirs, quiet_day, "先約", "0900", "1030")
    answer = book(mine, quiet_day, "私の会議", "1000", "1100", note="大事なメモ")
    assert answer.says("第1会議室は") and answer.says("10:00-11:00 に、ほかの予約があります。")
    fields = dict(answer.form()["fields"])
    assert (fields["purpose"], fields["note"].strip(), fields["start"].replace(":", "")) == ("私の会議", "大事なメモ", "1000")
    buttons = with_buttons(answer)
    assert list(buttons)[:3] == ["10:30-11:30", "11:30-12:30", "12:30-13:30"] and "第2会議室" in buttons
    tags = [tag for tag in re.findall("<input[^>]*>", answer.source) if 'name="take' in tag]
    assert len(tags) == len(buttons) and all(f'accesskey="{key}"' in tag or name == "modern" for key, tag in enumerate(tags, 1))
    for _ in range(2):
        landed = mine.submit(answer, button=buttons["11:30-12:30"])
        assert landed.path == f"/facilities/1/{path_of(quiet_day)}" and landed.says("11:30-12:30")
    other = mine.submit(book(mine, quiet_day, "別の会議", "1000", "1100"), button=buttons["第2会議室"])
    assert other.path == f"/facilities/2/{path_of(quiet_day)}"
    assert booked(quiet_day) == ["9:00-10:30 先約", "11:30-12:30 私の会議"] and booked(quiet_day, 2) == ["10:00-11:00 別の会議"]
    assert Reservation.select().where(Reservation.purpose == "私の会議").get().note == "大事なメモ"


def test_an_offer_that_was_taken_meanwhile_is_told_with_the_offered_time(walk, cast, quiet_day):
    mine, theirs = walk("mova"), walk("modern", cast.colleague)
    book(theirs, quiet_day, "先約", "0900", "1000")
    answer = book(mine, quiet_day, "私の会議", "0900", "1000")
    book(theirs, quiet_day, "また", "1000", "1100")
    again = mine.submit(answer, button=with_buttons(answer)["10:00-11:00"])
    assert again.says("10:00-11:00 に、ほかの予約があります。") and dict(again.form()["fields"])["start"] == "1000"
    assert "11:00-12:00" in with_buttons(again)


@pytest.mark.parametrize("changes, text", [
    ({"purpose": ""}, "目的を入力してください。"), ({"purpose": "あ" * 51}, "目的は50文字以内"), ({"note": "あ" * 1001}, "メモは1000文字以内"),
    ({"day": "20260231"}, "日付は"), ({"start": "2561"}, "時刻は"), ({"start": "1000", "end": "0900"}, "終了は開始より後"),
    ({"until_day": "20991231"}, "31日以内"), ({"purpose": "a\0b"}, "使えない文字"), ({"until_day": "x"}, "日付は"),
])
def test_each_rule_names_itself_and_keeps_what_was_typed(walk, quiet_day, changes, text):
    answer = book(walk("modern"), quiet_day, **{"note": "消えない"} | changes)
    assert answer.status == 200 and text in answer.text, answer.text
    fields = dict(answer.form()["fields"])
    assert fields["note"].strip() == changes.get("note", "消えない") and fields["day"] == changes.get("day", quiet_day.isoformat())
    assert not booked(quiet_day)


@pytest.mark.parametrize("changes", [
    {"facility": "x"}, {"facility": "99999"}, {"take1": "1", "offer1": "at-" + "9" * 15}, {"take1": "1", "offer1": "for-1-" + "9" * 15},
    {"take1": "1", "offer1": "for--"}, {"take1": "1"}, {"take1": "1", "offer1": "at-5", "day": "x"}, {"note_at": "5-1"}, {"version": "9" * 400},
])
def test_odd_input_is_told_and_never_an_error_of_ours(walk, quiet_day, changes):
    assert book(walk("modern"), quiet_day, **changes).status in (200, 404)


# Who may, and who sees what


def test_colleagues_see_who_has_it_and_change_nothing(walk, cast, quiet_day):
    mine, theirs = walk("modern"), walk("imode1", cast.colleague)
    book(mine, quiet_day, "<script>alert(1)</script>")
    day = theirs.see(f"/facilities/1/{path_of(quiet_day)}")
    assert "佐藤 花子" in day.text and "<script>alert(1)</script>" in day.text and "<script" not in day.source
    found = theirs.get(next(link["href"] for link in day.page.links if "/reservations/" in link["href"]))
    assert "変更" not in [link["text"] for link in found.page.links] and "<script>alert(1)</script>" in found.text
    number = found.path.split("/")[-1]
    key = dict(form(theirs, quiet_day).form()["fields"])["k"]
    for path in ("edit", "cancellation"):
        assert theirs.see(f"/reservations/{number}/{path}").status == 403
    fields = [("k", key), ("facility", "1"), ("purpose", "奪う"), ("day", path_of(quiet_day)), ("start", "1200"), ("end", "1300"), ("version", "1")]
    assert theirs.post(theirs.link(f"/reservations/{number}"), fields).status == 403
    assert theirs.post(theirs.link(f"/reservations/{number}/cancellation"), fields[:1]).status == 403
    assert len(booked(quiet_day)) == 1


def test_the_twin_company_sees_and_books_its_own(walk, cast, quiet_day):
    mine, twin = walk("modern"), walk("modern", cast.twin)
    book(mine, quiet_day, "本社だけ")
    Facility.create(member_id="SAMPLE1", id=900, category_id=1, name="本社だけの部屋", position=1, note="")
    assert "本社だけ" not in twin.see(f"/facilities/1/{path_of(quiet_day)}").source
    assert "別会社の" in twin.see("/facilities").text and "別会社" not in mine.see("/facilities").source
    for path in (f"/facilities/900/{path_of(quiet_day)}", "/facilities/900/new", "/facilities/900/note", "/facilities/900/edit"):
        assert twin.see(path).status in (403, 404)
    number = Reservation.select().where(Reservation.purpose == "本社だけ").get().id
    assert "本社だけ" not in twin.see(f"/reservations/{number}").source
    book(twin, quiet_day, "別会社の用")
    assert booked(quiet_day) == ["9:00-10:00 本社だけ"] and booked(quiet_day, member_id="SAMPLE2") == ["9:00-10:00 別会社の用"]


def test_what_a_phone_cannot_show_is_kept(walk, quiet_day):
    modern, old = walk("modern"), walk("mova")
    book(modern, quiet_day, "🫠𠮷田さん", note="👨‍👩‍👧‍👦①\n二行目")
    number = Reservation.select().where(Reservation.purpose == "🫠𠮷田さん").get().id
    old.submit(old.see(f"/reservations/{number}/edit"), {"start": "1100", "end": "1200"})
    found = Reservation.get(member_id="SAMPLE1", id=number)
    assert (found.purpose, found.note, found.start % 1440) == ("🫠𠮷田さん", "👨‍👩‍👧‍👦①\n二行目", 660)


def test_a_change_of_what_was_changed_meanwhile_is_told(walk, quiet_day):
    mine = walk("imode1")
    book(mine, quiet_day, "元")
    number = Reservation.select().where(Reservation.purpose == "元").get().id
    forms = [mine.see(f"/reservations/{number}/edit") for _ in range(2)]
    mine.submit(forms[0], {"purpose": "先"})
    answer = mine.submit(forms[1], {"purpose": "後"})
    assert answer.says("先に変更されました。") and "後" in answer.source and booked(quiet_day) == ["9:00-10:00 先"]
    mine.submit(answer)
    assert booked(quiet_day) == ["9:00-10:00 後"]


# Looked for


def test_what_is_free_at_a_time(walk, quiet_day):
    made = walk("imode1")
    book(made, quiet_day, facility_id=2)
    page = made.submit(made.see("/facilities/free"), {"day": path_of(quiet_day), "start": "0930", "end": "0945"})
    assert page.says("第1会議室") and not page.says("第2会議室")
    blank = made.get(page.link("第1会議室"))
    assert dict(blank.form()["fields"])["start"] == "0930" and dict(blank.form()["fields"])["end"] == "0945"
    for typed, text in (({"start": "x"}, "時刻は 9:30 のように"), ({"start": "1000", "end": "0900"}, "終了は開始より後")):
        assert made.submit(page, typed).says(text)


def test_ones_own_list_leads_to_each(walk, quiet_day):
    made = walk("ez")
    book(made, quiet_day, "自分の用")
    rows = all_parts(made, made.see("/reservations"), "次へ")
    assert "自分の用" in rows[-1].text
    assert made.get([link for link in rows[-1].page.links if "/reservations/" in link["href"]][-1]["href"]).says("自分の用")


def test_days_take_few_queries(walk, quiet_day):
    made = walk("imode1")
    for path in (f"/facilities/1/{path_of(quiet_day)}", f"/facilities/in/1/{path_of(quiet_day)}", "/reservations", "/facilities"):
        made.see(path)
        with counted() as run:
            made.see(path)
        assert 2 <= len(run) <= 4, run  # one of them finds the session


def test_days_step_and_jump(walk, quiet_day):
    made = walk("imode1")
    for path in (f"/facilities/1/{path_of(quiet_day)}", f"/facilities/in/1/{path_of(quiet_day)}"):
        page = made.see(path)
        assert made.get(page.key("#")).path.endswith(path_of(quiet_day + datetime.timedelta(1)))
        assert made.submit(page, {"day": "20280229"}).path == path.replace(path_of(quiet_day), "20280229")
        for typed, text in (("2026-02-30", "「2026-02-30」はありません。"), ("18000101", "1970年から2099年"), ("あした", "2026/11/24 か 20261124")):
            answer = made.submit(page, {"day": typed})
            assert answer.status == 200 and answer.says(text) and answer.says(page.page.title.split()[0])
        assert not made.submit(page, {"day": ""}).says("入力して")
    for path in ("/facilities/1/20260231", "/facilities/99/20260201", "/facilities/in/99/20260201", "/facilities/1/new?d=99999999"):
        assert made.see(path).status == 404


# From the event form


def ticked(answer):
    return [value for name, value in answer.form()["fields"] if name == "facilities"]


@pytest.mark.parametrize("name", ["mova", "ez", "modern"])
def test_an_event_books_its_room_and_gives_it_back(walk, quiet_day, name):
    made = walk(name)
    day = add_event(made, quiet_day, f"会議{name}", start="1300", end="1400", facilities=["1", "2"])
    event = made.get(day.link(f"会議{name}"))
    assert event.says("第1会議室、第2会議室") and booked(quiet_day) == booked(quiet_day, 2) == [f"13:00-14:00 会議{name}"]
    edit = made.get(event.link("変更"))
    assert ticked(edit) == ["1", "2"]
    fields = [(key, value) for key, value in edit.form()["fields"] if (key, value) != ("facilities", "2")]
    fields = [(key, "1500" if key == "start" else "1600" if key == "end" else value) for key, value in fields]
    made.post(edit.form()["action"], fields)
    assert booked(quiet_day) == [f"15:00-16:00 会議{name}"] and not booked(quiet_day, 2)
    booking = made.get(next(link["href"] for link in made.see(f"/facilities/1/{path_of(quiet_day)}").page.links if "/reservations/" in link["href"]))
    assert made.get(booking.link("変更")).path.startswith("/event/")  # where the event is changed, its room is
    assert made.get(booking.link("予定を見る")).says(f"会議{name}")
    confirmation = made.get(booking.link("取消"))
    assert confirmation.says("予定は、この設備なしで残ります。")
    made.submit(confirmation)
    assert not booked(quiet_day) and Event.select().where(Event.title == f"会議{name}").exists()


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_an_event_whose_room_is_taken_is_refused_whole_with_what_is_free(walk, cast, quiet_day, name):
    mine, theirs = walk(name), walk("modern", cast.colleague)
    third = quiet_day + datetime.timedelta(2)
    book(theirs, third, "先約", "1330", "1430")
    until = quiet_day + datetime.timedelta(3)
    answer = add_event(mine, quiet_day, "毎日", start="1300", end="1400", rule="daily", until=path_of(until), facilities=["1"], place="三階")
    assert answer.says(f"第1会議室は {third.year}/{third.month}/{third.day}(") and answer.says("に、ほかの予約があります。")
    assert not Event.select().where(Event.title == "毎日").exists() and not booked(quiet_day)
    fields = dict(answer.form()["fields"])
    assert (fields["title"], fields["place"], fields["rule"], ticked(answer)) == ("毎日", "三階", "daily", ["1"])
    buttons = with_buttons(answer)
    assert "第2会議室" in buttons and not any(":" in text for text in buttons)  # a series has no other time
    mine.submit(answer, button=buttons["第2会議室"])
    assert [len(booked(quiet_day + datetime.timedelta(number), 2)) for number in range(5)] == [1, 1, 1, 1, 0]
    single = add_event(mine, third, "一度", start="1330", end="1430", facilities=["1"], anyway="1")
    landed = mine.submit(single, button=with_buttons(single)["14:30-15:30"])
    assert landed.path == f"/day/{path_of(third)}" and booked(third) == ["13:30-14:30 先約", "14:30-15:30 一度"]


def test_a_series_that_comes_back_is_still_changed_as_far_as_said(walk, cast, quiet_day):
    mine, theirs = walk("mova"), walk("modern", cast.colleague)
    add_event(mine, quiet_day, "毎日", rule="daily", until=path_of(quiet_day + datetime.timedelta(2)))
    book(theirs, quiet_day + datetime.timedelta(1), "先約")
    event = mine.get(mine.see(f"/day/{path_of(quiet_day)}").link("毎日"))
    answer = mine.submit(mine.get(event.link("変更")), {"scope": "all", "facilities": ["1"]})
    mine.submit(answer, button=with_buttons(answer)["第2会議室"])
    assert [len(booked(quiet_day + datetime.timedelta(number), 2)) for number in range(3)] == [1, 1, 1]


def test_a_facility_is_typed_by_name(walk, quiet_day):
    made = walk("modern")
    add_event(made, quiet_day, "車で", other_facilities="軽トラック、プロジェクター")
    assert booked(quiet_day, 7) == booked(quiet_day, 9) == ["9:00-10:00 車で"]
    answer = add_event(made, quiet_day, "どこで", other_facilities="会議室、第3会議室、宇宙船", anyway="1")
    assert answer.says("「宇宙船」に当てはまる設備がありません。")
    assert dict(answer.form()["fields"])["other_facilities"] == "会議室、宇宙船" and "3" in ticked(answer)
    assert not Event.select().where(Event.title == "どこで").exists()


def test_a_private_events_title_is_not_told_by_its_room(walk, cast, quiet_day):
    mine, theirs = walk("modern"), walk("imode1", cast.colleague)
    add_event(mine, quiet_day, "内緒の話", private="1", facilities=["1"])
    day = theirs.see(f"/facilities/1/{path_of(quiet_day)}")
    assert day.says("予定あり") and "内緒" not in day.source
    found = theirs.get(next(link["href"] for link in day.page.links if "/reservations/" in link["href"]))
    assert "内緒" not in found.source and "/event/" not in found.source
    assert theirs.see(found.path + "/cancellation").status == 403


# The longest of everything


@pytest.fixture
def long_names(site, cast, quiet_day):
    """A company whose 30 facilities, categories and bookings have the longest names."""
    for table in (Facility, FacilityCategory):
        table.update(name=SNAIL).where(table.member_id == "SAMPLE1").execute()
    Facility.update(note="🐌" * 1000).where(Facility.id == 1).execute()
    Facility.insert_many([("SAMPLE1", number, 1, SNAIL, number, "") for number in range(100, 120)], [
        Facility.member_id, Facility.id, Facility.category_id, Facility.name, Facility.position, Facility.note]).execute()
    start = (quiet_day.toordinal() - 719_163) * 1440
    Reservation.insert_many([
        ("SAMPLE1", 1000 + number, 1, cast.member.user_id, SNAIL, "🐌" * 1000, start + 480 + number * 30, start + 490 + number * 30, None, None, 1)
        for number in range(24)], [getattr(Reservation, name) for name in Reservation._meta.fields]).execute()
    return quiet_day


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_of_everything_fits(walk, cast, long_names, name):
    made, day = walk(name, cast.administrator), path_of(long_names)
    for path in ("/facilities", f"/facilities/in/1/{day}", f"/facilities/1/{day}", "/reservations", "/facilities/admin/1", "/facilities/admin"):
        parts = all_parts(made, made.see(path), "次へ")
        for part in parts:
            check_page(part, made)
    for path in ("/facilities/1/edit", f"/facilities/1/new?d={day}", "/facilities/1/deletion", f"/facilities/free?day={day}&start=0800&end=2000"):
        check_page(made.see(path), made)
    mine = walk(name)
    for part in all_parts(mine, mine.see("/reservations/1000"), "メモの続き"):
        check_page(part, mine)
    edit = mine.see("/reservations/1000/edit")
    check_page(edit, mine)
    check_page(mine.submit(edit, {"start": "x"}), mine)
    check_page(mine.see("/reservations/1000/cancellation"), mine)
    taken = add_event(mine, long_names, "件名", start="0800", end="0900", facilities=[str(number) for number in (1, *range(100, 109))])
    check_page(taken, mine)
    refused = add_event(mine, long_names, SNAIL, place=SNAIL, note="🐌" * 1000, start="x", facilities=[str(number) for number in range(100, 110)])
    check_page(refused, mine)
    assert sorted(ticked(refused)) == [str(number) for number in range(100, 110)]
