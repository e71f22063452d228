"""Every row of the table, both ways, in every form that a phone sends; and every emoji on every phone."""

import re

import pytest

from carriers import emoji, look_alikes, text

ROWS = list(emoji.table().values())
CODECS = {"docomo": "docomo", "willcom": "docomo", "emobile": "docomo", "au": "au", "softbank-sjis": "softbank"}
DRESSED = ["☀️", "❤️", "👍🏽", "👩🏽‍💻", "👨‍👩‍👧‍👦", "🏃‍♀️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🇯🇵", "🇦🇫", "🇽", "1️⃣", "#⃣", "*️⃣", "🏽", "☺︎", "🫨", "🦩", "㊙️"]
WORDS = re.compile("［[^［］]+］")


def rows(carrier):
    return [row for row in ROWS if getattr(row, f"{carrier}_sjis")]


def utf8(*points):
    return "".join(chr(int(point, 16)) for point in points if point).encode()


@pytest.mark.parametrize("carrier, count", [("docomo", 252), ("au", 647), ("softbank", 485)])
def test_the_table_has_every_emoji_of_the_carrier_once(carrier, count):
    codes = {getattr(row, f"{carrier}_sjis") for row in rows(carrier)}
    assert len(codes) == len(rows(carrier)) == count
    points = [point for row in ROWS for point in row.codes(carrier)]
    assert len(points) == len(set(points)) == count * (2 if carrier == "au" else 1)


def test_no_text_of_the_table_is_private_or_half_a_mark():
    for row in ROWS:
        assert row.words and row.text
        assert not any("\ue000" <= character <= "\uf8ff" or character >= "\U000f0000" for character in row.text)
        assert not set("?<>&\"'〓") & set(row.words) and row.words.encode("cp932")


@pytest.mark.parametrize("codec, carrier", CODECS.items())
def test_shift_jis_both_ways(codec, carrier):
    for row in rows(carrier):
        code = bytes.fromhex(getattr(row, f"{carrier}_sjis"))
        assert text.decode(code, codec) == row.text
        assert text.encode(row.text, codec) == code
        assert text.decode("日".encode("cp932") + code + b"ab" + code, codec) == f"日{row.text}ab{row.text}"


@pytest.mark.parametrize("codec, carrier", [*CODECS.items(), ("softbank", "softbank"), ("jphone", "softbank")])
def test_private_points_in_utf8(codec, carrier):
    for row in rows(carrier):
        for point in row.codes(carrier):
            assert text.decode(f"絵{point}文字".encode(), codec) == f"絵{row.text}文字"


def test_softbank_3g_gets_private_points():
    for row in rows("softbank"):
        assert text.encode(row.text, "softbank") == utf8(row.softbank_private)


@pytest.mark.parametrize("codec", ["jphone", "softbank", "softbank-sjis"])
def test_web_codes(codec):
    for row in rows("softbank"):
        code = b"\x1b$" + row.softbank_web.encode()
        assert text.decode(b"a" + code + b"\x0fb", codec) == f"a{row.text}b"
        assert text.decode(code, codec) == row.text  # the end may be missing at the end
    assert text.decode(b"\x1b$Gjk\x0f\x1b$E\"\x0f", codec) == "☀☁"[:1] + text.decode(b"\x1b$Gk\x0f\x1b$E\"\x0f", codec)


def test_phones_of_2g_get_web_codes():
    for row in rows("softbank"):
        assert text.encode(row.text, "jphone") == b"\x1b$%s\x0f" % row.softbank_web.encode()


@pytest.mark.parametrize("codec, carrier", [*CODECS.items(), ("softbank", "softbank"), ("jphone", "softbank")])
def test_numeric_references_to_private_points(codec, carrier):
    for row in rows(carrier):
        for point in row.codes(carrier):
            assert text.decode(f"&#x{ord(point):X};&#{ord(point)};".encode(), codec) == row.text * 2


@pytest.mark.parametrize("codec, carrier", [("docomo", "docomo"), ("au", "au")])
def test_numeric_references_to_shift_jis_codes(codec, carrier):
    for row in rows(carrier):
        assert text.decode(b"&#%d;" % int(getattr(row, f"{carrier}_sjis"), 16), codec) == row.text


def test_au_sends_docomo_codes_that_were_pasted():
    for row in rows("docomo"):
        assert text.decode(bytes.fromhex(row.docomo_sjis), "au") == row.text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-words"])
def test_old_smartphones_private_points(codec):
    for row in ROWS:
        for point in (row.softbank_private, row.google, row.docomo_private):
            assert text.decode(utf8(point), codec) == (row.text if point else "")


@pytest.mark.parametrize("codec", text.CODECS)
def test_every_emoji_reaches_every_phone(codec):
    for sequence in [*emoji.table(), *DRESSED]:
        data = text.encode(f"a{sequence}b", codec)
        back = text.decode(data, codec)
        assert b"?" not in re.sub(b"\x1b.*?\x0f", b"", data) and not set("?〓\0") & set(back)
        assert back[0] == "a" and back[-1] == "b"
        assert len(back) > 2 or sequence == "🏽"
        assert text.decode(text.encode(back, codec), codec) == back, "what a phone got must be stable"


@pytest.mark.parametrize("codec", [codec for codec in text.CODECS if codec != "utf-8"])
def test_own_code_then_near_match_then_words(codec):
    carrier = text.CODECS[codec].carrier
    for row in ROWS:
        back = text.decode(text.encode(row.text, codec), codec)
        if codec == "utf-8-words":
            alike = look_alikes.nearest().get(row.text)
            assert back in (row.text, alike) or WORDS.fullmatch(back) or "\u20e3" in row.text
        elif getattr(row, f"{carrier}_sjis"):
            assert back == row.text
        else:
            base = emoji.table().get(emoji.ungendered(row.text), row)  # 🏃‍♀ has words, but its 🏃 is better
            near = getattr(row, f"near_{carrier}") or getattr(base, f"near_{carrier}")
            alike = look_alikes.nearest().get(row.text)
            assert back == (base.text if getattr(base, f"{carrier}_sjis") else near or alike or f"［{row.words}］")


@pytest.mark.parametrize("sequence, codec, back", [
    ("🐌", "softbank", "［かたつむり］"), ("🌄", "docomo", "☀"), ("☀️", "docomo", "☀"), ("👍🏽", "au", "👍"), ("🏃‍♀️", "docomo", "🏃"),
    ("🇯🇵", "au", "🇯🇵"), ("🇯🇵", "docomo", "［日本の旗］"), ("1️⃣", "docomo", "1⃣"), ("*️⃣", "docomo", "*"), ("1️⃣", "utf-8-words", "［1］"),
    ("⛅", "docomo", "☀☁"), ("［iモード］", "docomo", "［iモード］"), ("🫨", "au", "［震えている顔］"), ("❤️‍🔥", "docomo", "［燃えるハート］"),
    ("👩‍🦼", "utf-8", "👩‍🦼"), ("☀", "utf-8-words", "［太陽］"), ("©", "utf-8-words", "©"),
    ("✖", "docomo", "×"), ("⁉", "jphone", "！？"), ("➡", "docomo", "→"), ("☂", "au", "☔"), ("⚁", "au", "［さいころ］"), ("☏", "softbank", "☏"), ("♡", "au", "❤"), ("✓", "docomo", "［チェック］"),
])
def test_what_a_phone_shows(sequence, codec, back):
    assert text.decode(text.encode(sequence, codec), codec) == back


def test_a_carriers_mark_comes_back_through_any_other_phone():
    marks = [row for row in ROWS if row.is_mark]
    assert len(marks) == 35
    for row in marks:
        for other in text.CODECS:
            there = text.convert(row.text.encode(), "utf-8", other)
            assert text.convert(there, other, "utf-8").decode() == row.text
