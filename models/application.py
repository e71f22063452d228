"""申請: the tables of applications, and applications to look at.

An application is seen by the applicant, by whoever approves or approved at any step, past or to come, and by システム管理者;
for everybody else it is not there.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, BooleanField, CompositeKey, TextField

from models import clock, filling, workflow_form
from models.base import Base, NotFound, Read, parameter
from models.member import Person
from models.profile import Profile, name_of, same_person
from models.workflow_form import Definition

STATES = {"open": "承認中", "returned": "差戻し", "approved": "承認済み", "rejected": "却下", "withdrawn": "取下げ"}
ACTIONS = {"apply": "申請", "approve": "承認", "send_back": "差戻し", "reject": "却下", "withdraw": "取下げ", "replace": "承認者の変更"}


class Application(Base):
    """An application. user_id: who applies; title: the form's name and the first line of text; amount: whole yen.

    state: one of STATES; finished: nothing can happen to it any more. round: how often it was handed in; step: the one
    that decides now, from 1, or 0 while the applicant has it back; steps: how many there are. due_day: an ordinal.
    applied_at: Unix seconds, of the last round. version: how many events it has had.
    """

    member_id = TextField()
    id = BigIntegerField()
    user_id = TextField()
    form_id = BigIntegerField()
    form_version = BigIntegerField()
    title = TextField()
    amount = BigIntegerField(null=True)
    due_day = BigIntegerField(null=True)
    state = TextField()
    finished = BooleanField()
    round = BigIntegerField()
    step = BigIntegerField()
    steps = BigIntegerField()
    applied_at = BigIntegerField()
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class ApplicationContent(Base):
    """What an application said in a round: the values of its fields, see models.filling."""

    member_id = TextField()
    application_id = BigIntegerField()
    round = BigIntegerField()
    content = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "application_id", "round")


class ApplicationApprover(Base):
    """Who decides at a step. active: not replaced; answer: "approve" once given in this round, else empty."""

    member_id = TextField()
    application_id = BigIntegerField()
    step = BigIntegerField()
    user_id = TextField()
    active = BooleanField()
    answer = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "application_id", "step", "user_id")


class ApplicationEvent(Base):
    """What happened to an application. action: one of ACTIONS; step: where it was then."""

    member_id = TextField()
    application_id = BigIntegerField()
    number = BigIntegerField()
    user_id = TextField()
    action = TextField()
    round = BigIntegerField()
    step = BigIntegerField()
    comment = TextField()
    happened_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "application_id", "number")


class Approver(NamedTuple):
    """Who decides at a step. gone: may not log in any more."""

    step: int
    user_id: str
    name: str
    active: bool
    answer: str
    gone: bool


class Event(NamedTuple):
    """What happened. happened_at: a naive datetime in Japan time."""

    number: int
    user_id: str
    name: str
    action: str
    round: int
    step: int
    comment: str
    happened_at: datetime.datetime


class Shown(NamedTuple):
    """An application as its page shows it. definition: the form's, in the version it was made with; values: one for each field."""

    id: int
    user_id: str
    name: str
    form_id: int
    form_version: int
    amount: int | None
    due: datetime.date | None
    state: str
    round: int
    step: int
    steps: int
    applied_at: datetime.datetime
    title: str
    definition: Definition
    values: list
    approvers: list

    @property
    def token(self):
        """What a decision is about: the round and the step that were shown."""
        return f"{self.round}-{self.step}"

    def waits_for(self, user_id):
        """Whether it awaits somebody's decision now."""
        return any(row.user_id == user_id and not row.answer for row in self.at_step(self.step)) and self.state == "open"

    def at_step(self, step):
        """The Approvers of a step who were not replaced."""
        return [row for row in self.approvers if row.step == step and row.active]

    def step_name(self, step):
        """What the form calls a step."""
        return self.definition.route[step - 1].name if 0 < step <= len(self.definition.route) else ""


def find(viewer, application_id):
    """An application as Shown. Raises NotFound, too, for whoever may not see it."""
    ids = {"member_id": viewer.member_id, "application_id": application_id}
    rows = _one(**ids)
    if not rows:
        raise NotFound
    _, user_id, name, form_id, version, amount, due, state, number, step, steps, applied_at, title, content = rows[0]
    approvers = [Approver(row[0], row[1], row[2], bool(row[3]), row[4], row[5] is None or bool(row[5])) for row in _approvers(**ids)]
    if viewer.user_id != user_id and viewer.user_id not in [row.user_id for row in approvers] and not viewer.system_admin:
        raise NotFound
    definition = workflow_form.definition(viewer.member_id, form_id, version)
    return Shown(
        application_id, user_id, name, form_id, version, amount, day_of(due), state, number, step, steps, clock.from_unix(applied_at), title,
        definition, filling.unpacked(content, len(definition.fields)), approvers)


def content(viewer, shown, number):
    """The values that an application had in an earlier round; shown: what find() gave. Raises NotFound."""
    for text, in _content(member_id=viewer.member_id, application_id=shown.id, round=number):
        return filling.unpacked(text, len(shown.definition.fields))
    raise NotFound


def history(viewer, shown, start, count):
    """The Events of an application, the last one first; shown: what find() gave."""
    rows = _history(member_id=viewer.member_id, application_id=shown.id, start=start, count=count)
    return [_event(row) for row in rows]


def event(viewer, shown, number):
    """One Event of an application; shown: what find() gave. Raises NotFound."""
    for row in _event_read(member_id=viewer.member_id, application_id=shown.id, number=number):
        return _event(row)
    raise NotFound


def _event(row):
    return Event(*row[:7], clock.from_unix(row[7]))


def day_of(ordinal):
    """The date of an ordinal, None for None."""
    return None if ordinal is None else datetime.date.fromordinal(ordinal)


# What the queries share


OF_MEMBER = Application.member_id == parameter("member_id")
SAME = {table: (table.member_id == Application.member_id) & (table.application_id == Application.id)
        for table in (ApplicationContent, ApplicationApprover, ApplicationEvent)}


def with_applicant(query):
    """The query with the applicant's name."""
    query = query.join_from(Application, Person, JOIN.LEFT_OUTER, on=same_person(Person, Application))
    return query.join_from(Application, Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Application))


def paged(query, *order):
    """The query as a Read that is asked for some of its rows."""
    return query.order_by(*order).limit(parameter("count")).offset(parameter("start"))


def _one_query():
    now = SAME[ApplicationContent] & (ApplicationContent.round == Application.round)
    query = Application.select(
        Application.id, Application.user_id, name_of(Application.user_id), Application.form_id, Application.form_version,
        Application.amount, Application.due_day, Application.state, Application.round, Application.step, Application.steps,
        Application.applied_at, Application.title, ApplicationContent.content).join(ApplicationContent, on=now)
    return with_applicant(query).where(OF_MEMBER & (Application.id == parameter("application_id")))


def _named(table, *columns):
    """Rows of one application with their people's names."""
    query = table.select(*columns).join(Person, JOIN.LEFT_OUTER, on=same_person(Person, table))
    query = query.join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, table))
    return query.where((table.member_id == parameter("member_id")) & (table.application_id == parameter("application_id")))


def _approvers_query():
    table = ApplicationApprover
    query = _named(table, table.step, table.user_id, name_of(table.user_id), table.active, table.answer, Person.disabled)
    return query.order_by(table.step, Person.kana, table.user_id)


def _events():
    table = ApplicationEvent
    return _named(
        table, table.number, table.user_id, name_of(table.user_id), table.action, table.round, table.step, table.comment, table.happened_at)


def _content_query():
    mine = (ApplicationContent.member_id == parameter("member_id")) & (ApplicationContent.application_id == parameter("application_id"))
    return ApplicationContent.select(ApplicationContent.content).where(mine & (ApplicationContent.round == parameter("round")))


_one = Read(_one_query)
_approvers = Read(_approvers_query)
_content = Read(_content_query)
_history = Read(lambda: paged(_events(), ApplicationEvent.number.desc()))
_event_read = Read(lambda: _events().where(ApplicationEvent.number == parameter("number")))
