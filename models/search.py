"""検索: one search over all functions.

Each item has an entry with its title, its folded text (models/grams.py) and who may see it, and its tokens in the index of
the engine (models/search_index.py). A look-up asks the index for the words and the viewer's rights together; every entry it
names is checked again: it is the member's own, the viewer may see it, and the words really stand in it.
"""

import datetime
from typing import NamedTuple

from peewee import BigIntegerField, CompositeKey, TextField

from models import clock, grams, search_index
from models.base import Base, Read, insert_rows, parameter

MOST = 1_000  # hits that can be paged to


class SearchEntry(Base):
    """What is found. number: rises from write to write; day: ordinal, shown with it; folded: what is searched.

    readers: ユーザーIDs with a blank before and after each; empty where everybody may see it.
    """

    member_id = TextField()
    kind = TextField()
    item_id = BigIntegerField()
    number = BigIntegerField()
    title = TextField()
    day = BigIntegerField()
    folded = TextField()
    readers = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "kind", "item_id")


class Hit(NamedTuple):
    """A result. kind, item_id: as they were put; day (date): that of the item, or when it was written."""

    kind: str
    item_id: int
    title: str
    day: datetime.date


class Item(NamedTuple):
    """Something to be found, as put() takes it."""

    item_id: int
    title: str
    text: str
    readers: object = None
    day: datetime.date | None = None


def put(member_id, kind, item_id, title, text, readers=None, day=None):
    """Makes an item be found, or be found as it now is; inside the transaction that writes the item.

    kind: a word of the function's own; title: what the list of results shows; text: everything else that is searched.
    readers: the ユーザーIDs of those who may see it; None: everybody of the member. day (date): what the list shows
    with it; None: today. What was put last is found first.
    """
    remove(member_id, kind, item_id)
    put_new(member_id, kind, [Item(item_id, title, text, readers, day)])


def put_new(member_id, kind, items):
    """put() for many Items at once, none of which was put before."""
    today, number = clock.now().date(), search_index.next_number()
    entries = [
        (member_id, kind, item.item_id, number + place, item.title, (item.day or today).toordinal(), grams.fold(item.title, item.text),
         _listed(item.readers))
        for place, item in enumerate(items)
    ]
    insert_rows(SearchEntry, entries)
    search_index.add(entries)


def _listed(readers):
    return "" if readers is None else f" {' '.join(dict.fromkeys(readers))} "


def remove(member_id, kind, item_id):
    """Makes an item be found no more; inside the transaction that deletes the item."""
    for entry in _entry(member_id=member_id, kind=kind, item_id=item_id):
        search_index.drop(entry)
        SearchEntry.delete().where(_this(member_id, kind, item_id)).execute()


def _this(member_id, kind, item_id):
    return (SearchEntry.member_id == member_id) & (SearchEntry.kind == kind) & (SearchEntry.item_id == item_id)


_entry = Read(lambda: SearchEntry.select().where(_this(parameter("member_id"), parameter("kind"), parameter("item_id"))))


def find(viewer, query, kind="", start=0, count=10):
    """The Hits of a query that the viewer may see, what was put last first; at most so many from the one with index start on.

    query: words as they were typed, all of which must occur; kind: "" for all. An empty query finds nothing.
    """
    words, count = grams.words(query), min(count, MOST - start)
    if not words or count <= 0:
        return []
    found = search_index.find(viewer.member_id, viewer.user_id, words, kind, start, count)
    return [Hit(kind, item_id, title, datetime.date.fromordinal(day)) for kind, item_id, title, day in found]
