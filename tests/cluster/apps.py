"""App processes: the real `serve`, or the one with something switched off."""

import contextlib
import sys
import urllib.request

from tests.cluster.processes import ROOT, Process, free_port, wait_for


class App:
    """One machine's app: `serve --workers 2`. without: "retries", "keys" or nothing, see tests.cluster.without; root: of the program."""

    def __init__(self, name, folder, database_url, without=""):
        self.port = free_port()
        program = ["-m", "tests.cluster.without", without] if without else ["mobile_app.py"]
        self._command = [sys.executable, *program, "serve", "--port", str(self.port), "--workers", "2"]
        self._name, self._folder = name, folder
        # Modules are compiled once, as on a machine of its own, whatever the tests' environment says.
        self._settings = {"DATABASE_URL": database_url, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        self.process, self.root = None, ROOT

    def start(self):
        self.process = Process(self._name, self._command, self._folder, root=self.root, **self._settings)
        return self

    def wait(self):
        """Waits until it answers; HAProxy may not have noticed yet that it was away."""
        wait_for(self._answers, lambda: self.process.said)

    def _answers(self):
        assert self.process.is_alive, self.process.said
        with contextlib.suppress(OSError):
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5).status == 200

    def close(self):
        if self.process and self.process.is_alive:
            self.process.kill()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.close()
