"""The user table of a Django project on PostgreSQL: Django makes and changes its users, this program only reads them."""

import itertools
import json
import subprocess
import sys

import psycopg
import pytest
from passlib.hash import django_pbkdf2_sha256

from models import directory, retry
from tests.clients.server import ROOT
from tests.engines.conftest import URL

MAPPING = """
database = "{url}"
table = "auth_user"
user_name = "username"
user_name_form = "{{member_id}}-{{user_id}}"
lower = true
name = ["last_name", "first_name"]
mail = "email"
password = "password"
disabled = "is_active"
disabled_when = false
site_admin = "is_superuser"
write = ["password"]
"""
PASSWORD, CHANGED = "Django!pass1", "Changed_99"
SCHEMA = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"""


@pytest.fixture(scope="module")
def database():
    """The URL of a database for Django alone."""
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS service WITH (FORCE)")
        connection.execute("CREATE DATABASE service")
    return URL.rpartition("/")[0] + "/service"


@pytest.fixture(scope="module")
def django(database):
    """The Django project: django(command, argument=value) -> its answer."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.engines.django_project", database], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:
        def ask(command, **arguments):
            process.stdin.write(json.dumps([command, arguments]) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask
        process.stdin.close()


@pytest.fixture(scope="module")
def phone(connect, django, database):
    """Makes phones on the groupware, whose own data is on SQLite."""
    return connect(MAPPING.format(url=database))


_numbers = itertools.count(101)


@pytest.fixture
def made(django):
    """Makes a user by Django: made(password, **fields) -> (username, ユーザーID)."""

    def made(password, **fields):
        user_id = f"{next(_numbers):05d}"
        fields = {"last_name": "佐藤", "first_name": "花子", "email": "a@example.jp"} | fields
        django("make", username=f"acme1-{user_id}", password=password, **fields)
        return f"acme1-{user_id}", user_id

    return made


@pytest.fixture
def cheap(django, made):
    """The same, and PASSWORD costs little to try."""

    def cheap(**fields):
        username, user_id = made(None, **fields)
        its_hash = django_pbkdf2_sha256.using(rounds=1000, salt_size=22).hash(PASSWORD)
        django("sql", text=f"UPDATE auth_user SET password = '{its_hash}' WHERE username = '{username}'")
        return username, user_id

    return cheap


# Passwords


@pytest.mark.parametrize("hasher", ["PBKDF2PasswordHasher", "Argon2PasswordHasher", "BCryptSHA256PasswordHasher", "ScryptPasswordHasher"])
def test_a_password_of_django_opens_the_groupware_and_one_changed_here_opens_django(phone, django, made, hasher):
    django("prefer", hasher=hasher)
    username, user_id = made(PASSWORD)
    before = django("row", username=username)
    here = phone("imode1")
    assert here.enter(user_id, PASSWORD)
    assert django("row", username=username) == before, "a login here is nothing to Django"
    assert here.change_password(PASSWORD, CHANGED).says("パスワードを変更しました。")
    after = django("row", username=username)
    assert {name for name in before if after[name] != before[name]} == {"password"} and before["last_login"] == "None"
    assert django("authenticate", username=username, password=CHANGED)
    assert django("row", username=username) == after, "Django found nothing to write anew"
    assert here.is_in()


def test_whoever_has_no_password_in_django_gets_one_that_django_reads(phone, django, cheap, made):
    _, administrator = cheap(is_superuser=True)
    username, user_id = made(None)
    directory._copied_at.clear()  # a minute later
    assert not phone().enter(user_id, "") and not phone().enter(user_id, django("row", username=username)["password"])
    here = phone()
    assert here.enter(administrator, PASSWORD)
    assert here.submit(here.open(f"/users/{user_id}"), {"new": CHANGED}).status == 200
    assert django("check", username=username, password=CHANGED) and phone().enter(user_id, CHANGED)


# What Django changes


@pytest.mark.parametrize("dialect", ["mova", "modern"])
@pytest.mark.parametrize("change", [{"is_active": False}, {"password": "Django!pass2"}, {"new_name": "somebody"}], ids=lambda one: next(iter(one)))
def test_what_django_changes_ends_an_open_session_at_the_very_next_request(phone, django, cheap, dialect, change):
    username, user_id = cheap()
    here = phone(dialect)
    assert here.enter(user_id, PASSWORD) and here.is_in()
    django("change", username=username, **change)
    assert not here.is_in() and not phone(dialect).enter(user_id, PASSWORD)
    if "new_name" in change:
        django("sql", text="DELETE FROM auth_user WHERE username = 'somebody'")


def test_a_new_name_reaches_the_groupware_at_the_next_login(phone, django, cheap):
    username, user_id = cheap(last_name="旧姓")
    here, again = phone(), phone()
    assert here.enter(user_id, PASSWORD) and here.top.says("旧姓 花子")
    django("change", username=username, last_name="新姓")
    assert here.open("/").says("旧姓 花子")
    assert again.enter(user_id, PASSWORD) and again.top.says("新姓 花子") and here.open("/").says("新姓 花子")


def test_names_are_told_apart_by_case_as_django_does(phone, django, cheap):
    username, user_id = cheap()
    django("make", username=username.upper(), password="Other!pass1", last_name="別人")
    assert not phone().enter(user_id, "Other!pass1")
    here = phone()
    assert here.enter(user_id, PASSWORD) and here.top.says("佐藤 花子") and not here.open("/users").says("別人")


def test_everything_else_of_django_is_left_alone(phone, django, cheap):
    username, user_id = cheap()
    others = f"SELECT * FROM auth_user WHERE username <> '{username}' ORDER BY id"
    before = django("sql", text=SCHEMA), django("sql", text=others)
    here = phone()
    assert not here.enter(user_id, PASSWORD + "x") and here.enter(user_id, PASSWORD)
    assert here.change_password(PASSWORD, CHANGED).says("パスワードを変更しました。")
    assert not phone().enter(user_id, PASSWORD) and django("check", username=username, password=CHANGED)
    assert (django("sql", text=SCHEMA), django("sql", text=others)) == before


# Its database


def test_connections_that_the_server_has_closed_are_opened_again(phone, django, cheap):
    _, user_id = cheap()
    here = phone()
    assert here.enter(user_id, PASSWORD)
    django("sql", text="SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'service' AND pid <> pg_backend_pid()")
    assert here.is_in()


def test_no_transaction_is_left_open_over_there(phone, django, cheap):
    _, user_id = cheap()
    assert phone().enter(user_id, PASSWORD)
    assert django("sql", text="SELECT state FROM pg_stat_activity WHERE datname = 'service' AND state LIKE '%transaction%'") == []


def test_while_the_database_is_away_everybody_is_asked_to_wait(connect, database, monkeypatch, phone, django, cheap):
    """It isn't asked of the copies who may log in."""
    _, user_id = cheap()
    here = phone("imode1")
    assert here.enter(user_id, PASSWORD)
    monkeypatch.setattr(retry, "BUDGET", 0.2)
    monkeypatch.setattr(directory.in_use()._database, "connect_params", {"host": "127.0.0.1", "port": 1, "user": "postgres", "connect_timeout": 1})
    directory.disconnect()
    for answer in (here.open("/"), phone().log_in("ACME1", user_id, PASSWORD), phone().log_in("ACME1", "00999", PASSWORD)):
        assert answer.status == 503 and answer.says("ただいま利用できません") and answer.header("Retry-After")
    monkeypatch.undo()
    assert here.is_in()


def test_the_same_database_may_hold_both(connect, database, django, cheap):
    _, user_id = cheap()
    before = [row for row in django("sql", text=SCHEMA) if row[0].startswith(("auth_", "django_"))]
    phone = connect(MAPPING.format(url="").replace('database = ""', ""), database)
    here = phone()
    assert here.enter(user_id, PASSWORD) and here.change_password(PASSWORD, CHANGED).status == 200 and here.is_in()
    assert [row for row in django("sql", text=SCHEMA) if row[0].startswith(("auth_", "django_"))] == before
    directory.disconnect()


# The command


def test_check_users_tells_what_does_not_fit(check_users, database, django, cheap):
    for _ in range(2):
        cheap()
    toml = MAPPING.format(url=database)
    django("sql", text="DELETE FROM auth_user WHERE password LIKE '!%' OR username <> lower(username)")
    code, text, _ = check_users(toml)
    assert code == 0 and "Everything fits." in text and "No index" not in text and "pbkdf2_sha256$" not in text, text
    django("make", username="root", password=None, is_superuser=True)
    django("make", username="ACME1-00777", password=None)
    django("make", username="acme1-00778", password=None)
    django("sql", text="UPDATE auth_user SET password = 'sha1$a$b' WHERE username = 'acme1-00778'")
    code, text, _ = check_users(toml)
    assert code == 1 and "'root'" in text and "'ACME1-00777'" in text and "form that isn't known: 00778" in text and "sha1" not in text, text


@pytest.mark.parametrize("url, told", [
    ("{}?sslmode=require", "SSL"), ("{}?nonsense=1", "nonsense"), ("postgresql://u:p4ssword@127.0.0.1:1/x", "refused")])
def test_check_users_names_what_is_wrong_with_the_database(check_users, database, url, told, monkeypatch):
    """sslmode reaches the driver: a server that has no TLS is refused."""
    code, text, complaint = check_users(MAPPING.format(url=url.format(database)))
    assert code == 2 and told in complaint and complaint.count("\n") == 1 and "p4ss" not in complaint and not text
