"""設備 of events: booked, moved and cancelled in the transaction that writes the event, on all its days or not at all."""

from models.base import Read, parameter
from models.event import HIDDEN_TITLE
from models.facility import Facility, in_order, with_category
from models.reservation_slots import Reservation, give_back, take

_BATCH = 2000  # days in one statement


def reserve(member_id, event_id, owner_id, draft, days):
    """Books what the draft asks for, for the occurrences that start on these days (dates). Raises Taken and Invalid.

    Everybody sees what a facility is booked for, but not of a private event.
    """
    if draft.facilities:
        purpose = HIDDEN_TITLE if draft.private else draft.title
        take(member_id, owner_id, draft.facilities, draft.spans(days), purpose, event_id=event_id)


def release(member_id, event_id, days=None):
    """Gives back what is booked for an event, on these days (dates) or on all."""
    theirs = Reservation.event_id == event_id
    if days is None:
        give_back(member_id, theirs)
        return
    for start in range(0, len(days), _BATCH):
        give_back(member_id, theirs & Reservation.first_day.in_([day.toordinal() for day in days[start:start + _BATCH]]))


def of_occurrence(member_id, event_id, day):
    """[(facility_id, name)] of what is booked for the occurrence that starts on a day (date); whoever asks has checked the rights."""
    return list(_of_occurrence(member_id=member_id, event_id=event_id, first_day=day.toordinal()))


def _query():
    is_its = (Facility.member_id == Reservation.member_id) & (Facility.id == Reservation.facility_id)
    query = with_category(Facility.select(Facility.id, Facility.name)).join(Reservation, on=is_its)
    return in_order(query.where(
        (Reservation.member_id == parameter("member_id")) & (Reservation.event_id == parameter("event_id"))
        & (Reservation.first_day == parameter("first_day"))))


_of_occurrence = Read(_query)
