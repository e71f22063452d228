"""申請 to read and to decide: its values, its state, what happened to it, and 承認, 差戻し, 却下."""

from typing import NamedTuple

from bottle import HTTPError

from models import application, delivery, filling, workflow
from models.base import Invalid, NotFound
from models.filling import money
from models.workflow_form import RULES, Field
from views import attached
from views.long_text import LongText, TypedText
from views.page import Slice

_DECISIONS = {"approve": workflow.approve, "send_back": workflow.send_back, "reject": workflow.reject}
_NAMES = 3  # of the approvers on an application's own page


class Value(NamedTuple):
    """What stands in a field, as it is shown."""

    place: int
    field: Field
    text: str

    @property
    def is_long(self):
        return len(self.text) > 60 or "\n" in self.text


class Values(Slice):
    """Values, of which long texts are whole where the page takes them; else they are cut, and then there are fewer."""

    is_brief = False

    def shrink(self, excess):
        if self.is_brief:
            return super().shrink(excess)
        self.is_brief = True
        return True


def show(visit, application_id, problems=None):
    found = application.find(visit.viewer, int(application_id))
    path, viewer = f"/workflow/{application_id}", visit.viewer
    last = application.history(viewer, found, 0, 1)[0]
    asked = [row for row in found.at_step(found.step) if not row.answer] if found.state == "open" else []
    return visit.page(
        "workflow/application", title=found.definition.name, found=found, path=path, problems=problems or {}, money=money, last=last,
        waits=found.waits_for(viewer.user_id), is_own=found.user_id == viewer.user_id, has_result=_has_result(viewer, found),
        state=application.STATES[found.state], asked=asked, some=_NAMES, actions=application.ACTIONS, base=f"{path}/round/{found.round}",
        files=attached.shown(visit, "application", found.id), rows=_values(visit, found, found.values, path),
        comment=TypedText(visit.form, "comment", visit.form.text("comment")) if problems else LongText(visit, ""),
    )


def _has_result(viewer, found):
    """Whether the applicant has not confirmed yet what came of it."""
    try:
        return found.user_id == viewer.user_id and delivery.find(viewer, "result", found.id).is_open
    except NotFound:
        return False


def _values(visit, found, values, url):
    shown = [Value(place, field, _shown(visit, field, value)) for place, (field, value) in enumerate(zip(found.definition.fields, values))]
    return Values([value for value in shown if value.text], visit.query.number("p"), len(shown), url)


def _shown(visit, field, value):
    if field.type == "amount":
        yen = filling.amount(value)
        return value if yen is None else money(yen)
    if field.type in ("date", "due"):
        day = filling.day(value)
        return visit.date(day) if day else value
    return value


def decide(visit, application_id):
    action = next((name for name in _DECISIONS if name in visit.form), None)
    if action is None:
        raise HTTPError(400)
    if visit.is_repeated:
        return visit.redirect(f"/workflow/waiting?done={action}")
    try:
        _DECISIONS[action](
            visit.viewer, int(application_id), visit.done_key, token=visit.form.get("token"), comment=visit.form.text("comment"))
    except Invalid as error:
        return show(visit, application_id, error.problems)
    except workflow.Settled as error:
        return show(visit, application_id, {"": error.text})
    except workflow.NotYours as error:
        raise HTTPError(403, error.text) from None
    return visit.redirect(f"/workflow/waiting?done={action}")


def confirm(visit, application_id):
    """The applicant has seen the result."""
    workflow.confirm(visit.viewer, int(application_id), visit.done_key)
    return visit.redirect("/workflow/mine")


# What was written


def content(visit, application_id, number):
    """The values of one round."""
    found = application.find(visit.viewer, int(application_id))
    base = f"/workflow/{application_id}/round/{number}"
    values = application.content(visit.viewer, found, int(number))
    return visit.page(
        "workflow/content", title=f"{found.definition.name} {number}回目", base=base, path=f"/workflow/{application_id}",
        rows=_values(visit, found, values, base))


def value(visit, application_id, number, place):
    """One long text of one round, whole."""
    found = application.find(visit.viewer, int(application_id))
    values = application.content(visit.viewer, found, int(number))
    if int(place) >= len(values):
        raise NotFound
    path = f"/workflow/{application_id}"
    label = found.definition.fields[int(place)].label
    return visit.page(
        "workflow/value", title=found.definition.name, label=label, path=path,
        note=visit.slice(values[int(place)], f"{path}/round/{number}/{place}"))


# What happened


def history(visit, application_id):
    found = application.find(visit.viewer, int(application_id))
    path = f"/workflow/{application_id}"
    rows = visit.window(lambda start, count: application.history(visit.viewer, found, start, count), f"{path}/history")
    return visit.page("workflow/history", title="申請の経過", found=found, path=path, rows=rows, actions=application.ACTIONS)


def event(visit, application_id, number):
    found = application.find(visit.viewer, int(application_id))
    row, path = application.event(visit.viewer, found, int(number)), f"/workflow/{application_id}"
    return visit.page(
        "workflow/event", title=application.ACTIONS[row.action], found=found, row=row, path=path,
        note=visit.slice(row.comment, f"{path}/history/{number}"))


def route(visit, application_id):
    """Who decides at which step, and who has."""
    found = application.find(visit.viewer, int(application_id))
    path = f"/workflow/{application_id}"
    rows = [row for row in found.approvers if row.active]
    return visit.page("workflow/route", title="承認の順番", found=found, path=path, rows=visit.slice(rows, f"{path}/route"), rules=RULES)
