"""How much of the disk members use: counted every night, so that a screen reads one row.

What is counted is what people write and attach: the bytes of all texts in UTF-8, and the files as they were sent. What the
service keeps for itself (search, sessions, records) costs nobody anything. Nothing is ever refused for lack of room.
"""

import datetime
from typing import NamedTuple

import peewee
from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models import billing, clock
from models.attachment import Attachment
from models.base import Base, NotAllowed, Read, database, insert_rows, locked, parameter, transaction
from models.member import Person
from models.profile import Profile, name_of, same_person

WHOLE = ""  # in place of a ユーザーID: everything of the member, also what nobody in particular has written
MEGABYTE = 1_000_000
_BATCH = 500

# Tables whose texts are not counted: what the service keeps for itself, of which nobody decides how much there is.
NOT_COUNTED = {
    "done_key", "counter", "member", "person", "profile", "session", "calendar_feed", "audit_entry", "search_entry", "attachment",
    "attachment_part", "withdrawal", "membership", "usage_peak", "disk_use", "disk_notice", "retention", "telephone",
}
_OWNERS = ("owner_id", "author_id", "sender_id", "starter_id", "user_id")


class DiskUse(Base):
    """Bytes in use when they were last counted. user_id: WHOLE for all of the member; counted_at: Unix seconds."""

    member_id = TextField()
    user_id = TextField()
    texts = BigIntegerField()
    files = BigIntegerField()
    total = BigIntegerField()
    counted_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


class UsagePeak(Base):
    """The most that a member used on any day of a month. month_day: its first day, an ordinal."""

    member_id = TextField()
    month_day = BigIntegerField()
    users = BigIntegerField()
    bytes = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "month_day")


class Use(NamedTuple):
    """What is in use, in bytes. counted_at: a naive datetime in Japan time."""

    texts: int
    files: int
    total: int
    counted_at: datetime.datetime


# Looking


def use(viewer):
    """The Use of the viewer's whole member; None before the first night. Raises NotAllowed but for both kinds of administrators."""
    _administrators_only(viewer)
    return of_member(viewer.member_id)


def of_member(member_id):
    """The Use of a member; None before it was counted."""
    for *sizes, counted_at in _one(member_id=member_id, user_id=WHOLE):
        return Use(*sizes, clock.from_unix(counted_at))
    return None


def most(viewer, start, count):
    """(ユーザーID, name, bytes) of those who use most, from the start-th on. Raises NotAllowed."""
    _administrators_only(viewer)
    return [tuple(row) for row in _most(member_id=viewer.member_id, start=start, count=count)]


def _administrators_only(viewer):
    if not (viewer.site_admin or viewer.system_admin):
        raise NotAllowed


_one = Read(lambda: (
    DiskUse.select(DiskUse.texts, DiskUse.files, DiskUse.total, DiskUse.counted_at)
    .where((DiskUse.member_id == parameter("member_id")) & (DiskUse.user_id == parameter("user_id")))))
_most = Read(lambda: (
    DiskUse.select(DiskUse.user_id, name_of(DiskUse.user_id), DiskUse.total)
    .join(Person, JOIN.LEFT_OUTER, on=same_person(Person, DiskUse)).join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, DiskUse))
    .where((DiskUse.member_id == parameter("member_id")) & (DiskUse.user_id != WHOLE))
    .order_by(DiskUse.total.desc(), DiskUse.user_id).limit(parameter("count")).offset(parameter("start"))))


# Counting


def count(member_id, tables, today, now):
    """Counts what a member uses, and keeps the month's peak; yields after each part. today: a date; now: Unix seconds."""
    texts, files = {}, dict(_files(member_id))
    for table in tables:
        if table._meta.table_name not in NOT_COUNTED:
            for user_id, size in _texts(table, member_id):
                texts[user_id] = texts.get(user_id, 0) + size
            yield
    texts[WHOLE], files[WHOLE] = sum(texts.values()), sum(files.values())
    found = {user_id: (texts.get(user_id, 0), files.get(user_id, 0)) for user_id in {*texts, *files}}
    yield from _write(member_id, found, now)
    users = Person.select().where((Person.member_id == member_id) & ~Person.disabled).count()
    note_peak(member_id, today, billing.Usage(users, sum(found[WHOLE])))


def _files(member_id):
    owned = Attachment.select(Attachment.owner_id, fn.SUM(Attachment.size)).where(Attachment.member_id == member_id)
    return [(owner_id, int(size)) for owner_id, size in owned.group_by(Attachment.owner_id).tuples()]


def _texts(table, member_id):
    """[(ユーザーID, bytes)] of what people have written into a table; WHOLE where a row is nobody's in particular."""
    fields = texts_of(table)
    if not fields:
        return []
    size = fn.SUM(sum((_size(field) for field in fields[1:]), _size(fields[0])))
    owner = next((table._meta.fields[name] for name in _OWNERS if name in table._meta.fields), None)
    mine = table.member_id == member_id
    if owner is None:
        return [(WHOLE, int(total or 0)) for total, in table.select(size).where(mine).tuples()]
    return [(user_id, int(total or 0)) for user_id, total in table.select(owner, size).where(mine).group_by(owner).tuples()]


def texts_of(table):
    """The fields of a table that hold what people wrote: texts, but no keys and no ids."""
    key = table._meta.primary_key
    keys = {*getattr(key, "field_names", [key.name]), "member_id"}
    return [field for name, field in table._meta.fields.items() if isinstance(field, TextField) and name not in keys and not name.endswith("_id")]


def _size(field):
    """The bytes of a text in UTF-8; LENGTH of SQLite and PostgreSQL counts characters."""
    if isinstance(database.obj, peewee.SqliteDatabase):
        return fn.COALESCE(fn.LENGTH(field.cast("BLOB")), 0)
    return fn.COALESCE(fn.OCTET_LENGTH(field), 0)


def _write(member_id, found, now):
    """Brings the rows of DiskUse to what was found, a few in each transaction, the whole one last."""
    there = {row.user_id: (row.texts, row.files) for row in DiskUse.select().where(DiskUse.member_id == member_id)}
    changed = [user_id for user_id in sorted({*found, *there}) if user_id != WHOLE and found.get(user_id) != there.get(user_id)]
    for start in range(0, len(changed), _BATCH):
        some = changed[start:start + _BATCH]
        transaction(lambda: _replace(member_id, some, found, now))
        yield
    transaction(lambda: _replace(member_id, [WHOLE], found, now))


def _replace(member_id, user_ids, found, now):
    DiskUse.delete().where((DiskUse.member_id == member_id) & DiskUse.user_id.in_(user_ids)).execute()
    insert_rows(DiskUse, [(member_id, user_id, *found[user_id], sum(found[user_id]), now) for user_id in user_ids if user_id in found])


def note_peak(member_id, today, usage):
    """Keeps what is used today (a date) where it is more than on any day of the month before; usage: a billing.Usage."""
    month = today.replace(day=1).toordinal()
    mine = (UsagePeak.member_id == member_id) & (UsagePeak.month_day == month)

    def work():
        UsagePeak.insert(member_id=member_id, month_day=month, users=0, bytes=0).on_conflict_ignore().execute()
        row = locked(UsagePeak.select().where(mine)).get()
        UsagePeak.update(billing.peak(billing.Usage(row.users, row.bytes), usage)._asdict()).where(mine).execute()

    transaction(work)
