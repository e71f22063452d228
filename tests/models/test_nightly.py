"""The night: all jobs, run twice, by two machines at once, and stopped in between."""

import datetime

import pytest

from models import clock, erasing, info_board, lease, nightly, retention, search, withdrawal
from models.base import DoneKey
from models.delivery import Delivery
from models.disk import DiskUse, UsagePeak
from models.event import Event, Occurrence
from models.info_board import Draft
from models.member import Person
from models.memo import Memo
from models.session import BOUNCE, IDLE, Session, is_dead, open_session
from models.throttle import LoginFailure
from models.user_import import UserImport, UserImportRow
from models.withdrawal import Withdrawal
from tests.models.rows import put, put_all
from tests.models.test_base import in_threads

NOW = 1_800_000_000  # 2027-01-15 17:00 in Japan
DAY = 24 * 3600
OLD = NOW - 400 * DAY


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "unix", lambda: NOW)


@pytest.fixture
def busy(people, log_in):
    """Two members with something for every job to do; the twin has withdrawn."""
    administrator = log_in(people.administrator)[1]._replace(system_admin=True)
    retention.save(administrator, "memo", 12, "k")
    withdrawal.enter("TWIN2", datetime.date(2026, 10, 30), datetime.date(2026, 10, 30))
    for member_id in ("ACME1", "TWIN2"):
        put_all(Memo, [{"member_id": member_id, "id": number, "sent_at": OLD, "body": "本文"} for number in range(1, 1_301)])
        put_all(Delivery, [{"member_id": member_id, "user_id": "00104", "kind": "memo", "item_id": number} for number in range(1, 1_301)])
        put(Event, member_id=member_id, id=1, start=NOW // 60 + 1, rule="")
        put(Occurrence, member_id=member_id, user_id="00104", event_id=1)
        put(DoneKey, member_id=member_id, form_key="old", done_at=OLD)
    put(DoneKey, member_id="ACME1", form_key="new", done_at=NOW)
    put_all(LoginFailure, [{"subject": f"old{number}", "last_at": OLD} for number in range(600)] + [{"subject": "new", "last_at": NOW}])
    return people


def night(**options):
    said = []
    assert nightly.run(say=said.append, **options)
    return said


def check_done():
    """What is there after the night, whatever happened during it."""
    assert Memo.select().count() == Delivery.select().count() == 0
    assert Event.select(Event.member_id).tuples().first() == ("ACME1",) and Event.select().count() == 1
    assert {row.form_key for row in DoneKey.select()} == {"new", "k"}
    assert [row.subject for row in LoginFailure.select()] == ["new"]
    assert [(row.member_id, row.user_id) for row in Person.select().where(Person.member_id == "TWIN2")] == []
    assert UsagePeak.select().count() == 1 and {row.member_id for row in DiskUse.select()} == {"ACME1"}
    assert not lease.Lease.select().exists()


def test_all_is_done_line_by_line_and_nothing_twice(busy):
    first, second = night(), night()
    assert [line.partition(":")[0] for line in first] == ["usage", "notices", "search", "retention", "withdrawals", "tidying"]
    assert "1 members counted" in first[0] and "ACME1 memo: 1300 deleted, older than 12 months" in first[3]
    assert "TWIN2" in first[4] and "600 failed logins" in first[5] and "1 form keys" in first[5]
    assert second[1:] == [f"{name}: nothing to do" for name in ("notices", "search", "retention", "withdrawals", "tidying")]
    check_done()


def test_two_machines_at_once_do_it_once(busy):
    said = [[], [], []]
    errors = in_threads(3, lambda number: said[number].extend(night()))
    assert not errors, errors
    lines = [line for lines in said for line in lines]
    assert sum("1300 deleted" in line for line in lines) == sum("600 failed logins" in line for line in lines) == 1
    check_done()


@pytest.mark.parametrize("batch", [1, 2, 5, 9])
def test_stopped_in_the_middle_of_a_transaction_it_goes_on_the_next_night(busy, monkeypatch, batch):
    calls, real = [], erasing.delete_rows

    def dying(table, fields, rows):
        real(table, fields, rows)
        calls.append(table)
        if len(calls) == batch:
            raise KeyboardInterrupt

    monkeypatch.setattr(erasing, "delete_rows", dying)
    with pytest.raises(KeyboardInterrupt):
        nightly.run(say=str)
    assert Memo.select().count() or DoneKey.select().count() > 2 or Withdrawal.get().erased_day is None or LoginFailure.select().count() > 1
    night()
    check_done()


def test_a_machine_that_died_with_the_lease_is_waited_for_and_then_replaced(busy, monkeypatch):
    lease.Lease.create(name="nightly", holder="dead", until=NOW + 600)
    assert night() == ["another machine is at it: nothing done"] and Memo.select().count() == 2_600
    monkeypatch.setattr(clock, "unix", lambda: NOW + 601)
    assert len(night()) == 6


def test_whoever_has_lost_the_lease_stops(busy, monkeypatch):
    monkeypatch.setattr(nightly, "_RENEW_EVERY", -1)

    def taken(night):
        yield "one"
        lease.Lease.update(holder="other").execute()
        yield "two"
        raise AssertionError("it goes on")

    assert night(jobs=[("a", taken)]) == ["a: one", "a: two", "another machine has taken over: stopped"]


def test_a_job_that_fails_keeps_no_other_from_being_done(busy):
    def failing(night):
        yield
        raise KeyError("secret text")

    said = []
    assert not nightly.run(say=said.append, jobs=[("bad", failing), *nightly.JOBS])
    assert said[0] == "bad: stopped by KeyError, to be done another night"
    check_done()


def test_only_dead_sessions_go(people):
    rows = [
        {}, {"url_hash": None, "last_seen": NOW - IDLE["cookie"]}, {"cookie_hash": None, "last_seen": NOW - IDLE["url"]},
        {"started_at": NOW - BOUNCE - 1}, {"url_hash": None, "last_seen": NOW - IDLE["cookie"] - 1},
        {"cookie_hash": None, "last_seen": NOW - IDLE["url"] - 1}, {"cookie_hash": None, "url_hash": None, "last_seen": NOW - IDLE["url"] - 1}]
    for _ in rows:
        open_session(people.member, "docomo", "", False, NOW)
    for number, values in enumerate(rows, 1):
        if values:
            Session.update(values).where(Session.id == number).execute()
    live, dead = [1, 2, 3], [4, 5, 6, 7]
    assert sorted(row.id for row in Session.select().where(is_dead(NOW))) == dead
    night(jobs=[("tidying", nightly.tidy)])
    assert sorted(row.id for row in Session.select()) == live


def test_notices_are_found_from_their_first_night_to_the_one_after_their_last_day(people, log_in, monkeypatch):
    author, colleague, twin = (log_in(person)[1] for person in (people.member, people.colleague, people.twin))
    today = datetime.date(2027, 1, 15)

    def found(viewer):
        return {hit.title for hit in search.find(viewer, "芋煮会")}

    for number, (first, last) in enumerate(((0, 0), (1, 1), (3, 9))):
        days = [today + datetime.timedelta(distance) for distance in (first, last)]
        for viewer in (author, twin):
            info_board.post(viewer, Draft(f"芋煮会{number}", "本文", 0, *days), today, f"k{number}")
    seen = [found(colleague)]
    for nights in ((0,), (1, 1), (2,), (4,), (10,)):  # on the third day nobody was there to do it
        for distance in nights:
            monkeypatch.setattr(clock, "unix", lambda now=NOW + distance * DAY: now)
            said = night(jobs=[("search", nightly.turn_notices)])
        seen.append(found(colleague))
    assert seen == [{"芋煮会0"}, {"芋煮会0"}, {"芋煮会1"}, set(), {"芋煮会2"}, set()]
    assert said == ["search: 2 notices that begin or have ended"] and found(author) == found(twin) == {"芋煮会0", "芋煮会1", "芋煮会2"}


def test_a_night_that_stopped_among_the_notices_does_them_again(people, log_in, monkeypatch):
    today = datetime.date(2027, 1, 14)
    for number in range(3):
        info_board.post(log_in(people.member)[1], Draft(f"芋煮会{number}", "本文", 0, today, today), today, f"k{number}")
    for _ in zip(range(2), nightly.turn_notices(nightly.Night())):
        pass
    assert len(search.find(people.colleague, "芋煮会")) == 1
    night(jobs=[("search", nightly.turn_notices)])
    assert search.find(people.colleague, "芋煮会") == [] and nightly.NightlyDay.get().done_until == today.toordinal() + 1


def test_registrations_that_nobody_went_on_with_go(people):
    for number, moved_at in ((1, NOW - DAY - 1), (2, NOW)):
        put(UserImport, member_id="ACME1", id=number, moved_at=moved_at)
        put(UserImportRow, member_id="ACME1", import_id=number)
    assert night(jobs=[("tidying", nightly.tidy)]) == ["tidying: 1 unfinished registrations of users deleted"]
    assert [row.id for row in UserImport.select()] == [row.import_id for row in UserImportRow.select()] == [2]
