"""出欠: who is asked to an event, and who comes.

Whoever takes part in an event is asked by a delivery of the kind "invitation", except the one who wrote it. It stands
for the whole event, a series too: its item is the event. Who is added later is asked then; who is taken out has the
invitation no more; when the time changes, everybody is asked again. A part of a series that becomes an event of its own
takes the answers along.
"""

import datetime

from peewee import Case, fn

from models import base, clock, delivery, texts
from models.base import Invalid, NotFound, Read, insert_rows, locked, parameter
from models.delivery import IS_OPEN, Delivery
from models.event import Event, Occurrence

KIND = "invitation"
ANSWERS = ("accept", "decline")
LONGEST_COMMENT = 100  # characters


# Asking: only inside the transaction that writes the event


def invite(viewer, event_id, draft, days):
    """Asks the people of a new event; days: the first days (dates) of its occurrences. What is over asks nobody."""
    if not _is_over(draft, days):
        delivery.send(viewer.member_id, KIND, event_id, _others(viewer, draft), viewer.user_id, _title(draft, days))


def change(viewer, event, event_id, day, draft, people, days):
    """Brings the invitations after an event that was changed.

    event: its row as it was before; event_id: under which the changed part is now; day: the day (date) of the occurrence
    that the draft describes; people: the ユーザーIDs who took part before; days: the first days (dates) that there are now.
    """
    if event_id != event.id:
        _copy(event, event_id)
    delivery.take_back(event.member_id, KIND, event_id, people - set(draft.users))
    if _is_over(draft, days):
        delivery.close(event.member_id, KIND, event_id)
    else:
        _ask(viewer, event, event_id, day, draft, people, days)
    mark(event.member_id, event_id)


def _ask(viewer, event, event_id, day, draft, people, days):
    """Asks those who are new to an event, or everybody again, as change() has it."""
    title, others = _title(draft, days), _others(viewer, draft)
    if _is_moved(event, day, draft):
        delivery.reopen(event.member_id, KIND, event_id, others, title)
        if delivery.has(viewer, KIND, event_id):  # whoever moves it can come
            delivery.amend(viewer, KIND, event_id, "accept")
    else:
        others = [user_id for user_id in others if user_id not in people]
    delivery.retitle(event.member_id, KIND, event_id, title)
    delivery.send(event.member_id, KIND, event_id, others, viewer.user_id, title)


def mark(member_id, event_id):
    """Lets an event's days, which were written anew, know who has declined it."""
    declined = Delivery.select(Delivery.user_id).where(
        (Delivery.member_id == member_id) & (Delivery.kind == KIND) & (Delivery.item_id == event_id) & (Delivery.answer == "decline"))
    for user_id, in list(locked(declined).tuples()):
        _keep(member_id, event_id, user_id, True)


def _keep(member_id, event_id, user_id, declined):
    its = (Occurrence.member_id == member_id) & (Occurrence.event_id == event_id) & (Occurrence.user_id == user_id)
    Occurrence.update(declined=declined).where(its & (Occurrence.declined != declined)).execute()


def take_back(member_id, event_id):
    """Takes back everybody's invitation to an event that is deleted."""
    delivery.take_back(member_id, KIND, event_id)


def _others(viewer, draft):
    return [user_id for user_id in draft.users if user_id != viewer.user_id]


def _title(draft, days):
    """What the queue shows: when it happens next, and what."""
    today = clock.now().date()
    day = next((day for day in days if day >= today), days[-1])
    return titled(draft.starting_on(day, None).start, draft.all_day, draft.title)


def titled(start, all_day, title):
    """An event's title with its start, a naive datetime: 11/24 9:30 会議"""
    return f"{start.month}/{start.day} {'' if all_day else f'{start.hour}:{start.minute:02d} '}{title}"


def _is_over(draft, days):
    return draft.starting_on(days[-1], None).end <= clock.now()


def _is_moved(event, day, draft):
    """Whether an event is at another time now: another day or hour, or repeated by another rule. A series that ends later or earlier is not."""
    start = datetime.datetime.combine(day, clock.local(event.start).time())
    end = start + datetime.timedelta(minutes=event.end - event.start)
    return (start, end, event.all_day) != (draft.start, draft.end, draft.all_day) or draft.rule not in ("", event.rule)


def _copy(event, event_id):
    rows = Delivery.select().where((Delivery.member_id == event.member_id) & (Delivery.kind == KIND) & (Delivery.item_id == event.id))
    place = Delivery._meta.sorted_field_names.index("item_id")
    insert_rows(Delivery, [(*row[:place], event_id, *row[place + 1:]) for row in rows.tuples()])


# Answering


def answer(viewer, event_id, answer, form_key, comment=""):
    """Answers the viewer's invitation to an event, or changes the answer; one of ANSWERS. Raises NotFound and Invalid."""
    problem = texts.problem("コメント", comment, LONGEST_COMMENT, one_line=True)
    if problem:
        raise Invalid({"comment": problem})
    if answer not in ANSWERS:
        raise Invalid({"answer": "出席か欠席を選んでください。"})

    def work():
        its = (Event.member_id == viewer.member_id) & (Event.id == event_id)
        locked(Event.select(Event.id).where(its)).first()  # whoever changes it writes its days anew
        delivery.amend(viewer, KIND, event_id, answer, comment)
        _keep(viewer.member_id, event_id, viewer.user_id, answer == "decline")

    base.once(viewer.member_id, form_key, work)


def close_past(viewer, now):
    """Closes those of the viewer's open invitations whose events are over; now: a naive datetime.

    For whoever shows how many are open: a read, and only where one is over a write.
    """
    mine = {"member_id": viewer.member_id, "user_id": viewer.user_id}
    past = [event_id for event_id, in _past(**mine, now=clock.minutes(now), since=_since(now))]
    if past:
        rows = (Delivery.member_id == viewer.member_id) & (Delivery.user_id == viewer.user_id) & (Delivery.kind == KIND)
        base.in_passing(Delivery.update(is_open=False).where(rows & Delivery.item_id.in_(past) & Delivery.is_open).execute)


# Reading


def answers(member_id, event_id, start=0, count=1_000):
    """The delivery.Answers of all who were asked to an event; whoever asks has found the event."""
    return delivery.answers(member_id, KIND, event_id, start, count)


def day_of(viewer, event_id, now):
    """The day (date) of the viewer's running or next occurrence of an event, or its last one; now: a naive datetime. Raises NotFound."""
    found = _days(member_id=viewer.member_id, user_id=viewer.user_id, event_id=event_id, now=clock.minutes(now))
    (coming, last), = found
    if last is None:
        raise NotFound
    return datetime.date.fromordinal(last if coming is None else coming)


_LONGEST = 32  # days that an occurrence touches at most


def _since(now):
    """The ordinal of the first day of what may still go on: for the index."""
    return now.date().toordinal() - _LONGEST


def _past_query():
    coming = Occurrence.select(Occurrence.event_id).where(
        (Occurrence.member_id == Delivery.member_id) & (Occurrence.event_id == Delivery.item_id)
        & (Occurrence.first_day >= parameter("since")) & (Occurrence.end > parameter("now")))
    mine = (Delivery.member_id == parameter("member_id")) & (Delivery.user_id == parameter("user_id"))
    return Delivery.select(Delivery.item_id).where(mine & IS_OPEN & (Delivery.kind == KIND) & ~fn.EXISTS(coming))


def _days_query():
    coming = fn.MIN(Case(None, [(Occurrence.end > parameter("now"), Occurrence.first_day)]))
    return Occurrence.select(coming, fn.MAX(Occurrence.first_day)).where(
        (Occurrence.member_id == parameter("member_id")) & (Occurrence.event_id == parameter("event_id"))
        & (Occurrence.user_id == parameter("user_id")))


_past = Read(_past_query)
_days = Read(_days_query)
