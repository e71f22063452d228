"""カレンダー連携: events on their way to calendars outside, one at a time or as a feed of one's own schedule.

A feed is read without a login by whoever knows its address: its token is 192 random bits, only a hash of it is
stored, and its owner may renew or revoke it. What it holds is what its owner takes part in, and not what was declined:
other calendars show whatever a feed has as time that is taken, for they don't know which of its people the owner is.
"""

import datetime
import functools
import hashlib
import secrets
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, CompositeKey, TextField, fn

from models import base, clock
from models.base import Base, NotFound, Read, parameter
from models.event import Event, Occurrence, of_occurrence
from models.member import Person
from models.profile import Profile, same_person
from models.withdrawal import Withdrawal

PAST, AHEAD = 60, 365  # days that a feed holds
MOST = 2_000  # events of a feed: some six a day; the earliest ones stay


class CalendarFeed(Base):
    """A person's feed. made_at: Unix seconds."""

    member_id = TextField()
    user_id = TextField()
    token_hash = TextField()
    made_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


class Entry(NamedTuple):
    """One occurrence for a calendar outside.

    uid: the same whenever this occurrence is written; sequence: rises with each change. start, end: naive datetimes in
    Japan time, end exclusive.
    """

    uid: str
    sequence: int
    title: str
    place: str
    note: str
    start: datetime.datetime
    end: datetime.datetime
    all_day: bool
    private: bool
    tentative: bool


class Feed(NamedTuple):
    """Whose feed an address opened."""

    member_id: str
    user_id: str
    name: str


def entry(viewer, event):
    """The Entry of a Detail."""
    return Entry(
        _uid(viewer.member_id, event.event_id, event.day.toordinal() if event.rule else 0), event.version - 1, event.title, event.place,
        event.note, event.start, event.end, event.all_day, event.private, event.tentative,
    )


def _uid(member_id, event_id, first_day):
    """Unique in the world, and tells nobody the 会員ID. An event that happens once keeps it on another day."""
    name = f"{member_id}/{event_id}/{first_day}".encode()
    return hashlib.blake2b(name, key=base.secret(), digest_size=16, person=b"calendar").hexdigest()


# The owner's side


def made_at(viewer):
    """When the viewer's feed got its address, as a naive datetime in Japan time; None where there is none."""
    found = CalendarFeed.get_or_none(member_id=viewer.member_id, user_id=viewer.user_id)
    return found and clock.from_unix(found.made_at)


def renew(viewer, form_key):
    """Gives the viewer's feed an address, and returns its token, which nobody can look up later; an older one opens nothing.

    None for a repeated post, whose token went out before.
    """
    token = secrets.token_urlsafe(24)
    values = {"token_hash": _hash(token), "made_at": clock.unix()}

    def work():
        if not CalendarFeed.update(**values).where(_of(viewer)).execute():
            CalendarFeed.insert(member_id=viewer.member_id, user_id=viewer.user_id, **values).execute()
        return token

    return base.once(viewer.member_id, form_key, work)


def revoke(viewer, form_key):
    """Ends the viewer's feed, if there is one."""
    base.once(viewer.member_id, form_key, CalendarFeed.delete().where(_of(viewer)).execute)


def _of(viewer):
    return (CalendarFeed.member_id == viewer.member_id) & (CalendarFeed.user_id == viewer.user_id)


def _hash(token):
    return hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# The reader's side


def find(token, today):
    """The Feed of a token; today: the day (date) in Japan.

    Raises NotFound, also for somebody who may not log in any more.
    """
    for member_id, user_id, name, disabled, last_day in _find(hash=_hash(token)):
        if not disabled and (last_day is None or today.toordinal() <= last_day):
            return Feed(member_id, user_id, name)
    raise NotFound


def entries(feed, today):
    """The Entries of a Feed by their start: what its owner takes part in, from 60 days before today (date) to a year after."""
    day = today.toordinal()
    found = _entries(member_id=feed.member_id, user_id=feed.user_id, first=day - PAST, last=day + AHEAD)
    uid = functools.partial(_uid, feed.member_id)
    return [
        Entry(uid(event_id, first_day if rule else 0), version - 1, title, place, note, clock.local(start), clock.local(end), *map(bool, flags))
        for event_id, first_day, start, end, rule, version, title, place, note, *flags in found
    ]


def _find_query():
    return (
        CalendarFeed.select(
            CalendarFeed.member_id, CalendarFeed.user_id, fn.COALESCE(Profile.name, Person.name), Person.disabled, Withdrawal.last_day)
        .join(Person, on=same_person(Person, CalendarFeed))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, CalendarFeed))
        .join(Withdrawal, JOIN.LEFT_OUTER, on=Withdrawal.member_id == CalendarFeed.member_id)
        .where(CalendarFeed.token_hash == parameter("hash"))
    )


def _entries_query():
    is_first = Occurrence.day == Occurrence.first_day  # one row an occurrence
    return (
        Occurrence.select(
            Occurrence.event_id, Occurrence.first_day, Occurrence.start, Occurrence.end, Event.rule, Event.version, Event.title,
            Event.place, Event.note, Event.all_day, Event.private, Event.tentative)
        .join(Event, on=of_occurrence())
        .where(
            (Occurrence.member_id == parameter("member_id")) & (Occurrence.user_id == parameter("user_id"))
            & Occurrence.day.between(parameter("first"), parameter("last")) & is_first & ~Occurrence.declined)
        .order_by(Occurrence.day, Occurrence.start, Occurrence.event_id).limit(MOST)
    )


_find = Read(_find_query)
_entries = Read(_entries_query)
