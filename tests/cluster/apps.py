"""App processes: the real `serve`, or the one with something switched off."""

import sys

from tests.cluster.processes import ROOT, Process, free_port


class App:
    """One machine's app: `serve --workers 2`. without: "retries", "keys" or nothing, see tests.cluster.without; root: of the program."""

    def __init__(self, name, folder, database_url, without=""):
        self.port = free_port()
        program = ["-m", "tests.cluster.without", without] if without else ["mobile_app.py"]
        self._command = [sys.executable, *program, "serve", "--port", str(self.port), "--workers", "2"]
        self._name, self._folder = name, folder
        self._settings = {"DATABASE_URL": database_url}
        self.process, self.root = None, ROOT

    def start(self):
        self.process = Process(self._name, self._command, self._folder, root=self.root, **self._settings)
        return self

    def close(self):
        if self.process and self.process.is_alive:
            self.process.kill()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()
