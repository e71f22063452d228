"""One scenario as a process of its own, with a folder that goes with it."""

import contextlib
import os
import pathlib
import shutil
import signal
import sys
import tempfile

from tests.cluster import scenarios


def run(name, turn, number):
    """A scenario as a process: exits with 1 where something is wrong. number: those with smaller ones have the processors first."""
    signal.signal(signal.SIGTERM, _stop)
    os.nice(5 * number)
    with _folder() as folder:
        found = []
        for problem in scenarios.ALL[name](folder, turn):
            print(f"WRONG: {problem}", flush=True)
            found.append(problem)
    sys.exit(bool(found))


def _stop(*_):
    """Unwinds: everything that was started is stopped."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(143)


@contextlib.contextmanager
def _folder():
    """A temporary folder that the databases' own users can enter."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cluster-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
