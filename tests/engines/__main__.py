"""Runs all tests that ask a database on PostgreSQL and MariaDB, both at the same time, and those of the servers themselves.

    python -m tests.engines [arguments of pytest]
"""

import glob
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.engines import ENGINES, Missing, started


# What asks a database. tests/carriers and tests/test_house.py ask none, and are the same on each.
_TESTS = ["tests/models", "tests/views", "tests/engines", *sorted(set(glob.glob("tests/test_*.py")) - {"tests/test_house.py"})]
# Two workers for each engine; a file's tests stay in one, as its fixtures may be the server's only ones.
_WORKERS = ["-n", "2", "--dist", "loadfile"]
_running = []  # the processes of pytest


def main(arguments):
    signal.signal(signal.SIGTERM, _stop)
    tests = [] if any(argument.startswith("tests/") for argument in arguments) else _TESTS
    arguments = [*_WORKERS, *tests, *arguments]
    with ThreadPoolExecutor(len(ENGINES)) as pool:
        runs = {name: pool.submit(_run, name, arguments) for name in ENGINES}
        codes = []
        for name, run in runs.items():
            try:
                code, output, seconds = run.result()
            except Missing as error:
                code, output, seconds = 2, f"{error}\n", 0
            codes.append(code)
            print(f"{name}, {seconds:.0f} s\n{output}", end="", flush=True)
    return max(map(abs, codes))


def _stop(*_):
    """Ends the tests, and with them the servers."""
    for process in _running:
        process.terminate()
    sys.exit(143)


def _run(name, arguments):
    """(pytest's exit code, what it said, seconds) of the tests on one engine."""
    begun = time.monotonic()
    with started(name) as url:
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments], env=os.environ | {"TEST_DATABASE_URL": url},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        _running.append(process)
        output, _ = process.communicate()
    return process.returncode, output, time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
