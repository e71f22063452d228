"""Events for calendars outside: the file of one event, and the feed under its private address."""

import datetime
import quopri
import re

import icalendar
import pytest
from dateutil.tz import UTC

from carriers import DIALECTS
from models import schedule
from models.member import Person
from tests.views.test_screens import check_page
from tests.views.test_schedule import path_of
from views import log
from views.calendar import icalendar as writer

HOSTILE = 'a,b;c\\d\\n"<b>\'☀🫠:='
NOTE = "一行目,\n二行目;\n\n" + "長い文" * 60


@pytest.fixture
def add(cast, quiet_day):
    """Registers an event of the member on the quiet day; returns its path."""
    def make(title="打合せ", user=cast.member, **other):
        start = datetime.datetime.combine(quiet_day, datetime.time(9, 30))
        values = {"start": start, "end": start + datetime.timedelta(minutes=90), "users": (user.user_id,)} | other
        event_id = schedule.add(user, schedule.Draft(title=title, **values), f"add {title}")
        return f"/event/{event_id}/{path_of(quiet_day)}"
    return make


def read(answer):
    """The events of an iCalendar answer, as the library reads them."""
    calendar = icalendar.Calendar.from_ical(answer.body)
    assert not calendar.errors
    return calendar.walk("VEVENT")


def unquoted(answer):
    """{property: bytes} of a vCalendar answer."""
    lines = answer.body.replace(b"=\r\n", b"").split(b"\r\n")
    assert lines.pop() == b"" and all(len(line) <= 76 for line in answer.body.split(b"\r\n"))
    pairs = [line.partition(b":")[::2] for line in lines]
    return {
        head.split(b";")[0].decode(): quopri.decodestring(value) if b"QUOTED-PRINTABLE" in head else value
        for head, value in pairs
    }


def test_a_browsers_calendar_gets_the_event_as_it_is(walk, add, quiet_day):
    add(HOSTILE, place="場所;1", note=NOTE, private=True, tentative=True)
    made = walk("modern")
    page = made.get(made.see(f"/day/{path_of(quiet_day)}").link("a,b;c"))
    answer = made.get(page.link("カレンダーに入れる"))
    assert answer.header("Content-Type") == "text/calendar; charset=utf-8"
    event, = read(answer)
    assert (event["summary"], event["location"], event["description"]) == (HOSTILE, "場所;1", NOTE)
    assert (event["class"], event["status"]) == ("PRIVATE", "TENTATIVE")
    start = datetime.datetime.combine(quiet_day, datetime.time(0, 30), UTC)  # 9:30 in Japan
    assert event["dtstart"].dt == start and event["dtend"].dt == start + datetime.timedelta(minutes=90)


@pytest.mark.parametrize("name", ["mova", "imode1", "ez", "sb2g", "sb3g", "willcom"])
def test_a_handsets_calendar_gets_the_event_in_the_handsets_charset(walk, add, quiet_day, name):
    path = add("髙橋☀〜", place="1F", note="一行目\n二行目", private=True)
    made = walk(name)
    answer = made.get(made.see(path).link("カレンダーに入れる"))
    dialect = made.device.dialect
    assert answer.header("Content-Type") == f"text/x-vcalendar; charset={dialect.charset}"
    found = unquoted(answer)
    assert (found["DTSTART"], found["DTEND"]) == (f"{path_of(quiet_day)}T093000".encode(), f"{path_of(quiet_day)}T110000".encode())
    assert dialect.decode(found["SUMMARY"]) == dialect.shown("髙橋☀〜")
    assert dialect.decode(found["DESCRIPTION"]) == "一行目\r\n二行目" and found["LOCATION"] == b"1F" and found["CLASS"] == b"PRIVATE"
    assert f"CHARSET={dialect.charset.upper()}".encode() in answer.body


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000])
def test_the_longest_event_fits_every_handset(walk, add, name):
    made = walk(name)
    text = "🐌長い行\n" * 200
    path = add("🐌" * 50, place="🐌" * 50, note=text)
    answer = made.see(f"{path}/calendar.vcs")
    assert answer.status == 200 and len(answer.body) <= made.device.page_limit
    shown, note = made.device.dialect.shown, made.device.dialect.decode(unquoted(answer).get("DESCRIPTION", b""))
    assert note.replace("\r", "") == shown(text) or note.endswith(shown("…")) or (name == "sb2g" and not note)


def test_an_all_day_event_is_days_not_hours(walk, add, quiet_day):
    midnight = datetime.datetime.combine(quiet_day, datetime.time())
    path = add("出張", start=midnight, end=midnight + datetime.timedelta(3), all_day=True)
    event, = read(walk("modern").see(f"{path}/calendar.ics"))
    assert (event["dtstart"].dt, event["dtend"].dt) == (quiet_day, quiet_day + datetime.timedelta(3))
    assert unquoted(walk("imode1").see(f"{path}/calendar.vcs"))["DTSTART"] == f"{path_of(quiet_day)}T000000".encode()


def test_of_a_series_one_occurrence_is_taken(walk, add, quiet_day):
    path = add("毎日", rule="daily", until=quiet_day + datetime.timedelta(5))
    second = path.replace(path_of(quiet_day), path_of(quiet_day + datetime.timedelta(1)))
    made = walk("modern")
    events = [read(made.see(f"{each}/calendar.ics")) for each in (path, second)]
    assert [len(found) for found in events] == [1, 1] and events[0][0]["uid"] != events[1][0]["uid"]
    assert "rrule" not in events[0][0] and events[1][0]["dtstart"].dt.day == (quiet_day + datetime.timedelta(1)).day


@pytest.mark.parametrize("ending", ["vcs", "ics"])
def test_who_may_not_see_an_event_gets_no_file_of_it(walk, add, cast, phone, ending):
    private, path = add("内緒", private=True), add("みんなの予定")
    for login, status in ((cast.colleague, 404), (cast.twin, 404), (cast.member, 200)):
        assert walk("modern", login).see(f"{private}/calendar.{ending}").status == status
    assert walk("modern", cast.colleague).see(f"{path}/calendar.{ending}").status == 200
    assert "VCALENDAR" not in phone("modern").get(f"{path}/calendar.{ending}").text
    assert walk("modern").see(f"/event/1/20260231/calendar.{ending}").status == 404


# The feed


def make_feed(made):
    """(the page that tells the address, the address's path)"""
    page = made.submit(made.see("/calendar"), form=0)
    address = re.search(r'value="(http://localhost:8080/calendar/[\w-]{32}\.ics)"', page.source)[1]
    return page, address


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_the_address_is_told_once_and_opens_the_feed_without_a_login(walk, phone, add, today, cast, name):
    made = walk(name, keeps_cookies=False)
    start = datetime.datetime.combine(today, datetime.time(9))
    add(HOSTILE, start=start, end=start + datetime.timedelta(hours=1))
    page, address = make_feed(made)
    check_page(page, made)
    assert "s=" not in address
    again = made.see("/calendar")
    assert address not in again.source and again.says("作ったアドレスを使えます。")
    answer = phone("modern").get(address)
    assert answer.header("Content-Type") == "text/calendar; charset=utf-8" and answer.header("Set-Cookie") is None
    assert HOSTILE in [str(event["summary"]) for event in read(answer)]
    calendar = icalendar.Calendar.from_ical(answer.body)
    assert calendar["x-wr-calname"] == f"{cast.member.name}の予定"


def test_a_feed_holds_no_private_detail_of_others(walk, phone, add, today, cast):
    start = datetime.datetime.combine(today, datetime.time(9))
    add("人の秘密", user=cast.colleague, private=True, start=start, end=start + datetime.timedelta(hours=1))
    _, address = make_feed(walk("modern"))
    body = phone("modern").get(address).body.decode()
    assert "人の秘密" not in body and "予定あり" not in body and "別会社" not in body and "BEGIN:VEVENT" in body


def test_a_second_press_makes_no_second_address(walk, phone):
    made = walk("modern")
    form = made.see("/calendar")
    first = made.submit(form, form=0)
    address = re.search(r"/calendar/[\w-]+\.ics", first.source)[0]
    assert made.submit(form, form=0).says("もう表示できません。")
    assert phone("modern").get(address).status == 200


def test_renewing_and_ending_close_the_address_and_wrong_ones_all_look_the_same(walk, phone, cast):
    made, reader = walk("modern"), phone("modern")
    _, first = make_feed(made)
    _, second = make_feed(made)
    assert (reader.get(first).status, reader.get(second).status) == (404, 200)
    ended = made.submit(made.see("/calendar"), form=1)
    assert ended.path == "/calendar" and "アドレスを作る" in ended.source and len(ended.page.forms) == 1
    answers = [reader.get(address) for address in (second, f"/calendar/{'x' * 32}.ics", "/calendar/x.ics", "/calendar/%ff.ics")]
    assert [answer.status for answer in answers] == [404] * 4 and len({answer.body for answer in answers}) == 1


def test_a_disabled_persons_feed_is_not_there(walk, phone, cast):
    _, address = make_feed(walk("modern"))
    Person.update(disabled=True).where(Person.member_id == cast.member.member_id, Person.user_id == cast.member.user_id).execute()
    assert phone("modern").get(address).status == 404


def test_what_has_not_changed_is_not_sent_again(walk, phone, add, today):
    _, address = make_feed(walk("modern"))
    reader = phone("modern")
    first = reader.get(address)
    reader.headers["If-None-Match"] = f'W/"x", {first.header("ETag")}'
    second = reader.get(address)
    assert (second.status, second.body) == (304, b"") and second.header("ETag") == first.header("ETag")
    start = datetime.datetime.combine(today, datetime.time(9))
    add("新しい予定", start=start, end=start + datetime.timedelta(hours=1))
    third = reader.get(address)
    assert third.status == 200 and "新しい予定" in third.body.decode()
    assert "private" in third.header("Cache-Control")


def test_the_access_log_names_no_token(site, walk, phone):
    _, address = make_feed(walk("modern"))
    lines, reader = [], phone("modern")
    reader.app = log.logged(site, lines.append)
    for path in (address, address.replace(".ics", "x.ics")):
        reader.get(path)
    assert ["/calendar/<token>.ics" in line for line in lines] == [True, True]
    assert address.rpartition("/")[2][:8] not in "".join(lines)


def test_long_lines_are_folded_between_characters_and_unfold_to_what_they_were():
    for text in ("字" * 200, "x" * 75, "x" * 76, "🫠" * 60, "é" * 74 + "x", ""):
        data = writer._folded("SUMMARY:" + text)
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        for line in data.split(b"\r\n"):
            line.decode("utf-8")  # no character is torn
        assert data.replace(b"\r\n ", b"") == f"SUMMARY:{text}\r\n".encode()
