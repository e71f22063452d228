"""申請 in lists: one's own, those that await one's decision, those that one has decided; for システム管理者 all of them."""

import datetime
from typing import NamedTuple

from peewee import JOIN

from models import clock
from models.application import OF_MEMBER, SAME, STATES, Application, ApplicationApprover, ApplicationEvent, day_of, paged, with_applicant
from models.base import Read, parameter
from models.delivery import IS_OPEN, Delivery
from models.member import Person
from models.profile import name_of
from models.workflow_form import administrators_only


class Row(NamedTuple):
    """An application in a list. name: the applicant's; due: a date or None; at: a datetime, of what the list is about."""

    id: int
    title: str
    name: str
    amount: int | None
    due: datetime.date | None
    state: str
    step: int
    steps: int
    at: datetime.datetime
    action: str = ""

    @property
    def progress(self):
        """承認中1/3, 差戻し ..."""
        return STATES[self.state] + (f"{self.step}/{self.steps}" if self.state == "open" else "")


def mine(viewer, start, count):
    """The Rows of the viewer's own applications: those that are not decided first, then the latest."""
    return _listed(_mine(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count))


def waiting(viewer, start, count):
    """The Rows of what awaits the viewer's decision, in the order of the queue."""
    return _listed(_waiting(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count))


def decided(viewer, start, count):
    """The Rows of what the viewer has decided, the latest decision first; action: what it was."""
    return _listed(_decided(member_id=viewer.member_id, user_id=viewer.user_id, start=start, count=count))


def every(viewer, start, count):
    """The Rows of everybody's applications, the latest first. Raises NotAllowed."""
    administrators_only(viewer)
    return _listed(_every(member_id=viewer.member_id, start=start, count=count))


def stuck(viewer, start, count):
    """The Rows of those that await somebody who may not log in any more. Raises NotAllowed."""
    administrators_only(viewer)
    return _listed(_stuck(member_id=viewer.member_id, start=start, count=count))


def _listed(rows):
    return [Row(*row[:4], day_of(row[4]), *row[5:8], clock.from_unix(row[8]), *row[9:]) for row in rows]


_IN_LIST = Application.id, Application.title, name_of(Application.user_id), Application.amount, Application.due_day


def _rows(at=Application.applied_at, *more):
    return Application.select(*_IN_LIST, Application.state, Application.step, Application.steps, at, *more)


def _mine_query():
    query = with_applicant(_rows()).where(OF_MEMBER & (Application.user_id == parameter("user_id")))
    return paged(query, Application.finished, Application.id.desc())


def _waiting_query():
    sent = (Delivery.member_id == Application.member_id) & (Delivery.item_id == Application.id)
    mine = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id"))
    query = with_applicant(_rows().join(Delivery, on=sent)).where(mine & IS_OPEN & (Delivery.kind == "approval"))
    return paged(query, Delivery.turn, Delivery.item_id)


def _decided_query():
    happened = ApplicationEvent.happened_at
    query = _rows(happened, ApplicationEvent.action).join(ApplicationEvent, on=SAME[ApplicationEvent])
    mine = (ApplicationEvent.member_id == parameter("member_id")) & (ApplicationEvent.user_id == parameter("user_id"))
    query = with_applicant(query).where(mine & ApplicationEvent.action.in_(("approve", "send_back", "reject")))
    return paged(query, happened.desc(), ApplicationEvent.application_id.desc(), ApplicationEvent.number.desc())


def _stuck_query():
    gone = Person.alias("gone")
    waits = SAME[ApplicationApprover] & (ApplicationApprover.step == Application.step)
    left = (gone.member_id == ApplicationApprover.member_id) & (gone.user_id == ApplicationApprover.user_id)
    query = _rows().join(ApplicationApprover, on=waits).join_from(ApplicationApprover, gone, JOIN.LEFT_OUTER, on=left)
    waiting = (Application.state == "open") & ApplicationApprover.active & (ApplicationApprover.answer == "")
    query = with_applicant(query).where(OF_MEMBER & waiting & (gone.user_id.is_null() | gone.disabled))
    return paged(query.distinct(), Application.id)


_mine = Read(_mine_query)
_waiting = Read(_waiting_query)
_decided = Read(_decided_query)
_every = Read(lambda: paged(with_applicant(_rows()).where(OF_MEMBER), Application.id.desc()))
_stuck = Read(_stuck_query)
