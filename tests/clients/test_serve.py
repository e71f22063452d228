"""The server as those who run it know it: processes, signals, logs, exit codes, and the other commands."""

import concurrent.futures
import contextlib
import datetime
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import urllib.parse

import pytest

from models import clock
from tests.clients import agents
from tests.clients.server import Server, command, make_sample, wait_for


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A directory with a database of its own, and who can log in to it."""
    directory = tmp_path_factory.mktemp("serve")
    return directory, make_sample(directory)


@pytest.fixture
def own_server(house):
    """A server that a test may ill-treat."""
    with Server(house[0]) as running:
        yield running


# The processes


def test_two_workers_share_the_port_and_a_killed_one_is_replaced(own_server):
    first, second = wait_for(lambda: len(own_server.workers) == 2 and own_server.workers, "two workers")
    os.kill(first, signal.SIGKILL)
    assert all(own_server.get("/healthz").status == 200 for _ in range(20))
    workers = wait_for(lambda: len(own_server.workers) == 2 and first not in own_server.workers and own_server.workers, "a new worker")
    assert second in workers
    assert f"worker {first} ended" in own_server.errors
    assert all(own_server.get("/readyz").status == 200 for _ in range(20))
    assert own_server.stop() == 0


def test_a_copy_is_put_back_while_both_workers_serve(house, own_server, tmp_path):
    copy = tmp_path / "copy.db"
    assert command(house[0], "backup", str(copy)).returncode == 0
    tomorrow = clock.now() + datetime.timedelta(1)
    assert command(house[0], "maintenance", "--until", f"{tomorrow:%Y-%m-%dT%H:%M}").returncode == 0
    wait_for(lambda: own_server.get("/login").status == 503, "the service to be closed")
    assert command(house[0], "restore", str(copy)).returncode == 0
    wait_for(lambda: own_server.get("/login").status == 200, "what was there before the service was closed")
    assert all(own_server.get("/readyz").status == 200 for _ in range(20)) and "Traceback" not in own_server.errors


def test_many_phones_at_once_all_get_complete_answers(own_server):
    with concurrent.futures.ThreadPoolExecutor(32) as phones:
        answers = list(phones.map(lambda _: own_server.get("/login", User_Agent=agents.IPHONE), range(200)))
    assert {answer.status for answer in answers} == {200}, own_server.errors
    assert all(answer.body.rstrip().endswith(b"</html>") for answer in answers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_lets_requests_under_way_finish(house, number):
    directory, people = house
    with Server(directory) as server:
        begun = [BegunLogin(server, people["00104"]) for _ in range(8)]
        server.process.send_signal(number)
        answers = [login.finish() for login in begun]
        assert [answer.status for answer in answers] == [302] * 8
        assert all("/login/check" in answer.getheader("Location") for answer in answers)
        assert server.process.wait(30) == 0, server.errors
        assert "Traceback" not in server.errors
    with pytest.raises(ConnectionRefusedError):
        server.get("/healthz")


def test_requests_that_were_sent_before_a_signal_are_answered_and_their_connections_closed(house):
    with Server(house[0]) as server:
        sent = [server.connect() for _ in range(40)]
        for connection in sent:
            connection.request("GET", "/login", headers={"User-Agent": agents.FOMA})
        server.process.send_signal(signal.SIGTERM)
        answers = [connection.getresponse() for connection in sent]
        assert [answer.status for answer in answers] == [200] * 40
        assert all(answer.read().rstrip().endswith(b"</html>") for answer in answers)
        assert server.process.wait(30) == 0, server.errors


def test_a_kept_connection_is_closed_with_its_last_answer(house):
    with Server(house[0], workers=1) as server:
        begun = BegunLogin(server, house[1]["00104"])
        server.process.send_signal(signal.SIGTERM)
        wait_for(lambda: server.get("/healthz").getheader("Connection") == "close", "the worker to stop")
        assert begun.finish().getheader("Connection") == "close"
        assert server.process.wait(30) == 0, server.errors


@pytest.mark.parametrize("head, status, text", [
    ("POST /login HTTP/1.1\r\nContent-Length: 4000000\r\n", 413, "大きすぎます"),
    ("POST /login HTTP/1.1\r\nContent-Length: abc\r\n", 400, "読み取れませんでした"),
    (f"GET /{'a' * 20_000} HTTP/1.1\r\n", 431, ""),
])
def test_what_is_no_request_is_refused_in_the_phones_words_and_logged(own_server, head, status, text):
    with socket.create_connection(("127.0.0.1", own_server.port), timeout=10) as connection:
        connection.sendall(f"{head}Host: localhost\r\nUser-Agent: {agents.MOVA}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        body = answer.read()
    assert answer.status == status and answer.getheader("Connection") == "close"
    if text:  # else the phone was not named before the server stopped reading
        assert answer.getheader("Content-Type") == "text/html; charset=Shift_JIS" and text in body.decode("cp932")
    assert body.rstrip().endswith(b"</html>")
    assert own_server.stop() == 0
    assert f" - {status} " in own_server.access_lines[-1]


class BegunLogin:
    """A login whose head the server has read, and whose body is still to come."""

    def __init__(self, server, login):
        page = server.get("/login", User_Agent=agents.IPHONE).body.decode()
        key = re.search(r'name="k" value="([^"]+)"', page)[1]
        self._body = urllib.parse.urlencode(
            {"k": key, "member_id": login.member_id, "user_id": login.user_id, "password": login.password}).encode()
        self._connection = server.connect()
        self._connection.putrequest("POST", "/login")
        for name, value in {
            "User-Agent": agents.IPHONE, "Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(self._body)),
            "Expect": "100-continue",
        }.items():
            self._connection.putheader(name, value)
        self._connection.endheaders()
        assert self._connection.sock.recv(4096).startswith(b"HTTP/1.1 100"), "the server has not read the head"

    def finish(self):
        """Sends the body; the answer, read to its end."""
        self._connection.send(self._body)
        answer = self._connection.getresponse()
        answer.read()
        self._connection.close()
        return answer


def test_a_second_server_on_the_port_says_so_in_one_line(house, server):
    second = command(house[0], "serve", "--port", str(server.port))
    assert second.returncode == 2
    assert re.fullmatch(rf"mobile_app\.py: can't listen on 127\.0\.0\.1 port {server.port} .*--port\n", second.stderr.decode())


@pytest.mark.parametrize("path, says", [("/healthz", rb"ok\n"), ("/readyz", rb"ok\ndatabase: ok\ncluster: none\nmigrations: all \d+ done\n")])
def test_health(server, path, says):
    answer = server.get(path)
    assert answer.status == 200 and re.fullmatch(says, answer.body)
    assert answer.getheader("Content-Type").startswith("text/plain")


@pytest.mark.parametrize("path", ["/healthz", "/login"])
def test_pages_are_answered_while_every_thread_waits_for_the_database(house, path):
    """More logins at once than a worker has threads, while somebody else holds the lock for writing."""
    with Server(house[0], workers=1) as server, contextlib.closing(sqlite3.connect(house[0] / "groupware.db")) as other:
        begun = [BegunLogin(server, house[1]["00104"]) for _ in range(6)]
        other.execute("BEGIN IMMEDIATE")
        with concurrent.futures.ThreadPoolExecutor(6) as phones:
            logins = [phones.submit(one.finish) for one in begun]
            assert [server.get(path, User_Agent=agents.IPHONE).status for _ in range(3)] == [200] * 3
            assert not any(login.done() for login in logins)
            other.rollback()
            assert {login.result().status for login in logins} == {302}


# The access log


def test_the_access_log_has_a_line_a_request_and_nobody_in_it(own_server, house):
    person = house[1]["00107"]
    page = own_server.get("/login", User_Agent=agents.FOMA_WITH_SERIAL).body.decode("cp932")
    key = re.search(r'name="k" value="([^"]+)"', page)[1]
    location, session_id = log_in(own_server, person, key)
    own_server.get(location.partition(own_server.address)[2], User_Agent=agents.FOMA_WITH_SERIAL, X_DCMGUID="abc1234")
    own_server.get(f"/day/20310101/00104?s={session_id}", User_Agent=agents.FOMA_WITH_SERIAL)
    own_server.get(f"/nowhere/{person.user_id}?s={session_id}", User_Agent=agents.SOFTBANK, X_JPHONE_UID="a1b2c3d4e5f6g7h8")
    assert own_server.stop() == 0

    lines = own_server.access_lines
    assert [re.search(r" access (\w+ \S+ \d+)", line)[1] for line in lines][:4] == [
        "GET /healthz 200", "GET /login 200", "POST /login 302", "GET /login/check 302"]
    assert len(lines) == 6
    for secret in (
        session_id, "s=", person.member_id, person.user_id, "00104", person.password, person.name, key, "012345678901234", "SN1234",
        "abc1234", "a1b2c3d4", "nowhere", "20310101",
    ):
        assert secret not in "\n".join(own_server.errors.splitlines()), secret


def log_in(server, person, key):
    """Posts a login as the FOMA phone; (where it leads, the session's id in that URL)."""
    connection = server.connect()
    body = urllib.parse.urlencode({"k": key, "member_id": person.member_id, "user_id": person.user_id, "password": person.password})
    connection.request("POST", "/login", body, {
        "User-Agent": agents.FOMA_WITH_SERIAL, "Content-Type": "application/x-www-form-urlencoded"})
    location = connection.getresponse().getheader("Location")
    connection.close()
    return location, re.search(r"[?&]s=([\w-]{22})", location)[1]


def test_as_json_every_line_of_the_log_is_an_object(house):
    with Server(house[0], LOG="json") as server:
        server.get("/login", User_Agent=agents.FOMA)
        os.kill(server.workers[0], signal.SIGKILL)
        wait_for(lambda: "another takes its place" in server.errors, "the parent to tell")
        assert server.stop() == 0
    rows = [json.loads(line) for line in server.errors.splitlines()]
    assert [row["screen"] for row in rows if row["log"] == "access"] == ["/healthz", "/login"]
    assert [row["level"] for row in rows if row["log"] == "views.server"] == ["ERROR"]


# What operators look at


@pytest.fixture
def watched(house):
    """A server with a port for its operators, and that port."""
    with Server(house[0], status=True) as server:
        yield server


def figure(server, name):
    """The value of one figure, as the operators' port tells it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.status_port, timeout=30)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    connection.close()
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return found and float(found[1])


def test_counts_are_those_of_all_workers_and_outlive_one(watched):
    logins = 'groupware_requests_total{method="GET",screen="/login",carrier="docomo",dialect="imode1",status="200"}'
    for _ in range(30):
        watched.get("/login", User_Agent=agents.FOMA_WITH_SERIAL)
    counted = figure(watched, logins.replace("imode1", dialect_of(agents.FOMA_WITH_SERIAL)))
    assert counted == 30 and figure(watched, "groupware_workers") == 2
    for worker in watched.workers[:2]:
        os.kill(worker, signal.SIGKILL)
    wait_for(lambda: watched.errors.count("another takes its place") == 2 and figure(watched, "groupware_workers") == 2, "two new workers")
    watched.get("/login", User_Agent=agents.FOMA_WITH_SERIAL)
    assert figure(watched, logins.replace("imode1", dialect_of(agents.FOMA_WITH_SERIAL))) == 31


def dialect_of(ua):
    from carriers import detect

    return detect({"User-Agent": ua}).dialect.name


def test_operators_are_answered_by_a_process_of_their_own_that_is_replaced_too(watched):
    workers = watched.workers
    os.kill(workers[-1], signal.SIGKILL)
    wait_for(lambda: "another takes its place" in watched.errors and len(watched.workers) == 3, "another process")
    assert workers[:2] == watched.workers[:2] and figure(watched, "groupware_workers") == 2
    assert watched.stop() == 0


def test_a_place_for_operators_that_is_taken_is_named(house, server):
    second = command(house[0], "serve", "--port", "0", "--status", str(server.port))
    assert second.returncode == 2
    assert re.fullmatch(rf"mobile_app\.py: can't listen on 127\.0\.0\.1 port {server.port} .*--status\n", second.stderr.decode())


# The other commands


@pytest.mark.parametrize("arguments, said", [
    (["nonsense"], "nonsense"),
    (["serve", "--port", "many"], "--port"),
    (["serve", "--workers", "0"], "--workers"),
    (["serve", "--port", "70000"], "70000"),
    (["serve", "--status", "everywhere"], "everywhere"),
    (["serve", "--host", "192.0.2.1"], "192.0.2.1"),
    (["convert", "--from", "docomo"], "--to"),
    (["convert", "--from", "docomo", "--to", "telex"], "telex"),
    (["sample", "--yaml"], "--yaml"),
])
def test_a_wrong_call_gets_one_line_and_exit_code_2(house, arguments, said):
    called = command(house[0], *arguments)
    assert (called.returncode, called.stdout) == (2, b"")
    message = called.stderr.decode()
    assert message.count("\n") == 1 and said in message


def test_a_database_that_cannot_be_opened_is_named(tmp_path):
    called = command(tmp_path / "nowhere", "migrate")
    assert called.returncode == 2
    assert called.stderr.decode().count("\n") == 1 and b"DATABASE_URL" in called.stderr


FACTS = {
    "user_agent", "carrier", "kind", "keypad", "model", "generation", "browser", "browser_version", "os", "os_version", "screen",
    "dialect", "charset", "content_type", "cookies", "page_limit",
}


def test_detect_tells_a_phone_a_line(tmp_path):
    lines = [agents.FOMA, json.dumps({"User-Agent": agents.SOFTBANK, "x-jphone-display": "480*854"}), "", agents.KEYPAD, "なぞの端末"]
    called = command(tmp_path, "detect", data="\n".join(lines).encode())
    assert (called.returncode, called.stderr) == (0, b"")
    foma, softbank, _, keypad, unknown = map(json.loads, called.stdout.decode().splitlines())
    assert set(foma) >= FACTS
    assert (foma["carrier"], foma["kind"], foma["model"]) == ("docomo", "feature_phone", "N905i")
    assert (foma["charset"], foma["content_type"]) == ("Shift_JIS", "application/xhtml+xml")
    assert (softbank["carrier"], softbank["model"], softbank["screen"]) == ("softbank", "930SH", [480, 854])
    assert (keypad["carrier"], keypad["keypad"], keypad["model"]) == (None, True, "SH-02L")
    assert unknown["user_agent"] == "なぞの端末" and unknown["carrier"] is None


@pytest.mark.parametrize("source, target, sent, received", [
    ("utf-8", "docomo", "会議☀".encode(), "会議".encode("cp932") + b"\xf8\x9f"),
    ("docomo", "utf-8", b"\xf8\x9f", "☀".encode()),
    ("docomo", "au", b"\xf8\x9f", b"\xf6\x60"),
    ("utf-8", "utf-8", "髙橋".encode(), "髙橋".encode()),
])
def test_convert_rewrites_one_phones_bytes_as_anothers(tmp_path, source, target, sent, received):
    called = command(tmp_path, "convert", "--from", source, "--to", target, data=sent)
    assert (called.returncode, called.stdout, called.stderr) == (0, received, b"")


def test_convert_refuses_bytes_that_the_phone_cannot_send(tmp_path):
    called = command(tmp_path, "convert", "--from", "utf-8", "--to", "docomo", data=b"\xff\xfe")
    assert (called.returncode, called.stdout) == (2, b"")
    assert called.stderr.decode().count("\n") == 1


def test_sample_can_be_made_twice_and_lists_the_same_people(house):
    first, second = (command(house[0], "sample", "--json") for _ in range(2))
    assert first.returncode == second.returncode == 0 and first.stdout == second.stdout
    logins = json.loads(first.stdout)
    assert all(set(login) >= {"member_id", "user_id", "password", "name", "roles"} for login in logins)
    assert all(re.fullmatch(r"\d{5}", login["user_id"]) for login in logins)
    listed = command(house[0], "sample").stdout.decode().splitlines()
    assert [line.split("\t")[:3] for line in listed] == [[login[name] for name in ("member_id", "user_id", "password")] for login in logins]
