"""Runs the tests of the models on PostgreSQL and MariaDB, both at the same time, and those of other services' user tables there.

    python -m tests.engines [arguments of pytest]
"""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.engines import ENGINES, Missing, started


_running = []  # the processes of pytest


def main(arguments):
    signal.signal(signal.SIGTERM, _stop)
    if not any(argument.startswith("tests/") for argument in arguments):
        arguments = ["tests/models", "tests/engines", *arguments]
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
