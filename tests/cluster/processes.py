"""Processes that the test starts, and ends by their ids; free ports."""

import contextlib
import os
import pathlib
import random
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds that anything may take before it counts as broken
_given = set()


def free_port(row=1):
    """The first of so many free ports in a row, below those that the system gives to connections: a node that comes back needs its own."""
    while True:
        first = random.randrange(20_000, 32_000)
        wanted = set(range(first, first + row))
        if wanted & _given:
            continue
        with contextlib.suppress(OSError), contextlib.ExitStack() as tried:
            for port in wanted:
                tried.enter_context(socket.create_server(("127.0.0.1", port)))
            _given.update(wanted)
            return first


def wait_for(condition, what, patience=PATIENCE):
    """The condition's value as soon as it is true; AssertionError when it stays false. what: a text, or a function that tells."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        assert time.monotonic() < deadline, f"still waiting for {what() if callable(what) else what}"
        time.sleep(0.02)
    return value


class Process:
    """A program with a log of its own. owner: what makes it another user's process, for subprocess."""

    def __init__(self, name, command, folder, owner=None, root=ROOT, **settings):
        self.name, self.log = name, folder / f"{name}.log"
        with open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                [str(word) for word in command], cwd=root, env=os.environ | settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                **(owner or {}))
        self.pid = self._process.pid

    @property
    def is_alive(self):
        return self._process.poll() is None

    @property
    def said(self):
        """The end of its log."""
        return self.log.read_text("utf-8", "replace")[-4000:]

    def send(self, number):
        if self.is_alive:
            self._process.send_signal(number)

    def kill(self):
        """Ends it and the processes that it has started with SIGKILL, as when its machine dies."""
        started = children(self.pid)
        self.send(signal.SIGKILL)
        self._process.wait(PATIENCE)
        for process_id in started:
            with contextlib.suppress(ProcessLookupError):  # it has ended with its parent
                os.kill(process_id, signal.SIGKILL)

    def stop(self, number=signal.SIGTERM):
        """Ends it by a signal; the exit code. What doesn't end is killed."""
        self.send(number)
        try:
            return self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.is_alive:
            self.kill()


def children(process_id):
    """The ids of the processes that a process has started, and that live."""
    try:
        return [int(word) for word in pathlib.Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()]
    except OSError:
        return []
