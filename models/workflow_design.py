"""Forms to make and to change, by システム管理者; a change is not seen by others until it is published.

Every verb raises NotAllowed for others, NotFound for a form that is not there, and, where a token is asked for, Stale
when the form is not any more as it was shown (Form.token). A verb that was carried out with the same form_key before
does nothing.
"""

from peewee import fn

from models import audit
from models.base import Invalid, NotFound, Stale, insert_rows, locked, next_id, once
from models.member import Person
from models.workflow_form import (
    Definition, Form, WorkflowForm, WorkflowVersion, administrators_only, definition_of, latest, packed,
)


def make(viewer, name, note, form_key):
    """Makes a form without fields; returns its id, or None for a repeated post. Raises Invalid."""
    return _make(viewer, Definition(name, note), form_key)


def copy(viewer, form_id, form_key):
    """Makes a form like another in its last version, not published; returns its id, or None for a repeated post."""
    original = latest(viewer, form_id).definition
    return _make(viewer, original._replace(name=original.name[:25] + "のコピー"), form_key)


def _make(viewer, definition, form_key):
    administrators_only(viewer)
    _check(definition)

    def work():
        form_id = next_id(viewer.member_id, "workflow_form")
        insert_rows(WorkflowForm, [(viewer.member_id, form_id, definition.name, 0, False)])
        insert_version(viewer.member_id, form_id, 1, definition)
        audit.note(viewer, "form.change", definition.name, "作成")
        return form_id

    return once(viewer.member_id, form_key, work)


def newest(viewer):
    """The id of the form that was made last, 0 where there is none: where a repeated press of 作成 leads."""
    administrators_only(viewer)
    return WorkflowForm.select(fn.MAX(WorkflowForm.id)).where(WorkflowForm.member_id == viewer.member_id).scalar() or 0


def describe(viewer, form_id, token, name, note, form_key):
    """Gives a form another name and note. Raises Invalid."""
    _change(viewer, form_id, token, form_key, lambda old: old._replace(name=name, note=note))


def put(viewer, form_id, token, part, place, item, form_key):
    """Puts a Field or Step into a form. part: "fields" or "route"; place: its index, or None behind the last. Raises Invalid."""
    problems = item.problems()
    if problems:
        raise Invalid(problems)

    def work(old):
        items = list(getattr(old, part))
        if place is None:
            items.append(item)
        else:
            items[_index(items, place)] = item
        if part == "route":
            _check_people(viewer.member_id, item.approvers)
        return old._replace(**{part: tuple(items)})

    _change(viewer, form_id, token, form_key, work)


def move(viewer, form_id, token, part, place, distance, form_key):
    """Moves a Field or Step: distance -1 up, 1 down; at the end of the list it stays."""

    def work(old):
        items = list(getattr(old, part))
        item = items.pop(_index(items, place))
        items.insert(max(0, place + distance), item)
        return old._replace(**{part: tuple(items)})

    _change(viewer, form_id, token, form_key, work)


def remove(viewer, form_id, token, part, place, form_key):
    """Takes a Field or Step out of a form."""

    def work(old):
        items = list(getattr(old, part))
        del items[_index(items, place)]
        return old._replace(**{part: tuple(items)})

    _change(viewer, form_id, token, form_key, work)


def _index(items, place):
    if not 0 <= place < len(items):
        raise NotFound
    return place


def publish(viewer, form_id, token, form_key):
    """Makes the change what people apply with from now on. Raises Invalid where something is missing."""

    def work():
        form = _locked(viewer, form_id, token)
        if not form.definition.fields:
            raise Invalid({"fields": "項目がありません。項目を1つ以上追加してください。"})
        if not form.definition.route:
            raise Invalid({"route": "承認の順番がありません。段階を1つ以上追加してください。"})
        for step in form.definition.route:
            _check_people(viewer.member_id, step.approvers, step.name)
        _same_form(form_id, viewer, published=form.version, name=form.definition.name)
        if form.published != form.version:
            audit.note(viewer, "form.change", form.definition.name, "公開")

    once(viewer.member_id, form_key, work)


def discard(viewer, form_id, token, form_key):
    """Gives a change up; a form that was never published goes with it."""

    def work():
        form = _locked(viewer, form_id, token)
        if form.is_draft:
            _row(viewer, form_id, form.version).delete_instance()
        if not form.published:
            WorkflowForm.delete().where(_of_form(viewer, form_id)).execute()
        if form.is_draft or not form.published:
            audit.note(viewer, "form.change", form.definition.name, "変更の取り消し" if form.published else "削除")

    once(viewer.member_id, form_key, work)


def stop(viewer, form_id, stopped, form_key):
    """Stops a form, so that nobody applies with it any more, or lets people apply again; what is applied for goes on."""
    administrators_only(viewer)

    def work():
        form = latest(viewer, form_id)
        _same_form(form_id, viewer, stopped=stopped)
        if bool(form.stopped) != stopped:
            audit.note(viewer, "form.change", form.definition.name, "停止" if stopped else "再開")

    once(viewer.member_id, form_key, work)


def _change(viewer, form_id, token, form_key, work_on):
    """Makes work_on(Definition) the next version of a form, or a further edit of it."""

    def work():
        form = _locked(viewer, form_id, token)
        definition = work_on(form.definition)
        _check(definition)
        if not form.is_draft:
            insert_version(viewer.member_id, form_id, form.version + 1, definition)
        else:
            WorkflowVersion.update(edits=WorkflowVersion.edits + 1, **_columns(definition)).where(
                _of_version(viewer, form_id, form.version)).execute()
        if not form.published:
            _same_form(form_id, viewer, name=definition.name)

    once(viewer.member_id, form_key, work)


def _locked(viewer, form_id, token):
    """The Form in its last version, kept from others until the transaction ends."""
    administrators_only(viewer)
    found = locked(WorkflowForm.select().where(_of_form(viewer, form_id))).first()
    if found is None:
        raise NotFound
    versions = WorkflowVersion.select().where((WorkflowVersion.member_id == viewer.member_id) & (WorkflowVersion.form_id == form_id))
    last = locked(versions.order_by(WorkflowVersion.version.desc())).first()
    definition = definition_of(last.name, last.note, last.fields, last.route)
    form = Form(form_id, last.version, last.edits, found.published, found.stopped, definition)
    if form.token != token:
        raise Stale
    return form


def _of_form(viewer, form_id):
    return (WorkflowForm.member_id == viewer.member_id) & (WorkflowForm.id == form_id)


def _of_version(viewer, form_id, version):
    of_form = (WorkflowVersion.member_id == viewer.member_id) & (WorkflowVersion.form_id == form_id)
    return of_form & (WorkflowVersion.version == version)


def _row(viewer, form_id, version):
    return WorkflowVersion.get(_of_version(viewer, form_id, version))


def _same_form(form_id, viewer, **news):
    WorkflowForm.update(**news).where(_of_form(viewer, form_id)).execute()


def _columns(definition):
    return {"name": definition.name, "note": definition.note, "fields": packed(definition.fields), "route": packed(definition.route)}


def insert_version(member_id, form_id, version, definition):
    """Adds a version of a form; only inside a transaction."""
    insert_rows(WorkflowVersion, [(member_id, form_id, version, 0, *_columns(definition).values())])


def _check(definition):
    problems = definition.problems()
    if problems:
        raise Invalid(problems)


def _check_people(member_id, user_ids, step=""):
    """Whoever approves must be a colleague who may log in."""
    found = Person.select(Person.user_id).where(
        (Person.member_id == member_id) & Person.user_id.in_(list(user_ids)) & ~Person.disabled).tuples()
    if set(user_ids) - {user_id for user_id, in found}:
        where = f"「{step}」の" if step else ""
        raise Invalid({"users": f"{where}承認者に、いまは登録されていない人がいます。承認者を選び直してください。"})
