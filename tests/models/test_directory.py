"""The main service's own person table, mapped: read as it stands, written only where that is allowed."""

import sqlite3

import pytest

from models import base, checking, directory, mapping, member, password, session, unit, user
from models.base import Invalid, NotAllowed, Stale
from models.engine import ConfigError
from tests.models.conftest import NOW, PASSWORD

FORM = """
database = "sqlite:///%s"
table = "staff"
user_name = "login"
user_name_form = "{member_id}-{user_id}"
lower = true
name = ["family_name", "given_name"]
mail = "mail"
password = "secret"
disabled = "active"
disabled_when = false
write = ["password"]
"""
COLUMNS = """
database = "sqlite:///%s"
table = "staff"
member_id = "company"
user_id = "number"
name = "family_name"
password = "secret"
site_admin = "role"
site_admin_when = "chief"
"""


@pytest.fixture
def service(tmp_path, cheap_hashes):
    """The main service's database: a function that runs its SQL."""
    path = tmp_path / "service.db"

    def run(sql, *values):
        with sqlite3.connect(path) as connection:
            found = connection.execute(sql, values).fetchall()
        connection.close()
        return found

    run("CREATE TABLE staff (login TEXT, company TEXT, number TEXT, family_name TEXT, given_name TEXT, mail TEXT, secret TEXT, active INTEGER, role TEXT)")
    for number, name in (("00104", "佐藤"), ("00107", "髙橋")):
        run("INSERT INTO staff VALUES (?, 'ACME1', ?, ?, '花子', 'a@acme.example', ?, 1, 'staff')",
            f"acme1-{number}", number, name, password.hashed(PASSWORD))
    run("INSERT INTO staff VALUES ('root', 'acme', '1', '', '', '', '!', 1, 'chief')")
    run.path = path
    return run


@pytest.fixture
def use(service, database, tmp_path):
    """Maps the service's table as a TOML text says, until the end of the test."""

    def use(toml):
        file = tmp_path / "users.toml"
        file.write_text(toml % service.path, "utf-8")
        directory.use(mapping.read(file))
        return directory.in_use()

    yield use
    directory.disconnect()
    directory.use(None)


def log_in(typed=PASSWORD, user_id="00104", now=NOW):
    person = user.check_login("ACME1", user_id, typed, "192.0.2.1", now)
    cookie_id, url_id = session.open_session(person, "docomo", "P901i", False, now)
    session.prove(cookie_id, url_id, "docomo", now)
    return lambda: session.find(cookie_id, "cookie", "docomo", False, now)


@pytest.mark.parametrize("toml", [FORM, COLUMNS])
def test_people_of_the_service_log_in_with_their_password(use, toml):
    use(toml)
    assert log_in()().user_id == "00104"
    with pytest.raises(member.WrongPassword):
        log_in("Wrong_123")
    with pytest.raises(user.UnknownId):
        log_in(user_id="00999")


def test_names_are_joined_and_colleagues_are_there_at_once(use, service):
    use(FORM)
    viewer = log_in()()
    assert viewer.name == "佐藤 花子"
    assert [person.user_id for person in user.search(viewer, "")] == ["00104", "00107"]
    service("INSERT INTO staff VALUES ('acme1-00110', '', '', '新人', '', '', '', 1, '')")
    directory._copied_at.clear()  # a minute later
    assert [person.name for person in user.search(viewer, "新人")] == ["新人"]
    service("DELETE FROM staff WHERE login = 'acme1-00110'")
    directory._copied_at.clear()
    assert user.search(viewer, "新人") == []


@pytest.mark.parametrize("change", ["UPDATE staff SET active = 0", "UPDATE staff SET secret = 'pbkdf2_sha256$1$a$b'", "DELETE FROM staff"])
def test_what_the_service_changes_ends_open_sessions_at_the_next_request(use, service, change):
    use(FORM)
    again = log_in()
    assert again()
    service(f"{change} WHERE login = 'acme1-00104'")
    assert again() is None
    with pytest.raises((user.UnknownId, member.WrongPassword)):
        log_in()


def test_a_password_changed_here_is_written_in_the_services_own_form(use, service):
    use(FORM)
    for stored in ("$2y$04$" + "a" * 53, "pbkdf2_sha256$1000$salt$hash"):
        service("UPDATE staff SET secret = ? WHERE login = 'acme1-00104'", _hash_like(stored))
        viewer = log_in()()
        user.change_own_password(viewer, PASSWORD, "Changed_99", viewer.session_id, stored)
        (now,), = service("SELECT secret FROM staff WHERE login = 'acme1-00104'")
        assert now.startswith(stored[:7]) and password.is_right("Changed_99", now)
        assert log_in("Changed_99")() and service("SELECT count(*) FROM staff WHERE family_name = '髙橋'") == [(1,)]


def _hash_like(stored):
    import passlib.hash

    if stored.startswith("$2y$"):
        return passlib.hash.bcrypt.using(rounds=4, ident="2y").hash(PASSWORD)
    return passlib.hash.django_pbkdf2_sha256.using(rounds=1000).hash(PASSWORD)


def test_the_session_in_which_a_password_was_changed_goes_on_and_others_end(use):
    use(FORM)
    here, elsewhere = log_in(), log_in()
    user.change_own_password(here(), PASSWORD, "Changed_99", here().session_id, "k")
    assert here() and elsewhere() is None


def test_nothing_is_written_that_the_mapping_does_not_allow(use, service):
    its = use(COLUMNS)
    before = service("SELECT * FROM staff")
    viewer = log_in()()
    with pytest.raises(Invalid) as told:
        user.change_own_password(viewer, PASSWORD, "Changed_99", viewer.session_id, "k")
    assert "本サービス" in told.value.problems["new"]
    for values in ({"password_hash": "x"}, {"name": "x"}, {"mail": "x"}):
        with pytest.raises(NotAllowed):
            its.write(its.find("ACME1", "00104"), **values)
    assert service("SELECT * FROM staff") == before


def test_whoever_changed_the_password_first_wins(use, service):
    its = use(FORM)
    seen = its.find("ACME1", "00104")
    service("UPDATE staff SET secret = 'other' WHERE login = 'acme1-00104'")
    assert not its.write(seen, password_hash="mine")
    with pytest.raises(Stale):
        directory.set_password("ACME1", "00104", "Changed_99", seen.password_hash)
    assert service("SELECT secret FROM staff WHERE login = 'acme1-00104'") == [("other",)]


def test_ids_are_compared_exactly_whatever_the_table_does(use, service):
    its = use(COLUMNS)
    service("INSERT INTO staff VALUES ('x', 'acme1', '00104', '小文字', '', '', '', 1, '')")
    assert its.find("ACME1", "00104").name == "佐藤"
    assert {account.name for account in its.everybody("ACME1")} == {"佐藤", "髙橋"}


def test_the_services_table_stays_as_it_was(use, service):
    before = service("SELECT sql FROM sqlite_master"), service("SELECT * FROM staff")
    use(FORM)
    base.migrate()
    viewer = log_in()()
    unit.mates(viewer)
    assert (service("SELECT sql FROM sqlite_master"), service("SELECT * FROM staff")) == before


def test_a_right_is_taken_over_where_it_is_mapped(use, service):
    use(COLUMNS)
    service("UPDATE staff SET role = 'chief' WHERE number = '00104'")
    assert log_in()().site_admin and not log_in(user_id="00107")().site_admin


# Before going live


def test_the_report_tells_what_fits_and_what_does_not(use, service):
    lines, fits = checking.report(use(FORM))
    text = "\n".join(lines)
    assert not fits and "3 rows, 2 people of 1 member." in text and "'root'" in text and "2 argon2" in text
    assert "This site may write: password." in text and "$argon2" not in text
    service("DELETE FROM staff WHERE login = 'root'")
    assert checking.report(use(FORM))[1]
    service("UPDATE staff SET secret = 'md5:0123' WHERE number = '00107'")
    lines, fits = checking.report(use(FORM))
    assert not fits and any("form that isn't known: 00107" in line for line in lines)


@pytest.mark.parametrize("said, told", [
    ('table = "persons"', "no table persons"), ('mail = "post"', "no column post")])
def test_the_report_names_what_is_not_there(use, said, told):
    word = said.partition(" ")[0]
    toml = "\n".join(line for line in FORM.splitlines() if not line.startswith(f"{word} ")) + f"\n{said}\n"
    lines, fits = checking.report(use(toml))
    assert not fits and told in lines[0]


@pytest.mark.parametrize("toml, told", [
    ("table = 'x'", "lacks 'password'"),
    ("table = 'x'\npassword = 'p'\nname = 'n'", "how ids are found"),
    ("table = 'x'\npassword = 'p'\nname = 'n'\nuser_id = 'u'\nmember_id_is = 'acme'", "no 会員ID"),
    ("table = 'x'\npassword = 'p'\nname = 'n'\nuser_name = 'u'\nuser_name_form = '{user_id}'", "how ids are found"),
    ("table = 'x'\npassword = 'p'\nname = 'n'\nuser_id = 'u'\nmember_id = 'm'\nwrite = ['kana']", "write takes"),
    ("table = 'x'\npasword = 'p'", "pasword"),
    ("table = ", "no TOML"),
])
def test_a_mapping_that_can_not_work_is_refused_in_one_line(tmp_path, toml, told):
    file = tmp_path / "users.toml"
    file.write_text(toml, "utf-8")
    with pytest.raises(ConfigError) as refused:
        mapping.read(file)
    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_a_table_of_our_own_is_no_table_of_the_service(database, tmp_path):
    file = tmp_path / "users.toml"
    file.write_text("table = 'person'\npassword = 'p'\nname = 'n'\nuser_id = 'u'\nmember_id = 'm'", "utf-8")
    with pytest.raises(ConfigError, match="of its own"):
        directory.use(mapping.read(file))
