"""The application on a fresh copy of the sample companies, the cast, and the phones."""

import gc
import time
from typing import NamedTuple

import pytest
from hypothesis import settings

from tests import databases
from tests.phone import Phone

# How long an example takes is the machine's affair, not the code's.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


def pytest_collection_finish():
    """What is loaded by now stays to the end: the garbage collector need not look at it again and again, a tenth of the time."""
    gc.collect()
    gc.freeze()


def pytest_configure(config):
    config.addinivalue_line("markers", "on_sqlite(reason): what only SQLite has; on every engine the test has a database of SQLite")


@pytest.fixture(scope="session", autouse=True)
def morning():
    """It is ten in the morning in Japan when the tests begin, whenever they do: no day ends while they run."""
    from models import clock

    ten = clock.now().replace(hour=10, minute=0, second=0, microsecond=0)
    shift = (ten - clock.now()).total_seconds()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "_seconds", lambda: time.time() + shift)
        yield


class Login(NamedTuple):
    """Who somebody is, as they log in."""

    member_id: str
    user_id: str
    password: str
    name: str


def _make_samples():
    from models import base, password, samples

    base.migrate()
    with pytest.MonkeyPatch.context() as patch:  # what a hash costs is tested where hashes are
        patch.setattr(password, "COST", {"memory_cost": 8, "time_cost": 1, "parallelism": 1})
        samples.make()


@pytest.fixture(scope="session")
def samples_file(tmp_path_factory):
    """SQLite with the sample companies, whatever the engine of the tests."""
    return databases.File("samples", tmp_path_factory.mktemp("samples"), _make_samples)


@pytest.fixture(scope="session")
def samples_on_server():
    """The same on the server of TEST_DATABASE_URL."""
    return databases.on_server("samples", _make_samples)


@pytest.fixture(scope="session")
def everyone():
    """The logins of the sample companies: {(会員ID, ユーザーID): Login}."""
    from models import samples

    return {(row["member_id"], row["user_id"]): Login(*(row[name] for name in Login._fields)) for row in samples.logins()}


@pytest.fixture(scope="session")
def application():
    """The WSGI application; it asks whatever database is open."""
    import mobile_app

    return mobile_app.create_app(mobile_app.Settings(name="localhost:8080"))


@pytest.fixture
def site_url(request, tmp_path):
    """The URL of a database of this test's own with the sample companies, which is open."""
    from models import base, field, maintenance

    maintenance.forget()
    field.forget_waiting()
    yield request.getfixturevalue("samples_file" if databases.is_sqlite(request) else "samples_on_server").open(tmp_path)
    base.disconnect()


@pytest.fixture
def site(application, site_url):
    """The application on a database of this test's own."""
    return application


class Cast(NamedTuple):
    """The people of the tests: two of one group, one of another, and the twin company's user with the same ids."""

    member: Login
    colleague: Login
    outsider: Login
    administrator: Login
    twin: Login


@pytest.fixture(scope="session")
def cast(everyone):
    company, twin = sorted({member_id for member_id, _ in everyone})[:2]

    def one(user_id, member_id=company):
        return everyone[member_id, user_id]

    return Cast(one("00104"), one("00107"), one("00400"), one("00001"), one("00104", twin))


def headers_of(dialect_name):
    """The headers of the first phone of phones.toml that speaks this dialect."""
    from carriers import detect
    from carriers.phones import PHONES

    return next(row.headers for row in PHONES if detect(row.headers).dialect.name == dialect_name)


@pytest.fixture
def phone(site):
    """Makes phones on the site: phone("imode1"), phone("modern", keeps_cookies=False)."""

    def make(dialect_name, **options):
        return Phone(site, headers_of(dialect_name), **options)

    return make


@pytest.fixture
def signed_in(phone, cast):
    """Makes phones on which somebody, the member unless said otherwise, has logged in; the pages of a login are left out."""
    from models import clock, member, session
    from views.login.handlers import label

    def make(dialect_name, login=None, **options):
        made = phone(dialect_name, **options)
        login = login or cast.member
        person, now, family = member.find_person(login.member_id, login.user_id), clock.unix(), made.device.family
        cookie, url = session.open_session(person, family, label(made.device), made.scheme == "https", now)
        mode = session.prove(cookie if made.keeps_cookies else None, url, family, now)
        made.cookies |= {"s": cookie} if mode == "cookie" else {}
        made.top = made.get("/" if mode == "cookie" else f"/?s={url}")
        assert made.top.status == 200 and made.top.says("予定"), made.top.text
        return made

    return make


@pytest.fixture
def today():
    from models import clock

    return clock.now().date()
