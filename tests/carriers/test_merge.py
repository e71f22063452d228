"""Loss-free editing: what a phone could not show, and nobody edited, stays as it was."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carriers import emoji, text
from carriers.text import merge, shown

CODECS = st.sampled_from(sorted(text.CODECS))
HARD = ["☀️", "🐌", "🌄", "👩🏽‍💻", "👨‍👩‍👧", "1️⃣", "*️⃣", "𠮷", "é", "e\u0301", "か\u3099", "한", "—", "‾", "¥", "～", "［iモード］", "&#9728;", "\n", "\r\n",
        "\u200b", "\xa0", "🇯🇵", "［犬］", "🐶", "⛅", "☀", "☁", "［", "］", "&", "#", ";",
        "♡", "✓", "㉑", "ß", "〼", "頰", "\u3164", "⁉"]
PIECES = st.one_of(st.sampled_from(HARD), st.sampled_from(sorted(emoji.table())), st.sampled_from("予定会議abc 12"))
TEXTS = st.lists(PIECES, max_size=20).map("".join)
WILD = st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\0\x1b"), max_size=30)
quick = settings(max_examples=80, deadline=None, database=None)


@quick
@given(st.one_of(TEXTS, WILD), CODECS)
def test_nothing_edited_nothing_changed(original, codec):
    assert merge(original, shown(original, codec), codec) == original


@quick
@given(TEXTS, CODECS)
def test_an_empty_first_line_that_html_dropped_is_put_back(original, codec):
    original = "\n" + original
    assert merge(original, shown(original, codec)[1:], codec) == original


@quick
@given(st.lists(st.sampled_from(["🐌", "🌄", "👩🏽‍💻", "𠮷", "—", "予", "定", "a", "\n", "🐶", "1️⃣"]), max_size=20), st.data(), CODECS)
def test_what_is_typed_in_between_leaves_the_rest(parts, data, codec):
    at = data.draw(st.integers(0, len(parts)))
    before, after = "予" + "".join(parts[:at]), "".join(parts[at:])
    returned = shown(before, codec) + "ＸＹ" + shown(after, codec)
    assert merge(before + after, returned, codec) == before + "ＸＹ" + after


@quick
@given(TEXTS, WILD, CODECS)
def test_merging_again_changes_nothing(original, typed, codec):
    merged = merge(original, shown(typed, codec), codec)
    assert merge(merged, shown(merged, codec), codec) == merged


@quick
@given(TEXTS, WILD, CODECS)
def test_nothing_comes_back_that_was_deleted(original, typed, codec):
    returned = shown(typed, codec)
    assert shown(merge(original, returned, codec), codec).lstrip("\n") == shown(returned, codec).lstrip("\n")


@pytest.mark.parametrize("original, edit, expected", [
    ("🐶🐱会議", lambda field: field.replace("会議", "打合せ"), "🐶🐱打合せ"),
    ("🦩🦚会", lambda field: field[field.index("］") + 1:], "🦚会"),  # the first deleted: the words share their brackets
    ("🦩と🦚", lambda field: field.replace("ラミ", "ラ"), "［フランゴ］と🦚"),  # edited inside: as typed
    ("𠮷野家—〜", lambda field: field + "☀", "𠮷野家—〜☀"),
    ("☀️🌄", lambda field: "あ" + field + "い", "あ☀️🌄い"),
    ("\n\n🦩", lambda field: field[1:] + "x", "\n\n🦩x"),
    ("一行\r\n二行🦩", lambda field: field.replace("二", "三"), "一行\r\n三行🦩"),
])
def test_edits_on_docomo(original, edit, expected):
    assert merge(original, edit(shown(original, "docomo")), "docomo") == expected


def long_text():
    return "".join(f"{n}番目の行、来期の予算について🦩と🌄、𠮷野さん—{n * n}円\n" for n in range(260))[:10_000]


def test_a_long_text_edited_at_both_ends_and_in_the_middle():
    original, field = long_text(), shown(long_text(), "docomo")
    edited = "先頭" + field.replace("100番目の行", "百番目") + "末尾"
    start = time.process_time()
    assert merge(original, edited, "docomo") == "先頭" + original.replace("100番目の行", "百番目") + "末尾"
    assert time.process_time() - start < 2


@pytest.mark.parametrize("original", ["🦩" * 5000, "あ🦩" * 5000, "あ" * 9999 + "🦩", "予定🦩\n" * 2500])
def test_a_long_text_that_repeats_itself_takes_no_longer(original):
    field = shown(original, "docomo")
    start = time.process_time()
    merge(original, "x" + field[5:-5] + "y", "docomo")
    merge(original, "x" + field[::-1] + "y", "docomo")
    assert time.process_time() - start < 3
