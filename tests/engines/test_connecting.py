"""Connections to a real server: encrypted and checked, or refused in one line; and shared by the threads of a process."""

import threading
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from playhouse import pool

from models import base, engine, migrations
from models.engine import open_url
from tests import engines
from tests.clients.server import command
from tests.engines.conftest import URL
from tests.phone import Phone

IS_POSTGRESQL = URL.startswith("postgresql:")
WHO_AM_I = "SELECT pg_backend_pid()" if IS_POSTGRESQL else "SELECT CONNECTION_ID()"
ONE_LINE = "mobile_app.py: the database of DATABASE_URL can't be opened: "
PASSWORD = "hunter2/@"
QUOTED = "hunter2%2F%40"


# To a server that insists on TLS and a password


@pytest.fixture(scope="module")
def server():
    """The server, whose certificate is for 127.0.0.1 and made by ca.pem in its folder; other.pem is somebody else's."""
    name = urlsplit(URL).scheme
    with engines.folder(name) as folder:
        made = engines.Server(name, folder)
        made.prepare()
        _certify(made)
        try:
            made.start(*_options(folder))
            _let_in(made.url)
            yield made
        finally:
            made.kill()


def _certify(server):
    """Two authorities, and the server's certificate by the first."""
    def openssl(*words):
        server.run("openssl", *words)

    for name in ("ca", "other"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=db", "-keyout", "server.key", "-out", "server.csr", "-addext", "subjectAltName=IP:127.0.0.1")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "2", "-copy_extensions", "copy", "-out", "server.pem")


def _options(folder):
    """TLS; and what is written is there even after the server was killed."""
    if not IS_POSTGRESQL:
        return [
            f"--ssl-ca={folder}/ca.pem", f"--ssl-cert={folder}/server.pem", f"--ssl-key={folder}/server.key", "--innodb-flush-log-at-trx-commit=1"]
    (folder / "hba").write_text("host all postgres 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
    settings = {
        "ssl": "on", "ssl_cert_file": folder / "server.pem", "ssl_key_file": folder / "server.key", "hba_file": folder / "hba", "synchronous_commit": "on"}
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _let_in(url):
    its = open_url(url)
    if IS_POSTGRESQL:
        its.execute_sql(f"CREATE ROLE groupware LOGIN PASSWORD '{PASSWORD}'")
        its.execute_sql("CREATE DATABASE groupware OWNER groupware")
    else:
        its.execute_sql(f"CREATE USER groupware@'%%' IDENTIFIED BY '{PASSWORD}' REQUIRE SSL")
        its.execute_sql("GRANT ALL ON groupware.* TO groupware@'%%'")
    engine.discard(its)


@pytest.fixture
def migrate(server, tmp_path):
    """migrate(query, ...) -> (exit code, lines on standard error) of the command, as the user groupware."""

    def migrate(query="", host="127.0.0.1", password=QUOTED, name="groupware", port=None, scheme=None):
        where = urlsplit(server.url)
        query = query.format(folder=server.folder)
        ran = command(tmp_path, "migrate", DATABASE_URL=f"{scheme or where.scheme}://groupware:{password}@{host}:{port or where.port}/{name}?{query}")
        complaint = ran.stderr.decode()
        assert PASSWORD not in complaint and QUOTED not in complaint and "hunter" not in complaint
        return ran.returncode, complaint.splitlines()

    return migrate


AUTHORITY = "sslrootcert={folder}/%s.pem" if IS_POSTGRESQL else "ssl_ca={folder}/%s.pem"
ANY_NAME = "&sslmode=verify-ca" if IS_POSTGRESQL else "&ssl_verify_identity=0"


def test_the_right_authority_is_let_in(server, migrate):
    for scheme in ("postgresql", "postgres") if IS_POSTGRESQL else ("mariadb", "mysql"):
        assert migrate(AUTHORITY % "ca", scheme=scheme) == (0, [])
    where = urlsplit(server.url)
    its = open_url(f"{where.scheme}://groupware:{QUOTED}@127.0.0.1:{where.port}/groupware?" + (AUTHORITY % "ca").format(folder=server.folder))
    asked = "SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()" if IS_POSTGRESQL else "SHOW SESSION STATUS LIKE 'Ssl_cipher'"
    assert its.execute_sql(asked).fetchone()[-1].startswith("TLS_")
    engine.discard(its)


def test_another_authority_or_host_is_refused_in_one_line(migrate):
    for code, lines in (migrate(AUTHORITY % "other"), migrate(AUTHORITY % "ca", host="localhost")):
        assert code == 2 and len(lines) == 1 and lines[0].startswith(f"{ONE_LINE}check the certificates"), lines
    assert migrate(AUTHORITY % "ca" + ANY_NAME, host="localhost") == (0, [])


def test_a_file_that_holds_no_certificate_is_refused_in_one_line(server, migrate):
    (server.folder / "empty.pem").write_text("")
    code, lines = migrate(AUTHORITY % "empty")
    assert code == 2 and len(lines) == 1 and lines[0].startswith(f"{ONE_LINE}check the certificates"), lines


def test_without_tls_nobody_is_let_in(migrate):
    code, lines = migrate("sslmode=disable" if IS_POSTGRESQL else "ssl_disabled=1")
    assert code == 2 and len(lines) == 1 and lines[0].startswith(ONE_LINE), lines


@pytest.mark.parametrize("wrong, advice", [
    ({"password": "hunter3"}, "check user and password"), ({"password": ""}, "check user and password"), ({"port": 1}, "check host and port"),
    ({"host": "no-such-host.invalid"}, "check host and port"), ({"name": "nobodys"}, "")])
def test_what_is_wrong_is_said_in_one_line(migrate, wrong, advice):
    code, lines = migrate(**wrong)
    assert code == 2 and len(lines) == 1 and lines[0].startswith(ONE_LINE + advice), lines


def test_a_database_that_is_not_there_is_to_be_created(server, tmp_path):
    """MariaDB says so only to those who may see all."""
    ran = command(tmp_path, "migrate", DATABASE_URL=urlsplit(server.url)._replace(path="/nobodys").geturl())
    lines = ran.stderr.decode().splitlines()
    assert ran.returncode == 2 and len(lines) == 1 and lines[0].startswith(f"{ONE_LINE}create that database first"), lines


def test_a_server_that_is_gone_is_no_answer_and_one_that_is_back_is_ready_at_once(server, application):
    base.connect(server.url)
    base.migrate()
    made = Phone(application, {})
    try:
        assert made.get("/readyz").status == 200
        server.kill()
        answer = made.get("/readyz")
        assert (answer.status, answer.body) == (503, b"not ready\ndatabase: no answer\n")
        server.start(*_options(server.folder))
        assert made.get("/readyz").status == 200
    finally:
        base.disconnect()


# The pool


@pytest.fixture
def opened():
    """opened(query) -> the database of the tests with these parameters."""
    made = []

    def opened(query):
        made.append(open_url(URL + ("&" if "?" in URL else "?") + query))
        return made[-1]

    yield opened
    for its in made:
        engine.discard(its)


def who_am_i(its):
    """The server's number of this thread's connection."""
    return its.execute_sql(WHO_AM_I).fetchone()[0]


def test_threads_share_as_many_connections_as_there_may_be(opened):
    its, seen = opened("max_connections=2"), []

    def work():
        for _ in range(5):
            seen.append(who_am_i(its))
            engine.release(its)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 30 and len(set(seen)) <= 2


def test_where_all_are_in_use_the_database_is_away_for_now(opened, monkeypatch):
    monkeypatch.setattr(engine, "_POOL_PATIENCE", 0.05)
    its, found = opened("max_connections=1"), []
    who_am_i(its)

    def work():
        try:
            who_am_i(its)
        except Exception as error:
            found.append(error)

    for _ in range(2):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        engine.release(its)
    assert len(found) == 1 and base.is_away(found[0]) and "all 1 connections are in use" in str(found[0])


def test_a_connection_is_replaced_when_it_is_old(opened, monkeypatch):
    its, now = opened("stale_timeout=60"), [1_800_000_000.0]
    monkeypatch.setattr(pool, "time", SimpleNamespace(time=lambda: now[0], monotonic=pool.time.monotonic))
    seen = []
    for seconds in (0, 59, 2):
        now[0] += seconds
        seen.append(who_am_i(its))
        engine.release(its)
    assert seen[0] == seen[1] != seen[2]


def test_a_transaction_keeps_its_connection(opened):
    its = opened("max_connections=2")
    with its.atomic():
        mine = who_am_i(its)
        engine.release(its)
        assert not its.is_closed() and who_am_i(its) == mine
    engine.release(its)
    assert its.is_closed()


def test_an_answered_request_keeps_no_connection(signed_in):
    made = signed_in("modern")
    assert base.database.is_closed()
    assert made.get("/").status == 200 and made.get("/no/such/page").status == 404 and base.database.is_closed()


def test_connections_that_the_server_has_closed_are_opened_again(signed_in):
    made = signed_in("modern")
    mine = who_am_i(base.database)
    base.release()
    other = open_url(URL)
    other.execute_sql(f"SELECT pg_terminate_backend({mine})" if IS_POSTGRESQL else f"KILL {mine}")
    engine.discard(other)
    assert made.get("/").status == 200 and who_am_i(base.database) != mine


def test_a_statement_that_takes_too_long_is_given_up(opened):
    its = opened("read_timeout=1")
    with pytest.raises(base.DATABASE_ERRORS) as given_up:
        its.execute_sql("SELECT pg_sleep(20)" if IS_POSTGRESQL else "SELECT SLEEP(20)")
    assert base.is_away(given_up.value)


if IS_POSTGRESQL:

    def test_a_migration_may_take_longer(opened):
        its, seen = opened("read_timeout=7"), []
        with migrations._alone(its):
            seen.append(its.execute_sql("SHOW statement_timeout").fetchone())
        assert seen + [its.execute_sql("SHOW statement_timeout").fetchone()] == [("0",), ("7s",)]
