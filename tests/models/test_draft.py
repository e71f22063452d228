"""Drafts: what is tidied, what is refused, and that nothing else is."""

import datetime

import pytest
from hypothesis import given, strategies

from models.base import Invalid
from models.draft import LONGEST_SERIES, MOST_USERS, Draft

START = datetime.datetime(2026, 11, 24, 9, 0)
DAY = datetime.timedelta(1)


def draft(**changes):
    values = {"title": "会議", "start": START, "end": START + datetime.timedelta(hours=1), "users": ("00104",)}
    return Draft(**values | changes)


def series(rule, days, **changes):
    return draft(rule=rule, until=(START + datetime.timedelta(days)).date(), **changes)


GOOD = [
    draft(), draft(title="題" * 50), draft(title="𠮷" * 50), draft(place="場" * 50), draft(note="メ" * 1000), draft(note="1行目\n2行目\tタブ"),
    draft(title="😀👨\u200d👩\u200d👧🏽<script>&\"'"), draft(end=START + 31 * DAY), draft(all_day=True, end=START), draft(users=("00104",) * 500),
    draft(start=datetime.datetime(1970, 1, 1), end=datetime.datetime(1970, 1, 1, 0, 1)),
    draft(start=datetime.datetime(2099, 12, 31, 23), end=datetime.datetime(2100, 1, 1)),
    series("daily", 0), series("daily", 1096), series("weekday", 30), series("daily", 5, end=START + DAY), series("weekly", 7, end=START + 7 * DAY),
]


@pytest.mark.parametrize("good", GOOD)
def test_good_drafts(good):
    assert good.problems() == {}
    good.check()


BAD = [
    (draft(title=""), "title"), (draft(title=" 　"), "title"), (draft(title="題" * 51), "title"), (draft(title="1\n2"), "title"),
    (draft(title="\x00"), "title"), (draft(title="\x1b"), "title"), (draft(title="\ud83d"), "title"), (draft(title="\uffff"), "title"),
    (draft(place="場" * 51), "place"), (draft(place="\x7f"), "place"), (draft(note="メ" * 1001), "note"), (draft(note="\x0b"), "note"),
    (draft(users=()), "users"), (draft(users=tuple(str(number) for number in range(MOST_USERS + 1))), "users"),
    (draft(start=None), "day"), (draft(end=None), "day"), (draft(end=START), "end"), (draft(end=START - DAY), "end"),
    (draft(end=START + 31 * DAY + datetime.timedelta(minutes=1)), "end"),
    (draft(start=datetime.datetime(1969, 12, 31, 23), end=datetime.datetime(1970, 1, 1, 1)), "day"),
    (draft(start=datetime.datetime(2099, 12, 31, 23), end=datetime.datetime(2100, 1, 1, 1)), "day"),
    (draft(rule="hourly", until=START.date()), "rule"), (draft(rule="daily"), "until"), (series("daily", -1), "until"),
    (series("daily", 1097), "until"), (series("daily", 5, end=START + DAY + datetime.timedelta(minutes=1)), "end"),
    (series("monthly", 60, end=START + 29 * DAY), "end"), (series("weekday", 1, start=START + 4 * DAY, end=START + 5 * DAY), "until"),
    (series("daily", 1000, users=tuple(str(number) for number in range(MOST_USERS))), "until"),
]


@pytest.mark.parametrize("bad, field", BAD)
def test_bad_drafts_say_what_to_do(bad, field):
    with pytest.raises(Invalid) as error:
        bad.check()
    (found, text), = error.value.problems.items()
    assert found == field and text.endswith("。")


def test_all_problems_are_told_at_once():
    assert set(draft(title="", place="場" * 51, users=(), end=START).problems()) == {"title", "place", "users", "end"}


def test_the_repeats_can_be_left_out():
    assert series("daily", -1).problems(with_series=False) == {}
    series("daily", -1).alone().check()


def test_an_all_day_event_reaches_from_midnight_to_midnight():
    for end in (START, START + datetime.timedelta(hours=1), datetime.datetime(2026, 11, 25)):
        found = draft(all_day=True, end=end)
        assert (found.start, found.end) == (datetime.datetime(2026, 11, 24), datetime.datetime(2026, 11, 25))
    found = draft(all_day=True, end=datetime.datetime(2026, 12, 2, 0, 1))
    assert found.end == datetime.datetime(2026, 12, 3)


def test_texts_and_times_are_tidied_but_not_changed():
    found = draft(note="1\r\n2\r3", start=START.replace(second=59), users=("00107", "00104", "00107"))
    assert (found.note, found.start, found.users) == ("1\n2\n3", START, ("00107", "00104"))


def test_another_day_keeps_the_time_and_the_length():
    found = draft(end=START + DAY).starting_on(datetime.date(2028, 2, 29), None)
    assert (found.start, found.end) == (datetime.datetime(2028, 2, 29, 9), datetime.datetime(2028, 3, 1, 9))


@given(strategies.text(max_size=1005), strategies.text(max_size=55), strategies.datetimes(), strategies.datetimes(), strategies.booleans())
def test_nothing_that_is_typed_raises_anything_else(note, title, start, end, all_day):
    for rule, until in (("", None), ("daily", end.date()), ("monthly", None)):
        problems = draft(note=note, title=title, start=start, end=end, all_day=all_day, rule=rule, until=until).problems()
        assert all(problems.values())


def test_the_longest_series_ends_on_the_same_day_years_later():
    last = START.date().replace(year=START.year + LONGEST_SERIES)
    assert draft(rule="yearly", until=last).days()[-1] == last
    assert not draft(rule="yearly", until=last).problems() and draft(rule="yearly", until=last + DAY).problems()
