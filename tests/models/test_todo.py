"""ToDo: their order, one key and back, and that they are their owner's alone."""

import datetime

import pytest

from models import clock, todo
from models.base import Invalid, NotFound, Stale
from models.todo import HIGH, LOW, MIDDLE, Plan, Todo

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in."""
    return [log_in(person)[1] for person in people]


def add(viewer, title, days=None, priority=MIDDLE):
    due = None if days is None else TODAY + datetime.timedelta(days)
    return todo.add(viewer, Plan(title, "", due, priority), f"k{title}")


def titles(viewer, start=0, count=50):
    return [row.title for row in todo.still_open(viewer, start, count)]


def test_what_is_open_stands_by_its_day_then_its_priority(viewers):
    member, *_ = viewers
    for title, days, priority in [("いつか", None, HIGH), ("明日", 1, LOW), ("今日の低", 0, LOW), ("今日の高", 0, HIGH), ("昨日", -1, LOW), ("いつか低", None, LOW)]:
        add(member, title, days, priority)
    assert titles(member) == ["昨日", "今日の高", "今日の低", "明日", "いつか", "いつか低"]
    assert titles(member, 2, 2) == ["今日の低", "明日"]
    assert [row.due for row in todo.still_open(member, 3, 2)] == [TODAY + datetime.timedelta(1), None]


def test_what_is_due_is_counted_for_its_owner(viewers):
    member, colleague, _, twin = viewers
    for number, days in enumerate([-3, 0, 1, None]):
        add(member, f"件{number}", days)
    assert todo.due_count(member, TODAY) == 2 and todo.due_count(colleague, TODAY) == todo.due_count(twin, TODAY) == 0
    todo.finish(member, 1, "f")
    assert todo.due_count(member, TODAY) == 1


def test_it_is_done_and_taken_up_again_by_one_key(viewers, monkeypatch):
    member, *_ = viewers
    first, second = add(member, "一つ目"), add(member, "二つ目")
    monkeypatch.setattr(clock, "unix", lambda: 1_800_000_000)
    todo.finish(member, first, "f1")
    monkeypatch.setattr(clock, "unix", lambda: 1_800_000_060)
    todo.finish(member, second, "f2")
    todo.finish(member, first, "f3")  # done already: it keeps its time
    assert [row.title for row in todo.done(member, 0, 9)] == ["二つ目", "一つ目"] and titles(member) == []
    assert todo.find(member, first).done == clock.from_unix(1_800_000_000)
    todo.take_up(member, first, "t")
    todo.finish(member, first, "f1")  # a press of long ago that comes again
    assert titles(member) == ["一つ目"] and todo.find(member, first).done is None


def test_they_are_there_for_nobody_else(viewers):
    member, colleague, administrator, twin = viewers
    todo_id = add(member, "内緒")
    for viewer in (colleague, administrator._replace(system_admin=True), twin):
        assert titles(viewer) == [] and todo.done(viewer, 0, 9) == []
        for call in (lambda: todo.find(viewer, todo_id), lambda: todo.finish(viewer, todo_id, "x"), lambda: todo.take_up(viewer, todo_id, "x"),
                     lambda: todo.change(viewer, todo_id, Plan("x"), 1, "x"), lambda: todo.delete(viewer, todo_id, "x")):
            with pytest.raises(NotFound):
                call()
    assert titles(member) == ["内緒"]
    assert add(twin, "別会社") == todo_id
    todo.delete(member, todo_id, "d")
    assert titles(member) == [] and titles(twin) == ["別会社"]


def test_a_change_keeps_what_is_done_and_tells_of_an_older_version(viewers):
    member, *_ = viewers
    todo_id = add(member, "前")
    todo.finish(member, todo_id, "f")
    todo.change(member, todo_id, Plan("後", "メモ\r\n2", TODAY, HIGH), 1, "c")
    detail = todo.find(member, todo_id)
    assert detail.plan == Plan("後", "メモ\n2", TODAY, HIGH) and detail.done and detail.version == 2
    with pytest.raises(Stale):
        todo.change(member, todo_id, Plan("古い"), 1, "c2")


def test_a_repeated_post_does_nothing(viewers):
    member, *_ = viewers
    assert add(member, "一度") and add(member, "一度") is None and Todo.select().count() == 1
    todo.delete(member, 1, "d")
    assert todo.delete(member, 1, "d") is None


@pytest.mark.parametrize("plan, field", [
    (Plan(""), "title"), (Plan("あ" * 51), "title"), (Plan("a\nb"), "title"), (Plan("x", "あ" * 1001), "note"), (Plan("x", priority=4), "priority"),
])
def test_each_rule_names_its_field(plan, field):
    with pytest.raises(Invalid) as raised:
        plan.check()
    assert list(raised.value.problems) == [field]
