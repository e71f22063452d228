"""所在: where everybody is. All colleagues see each other's; only oneself, and one's own time card, change it.

Place, time of return and comment belong to the state they were written for: another state begins without them.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models import clock, texts
from models.base import Base, Invalid, NotFound, Read, Stale, locked, once, parameter
from models.member import USER_ID, Person
from models.profile import Profile, name_of, same_person
from models.telephone import Telephone
from models.unit import UnitPerson

STATES = {"in": "在席", "away": "離席", "out": "外出", "home": "退社", "off": "休み"}
UNKNOWN = "-"  # of whoever has never said


class Presence(Base):
    """Somebody's state, one of STATES; empty where nobody has said anything yet. back_at, changed_at: minutes of Japan time."""

    member_id = TextField()
    user_id = TextField()
    state = TextField()
    place = TextField()
    back_at = BigIntegerField(null=True)
    comment = TextField()
    changed_at = BigIntegerField()
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


class Status(NamedTuple):
    """Where somebody is. back_at, changed_at: naive datetimes in Japan time, or None. telephone may be empty."""

    user_id: str
    name: str
    state: str
    place: str
    back_at: datetime.datetime | None
    comment: str
    changed_at: datetime.datetime | None
    version: int
    telephone: str

    @property
    def label(self):
        return STATES.get(self.state, UNKNOWN)


# Reading


def find(viewer, user_id):
    """The Status of somebody of the viewer's member. Raises NotFound."""
    found = _one(member_id=viewer.member_id, user_id=user_id) if USER_ID.fullmatch(user_id) else ()
    for row in found:
        return _status(row)
    raise NotFound


def of_unit(viewer, unit_id, start, count):
    """The Statuses of a unit's people by kana, from start on, at most count; none for a unit that is not there."""
    return [_status(row) for row in _unit(member_id=viewer.member_id, unit_id=unit_id, start=start, count=count)]


def labels(viewer, user_ids):
    """{user_id: the state's name} of some colleagues; who has never said anything is not there."""
    rows = Presence.select(Presence.user_id, Presence.state).where(
        (Presence.member_id == viewer.member_id) & Presence.user_id.in_(list(user_ids)) & (Presence.state != ""))
    return {user_id: STATES.get(state, UNKNOWN) for user_id, state in rows.tuples()}


def _status(row):
    user_id, name, state, place, back_at, comment, changed_at, version, telephone = row
    back_at, changed_at = (None if moment is None else clock.local(moment) for moment in (back_at, changed_at))
    return Status(user_id, name, state or "", place or "", back_at, comment or "", changed_at if state else None, version or 0, telephone)


def _columns(table):
    return (
        table.user_id, name_of(table.user_id), Presence.state, Presence.place, Presence.back_at, Presence.comment, Presence.changed_at,
        Presence.version, fn.COALESCE(Telephone.number, ""),
    )


def _with_details(query):
    for table in (Profile, Presence, Telephone):
        query = query.join(table, JOIN.LEFT_OUTER, on=same_person(table, Person))
    return query


def _one_query():
    return _with_details(Person.select(*_columns(Person))).where(
        (Person.member_id == parameter("member_id")) & (Person.user_id == parameter("user_id")))


def _unit_query():
    people = UnitPerson.select(*_columns(UnitPerson)).join(Person, on=same_person(Person, UnitPerson))
    return (
        _with_details(people)
        .where((UnitPerson.member_id == parameter("member_id")) & (UnitPerson.unit_id == parameter("unit_id")) & ~Person.disabled)
        .order_by(Person.kana, Person.user_id).limit(parameter("count")).offset(parameter("start"))
    )


_one = Read(_one_query)
_unit = Read(_unit_query)


# Writing


def change(viewer, state, now, form_key):
    """Changes the viewer's state with one press; now: a naive datetime. Raises Invalid with the field "state"."""
    _check_state(state)
    once(viewer.member_id, form_key, lambda: become(viewer.member_id, viewer.user_id, state, now))


def save(viewer, state, place, back_at, comment, version, now, form_key):
    """Keeps the viewer's state with its details.

    back_at: a naive datetime or None; version: that of the Status that was edited. Raises Invalid and Stale.
    """
    _check_state(state)
    comment = texts.lines(comment)
    problems = texts.problems(
        place=texts.problem("場所", place, 50, one_line=True), note=texts.problem("コメント", comment, 400))
    if problems:
        raise Invalid(problems)

    def work():
        row = row_of(viewer.member_id, viewer.user_id)
        if row.version != version:
            raise Stale
        back = None if back_at is None else clock.minutes(back_at)
        if back is not None and back < clock.minutes(now) and back != row.back_at:
            raise Invalid({"back": "戻り時刻はこれからの時刻にしてください。明日以降のときは、戻る日も入力してください。"})
        _write(row, state, now, place=place, back_at=back, comment=comment)

    once(viewer.member_id, form_key, work)


def _check_state(state):
    if state not in STATES:
        raise Invalid({"state": "状態を選び直してください。"})


def become(member_id, user_id, state, now):
    """Puts somebody into a state; inside a transaction. Who is in it since earlier the same day keeps what was written with it."""
    row = row_of(member_id, user_id)
    if not _is_since_today(row, state, now):
        _write(row, state, now, place="", back_at=None, comment="")


def row_of(member_id, user_id):
    """Somebody's row, made if there is none, locked until the transaction ends."""
    empty = {"state": "", "place": "", "back_at": None, "comment": "", "changed_at": 0, "version": 0}
    mine = (Presence.member_id == member_id) & (Presence.user_id == user_id)
    found = locked(Presence.select().where(mine)).first()
    if found is None:
        Presence.insert(member_id=member_id, user_id=user_id, **empty).on_conflict_ignore().execute()
        found = locked(Presence.select().where(mine)).first()
    return found


def _is_since_today(row, state, now):
    return row.state == state and clock.local(row.changed_at).date() == now.date()


def _write(row, state, now, **details):
    changed_at = row.changed_at if _is_since_today(row, state, now) else clock.minutes(now)
    mine = (Presence.member_id == row.member_id) & (Presence.user_id == row.user_id)
    Presence.update(state=state, changed_at=changed_at, version=row.version + 1, **details).where(mine).execute()
