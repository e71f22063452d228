"""申請 taken back by the applicant; an approver who left, replaced by システム管理者."""

from bottle import HTTPError

from models import application, workflow, workflow_form
from models.base import Invalid, NotFound
from views import people
from views.long_text import LongText, TypedText


def confirm_withdrawal(visit, application_id):
    found = application.find(visit.viewer, int(application_id))
    if found.user_id != visit.viewer.user_id:
        raise HTTPError(403, "取り下げられるのは、申請した人だけです。")
    return visit.page("workflow/withdrawal", title="申請の取下げ", found=found, path=f"/workflow/{application_id}")


def withdraw(visit, application_id):
    try:
        workflow.withdraw(visit.viewer, int(application_id), visit.done_key)
    except (workflow.Settled, workflow.NotYours) as error:
        raise HTTPError(403, error.text) from None
    return visit.redirect("/workflow/mine?done=withdraw")


def approver(visit, application_id, step, user_id, problems=None):
    """The form that puts somebody else in an approver's place."""
    workflow_form.administrators_only(visit.viewer)
    found = application.find(visit.viewer, int(application_id))
    own = next((row for row in found.at_step(int(step)) if row.user_id == user_id), None)
    if own is None:
        raise NotFound
    form = visit.form
    return visit.page(
        "workflow/approver", title="承認者の変更", found=found, own=own, path=f"/workflow/{application_id}", problems=problems or {},
        candidates=people.candidates(visit, *(people.typed(visit) if problems else [()])),
        comment=TypedText(form, "comment", form.text("comment")) if problems else LongText(visit, ""),
    )


def replace(visit, application_id, step, user_id):
    if visit.is_repeated:
        return visit.redirect(f"/workflow/{application_id}/route")
    problems = {}
    chosen = people.chosen(visit, problems)
    try:
        if problems:
            raise Invalid(problems)
        if len(chosen) != 1:
            raise Invalid({"users": "代わりの承認者を1人だけ選んでください。"})
        workflow.replace(
            visit.viewer, int(application_id), int(step), user_id, chosen[0], visit.form.text("comment"), visit.done_key)
    except Invalid as error:
        return approver(visit, application_id, step, user_id, error.problems)
    except workflow.Settled as error:
        raise HTTPError(403, error.text) from None
    return visit.redirect(f"/workflow/{application_id}/route")
