"""The longest of everything, within each phone's limit, and nothing of it lost."""

import datetime
import re

import pytest

from carriers import DIALECTS
from carriers.text import half_width
from models import schedule
from models.event import Event
from tests.views.test_schedule import form_of, path_of
from tests.views.test_screens import check_page
from views.page import Slice

NAMES = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
NOTE = "".join(f"{number:03d}🐌長い行\n" for number in range(125))[:1000]


@pytest.fixture
def full_day(site, cast, everyone, quiet_day):
    """A day with 40 events of the longest texts, one of them with 50 people."""
    company = cast.member.member_id
    everybody = tuple(user_id for member_id, user_id in everyone if member_id == company)
    start = datetime.datetime.combine(quiet_day, datetime.time(9))

    def add(number, users):
        schedule.add(cast.member, schedule.Draft(
            title=f"{number:02d}" + "🐌" * 48, place="<&\"'>" * 10, note=NOTE, start=start + datetime.timedelta(minutes=number),
            end=start + datetime.timedelta(minutes=number + 1), users=users), f"k{number}")

    add(0, everybody)
    for number in range(1, 40):
        add(number, (cast.member.user_id,))
    return quiet_day


def all_parts(phone, answer, label):
    """The answer and, by its links to the next part, all that follow."""
    found = [answer]
    while any(text in link["text"] for link in answer.page.links for text in (label, half_width(label))):
        answer = phone.get(answer.link(label))
        found.append(answer)
        assert len(found) < 60
    return found


@pytest.mark.parametrize("name", ["mova", "kaios"])
def test_a_day_in_parts_still_steps_to_the_next_by_its_key(walk, full_day, name):
    made = walk(name)
    for path, days in ((f"/day/{path_of(full_day)}", 1), (f"/week/{path_of(full_day)}", 7)):
        parts = all_parts(made, made.see(path), "次へ")
        assert len(parts) > 1
        for part in parts:
            keys = [link["key"] for link in part.page.links]
            assert keys.count("*") == keys.count("#") == 1
            assert made.get(part.key("#")).path.endswith(path_of(full_day + datetime.timedelta(days)))


@pytest.mark.parametrize("name", NAMES)
def test_lists_split_and_show_every_row_once(walk, full_day, name):
    made = walk(name)
    for path in (f"/day/{path_of(full_day)}", f"/week/{path_of(full_day)}"):
        parts = all_parts(made, made.see(path), "次へ")
        for part in parts:
            check_page(part, made)
        links = [link["href"].partition("?")[0] for part in parts for link in part.page.links if "/event/" in link["href"] and "/new" not in link["href"]]
        assert len(links) == len(set(links)) == 40
    check_page(made.see(f"/month/{path_of(full_day)[:6]}"), made)


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_event_is_shown_and_changed_within_the_limit(walk, full_day, name):
    made = walk(name)
    before = Event.select().where(Event.title.startswith("00")).get()
    page = made.get(made.see(f"/day/{path_of(full_day)}").link("00"))
    parts = all_parts(made, page, "メモの続き")
    for part in parts:
        check_page(part, made)
    missing = [number for number in range(120) if f"{number:03d}" not in "".join(part.text for part in parts)]
    assert len(missing) < len(parts)  # between two parts a number may be torn
    for words in ("変更", "コピー"):
        check_page(made.get(page.link(words)), made)
    form = made.get(page.link("変更"))
    check_page(made.submit(form, {"start": "x"}), made)
    made.submit(form, {"start": "2000", "end": "2100", "anyway": "1"})
    after = Event.get(member_id=before.member_id, id=before.id)
    assert after.start != before.start and (after.title, after.place, after.note) == (before.title, before.place, before.note)
    assert len(schedule.find(made_viewer(before), before.id, full_day).attendees) == 50


@pytest.mark.parametrize("name", ["mova", "sb3g"])
def test_a_note_whose_every_character_is_written_in_words_fills_its_pages(walk, quiet_day, cast, name):
    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    note = "ขคงจฉชซญ" * 125
    schedule.add(cast.member, schedule.Draft(
        title="タイ語", note=note, start=start, end=start + datetime.timedelta(hours=1), users=(cast.member.user_id,)), "k")
    made = walk(name)
    parts = all_parts(made, made.get(made.see(f"/day/{path_of(quiet_day)}").link("タイ語")), "メモの続き")
    for part in parts:
        check_page(part, made)
    assert len(parts) < 40
    assert "".join(re.findall("THAI|［[^［］]+］", "".join(part.text for part in parts))).count("CHARACTER") == 1000


def made_viewer(event):
    from tests.conftest import Login

    return Login(event.member_id, event.owner_id, "", "")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_too_long_is_refused_within_the_limit(walk, quiet_day, name):
    made = walk(name)
    form = form_of(made, quiet_day)
    refused = made.submit(form, {"title": "長い", "note": "長" * 3000})
    assert refused.says("メモは1000文字以内")
    check_page(refused, made)
    check_page(made.submit(form, {"title": "長い", "note": "長" * 3000, "k": "x"}), made)
    check_page(made.see("/people?q=" + "%82%A0" * 400), made)


def test_people_who_have_no_place_on_the_page_are_named_by_id_and_can_be_taken_out(walk, full_day):
    made = walk("mova")
    page = made.get(made.see(f"/day/{path_of(full_day)}").link("00"))
    form = made.get(page.link("変更"))
    others = dict(form.form()["fields"])["others"].split()
    assert 30 < len(others) < 50
    made.submit(form, {"others": " ".join(others[1:]), "anyway": "1"})
    event = Event.select().where(Event.title.startswith("00")).get()
    assert len(schedule.find(made_viewer(event), event.id, full_day).attendees) == 49


@pytest.mark.parametrize("size, whole", [(30, "ก" * 1000), (2, "字" * 1000), (1, "x" * 1000), (50, "\u0301" * 1000), (200, list(range(300)))])
def test_a_slice_gives_way_in_few_steps_and_leaves_no_page_half_empty(size, whole):
    room, part, steps = 1500, Slice(whole, 0, 1000), 0
    while (excess := len(part.shown) * size - room) > 0:
        assert part.shrink(excess)
        steps += 1
    assert len(part.shown) * size >= room / 2 and steps < 20
