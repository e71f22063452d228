"""The server as a process of its own: started, asked, stopped."""

import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from typing import NamedTuple

ROOT = pathlib.Path(__file__).parent.parent.parent
_PATIENCE = 30  # seconds that anything may take before it counts as broken


class Login(NamedTuple):
    """A sample person who can log in."""

    member_id: str
    user_id: str
    password: str
    name: str


def wait_for(condition, what):
    """The condition's value as soon as it is true; AssertionError when it stays false."""
    deadline = time.monotonic() + _PATIENCE
    while not (value := condition()):
        assert time.monotonic() < deadline, f"still waiting for {what() if callable(what) else what}"
        time.sleep(0.01)
    return value


def command(directory, *arguments, data=b"", **settings):
    """Runs mobile_app.py with the database in a directory; the finished process, its output as bytes."""
    return subprocess.run(
        [sys.executable, "mobile_app.py", *arguments], cwd=ROOT, env=_environment(directory) | settings, input=data,
        capture_output=True, timeout=_PATIENCE, check=False,
    )


def _environment(directory):
    return os.environ | {"DATABASE_URL": f"sqlite:///{directory / 'groupware.db'}", "PYTHONUNBUFFERED": "1"}


def make_sample(directory):
    """Makes the sample companies in a new database; the people of the first of them, by ユーザーID."""
    made = command(directory, "sample", "--json")
    assert made.returncode == 0, made.stderr.decode()
    logins = [Login(row["member_id"], row["user_id"], row["password"], row["name"]) for row in json.loads(made.stdout)]
    return {login.user_id: login for login in reversed(logins)}


class Server:
    """`mobile_app.py serve` on 127.0.0.1 and a port of its own."""

    def __init__(self, directory, workers=2, port=0, status=False, **settings):
        self.directory = directory
        self._output = directory / f"output-{time.monotonic_ns()}"
        self._errors = self._output.with_suffix(".errors")
        with open(self._output, "wb") as output, open(self._errors, "wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "mobile_app.py", "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers),
                 *(["--status", "0"] if status else [])],
                cwd=ROOT, env=_environment(directory) | settings, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            )
        self.port = wait_for(self._said_port, self._state)
        self.address = f"http://127.0.0.1:{self.port}"
        assert self.get("/healthz").status == 200

    def _said_port(self):
        assert self.process.poll() is None, self._state()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\s", self._output.read_text("utf-8"))
        return found and int(found[1])

    def _state(self):
        return f"the server (exit code {self.process.poll()}): {self.errors}"

    @property
    def status_port(self):
        """The port for its operators."""
        return int(re.search(r"http://127\.0\.0\.1:(\d+)/status", self._output.read_text("utf-8"))[1])

    @property
    def errors(self):
        """What it has said on standard error."""
        return self._errors.read_text("utf-8")

    @property
    def access_lines(self):
        """The lines of the access log."""
        return [line for line in self.errors.splitlines() if " access " in line]

    def connect(self):
        """A connection of its own."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)

    def get(self, path, **headers):
        """The answer to a GET, read to its end: status and body."""
        connection = self.connect()
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            answer.body = answer.read()
            return answer
        finally:
            connection.close()

    @property
    def workers(self):
        """The process ids of its processes, as the kernel knows them: the workers in the order of their start, then that for operators."""
        return [process for process in sorted(map(int, filter(str.isdigit, os.listdir("/proc")))) if _parent(process) == self.process.pid]

    def stop(self, number=signal.SIGTERM):
        """Ends it by a signal; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def _parent(process):
    """The parent of a live process, or None."""
    try:
        state, parent = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:  # it has just ended
        return None
    return int(parent) if state != "Z" else None
