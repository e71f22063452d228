"""A fresh database for each test, and two companies whose people have the same ids."""

from typing import NamedTuple

import pytest

from models import base, password, session, user
from models.member import Member, Person
from tests import databases

NOW = 1_800_000_000  # Unix seconds
PASSWORD = "Aa1!%&@#$^*?_~"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """SQLite, migrated, whatever the engine of the tests."""
    return databases.File("empty", tmp_path_factory.mktemp("empty"), base.migrate)


@pytest.fixture(scope="session")
def empty_on_server():
    """The same on the server of TEST_DATABASE_URL."""
    return databases.on_server("empty", base.migrate)


@pytest.fixture
def database(request, tmp_path):
    """A migrated database without rows, of this test's own."""
    request.getfixturevalue("empty_file" if databases.is_sqlite(request) else "empty_on_server").open(tmp_path)
    yield base.database
    base.disconnect()


@pytest.fixture
def cheap_hashes(monkeypatch):
    """argon2id with the least cost there is."""
    monkeypatch.setattr(password, "COST", {"memory_cost": 8, "time_cost": 1, "parallelism": 1})


class People(NamedTuple):
    """Three people of one company; the twin of another company, with the member's ユーザーID and name."""

    member: Person
    colleague: Person
    administrator: Person
    twin: Person


@pytest.fixture
def people(database, cheap_hashes):
    """Two companies; everybody's password is PASSWORD."""
    its_hash = password.hashed(PASSWORD)

    def person(member_id, user_id, name, kana, **other):
        values = {"mail": f"{user_id}@{member_id}.example", "password_hash": its_hash, "site_admin": False, "disabled": False}
        return Person.create(member_id=member_id, user_id=user_id, name=name, kana=kana, **values | other)

    for member_id in ("ACME1", "TWIN2"):
        Member.create(member_id=member_id, name=member_id.title())
    return People(
        person("ACME1", "00104", "佐藤 花子", "サトウ ハナコ"),
        person("ACME1", "00107", "髙橋 健太", "タカハシ ケンタ"),
        person("ACME1", "00001", "佐々木 一郎", "ササキ イチロウ", site_admin=True),
        person("TWIN2", "00104", "佐藤 花子", "サトウ ハナコ"),
    )


@pytest.fixture
def log_in():
    """Logs a person in on a phone that keeps cookies or doesn't: log_in(person) -> (id, models.session.Signed)."""

    def log_in(person, mode="cookie", family="docomo", label="P901i", secure=False, now=NOW):
        cookie_id, url_id = session.open_session(person, family, label, secure, now)
        assert session.prove(cookie_id if mode == "cookie" else None, url_id, family, now) == mode
        raw_id = cookie_id if mode == "cookie" else url_id
        return raw_id, session.find(raw_id, mode, family, secure, now)

    return log_in


@pytest.fixture
def try_login():
    """Tries a login and returns what comes of it: the person, or the class of the error, or the seconds to wait."""

    def try_login(person, typed=PASSWORD, address="192.0.2.1", now=NOW):
        try:
            return user.check_login(person.member_id, person.user_id, typed, address, now)
        except user.TooManyFailures as error:
            return error.wait
        except (user.UnknownId, user.WrongPassword) as error:
            return type(error)

    return try_login
