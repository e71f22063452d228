"""保存期間: who sets it, what it deletes with all that belongs to it, and what it leaves alone."""

import datetime

import pytest

from models import audit, clock, erasing, expiry, retention, schedule, search
from models.application import Application, ApplicationApprover, ApplicationContent, ApplicationEvent
from models.application_draft import ApplicationDraft
from models.attachment import Attachment, AttachmentPart
from models.base import Invalid, NotAllowed, NotFound, transaction
from models.circular import Circular
from models.delivery import Delivery
from models.event import Event, Occurrence
from models.facility import Facility
from models.info import Info, InfoRead, InfoReply
from models.memo import Memo
from models.punch import Correction, Punch
from models.question import Safety, SafetyPlace
from models.reservation_slots import Reservation, ReservationSlot
from models.schedule import Draft
from models.todo import Todo
from tests.models.rows import put, put_all

TODAY = datetime.date(2027, 1, 15)
LIMIT = expiry.cutoff(TODAY, 6)
OLD, YOUNG = LIMIT.seconds - 1, LIMIT.seconds
OLD_DAY, YOUNG_DAY = LIMIT.day - 1, LIMIT.day

# kind of retention: (table, how an old one looks, how those look that stay, kinds of delivery, words of search and files)
ITEMS = {
    "memo": (Memo, {"sent_at": OLD}, [{"sent_at": YOUNG}], ["memo"], ["memo"]),
    "circular": (
        Circular, {"written_at": OLD, "due_day": None, "kind": "report"},
        [{"written_at": YOUNG, "due_day": None}, {"written_at": OLD, "due_day": YOUNG_DAY}, {"written_at": OLD, "due_day": None, "is_draft": True}],
        ["report"], ["report"]),
    "info": (Info, {"last_day": OLD_DAY, "first_day": OLD_DAY}, [{"last_day": YOUNG_DAY, "first_day": OLD_DAY}], [], ["info"]),
    "todo": (Todo, {"done_at": OLD}, [{"done_at": YOUNG}, {"done_at": 0}], [], ["todo"]),
    "application": (
        Application, {"finished": True, "applied_at": OLD},
        [{"finished": True, "applied_at": YOUNG}, {"finished": False, "applied_at": OLD}], ["approval", "result"], ["application"]),
    "safety": (Safety, {"closed_at": OLD}, [{"closed_at": YOUNG}, {"closed_at": None}], ["safety"], ["safety"]),
}
BESIDE = {
    "info": [(InfoReply, "info_id"), (InfoRead, "info_id")], "safety": [(SafetyPlace, "safety_id")],
    "application": [(table, "application_id") for table in (ApplicationContent, ApplicationApprover, ApplicationDraft)],
}


@pytest.fixture
def viewers(people, log_in):
    member, colleague, administrator, twin = [log_in(person)[1] for person in people]
    return member, colleague, administrator, member._replace(system_admin=True), twin._replace(system_admin=True)


def expire(kind, member_id="ACME1", months=6):
    return sum(expiry.expire(member_id, kind, months, TODAY))


def put_item(kind, item_id, values, member_id="ACME1"):
    """An item with everything that can belong to one."""
    table, _, _, deliveries, words = ITEMS[kind]
    put(table, member_id=member_id, id=item_id, **values)
    for word in deliveries:
        put(Delivery, member_id=member_id, user_id="00104", kind=word, item_id=item_id, is_open=True)
    for beside, field in BESIDE.get(kind, ()):
        put(beside, **{"member_id": member_id, "user_id": "00104", field: item_id} if "user_id" in beside._meta.fields else {"member_id": member_id, field: item_id})
    put_files(words[0], item_id, member_id)


def put_files(word, item_id, member_id="ACME1"):
    put(Attachment, member_id=member_id, id=1_000 + item_id, kind=word, item_id=item_id)
    for number in (-1, 0):
        put(AttachmentPart, member_id=member_id, attachment_id=1_000 + item_id, number=number)
    transaction(lambda: search.put(member_id, word, item_id, f"件名{item_id}", "本文"))


def ids(table, member_id="ACME1", field="id"):
    column = table._meta.fields[field]
    return sorted({value for value, in table.select(column).where(table.member_id == member_id).tuples()})


# Setting


def test_a_システム管理者_sets_it_and_it_is_recorded(viewers):
    _, _, administrator, system_admin, twin = viewers
    retention.save(system_admin, "memo", 6, "k1")
    retention.save(system_admin, "memo", 12, "k1")  # the same press again
    retention.save(system_admin, "memo", 6, "k2")
    assert retention.of_member("ACME1") == {"memo": 6} and retention.of_member("TWIN2") == {}
    assert dict((kind.kind, months) for kind, months in retention.settings(twin))["memo"] == 0
    retention.save(system_admin, "memo", 0, "k3")
    assert retention.of_member("ACME1") == {}
    found = [row[3:] for row in audit.entries(administrator, 0, 9)]
    assert [(action, target, detail) for action, target, detail, _ in found] == [
        ("保存期間の変更", "伝言", "6か月 → 無制限"), ("保存期間の変更", "伝言", "無制限 → 6か月")]


def test_nobody_else_may(viewers):
    member, _, administrator, _, _ = viewers
    for viewer in (member, administrator):  # a 管理者 of the site has no right in the groupware by that
        for call in (lambda: retention.settings(viewer), lambda: retention.setting(viewer, "memo"), lambda: retention.save(viewer, "memo", 6, "k")):
            with pytest.raises(NotAllowed):
                call()
    assert retention.of_member("ACME1") == {}


def test_what_makes_no_sense_is_refused(viewers):
    with pytest.raises(Invalid):
        retention.save(viewers[3], "memo", 5, "k")
    with pytest.raises(NotFound):
        retention.save(viewers[3], "money", 6, "k")
    assert retention.label(1) == "1か月" and retention.label(24) == "2年" and retention.label(0) == "無制限"
    assert retention.is_shorter(6, 0) and retention.is_shorter(6, 12) and not retention.is_shorter(0, 6) and not retention.is_shorter(12, 12)


# Deleting


@pytest.mark.parametrize("kind", ITEMS)
def test_what_is_old_goes_with_all_that_belongs_to_it_and_nothing_else(people, kind):
    table, old, others, deliveries, words = ITEMS[kind]
    for member_id in ("ACME1", "TWIN2"):
        put_item(kind, 1, old, member_id)
        for number, values in enumerate(others, 2):
            put_item(kind, number, values, member_id)
    stays = list(range(2, 2 + len(others)))
    assert expiry.count("ACME1", kind, 6, TODAY) == 1
    assert expire(kind) == 1 and expire(kind) == 0
    assert ids(table) == stays and ids(table, "TWIN2") == [1, *stays]
    assert ids(Delivery, field="item_id") == (stays if deliveries else []) and (not deliveries or 1 in ids(Delivery, "TWIN2", "item_id"))
    for beside, field in BESIDE.get(kind, ()):
        assert ids(beside, field=field) == stays and ids(beside, "TWIN2", field) == [1, *stays]
    assert ids(Attachment, field="item_id") == stays and ids(AttachmentPart, field="attachment_id") == [1_000 + number for number in stays]
    viewer = people.member
    assert sorted(hit.item_id for hit in search.find(viewer, "件名", words[0])) == stays
    assert len(search.find(people.twin, "件名", words[0])) == 1 + len(stays)


def test_an_application_is_as_old_as_its_decision(people):
    put_item("application", 1, {"finished": True, "applied_at": OLD})
    put(ApplicationEvent, member_id="ACME1", application_id=1, happened_at=YOUNG)
    assert expire("application") == 0 and expire("application", months=1) == 1 and ids(ApplicationEvent, field="application_id") == []


def at(text):
    return datetime.datetime.fromisoformat(text)


def add(people, key, start, end, **values):
    draft = Draft(title=f"件名 {key}", start=at(start), end=at(end), users=("00104", "00107"), **values)
    return schedule.add(people.member, draft, key)


def test_events_go_when_they_are_over_and_a_series_loses_its_past_days(people):
    put(Facility, member_id="ACME1", id=1)
    old = add(people, "a", "2026-07-14T22:00", "2026-07-14T23:00", facilities=(1,))
    over_midnight = add(people, "b", "2026-07-14T22:00", "2026-07-15T06:00")
    past = add(people, "c", "2026-07-01T09:00", "2026-07-01T10:00", rule="daily", until=datetime.date(2026, 7, 14))
    series = add(people, "d", "2026-07-10T09:00", "2026-07-10T10:00", rule="daily", until=datetime.date(2026, 7, 20), facilities=(1,))
    for event_id in (old, series):
        put_files("event", event_id)
    assert expiry.count("ACME1", "event", 6, TODAY) == 2
    assert expire("event") == 2 and expire("event") == 0
    assert ids(Event) == sorted([over_midnight, series]) and past not in ids(Occurrence, field="event_id")
    days = {datetime.date.fromordinal(day) for day in ids(Occurrence, field="first_day")}
    assert min(days) == datetime.date(2026, 7, 14) and len(days) == 7  # 14: what goes on beyond midnight; 15 to 20
    assert {row.event_id for row in Reservation.select()} == {series} and Reservation.select().count() == 6
    assert ReservationSlot.select().count() == 6 * 12
    assert ids(Attachment, field="item_id") == [series] and old not in [hit.item_id for hit in search.find(people.member, "件名")]
    left = schedule.find(people.member, series, datetime.date(2026, 7, 16))
    schedule.delete(people.member, series, left.day, "one", "delete")  # it still is a series like any other
    assert Reservation.select().count() == 5


def test_the_twins_events_stay(people):
    mine = add(people, "a", "2026-07-01T09:00", "2026-07-01T10:00")
    put(Event, member_id="TWIN2", id=mine, start=0, end=1)
    put(Occurrence, member_id="TWIN2", user_id="00104", event_id=mine, day=1, end=1)
    assert expire("event") == 1
    assert ids(Event, "TWIN2") == ids(Occurrence, "TWIN2", "event_id") == [mine]


def test_punches_and_corrections_go_by_their_day(people):
    for member_id in ("ACME1", "TWIN2"):
        for user_id in ("00104", "00107"):
            for day in (OLD_DAY, YOUNG_DAY):
                for table in (Punch, Correction):
                    put(table, member_id=member_id, user_id=user_id, day=day)
    assert expiry.count("ACME1", "timecard", 6, TODAY) == 2
    assert expire("timecard") == 4
    assert ids(Punch, field="day") == ids(Correction, field="day") == [YOUNG_DAY] and ids(Punch, "TWIN2", "day") == [OLD_DAY, YOUNG_DAY]


def test_many_go_in_small_transactions_and_whoever_is_stopped_goes_on(people, monkeypatch):
    put_all(Memo, [{"member_id": "ACME1", "id": number, "sent_at": OLD} for number in range(1, 1_201)])
    put_all(Delivery, [{"member_id": "ACME1", "user_id": "00104", "kind": "memo", "item_id": number} for number in range(1, 1_201)])
    rows, remaining = [], erasing.delete_rows
    monkeypatch.setattr(erasing, "delete_rows", lambda table, fields, gone: (rows.append(len(gone)), remaining(table, fields, gone)))
    expiring = expiry.expire("ACME1", "memo", 6, TODAY)
    for _ in range(3):
        next(expiring)
    expiring.close()
    left = Memo.select().count()
    assert 0 < left < 1_200 and max(rows) <= 500
    assert expire("memo") == left and Memo.select().count() == Delivery.select().count() == 0


def test_a_count_that_is_large_is_not_counted_to_its_end(people, monkeypatch):
    monkeypatch.setattr(expiry, "MOST_COUNTED", 3)
    for number in range(5):
        put(Memo, member_id="ACME1", id=number, sent_at=OLD)
    assert expiry.count("ACME1", "memo", 6, TODAY) == 3


def test_months_are_counted_back_to_a_midnight():
    limit = expiry.cutoff(datetime.date(2027, 3, 31), 1)
    assert limit.day == datetime.date(2027, 2, 28).toordinal()
    assert clock.local(limit.minutes) == clock.from_unix(limit.seconds) == datetime.datetime(2027, 2, 28)
