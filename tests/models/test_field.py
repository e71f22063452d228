"""Counts from the field: kept for a minute, added up over processes, bounded, and dropped when old."""

import datetime

import pytest

from models import base, clock, erasing, field
from models.field import FieldCount, Seen


@pytest.fixture(autouse=True)
def nothing_waits(database):
    field.forget_waiting()
    yield
    field.forget_waiting()


def test_choices_are_written_at_once_and_add_up():
    field.count("One/1.0", "modern", "ez")
    field.count("One/1.0", "modern", "ez")
    assert field.seen() == [Seen("One/1.0", "modern", "ez", 2)]


def test_unknown_user_agents_wait_and_are_written_together():
    for _ in range(5):
        field.count("New/1.0", "modern")
    assert field.seen() == [Seen("New/1.0", "modern", "", 1)]
    field.write_due()
    assert field.seen()[0].times == 1
    field.write()
    field.write()
    assert field.seen() == [Seen("New/1.0", "modern", "", 5)]


def test_choices_are_listed_before_the_unknown():
    for _ in range(9):
        field.count("New/1.0", "modern")
    field.write()
    field.count("Old/1.0", "modern", "mova")
    assert [(row.user_agent, row.times) for row in field.seen()] == [("Old/1.0", 1), ("New/1.0", 9)]


def test_what_cannot_be_written_waits_on(monkeypatch):
    monkeypatch.setattr(base, "in_passing", lambda work: None)
    field.count("One/1.0", "modern", "ez")
    monkeypatch.undo()
    assert field.seen() == []
    field.write()
    assert field.seen() == [Seen("One/1.0", "modern", "ez", 1)]


def test_a_flood_ends_up_in_one_row_and_leaves_room_for_choices(monkeypatch):
    monkeypatch.setattr(field, "MOST_ROWS", 10)
    for number in range(500):
        field.count(f"Flood/{number}", "modern")
        assert len(field._waiting) <= field._MOST_WAITING + 1
    field.write()
    rows = {row.user_agent: row.times for row in field.seen()}
    assert len(rows) == 11 and sum(rows.values()) == 500 and rows[""] == 490
    field.count("Real/1.0", "modern", "ez")
    assert field.seen()[0] == Seen("Real/1.0", "modern", "ez", 1)


def test_what_is_older_than_400_days_goes():
    today = clock.now().date()
    for days in (field.KEPT_DAYS + 1, field.KEPT_DAYS):
        month = (today - datetime.timedelta(days=days)).toordinal()
        FieldCount.insert(month=month, id="x", user_agent=str(days), detected="modern", chosen="", times=1).execute()
    assert sum(erasing.delete_all(FieldCount, field.is_old(today))) == 1
    assert [row.user_agent for row in field.seen()] == [str(field.KEPT_DAYS)]
