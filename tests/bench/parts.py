"""The parts of the benchmark: each measures one thing and yields its lines."""

import pathlib
import statistics
from typing import NamedTuple

from tests.bench import servers, site, timing, yardsticks


class Line(NamedTuple):
    """What one line of the report says. goal: "at most" or "at least", and the number; None where nothing is judged."""

    name: str
    value: float
    unit: str
    bound: str = ""
    goal: float | None = None

    @property
    def is_missed(self):
        if self.goal is None:
            return False
        return self.value > self.goal if self.bound == "at most" else self.value < self.goal


def in_process(url, rounds):
    """The day page, a bare Bottle page, and Flask + Jinja2 + SQLite, by their processor time."""
    from models import base

    base.connect(url)
    groupware = site.application()
    path = site.day_path(groupware)
    flask = yardsticks.flask_day(url.removeprefix("sqlite:///"), site.MEMBER, site.USER, site.DAY.toordinal())
    found = timing.in_turns({
        "ours": site.request(groupware, path), "bare": site.request(yardsticks.bare_bottle(), "/"),
        "flask": site.request(flask, "/?" + path.partition("?")[2])}, rounds, 200)
    base.disconnect()
    yield Line("day page in process", found.median("ours"), "µs")
    yield Line("bare Bottle page in process", found.median("bare"), "µs")
    yield Line("Flask + Jinja2 + SQLite in process", found.median("flask"), "µs")
    yield Line("day page, times bare Bottle", found.ratio("ours", "bare"), "×", "at most", 8)
    yield Line("day page, times as fast as Flask", found.ratio("flask", "ours"), "×", "at least", 1.5)


def among_many(small, large, rounds):
    """The same day page in a small and in a large database."""
    from models import base

    app, requests = site.application(), {}
    for url in (small, large):
        base.connect(url)
        requests[url] = site.request(app, site.day_path(app))
    found = timing.Rounds()
    for _ in range(rounds):
        for url, request in requests.items():
            base.connect(url)
            timing.microseconds(request, 20)
            found.add(url, timing.microseconds(request, 200))
    base.disconnect()
    yield Line("day page, many events to few", found.ratio(large, small), "×", "at most", 1.2)


def through_waitress(url, rounds, seconds):
    """Requests per second of the day page and of a bare page, each server in a process of its own."""
    found = timing.Rounds()
    with servers.groupware(url) as ours, servers.bare() as bare:
        ours.first_answer()
        path = site.day_path(servers.as_application(ours.port))
        for _ in range(rounds):
            for connections in (1, 16):
                for name, server, its_path in (("ours", ours, path), ("bare", bare, "/")):
                    rate = servers.rate(server.port, its_path, site.PHONE, connections, seconds)
                    found.add(f"{name} {connections}", rate)
    for connections, goal in ((1, 0.60), (16, 0.55)):
        some = f"{connections} connection{'s' if connections > 1 else ''}"
        yield Line(f"day page through waitress, {some}", found.median(f"ours {connections}"), "/s")
        yield Line(f"bare page through waitress, {some}", found.median(f"bare {connections}"), "/s")
        yield Line(f"their ratio, {some}", found.ratio(f"ours {connections}", f"bare {connections}"), "×", "at least", goal)


def encoding():
    """The way out of a page of 4 KB with 20 emoji, against plain cp932."""
    from tests.bench import encoding as bench

    found = bench.measure()
    name = max(found, key=lambda codec: found[codec][1])
    yield Line("encoding 4 KB with 20 emoji, docomo", found["docomo"][0], "µs")
    yield Line(f"encoding, times cp932, the slowest: {name}", found[name][1], "×", "at most", 2)


def detection():
    """detect for the phones of the test table, one call each."""
    import carriers
    from carriers.phones import PHONES
    from tests.bench import detection as bench

    carriers.warm()
    headers = [phone.headers for phone in PHONES]
    keitai = [one for one in headers if carriers.detect(one).carrier]
    yield Line("detect a carrier's phone, not seen before", bench.median(carriers.detect_uncached, keitai), "µs")
    yield Line("detect any phone, seen before", bench.median(carriers.detect, headers), "µs")


def start_up(url, times):
    """From the start of the process to the first answer, with the database there."""
    taken = []
    for _ in range(times):
        with servers.groupware(url) as server:
            taken.append(server.first_answer())
    yield Line("start-up to the first answer", statistics.median(taken), "s", "at most", 1)


def memory(url):
    """A worker's memory after pages of every dialect and a login on each."""
    with servers.groupware(url) as server:
        server.first_answer()
        app = servers.as_application(server.port)
        for headers in _one_phone_of_each():
            _visit_everything(app, headers)
        sizes = _megabytes(server.worker)
    yield Line("memory of a worker, resident", sizes["Rss"], "MB", "at most", 45)
    yield Line("memory of a worker, its share of what is shared", sizes["Pss"], "MB")


def _one_phone_of_each():
    from carriers import detect
    from carriers.phones import PHONES

    return {detect(phone.headers).dialect.name: phone.headers for phone in PHONES}.values()


def _visit_everything(app, headers):
    """Logs in and opens every link of the first pages."""
    from models.samples import big
    from tests.phone import Phone

    phone = Phone(app, headers, host=site.HOST)
    phone.get("/environment")
    top = phone.log_in(site.MEMBER, site.USER, big.PASSWORD)
    pages = [top] + [phone.get(link["href"]) for link in top.page.links]
    pages += [phone.get(link["href"]) for page in pages[1:] for link in page.page.links[:5] if link["href"].startswith("/")]
    wrong = [page.url for page in pages if page.status != 200]
    if wrong:
        raise RuntimeError(f"not answered: {wrong}")


def _megabytes(process_id):
    """{"Rss": MB, "Pss": MB, ...} of a process, from the kernel's smaps_rollup."""
    lines = pathlib.Path(f"/proc/{process_id}/smaps_rollup").read_text("ascii").splitlines()[1:]
    return {name.rstrip(":"): int(size) / 1024 for name, size, *_ in (line.split() for line in lines)}
