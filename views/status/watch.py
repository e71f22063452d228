"""What is known of a running server: looked at every few seconds, so that whoever asks waits for nothing and burdens nobody."""

import collections
import logging
import os
import pathlib
import threading
import time
from typing import NamedTuple

from models import clock, condition, metrics
from views import kept
from views.log import REQUESTS, SECONDS

log = logging.getLogger(__name__)

_EVERY = 15  # seconds
_SAMPLES = 21  # kept: five minutes
_STALE = 4 * _EVERY  # seconds after which a database that hasn't answered counts as away
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Screen(NamedTuple):
    """How a screen did. count: requests; half, most: seconds within which half and 99 % of them were done."""

    name: str
    count: int
    half: float
    most: float


class Lately(NamedTuple):
    """What happened in the last minutes. errors: answers of 500 and more but 503, which are busy; screens: the busiest first."""

    seconds: float
    requests: int
    errors: int
    busy: int
    screens: list

    @property
    def rate(self):
        return self.requests / self.seconds if self.seconds else 0.0


class Worker(NamedTuple):
    """A worker's process. memory: bytes; cpu: seconds of processor time; waiting: requests."""

    number: int
    memory: int
    cpu: float
    waiting: int


class Watch:
    """Looks at the counts and at the database, in a thread of its own. wanted: workers that should be there; condition: None where the database is away."""

    def __init__(self, wanted):
        self.wanted, self.version, self.started = wanted, kept.version(), time.time()
        self._condition, self._answered = None, time.monotonic()
        self._samples = collections.deque(maxlen=_SAMPLES)

    def start(self):
        """To be called in the process that answers."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def _run(self):
        while True:
            self.look()
            time.sleep(_EVERY)

    def look(self):
        self._samples.append((time.monotonic(), metrics.totals()))
        try:
            self._condition = condition.look()
        except Exception as error:  # whatever its driver raises
            if self._condition:
                log.error("the database is away: %s", type(error).__name__)
            self._condition = None
        self._answered = time.monotonic()

    @property
    def condition(self):
        """The last Condition; None where the database is away, or takes so long that it is as good as away."""
        return self._condition if time.monotonic() < self._answered + _STALE else None

    def workers(self):
        return [Worker(number, *_process(process), waiting) for number, process, _, waiting in metrics.workers()]

    def lately(self):
        """What happened since the oldest sample."""
        if not self._samples:
            return Lately(0.0, 0, 0, 0, [])
        now, (then, before) = metrics.totals(), self._samples[0]
        grown = {}
        for key, numbers in now.items():
            old = before.get(key, [0.0] * len(numbers))
            grown[key] = [number - its_old for number, its_old in zip(numbers, old)]
        statuses = collections.Counter()
        for (name, labels), numbers in grown.items():
            if name == REQUESTS.name:
                statuses[labels[-1]] += int(numbers[0])
        errors = sum(count for status, count in statuses.items() if status >= "500" and status.isdecimal() and status != "503")
        return Lately(time.monotonic() - then, statuses.total(), errors, statuses["503"], sorted(_screens(grown), key=lambda screen: -screen.count))


def _screens(grown):
    for (name, labels), numbers in grown.items():
        if name == SECONDS.name and any(numbers):
            *counts, _ = numbers
            yield Screen(" ".join(labels), int(sum(counts)), quantile(counts, 0.5), quantile(counts, 0.99))


def quantile(counts, share):
    """Seconds within which a share of what a histogram counted was done: in its bucket as far as the share reaches, as Prometheus does.

    counts: of each bucket. What took longer than the last bound counts as that long.
    """
    rest, lower = share * sum(counts), 0.0
    for count, bound in zip(counts, metrics.BOUNDS):
        if count and rest <= count:
            return lower + (bound - lower) * rest / count
        rest, lower = rest - count, bound
    return lower


def _process(process_id):
    """(bytes of memory, seconds of processor time) of a process; nothing of one that has just ended."""
    folder = pathlib.Path(f"/proc/{process_id}")
    try:
        pages = int((folder / "statm").read_text("ascii").split()[1])
        user, system = (folder / "stat").read_text().rpartition(")")[2].split()[11:13]
    except (OSError, ValueError, IndexError):
        return 0, 0.0
    return pages * _PAGE, (int(user) + int(system)) / _TICKS


def seen(watch):
    """What a Watch sees, as rows for metrics.text."""
    workers, found = watch.workers(), watch.condition
    each = {worker: (("worker", str(worker.number)),) for worker in workers}
    yield "groupware_build_info", "gauge", "The program that runs; 1.", {(("version", watch.version),): 1}
    yield "groupware_start_time_seconds", "gauge", "When the server started, in Unix seconds.", {(): watch.started}
    yield "groupware_workers", "gauge", "Worker processes at work.", {(): len(workers)}
    yield "groupware_workers_wanted", "gauge", "Worker processes that should be at work.", {(): watch.wanted}
    yield "groupware_worker_memory_bytes", "gauge", "Resident memory.", {label: worker.memory for worker, label in each.items()}
    yield "groupware_worker_cpu_seconds_total", "counter", "Processor time.", {label: worker.cpu for worker, label in each.items()}
    yield "groupware_waiting_requests", "gauge", "Requests that wait for a thread.", {label: worker.waiting for worker, label in each.items()}
    yield "groupware_database_up", "gauge", "Whether the database answers.", {(): found is not None}
    if found:
        yield from _seen_in_database(found)


def _seen_in_database(found):
    yield "groupware_schema_current", "gauge", "Whether the database has this program's schema.", {(): found.is_current}
    yield "groupware_sessions", "gauge", "Open sessions of all members, by where phones keep them.", {
        (("kept", "cookie"),): found.in_cookies, (("kept", "url"),): found.in_urls}
    yield "groupware_sessions_in_use", "gauge", "Sessions with a request in the last five minutes.", {(): found.lately}
    yield "groupware_maintenance", "gauge", "Whether a maintenance is planned or under way.", {(): found.window is not None}
    yield "groupware_mails_waiting", "gauge", "Mails that are due and could not be sent.", {(): found.mails}
    yield "groupware_nightly_day_timestamp_seconds", "gauge", "The beginning of the day, in Japan, of the last whole night, in Unix seconds; 0 before the first.", {
        (): clock.unix_of(found.nightly) if found.nightly else 0}
    if found.cluster:
        yield "groupware_cluster_nodes", "gauge", "Database servers that have the data.", {(): found.cluster.nodes}
        yield "groupware_cluster_ready", "gauge", "Whether the database server in use takes writes.", {(): found.cluster.is_ready}
