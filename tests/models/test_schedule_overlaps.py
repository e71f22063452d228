"""What is said to overlap before an event is saved."""

import datetime

import pytest

from models import schedule
from models.event import HIDDEN_TITLE, Occurrence
from models.schedule import Draft
from tests.models.test_schedule import DAY, add, at, titles


def overlapping(viewer, start, end, users=("00104",), event_id=None, scope="all", **more):
    draft = Draft(title="新", start=at(start), end=at(end), users=users, **more)
    return [row.title for _, row in schedule.overlaps(viewer, draft, event_id, scope)]


TIMES = [
    ("9:00", "10:00", []), ("11:00", "12:00", []), ("9:00", "10:01", ["会議"]), ("10:59", "12:00", ["会議"]), ("10:15", "10:30", ["会議"]),
    ("9:00", "12:00", ["会議"]), ("10:00", "11:00", ["会議"]), ("23:00+-1", "10:01", ["会議"]), ("23:00+-1", "10:00", []), ("10:30", "9:00+2", ["会議"]),
]


@pytest.mark.parametrize("start, end, expected", TIMES)
def test_one_event_against_another(people, start, end, expected):
    add(people.member, "会議", "10:00", "11:00")
    assert overlapping(people.member, start, end) == expected


@pytest.mark.parametrize("start, end, expected", [
    ("5:00", "6:00", ["夜勤"]), ("6:00", "7:00", []), ("21:00", "22:00", []), ("23:00+-1", "23:30+-1", ["夜勤"]), ("21:00+-1", "7:00", ["夜勤"])])
def test_against_one_that_lasts_over_night(people, start, end, expected):
    add(people.member, "夜勤", "22:00+-1", "6:00")
    assert overlapping(people.member, start, end) == expected


def test_all_day_and_tentative_events_count(people):
    add(people.member, "休暇", "0:00", "24:00", all_day=True)
    add(people.member, "仮の会議", "10:00", "11:00", tentative=True)
    assert overlapping(people.member, "10:00", "11:00") == ["休暇", "仮の会議"]
    assert overlapping(people.member, "0:00", "24:00", all_day=True) == ["休暇", "仮の会議"]
    assert overlapping(people.member, "0:00+1", "24:00+1", all_day=True) == []


def test_every_day_of_a_series_is_looked_at(people):
    add(people.member, "先の会議", "10:00+700", "11:00+700")
    add(people.member, "別の時刻", "12:00+7", "13:00+7")
    series = {"rule": "weekly", "until": DAY + datetime.timedelta(1000)}
    assert overlapping(people.member, "10:30", "11:30", **series) == ["先の会議"]
    assert overlapping(people.member, "10:30", "11:30", scope="one", **series) == []


def test_an_event_is_no_obstacle_to_itself(people):
    event_id = add(people.member, "会議", "10:00", "11:00")
    assert overlapping(people.member, "10:30", "11:30", event_id=event_id) == []
    assert overlapping(people.member, "10:30", "11:30") == ["会議"]


def test_everybody_is_looked_at_and_named_and_privacy_kept(people):
    add(people.colleague, "面談", "10:00", "11:00", private=True)
    add(people.member, "会議", "10:30", "11:30")
    draft = Draft(title="新", start=at("10:00"), end=at("12:00"), users=("00104", "00107"))
    found = schedule.overlaps(people.member, draft)
    assert [(name, row.title, row.hidden) for name, row in found] == [("髙橋 健太", HIDDEN_TITLE, True), ("佐藤 花子", "会議", False)]
    assert titles(row for _, row in schedule.overlaps(people.colleague, draft)) == ["面談", "会議"]


def test_there_are_never_too_many(people):
    for number in range(30):
        add(people.member, f"{number}", "10:00", "11:00")
    assert len(overlapping(people.member, "10:00", "11:00", rule="daily", until=DAY + datetime.timedelta(300))) == 10


def test_a_long_event_is_told_once(people):
    add(people.member, "出張", "0:00", "24:00+4", all_day=True)
    assert overlapping(people.member, "9:00", "17:00+3") == ["出張"]


@pytest.mark.parametrize("changes", [{"end": at("9:00")}, {"users": ()}, {"rule": "weekly"}, {"rule": "weekly", "until": DAY - datetime.timedelta(1)}])
def test_a_draft_with_problems_has_none_yet(people, changes):
    add(people.member, "会議", "10:00", "11:00")
    assert Occurrence.select().exists()
    values = {"start": at("10:00"), "end": at("11:00"), "users": ("00104",)} | changes
    assert schedule.overlaps(people.member, Draft(title="新", **values)) == []
