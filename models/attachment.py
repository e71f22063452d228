"""Photos and files attached to what people write, kept in the database, so that any machine can hand them out.

How a function, say memos, gets them:

    models/memo.py, its verbs     attachment.change(viewer, "memo", memo_id, files) in the transaction; files=NO_CHANGES is a parameter
                    deleting      attachment.take_back(viewer.member_id, "memo", memo_id) in the transaction
    models/opening.py             READERS: "memo": memo.find (whoever finds the memo may open its files)
    views/memo, the memo's page   files=attached.shown(visit, "memo", memo_id), before any long text; % include('parts/files')
                the form          attached=attached.field(visit, "memo", memo_id), 0 for a new one; % include('parts/file_field');
                                  in its tag enctype="{{visit.enctype}}"; problems = attached.lost(visit) | problems when it comes back
                what saves it     attached.read(visit) given to the verb, after all else was found right

Whoever may read the item may read its files; who may change it is for its own verb to decide, which calls change().
"""

import tempfile
from typing import BinaryIO, NamedTuple

from peewee import BigIntegerField, BlobField, CompositeKey, TextField, fn

from models import clock, filetype, metadata, picture
from models.base import Base, Invalid, NotFound, Read, insert_rows, locked, next_id, parameter

MOST_FILES = 5  # of one item
LARGEST = 5 * 1024 * 1024  # bytes of one file
_PART = 256 * 1024  # bytes of a row: Galera sends whole rows to the other machines, and a page is handed out while it is read
_SMALL = -1  # the number of the part that is a picture's small copy


class Attachment(Base):
    """A file of an item. The columns are explained in the migration that makes them."""

    member_id = TextField()
    id = BigIntegerField()
    kind = TextField()
    item_id = BigIntegerField()
    position = BigIntegerField()
    owner_id = TextField()
    name = TextField()
    media_type = TextField()
    size = BigIntegerField()
    width = BigIntegerField()
    height = BigIntegerField()
    added_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class AttachmentPart(Base):
    """A part of a file's bytes, or the small copy of a picture."""

    member_id = TextField()
    attachment_id = BigIntegerField()
    number = BigIntegerField()
    bytes = BlobField()

    class Meta:
        primary_key = CompositeKey("member_id", "attachment_id", "number")


class File(NamedTuple):
    """A file that is there. width, height: a picture's in pixels, 0 for what is none; size in bytes."""

    id: int
    kind: str
    item_id: int
    name: str
    media_type: str
    size: int
    width: int
    height: int


class New(NamedTuple):
    """A file that was looked into and may be kept. file: seekable; small: a picture's small copy, or empty."""

    name: str
    media_type: str
    size: int
    width: int
    height: int
    file: BinaryIO
    small: bytes


class Changes(NamedTuple):
    """What a form does to an item's files. removed: ids."""

    added: tuple = ()
    removed: frozenset = frozenset()


NO_CHANGES = Changes()


# Coming in


def prepared(uploads):
    """The New files of what was sent, (name, seekable file) each. Takes its time: before the transaction, not in it.

    Raises Invalid with the field "files".
    """
    if len(uploads) > MOST_FILES:
        raise Invalid({"files": f"ファイルは{MOST_FILES}つまでです。減らしてください。"})
    return tuple(_prepared(name, file) for name, file in uploads)


def _prepared(name, file):
    size = file.seek(0, 2)
    label = filetype.clean_name(name, "")
    if not size:
        raise Invalid({"files": f"「{label}」は空です。別のファイルを選んでください。"})
    if size > LARGEST:
        raise Invalid({"files": f"「{label}」は{LARGEST // 1024 ** 2}MBを超えています。小さくするか、別のファイルを選んでください。"})
    media_type = filetype.recognise(file, label)
    width, height, small = 0, 0, b""
    if media_type in picture.FORMATS:
        width, height, small, file = _picture(label, file, media_type)
    return New(filetype.clean_name(name, media_type), media_type, file.seek(0, 2), width, height, file, small)


def _picture(label, file, media_type):
    try:
        width, height, small = picture.examine(file, media_type)
        file.seek(0)
        clean = tempfile.TemporaryFile()  # not in memory: a worker may have several at a time
        clean.write(metadata.cleaned(file.read(), media_type))
    except picture.TooLarge:
        raise Invalid({"files": f"「{label}」は画素数が多すぎます。{picture.MOST_PIXELS // 10_000}万画素以内に小さくしてください。"}) from None
    except picture.Unreadable:
        raise Invalid({"files": f"「{label}」は画像として読めません。壊れていないか確かめてください。"}) from None
    return width, height, small, clean


# Written: only inside a transaction, by a verb that has asked for the rights


def change(viewer, kind, item_id, files):
    """Removes and adds files of an item, as Changes say. Ids of other items' files are passed over. Raises Invalid."""
    if files.removed:
        mine = _of_item(viewer.member_id, kind, item_id) & Attachment.id.in_(files.removed)
        _delete(viewer.member_id, [file_id for file_id, in Attachment.select(Attachment.id).where(mine).tuples()])
    if not files.added:
        return
    ids = [next_id(viewer.member_id, "attachment") for _ in files.added]  # first: the counter's row makes two who add take turns
    there = [place for place, in locked(Attachment.select(Attachment.position).where(_of_item(viewer.member_id, kind, item_id))).tuples()]
    if len(there) + len(ids) > MOST_FILES:
        raise Invalid({"files": f"ファイルは{MOST_FILES}つまでです。いま{len(there)}つあります。減らしてください。"})
    for position, (file_id, new) in enumerate(zip(ids, files.added), max(there, default=0) + 1):
        _insert(viewer, kind, item_id, position, file_id, new)


def _insert(viewer, kind, item_id, position, file_id, new):
    insert_rows(Attachment, [(
        viewer.member_id, file_id, kind, item_id, position, viewer.user_id, new.name, new.media_type, new.size, new.width,
        new.height, clock.unix())])
    if new.small:
        insert_rows(AttachmentPart, [(viewer.member_id, file_id, _SMALL, new.small)])
    new.file.seek(0)  # a transaction may run again
    number = 0
    while part := new.file.read(_PART):
        insert_rows(AttachmentPart, [(viewer.member_id, file_id, number, part)])
        number += 1


def copy(member_id, kind, item_id, copy_id):
    """Gives an item that was split off another one its own copies of the files, with the same owners."""
    now = clock.unix()
    for row in Attachment.select().where(_of_item(member_id, kind, item_id)).order_by(Attachment.position):
        file_id = next_id(member_id, "attachment")
        values = row.__data__ | {"id": file_id, "item_id": copy_id, "added_at": now}
        insert_rows(Attachment, [tuple(values[field.name] for field in Attachment._meta.sorted_fields)])
        for number, in _numbers(member_id=member_id, file_id=row.id):
            insert_rows(AttachmentPart, [(member_id, file_id, number, _bytes(member_id, row.id, number))])


def split(viewer, kind, item_id, split_id, files):
    """What change() is for an item that was split off another, as one day of a series: the other one keeps all its files.

    Files of the other one that Changes remove are left out of the copy. Raises Invalid.
    """
    kept = [file.id for file in listed(viewer.member_id, kind, item_id)]
    copy(viewer.member_id, kind, item_id, split_id)
    copies = [file.id for file in listed(viewer.member_id, kind, split_id)]
    removed = frozenset(new for old, new in zip(kept, copies) if old in files.removed)
    change(viewer, kind, split_id, files._replace(removed=removed))


def take_back(member_id, kind, item_id):
    """Deletes all files of an item, which is being deleted itself."""
    _delete(member_id, [file.id for file in listed(member_id, kind, item_id)])


def _delete(member_id, file_ids):
    if file_ids:
        theirs = (AttachmentPart.member_id == member_id) & AttachmentPart.attachment_id.in_(file_ids)
        AttachmentPart.delete().where(theirs).execute()
        Attachment.delete().where((Attachment.member_id == member_id) & Attachment.id.in_(file_ids)).execute()


def _of_item(member_id, kind, item_id):
    return (Attachment.member_id == member_id) & (Attachment.kind == kind) & (Attachment.item_id == item_id)


# Reading: rights are asked before, of the item (models/opening.py)


def listed(member_id, kind, item_id):
    """The Files of an item, in the order they were added."""
    return [File(*row) for row in _listed(member_id=member_id, kind=kind, item_id=item_id)]


def find(member_id, file_id):
    """A File by its id. Raises NotFound."""
    for row in _one(member_id=member_id, file_id=file_id):
        return File(*row)
    raise NotFound


def small_copy(member_id, file_id):
    """The bytes of a picture's small copy, a JPEG. Raises NotFound."""
    return _bytes(member_id, file_id, _SMALL)


def parts(member_id, file_id):
    """A file's bytes, part by part. Raises NotFound where it is deleted meanwhile: what was handed out isn't the file."""
    for number, in _numbers(member_id=member_id, file_id=file_id):
        if number != _SMALL:
            yield _bytes(member_id, file_id, number)


def used(member_id, user_id=None):
    """Bytes of a member's files, or of those that one person added: as they were sent, without small copies."""
    mine = Attachment.member_id == member_id
    if user_id is not None:
        mine &= Attachment.owner_id == user_id
    return int(Attachment.select(fn.COALESCE(fn.SUM(Attachment.size), 0)).where(mine).scalar())


def _bytes(member_id, file_id, number):
    for data, in _part(member_id=member_id, file_id=file_id, number=number):
        return bytes(data)
    raise NotFound


def _columns():
    return (getattr(Attachment, name) for name in File._fields)


def _listed_query():
    mine = _of_item(parameter("member_id"), parameter("kind"), parameter("item_id"))
    return Attachment.select(*_columns()).where(mine).order_by(Attachment.position, Attachment.id)


def _one_query():
    return Attachment.select(*_columns()).where((Attachment.member_id == parameter("member_id")) & (Attachment.id == parameter("file_id")))


_PARTS = (AttachmentPart.member_id == parameter("member_id")) & (AttachmentPart.attachment_id == parameter("file_id"))

_listed = Read(_listed_query)
_one = Read(_one_query)
_numbers = Read(lambda: AttachmentPart.select(AttachmentPart.number).where(_PARTS).order_by(AttachmentPart.number))
_part = Read(lambda: AttachmentPart.select(AttachmentPart.bytes).where(_PARTS & (AttachmentPart.number == parameter("number"))))
