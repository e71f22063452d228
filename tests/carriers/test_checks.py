"""Each check finds what it is for, planted one at a time in pages that have nothing wrong with them."""

import dataclasses
import re

import pytest

from carriers import DIALECTS, cascade, checks, detect, markup
from tests.conftest import headers_of
from tests.views.test_screens import with_session
from views.tailor import STATIC

ID = "A" * 22  # of a session


_pages = {}  # each is made once: checks change nothing


@pytest.fixture
def page(request):
    """Makes (device, status, headers, body) of the form for an event in a dialect."""

    def make(name):
        if name not in _pages:
            cast, today = request.getfixturevalue("cast"), request.getfixturevalue("today")
            phone = request.getfixturevalue("signed_in")(name, cast.administrator)
            answer = phone.get(with_session(phone, f"/event/new?d={today:%Y%m%d}"))
            _pages[name] = phone.device, answer.status, list(answer.headers), answer.body
        return _pages[name]

    return make


def sheet(name):
    return (STATIC / f"{name}.css").read_text("utf-8")


def found(device, status, headers, body, sheets=()):
    """{(check, severity)} of what is worth an exit code."""
    return {(one.check, one.severity) for one in checks.run(device, status, headers, body, sheets) if one.severity != checks.NOTE}


# What is done to a page: each takes headers as a dictionary and the body, and returns both.


def put(place, more):
    """Text after the first place in the body."""
    return lambda headers, body: (headers, body.replace(place, place + more, 1))


def swap(old, new):
    return lambda headers, body: (headers, body.replace(old, new, 1))


def say(name, value):
    """Another value of a header; None takes it away."""
    return lambda headers, body: ({**headers, name: value} if value is not None else {key: had for key, had in headers.items() if key != name}, body)


FAULTS = {
    "a key twice": ("mova", put(b"<hr>", b'<a href="/x" accesskey="0">\xf9\x90x</a>'), "access_keys"),
    "a key that phones lack": ("sb3g", put(b"<hr/>", b'<a href="/x" accesskey="a">x</a>'), "access_keys"),
    "a key that isn't shown": ("ez", put(b"<hr/>", b'<a href="/x" accesskey="7">x</a>'), "access_keys"),
    "a key that isn't shown on keys of today": ("garaho", put(b"<main>", b'<a href="/x" accesskey="7">x</a>'), "access_keys"),
    "a key where there are none": ("modern", put(b"<main>", b'<a href="/x" accesskey="7">7 x</a>'), "access_keys"),
    "a number that opens nothing": ("mova", put(b"<hr>", b'\xf9\x8d<a href="/x">x</a>'), "access_keys"),
    "links without any key": ("garaho", lambda headers, body: (headers, re.sub(rb' accesskey="."', b"", body)), "access_keys"),
    "emoji of au on docomo": ("mova", put(b"<hr>", b"\xf6\x60"), "emoji charset"),
    "emoji of SoftBank on au": ("ez", put(b"<hr/>", b"\xf9\x41"), "emoji charset"),
    "private points on a smartphone": ("modern", put(b"<main>", "\ue63e".encode()), "emoji charset"),
    "emoji of Unicode in a handset's reference": ("mova", put(b"<hr>", b"&#x1F600;"), "emoji"),
    "emoji that an old font lacks": ("old-smart", put(b"<main>", "🤖".encode()), "emoji"),
    "a geta": ("imode1", put(b"<hr/>", "〓".encode("cp932")), "lost"),
    "a replacement character": ("kaios", put(b"<main>", "\ufffd".encode()), "lost"),
    "garbled kana": ("ez", put(b"<hr/>", "こんにちは".encode().decode("cp932", "ignore").encode("cp932")), "lost"),
    "question marks": ("mova", put(b"<hr>", b"???"), "lost"),
    "a line break of the template's": ("modern", put(b"</h1>", b"\\\\\n"), "left_over"),
    "an expression that nobody filled in": ("mova", put(b"<hr>", b"{{title}}"), "left_over"),
    "half a character": ("mova", put(b"<hr>", b"\x82<"), "charset"),
    "another charset in the page": ("sb3g", swap(b'encoding="UTF-8"', b'encoding="Shift_JIS"'), "charset"),
    "no charset in the page": ("modern", swap(b'<meta charset="UTF-8">', b""), "charset"),
    "another charset in the header": ("mova", say("Content-Type", "text/html; charset=UTF-8"), "content_type"),
    "HTML for a phone that wants XHTML": ("imode1", say("Content-Type", "text/html; charset=Shift_JIS"), "content_type"),
    "no media type": ("mova", say("Content-Type", None), "content_type"),
    "a page that says it is none": ("mova", say("Content-Type", "text/plain; charset=Shift_JIS"), "content_type"),
    "nothing at all": ("modern", lambda headers, body: (headers, b""), "content_type"),
    "two charsets in the page": ("sb3g", put(b"<head>", b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"/>'), "charset"),
    "a mark of the byte order": ("sb3g", lambda headers, body: (headers, b"\xef\xbb\xbf" + body), "charset"),
    "a control character": ("mova", put(b"<hr>", b"a\x00b"), "charset"),
    "too heavy": ("mova", put(b"<hr>", b"x" * 4_500), "weight"),
    "no length": ("ez", say("Content-Length", None), "required_headers"),
    "a wrong length": ("ez", say("Content-Length", "7"), "required_headers"),
    "no Vary": ("modern", say("Vary", "Accept"), "required_headers"),
    "cached by au": ("ez", say("Cache-Control", "max-age=60"), "required_headers"),
    "framed by anybody": ("modern", say("Content-Security-Policy", None), "protective_headers"),
    "scripts from anywhere": ("modern", say("Content-Security-Policy", "default-src *"), "protective_headers"),
    "scripts in the page": ("modern", say("Content-Security-Policy", "default-src 'none'; script-src 'self' 'unsafe-inline'"), "protective_headers"),
    "addresses told to everybody": ("modern", say("Referrer-Policy", "unsafe-url"), "protective_headers"),
    "a cookie that iOS 12 keeps back": ("modern", say("Set-Cookie", "s=1; HttpOnly; SameSite=None"), "cookies"),
    "a cookie with a domain": ("sb3g", say("Set-Cookie", "s=1; HttpOnly; Domain=example.jp"), "cookies"),
    "a cookie for scripts": ("modern", say("Set-Cookie", "s=1"), "cookies"),
    "tags crossed": ("sb3g", swap(b"</div>", b"</form>"), "well_formed"),
    "never closed": ("modern", put(b"<main>", b"<p><b>x</p>"), "well_formed"),
    "words behind the page": ("mova", put(b"</html>", b"Warning: x"), "well_formed"),
    "an attribute twice": ("modern", put(b"<main>", b'<p class="a" class="b">x</p>'), "well_formed"),
    "a bare ampersand in XHTML": ("imode1", put(b"<hr/>", b"a & b"), "well_formed"),
    "an unclosed br in XHTML": ("ez", put(b"<hr/>", b"<br>"), "well_formed"),
    "a name that no DTD has": ("ez", put(b"<hr/>", b"<div>&foo;</div>"), "well_formed"),
    "a link in a link": ("mova", put(b"<hr>", b'<a href="/x">x<a href="/y">y</a></a>'), "nesting"),
    "an item in no list": ("mova", put(b"<hr>", b"<li>x</li>"), "nesting"),
    "a field in no form": ("sb2g", put(b"<hr>", b'<input type="text" name="x">'), "nesting"),
    "a field of tomorrow": ("mova", swap(b'<input type="text"', b'<input type="date"'), "elements"),
    "an emoji of au's by its number": ("imode1", put(b"<hr/>", b'<div><img src="/x.gif" localsrc="44" alt="x" width="1" height="1"/></div>'), "elements"),
    "an element of tomorrow": ("mova", put(b"<hr>", b"<section>x</section>"), "elements"),
    "a table on Compact HTML": ("sb2g", put(b"<hr>", b"<table><tr><td>x</td></tr></table>"), "elements"),
    "an unknown attribute": ("imode1", put(b"<hr/>", b'<div data-x="1">x</div>'), "elements"),
    "a handler in the page": ("modern", put(b"<main>", b'<p onclick="x()">x</p>'), "elements"),
    "a script on a handset": ("ez", put(b"<hr/>", b"<script>x</script>"), "elements"),
    "style on Compact HTML": ("mova", put(b"<hr>", b'<div style="color:red">x</div>'), "styles"),
    "a style sheet on i-mode 1.0": ("imode1", put(b"<head>", b'<link rel="stylesheet" href="/x.css"/>'), "styles"),
    "a property that i-mode lacks": ("imode1", put(b"<hr/>", b'<div style="position:fixed">x</div>'), "styles"),
    "istyle in i-mode's XHTML": ("imode1", put(b'<input type="text"', b' istyle="1"'), "input_modes"),
    "a size of letters that i-mode lacks": ("imode1", put(b"<hr/>", b'<div style="font-size:11px">x</div>'), "styles"),
    "a property that au lacks": ("ez", put(b"<hr/>", b'<div style="float:left">x</div>'), "styles"),
    "a property that Android 2.3 lacks": ("old-smart", put(b"<main>", b'<p style="display:grid">x</p>'), "styles"),
    "a style element that hides the focus": ("kaios", put(b"<main>", b"<style>a { outline: none; }</style>"), "style_sheet"),
    "docomo's input format on SoftBank": ("sb3g", put(b"<hr/>", b'<div><input name="x" style="-wap-input-format:&quot;*&lt;ja:n&gt;&quot;"/></div>'), "input_modes"),
    "a password that starts in hiragana": ("mova", put(b"<hr>", b'<input type="password" name="x" istyle="1">'), "input_modes"),
    "a password that starts in hiragana, on i-mode": (
        "imode1", put(b"<hr/>", b'<div><input type="password" name="x" style="-wap-input-format:&quot;*&lt;ja:h&gt;&quot;"/></div>'), "input_modes"),
    "a password in no mode": ("mova", put(b"<hr>", b'<form method="post" action="/x"><input type="password" name="x"><input type="submit"></form>'), "input_modes"),
    "a mode that no phone has": ("sb3g", put(b"<hr/>", b'<div><input type="text" name="x" mode="kanji"/></div>'), "input_modes"),
    "two modes at once": ("sb3g", put(b"<hr/>", b'<div><input type="text" name="x" istyle="4" mode="hiragana"/></div>'), "input_modes"),
    "the mode of today's phones": ("ez", put(b"<hr/>", b'<div><input type="text" name="x" inputmode="numeric"/></div>'), "input_modes"),
    "a long address": ("mova", put(b"<hr>", b'<a href="/' + b"x" * 520 + b'">x</a>'), "links"),
    "a session that leaks": ("modern", put(b"<main>", f'<a href="http://else.example/?s={ID}">x</a>'.encode()), "leaks"),
    "a session that leaks by the Referer": ("mova", put(b"<hr>", b'<a href="http://else.example/">x</a>'), "leaks"),
    "another server's session that leaks": ("modern", put(b"<main>", b'<a href="//else.example/x;jsessionid=0123456789ABCDEF0123">x</a>'), "leaks"),
    "a session in a form to elsewhere": (
        "modern", put(b"<main>", f'<form method="post" action="http://else.example/"><input type="hidden" name="s" value="{ID}"></form>'.encode()), "leaks"),
    "a session in a mail": ("modern", put(b"<main>", f'<a href="mailto:?body=http://localhost/?s={ID}">x</a>'.encode()), "leaks"),
    "a page that leads out with a session": ("modern", say("Refresh", f"0; url=http://else.example/?s={ID}"), "leaks"),
    "an address in another charset": ("mova", put(b"<hr>", '<a href="/search?q=会議">x</a>'.encode("cp932")), "links"),
    "a link that runs a script": ("modern", put(b"<main>", b'<a href="javascript:x()">x</a>'), "links"),
    "PNG on mova": ("mova", put(b"<hr>", b'<img src="/x.png" alt="x" width="1" height="1">'), "pictures"),
    "GIF on SoftBank 2G": ("sb2g", put(b"<hr>", b'<img src="/x.gif" alt="x" width="1" height="1">'), "pictures"),
    "WebP on KaiOS": ("kaios", put(b"<main>", b'<img src="/x.webp" alt="x" width="1" height="1">'), "pictures"),
    "SVG on Android 2.3": ("old-smart", put(b"<main>", b'<img src="/x.svg" alt="x" width="1" height="1">'), "pictures"),
    "a picture without words": ("modern", put(b"<main>", b'<img src="/x.jpg" width="1" height="1">'), "pictures"),
    "a GET form that loses its query": ("ez", put(b"<hr/>", b'<form method="get" action="/x?a=1"><div>x</div></form>'), "forms"),
    "a form that nothing sends": ("mova", put(b"<hr>", b'<form method="post" action="/x"><input type="text" name="y"></form>'), "forms"),
    "files from a phone that sends none": ("mova", put(b"<hr>", b'<form method="post" action="/x" enctype="multipart/form-data">x</form>'), "forms"),
    "a field for files on a phone that sends none": ("willcom", swap(b'<input type="text"', b'<input type="file"'), "forms"),
    "a name that SoftBank's gateway takes": ("sb3g", put(b"<hr/>", b'<div><input name="uid"/></div>'), "forms"),
    "no title": ("modern", lambda headers, body: (headers, re.sub(rb"<title>.*?</title>", b"", body)), "labels"),
    "no language": ("modern", swap(b' lang="ja"', b""), "labels"),
    "a field that nothing names": ("modern", put(b"<main>", b'<input type="text" name="x">'), "labels"),
    "a link without words": ("modern", put(b"<main>", b'<a href="/x"></a>'), "labels"),
    "another order of the focus": ("garaho", put(b"<main>", b'<a href="/x" tabindex="3">x</a>'), "focus"),
    "a link that keys can't reach": ("garaho", put(b"<main>", b'<a href="/x" tabindex="-1">x</a>'), "focus"),
    "a focus that is hidden": ("kaios", put(b"<main>", b'<p style="outline: none">x</p>'), "focus"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(page, fault):
    name, plant, expected = FAULTS[fault]
    device, status, headers, body = page(name)
    assert not found(device, status, headers, body)
    changed, planted = plant(dict(headers), body)
    if len(planted) != len(body):
        changed["Content-Length"] = str(len(planted))
    assert (changed, planted) != (dict(headers), body), "nothing was planted"
    assert {check for check, _ in found(device, status, list(changed.items()), planted)} & set(expected.split())


def test_emoji_are_judged_by_whose_phone_it_is_whatever_the_codec_makes_of_them(page):
    device, status, headers, _ = page("mova")
    wrong = device._replace(dialect=dataclasses.replace(device.dialect, codec="au"))
    judged = [{one.check for one in checks.run(one, status, headers, one.dialect.encode("<html>☀</html>"))} for one in (device, wrong)]
    assert ["emoji" in names for names in judged] == [False, True]


@pytest.mark.parametrize("markup, note", [("&nbsp;&copy;", None), ("髙①".encode("cp932"), "doubtful"), ("会議?室".encode("cp932"), "lost"), ("A &amp;amp; B", "lost")])
def test_what_is_allowed_is_no_fault(page, markup, note):
    """XHTML's names; characters that some models lack, and what may have been lost, are notes."""
    device, status, headers, body = page("ez")
    markup = markup if isinstance(markup, bytes) else markup.encode()
    planted = body.replace(b"<hr/>", b"<hr/><div>" + markup + b"</div>", 1)
    headers = [(name, str(len(planted)) if name == "Content-Length" else value) for name, value in headers]
    assert planted != body and not found(device, status, headers, planted)
    new = {*checks.run(device, status, headers, planted)} - {*checks.run(device, status, page("ez")[2], body)}
    assert {one.check for one in new} == ({note} if note else set())


@pytest.mark.parametrize("status, location, ok", [
    (302, "http://localhost/x", True), (302, "/x", False), (301, "http://localhost/x", False), (302, "http://localhost/" + "x" * 600, False),
])
def test_a_redirect_is_a_302_with_a_short_absolute_address(status, location, ok):
    headers = [("Location", location), ("Content-Type", "text/html; charset=Shift_JIS"), ("Vary", "User-Agent"), ("Cache-Control", "no-cache")]
    assert (not found(detect(headers_of("mova")), status, headers, b"")) == ok


def test_a_session_in_a_redirect_leaks_only_to_another_site():
    device, headers = detect(headers_of("sb3g")), [("Location", f"http://localhost:8080/?s={ID}")]
    assert not list(checks.leaks(device, 302, headers, b"", "localhost:8080")) and list(checks.leaks(device, 302, headers, b"", "else.example"))


def test_a_link_to_the_site_itself_does_not_lead_out(page):
    device, status, headers, body = page("mova")
    planted = body.replace(b"<hr>", f'<hr><a href="http://localhost:8080/x?s={ID}">x</a>'.encode(), 1)
    assert not list(checks.leaks(device, status, headers, planted, "localhost:8080")) and list(checks.leaks(device, status, headers, planted, "else.example"))


@pytest.mark.parametrize("name, kind, start, more, is_found", [
    ("mova", "image/gif", b"GIF89a", 0, False), ("mova", "image/png", b"\x89PNG", 0, True), ("mova", "image/gif", b"\x89PNG", 0, True),
    ("mova", "image/gif", b"GIF89a", 3_000, True), ("sb2g", "image/gif", b"GIF89a", 0, True), ("sb2g", "image/png", b"\x89PNG", 0, False),
    ("kaios", "image/webp", b"RIFF....WEBP", 0, True), ("modern", "image/webp", b"RIFF....WEBP", 0, False), ("ez", "image/jpeg", b"\xff\xd8\xff", 0, False),
])
def test_a_picture_is_one_that_the_phone_draws(name, kind, start, more, is_found):
    body = start + b"x" * more
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    assert found(detect(headers_of(name)), 200, headers, body) == ({("picture", checks.ERROR)} if is_found else set())


def test_redirects_in_a_row_are_counted():
    device = detect(headers_of("sb2g"))
    assert not list(checks.chain(device, 2)) and [one.severity for one in checks.chain(device, 3)] == [checks.ERROR]


@pytest.mark.parametrize("name, fault, is_found", [
    ("modern", "", False), ("old-smart", "", False), ("ez", "", False), ("garaho", "", False), ("modern", "main { display: flex; }", False),
    ("old-smart", "main { display: flex; }", True), ("old-smart", "p { width: 50vw }", True),
    ("old-smart", "@supports (display: flex) { main { display: flex; } }", False), ("modern", "p { color: #000", True),
    ("ez", "div > a { color: #000; }", True), ("ez", ".x { float: left; }", True), ("sb3g", ".x { position: fixed }", True),
    ("garaho", "main { display: grid; }", True), ("kaios", "a { color: var(--x) }", True),
    ("garaho", "a:focus { outline: none; }", True), ("kaios", "* { outline: 0 !important; }", True), ("garaho", "a:focus { outline-width: 0; }", True),
    ("garaho", ".x { outline: none; }", False),
])
def test_a_style_sheet_is_what_the_browser_knows(name, fault, is_found):
    device = detect(headers_of(name))
    body = (sheet(device.dialect.stylesheet) + fault).encode()
    headers = [("Content-Type", "text/css"), ("Content-Length", str(len(body)))]
    assert bool(found(device, 200, headers, body)) == is_found


def test_a_keypad_without_a_visible_focus_is_found():
    body = re.sub(r"[^{}]*:focus[^{]*\{[^}]*\}", "", sheet("keypad")).encode()
    headers = [("Content-Type", "text/css"), ("Content-Length", str(len(body)))]
    assert ("style_sheet", checks.ERROR) in found(detect(headers_of("garaho")), 200, headers, body)


@pytest.mark.parametrize("rule, markup, check", [
    (".hint { color: #aaa; }", b'<p class="hint">x</p>', "contrast"),
    ("main p { background: #333; }", b"<p>x</p>", "contrast"),
    ("@media (prefers-color-scheme: dark) { .hint { color: #333; } }", b'<p class="hint">x</p>', "contrast"),
    ("", b'<p style="color:#999">x</p>', "contrast"), ("", b'<p style="color: silver">x</p>', "contrast"), ("", b'<p style="color:rgb(200, 200, 200)">x</p>', "contrast"),
    ("#x { color: #ccc; }", b'<p id="x">x</p>', "contrast"), ("", b"<style>main p { color: #ddd; }</style><p>x</p>", "contrast"),
    (".s { height: 12px !important; padding: 0 !important; }", b'<button class="s">x</button>', "tap_targets"),
    ("", b'<a href="/x" style="display:inline-block;width:10px;height:10px;padding:0">words</a>', "tap_targets"),
    (".s a { display: inline; padding: 0; }", b'<p class="s"><a href="/x">1</a></p>', "tap_targets"),
])
def test_what_is_hard_to_see_or_to_hit_is_found(page, rule, markup, check):
    device, status, headers, body = page("modern")
    assert not found(device, status, headers, body, [sheet("touch")])
    planted = body.replace(b"<main>", b"<main>" + markup)
    headers = [(name, str(len(planted)) if name == "Content-Length" else value) for name, value in headers]
    assert {name for name, _ in found(device, status, headers, planted, [sheet("touch") + rule])} == {check}


def test_colours_are_compared_as_wcag_has_it():
    assert round(cascade.contrast_ratio("#000000", "#ffffff"), 1) == 21 and round(cascade.contrast_ratio("#767676", "#ffffff"), 2) == 4.54


def test_what_one_dialect_knows_is_known_to_no_other_for_that():
    for dialect in DIALECTS:
        markup.known(dialect, "input")
    plain = {dialect.name: markup.known(dialect, "a") for dialect in DIALECTS if dialect.markup != "html5"}
    assert plain and not [name for name, has in plain.items() if has & {"istyle", "mode"}]
    assert not [one.name for one in DIALECTS if one.input_mode == "istyle" and "mode" in markup.known(one, "input")]
