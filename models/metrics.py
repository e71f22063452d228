"""Counts that the processes of a server share, and their text for Prometheus.

Each worker adds to memory of its own, which the server made before it forked. So nobody waits for another's count, any
process can tell the sums, and a worker that takes a dead one's place counts on from where that one stopped. Labels are
words of this program, never anything that somebody sent: a series once there stays for as long as the server runs.

Format: Prometheus, "Exposition formats", text format 0.0.4.
"""

import mmap
import os
import threading
import time
from bisect import bisect_left

_VALUES = 64 * 1024  # numbers of one worker; as memory is only taken when it is written to, most of it never is
_NAMES = 2 * 1024 * 1024  # bytes of the names that say what the numbers are
_HEAD = 8  # numbers before the first count
_NAMED, _PROCESS, _STARTED, _WAITING = range(4)  # which of them: bytes of names, process id, Unix seconds, requests that wait

# Seconds, as upper bounds of a histogram's buckets; what takes longer than the last is in one more.
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_BUCKETS = len(BOUNDS) + 1

FAMILIES = {}  # {name: Counter or Histogram}


class Counter:
    """A number that only grows. labels: the names of what tells its series apart; about: a line for whoever reads it."""

    kind, size = "counter", 1

    def __init__(self, name, about, *labels):
        self.name, self.about, self.labels = name, about, labels
        FAMILIES[name] = self

    def add(self, *labels, by=1):
        """Counts one more, or by more, of the series with these labels."""
        mine = _mine
        with mine.lock:
            mine.values[mine.places.get((self.name, labels)) or mine.place(self, labels)] += by

    def lines(self, labels, numbers):
        yield f"{self.name}{_labelled(self.labels, labels)} {_written(numbers[0])}"


class Histogram(Counter):
    """How long something took: how often up to each of BOUNDS, and seconds in all."""

    kind, size = "histogram", _BUCKETS + 1

    def add(self, *labels, by):
        """Counts once in the series with these labels; by: seconds."""
        mine = _mine
        with mine.lock:
            place = mine.places.get((self.name, labels)) or mine.place(self, labels)
            mine.values[place + bisect_left(BOUNDS, by)] += 1
            mine.values[place + _BUCKETS] += by

    def lines(self, labels, numbers):
        total = 0
        for bound, count in zip((*map(str, BOUNDS), "+Inf"), numbers):
            total += count
            yield f"{self.name}_bucket{_labelled((*self.labels, 'le'), (*labels, bound))} {_written(total)}"
        yield f"{self.name}_sum{_labelled(self.labels, labels)} {_written(numbers[_BUCKETS])}"
        yield f"{self.name}_count{_labelled(self.labels, labels)} {_written(total)}"


class Slab:
    """One worker's memory: numbers, and the names of what they count, a line for each series in the order of the numbers."""

    def __init__(self):
        self._memory = mmap.mmap(-1, 8 * _VALUES + _NAMES)  # shared with whatever is forked from here
        self.values = memoryview(self._memory)[:8 * _VALUES].cast("d")
        self.lock = threading.Lock()  # between the threads of a worker
        self.places = {}
        self._next = _HEAD

    def place(self, family, labels):
        """Where a new series begins; with the lock held. All are one when there is no room for more."""
        name = "\t".join((family.name, *labels)).encode() + b"\n"
        start = int(self.values[_NAMED])
        if labels != self._rest(family) and (self._next + 64 > _VALUES or start + len(name) + 4096 > _NAMES):
            return self.places.get((family.name, self._rest(family))) or self.place(family, self._rest(family))
        self._memory[8 * _VALUES + start:8 * _VALUES + start + len(name)] = name
        self.places[family.name, labels] = place = self._next
        self._next += family.size
        self.values[_NAMED] = start + len(name)  # last: before that it is not there for others
        return place

    @staticmethod
    def _rest(family):
        return ("other",) * len(family.labels)

    def series(self):
        """Yields (family, labels, where its numbers begin) of every series."""
        place = _HEAD
        for line in self._memory[8 * _VALUES:8 * _VALUES + int(self.values[_NAMED])].decode().splitlines():
            name, *labels = line.split("\t")
            family = FAMILIES[name]
            yield family, tuple(labels), place
            place += family.size

    def read(self):
        """Learns what another process has counted here before."""
        self.places, self._next = {}, _HEAD
        for family, labels, place in self.series():
            self.places[family.name, labels] = place
            self._next = place + family.size


_slabs = [Slab()]
_mine = _slabs[0]


def share(count):
    """Makes the memory of so many workers, before they are forked; what was counted before is forgotten."""
    global _slabs, _mine
    _slabs = [Slab() for _ in range(count)]
    _mine = _slabs[0]


def use(number):
    """From now on this process is the worker with this number, from 0."""
    global _mine
    _mine = _slabs[number]
    _mine.read()
    _mine.values[_PROCESS], _mine.values[_STARTED], _mine.values[_WAITING] = os.getpid(), time.time(), 0


def ended(number):
    """Notes that a worker's process is gone."""
    _slabs[number].values[_PROCESS] = 0


def waiting(count):
    """Notes how many requests of this worker wait for a thread."""
    _mine.values[_WAITING] = count


def workers():
    """Yields (number, process id, Unix seconds of its start, requests that wait) of each worker that is at work."""
    for number, slab in enumerate(_slabs):
        process, started, its_waiting = (slab.values[place] for place in (_PROCESS, _STARTED, _WAITING))
        if process:
            yield number, int(process), started, int(its_waiting)


def totals():
    """{(name, labels): numbers} of all workers together; a histogram's numbers are those of its buckets, then seconds."""
    found = {}
    for slab in _slabs:
        for family, labels, place in slab.series():
            numbers = slab.values[place:place + family.size].tolist()
            before = found.get((family.name, labels))
            found[family.name, labels] = [one + other for one, other in zip(before, numbers)] if before else numbers
    return found


def text(seen=()):
    """Everything for Prometheus. seen: rows of (name, kind, about, {labels as pairs: number}) of what was not counted here, but looked at."""
    lines, found = [], sorted(totals().items())
    for family in FAMILIES.values():
        lines += _head(family.name, family.kind, family.about)
        lines += [line for (name, labels), numbers in found if name == family.name for line in family.lines(labels, numbers)]
    for name, kind, about, values in seen:
        lines += _head(name, kind, about)
        lines += [f"{name}{_labelled(*zip(*labels)) if labels else ''} {_written(value)}" for labels, value in values.items()]
    return "\n".join(lines) + "\n"


def _head(name, kind, about):
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _labelled(names, values):
    if not names:
        return ""
    return "{" + ",".join(f'{name}="{_escaped(value)}"' for name, value in zip(names, values)) + "}"


def _escaped(value):
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _written(number):
    return str(int(number)) if number == int(number) else repr(number)
