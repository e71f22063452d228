"""Events to write: added, changed and deleted, one occurrence, a series from a day on, or all of it.

Who takes part in an event, and who registered it, may change and delete it; a private one is not there for others.
All that a post does happens in one transaction, after the key of its form was looked up: a repeated press of the button
finds the key before it finds the event gone or newer, and returns quietly.
"""

import datetime

from models import attachment, clock, event_facilities, invitation, recurrence, search
from models.attachment import NO_CHANGES
from models.base import Counter, Invalid, NotAllowed, NotFound, Stale, insert_rows, locked, next_id, once
from models.event import Event, Occurrence
from models.member import Person
from models.series import Series, part, rearranged

_BATCH = 2000  # days in one statement


def add(viewer, draft, form_key, files=NO_CHANGES):
    """Registers an event with all its occurrences and files. Returns its id, or None for a repeated post.

    Raises Invalid and Taken.
    """
    draft.check()

    def work():
        event_id = enter(viewer, draft)
        attachment.change(viewer, "event", event_id, files)
        return event_id

    return once(viewer.member_id, form_key, work)


def enter(viewer, draft):
    """Registers an event and asks its people to it; only inside a transaction. The draft must be checked. Returns its id.

    Raises Invalid and Taken.
    """
    days = draft.days()
    _check_users(viewer.member_id, draft.users)
    event_id = _insert(viewer.member_id, viewer.user_id, Series(draft.start.date(), draft.rule, draft.until), draft, days)
    invitation.invite(viewer, event_id, draft, days)
    return event_id


def change(viewer, event_id, day, scope, draft, version, form_key, files=NO_CHANGES):
    """Makes of an event what the draft says. Returns the id under which it is now, or None for a repeated post.

    day: the first day (date) of the occurrence that the draft describes; version: that of the event when it was shown.
    scope: "one" takes this occurrence out of its series as an event of its own; "after" ends the series before it and
    starts another; "all" moves every occurrence by the same days and to the same time. An occurrence that was
    removed, or changed by itself, does not come back unless the rule changes. files: attachment.Changes; what is taken
    out of a series gets copies of its files.

    Raises NotFound, NotAllowed, Stale, Invalid, Taken.
    """

    def work():
        event, days, people = _locked(viewer, event_id)
        if event.version != version:
            raise Stale
        if day not in days:
            raise NotFound
        taken = part(days, day, scope if event.rule else "all")
        wanted = draft.alone() if event.rule and scope == "one" else draft
        _check_users(viewer.member_id, wanted.users, already=people)
        series, kept = rearranged(_series(event), taken, day, wanted)
        if len(taken) == len(days):
            _update(event, series, wanted, kept)
            new_id = event_id
            attachment.change(viewer, "event", event_id, files)
        else:
            _cut(event, taken, scope)
            new_id = _insert(viewer.member_id, event.owner_id, series, wanted, kept)
            attachment.split(viewer, "event", event_id, new_id, files)
        invitation.change(viewer, event, new_id, day, wanted, people, kept)
        return new_id

    return once(viewer.member_id, form_key, work)


def delete(viewer, event_id, day, scope, form_key):
    """Deletes the occurrence that starts on a day (date), it and all after it, or the whole event, as scope says.

    Raises NotFound, NotAllowed.
    """

    def work():
        event, days, _ = _locked(viewer, event_id)
        if day not in days:
            raise NotFound
        taken = part(days, day, scope if event.rule else "all")
        if len(taken) == len(days):
            invitation.take_back(event.member_id, event.id)
            event_facilities.release(event.member_id, event.id)
            attachment.take_back(event.member_id, "event", event.id)
            Occurrence.delete().where(_all_of(event)).execute()
            Event.delete().where((Event.member_id == event.member_id) & (Event.id == event.id)).execute()
            search.remove(event.member_id, "event", event.id)
        else:
            _cut(event, taken, scope)

    once(viewer.member_id, form_key, work)


def _locked(viewer, event_id):
    """(an event that the viewer may change, its days, its people), kept from others until the transaction ends."""
    event = locked(Event.select().where((Event.member_id == viewer.member_id) & (Event.id == event_id))).first()
    if event is None:
        raise NotFound
    # Locked too: an ordinary read could show what was there before the lock was waited for.
    found = list(locked(Occurrence.select(Occurrence.first_day, Occurrence.user_id).where(_all_of(event))).tuples())
    people = {user_id for _, user_id in found}
    if viewer.user_id != event.owner_id and viewer.user_id not in people:
        raise NotFound if event.private else NotAllowed
    return event, [datetime.date.fromordinal(day) for day in sorted({day for day, _ in found})], people


def _all_of(event):
    return (Occurrence.member_id == event.member_id) & (Occurrence.event_id == event.id)


def _series(event):
    until = None if event.until_day is None else datetime.date.fromordinal(event.until_day)
    return Series(clock.local(event.start).date(), event.rule, until)


def _check_users(member_id, users, already=()):
    """Whoever is invited must be a colleague who may log in; whoever took part before may go on to."""
    new = [user_id for user_id in users if user_id not in already]
    found = Person.select(Person.user_id).where(
        (Person.member_id == member_id) & Person.user_id.in_(new) & ~Person.disabled).tuples()
    if set(new) - {user_id for user_id, in found}:
        raise Invalid({"users": "参加者に、いまは登録されていない人がいます。参加者を選び直してください。"})


def _fields(series, draft):
    """The columns of Event that a draft decides."""
    start = datetime.datetime.combine(series.first, draft.start.time())
    return {
        "title": draft.title, "place": draft.place, "note": draft.note, "private": draft.private, "tentative": draft.tentative,
        "all_day": draft.all_day, "start": clock.minutes(start), "end": clock.minutes(start + (draft.end - draft.start)),
        "rule": series.rule, "until_day": series.until.toordinal() if series.rule else None,
    }


def _insert(member_id, owner_id, series, draft, days):
    event_id = next_id(member_id, "event")
    insert_rows(Event, [_event_row(member_id, event_id, owner_id, series, draft)])
    insert_rows(Occurrence, _occurrence_rows(member_id, event_id, draft, days))
    event_facilities.reserve(member_id, event_id, owner_id, draft, days)
    search.put_new(member_id, "event", [_item(event_id, owner_id, draft, days[0])])
    return event_id


def _event_row(member_id, event_id, owner_id, series, draft):
    values = {"member_id": member_id, "id": event_id, "owner_id": owner_id, "version": 1} | _fields(series, draft)
    return tuple(values[field.name] for field in Event._meta.sorted_fields)


def _update(event, series, draft, days):
    changed = Event.update(version=Event.version + 1, **_fields(series, draft))
    changed.where((Event.member_id == event.member_id) & (Event.id == event.id)).execute()
    Occurrence.delete().where(_all_of(event)).execute()
    insert_rows(Occurrence, _occurrence_rows(event.member_id, event.id, draft, days))
    event_facilities.release(event.member_id, event.id)
    event_facilities.reserve(event.member_id, event.id, event.owner_id, draft, days)
    search.put(event.member_id, "event", *_item(event.id, event.owner_id, draft, days[0]))


def _item(event_id, owner_id, draft, day):
    """An event as the search finds it."""
    readers = dict.fromkeys([owner_id, *draft.users]) if draft.private else None
    return search.Item(event_id, draft.title, f"{draft.place}\n{draft.note}", readers, day)


def _cut(event, days, scope):
    """Takes days off a series; scope "after" ends it before the first of them."""
    for start in range(0, len(days), _BATCH):
        ordinals = [day.toordinal() for day in days[start:start + _BATCH]]
        Occurrence.delete().where(_all_of(event) & Occurrence.first_day.in_(ordinals)).execute()
    event_facilities.release(event.member_id, event.id, days)
    changes = {"version": Event.version + 1}
    if scope == "after":
        changes["until_day"] = days[0].toordinal() - 1
    Event.update(**changes).where((Event.member_id == event.member_id) & (Event.id == event.id)).execute()


def _occurrence_rows(member_id, event_id, draft, days):
    """The rows of Occurrence, in the order of its columns, for occurrences that start on these days (dates)."""
    length = draft.end - draft.start
    minutes, touched = length // datetime.timedelta(minutes=1), len(recurrence.covered(draft.start, draft.end))
    for user_id in draft.users:
        for day in days:
            start, ordinal = clock.minutes(datetime.datetime.combine(day, draft.start.time())), day.toordinal()
            for distance in range(touched):
                yield member_id, user_id, ordinal + distance, start, event_id, ordinal, start + minutes, False


def insert_events(member_id, events):
    """Registers many events, (owner_id, Draft) each; only inside a transaction. Raises Invalid."""
    events, rows, occurrences, items = list(events), [], [], []
    first_id = next_id(member_id, "event")
    counter = (Counter.member_id == member_id) & (Counter.kind == "event")
    Counter.update(last_id=first_id + len(events) - 1).where(counter).execute()
    for event_id, (owner_id, draft) in enumerate(events, first_id):
        draft.check()
        days = draft.days()
        rows.append(_event_row(member_id, event_id, owner_id, Series(draft.start.date(), draft.rule, draft.until), draft))
        occurrences.extend(_occurrence_rows(member_id, event_id, draft, days))
        items.append(_item(event_id, owner_id, draft, days[0]))
    insert_rows(Event, rows)
    insert_rows(Occurrence, occurrences)
    search.put_new(member_id, "event", items)
