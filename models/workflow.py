"""ワークフロー: applications handed in, decided at each step of their route, sent back, taken back.

A decision is about the round and the step that were shown (token, of Shown.token). What was decided meanwhile stays as
it is: Settled says by whom. All checks are made on rows that are locked, and the change of the application is one
conditional update, so of two at once exactly one happens. A post that was carried out before does nothing.

The approvers of the present step have a delivery "approval", the applicant one "result" of what came of it.
"""

from models import application, attachment, clock, delivery, filling, texts, workflow_form
from models.application import ACTIONS, Application, ApplicationApprover, ApplicationContent
from models.application_change import (
    NotYours, Settled, approver_of, ask, ask_step, changed, line_of, locked_application, name_in, note, put_search, tell, what_happened,
)
from models.application_draft import forget
from models.attachment import NO_CHANGES
from models.base import Invalid, NotFound, Stale, insert_rows, next_id, once
from models.member import Person

__all__ = ["NotYours", "Settled", "apply", "apply_again", "approve", "confirm", "reject", "replace", "send_back", "token", "withdraw"]

LONGEST_COMMENT = 1_000


# By the applicant


def apply(viewer, form_id, version, values, form_key, files=NO_CHANGES):
    """Hands in a new application; returns its id, or None for a repeated post.

    version: that of the form that was filled in; values: what was typed, one text for each field; files:
    attachment.Changes. Raises NotFound, Stale where the form has changed, and Invalid: f0 for the first field, "" for
    what no field is to blame for.
    """

    def work():
        form = workflow_form.find(viewer, form_id)
        if form.version != version:
            raise Stale
        columns, kept = _filled(form.definition, values)
        route = _route(viewer, form.definition)
        application_id = next_id(viewer.member_id, "application")
        Application.insert(
            member_id=viewer.member_id, id=application_id, user_id=viewer.user_id, form_id=form_id, form_version=version, state="open",
            finished=False, round=1, step=1, steps=len(form.definition.route), applied_at=clock.unix(), version=1, **columns).execute()
        insert_rows(ApplicationApprover, [(viewer.member_id, application_id, step, user_id, True, "") for step, user_id in route])
        attachment.change(viewer, "application", application_id, files)
        found, approvers = locked_application(viewer, application_id)
        _handed_in(viewer, found, approvers, form.definition, kept)
        forget(viewer, form_id)
        return application_id

    return once(viewer.member_id, form_key, work)


def apply_again(viewer, application_id, values, form_key, files=NO_CHANGES):
    """Hands in once more what was sent back, from the first step on. Raises NotFound, NotYours, Settled, Invalid.

    files: attachment.Changes. Files stay from round to round; the history says which ones were removed.
    """

    def work():
        found, approvers = locked_application(viewer, application_id)
        if found.user_id != viewer.user_id:
            raise NotYours("申請し直せるのは、申請した人だけです。")
        if found.state != "returned":
            raise Settled(what_happened(viewer, found))
        definition = workflow_form.definition(viewer.member_id, found.form_id, found.form_version)
        columns, kept = _filled(definition, values)
        changed(found, state="open", round=found.round + 1, step=1, applied_at=clock.unix(), **columns)
        delivery.take_back(viewer.member_id, "result", application_id)
        removed = [file.name for file in attachment.listed(viewer.member_id, "application", application_id) if file.id in files.removed]
        attachment.change(viewer, "application", application_id, files)
        _handed_in(viewer, found, approvers, definition, kept, f"削除したファイル: {'、'.join(removed)}" if removed else "")
        forget(viewer, found.form_id, application_id)

    once(viewer.member_id, form_key, work)


def withdraw(viewer, application_id, form_key):
    """Takes an application back that is not decided yet, for good. Raises NotFound, NotYours, Settled."""

    def work():
        found, approvers = locked_application(viewer, application_id)
        if found.user_id != viewer.user_id:
            raise NotYours("取り下げられるのは、申請した人だけです。")
        if found.finished:
            raise Settled(what_happened(viewer, found))
        step = found.step
        changed(found, state="withdrawn", finished=True)
        note(viewer, found, "withdraw", step)
        delivery.close(viewer.member_id, "approval", application_id)
        delivery.take_back(viewer.member_id, "result", application_id)
        forget(viewer, found.form_id, application_id)

    once(viewer.member_id, form_key, work)


def confirm(viewer, application_id, form_key):
    """The applicant has seen what came of the application. Raises NotFound."""
    once(viewer.member_id, form_key, lambda: delivery.answer(viewer, "result", application_id, "confirm"))


def _filled(definition, values):
    """(the columns of Application that the values decide, the values as they are kept). Raises Invalid."""
    values = [texts.lines(value) for value in values]
    problems = filling.problems(definition.fields, values)
    if problems or len(values) != len(definition.fields):
        raise Invalid(problems or {"": "申請書の項目が変わりました。もう一度開いてください。"})
    kept = filling.cleaned(definition.fields, values)
    due = filling.day(filling.first(definition.fields, kept, "due"))
    return {
        "title": f"{definition.name} {filling.first(definition.fields, kept, 'line')}".strip(),
        "amount": filling.amount(filling.first(definition.fields, kept, "amount")), "due_day": due and due.toordinal(),
    }, kept


def _route(viewer, definition):
    """(step, ユーザーID) of all who are to approve; nobody approves what is one's own. Raises Invalid."""
    route = []
    for number, step in enumerate(definition.route, 1):
        others = [user_id for user_id in step.approvers if user_id != viewer.user_id]
        if not others:
            raise Invalid({"": f"「{step.name}」の承認者があなただけのため、申請できません。システム管理者に承認者の追加を依頼してください。"})
        route += [(number, user_id) for user_id in others]
    return route


def _handed_in(viewer, found, approvers, definition, kept, comment=""):
    """What follows an application that was handed in, for the first time or again."""
    insert_rows(ApplicationContent, [(found.member_id, found.id, found.round, filling.packed(kept))])
    note(viewer, found, "apply", 0, comment)
    ask_step(found, approvers)
    put_search(found, [row.user_id for row in approvers])


# By the approvers


def token(viewer, application_id):
    """What a decision on the application as it is now must name. Raises NotFound."""
    return application.find(viewer, application_id).token


def approve(viewer, application_id, form_key, token, comment=""):
    """Approves at the present step; whether that is over is for its rule to say. After the last one it is approved.

    Raises NotFound, NotYours, Settled, and Invalid with the field "comment".
    """

    def decide(found, approvers):
        step = found.step
        at_step = [row for row in approvers if row.step == step and row.active]
        own = next(row for row in at_step if row.user_id == viewer.user_id)
        _answer(own)
        is_over = _rule(found, step) == "any" or all(row.answer for row in at_step if row is not own)
        if not is_over:
            changed(found)
        elif step < found.steps:
            changed(found, step=step + 1)
        else:
            changed(found, state="approved", finished=True)
        note(viewer, found, "approve", step, comment)
        if is_over:
            delivery.close(viewer.member_id, "approval", application_id)
        if is_over and not found.finished:
            ask_step(found, approvers)
        elif is_over:
            tell(viewer, found)

    _decide(viewer, application_id, form_key, token, "approve", comment, decide)


def send_back(viewer, application_id, form_key, token, comment):
    """Gives an application back to the applicant, who may change it and apply again. The same errors as approve."""

    def decide(found, approvers):
        step = found.step
        changed(found, state="returned", step=0)
        note(viewer, found, "send_back", step, comment)
        _forget_answers(found)
        delivery.close(viewer.member_id, "approval", application_id)
        tell(viewer, found)

    _decide(viewer, application_id, form_key, token, "send_back", comment, decide)


def reject(viewer, application_id, form_key, token, comment):
    """Rejects an application, for good. The same errors as approve."""

    def decide(found, approvers):
        changed(found, state="rejected", finished=True)
        note(viewer, found, "reject", found.step, comment)
        delivery.close(viewer.member_id, "approval", application_id)
        tell(viewer, found)

    _decide(viewer, application_id, form_key, token, "reject", comment, decide)


def _decide(viewer, application_id, form_key, token, action, comment, decide):
    comment = texts.lines(comment)
    problem = texts.problem("コメント", comment, LONGEST_COMMENT)
    if not problem and action != "approve" and not comment.strip():
        problem = f"{ACTIONS[action]}の理由をコメントに入力してください。"
    if problem:
        raise Invalid({"comment": problem})

    def work():
        found, approvers = locked_application(viewer, application_id)
        _check_turn(viewer, found, approvers, token)
        delivery.answer(viewer, "approval", application_id, action, comment)
        decide(found, approvers)

    once(viewer.member_id, form_key, work)


def _rule(found, step):
    return workflow_form.definition(found.member_id, found.form_id, found.form_version).route[step - 1].rule


def _check_turn(viewer, found, approvers, token):
    """Raises Settled or NotYours unless the viewer decides at the round and step that were shown."""
    mine = [row for row in approvers if row.user_id == viewer.user_id and row.active]
    if not mine:
        raise NotYours("この申請の承認者ではないため、操作できません。")
    if found.state != "open" or f"{found.round}-{found.step}" != token:
        raise Settled(what_happened(viewer, found, token))
    own = next((row for row in mine if row.step == found.step), None)
    if own is None:
        raise NotYours("いまは、ほかの段階の承認者の番です。あなたの番になるまで操作できません。")
    if own.answer:
        raise Settled("この申請は、あなたがすでに承認しています。")


def _answer(own):
    """Notes one approver's approval; one conditional update."""
    table = ApplicationApprover
    if not table.update(answer="approve").where(_same(own) & table.active & (table.answer == "")).execute():
        raise Settled("この申請は、あなたがすでに承認しています。")


def _forget_answers(found):
    ApplicationApprover.update(answer="").where(approver_of(found)).execute()


def _same(row):
    table = ApplicationApprover
    one = (table.member_id == row.member_id) & (table.application_id == row.application_id)
    return one & (table.step == row.step) & (table.user_id == row.user_id)


# By システム管理者


def replace(viewer, application_id, step, user_id, other_id, comment, form_key):
    """Puts somebody else in the place of an approver who has not decided: of one who left, so that nothing gets stuck.

    user_id: the approver at this step; other_id: who takes over. Raises NotAllowed for whoever is no システム管理者,
    NotFound, Settled, and Invalid with the fields "users" and "comment".
    """
    workflow_form.administrators_only(viewer)
    problem = texts.problem("コメント", texts.lines(comment), LONGEST_COMMENT - 100)
    if problem:
        raise Invalid({"comment": problem})

    def work():
        found, approvers = locked_application(viewer, application_id)
        own = next((row for row in approvers if (row.step, row.user_id) == (step, user_id) and row.active), None)
        if own is None:
            raise NotFound
        if found.finished or own.answer or step < found.step:
            raise Settled("この段階はすでに終わっているため、承認者を変更できません。")
        _check_other(found, approvers, step, other_id)
        ApplicationApprover.update(active=False).where(_same(own)).execute()
        _put_approver(found, approvers, step, other_id)
        change = f"{name_in(viewer, user_id)}さんから{name_in(viewer, other_id)}さんへ"
        changed(found)
        note(viewer, found, "replace", step, f"{change}\n{comment}".strip())
        if step == found.step:
            delivery.take_back(viewer.member_id, "approval", application_id, [user_id])
            ask("approval", found, [other_id], found.user_id, line_of(found))
        put_search(found, [row.user_id for row in approvers] + [other_id])

    once(viewer.member_id, form_key, work)


def _check_other(found, approvers, step, other_id):
    person = Person.get_or_none(member_id=found.member_id, user_id=other_id)
    if person is None or person.disabled:
        raise Invalid({"users": "代わりの承認者に、いまは登録されていない人が選ばれています。選び直してください。"})
    if other_id == found.user_id:
        raise Invalid({"users": "申請した人は、承認者になれません。ほかの人を選んでください。"})
    if any((row.step, row.user_id) == (step, other_id) and row.active for row in approvers):
        raise Invalid({"users": "この人は、すでにこの段階の承認者です。ほかの人を選んでください。"})


def _put_approver(found, approvers, step, user_id):
    for row in approvers:
        if (row.step, row.user_id) == (step, user_id):  # replaced before, and now back
            ApplicationApprover.update(active=True, answer="").where(_same(row)).execute()
            return
    insert_rows(ApplicationApprover, [(found.member_id, found.id, step, user_id, True, "")])
