"""ToDo: what is to be done, and what was."""

from models import texts, todo
from models.base import Invalid, Stale
from views.long_text import LongText, TypedText
from views.typed import typed_day

ITEMS = {todo.KIND: "/todos/{}"}

_PRIORITIES = {todo.HIGH: "高", todo.MIDDLE: "中", todo.LOW: "低"}


def still_open(visit):
    rows = visit.window(lambda start, count: todo.still_open(visit.viewer, start, count), "/todos")
    return visit.page("todos/open", title="ToDo", rows=rows, today=visit.now.date(), high=todo.HIGH)


def done(visit):
    rows = visit.window(lambda start, count: todo.done(visit.viewer, start, count), "/todos/done")
    return visit.page("todos/done", title="終わったToDo", rows=rows)


def show(visit, todo_id):
    found = todo.find(visit.viewer, int(todo_id))
    return visit.page(
        "todos/todo", title=found.plan.title, plan=found.plan, done=found.done, path=_path(todo_id), today=visit.now.date(),
        priority=_PRIORITIES[found.plan.priority], note=visit.slice(found.plan.note, _path(todo_id)),
    )


def finish(visit, todo_id):
    todo.finish(visit.viewer, int(todo_id), visit.done_key)
    return visit.redirect("/todos")


def take_up(visit, todo_id):
    todo.take_up(visit.viewer, int(todo_id), visit.done_key)
    return visit.redirect("/todos")


# Writing


def new(visit):
    return _form(visit, "ToDoの追加", "/todos", todo.Plan(), "", LongText(visit, ""))


def add(visit):
    if visit.is_repeated:
        return visit.redirect("/todos")
    plan, problems = _read(visit, todo.Plan())
    try:
        _check(problems)
        todo.add(visit.viewer, plan, visit.done_key)
    except Invalid as error:
        return _form(visit, "ToDoの追加", "/todos", plan, visit.form.line("due")[:20], _typed_note(visit, plan, ""), problems=error.problems)
    return visit.redirect("/todos")


def edit(visit, todo_id):
    found = todo.find(visit.viewer, int(todo_id))
    return _form(
        visit, "ToDoの変更", _path(todo_id), found.plan, found.plan.due or "", LongText(visit, found.plan.note), found.version)


def change(visit, todo_id):
    if visit.is_repeated:
        return visit.redirect(_path(todo_id))
    found, version = todo.find(visit.viewer, int(todo_id)), visit.form.number("version")
    plan, problems = _read(visit, found.plan)
    try:
        _check(problems)
        todo.change(visit.viewer, found.id, plan, version, visit.done_key)
        return visit.redirect(_path(todo_id))
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = found.version
        problems = {"": "別の端末でこのToDoを変更しています。内容を確かめ、よければもう一度登録してください。"}
    note = _typed_note(visit, plan, found.plan.note)
    return _form(visit, "ToDoの変更", _path(todo_id), plan, visit.form.line("due")[:20], note, version, problems)


def confirm_deletion(visit, todo_id):
    found = todo.find(visit.viewer, int(todo_id))
    return visit.page("todos/deletion", title="ToDoの削除", name=found.plan.title, path=_path(todo_id))


def delete(visit, todo_id):
    todo.delete(visit.viewer, int(todo_id), visit.done_key)
    return visit.redirect("/todos")


def _path(todo_id):
    return f"/todos/{todo_id}"


def _check(problems):
    if problems:
        raise Invalid(problems)


def _form(visit, title, path, plan, due, note, version=None, problems=None):
    """due: a date, or the text that was typed for one."""
    return visit.page(
        "todos/form", title=title, path=path, plan=plan, due=due, note=note, version=version, problems=problems or {},
        priorities=_PRIORITIES,
    )


def _typed_note(visit, plan, original):
    return TypedText(visit.form, "note", plan.note, original)


def _read(visit, original):
    """(the Plan that the form describes, {field: what is wrong with it})."""
    form, problems = visit.form, {}
    due = typed_day(form.line("due"), visit.now.date()) if form.line("due") else None
    if form.line("due") and due is None:
        problems["due"] = texts.day_problem("期限", form.line("due"))
    return todo.Plan(form.line("title", original.title), form.part("note", original.note), due, form.number("priority")), problems


_TODO = "/todos/<todo_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/todos", still_open, "signed_in"),
    ("GET", "/todos/done", done, "signed_in"),
    ("GET", "/todos/new", new, "signed_in"),
    ("POST", "/todos", add, "signed_in"),
    ("GET", _TODO, show, "signed_in"),
    ("POST", f"{_TODO}/done", finish, "signed_in"),
    ("POST", f"{_TODO}/open", take_up, "signed_in"),
    ("GET", f"{_TODO}/edit", edit, "signed_in"),
    ("POST", _TODO, change, "signed_in"),
    ("GET", f"{_TODO}/deletion", confirm_deletion, "signed_in"),
    ("POST", f"{_TODO}/deletion", delete, "signed_in"),
]
