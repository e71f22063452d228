"""A working day's worst minutes: 10,000 people log in, look at トップ and punch between 8:50 and 9:10, which is 8.3 a second.

    python -m tests.bench.working_day [--engines sqlite,postgresql,mariadb] [--users 50,10000] [--events 10000,1000000] [--seconds 10]

For each engine all databases at the day's own rate, in turns; then the largest with what this machine can do at most, 70 % of that, and three times that.
The client runs on the same machine and its processor time is part of what the machine can do. Exit code 1 when a goal is missed.
Databases of SQLite are kept in --folder; the first run makes them (5,000,000 events: some minutes). "mariadb" is one server, "galera" a cluster of three
nodes, all on this machine, of which the first is read and written.
"""

import argparse
import asyncio
import contextlib
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench import servers, site
from tests.bench.visits import Run

PEAK = 10_000 / (20 * 60)  # visits a second between 8:50 and 9:10
_WORKERS = 2
_TICKS = os.sysconf("SC_CLK_TCK")
_TURNS = 3
_MOST_GROWTH, _MOST_SPREAD = 1.3, 10
_PAGES = ("トップ", "タイムカード", "打刻", "ログイン")


@contextlib.contextmanager
def sqlite(folder, users, events):
    """(URL, process ids of its servers: none) of a copy of a database that is kept."""
    from models import base

    kept = folder / f"day-{users}-{events}-{site.version()}.db"
    if not kept.exists():
        unfinished = kept.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        fill(f"sqlite:///{unfinished}?synchronous=off", users, events)
        base.disconnect()
        unfinished.rename(kept)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        shutil.copy(kept, f"{place}/day.db")
        yield f"sqlite:///{place}/day.db", []


def on_server(name):
    @contextlib.contextmanager
    def started(folder, users, events):
        from models import base
        from tests import engines

        with engines.folder(name) as place:
            server = engines.Server(name, place)
            server.prepare()
            try:
                server.start()
                fill(server.url, users, events)
                base.disconnect()
                yield server.url, [server.process_id]
            finally:
                server.kill()

    return started


@contextlib.contextmanager
def galera(folder, users, events):
    """The same of a cluster with docs/deploy/galera.cnf; what serves asks its first node."""
    from models import base
    from tests import engines
    from tests.cluster.galera import Cluster

    with engines.folder("galera") as place:
        place.chmod(0o755)  # the nodes are another user's
        with Cluster(place) as cluster:

            def make(url):
                fill(url, users, events)
                base.disconnect()

            cluster.start(make)
            yield cluster.nodes[0].url(), [node.process.pid for node in cluster.nodes]


ENGINES = {"sqlite": sqlite, "postgresql": on_server("postgresql"), "mariadb": on_server("mariadb"), "galera": galera}


def fill(url, users, events):
    from models import base
    from models.samples import big

    started = time.perf_counter()
    base.connect(url)
    base.migrate()
    big.fill(site.MEMBER, users, events)
    base.database.execute_sql("ANALYZE TABLE event, occurrence" if url.startswith("mariadb") else "ANALYZE")
    print(f"  filled with {users:,} users and {events:,} events in {time.perf_counter() - started:.0f} s", flush=True)


@contextlib.contextmanager
def groupware(url):
    """The groupware's own command; (port, process id)."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            [sys.executable, "mobile_app.py", "serve", "--port", "0", "--workers", str(_WORKERS)], cwd=servers.ROOT,
            env=os.environ | {"DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE, stderr=said)
        try:
            line = ""
            while "http://" not in line:
                line = process.stdout.readline().decode()
                if not line:
                    said.seek(0)
                    raise RuntimeError(said.read())
            yield int(line.rstrip().rstrip("/").rpartition(":")[2]), process.pid
        finally:
            process.terminate()
            process.communicate(timeout=60)


def cpu(process_ids):
    """Seconds of processor time of processes and all that stand under them, those that have ended included."""
    total, waiting = 0.0, [*process_ids]
    while waiting:
        one = waiting.pop()
        with contextlib.suppress(OSError):
            fields = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15])) / _TICKS
            waiting += map(int, pathlib.Path(f"/proc/{one}/task/{one}/children").read_text().split())
    return total


def milliseconds(values, share):
    return 1000 * statistics.quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else float("nan")


class Report:
    """What is printed, and which goals were missed."""

    def __init__(self):
        self.missed = 0

    def goal(self, text, is_met):
        self.missed += not is_met
        print(f"    {text} {'ok' if is_met else 'MISSED'}", flush=True)

    def run(self, name, found, app, database):
        failures = {what: count for what, count in found.wrong.items() if what != "refused"}
        print(
            f"  {name}: {found.begun} visits in {found.seconds:.0f} s, {found.done / found.seconds:.1f}/s done, {found.requests / found.seconds:.0f} requests/s, "
            f"{found.wrong['refused']} refused, {sum(failures.values())} failed {failures or ''}; CPU per request: "
            f"application {1000 * app / max(found.requests, 1):.2f} ms, database {1000 * database / max(found.requests, 1):.2f} ms", flush=True)
        for page in _PAGES:
            times = found.times.get(page, [])
            print(f"    {page:8}\t{len(times):6} p50 {milliseconds(times, 50):8.1f} ms  p99 {milliseconds(times, 99):8.1f} ms", flush=True)


class Place:
    """The groupware on one database. application, database: process ids; day: what was found at the day's own rate."""

    def __init__(self, users, port, application, database):
        from models.samples import big

        self.run, self._processes, self.day = Run(port, site.MEMBER, users, big.PASSWORD), (application, database), []
        asyncio.run(self.run.at_rate(2, 2))  # imports, connections, caches

    def measured(self, run, *arguments):
        """(Found, processor seconds of the application, of the database) of a run."""
        before = [cpu(ids) for ids in self._processes]
        found = asyncio.run(run(*arguments))
        return found, *(cpu(ids) - its_before for ids, its_before in zip(self._processes, before))

    def medians(self):
        """{page: median ms}, and "CPU": ms a request of application and database, at the day's own rate."""
        times = {page: [one for found, *_ in self.day for one in found.times[page]] for page in _PAGES}
        used, requests = sum(sum(used) for _, *used in self.day), sum(found.requests for found, *_ in self.day)
        return {page: milliseconds(values, 50) for page, values in times.items()} | {"CPU": 1000 * used / requests}


@contextlib.contextmanager
def opened(engine, folder, users, events):
    with ENGINES[engine](folder, users, events) as (url, database), groupware(url) as (port, application):
        yield Place(users, port, [application], database)


def measure(report, engine, folder, sizes, seconds):
    """All sizes at the day's rate, in turns, so that whatever else the machine does falls on all; then the largest to its limit."""
    with contextlib.ExitStack() as stack:
        places = {}
        for size in sizes:
            print(f"{engine}, {size[0]:,} users, {size[1]:,} events", flush=True)
            places[size] = stack.enter_context(opened(engine, folder, *size))
        for number in range(_TURNS):
            for (users, events), place in places.items():
                place.day.append(place.measured(place.run.at_rate, PEAK, seconds / 2))
                report.run(f"{users:,} users, {events:,} events, 08:50-09:10", *place.day[-1])
        report.goal("no failures at the day's rate", not any(found.wrong for place in places.values() for found, *_ in place.day))
        for one, other in zip(sizes, sizes[1:]):
            print(f"  from {one[0]:,} users and {one[1]:,} events to {other[0]:,} and {other[1]:,}")
            for (name, value), before in zip(places[other].medians().items(), places[one].medians().values()):
                report.goal(f"{name} {value / before:.2f} times, at most {_MOST_GROWTH}", value <= _MOST_GROWTH * before)
        _to_the_limit(report, places[sizes[-1]], seconds)


def _to_the_limit(report, place, seconds):
    found, *used = place.measured(place.run.flat_out, 16, seconds)
    most = found.done / found.seconds
    report.run("as many as it can", found, *used)
    found, *used = place.measured(place.run.at_rate, 0.7 * most, seconds)
    report.run("70 % of that", found, *used)
    top = found.times["トップ"]
    report.goal(f"トップ: p99 is {milliseconds(top, 99) / milliseconds(top, 50):.1f} times the median, at most {_MOST_SPREAD}",
                milliseconds(top, 99) <= _MOST_SPREAD * milliseconds(top, 50))
    found, *used = place.measured(place.run.at_rate, 3 * most, seconds)
    report.run("three times that", found, *used)
    report.goal(f"health checks, slowest {1000 * max(found.health):.0f} ms, at most 1,000", max(found.health) <= 1)
    report.goal("all that was not refused was finished", found.done + found.wrong["refused"] == found.begun)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the servers end, too
    parser = argparse.ArgumentParser(prog="python -m tests.bench.working_day", description=__doc__.splitlines()[0])
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--users", default="50,10000", help="the sizes of the company")
    parser.add_argument("--events", default="10000,1000000", help="how many events there are; the largest only with the most users, and on SQLite")
    parser.add_argument("--seconds", type=float, default=10, help="of each run (%(default)s)")
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "groupware-bench")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    users, events = (sorted(int(word) for word in words.split(",")) for words in (options.users, options.events))
    report = Report()
    for engine in options.engines.split(","):
        sizes = [(count, events[0]) for count in users]
        sizes += [(users[-1], count) for count in events[1:] if engine == "sqlite"]
        measure(report, engine, options.folder.absolute(), sizes, options.seconds)
    print(f"{report.missed} goals missed" if report.missed else "all goals met")
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
