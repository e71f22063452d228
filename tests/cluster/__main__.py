"""See tests.cluster."""

import contextlib
import pathlib
import shutil
import signal
import sys
import tempfile
import time

from tests.cluster import scenarios


def main(names):
    """Runs the scenarios with these names, all where none is given; the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # unwinds: everything is stopped
    begun, problems = time.monotonic(), []
    for name in names or scenarios.ALL:
        with _folder() as folder:
            problems += [f"{name}: {problem}" for problem in scenarios.ALL[name](folder)]
    print(f"{time.monotonic() - begun:.0f} s; {'; '.join(problems) or 'all as it must be'}", flush=True)
    return 1 if problems else 0


@contextlib.contextmanager
def _folder():
    """A temporary folder that the databases' own users can enter."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="cluster-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
