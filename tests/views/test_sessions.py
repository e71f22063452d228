"""Sessions: with cookies and without, and what must not open one."""

import re

import pytest

from models import clock
from models.session import Session
from tests.phone import Phone

COOKIE_LESS = ["mova", "imode1", "sb2g"]
WITH_COOKIES = ["imode2", "ez", "sb3g", "garaho", "kaios", "old-smart", "modern"]
ID = re.compile(r"[?&]s=([\w-]{22})")


def url_id(answer):
    found = ID.search(answer.link("その他"))
    return found and found[1]


@pytest.mark.parametrize("name", WITH_COOKIES)
def test_a_phone_that_keeps_its_cookie_has_no_id_in_any_link(signed_in, name):
    top = signed_in(name).top
    assert not ID.search(top.source) and 'name="s"' not in top.source


@pytest.mark.parametrize("name", COOKIE_LESS + WITH_COOKIES)
def test_a_phone_without_cookies_has_the_id_in_every_link_and_form(signed_in, name):
    phone = signed_in(name, keeps_cookies=False)
    page = phone.get(phone.top.link("予定の追加")).page
    ids = {found[1] for link in page.links if (found := ID.search(link["href"])) or not link["href"].startswith("tel:")}
    assert len(ids) == 1 and url_id(phone.top) in ids
    assert all(ID.search(form["action"]) or ("s", url_id(phone.top)) in form["fields"] for form in page.forms)


def test_the_login_bounces_once_and_within_every_phones_redirects(phone, cast):
    for name in COOKIE_LESS + WITH_COOKIES:
        made = phone(name, keeps_cookies=name in WITH_COOKIES)
        assert made.log_in(cast.member.member_id, cast.member.user_id, cast.member.password).status == 200
        assert made.hops == 2 <= made.device.dialect.redirects


def test_redirects_are_302_with_an_absolute_location(phone):
    answer = phone("mova").get("/", follow=False)
    assert answer.status == 302 and answer.header("Location") == "http://localhost:8080/login"


def test_a_session_cookie_has_no_expiry_so_that_a_wrong_clock_does_no_harm(phone, cast):
    made = phone("modern")
    login = cast.member
    fields = {"member_id": login.member_id, "user_id": login.user_id, "password": login.password}
    answer = made.submit(made.get("/login"), fields, follow=False)
    cookie = next(value for name, value in answer.headers if name.lower() == "set-cookie" and value.startswith("s="))
    assert "expires" not in cookie.lower() and "max-age" not in cookie.lower()
    assert "HttpOnly" in cookie and "samesite=lax" in cookie.lower() and "secure" not in cookie.lower()


def test_over_https_the_cookie_is_secure_and_worth_nothing_over_http(phone, cast, site):
    made = phone("modern", scheme="https")
    answer = made.log_in(cast.member.member_id, cast.member.user_id, cast.member.password)
    assert answer.status == 200 and "予定" in answer.text
    made.scheme = "http"
    assert made.get("/schedule").status == 403


def test_ids_are_new_at_every_login(signed_in):
    assert url_id(signed_in("imode1").top) != url_id(signed_in("imode1").top)


def test_an_id_chosen_by_somebody_else_is_never_taken_over(phone, cast):
    """Session fixation: a link with an id in it does not become the session of who logs in there."""
    planted = "A" * 22
    made = phone("imode1")
    page = made.get(f"/login?s={planted}")
    login = cast.member
    answer = made.submit(page, {"member_id": login.member_id, "user_id": login.user_id, "password": login.password})
    assert url_id(answer) and url_id(answer) != planted
    stranger = phone("imode1")
    assert "サーバーエラー" in stranger.get(f"/schedule?s={planted}").text


def test_an_id_from_another_phone_family_opens_nothing(signed_in, phone):
    stolen = url_id(signed_in("imode1").top)
    assert phone("imode1").get(f"/schedule?s={stolen}").status == 200
    for name in ("ez", "sb3g", "modern"):
        answer = phone(name).get(f"/schedule?s={stolen}")
        assert answer.status == 403 and "アプリケーション情報が存在しません。" in answer.text


def test_the_bounces_id_is_used_up_where_the_cookie_came_back(phone, cast):
    made = phone("modern")
    login = cast.member
    fields = {"member_id": login.member_id, "user_id": login.user_id, "password": login.password}
    bounce = made.submit(made.get("/login"), fields, follow=False).header("Location")
    thief = phone("modern")
    assert made.get(bounce).status == 200
    assert thief.get(bounce).status == 403
    assert thief.get(f"/schedule?s={ID.search(bounce)[1]}").status == 403


def test_of_two_sessions_in_one_request_the_url_loses(signed_in, cast):
    """A link somebody else's id stands in must not act for them, nor show their page."""
    theirs = url_id(signed_in("modern", cast.colleague, keeps_cookies=False).top)
    mine = signed_in("modern")
    assert cast.member.name in mine.get(f"/?s={theirs}").text


def test_logging_out_ends_the_session_here_and_now(signed_in):
    for name, keeps in (("imode1", False), ("modern", True)):
        phone = signed_in(name, keeps_cookies=keeps)
        others = phone.get(phone.top.link("その他"))
        before, cookies = phone.top.link("予定("), dict(phone.cookies)
        assert phone.submit(others).says("ログアウトしました")
        phone.cookies = cookies
        again = phone.get(before)
        assert again.status == 403 and again.says("サーバーエラー エラーが発生しました。ウインドウを閉じてください。アプリケーション情報が存在しません。")
        assert again.text.count("サーバーエラー") == 1


def test_without_a_session_a_page_leads_to_the_login_and_on_to_the_page(phone, cast):
    made = phone("modern")
    page = made.get("/units")
    assert page.path == "/login" and "パスワード" in page.text
    login = cast.member
    answer = made.submit(page, {"member_id": login.member_id, "user_id": login.user_id, "password": login.password})
    assert answer.path == "/units"


@pytest.mark.parametrize("path", ["/%00", "/\0", "/schedule?s=" + "A" * 22, "//evil.example/", "/\\evil.example", "https://evil.example/", "/x\nSet-Cookie: a=b", "/x\r\nA: b"])
def test_the_way_on_after_a_login_never_leaves_the_site(phone, cast, path):
    made = phone("modern")
    login = cast.member
    fields = {"member_id": login.member_id, "user_id": login.user_id, "password": login.password, "next": path}
    answer = made.submit(made.get("/login"), fields, follow=False)
    while answer.status == 302:
        location = answer.header("Location")
        assert location.startswith("http://localhost:8080/") and "evil" not in location.split("?")[0] and location.isprintable()
        answer = made.get(location, follow=False)
    assert answer.status in (200, 404) and "A" * 22 not in answer.url


def test_a_lost_session_shows_what_was_typed(signed_in, phone):
    made = signed_in("imode1", keeps_cookies=False)
    form = made.get(made.top.link("予定の追加"))
    made.get("/others" + made.top.link("その他")[len("/others"):])
    made.submit(made.get(made.top.link("その他")))  # logged out meanwhile
    answer = made.submit(form, {"title": "大事な打合せ"})
    assert answer.status == 403 and "大事な打合せ" in answer.text and "もう一度ログイン" in answer.text and answer.says("パスワードの変更")


def test_a_session_in_the_url_ends_after_thirty_idle_minutes(signed_in, monkeypatch):
    made = signed_in("imode1")
    link, login = made.top.link("予定("), clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: login + 29 * 60)
    assert made.get(link).status == 200
    monkeypatch.setattr(clock, "unix", lambda: login + 58 * 60)
    assert made.get(link).status == 200
    monkeypatch.setattr(clock, "unix", lambda: login + 89 * 60)
    assert made.get(link).status == 403


def test_the_list_of_places_ends_any_of_them(signed_in):
    old = signed_in("imode1", keeps_cookies=False)
    new = signed_in("modern")
    page = new.get("/preferences")
    assert "docomo" in page.text and "(この端末)" in page.text
    index = next(index for index, form in enumerate(page.page.forms) if "/places/" in form["action"] and not is_mine(page, index))
    new.submit(page, form=index)
    assert old.get(old.top.link("予定(")).status == 403
    assert new.get("/schedule").status == 200


def is_mine(page, index):
    """Whether the form at this index ends the place that shows the page: sessions are listed newest first."""
    places = [at for at, form in enumerate(page.page.forms) if "/places/" in form["action"]]
    return index == places[0]


def test_somebody_elses_place_is_not_there(signed_in, cast):
    theirs = signed_in("imode1", cast.colleague)
    mine = signed_in("modern")
    place = next(form for form in mine.get("/preferences").page.forms if "/places/" in form["action"])
    rows = Session.select().where(Session.user_id == cast.colleague.user_id)
    assert rows.count() == 1
    answer = mine.post(f"/places/{rows.get().id}/end", [("k", dict(place["fields"])["k"])])
    assert answer.status == 404
    assert theirs.get(theirs.top.link("予定(")).status == 200


def test_serials_and_carrier_ids_are_no_login(site, signed_in):
    made = signed_in("imode1", keeps_cookies=False)
    headers = dict(made.headers) | {"X-DCMGUID": "abcdefg", "X-UP-SUBNO": "05000000000000_aa.ezweb.ne.jp", "X-JPHONE-UID": "a" * 16}
    assert Phone(site, headers).get("/schedule").says("パスワード")
