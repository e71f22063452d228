"""DATABASE_URL: what it may say, and one line without a password where it can't work."""

import peewee
import pytest

from models import base
from models.engine import ConfigError, open_url


@pytest.mark.parametrize("url, says", [
    ("", "no scheme"),
    ("data/mobile.db", "no scheme"),
    ("oracle://u:hunter2@host/name", "'oracle'"),
    ("sqlite://file.db", "three slashes"),
    ("sqlite:///", "three slashes"),
    ("sqlite:////no/such/directory/file.db", "create it"),
    ("sqlite:///:memory:?cache=shared", "synchronous="),
    ("sqlite:///:memory:?synchronous=sometimes", "synchronous="),
    ("mysql://u:hunter2@host", "names no database"),
    ("mariadb:///name", "names no host"),
    ("postgresql://u:hunter2@/name", "names no host"),
    ("mysql://u:hunter2/x@host/name", "can't be read"),
    ("mysql://u:hunter2[x@host/name", "can't be read"),
    ("mysql://u:hunter2℀@host/name", "can't be read"),
    ("postgresql://u:hunter2@host:port/name", "can't be read"),
])
def test_a_url_that_cannot_work_says_so_in_one_line_without_the_password(url, says):
    with pytest.raises(ConfigError) as refused:
        open_url(url)
    text = str(refused.value)
    assert says in text and "\n" not in text and "hunter2" not in text


def test_missing_drivers_are_named(monkeypatch):
    for name in ("psycopg", "psycopg2", "mysql"):
        monkeypatch.setattr(peewee, name, None)
    for url, package in (("postgresql://u@h/n", "psycopg"), ("mysql://u@h/n", "PyMySQL"), ("mariadb://u@h/n", "PyMySQL")):
        with pytest.raises(ConfigError, match=f"pip install .*{package}"):
            open_url(url)


def test_host_user_password_port_and_options_reach_the_driver(monkeypatch):
    monkeypatch.setattr(peewee, "mysql", object())
    monkeypatch.setattr(peewee, "psycopg", object())
    made = open_url("mariadb://u%40x:p%2Fw@db.example:3307/na%20me?connect_timeout=9")
    expected = {"host": "db.example", "user": "u@x", "password": "p/w", "port": 3307, "connect_timeout": 9, "client_flag": 2}
    assert made.database == "na me" and made.connect_params.items() >= expected.items()
    made = open_url("postgresql://u:p@db.example/name")
    assert isinstance(made, peewee.PostgresqlDatabase) and made.connect_params["connect_timeout"] == 5


@pytest.mark.parametrize("synchronous, number", [("", 2), ("?synchronous=full", 2), ("?synchronous=normal", 1), ("?synchronous=off", 0)])
def test_sqlite_is_set_up_for_many_writers(tmp_path, synchronous, number):
    base.connect(f"sqlite:///{tmp_path}/new.db{synchronous}")

    def pragma(name):
        return base.database.execute_sql(f"PRAGMA {name}").fetchone()[0]

    try:
        assert [pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")] == ["wal", number, 1, 5000]
    finally:
        base.disconnect()


def test_a_database_that_cannot_be_opened_is_one_line(tmp_path):
    (tmp_path / "text.db").write_text("this is no database, and long enough to see it" * 50)
    for name in ("text.db", "."):
        with pytest.raises(ConfigError) as refused:
            base.connect(f"sqlite:///{tmp_path}/{name}")
        assert "can't be opened" in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.parametrize("error", [
    peewee.OperationalError("connection failed\n  to server"), peewee.InterfaceError(0, ""), TypeError("unexpected keyword argument 'x'")])
def test_whatever_the_driver_says_is_one_line(monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(peewee.SqliteDatabase, "_connect", fail)
    with pytest.raises(ConfigError) as refused:
        base.connect("sqlite:///:memory:")
    assert "\n" not in str(refused.value)
