"""Maintenance: announced, closed with a page that says until when, open again; nothing typed is lost."""

import datetime

import pytest

from carriers import DIALECTS
from models import clock, maintenance, schedule
from tests.conftest import headers_of
from tests.phone import Phone
from tests.views.test_screens import check_page

NAMES = [dialect.name for dialect in DIALECTS]
HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_until_when_in_the_phones_markup(signed_in, name):
    made = signed_in(name)
    end = clock.now() + HOUR
    maintenance.plan(clock.now() - HOUR, end, "ご迷惑をおかけします。")
    for path in ("/", "/login", "/schedule", "/event/new"):
        answer = made.get(path)
        assert answer.status == 503 and answer.says("メンテナンス") and f"{end.hour}:{end.minute:02d}" in answer.text and answer.says("ご迷惑")
        assert 3500 < int(answer.header("Retry-After")) <= 3601
        check_page(answer, made)
    assert made.get("/healthz").status == 200
    maintenance.lift(clock.now())
    assert made.get("/environment").status == 200 and made.get(made.top.link("その他")).status == 200


def test_what_was_typed_is_shown_and_nothing_is_stored(walk, cast, quiet_day):
    made = walk("imode1")
    form = made.see(f"/event/new?d={quiet_day:%Y%m%d}")
    maintenance.plan(clock.now() - HOUR, clock.now() + HOUR)
    answer = made.submit(form, {"title": "忘れたくない件名", "note": "長いメモ"})
    assert answer.status == 503 and answer.says("忘れたくない件名") and answer.says("長いメモ")
    assert dict(form.form()["fields"])["k"] not in answer.source
    maintenance.lift(clock.now())
    assert schedule.day(cast.member, cast.member.user_id, quiet_day) == []
    assert made.submit(form, {"title": "忘れたくない件名"}).status == 200
    assert schedule.day(cast.member, cast.member.user_id, quiet_day)


def test_it_is_announced_on_the_top_page_a_week_before(signed_in):
    made = signed_in("modern")
    maintenance.plan(clock.now() + 8 * 24 * HOUR, clock.now() + 8 * 24 * HOUR + HOUR)
    assert not made.get("/").says("メンテナンス")
    start = clock.now() + 24 * HOUR
    maintenance.plan(start, start + HOUR)
    answer = made.get("/")
    assert answer.status == 200 and answer.says("メンテナンス") and f"{start.month}/{start.day}" in answer.text
    assert made.get("/logout").status == 405 and made.get("/schedule").status == 200


def test_operators_look_in_and_others_do_not(site, cast):
    import mobile_app

    app = mobile_app.create_app(mobile_app.Settings(name="localhost:8080", operators=frozenset({"192.0.2.7"})))
    made = Phone(app, headers_of("modern"))
    made.log_in(*cast.member[:3])
    maintenance.plan(clock.now() - HOUR, clock.now() + HOUR)
    assert made.get("/").status == 503
    made.address = "192.0.2.7"
    answer = made.get("/")
    assert answer.status == 200 and answer.says("メンテナンス中")


@pytest.mark.parametrize("start, end", [(1, 0), (0, 0), (0, 8 * 24)])
def test_a_window_that_makes_no_sense_is_refused(site, start, end):
    now = clock.now()
    with pytest.raises(maintenance.Invalid):
        maintenance.plan(now + start * HOUR, now + end * HOUR)
    assert maintenance.windows(clock.now()) == []
