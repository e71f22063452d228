"""Many logins, and too many requests, on a worker with real sockets: what waits, what doesn't, and what is refused."""

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from waitress import wasyncore

from models import base
from tests.conftest import headers_of
from views import server

PATIENCE = 30  # seconds until something counts as broken
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Worker:
    """A worker in a thread of its own. Whatever is asked of a slow path waits until release()."""

    def __init__(self, application):
        self._application, self._released, self.held = application, threading.Event(), 0
        self._stop, self._ready, self._count = threading.Event(), threading.Event(), threading.Lock()
        self.slow = ()
        self.listener = server.listen("127.0.0.1", 0)
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def _run(self):
        self.server = server.make(self._answer, self.listener, reads_wait=True)
        self._ready.set()
        while not self._stop.is_set():
            wasyncore.loop(timeout=0.05, map=self.server._map, count=1)
        self.server.task_dispatcher.shutdown()
        wasyncore.close_all(self.server._map)
        base.disconnect()

    def _answer(self, environ, start_response):
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) in self.slow and "groupware.refused" not in environ:
            with self._count:
                self.held += 1
            assert self._released.wait(PATIENCE)
        return self._application(environ, start_response)

    def release(self):
        self._released.set()

    def ask(self, method, path, body=None, dialect="modern"):
        """(status, headers, text) of the answer to one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.listener.getsockname()[1], timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers_of(dialect) | (FORM if body else {}))
            answer = connection.getresponse()
            charset = "cp932" if "Shift_JIS" in (answer.getheader("Content-Type") or "") else "utf-8"
            return answer.status, answer.headers, answer.read().decode(charset)
        finally:
            connection.close()

    def stop(self):
        self.release()
        self._stop.set()
        self._thread.join(PATIENCE)


@pytest.fixture
def worker(site):
    made = Worker(site)
    yield made
    made.stop()


@pytest.fixture
def phones(worker):
    with ThreadPoolExecutor(32) as pool:
        yield pool
        worker.release()


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_logins_wait_for_each_other_and_pages_for_none_of_them(worker, phones):
    worker.slow = {("POST", "/login")}
    lanes = worker.server.task_dispatcher
    lanes.hashes.longest = PATIENCE
    logins = [phones.submit(worker.ask, "POST", "/login", "k=x") for _ in range(20)]
    wait_for(lambda: worker.held == 2 and len(lanes.hashes.queue) == 18)
    assert [worker.ask("GET", "/login")[0] for _ in range(8)] == [200] * 8
    assert worker.ask("POST", "/todos", "k=x")[0] == 403
    assert not any(login.done() for login in logins)
    worker.release()
    assert {login.result()[0] for login in logins} == {403}  # a page says so, for want of a key


@pytest.fixture
def full(worker, phones):
    """A worker with as many slow pages as it takes; (the worker, what will be their answers)."""
    worker.slow = {("GET", "/environment/supported")}
    lane = worker.server.task_dispatcher.pages
    lane.longest = PATIENCE
    accepted = [phones.submit(worker.ask, "GET", "/environment/supported") for _ in range(4)]
    wait_for(lambda: worker.held == 4)
    lane.most = 3
    accepted += [phones.submit(worker.ask, "GET", "/environment/supported") for _ in range(3)]
    wait_for(lambda: len(lane.queue) == 3)
    return worker, accepted


@pytest.mark.parametrize("dialect, charset", [("imode1", "Shift_JIS"), ("sb3g", "UTF-8"), ("modern", "UTF-8")])
def test_one_too_many_is_told_so_at_once_in_the_phones_markup(full, dialect, charset):
    worker, accepted = full
    status, headers, text = worker.ask("GET", "/environment/supported", dialect=dialect)
    assert status == 503 and "混み合っています" in text and f"charset={charset}" in headers["Content-Type"]
    assert headers["Retry-After"] == "10" and headers["Connection"] == "close" and text.rstrip().endswith("</html>")
    assert not any(answer.done() for answer in accepted)


def test_where_the_first_has_waited_too_long_nobody_queues_behind_it(worker, phones):
    worker.slow = {("GET", "/environment/supported")}
    lane = worker.server.task_dispatcher.pages
    accepted = [phones.submit(worker.ask, "GET", "/environment/supported") for _ in range(5)]
    wait_for(lambda: worker.held == 4 and len(lane.queue) == 1)
    lane.longest = 0
    assert worker.ask("GET", "/environment/supported")[0] == 503
    worker.release()
    assert [answer.result()[0] for answer in accepted] == [200] * 5
    assert worker.ask("GET", "/environment/supported")[0] == 200


def test_what_was_accepted_is_finished_and_health_is_answered_meanwhile(full):
    worker, accepted = full
    assert worker.ask("GET", "/healthz")[0] == 200 and worker.ask("GET", "/readyz")[0] == 503
    worker.release()
    assert [answer.result()[0] for answer in accepted] == [200] * 7
    assert worker.ask("GET", "/environment/supported")[0] == 200 and worker.ask("GET", "/readyz")[0] == 200


def test_what_was_typed_is_on_the_page_that_refuses_it(full):
    worker, _ = full
    status, _, text = worker.ask("POST", "/todos", "k=x&title=" + "%E7%89%9B%E4%B9%B3%E3%82%92%E8%B2%B7%E3%81%86")
    assert status == 503 and "牛乳を買う" in text


def test_a_full_lane_of_pages_lets_logins_in(full):
    worker, _ = full
    assert worker.ask("POST", "/login", "k=x")[0] == 403
