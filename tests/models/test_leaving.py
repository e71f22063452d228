"""What goes with a person's data and what stays, for it is others' too."""

import datetime

import pytest

from models import address, agenda, application_draft, circulation, delivery, facility_admin, leaving, memo, presence, punching, reservation
from models import schedule, search, telephone, todo
from models.base import transaction
from models.circular import CIRCULAR
from models.contact import Card
from models.delivery import Delivery
from models.event import Event, Occurrence
from models.presence import Presence
from models.punch import Punch
from models.reservation_slots import Reservation, ReservationSlot
from models.todo import Plan, Todo
from tests.models.administration import make_system

NOW = datetime.datetime(2026, 11, 25, 9)
WORDS = {"公開ひとり": (False, ()), "非公開ひとり": (True, ()), "公開みんな": (False, ("00107",)), "非公開みんな": (True, ("00107",))}


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, twin), signed in; member and twin have one of everything, and the same ids."""
    make_system(people.colleague)
    make_system(people.twin)
    member, colleague, twin = (log_in(person)[1] for person in (people.member, people.colleague, people.twin))
    for viewer, system in ((member, colleague), (twin, twin)):
        _fill(viewer, system)
    return member, colleague, twin


def _fill(viewer, system):
    others = ("00107",) if viewer is not system else ()
    for number, (title, (private, users)) in enumerate(WORDS.items()):
        draft = schedule.Draft(title=title, start=NOW, end=NOW + datetime.timedelta(hours=1), private=private, users=(viewer.user_id, *(users and others)))
        schedule.add(viewer, draft, f"e{number}")
    todo.add(viewer, Plan("自分のToDo"), "t1")
    address.add(viewer, Card(name="自分の相手", private=True), "a1")
    address.add(viewer, Card(name="みんなの相手"), "a2")
    circulation.write(viewer, CIRCULAR, circulation.Draft("下書き", "本文"), "c1", send=False)
    application_draft.keep(viewer, 1, 0, 1, [])
    telephone.save(viewer, "03-0000-0000")
    punching.punch(viewer, "arrive", "", NOW, "p1")
    category = facility_admin.add_category(system, "会議室", 1, "f1")
    room = facility_admin.add(system, category, "第1会議室", 1, "", "f2")
    reservation.book(viewer, reservation.Wish(room, "自分の予約", "", NOW, NOW + datetime.timedelta(hours=1)), "r1")
    if others:
        circulation.write(viewer, CIRCULAR, circulation.Draft("回覧", "本文", users=others), "c2")
        memo.send(system, memo.Draft(caller="客先", phrase="call", body="来た伝言", called_at=NOW, users=(viewer.user_id,)), "m1")
        memo.send(viewer, memo.Draft(caller="客先", phrase="call", body="出した伝言", called_at=NOW, users=others), "m2")


def titles(member_id):
    return {row.title for row in Event.select().where(Event.member_id == member_id)}


def rows_of(member_id):
    """{table: its rows of a member}, of everything that a person may have."""
    return {table.__name__: table.select().where(table.member_id == member_id).count() for table in (
        Event, Occurrence, Todo, Presence, Punch, Reservation, ReservationSlot, Delivery, search.SearchEntry, telephone.Telephone,
        application_draft.ApplicationDraft)}


def test_whoever_leaves_takes_along_what_nobody_else_could_see(viewers):
    member, colleague, twin = viewers
    before = rows_of("TWIN2")
    transaction(lambda: leaving.leave("ACME1", "00104"))
    assert titles("ACME1") == set(WORDS) - {"非公開ひとり"}
    kept = rows_of("ACME1")
    assert not any(kept[name] for name in ("Todo", "Presence", "Telephone", "ApplicationDraft"))
    assert kept["Punch"] == kept["Reservation"] == 1
    assert delivery.counts(member) == {} and delivery.counts(colleague)["memo"] == 1 and delivery.counts(colleague)["circular"] == 1
    found = {hit.title for word in ("自分", "相手", "ひとり", "予約") for hit in search.find(colleague, word)}
    assert "みんなの相手" in found and "自分の予約" in found and not {"自分のToDo", "自分の相手"} & {hit.title for hit in search.find(member, "自分")}
    assert [row.title for row in agenda.day(colleague, "00107", NOW.date())] == ["公開みんな", "非公開みんな"]
    assert rows_of("TWIN2") == before


def test_of_whoever_stays_all_that_is_the_persons_own_goes(viewers):
    member, colleague, twin = viewers
    before = rows_of("TWIN2")
    transaction(lambda: leaving.own("ACME1", "00104"))
    assert titles("ACME1") == {"公開みんな", "非公開みんな"}
    kept = rows_of("ACME1")
    assert not any(kept[name] for name in ("Todo", "Presence", "Telephone", "ApplicationDraft", "Punch", "Reservation", "ReservationSlot"))
    assert delivery.counts(member) == {"memo": 1} and delivery.counts(colleague)["memo"] == 1  # it awaits an answer still
    assert not {"自分のToDo", "自分の相手", "自分の予約", "公開ひとり"} & {hit.title for word in ("自分", "ひとり") for hit in search.find(member, word)}
    assert rows_of("TWIN2") == before
    transaction(lambda: leaving.own("ACME1", "00104"))  # nothing is left, and that is no error


def test_others_events_are_never_touched(viewers):
    member, colleague, _ = viewers
    schedule.add(colleague, schedule.Draft(title="同僚の予定", start=NOW, end=NOW + datetime.timedelta(hours=1), users=("00104",)), "x1")
    for work in (leaving.own, leaving.leave):
        transaction(lambda: work("ACME1", "00104"))
    assert "同僚の予定" in titles("ACME1") and presence.find(colleague, "00104").label == presence.UNKNOWN
