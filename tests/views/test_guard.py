"""What a request must show: a key on every post, a host that is ours, bytes and sizes that a phone sends."""

import re

import pytest

from carriers import DIALECTS
from models import base, clock
from models.event import Event
from models.todo import Todo
from views import FEATURES, guard

SAMPLES = {"kind": "memo", "day": "20261124", "month": "202611", "user_id": "00104"}  # what else a path asks for is a number
POSTS = [
    re.sub(r"<(\w+):re:(?:[^<>]|\[[^]]*\])*>", lambda found: SAMPLES.get(found[1], "1"), path)
    for feature in FEATURES for method, path, _, access in feature.ROUTES if method == "POST" and access == "signed_in"
]


@pytest.mark.parametrize("keeps", [True, False])
def test_every_post_wants_a_key_of_this_session(signed_in, cast, keeps):
    made = signed_in("modern", keeps_cookies=keeps)
    session = "" if keeps else "?" + made.top.link("その他").split("?")[1]
    other = signed_in("modern", cast.colleague)
    theirs = dict(other.get("/preferences").form(0)["fields"])["k"]
    for path in POSTS:
        for key in ([], [("k", "")], [("k", "A" * 22)], [("k", theirs)], [("k", "漢字")], [("k", "=")]):
            answer = made.post(path + session, [*key, ("title", "x")])
            assert answer.status == 403 and "有効期限" in answer.text, (path, key)
    assert made.get("/schedule" + session).status == 200


def test_a_post_from_another_origin_is_refused_even_with_its_key(signed_in):
    made = signed_in("modern")
    key = dict(made.get("/preferences").form(0)["fields"])["k"]
    for headers in ({"HTTP_ORIGIN": "http://evil.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_ORIGIN": "http://["}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
        answer = made.post("/preferences", [("k", key)], **headers)
        assert answer.status == 403 and "ほかのサイト" in answer.text
    assert made.post("/preferences", [("k", key)], HTTP_ORIGIN="http://localhost:8080").status == 200


def test_every_form_that_posts_carries_a_key(signed_in, cast, today):
    made = signed_in("imode1", cast.administrator)
    from tests.views.test_screens import PATHS, with_session

    for screen in PATHS:
        page = made.get(with_session(made, screen.format(day=today.strftime("%Y%m%d"), month=today.strftime("%Y%m")))).page
        for form in page.forms:
            assert form["method"] == "get" or dict(form["fields"])["k"]


@pytest.mark.parametrize("host, expected", [
    ("localhost:8080", 200), ("127.0.0.1:8080", 200), ("[::1]:8080", 200), ("10.1.2.3", 200),
    ("evil.example", 400), ("localhost.evil.example", 400), ("", 200), ("localhost:80@evil.example", 400), ("localhost:8080/evil", 400),
    ("localhost:", 400), ("[::1]evil", 400), ("localhost:8080 evil", 400),
])
def test_only_our_own_names_are_answered(phone, host, expected):
    made = phone("imode1", host="localhost:8080")
    made.headers["Host"] = host
    assert made.get("/login").status == expected


NO_SHIFT_JIS = ["82", "81%20", "a%80b%FF", "F5%20", "82%22%3E"]
NO_UTF8 = ["82", "C0%AF", "ED%A0%80", "F5%80%80%80", "E3%81%22%3E", "FF"]


@pytest.mark.parametrize("name, data", [
    (dialect.name, data) for dialect in DIALECTS for data in (NO_SHIFT_JIS if dialect.charset == "Shift_JIS" else NO_UTF8)])
def test_bytes_that_are_no_text_get_a_clear_page_and_store_nothing(signed_in, name, data):
    made = signed_in(name, keeps_cookies=False)
    form = made.get(made.top.link("予定の追加")).form()
    before = Event.select().count()
    fields = "&".join(f"{field}={'%' + data if field == 'title' else value}" for field, value in form["fields"])
    answer = made.post(form["action"], fields.encode("ascii"))
    assert answer.status == 400 and answer.says("文字を正しく読み取れませんでした。") and Event.select().count() == before
    assert answer.header("Content-Type") == made.device.dialect.header


def test_too_much_is_refused_in_the_phones_own_markup(signed_in):
    for name in ("mova", "imode1", "modern"):
        made = signed_in(name, keeps_cookies=False)
        answer = made.post(made.top.link("予定の追加").replace("/event/new", "/event"), b"title=" + b"a" * 300_000)
        assert answer.status == 413 and answer.header("Content-Type") == made.device.dialect.header
        assert "大きすぎます" in answer.text


@pytest.mark.parametrize("environ", [{"CONTENT_LENGTH": "-1"}, {"CONTENT_LENGTH": "x"}, {"CONTENT_TYPE": "multipart/form-data; boundary=x"}])
def test_a_body_that_is_no_form_is_refused(signed_in, environ):
    made = signed_in("modern")
    assert made.post("/preferences", b"k=1", **environ).status == 400


def test_more_fields_than_any_form_has_are_refused(signed_in):
    made = signed_in("modern")
    assert made.post("/preferences", b"a=1&" * 501).status == 400


def test_another_sites_page_logs_nobody_in(phone, cast):
    made = phone("modern")
    fields = {"member_id": cast.member.member_id, "user_id": cast.member.user_id, "password": cast.member.password}
    key = dict(made.get("/login").form()["fields"])["k"]
    for headers in ({"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
        assert made.post("/login", [("k", key), *fields.items()], **headers).status == 403
    assert made.post("/login", [("k", key), *fields.items()], HTTP_SEC_FETCH_SITE="same-origin").status == 200


def test_a_link_on_another_site_signs_nobody_in(signed_in, phone):
    link = signed_in("modern", keeps_cookies=False).top.link("予定(")
    victim = phone("modern")
    victim.headers["Sec-Fetch-Site"] = "cross-site"
    assert "パスワード" in victim.get(link).text
    victim.headers["Sec-Fetch-Site"] = "none"
    assert victim.get(link).status == 200


def test_another_spelling_of_a_key_is_no_key(signed_in):
    made = signed_in("modern")
    key = dict(made.get("/preferences").form(0)["fields"])["k"]
    for other in (key[:5] + "!!!" + key[5:], key + "==", key[:-1] + chr(ord(key[-1]) + 1), key + "\0", " " + key):
        assert made.post("/preferences", [("k", other)]).status == 403
    assert made.post("/preferences", [("k", key)]).status == 200


def test_a_form_is_refused_before_its_key_is_forgotten(signed_in, monkeypatch):
    """Else it would be done again when its button is pressed again; the session may go on for longer."""
    made, now = signed_in("modern"), clock.unix()
    fields = list((dict(made.get("/todos/new").form()["fields"]) | {"title": "一度だけの仕事"}).items())
    for days in (0, 3, 5.9, 6.1):
        monkeypatch.setattr(clock, "unix", lambda: int(now + days * 24 * 3600))
        base.transaction(lambda: base.forget_done_keys("SAMPLE1", clock.unix()))
        answer = made.post("/todos", fields)
        assert (answer.status == 403 and "有効期限" in answer.text) == (days > 6), days
        assert Todo.select().where(Todo.title == "一度だけの仕事").count() == 1
    assert made.get("/todos").status == 200


def test_clocks_of_two_machines_may_be_apart_a_little(site, monkeypatch):
    now = clock.unix()
    keys = guard.form_key("session"), guard.login_key("docomo")
    for ahead, is_taken in ((600, True), (2 * 3600, False)):
        monkeypatch.setattr(clock, "unix", lambda: now - ahead)
        assert (guard.is_form_key(keys[0], "session"), guard.is_login_key(keys[1], "docomo")) == (is_taken, is_taken)


def test_no_two_forms_have_the_same_key():
    assert len({guard.form_key("session") for _ in range(1_000)}) == 1_000
