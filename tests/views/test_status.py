"""What operators see: the page, the figures for Prometheus, and who doesn't see them."""

import datetime
import json
import logging
import pathlib
import re

import pytest
from prometheus_client.parser import text_string_to_metric_families

import mobile_app
from models import clock, condition, maintenance, metrics
from tests.phone import Phone
from tests.conftest import headers_of
from tests.views.test_screens import check_page
from views import log
from views.log import REQUESTS, SECONDS
from views.status import application, watch as watching
from views.status.watch import Lately, Watch, Worker, quantile

ALERTS = pathlib.Path(__file__).parent.parent.parent / "docs" / "deploy" / "alerts.yml"
NOW = datetime.datetime(2026, 11, 25, 9, 0)


@pytest.fixture
def watch(site, monkeypatch):
    """A Watch on memory of this test's own, after its first look."""
    monkeypatch.setattr(metrics, "_slabs", metrics._slabs)
    monkeypatch.setattr(metrics, "_mine", metrics._mine)
    metrics.share(1)
    metrics.use(0)
    made = Watch(1)
    made.look()
    return made


@pytest.fixture
def operator(watch):
    """Makes phones on the operators' port."""
    app = application.build(mobile_app.Settings(), watch)
    return lambda name="modern", host="127.0.0.1:9180": Phone(app, headers_of(name), host=host)


def figures(answer):
    """{name: {labels: value}} of an answer of /metrics."""
    assert answer.status == 200 and answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for family in text_string_to_metric_families(answer.body.decode()):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


# The figures


def test_a_request_is_counted_by_phone_and_screen(operator, walk, cast, quiet_day):
    made = walk("imode1")
    made.see(f"/day/{quiet_day:%Y%m%d}")
    made.get("/nowhere/00104")
    made.log_in(*cast.member[:3])
    found = figures(operator().get("/metrics"))
    rules = {labels[1] for labels in found["groupware_requests_total"]}
    assert found["groupware_requests_total"]["GET", "/day/<day:re:[0-9]{8}>", "docomo", "imode1", "200"] == 1
    assert found["groupware_requests_total"]["POST", "/login", "docomo", "imode1", "302"] == 1
    assert found["groupware_requests_total"]["GET", "-", "docomo", "imode1", "404"] == 1
    assert found["groupware_request_seconds_count"]["GET", "/day/<day:re:[0-9]{8}>"] == 1
    assert not any("00104" in rule or f"{quiet_day:%Y%m%d}" in rule for rule in rules)


def test_methods_that_somebody_makes_up_are_one(site, operator):
    for method in ("BREW", "WHEN"):
        Phone(site, headers_of("modern"))._request(method, "/", b"")
    counted = figures(operator().get("/metrics"))["groupware_requests_total"]
    assert sum(value for labels, value in counted.items() if labels[0] == "other") == 2
    assert not {"BREW", "WHEN"} & {labels[0] for labels in counted}


def test_a_phone_that_nobody_knows_is_counted(site, operator, phone):
    phone("modern").get("/login")
    assert not figures(operator().get("/metrics")).get("groupware_unknown_phones_total")
    Phone(site, {"User-Agent": "なぞの端末/1.0".encode().decode("latin-1")}).get("/login")
    assert figures(operator().get("/metrics"))["groupware_unknown_phones_total"][()] == 1


def test_what_the_database_says(operator, signed_in, watch):
    signed_in("imode1"), signed_in("modern"), signed_in("modern")
    watch.look()
    found = figures(operator().get("/metrics"))
    assert found["groupware_sessions"] == {("cookie",): 2, ("url",): 1} and found["groupware_sessions_in_use"][()] == 3
    assert found["groupware_database_up"][()] == 1 and found["groupware_schema_current"][()] == 1
    assert found["groupware_workers"][()] == 1 and found["groupware_worker_memory_bytes"]["0",] > 10_000_000


@pytest.fixture
def away(monkeypatch):
    """Takes the database away."""
    def fails():
        raise OSError("nobody there")

    return lambda: monkeypatch.setattr(condition, "look", fails)


def test_a_database_that_is_away_leaves_the_other_figures(operator, watch, away):
    away()
    watch.look()
    found = figures(operator().get("/metrics"))
    assert found["groupware_database_up"][()] == 0 and found["groupware_workers"][()] == 1 and "groupware_sessions" not in found
    assert operator().get("/status").says("データベースに接続できません。")


def test_a_database_that_does_not_answer_is_away_after_a_while(operator, watch, monkeypatch):
    watch._answered -= watching._STALE + 1
    assert figures(operator().get("/metrics"))["groupware_database_up"][()] == 0


# The page


@pytest.mark.parametrize("name", ["mova", "imode1", "garaho", "modern"])
def test_the_page_fits_every_phone(operator, watch, name):
    for number in range(80):
        SECONDS.add("GET", f"/a/rather/long/route/<with_a_name:int>/{number}", by=0.02)
        REQUESTS.add("GET", f"/a/rather/long/route/<with_a_name:int>/{number}", "docomo", "imode1", "200")
    made = operator(name)
    answer = made.get("/status")
    assert answer.status == 200 and answer.says("件/秒") and answer.says(condition.look().engine) and answer.says(watch.version)
    check_page(answer, made)
    assert "/environment" not in answer.source and "/login" not in answer.source
    assert made.get(answer.link("次へ")).status == 200


def test_the_page_tells_of_a_maintenance_and_goes_on(operator, watch):
    maintenance.plan(clock.now() - datetime.timedelta(hours=1), clock.now() + datetime.timedelta(hours=1))
    watch.look()
    answer = operator().get("/status")
    assert answer.status == 200 and answer.says("メンテナンス中です。")


def test_rates_and_errors_are_those_since_the_oldest_look(operator, watch):
    REQUESTS.add("GET", "/", "docomo", "imode1", "200", by=90)
    REQUESTS.add("GET", "/", "docomo", "imode1", "503", by=7)
    REQUESTS.add("GET", "/", "docomo", "imode1", "500", by=3)
    lately = watch.lately()
    assert (lately.requests, lately.errors, lately.busy) == (100, 3, 7) and lately.rate > 0
    for _ in range(watching._SAMPLES):
        watch.look()
    assert watch.lately().requests == 0


FINE = condition.Condition("SQLite 3", None, 60, True, 0, 0, 0, None, NOW.date(), 0)
QUIET = Lately(300.0, 1_000, 10, 0, [])
WORKERS = [Worker(0, 0, 0.0, 0)]


@pytest.mark.parametrize("changes, said", [
    ({}, None),
    ({"wanted": 2}, "2個のうち1個しか"),
    ({"found": None}, "接続できません"),
    ({"found": FINE._replace(is_current=False)}, "データベースの形"),
    ({"found": FINE._replace(cluster=condition.Cluster(1, False, "non-Primary"))}, "non-Primary"),
    ({"found": FINE._replace(cluster=condition.Cluster(3, True, "Primary"))}, None),
    ({"found": FINE._replace(nightly=NOW.date() - datetime.timedelta(days=2))}, "夜間処理が2026-11-23から"),
    ({"found": FINE._replace(nightly=NOW.date() - datetime.timedelta(days=1))}, None),
    ({"found": FINE._replace(mails=3)}, "メールが3通"),
    ({"lately": QUIET._replace(errors=11)}, "エラーが1.1%"),
    ({"lately": QUIET._replace(busy=5)}, "5件を断りました"),
])
def test_problems(changes, said):
    facts = {"wanted": 1, "workers": WORKERS, "found": FINE, "lately": QUIET, "now": NOW} | changes
    found = list(application.problems(**facts))
    assert found == [] if said is None else len(found) == 1 and said in found[0]


@pytest.mark.parametrize("counts, share, seconds", [
    ([10] + [0] * 13, 0.5, 0.0005),
    ([5, 5] + [0] * 12, 0.5, 0.001),
    ([50, 0, 0, 0, 0, 49, 0, 0, 0, 0, 0, 0, 0, 1], 0.99, 0.05),
    ([0] * 13 + [4], 0.5, 10.0),
    ([0] * 14, 0.5, 10.0),
])
def test_quantiles(counts, share, seconds):
    assert quantile(counts, share) == pytest.approx(seconds)


# Who sees it


@pytest.mark.parametrize("path", ["/status", "/metrics"])
def test_the_sites_own_port_has_none_of_it(site, phone, path):
    made = phone("modern")
    assert made.get(path).status == 404
    claimed = Phone(site, headers_of("modern") | {"X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"})
    assert claimed.get(path).status == 404


@pytest.mark.parametrize("path", ["/status", "/metrics"])
def test_a_page_of_another_site_does_not_get_it_by_another_name(operator, path):
    assert operator(host="rebound.example:9180").get(path).status == 400
    assert operator(host="localhost:9180").get(path).status == 200


def test_the_operators_port_has_nothing_else(operator):
    assert operator().get("/login").status == 404


# Alert rules


def test_every_figure_that_an_alert_names_is_there(operator, watch, monkeypatch):
    monkeypatch.setattr(watch, "_condition", FINE._replace(cluster=condition.Cluster(3, True, "Primary")))
    told = set(re.findall(r"^# TYPE (\S+)", operator().get("/metrics").body.decode(), re.MULTILINE))
    named = set(re.findall(r"groupware_\w+", "\n".join(re.findall(r"^\s*expr: (.*)$", ALERTS.read_text("utf-8"), re.MULTILINE))))
    assert len(named) > 10
    assert {re.sub("_(bucket|sum|count)$", "", name) for name in named} <= told


# The log for machines


def test_a_request_is_a_json_object_without_anybody_in_it(site, phone, cast):
    lines = []
    reader = phone("imode1")
    reader.app = log.logged(site, lines.append, as_json=True)
    reader.log_in(cast.member.member_id, cast.member.user_id, cast.member.password)
    reader.get("/nowhere/00104")
    rows = [json.loads(line) for line in lines]
    assert all(line.endswith("}\n") and line.count("\n") == 1 for line in lines)
    assert [(row["method"], row["screen"], row["status"]) for row in rows] == [
        ("GET", "/login", 200), ("POST", "/login", 302), ("GET", "/login/check", 302), ("GET", "/", 200), ("GET", "-", 404)]
    assert {(row["carrier"], row["dialect"]) for row in rows} == {("docomo", "imode1")}
    assert datetime.datetime.fromisoformat(rows[0]["time"]).tzinfo and rows[0]["log"] == "access" and rows[0]["ms"] > 0 and rows[0]["bytes"] > 100
    for secret in (cast.member.member_id, cast.member.user_id, cast.member.password, "nowhere", "s="):
        assert secret not in "".join(lines)


def test_an_error_is_told_by_its_kind_and_place_and_not_by_what_somebody_typed():
    try:
        try:
            int("ひみつの値")
        except ValueError as error:
            raise RuntimeError("山田さんの予定") from error
    except RuntimeError as error:
        record = logging.LogRecord("views.errors", logging.ERROR, __file__, 1, "500 %s", ("POST",), (RuntimeError, error, error.__traceback__))
    row = json.loads(log._Json().format(record))
    assert (row["log"], row["level"], row["message"], row["error"]) == ("views.errors", "ERROR", "500 POST", "RuntimeError from ValueError")
    assert "test_status.py" in row["at"][-1] and "ひみつ" not in str(row) and "山田" not in str(row)


@pytest.mark.parametrize("word, log_is", [("", ""), ("json", "json")])
def test_the_log_is_chosen_by_a_setting(word, log_is):
    assert mobile_app.settings_from({"LOG": word}).log == log_is


def test_another_log_is_a_wrong_call():
    with pytest.raises(mobile_app.WrongCall, match="LOG must be"):
        mobile_app.settings_from({"LOG": "xml"})
