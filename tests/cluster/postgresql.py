"""One PostgreSQL that can be killed and comes back with all that it has acknowledged."""

import contextlib

import psycopg

from tests.cluster.processes import Process, free_port, wait_for
from tests.engines import ENGINES, prepare, run_as


class Server(ENGINES["postgresql"]):
    """The server. Its process may be killed at any time; the machine isn't, so that nothing waits for the disk."""

    def __init__(self, folder):
        super().__init__(folder / "postgresql", free_port())
        self.folder.mkdir()
        self._owner = run_as(self)
        self._running = contextlib.ExitStack()
        prepare(self, self._owner)

    def start(self):
        self.process = self._running.enter_context(Process("postgresql", self.server(), self.folder, self._owner))
        wait_for(self.is_there, lambda: self.process.said)

    def server(self):
        words = super().server()
        return words[:words.index("-c")] + ["-c", "fsync=off", "-c", f"unix_socket_directories={self.folder}"]

    def is_there(self):
        assert self.process.is_alive, self.process.said
        with contextlib.suppress(psycopg.Error):
            self.connect()
            return True

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._running.close()
