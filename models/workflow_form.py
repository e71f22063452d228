"""申請書: the forms of the workflow, what they ask for and who approves them.

A form has versions. People apply with the published one; a change is worked on as the version after it, which nobody
else sees until it is published in its turn. An application keeps the version that it was made with.
"""

import json
from typing import NamedTuple

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField, fn

from models import texts
from models.base import Base, NotAllowed, NotFound, Read, parameter

TYPES = {"amount": "金額", "date": "日付", "due": "期限", "choice": "選択", "line": "文字", "long": "長文"}
RULES = {"any": "だれか1人", "all": "全員"}
MOST_IN_CHOICES = 150  # characters of all of them: a list to choose from can't be divided between two pages
MOST_FIELDS, MOST_STEPS, MOST_CHOICES, MOST_APPROVERS = 12, 6, 10, 20


class WorkflowForm(Base):
    """A form. published: the version that people apply with, 0 where there is none yet; stopped: nobody applies any more."""

    member_id = TextField()
    id = BigIntegerField()
    name = TextField()
    published = BigIntegerField()
    stopped = BooleanField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class WorkflowVersion(Base):
    """A version of a form. fields, route: JSON lists of Fields and Steps; edits: how often it was changed."""

    member_id = TextField()
    form_id = BigIntegerField()
    version = BigIntegerField()
    edits = BigIntegerField()
    name = TextField()
    note = TextField()
    fields = TextField()
    route = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "form_id", "version")


class Field(NamedTuple):
    """What a form asks for. type: one of TYPES; choices: texts, of a "choice" only."""

    label: str
    type: str
    required: bool = False
    choices: tuple = ()

    def problems(self):
        """{field: a sentence that says what to do}."""
        found = texts.problems(label=texts.problem("項目名", self.label, 20, required=True, one_line=True))
        if self.type not in TYPES:
            found["type"] = "種類を選び直してください。"
        if self.type == "choice":
            found |= texts.problems(choices=self._choices_problem())
        elif self.choices:
            found["choices"] = "選択肢を使うときは、種類を「選択」にしてください。使わないときは、選択肢を消してください。"
        return found

    def _choices_problem(self):
        if not 1 <= len(self.choices) <= MOST_CHOICES or len(set(self.choices)) < len(self.choices):
            return f"選択肢は、1行に1つずつ、別々のものを{MOST_CHOICES}個まで入力してください。"
        if sum(map(len, self.choices)) > MOST_IN_CHOICES:
            return f"選択肢は全部で{MOST_IN_CHOICES}文字以内にしてください。"
        return next(filter(None, (texts.problem("選択肢の1つ", text, 20, True, True) for text in self.choices)), "")


class Step(NamedTuple):
    """Who approves next. rule: one of RULES; approvers: their ユーザーIDs."""

    name: str
    rule: str
    approvers: tuple = ()

    def problems(self):
        """{field: a sentence that says what to do}."""
        found = texts.problems(name=texts.problem("段階の名前", self.name, 20, required=True, one_line=True))
        if self.rule not in RULES:
            found["rule"] = "承認のしかたを選び直してください。"
        if not 1 <= len(self.approvers) <= MOST_APPROVERS:
            found["users"] = f"承認者を1人から{MOST_APPROVERS}人まで選んでください。"
        return found


class Definition(NamedTuple):
    """What a version of a form says. note: how to fill it in; fields: a tuple of Fields; route: one of Steps, in order."""

    name: str
    note: str = ""
    fields: tuple = ()
    route: tuple = ()

    def problems(self):
        """What is wrong with the name, the note and how much there is: {field: a sentence that says what to do}."""
        found = texts.problems(
            name=texts.problem("申請書の名前", self.name, 30, required=True, one_line=True), note=texts.problem("説明", self.note, 1000))
        if len(self.fields) > MOST_FIELDS:
            found["fields"] = f"項目は{MOST_FIELDS}個までです。いらない項目を削除してください。"
        if len(self.route) > MOST_STEPS:
            found["route"] = f"承認の段階は{MOST_STEPS}つまでです。いらない段階を削除してください。"
        if [field.type for field in self.fields].count("due") > 1:
            found["type"] = "期限の項目は1つだけです。もう1つは「日付」にしてください。"
        return found


class Form(NamedTuple):
    """A form in a version. is_draft: a change that is not published yet."""

    id: int
    version: int
    edits: int
    published: int
    stopped: bool
    definition: Definition

    @property
    def is_draft(self):
        return self.version > self.published

    @property
    def token(self):
        """What tells whether the form is still as it was shown."""
        return f"{self.version}.{self.edits}"


class FormRow(NamedTuple):
    """A form in a list. changing: whether a change of it is not published yet."""

    id: int
    name: str
    published: int
    stopped: bool
    changing: bool


def packed(items):
    """Fields or Steps as JSON."""
    return json.dumps([item._asdict() for item in items], ensure_ascii=False)


def unpacked(kind, text):
    """A tuple of Fields or Steps from their JSON."""
    return tuple(kind(*(tuple(value) if isinstance(value, list) else value for value in item.values())) for item in json.loads(text))


def definition_of(name, note, fields, route):
    """A Definition from the columns of a version."""
    return Definition(name, note, unpacked(Field, fields), unpacked(Step, route))


def administrators_only(viewer):
    """Forms are made by システム管理者. Raises NotAllowed."""
    if not viewer.system_admin:
        raise NotAllowed


# Reading


def usable(viewer, start, count):
    """[(id, name)] of the forms that people can apply with, by name."""
    return list(_usable(member_id=viewer.member_id, start=start, count=count))


def find(viewer, form_id):
    """The Form that people apply with. Raises NotFound where it is not published or stopped."""
    for row in _published(member_id=viewer.member_id, form_id=form_id):
        return _form(row)
    raise NotFound


def definition(member_id, form_id, version):
    """The Definition of one version, whatever became of the form; whoever asks has checked the rights. Raises NotFound."""
    for row in _one(member_id=member_id, form_id=form_id, version=version):
        return definition_of(*row)
    raise NotFound


def every(viewer, start, count):
    """The FormRows of all forms, the newest first. Raises NotAllowed."""
    administrators_only(viewer)
    rows = _every(member_id=viewer.member_id, start=start, count=count)
    return [FormRow(form_id, name, published, bool(stopped), last > published) for form_id, name, published, stopped, last in rows]


def latest(viewer, form_id):
    """The Form in its last version, published or not. Raises NotAllowed and NotFound."""
    administrators_only(viewer)
    for row in _latest(member_id=viewer.member_id, form_id=form_id):
        return _form(row)
    raise NotFound


def _form(row):
    form_id, version, edits, published, stopped, *columns = row
    return Form(form_id, version, edits, published, bool(stopped), definition_of(*columns))


_OF_MEMBER = WorkflowForm.member_id == parameter("member_id")
_OF_FORM = (WorkflowVersion.member_id == WorkflowForm.member_id) & (WorkflowVersion.form_id == WorkflowForm.id)
_COLUMNS = WorkflowVersion.name, WorkflowVersion.note, WorkflowVersion.fields, WorkflowVersion.route


def _whole():
    query = WorkflowForm.select(
        WorkflowForm.id, WorkflowVersion.version, WorkflowVersion.edits, WorkflowForm.published, WorkflowForm.stopped, *_COLUMNS)
    return query.join(WorkflowVersion, on=_OF_FORM).where(_OF_MEMBER & (WorkflowForm.id == parameter("form_id")))


def _usable_query():
    query = WorkflowForm.select(WorkflowForm.id, WorkflowForm.name).where(_OF_MEMBER & (WorkflowForm.published > 0) & ~WorkflowForm.stopped)
    return query.order_by(WorkflowForm.name, WorkflowForm.id).limit(parameter("count")).offset(parameter("start"))


def _every_query():
    last = WorkflowVersion.select(fn.MAX(WorkflowVersion.version)).where(_OF_FORM)
    query = WorkflowForm.select(WorkflowForm.id, WorkflowForm.name, WorkflowForm.published, WorkflowForm.stopped, last).where(_OF_MEMBER)
    return query.order_by(WorkflowForm.id.desc()).limit(parameter("count")).offset(parameter("start"))


def _one_query():
    mine = (WorkflowVersion.member_id == parameter("member_id")) & (WorkflowVersion.form_id == parameter("form_id"))
    return WorkflowVersion.select(*_COLUMNS).where(mine & (WorkflowVersion.version == parameter("version")))


_usable = Read(_usable_query)
_every = Read(_every_query)
_one = Read(_one_query)
_published = Read(lambda: _whole().where((WorkflowVersion.version == WorkflowForm.published) & ~WorkflowForm.stopped))
_latest = Read(lambda: _whole().order_by(WorkflowVersion.version.desc()).limit(1))
