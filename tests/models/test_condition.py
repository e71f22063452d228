"""What operators are told of the database, on every engine."""

import datetime

import pytest

from models import base, clock, condition, disk_notice, maintenance, migrations, nightly, session
from models.session import Session
from tests.models.conftest import NOW
from tests.models.rows import put


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(clock, "_seconds", lambda: NOW)
    maintenance.forget()
    yield
    maintenance.forget()


def test_an_empty_database(database):
    found = condition.look()
    assert found.engine.split()[0] in ("SQLite", "PostgreSQL", "MariaDB") and found.cluster is None
    assert found.is_current and found.migration == max(migrations.numbers())
    assert (found.in_cookies, found.in_urls, found.lately, found.mails, found.window, found.nightly) == (0, 0, 0, 0, None, None)


def test_a_schema_that_is_not_this_programs(database, monkeypatch):
    monkeypatch.setattr(migrations, "numbers", lambda: {1: None, 9_999: None})
    assert not condition.look().is_current


def test_sessions_are_counted_while_they_live(database):
    week = session.IDLE["cookie"]
    rows = [("c", None, NOW), ("c", None, NOW - 3600), ("c", None, NOW - week - 1), (None, "u", NOW - 60), (None, "u", NOW - 7200), ("c", "u", NOW - 7200)]
    for number, (cookie, url, seen) in enumerate(rows):
        put(Session, member_id="ACME1", id=number, user_id="00104", cookie_hash=cookie and f"c{number}", url_hash=url and f"u{number}",
            started_at=seen, last_seen=seen, family="apple")
    found = condition.look()
    assert (found.in_cookies, found.in_urls, found.lately) == (2, 1, 2)


def test_the_night_and_the_maintenance(database):
    nightly.run(say=lambda line: None, jobs=())
    start = clock.now() + datetime.timedelta(days=1)
    maintenance.plan(start, start + datetime.timedelta(hours=1))
    found = condition.look()
    assert found.nightly == clock.now().date() and found.window.start == start


def test_a_night_that_failed_is_not_the_last_one(database):
    def fails(night):
        raise ValueError
        yield

    assert not nightly.run(say=lambda line: None, jobs=[("usage", fails)])
    assert condition.look().nightly is None


def test_a_mail_that_could_not_be_sent_waits(database):
    put(disk_notice.DiskNotice, member_id="ACME1", unit="megabytes", amount=1, claimed_at=NOW, mailed_at=0)
    notice = disk_notice.Notice("ACME1", "会社", disk_notice.Wish("megabytes", 1), 2, 1, ())
    disk_notice.give_back(notice)
    assert condition.look().mails == 1
    disk_notice.sent(notice)
    assert condition.look().mails == 0


def test_a_database_that_fails_is_an_error_at_once_and_not_for_long(database):
    base.database.execute_sql("ALTER TABLE migration RENAME TO gone")
    with pytest.raises(base.DATABASE_ERRORS):
        condition.look()
    base.database.execute_sql("ALTER TABLE gone RENAME TO migration")
    assert condition.look().is_current
