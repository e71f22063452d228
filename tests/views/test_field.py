"""表示がおかしいとき: a version of one's own choice, without cookies, before and after a login, and back; and what is counted of it."""

import datetime

import pytest

from carriers import DIALECTS
from carriers.phones import PHONES
from carriers.versions import VERSIONS
from models import clock, field, maintenance
from models.field import FieldCount
from tests.phone import Phone
from tests.views.test_screens import check_page

NAMES = [dialect.name for dialect in DIALECTS]
SERIAL = "353711000000000"
LINK = "表示がおかしいとき"


def choose(phone, answer, code, **changes):
    """Chooses on the page that the answer links to; from there on the phone's bytes are read as that version's."""
    page = phone.get(answer.link(LINK))
    if VERSIONS.get(code):
        return _as(phone, VERSIONS[code].dialect, lambda: phone.submit(page, {"to": code} | changes))
    return phone.submit(page, {"to": code} | changes)


def _as(phone, dialect, act):
    phone.device = phone.device._replace(dialect=dialect, page_limit=dialect.page_limit)
    return act()


@pytest.mark.parametrize("name", NAMES)
def test_the_link_and_every_version_on_every_phone(phone, name):
    for code, version in VERSIONS.items():
        made = phone(name, keeps_cookies=False)
        answer = choose(made, made.get("/login"), code)
        assert answer.status == 200 and answer.header("Content-Type") == version.dialect.header and answer.says("このまま使う") and 'name="auto"' in answer.source
        check_page(answer, made)
        login = made.get(f"/login?v={code}")
        assert login.link(LINK) == f"/version?v={code}"
        check_page(login, made)


def test_a_phone_without_cookies_logs_in_posts_and_goes_back(phone, cast, today):
    made = phone("modern", keeps_cookies=False)
    chosen = choose(made, made.get("/login"), "a")
    login = made.get(chosen.link("このまま使う"))
    assert login.path == "/login" and login.header("Content-Type").endswith("Shift_JIS")
    top = made.submit(login, {"member_id": cast.member.member_id, "user_id": cast.member.user_id, "password": cast.member.password})
    assert top.path == "/" and all("v=a" in link["href"] and "s=" in link["href"] for link in top.page.links)
    form = made.get(top.link("予定の追加"))
    day = made.submit(form, {"title": "晴れ☀の会議", "start": "1300", "end": "1400", "anyway": "1"})
    assert day.says("晴れ☀の会議") and day.header("Content-Type").endswith("Shift_JIS")
    search = made.submit(made.get(f"/search?{top.link('その他').partition('?')[2]}"), {"q": "晴れ"})
    assert "v=a" in search.link(LINK) and search.header("Content-Type").endswith("Shift_JIS")
    page = made.get(search.link(LINK))
    automatic = Phone(made.app, made.headers, keeps_cookies=False)
    back = automatic.submit(page, button="auto")
    assert back.header("Content-Type") == "text/html; charset=UTF-8" and "v=" not in back.source.partition("<form")[0]
    again = automatic.get(back.link("トップ"))
    assert again.path == "/" and "晴れ" not in again.link(LINK) and "v=" not in again.link(LINK)


def test_it_survives_the_logout_a_lost_session_and_an_error(phone, cast):
    made = phone("garaho")
    choose(made, made.get("/login"), "s")
    login = made.get("/login?v=s")
    made.submit(login, {"member_id": cast.member.member_id, "user_id": cast.member.user_id, "password": cast.member.password})
    for path in ("/nothing?v=s", "/preferences?v=s", "/others?v=s"):
        assert made.get(path).link(LINK) == "/version?v=s"
    bye = made.submit(made.get("/others?v=s"))
    assert bye.says("ログアウトしました") and bye.link(LINK) == "/version?v=s"
    bounced = made.get("/memos?v=s")
    assert bounced.path == "/login" and bounced.url.count("v=") == 1 and bounced.link(LINK) == "/version?v=s"


@pytest.mark.parametrize("query", ["v=zz", "v=9", "v=", "v=%3Cb%3E", "v=S", "xv=s"])
def test_an_unknown_version_is_ignored(phone, query):
    answer = phone("imode1").get(f"/login?{query}")
    assert answer.header("Content-Type").startswith("application/xhtml+xml") and answer.link(LINK) == "/version"


def test_a_choice_is_possible_during_maintenance(phone):
    made, now = phone("modern"), clock.now()
    maintenance.plan(now - datetime.timedelta(hours=1), now + datetime.timedelta(hours=1))
    closed = made.get("/login")
    assert closed.status == 503
    assert choose(made, closed, "k").status == 200
    assert made.get("/login?v=k").status == 503 and made.get("/login?v=k").link(LINK) == "/version?v=k"


def test_a_choice_is_counted_once_and_names_nobody(site):
    agent = f"DoCoMo/2.0 N906imyu(c100;TB;W24H16;ser{SERIAL};icc8981100000000000000f)"
    made = Phone(site, {"User-Agent": agent})
    answer = choose(made, made.get("/login"), "m")
    choose(made, answer, "m")
    for _ in range(3):
        made.get("/login?v=m")
    row = FieldCount.get()
    assert (row.user_agent, row.detected, row.chosen, row.times) == ("DoCoMo/2.0 N906imyu(c100;TB;W24H16)", "imode1", "mova", 1)
    assert SERIAL not in str(list(FieldCount.select().dicts()))


def test_only_a_page_of_ours_counts(phone):
    made = phone("modern")
    assert made.post("/version", [("to", "a")]).status == 403
    page = made.get("/version")
    assert made.post("/version", [*page.form()["fields"], ("to", "a")], HTTP_ORIGIN="http://evil.example").status == 403
    assert field.seen() == []
    made.submit(page, {"to": "s"})  # what was found anyway
    made.submit(page, {"to": "zz"})
    assert field.seen() == []


def test_unknown_user_agents_are_counted_and_others_are_not(site):
    for agent in ("Brandnew/2.0 (Mobile; Unheard; uid=12345678)",) * 4 + ("Googlebot/2.1 (+http://www.google.com/bot.html)", ""):
        Phone(site, {"User-Agent": agent}).get("/login")
    Phone(site, PHONES[0].headers).get("/login")
    field.write()
    assert [(row.user_agent, row.chosen, row.times) for row in field.seen()] == [("Brandnew/2.0 (Mobile; Unheard; )", "", 4)]


def test_the_environment_page_still_tells_of_the_phone(phone):
    made = phone("old-smart")
    plain = made.get("/environment")
    assert made.get("/environment?v=k").text.partition("OS")[2].partition("ブラウザ")[0] == plain.text.partition("OS")[2].partition("ブラウザ")[0]
