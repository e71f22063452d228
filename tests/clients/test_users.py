"""The main service's own user table behind a server of two processes: what changes over there is known to both at once."""

import concurrent.futures
import contextlib
import os
import re
import signal
import sqlite3
import time

import pytest

from models import password
from tests.clients import agents
from tests.clients.server import Login, Server, command, wait_for
from tests.clients.test_serve import log_in

MAPPING = """
database = "sqlite:///{}"
table = "staff"
member_id = "company"
user_id = "number"
name = "name"
password = "secret"
disabled = "status"
disabled_when = "left"
write = ["password"]
"""
PERSON = Login("ACME1", "00104", "Staff!pass1", "佐藤 花子")


@pytest.fixture
def service(tmp_path):
    """The main service's database with one person: a function that runs its SQL."""
    path = tmp_path / "service.db"

    def run(sql, *values):
        with contextlib.closing(sqlite3.connect(path)) as connection, connection:
            return connection.execute(sql, values).fetchall()

    run("CREATE TABLE staff (company TEXT, number TEXT, name TEXT, secret TEXT, status TEXT, PRIMARY KEY (company, number))")
    run("INSERT INTO staff VALUES (?, ?, ?, ?, 'here')", PERSON.member_id, PERSON.user_id, PERSON.name, password.hashed(PERSON.password))
    (tmp_path / "users.toml").write_text(MAPPING.format(path), "utf-8")
    return run


@contextlib.contextmanager
def only(server, worker):
    """All workers but one stand still: it gets every request."""
    others = [one for one in server.workers if one != worker]
    for one in others:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in others:
            os.kill(one, signal.SIGCONT)


def enter(server):
    """Logs the person in; the session's id, which this phone has in its links."""
    key = re.search(r'name="k" value="([^"]+)"', server.get("/login", User_Agent=agents.FOMA).body.decode("cp932"))[1]
    location, session_id = log_in(server, PERSON, key)
    assert server.get(location.partition(server.address)[2], User_Agent=agents.FOMA).status == 302
    return session_id


def of_each(server, session_id):
    """What each worker answers to the session's request."""
    statuses = []
    for worker in sorted(server.workers):
        with only(server, worker):
            statuses.append(server.get(f"/?s={session_id}", User_Agent=agents.FOMA).status)
    return statuses


def test_whoever_is_disabled_over_there_is_out_of_both_workers_at_the_next_request(service, tmp_path):
    with Server(tmp_path, workers=2, USERS_CONFIG=str(tmp_path / "users.toml")) as server:
        wait_for(lambda: len(server.workers) == 2, "two workers")
        for change in ("UPDATE staff SET status = 'left'", "UPDATE staff SET secret = ''", "DELETE FROM staff"):
            before, = service("SELECT * FROM staff")
            with only(server, min(server.workers)):
                session_id = enter(server)
            assert of_each(server, session_id) == [200, 200], server.errors
            service(change)
            assert of_each(server, session_id) == [403, 403], server.errors
            service("REPLACE INTO staff VALUES (?, ?, ?, ?, ?)", *before)
            assert of_each(server, session_id) == [403, 403], "what ended has come back"
        assert "Traceback" not in server.errors and server.stop() == 0


def test_a_request_that_waits_for_the_services_database_keeps_nobody_else_waiting(service, tmp_path):
    with Server(tmp_path, workers=1, USERS_CONFIG=str(tmp_path / "users.toml")) as server:
        session_id = enter(server)
        with contextlib.closing(sqlite3.connect(tmp_path / "service.db", isolation_level=None)) as other:
            with concurrent.futures.ThreadPoolExecutor() as phones:
                other.execute("BEGIN EXCLUSIVE")
                waiting = phones.submit(server.get, f"/?s={session_id}", User_Agent=agents.FOMA)
                time.sleep(0.3)
                assert [server.get("/healthz").status for _ in range(3)] == [200] * 3 and not waiting.done()
                other.execute("ROLLBACK")
                assert waiting.result().status == 200


def test_a_mapping_that_can_not_work_is_no_start(service, tmp_path):
    file = tmp_path / "users.toml"
    file.write_text(file.read_text("utf-8").replace('"secret"', '"nothing"'), "utf-8")
    started = command(tmp_path, "serve", "--port", "0", USERS_CONFIG=str(file))
    message = started.stderr.decode()
    assert started.returncode == 2 and message.count("\n") == 1 and "no column nothing" in message, message
