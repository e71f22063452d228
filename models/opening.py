"""Who may open a file: whoever may see what it is attached to, and nobody else."""

from models import application, attachment, circular, clock, info, memo_box
from models.base import NotFound, Read, parameter
from models.event import Event, Occurrence


def find(viewer, file_id):
    """The attachment.File with this id. Raises NotFound, also where the viewer may not see what it is attached to."""
    file = attachment.find(viewer.member_id, file_id)
    _see(viewer, file.kind, file.item_id)
    return file


def listed(viewer, kind, item_id):
    """The Files of an item. Raises NotFound, also for a kind of item that has no files."""
    _see(viewer, kind, item_id)
    return attachment.listed(viewer.member_id, kind, item_id)


def _see(viewer, kind, item_id):
    if kind not in READERS:
        raise NotFound
    READERS[kind](viewer, item_id)


def see_event(viewer, event_id):
    """Raises NotFound where an event is not there, or is a private one of others."""
    events = _event(member_id=viewer.member_id, event_id=event_id)
    if not events:
        raise NotFound
    (private, owner_id), = events
    if private and owner_id != viewer.user_id and not _takes_part(member_id=viewer.member_id, event_id=event_id, user_id=viewer.user_id):
        raise NotFound


def _takes_part_query():
    mine = (Occurrence.member_id == parameter("member_id")) & (Occurrence.event_id == parameter("event_id"))
    return Occurrence.select(Occurrence.event_id).where(mine & (Occurrence.user_id == parameter("user_id"))).limit(1)


_event = Read(lambda: Event.select(Event.private, Event.owner_id).where(
    (Event.member_id == parameter("member_id")) & (Event.id == parameter("event_id"))))
_takes_part = Read(_takes_part_query)

# {kind of item: a function that raises NotFound unless the viewer may see the item with this id}
READERS = {
    "application": application.find,
    "circular": lambda viewer, item_id: circular.find(viewer, circular.CIRCULAR, item_id),
    "event": see_event,
    "info": lambda viewer, item_id: info.find(viewer, item_id, clock.now().date()),
    "memo": memo_box.find,
    "report": lambda viewer, item_id: circular.find(viewer, circular.REPORT, item_id),
}
