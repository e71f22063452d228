"""申請書の管理: forms to make and to change, a field or a step on a page of its own; for システム管理者."""

from models import workflow_design, workflow_form
from models.base import Invalid, NotFound, Stale
from models.workflow_form import RULES, TYPES, Definition, Field, Step
from views import people
from views.long_text import LongText, TypedText

_STALE = "ほかの人が先にこの申請書を変更しました。内容を確かめ、よければもう一度操作してください。"
_TITLES = {"fields": "項目", "route": "承認の順番"}


def _path(form_id, *more):
    return "/".join(["/workflow/forms", str(form_id), *map(str, more)])


def forms(visit):
    rows = visit.window(lambda start, count: workflow_form.every(visit.viewer, start, count), "/workflow/forms")
    return visit.page("workflow/designs", title="申請書の管理", rows=rows)


def form(visit, form_id, problems=None):
    found = workflow_form.latest(visit.viewer, int(form_id))
    return visit.page(
        "workflow/design", title=found.definition.name, found=found, path=_path(form_id), problems=problems or {},
        done="done" in visit.query and not problems)


# Its name and note


def new(visit):
    workflow_form.administrators_only(visit.viewer)
    return _describe_page(visit, "/workflow/forms", "申請書の作成", Definition(""))


def make(visit):
    if visit.is_repeated:
        return visit.redirect(_path(workflow_design.newest(visit.viewer)))
    title, note = visit.form.line("name"), visit.form.part("note")
    try:
        form_id = workflow_design.make(visit.viewer, title, note, visit.done_key)
    except Invalid as error:
        return _describe_page(visit, "/workflow/forms", "申請書の作成", Definition(title, note), problems=error.problems)
    return visit.redirect(_path(form_id or workflow_design.newest(visit.viewer)))


def name(visit, form_id):
    found = workflow_form.latest(visit.viewer, int(form_id))
    return _describe_page(visit, _path(form_id, "name"), "名前と説明", found.definition, found.token)


def describe(visit, form_id):
    if visit.is_repeated:
        return visit.redirect(_path(form_id))
    found, token = workflow_form.latest(visit.viewer, int(form_id)), visit.form.get("token")
    old = found.definition
    definition = old._replace(name=visit.form.line("name", old.name), note=visit.form.part("note", old.note))
    try:
        workflow_design.describe(visit.viewer, found.id, token, definition.name, definition.note, visit.done_key)
    except Invalid as error:
        problems = error.problems
    except Stale:
        problems, token = {"": _STALE}, found.token
    else:
        return visit.redirect(_path(form_id))
    return _describe_page(visit, _path(form_id, "name"), "名前と説明", definition, token, problems, old.note)


def _describe_page(visit, path, title, definition, token="", problems=None, original=""):
    note = TypedText(visit.form, "note", definition.note, original) if problems else LongText(visit, definition.note)
    return visit.page("workflow/description", title=title, path=path, token=token, problems=problems or {}, definition=definition, note=note)


# What is done with the whole


def carry_out(visit, form_id, verb):
    number, key, token = int(form_id), visit.done_key, visit.form.get("token")
    if verb == "copy":
        copied = None if visit.is_repeated else workflow_design.copy(visit.viewer, number, key)
        return visit.redirect(_path(copied or workflow_design.newest(visit.viewer)))
    try:
        if verb == "publication":
            workflow_design.publish(visit.viewer, number, token, key)
        elif verb == "discard":
            workflow_design.discard(visit.viewer, number, token, key)
            return visit.redirect("/workflow/forms")
        else:
            workflow_design.stop(visit.viewer, number, verb == "stop", key)
    except Invalid as error:
        return form(visit, form_id, error.problems)
    except Stale:
        return form(visit, form_id, {"": _STALE})
    return visit.redirect(_path(form_id) + "?done=1")


# Its fields, and the steps of its route


def items(visit, form_id, part, problems=None):
    found = workflow_form.latest(visit.viewer, int(form_id))
    rows = list(enumerate(getattr(found.definition, part)))
    return visit.page(
        "workflow/items", part=part, title=f"{found.definition.name} {_TITLES[part]}", path=_path(form_id), problems=problems or {}, types=TYPES,
        rules=RULES, rows=visit.slice(rows, _path(form_id, part)))


def item(visit, form_id, part, place=None):
    """The form of a field or a step; place: its number from 1, None for a new one."""
    found = workflow_form.latest(visit.viewer, int(form_id))
    return _item_page(visit, found, part, place, _item(found, part, place), found.token)


def _item(found, part, place):
    """The Field or Step with this number as it is now; an empty one without a number."""
    if place is None:
        return Field("", "line") if part == "fields" else Step("", "any")
    all_items = getattr(found.definition, part)
    if not 0 < int(place) <= len(all_items):
        raise NotFound
    return all_items[int(place) - 1]


def save(visit, form_id, part, place=None):
    if visit.is_repeated:
        return visit.redirect(_path(form_id, part))
    found, token, problems = workflow_form.latest(visit.viewer, int(form_id)), visit.form.get("token"), {}
    try:
        old = _item(found, part, place)
    except NotFound:  # it was deleted meanwhile: what was typed may be added
        place, old = None, _item(found, part, None)
    typed = _read_field(visit, old) if part == "fields" else _read_step(visit, old, problems)
    try:
        if problems:
            raise Invalid(problems)
        workflow_design.put(visit.viewer, found.id, token, part, place and int(place) - 1, typed, visit.done_key)
    except Invalid as error:
        problems = error.problems
    except Stale:
        problems, token = {"": _stale(old, place)}, found.token
    else:
        return visit.redirect(_path(form_id, part))
    return _item_page(visit, found, part, place, typed, token, problems, old)


def _stale(old, place):
    """What the next press will change is named: it may have moved."""
    return _STALE if place is None else f"{_STALE}いまここにあるのは「{old[0]}」です。"


def _read_field(visit, old):
    choices = [text.strip() for text in visit.form.part("choices", "\n".join(old.choices)).split("\n")]
    return Field(visit.form.line("label", old.label), visit.form.get("type"), "required" in visit.form, tuple(filter(None, choices)))


def _read_step(visit, old, problems):
    return Step(visit.form.line("name", old.name), visit.form.get("rule"), people.chosen(visit, problems))


def _item_page(visit, found, part, place, shown, token, problems=None, old=None):
    values = {
        "title": f"{_TITLES[part] if part == 'fields' else '承認の段階'}の{'変更' if place else '追加'}", "found": found, "path": _path(found.id, part),
        "place": place and int(place), "count": len(getattr(found.definition, part)), "shown": shown, "token": token, "problems": problems or {},
    }
    if part == "route":
        candidates = people.candidates(visit, *(people.typed(visit) if problems else [shown.approvers]))
        return visit.page("workflow/step", rules=RULES, candidates=candidates, **values)
    text = "\n".join(shown.choices)
    choices = TypedText(visit.form, "choices", text, "\n".join(old.choices)) if problems else LongText(visit, text)
    return visit.page("workflow/field", types=TYPES, choices=choices, **values)


def move(visit, form_id, part, place):
    distance = -1 if "up" in visit.form else 1
    return _rearrange(visit, form_id, part, lambda token, key: workflow_design.move(
        visit.viewer, int(form_id), token, part, int(place) - 1, distance, key))


def remove(visit, form_id, part, place):
    """Without a question: a change is given up as long as it is not published."""
    return _rearrange(visit, form_id, part, lambda token, key: workflow_design.remove(
        visit.viewer, int(form_id), token, part, int(place) - 1, key))


def _rearrange(visit, form_id, part, change):
    try:
        change(visit.form.get("token"), visit.done_key)
    except Stale:
        return items(visit, form_id, part, {"": _STALE})
    return visit.redirect(_path(form_id, part))
