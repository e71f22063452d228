"""What went wrong is said in each phone's own markup, and the way back is there."""

import re
from unittest.mock import ANY

import peewee
import pytest

from carriers import DIALECTS
from models import base, migrations
from tests.views.test_screens import check_page

NAMES = [dialect.name for dialect in DIALECTS]
COUNT = len(migrations.numbers())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path, method, status, text", [
    ("/nowhere", "GET", 404, "ページがありません"), ("/予定/☀", "GET", 404, "ページがありません"), ("/event/999999/20261124", "GET", 404, "ページがありません"),
    ("/logout", "GET", 405, "操作エラー"), ("/users", "GET", 403, "操作できません"),
])
def test_an_error_page_keeps_the_session_and_shows_the_way_back(signed_in, name, path, method, status, text):
    made = signed_in(name, keeps_cookies=False)
    query = made.top.link("その他").split("?")[1]
    answer = made.get(f"{path}?{query}")
    assert answer.status == status and answer.says(text)
    check_page(answer, made)
    assert made.get(answer.link("トップ")).says("予定の追加")


@pytest.mark.parametrize("name", NAMES)
def test_a_database_that_is_away_is_a_503_with_a_time_to_try_again(signed_in, name, monkeypatch):
    made = signed_in(name)

    def away(*_):
        raise peewee.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("models.schedule.day", away)
    monkeypatch.setattr("models.schedule.next_event", away)
    answer = made.get(made.top.link("トップ"))
    assert answer.status == 503 and answer.says("混み合っています") and int(answer.header("Retry-After")) > 0
    check_page(answer, made)


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_of_ours_is_a_500_without_a_traceback(signed_in, name, monkeypatch, caplog):
    made = signed_in(name)

    def broken(*_):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("models.schedule.next_event", broken)
    answer = made.get(made.top.link("トップ"))
    assert answer.status == 500 and answer.says("サーバーエラー")
    assert "Traceback" not in answer.source and "secret detail" not in answer.source
    assert "secret detail" in caplog.text
    check_page(answer, made)


def test_a_failed_post_shows_what_was_typed_and_never_a_password(signed_in, monkeypatch):
    made = signed_in("imode1", keeps_cookies=False)
    form = made.get(made.top.link("予定の追加"))
    monkeypatch.setattr("models.schedule.add", lambda *_: 1 / 0)
    monkeypatch.setattr("models.schedule.overlaps", lambda *_: [])
    answer = made.submit(form, {"title": "消えない件名", "note": "消えないメモ"})
    assert answer.status == 500 and "消えない件名" in answer.text and "消えないメモ" in answer.text


def ready(made):
    """(status, lines) of what a load balancer asks."""
    answer = made.get("/readyz")
    return answer.status, answer.body.decode().splitlines()


def test_the_health_of_the_process_and_of_the_database(site, phone, monkeypatch):
    made = phone("modern")
    assert made.get("/healthz").body == b"ok\n"
    status, lines = ready(made)
    assert status == 200 and lines[:2] == ["ok", "database: ok"] and lines[2].startswith("cluster: none") and lines[3] == f"migrations: all {COUNT} done"
    monkeypatch.setattr(base.database.obj, "execute_sql", lambda *_: 1 / 0)
    assert made.get("/healthz").status == 200 and ready(made) == (503, ["not ready", "database: no answer"])


def test_a_schema_that_lacks_something_is_not_ready(site, phone):
    made = phone("modern")
    base.database.execute_sql("DELETE FROM migration WHERE number IN (2, 10)")
    status, lines = ready(made)
    assert status == 503 and lines[0] == "not ready" and lines[-1].startswith("migrations: missing 0002 0010: run ")


def test_a_schema_that_is_newer_than_the_program_is_ready(site, phone):
    """While a new release is rolled out, the machines of the old one go on."""
    base.database.execute_sql("INSERT INTO migration (number) VALUES (9001)")
    assert ready(phone("modern")) == (200, ["ok", "database: ok", ANY, f"migrations: all {COUNT} done, and of a newer program 9001"])


def test_the_readiness_is_asked_again_on_another_connection(site, phone, monkeypatch):
    """The first may be older than the server."""
    run, failures = base.database.obj.execute_sql, [peewee.OperationalError(2013, "Lost connection to MySQL server during query")]

    def execute(*arguments):
        if failures:
            raise failures.pop()
        return run(*arguments)

    monkeypatch.setattr(base.database.obj, "execute_sql", execute)
    assert ready(phone("modern"))[0] == 200 and not failures


def test_the_log_names_no_person_session_or_handset(phone, cast, capsys):
    made = phone("imode1", keeps_cookies=False)
    made.top = made.log_in(*cast.member[:3])
    made.headers["User-Agent"] = "DoCoMo/2.0 N905i(c100;TB;W24H16;ser123456789012345;icc1234567890123456789F)"
    made.get(made.top.link("予定("))
    made.get("/day/20261124/00107?" + made.top.link("その他").split("?")[1])
    lines = [line for line in capsys.readouterr().err.splitlines() if " access " in line]
    assert len(lines) >= 5
    session = re.search(r"s=([\w-]{22})", made.top.link("その他"))[1]
    for line in lines:
        assert session not in line and "00107" not in line and "00104" not in line and "ser1234" not in line
    assert any("/day/<day" in line and "docomo imode1" in line for line in lines)
