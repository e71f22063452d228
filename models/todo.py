"""ToDo: what somebody wants to have done. Nobody but its owner ever sees it."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from peewee import BigIntegerField, CompositeKey, TextField, fn

from models import clock, search, texts
from models.base import Base, Invalid, NotFound, Read, Stale, locked, next_id, once, parameter

KIND = "todo"
HIGH, MIDDLE, LOW = 1, 2, 3
NO_DAY = datetime.date.max.toordinal()  # so that what has no due day comes last by itself


class Todo(Base):
    """due_day: an ordinal or NO_DAY; priority: HIGH, MIDDLE or LOW; done_at: Unix seconds, 0 while it is open."""

    member_id = TextField()
    user_id = TextField()
    id = BigIntegerField()
    title = TextField()
    note = TextField()
    due_day = BigIntegerField()
    priority = BigIntegerField()
    done_at = BigIntegerField()
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "id")


@dataclass(frozen=True)
class Plan:
    """A ToDo as a person writes it down; due: a date or None."""

    title: str = ""
    note: str = ""
    due: datetime.date | None = None
    priority: int = MIDDLE

    def __post_init__(self):
        object.__setattr__(self, "note", texts.lines(self.note))

    def check(self):
        """Raises Invalid where something is wrong with a field."""
        problems = texts.problems(
            title=texts.problem("件名", self.title, 50, required=True, one_line=True), note=texts.problem("メモ", self.note, 1000),
            priority="" if self.priority in (HIGH, MIDDLE, LOW) else "優先度を選び直してください。",
        )
        if problems:
            raise Invalid(problems)


class Row(NamedTuple):
    """A ToDo in a list; due: a date or None; done: a naive datetime, None while it is open."""

    id: int
    title: str
    due: datetime.date | None
    priority: int
    done: datetime.datetime | None


class Detail(NamedTuple):
    """A ToDo with its Plan; done as in Row."""

    id: int
    plan: Plan
    done: datetime.datetime | None
    version: int


# Looking


def still_open(viewer, start, count):
    """Rows of what is to be done, by the due day and then by priority; so many from the start-th on."""
    return [_row(values) for values in _open(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count)]


def done(viewer, start, count):
    """Rows of what was done, the latest first."""
    return [_row(values) for values in _done(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count)]


def due_count(viewer, today):
    """How many are due today (a date) or overdue."""
    (count,), = _due(member_id=viewer.member_id, user_id=viewer.user_id, today=today.toordinal())
    return count


def find(viewer, todo_id):
    """The Detail of one of the viewer's own. Raises NotFound."""
    for title, note, due_day, priority, done_at, version in _one(member_id=viewer.member_id, user_id=viewer.user_id, todo_id=todo_id):
        return Detail(todo_id, Plan(title, note, _date(due_day), priority), _moment(done_at), version)
    raise NotFound


def _row(values):
    todo_id, title, due_day, priority, done_at = values
    return Row(todo_id, title, _date(due_day), priority, _moment(done_at))


def _date(due_day):
    return None if due_day == NO_DAY else datetime.date.fromordinal(due_day)


def _moment(done_at):
    return clock.from_unix(done_at) if done_at else None


# Writing


def add(viewer, plan, form_key):
    """Adds a ToDo. Returns its id, or None for a repeated post. Raises Invalid."""
    plan.check()

    def work():
        todo_id = next_id(viewer.member_id, KIND)
        Todo.insert(row(viewer.member_id, viewer.user_id, todo_id, plan)).execute()
        _make_found(viewer, todo_id, plan)
        return todo_id

    return once(viewer.member_id, form_key, work)


def change(viewer, todo_id, plan, version, form_key):
    """Makes of a ToDo what the plan says; version: that of it when it was shown. Raises NotFound, Stale, Invalid."""
    plan.check()

    def work():
        if _locked(viewer, todo_id).version != version:
            raise Stale
        news = {"title": plan.title, "note": plan.note, "due_day": _ordinal(plan.due), "priority": plan.priority, "version": version + 1}
        Todo.update(news).where(_of(viewer, todo_id)).execute()
        _make_found(viewer, todo_id, plan)

    once(viewer.member_id, form_key, work)


def finish(viewer, todo_id, form_key):
    """Notes a ToDo as done; one that is done already keeps its time. Raises NotFound."""
    _mark(viewer, todo_id, form_key, lambda old: old or clock.unix())


def take_up(viewer, todo_id, form_key):
    """Notes a ToDo as not done after all. Raises NotFound."""
    _mark(viewer, todo_id, form_key, lambda old: 0)


def _mark(viewer, todo_id, form_key, decide):
    def work():
        done_at = decide(_locked(viewer, todo_id).done_at)
        Todo.update(done_at=done_at).where(_of(viewer, todo_id)).execute()

    once(viewer.member_id, form_key, work)


def delete(viewer, todo_id, form_key):
    """Deletes a ToDo. Raises NotFound."""

    def work():
        if not Todo.delete().where(_of(viewer, todo_id)).execute():
            raise NotFound
        search.remove(viewer.member_id, KIND, todo_id)

    once(viewer.member_id, form_key, work)


def _of(viewer, todo_id):
    return (Todo.member_id == viewer.member_id) & (Todo.user_id == viewer.user_id) & (Todo.id == todo_id)


def _locked(viewer, todo_id):
    found = locked(Todo.select(Todo.version, Todo.done_at).where(_of(viewer, todo_id))).first()
    if found is None:
        raise NotFound
    return found


def _ordinal(due):
    return due.toordinal() if due else NO_DAY


def row(member_id, user_id, todo_id, plan, done_at=0):
    """The columns of a new Todo, as {name: value}, in their order."""
    return {
        "member_id": member_id, "user_id": user_id, "id": todo_id, "title": plan.title, "note": plan.note,
        "due_day": _ordinal(plan.due), "priority": plan.priority, "done_at": done_at, "version": 1,
    }


def _make_found(viewer, todo_id, plan):
    search.put(viewer.member_id, KIND, todo_id, plan.title, plan.note, [viewer.user_id])


# Queries


_MINE = (Todo.member_id == parameter("member_id")) & (Todo.user_id == parameter("user_id"))
_ROW = (Todo.id, Todo.title, Todo.due_day, Todo.priority, Todo.done_at)


def _part(query):
    return query.limit(parameter("count")).offset(parameter("start"))


_open = Read(lambda: _part(
    Todo.select(*_ROW).where(_MINE & (Todo.done_at == 0)).order_by(Todo.due_day, Todo.priority, Todo.id)))
_done = Read(lambda: _part(Todo.select(*_ROW).where(_MINE & (Todo.done_at > 0)).order_by(Todo.done_at.desc(), Todo.id.desc())))


def due_query(*columns):
    """The select of what is due, to be counted; the parameters member_id, user_id and today (ordinal)."""
    return Todo.select(*columns, fn.COUNT(Todo.id)).where(_MINE & (Todo.done_at == 0) & (Todo.due_day <= parameter("today")))


_due = Read(due_query)
_one = Read(lambda: Todo.select(Todo.title, Todo.note, Todo.due_day, Todo.priority, Todo.done_at, Todo.version).where(
    _MINE & (Todo.id == parameter("todo_id"))))
