"""Events that were registered before there was a search are found too."""

from models import clock, search
from models.event import Event, Occurrence
from models.search import SearchEntry

_BATCH = 1_000
_COLUMNS = Event.id, Event.owner_id, Event.title, Event.place, Event.note, Event.private, Event.start


def run():
    for member_id, in list(Event.select(Event.member_id).distinct().tuples()):
        last = 0
        while rows := _some(member_id, last):
            last = rows[-1].id
            search.put_new(member_id, "event", _items(member_id, rows))


def _some(member_id, last):
    return list(Event.select(*_COLUMNS).where((Event.member_id == member_id) & (Event.id > last)).order_by(Event.id).limit(_BATCH))


def _items(member_id, rows):
    """The Items of those events that no interrupted run has put."""
    ids = [row.id for row in rows]
    mine = (SearchEntry.member_id == member_id) & (SearchEntry.kind == "event") & SearchEntry.item_id.in_(ids)
    there = {event_id for event_id, in SearchEntry.select(SearchEntry.item_id).where(mine).tuples()}
    people = _people(member_id, [row.id for row in rows if row.private])
    return [
        search.Item(
            row.id, row.title, f"{row.place}\n{row.note}", [row.owner_id, *people.get(row.id, ())] if row.private else None,
            clock.local(row.start).date())
        for row in rows if row.id not in there
    ]


def _people(member_id, event_ids):
    """{event_id: those who take part}."""
    found = {}
    theirs = (Occurrence.member_id == member_id) & Occurrence.event_id.in_(event_ids)
    for event_id, user_id in Occurrence.select(Occurrence.event_id, Occurrence.user_id).where(theirs).distinct().tuples():
        found.setdefault(event_id, []).append(user_id)
    return found
