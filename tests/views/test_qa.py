"""The QA bench: a complete matrix, what it writes, and that it finds what was planted."""

import json
import re
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server
from xml.etree import ElementTree

import pytest

import mobile_app
from carriers import DIALECTS, checks, detect, reasons
from carriers.phones import phones
from views.qa import bench, dump, results, runner, screens


@pytest.fixture
def app(application):
    from views import app as wsgi

    return wsgi.build(mobile_app.Settings())


@pytest.fixture
def look(app, samples_file):
    """Looks at some screens on some phones; planted: what the application's answers go through."""

    def make(chosen_phones, chosen_screens, planted=None):
        def changed(environ, start_response):
            return planted(app, environ, start_response)

        return bench.look(changed if planted else app, chosen_phones, chosen_screens, 1, database=samples_file.path)

    return make


def three():
    found = bench.choose_phones("docomo D501i,docomo SH902i") + [row for row in phones() if detect(row.headers).dialect.name == "modern"][:1]
    assert len(found) == 3
    return found


def five():
    found = [screen for screen in screens.every() if screen.name in ("前 /login", "/", "/todos", "404 ページがない", "誤1 /todos/new")]
    assert len(found) == 5
    return found


def heavier(app, environ, start_response):
    """Every ToDo page with a few bytes more and a bare link."""
    kept = []
    body = b"".join(app(environ, lambda status, headers, exc_info=None: kept.append((status, headers))))
    status, headers = kept[-1]
    if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) == ("GET", "/todos"):
        body = body.replace(b"</body>", b'<a href="/x"></a></body>')
        headers = [(name, str(len(body)) if name == "Content-Length" else value) for name, value in headers]
    start_response(status, headers)
    return [body]


def test_three_phones_and_five_screens_make_a_whole_matrix(look, tmp_path):
    found = look(three(), five())
    assert len(found.cells) == 15 and found.is_clean and found.sessions == ["url", "url", "cookie"]
    assert [found.pages[found.cells[place, 0]].page.status for place in range(5)].count(404) == 1
    bench.write(found, tmp_path / "out", 1.0, json_file=tmp_path / "all.json", junit_file=tmp_path / "all.xml")
    index = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert index.count('<td class="') == 5 * len({"mova", "imode1", "modern"}) and "<script" not in index
    pages = sorted((tmp_path / "out" / "pages").glob("*.html"))
    assert len(pages) == len(found.pages)
    for link in re.findall(r'href="([^"#]+)', index):
        assert (tmp_path / "out" / link).exists(), link
    cases = ElementTree.parse(tmp_path / "all.xml").findall(".//testcase")
    assert len(cases) == 15 and not ElementTree.parse(tmp_path / "all.xml").findall(".//failure")
    plain = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert {len(row) for row in plain["cells"].values()} == {3} and plain["screens"][0]["name"] == "前 /login"


def test_a_page_tells_its_bytes_its_rules_and_its_phones(look, tmp_path):
    found = look(three(), [*five(), next(screen for screen in screens.every() if screen.name == "/safety/1")])
    bench.write(found, tmp_path, 1.0)
    for place, screen in enumerate(found.screens):
        stored = found.pages[found.cells[place, 0]]
        page = (tmp_path / "pages" / f"{stored.key}.html").read_text("utf-8")
        assert screen.name in page and "docomo D501i" in page and f"{len(stored.page.body):,}バイト" in page
        assert stored.page.body[:24].hex(" ").upper() in page and "Shift_JIS(CP932)で書きます" in page
        assert (tmp_path / "pages" / f"{stored.key}.bin").read_bytes() == stored.page.body
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
        assert not re.search("[\ue000-\uf8ff]", page), "a carrier's code point, which nobody reads"
    assert f"python -m tests.clients.pictures {tmp_path}" in (tmp_path / "index.html").read_text("utf-8")
    assert "DoCoMo/1.0/D501i" in (tmp_path / "phones" / "0.html").read_text("utf-8")


def test_the_same_program_gives_the_same_pages_and_a_baseline_shows_what_changed(look, tmp_path):
    before = results.plain(look(three(), five()))
    same = results.compare(before, results.plain(look(three(), five())))
    assert not (same.changed or same.new or same.gone or same.added or same.removed)
    found = look(three(), five(), heavier)
    change = results.compare(before, results.plain(found))
    assert {row.screen for row in change.changed} == {"/todos"} and change.heavier == change.changed and not change.lighter
    assert {(severity, check) for severity, check, _ in change.new} == {("error", "labels")} and not change.gone
    assert results.compare(results.plain(found), before).gone and not found.is_clean
    bench.write(found, tmp_path, 1.0, baseline=before)
    assert "前回との比較" in (tmp_path / "index.html").read_text("utf-8")


def test_two_databases_of_the_same_program_give_the_same_pages(app):
    chosen = [screen for screen in screens.every() if screen.name in ("/users/00104", "/users/00001")]
    first, second = (results.plain(bench.look(app, three()[:1], chosen, 1)) for _ in range(2))
    assert first == second and len(first["pages"]) == 2


def test_phones_of_a_dialect_share_their_pages(look):
    found = look(bench.choose_phones("docomo D501i,docomo P503i"), five())
    assert len(found.cells) == 10 and len(found.pages) == 5


def test_a_mistake_of_the_program_is_a_finding_and_ends_nothing(look):
    def broken(app, environ, start_response):
        if environ["PATH_INFO"] == "/todos":
            raise ZeroDivisionError("planted")
        return app(environ, start_response)

    found = look(three()[:1], five(), broken)
    assert len(found.cells) == 5
    assert [one.check for stored in found.pages.values() for one in stored.page.findings if one.severity == checks.ERROR] == ["crash"]


def test_phones_that_can_not_log_in_end_nothing_and_are_told(look):
    def closed(app, environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            raise ZeroDivisionError("planted")
        return app(environ, start_response)

    found = look(three()[:1], five(), closed)
    assert found.sessions == [""] and len(found.cells) == 5 and not found.is_clean


def test_a_session_that_is_lost_is_a_finding(look):
    def forgetful(app, environ, start_response):
        return app({**environ, "QUERY_STRING": ""} if environ["PATH_INFO"] == "/todos" else environ, start_response)

    found = look(three()[:1], five(), forgetful)
    assert "ログインの画面に戻されました。" in {one.text for stored in found.pages.values() for one in stored.page.findings}


def test_a_screen_that_answers_otherwise_than_it_should_is_a_finding(look):
    screen = screens.Screen("todos", "gone", "sample", "/nowhere")
    assert [one.check for stored in look(three()[:1], [screen]).pages.values() for one in stored.page.findings] == ["status"]


@pytest.mark.parametrize("name, method, path, planted, check", [
    ("ログインする", "GET", "/login/check", ("302 Found", [("Location", "/")], b""), "redirect"),
    ("ログインする", "POST", "/login", None, "cookies"),
    ("誤1 /todos/new", "POST", "/todos", ("500 x", [], b""), "status"),
    ("添付の写真", "GET", "/files/1/240.jpg", ("200 OK", [("Content-Type", "image/jpeg"), ("Content-Length", "4")], b"\x89PNG"), "picture"),
])
def test_redirects_posts_and_pictures_are_judged_too(look, name, method, path, planted, check):
    """planted: status, further headers and body in place of the application's; None: a cookie of everybody's beside its own."""
    met = []

    def changed(app, environ, start_response):
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) != (method, path):
            return app(environ, start_response)
        met.append(path)
        if planted is None:
            return app(environ, lambda status, headers, exc_info=None: start_response(status, [*headers, ("Set-Cookie", "x=1; Domain=example.jp")]))
        start_response(planted[0], planted[1] + ([("Set-Cookie", "s=" + environ["QUERY_STRING"][-22:] + "; HttpOnly")] if path == "/login/check" else []))
        return [planted[2]]

    phone = [row for row in phones() if detect(row.headers).dialect.name == "ez"][:1]
    screen = [screen for screen in screens.every() if screen.name == name]
    assert not findings(look(phone, screen)) and check in findings(look(phone, screen, changed)) and met


def findings(found):
    return {one.check for stored in found.pages.values() for one in stored.page.findings if one.severity != checks.NOTE}


def test_every_phone_and_every_screen_has_a_name_of_its_own():
    names = [screen.name for screen in screens.every()]
    assert len(names) == len(set(names)) > 300
    assert len({row.name for row in phones()}) == len(phones())
    assert {screen.who for screen in screens.every()} == {"", *runner.LOGINS} and {screen.does for screen in screens.every()} == set(runner.DEEDS)


def test_phones_and_screens_are_chosen_by_words_and_patterns():
    assert {detect(row.headers).dialect.name for row in bench.choose_phones("mova")} == {"mova"}
    assert [row.name for row in bench.choose_phones("docomo P503i")] == ["docomo P503i"]
    assert [row.name for row in bench.choose_phones("iPhone, iOS 17.5")] == ["iPhone, iOS 17.5"] and len(bench.choose_phones("iPhone,iPad")) > 2
    assert bench.choose_phones(None) == list(phones())
    assert {screen.function for screen in bench.choose_screens("memos,queue")} == {"memos", "queue"}
    for choose in (bench.choose_phones, bench.choose_screens):
        with pytest.raises(bench.Nothing):
            choose("no such thing")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_answer_of_a_dialect_has_its_reason(dialect):
    device = next(found for found in (detect(row.headers) for row in phones()) if found.dialect is dialect)
    told = {rule.field for rule in reasons.applied(device, (), b"")}
    assert told >= {"codec", "charset", "content_type", "markup", "style", "input_mode", "access_key", "key_label", "script", "upload", "cookies", "page_limit"}


def test_bytes_are_shown_with_the_emoji_named_and_no_character_torn():
    dialect = next(one for one in DIALECTS if one.name == "mova")
    body = dialect.encode("あ" * 30 + "☀雨")
    rows = dump.rows(dialect, body)
    assert "".join(row.text for row in rows) == "あ" * 30 + "☀雨" and bytes.fromhex("".join(row.hex for row in rows)) == body
    assert [row.names for row in rows][-1].startswith("☀ 太陽")


# An address


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


PARTS = {
    "/sheet": ("text/html; charset=UTF-8", b'<!DOCTYPE html><html lang="ja"><meta charset="UTF-8"><title>x</title><link rel="stylesheet" href="/x.css"><img src="/x">'),
    "/x.css": ("text/css", b"a { outline: none; }"), "/x": ("image/webp", b"RIFF....WEBP"),
}


@pytest.fixture
def address():
    """Serves one page for i-mode with two faults, behind a redirect, a page with a sheet and a picture, and what the phone sent."""
    seen = []

    def site(environ, start_response):
        seen.append(environ.get("HTTP_USER_AGENT"))
        if environ["PATH_INFO"] == "/":
            start_response("301 Moved", [("Location", "/page"), ("Content-Length", "0")])
            return [b""]
        if environ["PATH_INFO"] in PARTS:
            kind, body = PARTS[environ["PATH_INFO"]]
            start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
            return [body]
        body = '<html><head><title>x</title></head><body><table><tr><td>予定</td></tr></table></body></html>'.encode("cp932")
        start_response("200 OK", [("Content-Type", "text/html; charset=Shift_JIS"), ("Content-Length", str(len(body)))])
        return [body]

    server = make_server("127.0.0.1", 0, site, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()
    server.server_close()


def test_any_address_is_looked_at_as_a_phone(address, tmp_path, capsys):
    url, seen = address
    assert mobile_app.main(["qa", "--url", url, "--as", "docomo D501i", "--out", str(tmp_path)]) == 1
    assert seen == ["DoCoMo/1.0/D501i"] * 2
    found = {one["check"] for page in json.loads((tmp_path / "qa.json").read_text("utf-8"))["pages"].values() for one in page["findings"]}
    assert {"redirect", "elements", "required_headers"} <= found
    said = capsys.readouterr().out
    assert "<table> をこの端末は知りません" in said and "2 pages on docomo D501i" in said


def test_the_style_sheet_and_the_pictures_of_an_address_are_looked_at_too(address, tmp_path, capsys):
    url, _ = address
    assert mobile_app.main(["qa", "--url", url + "sheet", "--as", "Nokia 8110 4G*", "--out", str(tmp_path)]) == 1
    plain = json.loads((tmp_path / "qa.json").read_text("utf-8"))
    found = {path.removeprefix(url): {one["check"] for one in plain["pages"][key]["findings"]} for path, row in plain["cells"].items() for key in row.values()}
    pages = [path.read_text("utf-8") for path in (tmp_path / "pages").glob("*.html")]
    assert sum('<img src="' in page for page in pages) == 1 and not any("置き換えてあります" in page for page in pages)
    assert "プログラムの時刻" not in (tmp_path / "index.html").read_text("utf-8")
    assert found.keys() == {"sheet", "x.css", "x"} and "style_sheet" in found["x.css"] and found["x"] == {"picture"}


@pytest.mark.parametrize("call, says", [
    ([], "--out"), (["--out", "x", "--phones", "no such phone"], "no phone"), (["--out", "x", "--screens", "nothing"], "no screen"),
    (["--url", "http://127.0.0.1:1/", "--as", "docomo D501i"], "no answer"), (["--url", "http://127.0.0.1/"], "--as"),
    (["--url", "file:///etc/passwd", "--as", "docomo D501i"], "http"), (["--out", "x", "--baseline", "/nowhere"], "qa.json"),
    (["--out", "x", "--jobs", "0"], "--jobs"), (["--out", "views"], "new folder"),
])
def test_a_wrong_call_is_told_in_one_line(call, says, capsys):
    assert mobile_app.main(["qa", *call]) == 2
    error = capsys.readouterr().err
    assert says in error and error.count("\n") == 1
