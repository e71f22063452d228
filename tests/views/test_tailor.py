"""Tailoring of a template's source, element by element."""

import pytest

from carriers import DIALECTS
from carriers.au import EZ
from carriers.docomo import IMODE1, MOVA
from carriers.keypad import GARAHO
from carriers.smartphone import MODERN
from carriers.softbank import SB2G, SB3G
from views.tailor import Tailor


def tailored(source, dialect, kana="none"):
    return Tailor(dialect, kana)(source).replace("\\\\\n", "")


@pytest.mark.parametrize("dialect, expected", [
    (MODERN, '<a href="/x{{!_ask}}">予定</a>'),
    (GARAHO, '<a href="/x{{!_ask}}" accesskey="4"><kbd>4</kbd>予定</a>'),
    (IMODE1, '4\ufe0f\u20e3<a href="/x{{!_ask}}" accesskey="4">予定</a>'),
    (SB2G, '4\ufe0f\u20e3<a href="/x{{!_ask}}" directkey="4" nonumber>予定</a>'),
])
def test_an_access_key_is_named_and_shown_as_the_phone_does(dialect, expected):
    assert tailored('<a href="/x" accesskey="4">予定</a>', dialect) == expected


@pytest.mark.parametrize("dialect, expected", [
    (MODERN, '<input type="submit" value="x">'),
    (GARAHO, '<kbd>1</kbd><input type="submit" value="x" accesskey="1">'),
    (IMODE1, '1\ufe0f\u20e3<input type="submit" value="x" accesskey="1"/>'),
])
def test_a_button_has_its_key_before_it(dialect, expected):
    assert tailored('<input type="submit" value="x" accesskey="1">', dialect) == expected


@pytest.mark.parametrize("dialect, expected", [
    (MODERN, '<input type="tel" name="n" inputmode="numeric">'),
    (MOVA, '<input type="text" name="n" istyle="4">'),
    (IMODE1, '<input type="text" name="n" style="-wap-input-format:&quot;*&lt;ja:n&gt;&quot;"/>'),
    (EZ, '<input type="text" name="n" istyle="4"/>'),
    (SB3G, '<input type="text" name="n" istyle="4" mode="numeric"/>'),
])
def test_the_input_mode_is_asked_for_in_the_phones_own_way(dialect, expected):
    assert tailored('<input type="text" name="n" inputmode="numeric">', dialect) == expected


@pytest.mark.parametrize("source, expected", [
    ('<a href="/day?p=1">x</a>', '<a href="/day?p=1{{!_and}}">x</a>'),
    ('<a href="/day#end">x</a>', '<a href="/day{{!_ask}}#end">x</a>'),
    ('<a href="{{url}}">x</a>', '<a href="{{_link(url)}}">x</a>'),
    ('<a href="{{path}}/edit">x</a>', '<a href="{{path}}/edit{{!_ask}}">x</a>'),
    ('<a href="{{path}}/of/{{number}}">x</a>', '<a href="{{path}}/of/{{number}}{{!_ask}}">x</a>'),
    ('<a href="tel:0120704515">x</a>', '<a href="tel:0120704515">x</a>'),
    ('<a href="/static/x.css">x</a>', '<a href="/static/x.css">x</a>'),
])
def test_links_to_this_site_and_only_they_carry_the_session(source, expected):
    assert tailored(source, MODERN) == expected


@pytest.mark.parametrize("url", ["https://example.com/", "//example.com/", "edit", "?p=1", "javascript:x"])
def test_an_address_that_is_no_path_of_ours_stops_the_start(url):
    with pytest.raises(SyntaxError):
        tailored(f'<a href="{url}">x</a>', MODERN)


def test_forms_carry_the_session_and_their_key():
    assert tailored('<form method="post" action="/x"></form>', MODERN) == (
        '<form method="post" action="/x{{!_ask}}"><input type="hidden" name="k" value="{{!_form_key()}}"></form>')
    assert tailored('<form method="get" action="/x"></form>', MOVA) == '<form method="get" action="/x">{{!_session_field}}</form>'


@pytest.mark.parametrize("dialect, expected", [
    (MODERN, '<p class="error">x</p>'),
    (IMODE1, '<div style="color:#cc0000">x</div>'),
    (MOVA, '<div><font color="#cc0000">x</font></div>'),
])
def test_a_class_becomes_what_the_phone_can_draw(dialect, expected):
    assert tailored('<p class="error">x</p>', dialect) == expected


@pytest.mark.parametrize("dialect, expected", [
    (MODERN, '<option value="1"{{!\' selected\' if on else \'\'}}>'),
    (EZ, '<option value="1"{{!\' selected="selected"\' if on else \'\'}}>'),
])
def test_flags_are_written_as_the_markup_wants(dialect, expected):
    assert tailored('<option value="1" ?selected="on"></option>', dialect) == expected + "</option>"


def test_labels_go_half_width_and_form_values_do_not():
    assert tailored("<p>パスワード {{x}}</p>", IMODE1, "labels") == "<div>ﾊﾟｽﾜｰﾄﾞ {{x}}</div>"
    assert tailored("<p>{{x}}</p>", IMODE1, "all") == "<div>{{!_fold(x)}}</div>"
    assert tailored('<input name="a" value="{{x}}">', IMODE1, "all") == '<input name="a" value="{{x}}"/>'
    assert tailored("<textarea>{{x}}</textarea>", IMODE1, "all") == "<textarea>{{x}}</textarea>"
    assert tailored('<input type="submit" value="ログイン">', IMODE1, "labels") == '<input type="submit" value="ﾛｸﾞｲﾝ"/>'
    assert tailored('<input type="submit" name="a" value="ログイン">', IMODE1, "labels") == '<input type="submit" name="a" value="ログイン"/>'


@pytest.mark.parametrize("source", ["<p{{!' class=x' if y else ''}}></p>", "<p class='x'></p>", "<p>", "<p></div>", "</p>", "<ul><li></ul></li>"])
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_tags_that_do_not_pair_are_refused_everywhere(dialect, source):
    with pytest.raises(SyntaxError):
        tailored(source, dialect)
