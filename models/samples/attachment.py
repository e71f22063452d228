"""Files of the samples: the drawing of a building site beside this file; with an event a table and a note, too."""

import io
import pathlib
from typing import NamedTuple

from models import attachment, base, clock
from models.attachment import Attachment, AttachmentPart, Changes, New
from models.base import Counter, insert_rows
from models.event import Event, Occurrence

_PHOTO = pathlib.Path(__file__).with_name("site.jpg")
_OWNER = "00104"


class _Owner(NamedTuple):
    member_id: str
    user_id: str


def make(member_id, people, today):
    """Gives the first of 00104's appointments of today that others may see a photo, a table and a note."""
    event_id = _event(member_id, today)
    if event_id is None:
        return
    other = "" if member_id == "SAMPLE1" else "別会社の"
    table = "品名,数,単価\n鉛筆✏,30,80\n消しゴム,12,120\n".encode()
    note = "当日は正門からお入りください。\n駐車場は2台分あります。\n".encode("cp932")
    attachment.change(_Owner(member_id, _OWNER), "event", event_id, Changes((
        _photo(f"{other}現場の写真📷.jpg"),
        New(f"{other}見積もり & 数量「第2版」.csv", "text/csv", len(table), 0, 0, io.BytesIO(table), b""),
        New(f"{other}当日のご案内_とても長い名前のファイルはこのように途中が省かれます.txt", "text/plain", len(note), 0, 0, io.BytesIO(note), b""),
    )))


def put_photo(member_id, owner_id, kind, item_id, name):
    """Gives a sample item a photo of this name."""
    attachment.change(_Owner(member_id, owner_id), kind, item_id, Changes((_photo(name),)))


def _photo(name):
    data = _PHOTO.read_bytes()
    return New(name, "image/jpeg", len(data), 640, 480, io.BytesIO(data), data)


def _event(member_id, today):
    is_its = (Occurrence.member_id == Event.member_id) & (Occurrence.event_id == Event.id)
    found = Event.select(Event.id).join(Occurrence, on=is_its).where(
        (Event.member_id == member_id) & (Occurrence.user_id == _OWNER) & (Occurrence.day == today.toordinal())
        & ~Event.private & ~Event.all_day & (Event.rule == "")).order_by(Event.id).limit(1)
    return next((event_id for event_id, in found.tuples()), None)


def fill(member_id, user_ids, today):
    """Gives the first events a short note each, as many as there are people."""
    events = list(Event.select(Event.id, Event.owner_id).where(Event.member_id == member_id).order_by(Event.id).limit(len(user_ids)).tuples())
    if not events:
        return
    first, note, now = base.next_id(member_id, "attachment"), "持ち物: 筆記用具\n".encode(), clock.unix()
    Counter.update(last_id=first + len(events) - 1).where((Counter.member_id == member_id) & (Counter.kind == "attachment")).execute()
    insert_rows(Attachment, [
        (member_id, file_id, "event", event_id, 1, owner_id, "持ち物.txt", "text/plain", len(note), 0, 0, now)
        for file_id, (event_id, owner_id) in enumerate(events, first)
    ])
    insert_rows(AttachmentPart, [(member_id, file_id, 0, note) for file_id in range(first, first + len(events))])
