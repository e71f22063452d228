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
    ("sqlite:///:memory:?cache=shared", "are synchronous"),
    ("sqlite:///:memory:?synchronous=sometimes", "one of full, normal"),
    ("mysql://u:hunter2@host", "names no database"),
    ("mariadb:///name", "names no host"),
    ("postgresql://u:hunter2@/name", "names no host"),
    ("mysql://u:hunter2/x@host/name", "can't be read"),
    ("mysql://u:hunter2[x@host/name", "can't be read"),
    ("mysql://u:hunter2℀@host/name", "can't be read"),
    ("postgresql://u:hunter2@host:port/name", "can't be read"),
    ("postgresql://u:hunter2@host/name?ssl_ca=x", "'ssl_ca'; this engine's are max_connections,"),
    ("mariadb://u:hunter2@host/name?sslmode=require", "'sslmode'; this engine's are max_connections,"),
    ("postgresql://u:hunter2@host/name?max_connections=many", "from 1 to 1000, not 'many'"),
    ("mysql://u:hunter2@host/name?max_connections=0", "from 1 to 1000, not '0'"),
    ("mariadb://u:hunter2@host/name?stale_timeout=-1", "not '-1'"),
    ("mariadb://u:hunter2@host/name?read_timeout=1.5", "not '1.5'"),
    ("postgresql://u:hunter2@host/name?write_timeout=", "not ''"),
    ("mysql://u:hunter2@host/name?connect_timeout=61", "from 1 to 60"),
    ("postgresql://u:hunter2@host/name?sslmode=verify", "one of disable, allow, prefer, require, verify-ca, verify-full"),
    ("postgresql://u:hunter2@host/name?sslrootcert=/no/ca.pem", "no file '/no/ca.pem', which sslrootcert"),
    ("mariadb://u:hunter2@host/name?ssl_ca=/no/ca.pem", "no file '/no/ca.pem', which ssl_ca"),
    ("mariadb://u:hunter2@host/name?ssl_verify_cert=yes", "one of 0, 1, not 'yes'"),
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


def test_host_user_password_port_and_time_outs_reach_the_driver():
    made = open_url("mariadb://u%40x:p%2Fw@db.example:3307/na%20me?connect_timeout=9&read_timeout=7")
    expected = {
        "host": "db.example", "user": "u@x", "password": "p/w", "port": 3307, "connect_timeout": 9, "read_timeout": 7, "write_timeout": 30,
        "client_flag": 2}
    assert made.database == "na me" and made.connect_params.items() >= expected.items() and isinstance(made, peewee.MySQLDatabase)
    for scheme in ("postgresql", "postgres"):
        made = open_url(f"{scheme}://u:p@db.example/name?read_timeout=7&write_timeout=8")
        expected = {"connect_timeout": 5, "options": "-c statement_timeout=7000", "tcp_user_timeout": 8000, "host": "db.example"}
        assert isinstance(made, peewee.PostgresqlDatabase) and made.connect_params.items() >= expected.items()


def test_whoever_names_an_authority_of_certificates_has_the_server_checked(tmp_path):
    file = tmp_path / "ca.pem"
    file.touch()
    tls = {"ssl_ca": str(file), "ssl_verify_cert": True, "ssl_verify_identity": True}
    assert open_url(f"mariadb://u@h/n?ssl_ca={file}").connect_params.items() >= tls.items()
    assert open_url(f"mysql://u@h/n?ssl_ca={file}&ssl_verify_identity=0").connect_params.items() >= (tls | {"ssl_verify_identity": False}).items()
    assert open_url(f"postgresql://u@h/n?sslrootcert={file}").connect_params["sslmode"] == "verify-full"
    assert open_url(f"postgresql://u@h/n?sslrootcert={file}&sslmode=verify-ca").connect_params["sslmode"] == "verify-ca"
    assert not open_url("postgresql://u@h/n").connect_params.keys() & {"sslmode", "sslrootcert"}


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


@pytest.mark.parametrize("error, advice", [
    (peewee.OperationalError("connection failed: Connection refused\n\tIs the server running?"), "check host and port"),
    (peewee.OperationalError(2003, "Can't connect to MySQL server on 'h' (timed out)"), "check host and port"),
    (peewee.OperationalError(2003, "Can't connect to MySQL server on 'h' ([SSL: CERTIFICATE_VERIFY_FAILED])"), "certificates"),
    (peewee.OperationalError(1045, "Access denied for user 'u'@'h' (using password: YES)"), "user and password"),
    (peewee.OperationalError('FATAL:  password authentication failed for user "u"'), "user and password"),
    (peewee.OperationalError(1049, "Unknown database 'n'"), "create that database"),
    (peewee.OperationalError('FATAL:  database "n" does not exist'), "create that database"),
    (RuntimeError("'cryptography' package is required for sha256_password or caching_sha2_password auth methods"), "pip install cryptography"),
    (peewee.InterfaceError(0, ""), "check DATABASE_URL"), (TypeError("unexpected keyword argument 'x'"), "check DATABASE_URL"),
])
def test_whatever_the_driver_says_is_one_line_with_advice(monkeypatch, error, advice):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(peewee.SqliteDatabase, "_connect", fail)
    with pytest.raises(ConfigError) as refused:
        base.connect("sqlite:///:memory:")
    assert advice in str(refused.value).partition("(")[0] and "\n" not in str(refused.value)
