"""インフォメーション: notices to everybody of a member, shown from one day to another. They are written in info_board.py.

On the days of its showing everybody sees a notice; before and after, only its author and システム管理者 do.
"""

import datetime
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models import clock
from models.base import Base, NotFound, Read, in_passing, parameter
from models.member import Person
from models.profile import Profile, name_of


class Info(Base):
    """A notice. category_id: 0 for none. first_day, last_day: ordinals; times in Unix seconds. version: grows with each change."""

    member_id = TextField()
    id = BigIntegerField()
    category_id = BigIntegerField()
    author_id = TextField()
    title = TextField()
    body = TextField()
    first_day = BigIntegerField()
    last_day = BigIntegerField()
    posted_at = BigIntegerField()
    changed_at = BigIntegerField(null=True)
    version = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class InfoRead(Base):
    """Somebody has opened a notice."""

    member_id = TextField()
    user_id = TextField()
    info_id = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id", "info_id")


class InfoCategory(Base):
    """A category; position: its place in lists."""

    member_id = TextField()
    id = BigIntegerField()
    name = TextField()
    position = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class InfoReply(Base):
    """A reply; written_at: Unix seconds."""

    member_id = TextField()
    info_id = BigIntegerField()
    id = BigIntegerField()
    author_id = TextField()
    body = TextField()
    written_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "info_id", "id")


class Row(NamedTuple):
    """A notice in a list. first, last: the days (dates) of its showing."""

    id: int
    title: str
    author: str
    first: datetime.date
    last: datetime.date
    is_unread: bool


class Detail(NamedTuple):
    """A notice with all that its page shows. posted, changed: naive datetimes in Japan time; category: empty for none.

    may_change: whether the viewer may change and delete it.
    """

    id: int
    category_id: int
    category: str
    author_id: str
    author: str
    title: str
    body: str
    first: datetime.date
    last: datetime.date
    posted: datetime.datetime
    changed: datetime.datetime | None
    version: int
    replies: int
    is_unread: bool
    may_change: bool


def shown(viewer, today, category_id, start, count):
    """Rows of what is shown today (date), what came last first; category_id: of this one only, None for all."""
    read = _shown if category_id is None else _shown_of_category
    found = read(**_ids(viewer), today=today.toordinal(), category_id=category_id, start=start, count=count)
    return [_row(values) for values in found]


def own(viewer, start, count):
    """Rows of what the viewer may change, whenever it is shown: one's own, for a システム管理者 everybody's."""
    read = _all if viewer.system_admin else _own
    return [_row(values) for values in read(**_ids(viewer), start=start, count=count)]


def unread_count(viewer, today):
    """How many of the notices shown today (date) the viewer has not opened. One query."""
    return _unread(**_ids(viewer), today=today.toordinal())[0][0]


def find(viewer, info_id, today):
    """The Detail of a notice that the viewer may see today (date). Raises NotFound."""
    for row in _one(**_ids(viewer), info_id=info_id):
        may_change = viewer.system_admin or row[3] == viewer.user_id
        if not (may_change or row[7] <= today.toordinal() <= row[8]):
            break
        return Detail(
            *row[:7], _day(row[7]), _day(row[8]), clock.from_unix(row[9]), None if row[10] is None else clock.from_unix(row[10]),
            row[11], row[12], row[13] is None, may_change)
    raise NotFound


def hidden(viewer, info_ids, today):
    """Those of the ids whose notices the viewer may not see today (date): what search has not heard of yet. One query."""
    found = Info.select(Info.id).where((Info.member_id == viewer.member_id) & Info.id.in_(info_ids))
    if not viewer.system_admin:
        is_shown = (Info.first_day <= today.toordinal()) & (Info.last_day >= today.toordinal())
        found = found.where(is_shown | (Info.author_id == viewer.user_id))
    return set(info_ids) - {info_id for info_id, in found.tuples()}


def note_reading(viewer, info_id):
    """The viewer has opened a notice. It is noted next time if the database is busy now; not inside a transaction."""
    in_passing(lambda: InfoRead.insert(
        member_id=viewer.member_id, user_id=viewer.user_id, info_id=info_id).on_conflict_ignore().execute())


def _ids(viewer):
    return {"member_id": viewer.member_id, "user_id": viewer.user_id}


def _row(values):
    return Row(*values[:3], _day(values[3]), _day(values[4]), values[5] is None)


_day = datetime.date.fromordinal


# Reads

_OF_MEMBER = Info.member_id == parameter("member_id")
_TODAY = (Info.first_day <= parameter("today")) & (Info.last_day >= parameter("today"))


def _with_reading(query):
    mine = (InfoRead.member_id == Info.member_id) & (InfoRead.user_id == parameter("user_id")) & (InfoRead.info_id == Info.id)
    return query.join(InfoRead, JOIN.LEFT_OUTER, on=mine)


def _with_author(query):
    author = (Person.member_id == Info.member_id) & (Person.user_id == Info.author_id)
    profile = (Profile.member_id == Info.member_id) & (Profile.user_id == Info.author_id)
    return query.join(Person, JOIN.LEFT_OUTER, on=author).switch(Info).join(Profile, JOIN.LEFT_OUTER, on=profile)


def _rows(*which):
    columns = Info.id, Info.title, name_of(Info.author_id), Info.first_day, Info.last_day, InfoRead.info_id
    query = _with_author(_with_reading(Info.select(*columns)).switch(Info)).where(_OF_MEMBER, *which)
    return query.order_by(Info.first_day.desc(), Info.id.desc()).limit(parameter("count")).offset(parameter("start"))


def _one_query():
    replies = InfoReply.select(fn.COUNT(InfoReply.id)).where((InfoReply.member_id == Info.member_id) & (InfoReply.info_id == Info.id))
    category = (InfoCategory.member_id == Info.member_id) & (InfoCategory.id == Info.category_id)
    columns = (
        Info.id, Info.category_id, fn.COALESCE(InfoCategory.name, ""), Info.author_id, name_of(Info.author_id), Info.title, Info.body,
        Info.first_day, Info.last_day, Info.posted_at, Info.changed_at, Info.version, replies, InfoRead.info_id,
    )
    query = _with_author(_with_reading(Info.select(*columns)).switch(Info)).switch(Info)
    return query.join(InfoCategory, JOIN.LEFT_OUTER, on=category).where(_OF_MEMBER & (Info.id == parameter("info_id")))


_shown = Read(lambda: _rows(_TODAY))
_shown_of_category = Read(lambda: _rows(_TODAY, Info.category_id == parameter("category_id")))
_own = Read(lambda: _rows(Info.author_id == parameter("user_id")))
_all = Read(_rows)
_one = Read(_one_query)
def unread_query(*columns):
    """The select of what the viewer has not opened, to be counted; the parameters member_id, user_id and today (ordinal)."""
    return _with_reading(Info.select(*columns, fn.COUNT(Info.id))).where(_OF_MEMBER & _TODAY & InfoRead.info_id.is_null())


_unread = Read(unread_query)
