"""What is free instead, as buttons of a form that comes back: one press takes it, with everything else as it was typed.

In the template: ``% include('parts/offers')`` inside the form, behind its own first button: Enter in a field presses that.
"""

import datetime
from typing import NamedTuple

from models import clock, reservation
from views.facilities.words import times, when
from views.typed import FIRST, LAST

_MOST = 9
_MOST_SAID = 5  # of what is taken
_LAST_MINUTE = (LAST.toordinal() - FIRST.toordinal()) * 24 * 60
_NAME = 20  # characters of a facility's name on a button


class Offer(NamedTuple):
    """value: "at-29740000", the minute to start at, or "for-3-7", facility 7 for 3; label: what the button says."""

    value: str
    label: str


def taken(visit):
    """The words of the offer whose button was pressed, ("at", minute) or ("for", old, new); () for none."""
    for number in range(1, _MOST + 1):
        if f"take{number}" in visit.form:
            kind, *numbers = visit.form.get(f"offer{number}").split("-")
            wanted = {"at": 1, "for": 2}.get(kind)
            if len(numbers) == wanted and all(text.isdecimal() and len(text) < 16 for text in numbers):
                return kind, *map(int, numbers)
    return ()


def moved(start, end, offer):
    """(start, end) as the offer has them."""
    if not (offer and offer[0] == "at" and start and end):
        return start, end
    begins = clock.local(min(offer[1], _LAST_MINUTE))
    return begins, begins + (end - start)


def swapped(facility_ids, offer):
    """The facilities as the offer has them."""
    if offer and offer[0] == "for":
        return tuple(offer[2] if number == offer[1] else number for number in facility_ids)
    return tuple(facility_ids)


def refused(visit, taken, start, end, **own):
    """({field: what is taken and when}, the Offers instead) for a Taken.

    start, end: of the first occurrence; own: what is being changed, as for reservation.clashes().
    """
    clashes = reservation.clashes(visit.viewer, taken.facility_ids, taken.spans, **own)
    said = [f"{clash.name}は {when(visit, clash.start, clash.end)} に、ほかの予約があります。" for clash in clashes[:_MOST_SAID]]
    if not said:  # who was in the way has gone meanwhile, or it is the event's own on another day
        said = ["設備がほかの予約と重なります。時間か設備を変えるか、もう一度登録してください。"]
    return dict(enumerate(said)), [*_times(visit, taken, start, end), *_facilities(visit, taken, clashes, own)]


def _times(visit, taken, start, end):
    """Other times, for what happens once and not all day."""
    if len(taken.spans) > 1 or end - start >= datetime.timedelta(1):
        return
    later = max(start, visit.now)
    for begins, ends in reservation.next_free(visit.viewer, taken.facility_ids, later, later + (end - start)):
        label = (times if begins.date() == start.date() else when)(visit, begins, ends)
        yield Offer(f"at-{clock.minutes(begins)}", label)


def _facilities(visit, taken, clashes, own):
    """Other facilities, for the first two that are taken."""
    for facility_id in list(dict.fromkeys(clash.facility_id for clash in clashes))[:2]:
        for row in reservation.instead_of(visit.viewer, facility_id, taken.spans, **own):
            yield Offer(f"for-{facility_id}-{row.id}", row.name[:_NAME])
