"""The QA bench at /bench: for whom it is, what it shows of a phone, and walking as one."""

import html
import re

import pytest

import mobile_app
from carriers import DIALECTS
from carriers.phones import phones
from models import base, clock, session
from models.event import Event
from models.session import Session
from tests.counting import counted
from tests.phone import Phone
from tests.views.test_screens import check_page
from tests.views.test_sessions import ID
from views.bench import choice, recoding, typed_headers, walk
from views.qa.runner import masked

DOCOMO, SOFTBANK, IPHONE = "docomo SH902i", "SoftBank 910T", "iPhone, iOS 17.5"
PC = next(row.headers for row in phones() if row.name == "Firefox on Linux")


def headers_of(name):
    return next(row.headers for row in phones() if row.name == name)


@pytest.fixture(scope="session")
def benched():
    from views import app

    return app.build(mobile_app.Settings(name="localhost:8080", bench=True))


@pytest.fixture
def on(site, benched, everyone):
    """Makes phones and PCs on a site with the bench, on which somebody has logged in."""

    def make(user_id="00112", member_id="SAMPLE1", headers=PC, **options):
        made = Phone(benched, headers, **options)
        login = everyone[member_id, user_id]
        made.top = made.log_in(login.member_id, login.user_id, login.password)
        assert made.top.status == 200
        session_query = re.search(r"[?&](s=[\w-]{22})", made.top.source)
        made.see = lambda path: made.get(f"{path}{'&' if '?' in path else '?'}{session_query[1]}" if session_query else path)
        return made

    return make


def ask(made, **fields):
    """The bench with these fields."""
    return made.get(f"/bench?{made.urlencoded(fields.items()).decode()}")


def everything():
    """{table: all its rows, in any order}; without the search's index, which each engine keeps in its own way."""
    tables = [name for name in base.database.get_tables() if not name.startswith("search_index")]
    return {name: sorted(map(repr, base.database.execute_sql(f"SELECT * FROM {name}").fetchall())) for name in tables}


# For whom


def test_off_it_is_as_any_unknown_path(walk, everyone, phone):
    made = walk("modern", everyone["SAMPLE1", "00112"])
    for path in ("/bench", "/bench/end", "/bench/bytes", "/bench/report.css"):
        assert made.get(path).status == 404 == made.get("/nowhere").status
    assert "互換性QA" not in made.get("/admin").text
    assert made.post("/bench/walk", [("phone", DOCOMO)]).status == 404


def test_on_it_is_for_system_administrators(on, benched):
    assert Phone(benched, PC).get("/bench", follow=False).header("Location") == "http://localhost:8080/login?next=/bench"
    for user_id in ("00104", "00107"):
        made = on(user_id)
        assert [made.get(path).status for path in ("/bench", f"/bench?phone={DOCOMO}", f"/bench/bytes?phone={DOCOMO}")] == [403] * 3
        key = dict(made.get("/todos/new").form()["fields"])["k"]
        assert made.post("/bench/walk", [("k", key), ("phone", DOCOMO)]).status == 403
        assert "walk" not in made.cookies and Session.select().where(Session.label == "互換性QA").count() == 0
    made = on("00112")
    assert made.get("/bench").status == 200 and "互換性QA" in made.get("/admin").text
    assert made.post("/bench/walk", [("k", "x" * 22), ("phone", DOCOMO)]).status == 403


def test_it_shows_ones_own_companys_data(on):
    ours, theirs = (on("00001", member_id).get(f"/bench?phone={DOCOMO}&screen=/todos") for member_id in ("SAMPLE1", "SAMPLE2"))
    assert ours.status == theirs.status == 200
    assert "別会社の" in theirs.text and "別会社の" not in ours.text


def test_the_setting_is_off_unless_switched_on():
    assert not mobile_app.settings_from({}).bench and mobile_app.settings_from({"BENCH": "on"}).bench


# What it shows


def shown_source(answer, number=0):
    """The source in the bench's frame."""
    return html.unescape(re.findall(r'srcdoc="([^"]*)"', answer.source)[number])


@pytest.mark.parametrize("name", [DOCOMO, SOFTBANK, "J-PHONE J-DN02, C2", IPHONE])
def test_the_bytes_are_those_that_the_phone_gets(on, name):
    real = on(headers=headers_of(name)).see("/todos")
    found = on().get(f"/bench/bytes?phone={name}&screen=/todos")
    assert masked(found.body) == masked(real.body) and found.header("Content-Type") == "application/octet-stream"
    assert "attachment" in found.header("Content-Disposition") and found.header("X-Content-Type-Options") == "nosniff"
    page = on().get(f"/bench?phone={name}&screen=/todos")
    assert f"{len(real.body):,}バイト" in page.text and real.body[:24].hex(" ").upper() in page.text


def test_a_screen_is_framed_at_the_phones_size_with_its_emoji_and_without_scripts(on):
    answer = on().get(f"/bench?phone={SOFTBANK}&screen=/")
    frame = re.search(r"<iframe [^>]*>", answer.source)[0]
    assert 'sandbox=""' in frame and "width:240px;height:400px" in frame
    assert "1\ufe0f\u20e3" in shown_source(answer) and "<script" not in shown_source(on().get("/bench?phone=garaho+SHF31&screen=/"))
    policy = answer.header("Content-Security-Policy")
    assert "default-src 'none'" in policy and "frame-src 'none'" in policy and "script-src" not in policy
    assert answer.header("Cache-Control") == "no-store"


def test_why_each_rule_fired_is_told(on):
    answer = on().get(f"/bench?phone={DOCOMO}&screen=/search")
    for text in ("User-Agentが「DoCoMo/」で始まります。", "Shift_JIS(CP932)で書きます", "-wap-input-formatで指定します", "Cookieが戻りませんでした", "問題はありません。"):
        assert text in answer.text
    with_cookies = on().get(f"/bench?phone={DOCOMO}&screen=/&cookies=on")
    assert "送ったCookieが戻りました" in with_cookies.text and not ID.search(shown_source(with_cookies))
    assert ID.search(shown_source(on().get(f"/bench?phone={IPHONE}&screen=/&cookies=off")))


@pytest.mark.parametrize("fields, says", [
    ({"screen": "404 ページがない"}, ["ステータス 404"]), ({"screen": "403 ログインが切れた"}, ["ステータス 403", "ログイン前の画面です"]),
    ({"screen": "前 /login"}, ["ステータス 200", "ログイン前の画面です"]), ({"path": "/todos", "out": "1"}, ["転送 1回", "ログイン前の画面です"]),
    ({"path": "/search?q=会議"}, ["ステータス 200", 'value="会議"']),
])
def test_login_and_error_screens_and_ones_own_paths_are_seen(on, fields, says):
    answer = ask(on(), phone=DOCOMO, **fields)
    assert answer.status == 200 and all(text in answer.text for text in says)


def test_looking_leaves_no_trace(on):
    made = on("00001")
    before = everything()
    with counted() as run:
        for path in ("/", "/circulars/9", "/memos/1", "/infos/3"):
            assert "ステータス 200" in ask(made, phone=DOCOMO, other=IPHONE, path=path).text
    assert everything() == before and any(statement.startswith("INSERT") for statement in run)


def test_a_second_phone_stands_beside_with_the_differences_marked(on):
    answer = on().get(f"/bench?phone={DOCOMO}&other={IPHONE}&screen=/todos")
    assert len(re.findall("<iframe ", answer.source)) == 2
    marked = [html.unescape(text) for text in re.findall("<mark>(.*?)</mark>", answer.source)]
    assert {"Shift_JIS", "UTF-8", "url", "cookie", "nosniff", "—"} <= set(marked) and "200" not in marked
    assert re.search("<del>[^<]*xml", answer.source) and re.search("<ins>[^<]*viewport", answer.source)
    same = on().get(f"/bench?phone={DOCOMO}&other=docomo SH900i&screen=/todos").source
    assert not re.search("<mark>|<del>|<ins>", same) and "0行が違います" in same


# What is typed


def test_pasted_headers_are_detected_and_told(on):
    pasted = "GET / HTTP/1.1\nHost: evil.example\nuser-agent: SoftBank/1.0/910T/TJ001/SN123 Browser/NetFront/3.3\nX-JPhone-Display: 240*400\nCookie: s=abc"
    answer = ask(on(), headers=pasted, screen="/")
    assert answer.status == 200 and "240×400" in answer.text and "softbank 910T(貼り付けたヘッダー)" in answer.text
    assert "User-Agentが「SoftBank" in answer.text and "sb3g" in answer.text
    assert "使わなかったヘッダー: Host, Cookie" in answer.text


@pytest.mark.parametrize("pasted, says", [
    ("User-Agent: x\nno colon here", "2行目"), ("User-Agent: x\nBad Name: y", "2行目"), ("User-Agent: あ", "1行目"), ("User-Agent: a\x7fb", "1行目"),
    ("X: 1\nx: 2", "2回目"), ("X-Long: " + "a" * 2_100, "2,000バイト"), ("a" * 4_100, "4,000文字"),
])
def test_headers_that_are_wrong_are_told_and_everything_typed_is_kept(on, pasted, says):
    fields = {"headers": f"{pasted}\n" + "X-Last: <script>alert(1)</script>" * ("\n" in pasted), "path": '/todos?"><script>', "cookies": "off", "other": DOCOMO}
    answer = ask(on(), **fields)
    assert answer.status == 200 and says in answer.text
    kept = dict(answer.form(0)["fields"])
    assert {name: kept[name] for name in fields} == fields and "<script" not in answer.source


@pytest.mark.parametrize("path", [
    "https://example.com/", "//example.com/", "/\\example.com", "todos", "/bench", "/bench/end", "/%62ench?phone=x", "/x/../bench", "/a#b", "/a\tb", "/" + "a" * 1001,
])
def test_a_path_is_one_of_this_site_and_not_the_bench(on, path):
    answer = ask(on(), phone=DOCOMO, path=path)
    assert re.search('class="error"', answer.source) and "<iframe" not in answer.source


@pytest.mark.parametrize("query, says", [
    ("phone=no+such+phone", "一覧にありません"), ("phone=docomo", "1台に絞ってください"), ("screen=/", "端末を選ぶか"), (f"phone={DOCOMO}&other=zzz", "一覧にありません"),
    (f"phone={DOCOMO}&screen=zzz", "一覧にありません"), ("phone=<script>", "&lt;script&gt;"),
])
def test_a_choice_that_is_wrong_is_told(on, query, says):
    answer = on().get(f"/bench?{query}")
    assert answer.status == 200 and says in answer.source and "<script" not in answer.source and "<iframe" not in answer.source


def test_no_pasted_header_reaches_anything_but_its_own_name():
    found, left_out = typed_headers.read("User-Agent: a\rX-Evil: b\nwsgi.input: x\nContent-Length: 9\nX-Forwarded-For: 1.2.3.4")
    assert found == {"User-Agent": "a", "X-Evil": "b", "wsgi.input": "x"} and left_out == ["Content-Length", "X-Forwarded-For"]
    assert typed_headers.read("DoCoMo/2.0 P903i(c100;TB;W24H12)") == ({"User-Agent": "DoCoMo/2.0 P903i(c100;TB;W24H12)"}, [])
    assert all("\n" not in value and "\r" not in value for value in found.values())


@pytest.mark.parametrize("dialect", [dialect.name for dialect in DIALECTS if dialect.name not in ("modern", "old-smart")])
def test_a_phone_gets_it_as_a_text_that_fits(on, dialect):
    made = on(headers=next(row.headers for row in phones() if choice.Chosen("", row.headers).device.dialect.name == dialect))
    form = made.see("/bench")
    check_page(form, made)
    found = made.submit(form, {"phone": "P503i", "path": "/todos"})
    check_page(found, made)
    assert found.says("docomo P503i") and found.says("Shift_JIS")
    wrong = made.submit(form, {"phone": "zzz", "path": "/todos"})
    check_page(wrong, made)
    assert wrong.says("一覧にありません")


# Walking


def begin(made, phone=DOCOMO, cookies="off", **fields):
    form = made.get(f"/bench?phone={phone}&screen=/")
    return made.submit(form, {"cookies": cookies} | fields, form=1)


def test_walking_without_cookies_tailors_the_site_and_keeps_the_emoji(on, quiet_day):
    made = on()
    top = begin(made)
    assert f"{DOCOMO} として閲覧中" in top.text and top.link("終わる").startswith("/bench/end")
    assert top.header("Content-Type") == "text/html; charset=UTF-8" and "charset=UTF-8" in top.source and "Shift_JIS" not in top.source
    assert "private" in top.header("Cache-Control") and "no-store" in top.header("Cache-Control") and "Cookie" in top.header("Vary")
    assert "accesskey=\"1\"" in top.source and ID.search(top.link("その他")) and "ﾒｰﾙ" in top.text
    form = made.get(f"{top.link('予定の追加').replace('?', f'?d={quiet_day:%Y%m%d}&')}")
    day = made.submit(form, {"title": "会議☀️🦄〜髙橋", "start": "0930", "end": "1045"})
    assert day.status == 200 and "会議☀\ufe0f" in day.text and f"{DOCOMO} として閲覧中" in day.text
    event = Event.select().where(Event.title.startswith("会議")).get()
    assert event.title == "会議☀🦄〜髙橋"
    edit = made.get(made.get(day.link("会議")).link("変更"))
    made.submit(edit, {"start": "1000"})
    assert Event.get(member_id=event.member_id, id=event.id).title == "会議☀🦄〜髙橋"


def test_the_words_of_an_address_reach_any_phone(on):
    made = on()
    begin(made)
    for name in (DOCOMO, SOFTBANK, IPHONE):
        page = begin(made, name, path="/search?q=ﾃｱ☀会")
        assert page.status == 200 and dict(page.form(0)["fields"])["q"].replace("\ufe0f", "") == "ﾃｱ☀会"


def test_with_cookies_the_session_is_in_one_of_the_phones_own(on):
    made = on()
    own = made.cookies["s"]
    top = begin(made, cookies="on")
    assert not ID.search(top.source) and made.cookies["s"] == own != made.cookies["walk-s"]
    kept = Session.get(Session.label == "互換性QA")
    assert kept.url_hash is None and kept.cookie_hash and kept.family == choice.Chosen('', headers_of(DOCOMO)).device.family
    assert f"{DOCOMO} として閲覧中" in made.get("/todos").text


def test_the_way_out_ends_the_phones_session_and_leaves_that_of_the_pc(on):
    made = on()
    begin(made)
    assert Session.select().where(Session.label == "互換性QA").count() == 1
    begin(made, SOFTBANK)
    assert Session.select().where(Session.label == "互換性QA").count() == 1, "the walk before is ended"
    assert f"{SOFTBANK} として閲覧中です" in made.get("/bench").text
    out = made.get("/bench/end")
    assert out.status == 200 and out.path == "/bench" and set(made.cookies) == {"s"}
    assert Session.select().where(Session.label == "互換性QA").count() == 0
    assert "touch.css" in made.get("/todos").source and made.get("/todos").status == 200


@pytest.mark.parametrize("cookies", ["on", "off"])
def test_somebody_else_may_log_in_on_the_phone_and_is_out_at_the_end_too(on, everyone, cookies):
    made = on()
    begin(made, cookies=cookies)
    Session.delete().where(Session.label == "互換性QA").execute()
    login = everyone["SAMPLE1", "00104"]
    made.cookies.pop("walk-s", None)
    top = made.log_in(login.member_id, login.user_id, login.password)
    assert f"{DOCOMO} として閲覧中" in top.text and login.name in top.text and bool(ID.search(top.link("その他"))) == (cookies == "off")
    assert {row.user_id for row in Session.select()} == {"00104", "00112"}
    made.get(top.link("終わる"))
    assert [row.user_id for row in Session.select()] == ["00112"] and made.get("/bench").status == 200


def test_a_logout_ends_the_walk_and_the_login_on_the_pc(on):
    made = on()
    top = begin(made, cookies="on")
    bye = made.submit(made.get(top.link("その他")))
    assert "ログアウトしました" in bye.text.replace("ﾛｸﾞｱｳﾄ", "ログアウト") and "として閲覧中" not in bye.text
    assert not made.cookies and Session.select().count() == 0


def walked_on(made):
    """Whether the next page is still that of a walk; and whether its session is."""
    return "として閲覧中" in made.get("/todos", follow=False).source, Session.select().where(Session.label == "互換性QA").count() == 1


def test_a_walk_ends_with_the_login_the_right_and_its_time(on, monkeypatch):
    from models.profile import Profile

    made = on()
    begin(made, cookies="on")
    assert walked_on(made) == (True, True)
    session.end_all("SAMPLE1", "00112", keep=None)
    assert walked_on(made) == (False, False) and "walk" not in made.cookies
    made = on()
    begin(made, cookies="on")
    Profile.update(system_admin=False).where(Profile.member_id == "SAMPLE1", Profile.user_id == "00112").execute()
    assert walked_on(made) == (False, False) and "walk" not in made.cookies
    Profile.update(system_admin=True).where(Profile.member_id == "SAMPLE1", Profile.user_id == "00112").execute()
    made = on()
    begin(made, cookies="on")
    assert walked_on(made) == (True, True)
    now = clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now + walk.LIFE + 60)
    assert walked_on(made) == (False, False) and made.get("/todos").status == 200


def test_nobody_elses_walk_and_none_of_ones_own_making_is_taken(on):
    made, other = on(), on("00001")
    begin(made)
    other.cookies["walk"] = made.cookies["walk"]
    assert walked_on(other) == (False, False)
    made = on()
    begin(made)
    data, _, mac = made.cookies["walk"].rpartition(".")
    for forged in (f"{data}.{'0' * len(mac)}", f"{data[:-4]}AAAA.{mac}", "x" * 40):
        made.cookies["walk"] = forged
        assert "として閲覧中" not in made.get("/todos").source
        made.cookies["walk"] = f"{data}.{mac}"
    assert "として閲覧中" in made.get(made.get("/", follow=False).header("Location") or "/login").source


def test_a_post_from_another_site_is_refused_on_a_walk_too(on):
    made = on()
    top = begin(made, cookies="on")
    form = made.get(top.link("予定の追加"))
    fields = [(name, value if isinstance(value, str) else "") for name, value in form.form()["fields"]]
    assert made.post("/event", fields, HTTP_ORIGIN="http://evil.example").status == 403


def test_walking_by_pasted_headers(on):
    made = on()
    top = made.submit(ask(made, headers=headers_of(SOFTBANK)["User-Agent"]), {"cookies": "off"}, form=1)
    assert "softbank 910T(貼り付けたヘッダー) として閲覧中" in top.text and "charset=UTF-8" in top.source and "\ue000" not in top.source


def test_a_browser_without_cookies_is_told_that_it_needs_them(on):
    made = on(keeps_cookies=False)
    form = made.see(f"/bench?phone={DOCOMO}&screen=/")
    assert "Cookieを受け付けるブラウザ" in made.submit(form, form=1).text and Session.select().where(Session.label == "互換性QA").count() == 0


@pytest.mark.parametrize("dialect", [dialect for dialect in DIALECTS if not dialect.codec.startswith("utf-8")], ids=lambda dialect: dialect.name)
def test_what_a_pc_sends_becomes_what_the_phone_sends(dialect):
    text = "会議☀🦄é𠮷①髙ｱ1\u20e3♡"
    assert dialect.decode(recoding.as_sent(dialect, text)) == text
    assert recoding.as_sent(dialect, "☀\ufe0f") == dialect.encode("☀"), "the carrier's own code"
    query = recoding.sent(dialect, b"a=%E4%BC%9A+x&b=%FF&c=1%262")
    assert "&b=%FF&c=1%262" in query and recoding.address(dialect, f"/x?{query}").startswith("/x?a=%E4%BC%9A%20x&b=")
