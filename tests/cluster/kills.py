"""Kills whoever writes to a SQLite database, while it writes."""

import contextlib
import os
import pathlib
import signal
import time

from tests.cluster.processes import PATIENCE, children, wait_for

# The byte of the -shm file whose lock a writer holds (SQLite, "WAL-mode File Format": WAL_WRITE_LOCK).
_WRITE_LOCK = "120 120"
_YOUNG = 1.1  # seconds; a worker that dies younger is not replaced at once (views.server)
_FEW, _CALM = 6, 1  # requests under way, and seconds that are waited for no more than these
_WHOLE_APP = 10  # one kill in so many takes the whole app, which is started again


def mid_write(site, path, count):
    """Kills the worker that holds the lock for writing, so many times; now and then its whole app, which comes back."""
    born = {}
    for number in range(1, count + 1):
        app = _kill(site.apps, f"{path}-shm", born)
        if number % _WHOLE_APP == 0:
            app.close()
            app.start().wait()
            site.balancer.wait(len(site.apps))
        wait_for(lambda: _is_whole(site), "two workers of each app")
        with contextlib.suppress(AssertionError):  # a machine that is too slow for the rate always has many
            wait_for(lambda: site.balancer.waiting() < _FEW, "whoever asked during the last kill", _CALM)


def _is_whole(site):
    up = [status for name, status in site.balancer.states("apps").items() if name.startswith("app-")]
    return up == ["UP"] * len(site.apps) and all(len(children(app.process.pid)) == 2 for app in site.apps)


def _kill(apps, path, born):
    """Kills the next worker of these apps that writes to this file and isn't young; its app. born: {process id: when it was first seen}."""
    deadline = time.monotonic() + PATIENCE
    while (now := time.monotonic()) < deadline:
        workers = {worker: app for app in apps for worker in children(app.process.pid)}
        ripe = {worker for worker in workers if now - born.setdefault(worker, now) > _YOUNG}
        inode = os.stat(path).st_ino
        for line in pathlib.Path("/proc/locks").read_text().splitlines():
            _, _, _, kind, process_id, where, *span = [word for word in line.split() if word != "->"]
            if kind == "WRITE" and " ".join(span) == _WRITE_LOCK and where.endswith(f":{inode}") and int(process_id) in ripe:
                app, worker = workers[int(process_id)], int(process_id)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                    wait_for(lambda: worker not in children(app.process.pid), "its end")
                    return app
        time.sleep(0.0005)
    raise AssertionError("nobody writes")
