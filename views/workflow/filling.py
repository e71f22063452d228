"""申請 to write: a form's fields, as many on a page as the phone takes, and kept as a draft from page to page."""

from typing import NamedTuple

from bottle import HTTPError

from models import application, application_draft, filling, workflow, workflow_form
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.workflow_form import Field
from views import attached
from views.long_text import LongText
from views.page import NOTHING, Slice
from views.typed import typed_day

_CHANGED = "申請書が新しくなりました。内容を確かめ、よければもう一度申請してください。"

_NOT_KEPT = {"files": "入力した内容は下書きに残しました。写真やファイルは残せません。申請するときに、もう一度選んでください。"}
_MOST_PROBLEMS = 3


class Entry(NamedTuple):
    """A field on the page. value: as its input shows it; area: of a "long" one, the part of the text that is shown."""

    place: int
    field: Field
    value: object
    area: object


class Entries(Slice):
    """The fields of a page. What goes where the page is too small: those before the one to correct, then the last ones;
    of a single long text the page holds a part."""

    def __init__(self, entries, start, size, correct):
        super().__init__(entries, start, size)
        self._correct = correct

    def shrink(self, excess):
        if self.start < self._correct:
            self.start = self._correct
            return True
        return super().shrink(excess) or self.whole[self.start].area.shrink(excess)


# A new application


def new(visit, form_id, start="1"):
    form = workflow_form.find(visit.viewer, int(form_id))
    kept = _kept(visit, form.id, 0, form.version, form.definition.fields)
    return _page(visit, f"/workflow/new/{form_id}", form.definition, form.version, kept, int(start) - 1)


def about(visit, form_id):
    """The whole of what a form's note says."""
    form = workflow_form.find(visit.viewer, int(form_id))
    path = f"/workflow/new/{form_id}"
    return visit.page(
        "workflow/about", title=form.definition.name, note=visit.slice(form.definition.note, f"{path}/about"), path=path)


def apply(visit, form_id):
    """Keeps what was typed; applies, goes on to the next fields, or shows what is wrong."""
    if visit.is_repeated:
        return visit.redirect("/workflow/mine?done=apply")
    number, version = int(form_id), visit.form.number("version")
    shown = workflow_form.definition(visit.viewer.member_id, number, version)
    values = _read(visit, shown.fields, _kept(visit, number, 0, version, shown.fields) or [""] * len(shown.fields))
    # No key is needed: to keep the same once more changes nothing. And what was refused must be free to be sent again.
    application_draft.keep(visit.viewer, number, 0, version, values)
    form = _usable(visit, number, "入力した内容は下書きに残っています。")
    path = f"/workflow/new/{form_id}"

    def save():
        workflow.apply(visit.viewer, number, version, values, visit.done_key, attached.read(visit))

    try:
        return _go_on(visit, path, form, values, save, is_stale=form.version != version)
    except Stale:
        form = workflow_form.find(visit.viewer, number)
        kept = _kept(visit, number, 0, form.version, form.definition.fields)
        return _page(visit, path, form.definition, form.version, kept, 0, {"": _CHANGED} | attached.lost(visit))


def forget(visit, form_id):
    """Throws a draft away; to do so twice does no harm."""
    application_draft.forget(visit.viewer, int(form_id))
    return visit.redirect("/workflow/new")


def copy(visit, application_id):
    """A new application with what an earlier one of the viewer's said; a draft that is there already is left as it is."""
    found = application.find(visit.viewer, int(application_id))
    if found.user_id != visit.viewer.user_id:
        raise NotAllowed
    form = _usable(visit, found.form_id)
    if application_draft.find(visit.viewer, form.id) is None:
        values = filling.carried_over(found.definition.fields, found.values, form.definition.fields)
        application_draft.keep(visit.viewer, form.id, 0, form.version, values)
    return visit.redirect(f"/workflow/new/{form.id}")


def _usable(visit, form_id, said=""):
    """The form that people apply with; HTTPError where it was stopped, which also says the sentence given."""
    try:
        return workflow_form.find(visit.viewer, form_id)
    except NotFound:
        raise HTTPError(403, f"この申請書は、いまは使えません。{said}") from None


# One that was sent back


def edit(visit, application_id, start="1"):
    found = _returned(visit, application_id)
    kept = _kept(visit, found.form_id, found.id, found.form_version, found.definition.fields)
    path = f"/workflow/{application_id}/edit"
    return _page(visit, path, found.definition, found.form_version, kept, int(start) - 1, values=found.values)


def apply_again(visit, application_id):
    if visit.is_repeated:
        return visit.redirect("/workflow/mine?done=apply")
    found = _returned(visit, application_id)
    fields = found.definition.fields
    values = _read(visit, fields, _kept(visit, found.form_id, found.id, found.form_version, fields) or found.values)
    application_draft.keep(visit.viewer, found.form_id, found.id, found.form_version, values)

    def save():
        workflow.apply_again(visit.viewer, found.id, values, visit.done_key, attached.read(visit))

    form = workflow_form.Form(found.form_id, found.form_version, 0, found.form_version, False, found.definition)
    try:
        return _go_on(visit, f"/workflow/{application_id}/edit", form, values, save)
    except workflow.Settled as error:
        raise HTTPError(403, error.text) from None


def _returned(visit, application_id):
    """The viewer's own application, which was sent back. HTTPError where it can't be changed any more."""
    found = application.find(visit.viewer, int(application_id))
    if found.user_id != visit.viewer.user_id:
        raise HTTPError(403, "申請し直せるのは、申請した人だけです。")
    if found.state != "returned":
        raise HTTPError(403, f"この申請は、いまは変更できません({application.STATES[found.state]})。")
    return found


# What both share


def _kept(visit, form_id, application_id, version, fields):
    """The values of the viewer's draft, for these fields; None where there is no draft."""
    found = application_draft.find(visit.viewer, form_id, application_id)
    if found is None:
        return None
    if found[0] == version:
        return filling.unpacked(found[1], len(fields))
    old = workflow_form.definition(visit.viewer.member_id, form_id, found[0]).fields
    return filling.carried_over(old, filling.unpacked(found[1], len(old)), fields)


def _bounds(visit, count):
    """(first, last) of the fields that the page showed; last is exclusive."""
    first, last = visit.form.number("from"), visit.form.number("to")
    if not 0 <= first <= last <= count:
        raise HTTPError(400)
    return first, last


def _read(visit, fields, originals):
    """The values with what was typed in the place of those that the page showed."""
    values = list(originals)
    for place in range(*_bounds(visit, len(fields))):
        if filling.key(place) in visit.form:
            values[place] = _typed(visit, fields[place], filling.key(place), originals[place])
    return values


def _typed(visit, field, name, original):
    form = visit.form
    if field.type == "long":
        return form.part(name, original)
    if field.type == "choice":
        number = form.number(name)
        return field.choices[number - 1] if 0 < number <= len(field.choices) else ""
    if field.type in ("date", "due"):
        day = typed_day(form.line(name), visit.now.date())
        return day.isoformat() if day else form.line(name)
    return form.line(name, original if field.type == "line" else "")


def _go_on(visit, path, form, values, save, is_stale=False):
    """After the values are kept: to the next fields, to the list, or the same page with what is wrong."""
    first, last = _bounds(visit, len(values))
    if "keep" in visit.form and not visit.form.files("files"):
        return visit.redirect("/workflow/new" if "/new/" in path else path.removesuffix("/edit"))
    if is_stale:
        raise Stale
    if "keep" in visit.form:
        return _page(visit, path, form.definition, form.version, values, first, _NOT_KEPT)
    problems = filling.problems(form.definition.fields, values)
    if "next" in visit.form:
        problems = {name: text for name, text in problems.items() if first <= int(name[1:]) < last}
        if not problems:
            return visit.redirect(f"{path}/{last + 1}")
    try:
        if problems:
            raise Invalid(problems)
        save()
    except Invalid as error:
        places = [int(name[1:]) for name in error.problems if name not in ("", "files")]
        correct = min(places, default=first)
        problems = attached.lost(visit) | _few(error.problems)
        return _page(visit, path, form.definition, form.version, values, min(first, correct), problems, correct=correct)
    return visit.redirect("/workflow/mine?done=apply")


def _few(problems):
    """No more problems than stand above a field on the smallest page."""
    left = len(problems) - _MOST_PROBLEMS
    return dict(list(problems.items())[:_MOST_PROBLEMS]) | ({"more": f"ほかにも、直す項目が{left}つあります。"} if left > 0 else {})


def _page(visit, path, definition, version, kept, start, problems=None, values=None, correct=0):
    """The fields from an index on. kept: the draft's values or None; values: what is there without a draft; correct: see Entries."""
    shown = kept or values or [""] * len(definition.fields)
    entries = [_entry(visit, path, place, *pair) for place, pair in enumerate(zip(definition.fields, shown))]
    if not 0 <= start < len(entries):
        raise HTTPError(404)
    is_part = visit.query.number("p") > 0  # of a long text: it stands alone
    rows = Entries(entries, start, 1 if is_part else len(entries), correct)
    note = Slice("" if start or is_part or "/edit" in path else definition.note, 0, visit.text_size, f"{path}/about")
    return visit.page(
        "workflow/fill", title=definition.name, path=path, version=version, problems=problems or {}, is_draft=kept is not None,
        note=note, attached=attached.field(visit, "application", _application_id(path)), rows=rows,
    )


def _application_id(path):
    """The application that a form's path is of, 0 for a new one."""
    return 0 if "/new/" in path else int(path.split("/")[2])


def _entry(visit, path, place, field, value):
    area = NOTHING
    if field.type == "long":
        area = LongText(visit, value)
        area.url = f"{path}/{place + 1}"
    elif field.type in ("date", "due"):
        value = filling.day(value) or value
    return Entry(place, field, value, area)
