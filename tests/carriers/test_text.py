"""Characters that look alike, bytes that are no text, references, half-width kana."""

import random
import re
import unicodedata

import pytest

from carriers import emoji, look_alikes, text
from carriers.text import MalformedText, decode, encode, half_width

SHIFT_JIS = ["docomo", "au", "softbank-sjis", "jphone", "willcom", "emobile"]
UTF8 = ["softbank", "utf-8", "utf-8-words"]


@pytest.mark.parametrize("codec", SHIFT_JIS)
@pytest.mark.parametrize("source, code", [
    ("〜", "8160"), ("～", "8160"), ("−", "817c"), ("－", "817c"), ("∥", "8161"), ("‖", "8161"), ("―", "815c"), ("—", "815c"),
    ("‾", "8150"), ("￣", "8150"), ("¥", "818f"), ("￥", "818f"), ("¢", "8191"), ("￠", "8191"), ("①", "8740"), ("\\", "5c"), ("~", "7e"),
])
def test_look_alikes_out(codec, source, code):
    assert encode(source, codec).hex() == code


@pytest.mark.parametrize("codec", SHIFT_JIS)
def test_the_same_text_from_every_phone(codec):
    typed = "〜−∥―￣￥¢£¬髙﨑①ｱ漢字"
    assert decode(typed.encode("cp932"), codec) == typed
    assert decode("～－‖￠￡￢".encode(), "utf-8") == decode("～－‖￠￡￢".encode("cp932"), codec)


@pytest.mark.parametrize("codec", UTF8)
def test_utf8_keeps_what_was_typed(codec):
    typed = "〜−∥―‾¥ — 髙﨑①é𝄞か\u3099"
    assert decode(typed.encode(), codec) == typed


@pytest.mark.parametrize("codec", SHIFT_JIS)
@pytest.mark.parametrize("source, back", [
    ("𠮷野", "吉野"), ("café", "cafe"), ("cafe\u0301", "cafe"), ("か\u3099", "が"), ("あ\u3099", "あ゛"), ("한", "［HAN］"), ("²", "2"), ("ﬁ", "fi"),
    ("½", "1/2"), ("a\xa0b", "a b"), ("a\u200bb\ufe0f", "ab"), ("\U0002f800", "麗"), ("ß", "ss"), ("•", "・"), ("∞", "∞"),
])
def test_what_shift_jis_lacks_is_written_otherwise(codec, source, back):
    assert decode(encode(source, codec), codec) == back


@pytest.mark.parametrize("codec", SHIFT_JIS)
@pytest.mark.parametrize("source, back", [
    ("♡❥♤☏✓", "❤❤♠☎［チェック］"), ("✕✗☒", "×××"), ("❶❿➀⓴", "①⑩①⑳"), ("㉑⓪ⓐ🅐", "(21)(0)(a)(A)"), ("㊤㎡㍻㋿№", "㊤㎡㍻令和№"), ("〼", "［ます］"),
    ("ㇰㇿゕゔヷ", "クロかヴヴァ"), ("łøđßæœıħðþ", "lodssaeoeihdth"), ("“…”–—‑•", "“…”−―‐・"), (" 　 ", " 　 "),
    ("a​﻿­‌‪⁦bㅤ", "ab"), ("€₩", "［ユーロ］［ウォン］"), ("╔═╗╭┈╯", "┏━┓┌─┘"), ("Ґїςѝά", "Гiσиα"),
    ("✿\u2028", "［花］ "), ("⓿㊟", "(0)(注)"), ("♬♩", "🎶♪"), ("➜⇨⇦▷", "→→←＞"), ("≤≥≈", "≦≧≒"), ("¦·", "￤・"), ("⻭⼝", "歯口"), ("们说经发关", "們説経発関"),
])
def test_symbols_are_near_or_japanese(codec, source, back):
    softbank = {"🎶♪": "🎵♪"}
    carrier = text.CODECS[codec].carrier
    back = back.replace("［チェック］", "✔") if carrier == "au" else back
    assert decode(encode(source, codec), codec) in (back, softbank.get(back))


# The 2010 list's kanji that CP932 lacks, the names' kanji (人名用漢字) of the same kind, printed forms of JIS X 0213:2004, names.
@pytest.mark.parametrize("pairs", [
    "塡填 剝剥 頰頬 𠮟叱",
    "俠侠 俱倶 卽即 吞呑 巢巣 徵徴 揭掲 摑掴 擊撃 晚晩 曆暦 步歩 歷歴 每毎 涉渉 淚涙 渴渇 溫温 焰焔 狀状 瘦痩 禱祷 簞箪 緣縁 繡繍 繫繋 萊莱 蔣蒋 虛虚 蟬蝉 蠟蝋 醬醤 錄録 鍊錬 顚顛 鷗鴎 黃黄",
    "囊嚢 戾戻 姸妍 屛屏 驒騨 嚙噛 瀆涜 麵麺 鹼鹸 攢攅 幷并 噓嘘 搔掻 潑溌 啞唖 姬姫 彥彦 戶戸 產産 說説 絕絶 脫脱 鄉郷 銳鋭 靭靭",
    "內内 吳呉 吕呂 𡈽土 𣘺橋 𠮷吉 𫝆今 㑹会 槗橋",
])
def test_a_kanji_becomes_the_form_that_is_printed(pairs):
    for kanji, form in pairs.split():
        assert text.shown(kanji, "docomo") == form
    assert text.shown("髙﨑靑淸綠敎鄕靜", "docomo") == "髙﨑靑淸綠敎鄕靜"


@pytest.mark.parametrize("kanji", "她糉氐丫")
def test_another_kanji_is_worse_than_a_name(kanji):
    assert text.shown(kanji, "docomo").startswith("［")


def test_look_alikes_are_what_shift_jis_has():
    for character, form in look_alikes.nearest().items():
        assert not look_alikes.in_cp932(character) and not set("?<>&\"'〓") & set(form)
        assert look_alikes.in_cp932(form) or form in emoji.table(), character
    for kanji, form in look_alikes._kanji().items():
        assert look_alikes.in_cp932(form) and len(form) == 1 and not look_alikes.in_cp932(kanji)


@pytest.mark.parametrize("codec", text.CODECS)
def test_any_character_can_be_encoded(codec):
    for first in range(0, 0x110000, 0x1000):
        characters = "".join(chr(code) for code in range(first, first + 0x1000, 97) if not 0xE000 <= code < 0xF900)
        data = re.sub(b"\x1b\\$.*?\x0f", b"", encode(characters, codec))  # web codes are any ASCII
        assert data.count(b"?") == characters.count("?") and data.count(b"<") == characters.count("<")


@pytest.mark.parametrize("codec", ["docomo", "softbank"])
def test_no_substitute_is_markup(codec):
    forms = "".join(character for character in map(chr, range(0x80, 0x30000)) if unicodedata.decomposition(character))
    assert len(forms) > 5000 and "≮" in forms and "﹤" in forms
    assert not set(b"<>&\"'?") & set(encode(forms, codec))


@pytest.mark.parametrize("codec", SHIFT_JIS)
@pytest.mark.parametrize("data", [b"\x82", b"abc\x82", b"<input value=\"\x82\">", b"\x82\"", b"\x82\x0a", b"\xfd", b"\x80", b"\xa0", b"\xff\xff", b"\x85\x40"])
def test_bytes_that_are_no_shift_jis(codec, data):
    with pytest.raises(MalformedText):
        decode(data, codec)


@pytest.mark.parametrize("codec", UTF8)
@pytest.mark.parametrize("data", [b"\xe3\x81", b"\xff", b"\xc0\xbc", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", "あ".encode("cp932"), b"\xe3<b>"])
def test_bytes_that_are_no_utf8(codec, data):
    with pytest.raises(MalformedText, match="byte"):
        decode(data, codec)


@pytest.mark.parametrize("codec, data", [("jphone", b"\x1b$Zj\x0f"), ("softbank", b"\x1b$Oz\x0f")])
def test_web_codes_that_softbank_does_not_have(codec, data):
    with pytest.raises(MalformedText):
        decode(data, codec)


@pytest.mark.parametrize("codec, data", [("emobile", b"\xf6\x60"), ("docomo", "\uf000\ue63e".encode()), ("willcom", b"\xf3\x40"), ("docomo", b"\xf6\x60"), ("softbank", b"\xee\x98\xbe"), ("utf-8", "\uf8ff".encode())])
def test_private_characters_of_nobody_are_named(codec, data):
    assert decode(data, codec).startswith("［外字")


@pytest.mark.parametrize("codec", SHIFT_JIS)
def test_references_to_what_the_charset_lacks(codec):
    assert decode(b"&#x2600;&#9728;&#128012;&#xD55C;", codec) == "☀☀🐌한"


@pytest.mark.parametrize("codec", [*SHIFT_JIS, *UTF8])
@pytest.mark.parametrize("typed", ["&#60;script&#62;", "&#0;", "&#xD800;", "&#x110000;", "&#x80;", "&#65;", "&#;", "&#x;", "&amp;", "&#9999999;"])
def test_references_that_stay_as_typed(codec, typed):
    assert decode(typed.encode(), codec) == typed


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-words", "softbank"])
def test_a_phone_with_utf8_needs_no_references(codec):
    assert decode(b"&#x2600;", codec) == "&#x2600;"


def test_markup_survives_every_codec():
    page = '<?xml version="1.0"?><a href="/?s=1&amp;d=2" title="〜①">1 &lt;漢字&gt;</a>\r\n'
    for codec in text.CODECS:
        assert decode(encode(page, codec), codec) == page


def test_half_width():
    assert half_width("ガギパヴ「メモ」。、・ー゛゜　ァッョ") == "ｶﾞｷﾞﾊﾟｳﾞ｢ﾒﾓ｣｡､･ｰﾞﾟ ｧｯｮ"
    for kept in ('<a href="x">予定 &amp; ひらがな</a>', "１２３ＡＢＣ①〜−", "☀🐌", "abc", ""):
        assert half_width(kept) == kept


def test_half_width_is_the_same_text():
    kana = "".join(chr(code) for code in range(0x30A1, 0x30FB) if chr(code) not in "ヮヰヱヵヶヷヸヹヺ")
    assert unicodedata.normalize("NFKC", half_width(kana)) == kana


MARKUP = "<>&\"'="
MARKS = [*map(chr, range(0x300, 0x370)), "\u3099", "\u309a", "\u20e3", "\u200d", "\ufe0f"]


@pytest.mark.parametrize("codec", text.CODECS)
def test_no_mark_changes_the_markup_before_it(codec):
    """A page's own characters and a text that starts with a mark stand side by side: <p>U+0338."""
    chance = random.Random(7)
    pages = [f"{character}{mark}" for character in MARKUP for mark in MARKS]
    for _ in range(500):
        pages.append("".join(chance.choice(chance.choice((MARKUP, MARKS, "aかé🐌;"))) for _ in range(chance.randrange(1, 30))))
    for page in pages:
        back = decode(encode(page, codec), codec)
        assert re.findall("[<>&\"'=]", back) == re.findall("[<>&\"'=]", page), ascii(page)


@pytest.mark.parametrize("codec", SHIFT_JIS)
def test_marks_after_markup_still_leave_letters_composed(codec):
    assert decode(encode("<b>\u0338か\u3099</b>", codec), codec).replace("\u0338", "") == "<b>が</b>"


@pytest.mark.parametrize("codec", text.CODECS)
def test_what_is_remembered_is_short(codec, monkeypatch):
    monkeypatch.setattr(text.CODECS[codec], "known", {})  # which is full after other tests, and takes nothing more
    for page in ("\u200d".join("👩" * 50_000), "🐌" + "\ufe0f" * 50_000, "é" + "\u0301" * 50_000):
        assert encode(page, codec)
    assert max(map(len, text.CODECS[codec].known), default=0) <= 16


def test_a_long_chain_is_many_sequences():
    assert max(map(len, emoji.split("\u200d".join("👩" * 1000)))) == 21
