"""Counts that several processes share, and their text for Prometheus as its own client library reads it."""

import os
import threading

import pytest
from prometheus_client.parser import text_string_to_metric_families

from models import metrics
from models.metrics import BOUNDS, Counter, Histogram


@pytest.fixture
def pages(monkeypatch):
    """A counter and a histogram, alone in memory of this test's own."""
    monkeypatch.setattr(metrics, "FAMILIES", {})
    monkeypatch.setattr(metrics, "_slabs", metrics._slabs)
    monkeypatch.setattr(metrics, "_mine", metrics._mine)
    found = Counter("pages_total", "Pages.", "screen", "status"), Histogram("page_seconds", "Their time.", "screen")
    metrics.share(1)
    return found


def read(text):
    """{(name, labels): value} of a text, as Prometheus' own client reads it."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text) for sample in family.samples}


def test_prometheus_reads_what_was_counted(pages):
    count, seconds = pages
    count.add("/day/<day>", "200")
    count.add("/day/<day>", "200", by=2)
    count.add('/odd"\\', "404")
    for taken in (0.0005, 0.001, 0.3, 60):
        seconds.add("/", by=taken)
    found = read(metrics.text())
    assert found["pages_total", (("screen", "/day/<day>"), ("status", "200"))] == 3
    assert found["pages_total", (("screen", '/odd"\\'), ("status", "404"))] == 1
    buckets = [found["page_seconds_bucket", (("le", le), ("screen", "/"))] for le in ("0.001", "0.25", "0.5", "10.0", "+Inf")]
    assert buckets == [2, 2, 3, 3, 4]
    assert found["page_seconds_count", (("screen", "/"),)] == 4
    assert found["page_seconds_sum", (("screen", "/"),)] == pytest.approx(60.3015)


def test_what_was_looked_at_stands_beside_it(pages):
    text = metrics.text([("up", "gauge", "Alive.", {(): True}), ("memory", "gauge", "Bytes.", {(("worker", "0"),): 12, (("worker", "1"),): 0.5})])
    assert read(text) == {("up", ()): 1, ("memory", (("worker", "0"),)): 12, ("memory", (("worker", "1"),)): 0.5}


def in_child(work):
    """Runs work in a process that is forked from here; its exit code."""
    process = os.fork()
    if process == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def test_any_process_tells_the_sum_of_all_workers(pages):
    count, _ = pages
    metrics.share(2)

    def work(number):
        metrics.use(number)
        count.add("/", "200", by=number + 1)
        count.add(f"/only/{number}", "200")

    assert [in_child(lambda number=number: work(number)) for number in (0, 1)] == [0, 0]
    assert metrics.totals() == {
        ("pages_total", ("/", "200")): [3], ("pages_total", ("/only/0", "200")): [1], ("pages_total", ("/only/1", "200")): [1]}


def test_a_worker_counts_on_where_a_dead_one_stopped(pages):
    count, seconds = pages

    def work():
        metrics.use(0)
        seconds.add("/", by=1)
        count.add("/", "200")

    assert [in_child(work) for _ in range(3)] == [0, 0, 0]
    assert metrics.totals()["pages_total", ("/", "200")] == [3]
    assert sum(metrics.totals()["page_seconds", ("/",)][:-1]) == 3
    (number, process, started, waiting), = metrics.workers()
    assert number == 0 and process != os.getpid() and started > 0 and waiting == 0
    metrics.ended(0)
    assert list(metrics.workers()) == []


def test_threads_lose_no_count(pages):
    count, seconds = pages

    def work():
        for number in range(5_000):
            count.add("/", "200")
            seconds.add(f"/{number % 7}", by=0.5)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = metrics.totals()
    assert found["pages_total", ("/", "200")] == [20_000]
    assert sum(numbers[BOUNDS.index(0.5)] for (name, _), numbers in found.items() if name == "page_seconds") == 20_000


def test_when_there_is_no_room_for_more_series_the_rest_is_counted_as_one(pages):
    count, seconds = pages
    most = metrics._VALUES // 2
    for number in range(most):
        count.add(f"/{number}", "200")
        seconds.add(f"/{number}", by=0.1)
    found = metrics.totals()
    counts = {labels: numbers for (name, labels), numbers in found.items() if name == "pages_total"}
    assert sum(numbers[0] for numbers in counts.values()) == most and counts["other", "other"][0] > 0
    assert found["page_seconds", ("other",)][BOUNDS.index(0.1)] > 0 and len(found) < metrics._VALUES
    assert metrics.text()
