"""空き時間 on the phone: asked, offered, booked with one key; or somebody was faster."""

import datetime
import re

import pytest

from carriers import DIALECTS
from models import schedule, slots
from models.event import Event
from models.facility import Facility, FacilityCategory
from models.reservation_slots import Reservation
from models.withdrawal import is_business_day
from tests.conftest import Login
from tests.views.test_schedule import path_of
from tests.views.test_screens import check_page

CATEGORY = 77


@pytest.fixture
def rooms(site):
    """A category of two rooms of the longest names."""
    FacilityCategory.create(member_id="SAMPLE1", id=CATEGORY, name="試験の会議室", position=-1)
    for number in (771, 772):
        Facility.create(member_id="SAMPLE1", id=number, category_id=CATEGORY, name=f"{number}" + "🐌" * 47, position=number, note="")


@pytest.fixture
def day(quiet_day):
    """A business day on which nobody has anything."""
    while not is_business_day(quiet_day):
        quiet_day += datetime.timedelta(1)
    return quiet_day


def ask(made, on, **changes):
    """The page of the next three for the member and the colleague."""
    values = {"day": path_of(on), "users": ["00104", "00107"], "others": ""} | changes
    return made.submit(made.see("/slots"), values)


def offered(page):
    """{the button's name: what it says}"""
    return {name: value for form in page.page.forms for name, value in form["buttons"] if name and name.startswith("slot")}


def login(user_id="00104"):
    return Login("SAMPLE1", user_id, "", "")


def booked(title):
    return list(Event.select().where(Event.title == title, Event.member_id == "SAMPLE1"))


@pytest.mark.parametrize("name, options", [("mova", {}), ("ez", {"keeps_cookies": False}), ("garaho", {}), ("modern", {})])
def test_one_key_books_people_and_room(walk, rooms, day, name, options):
    made = walk(name, **options)
    page = ask(made, day)
    check_page(page, made)
    assert page.says("髙橋 健太") and page.says("60分") and len(offered(page)) == 3
    assert "9:00-10:00 771" in offered(page)["slot1"] and "11:00-12:00 771" in offered(page)["slot3"]
    keys = re.findall(r'(?:accesskey|directkey)="(\d)"', page.source)
    assert [key for key in keys if key != "0"] == ([] if name == "modern" else ["1", "2", "3"])
    for _ in range(2):  # a second press of the button does nothing
        answer = made.submit(page, {"title": "採用の面接"}, form=0, button="slot2")
        assert answer.path == f"/day/{path_of(day)}" and "10:00-11:00" in answer.text and "採用の面接" in answer.text
    event, = booked("採用の面接")
    assert [user_id for user_id, _ in schedule.find(login(), event.id, day).attendees] == ["00104", "00107"]
    assert Reservation.get(event_id=event.id, member_id="SAMPLE1").facility_id == 771


def test_the_question_about_a_colleague_is_asked_from_that_persons_day(walk, rooms, today):
    made = walk("imode1")
    page = made.get(made.see(f"/day/{path_of(today)}/00107").link("空き時間"))
    assert [value for name, value in page.form(0)["fields"] if name == "users"] == ["00104", "00107"]
    assert made.see("/slots?u=54321").status == 404


def test_without_a_room_and_without_a_title(walk, rooms, day):
    made = walk("imode1")
    page = ask(made, day, room="", other_minutes="45")
    assert "9:00-9:45" in offered(page)["slot1"] and "771" not in page.text
    made.submit(page, {"title": ""}, form=0, button="slot1")
    event = Event.select().where(Event.member_id == "SAMPLE1").order_by(Event.id.desc()).get()
    assert (event.title, event.end - event.start) == (slots.TITLE, 45)


def test_somebody_was_faster_and_the_next_three_are_offered(walk, rooms, day, cast):
    mine, theirs = walk("mova"), walk("modern", cast.colleague)
    pages = ask(mine, day), ask(theirs, day)
    theirs.submit(pages[1], {"title": "先の打合せ"}, form=0, button="slot1")
    answer = mine.submit(pages[0], {"title": "私の打合せ"}, form=0, button="slot1")
    assert answer.says("ほかの人が先に予約しました。") and "私の打合せ" in answer.source and not booked("私の打合せ")
    check_page(answer, mine)
    assert "10:00-11:00" in offered(answer)["slot1"]
    mine.submit(answer, form=0, button="slot1")
    assert len(booked("私の打合せ")) == 1


def test_only_the_room_was_taken_and_another_is_offered(walk, rooms, day):
    made = walk("modern")
    page = ask(made, day)
    start = datetime.datetime.combine(day, datetime.time(9))
    schedule.add(login("00400"), schedule.Draft(
        title="別の会議", start=start, end=start + datetime.timedelta(hours=1), users=("00400",), facilities=(771,)), "other")
    answer = made.submit(page, form=0, button="slot1")
    assert answer.says("ほかの人が先に予約しました。") and "9:00-10:00 772" in offered(answer)["slot1"]


def test_later_ones_and_another_question_keep_what_was_asked(walk, rooms, day):
    made = walk("sb3g")
    page = ask(made, day, other_minutes="75")
    later = made.submit(page, form=1, button="more")
    check_page(later, made)
    assert "12:45-14:00" in offered(made.submit(page, form=1, button="more"))["slot1"]
    form = made.submit(later, form=1, button="edit")
    fields = form.form(0)["fields"]
    assert [value for name, value in fields if name == "users"] == ["00104", "00107"]
    assert dict(fields)["other_minutes"] == "75" and dict(fields)["room"] == str(CATEGORY) and dict(fields)["day"] == path_of(day)


@pytest.mark.parametrize("changes, text", [
    ({"users": None}, "1人から50人まで"), ({"others": "だれでもない"}, "当てはまる人がいません"), ({"other_minutes": "7"}, "長さは15分から"),
    ({"other_minutes": "x"}, "長さは15分から"), ({"day": "20260231"}, "日付は"), ({"users": "54321"}, "登録されていない人"),
])
def test_what_is_wrong_is_said_and_the_question_comes_back(walk, rooms, day, changes, text):
    for name in ("mova", "modern"):
        answer = ask(walk(name), day, **{"other_minutes": "45"} | changes)
        assert answer.says(text), answer.text
        assert dict(answer.form(0)["fields"])["other_minutes"] == changes.get("other_minutes", "45")


def test_when_nobody_has_time_that_is_said(walk, rooms, day, cast):
    start = datetime.datetime.combine(day, datetime.time())
    schedule.add(cast.colleague, schedule.Draft(
        title="内緒の長期休暇", start=start, end=start + datetime.timedelta(hours=23), users=("00107",), private=True, rule="daily",
        until=day + datetime.timedelta(70)), "long")
    page = ask(walk("mova"), day)
    assert page.says("全員が空いている時間はありません。") and "内緒" not in page.source and not offered(page)


@pytest.mark.parametrize("fields", [
    {"at1": "x"}, {"at1": "999999999999"}, {"at1": "190001010900"}, {"room": "999999"}, {"slot1": None}, {"since": "20261301"},
    {"others": "54321"}, {"minutes": "9" * 50},
])
def test_odd_input_books_nothing(walk, rooms, day, fields):
    made = walk("modern")
    before = Event.select().count()
    page = ask(made, day)
    button = None if "slot1" in fields else "slot1"
    assert made.submit(page, fields, form=0, button=button).status in (200, 400, 404)
    assert Event.select().count() == before


def test_the_twin_companys_rooms_and_people_are_not_there(walk, rooms, day, cast):
    twin = walk("modern", cast.twin)
    page = twin.see("/slots")
    assert "試験の会議室" not in page.source
    assert twin.submit(page, {"day": path_of(day), "room": str(CATEGORY)}).status == 404
    offer = twin.submit(page, {"day": path_of(day), "room": ""})
    answer = twin.submit(offer, {"room1": "771"}, form=0, button="slot1")
    assert answer.status == 200 and not Reservation.select().where(Reservation.facility_id == 771).exists()


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000])
def test_fifty_people_and_long_rooms_fit(walk, rooms, day, everyone, name):
    everybody = sorted(user_id for member_id, user_id in everyone if member_id == "SAMPLE1")
    made = walk(name)
    page = ask(made, day, users=everybody, other_minutes="30")
    check_page(page, made)
    assert len(offered(page)) == 3 and page.says("他47名")
    check_page(made.submit(page, {"title": "🐌" * 51}, form=0, button="slot1"), made)
    check_page(made.submit(page, form=1, button="edit"), made)
    made.submit(page, {"title": "長" * 50}, form=0, button="slot3")
    event, = booked("長" * 50)
    assert len(schedule.find(login(), event.id, day).attendees) == 50
