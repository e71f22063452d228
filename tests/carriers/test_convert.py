"""One phone's bytes as another's, as the command line offers it."""

import subprocess
import sys
from itertools import product

import pytest

import mobile_app
from carriers import emoji, text
from carriers.text import MalformedText, convert

CARRIERS = {"docomo": "docomo_sjis", "au": "au_sjis", "softbank-sjis": "softbank_sjis"}


def test_the_command_knows_the_codecs():
    assert set(mobile_app.PHONES) <= set(text.CODECS)


@pytest.mark.parametrize("phone, column", CARRIERS.items())
def test_a_phone_to_itself_changes_nothing(phone, column):
    emojis = b"".join(bytes.fromhex(code) for row in emoji.table().values() if (code := getattr(row, column)))
    plain = "〜−∥―￣￥ 髙﨑①ｱ <b>&amp;\\~\r\n".encode("cp932")
    assert convert(plain + emojis, phone, phone) == plain + emojis


@pytest.mark.parametrize("phone, column", CARRIERS.items())
def test_through_utf8_and_back(phone, column):
    emojis = b"".join(bytes.fromhex(code) for row in emoji.table().values() if (code := getattr(row, column)))
    assert convert(convert(emojis, phone, "utf-8"), "utf-8", phone) == emojis


@pytest.mark.parametrize("source, target", list(product(text.CODECS, text.CODECS)))
def test_a_second_time_changes_nothing(source, target):
    sent = convert("☀🐌🌄［iモード］〜—‾¥髙𠮷1️⃣".encode(), "utf-8", source)
    there = convert(sent, source, target)
    assert convert(there, target, target) == there


@pytest.mark.parametrize("data, source, target, expected", [
    (b"\xf8\x9f", "docomo", "au", b"\xf6\x60"), (b"\xf8\x9f", "docomo", "softbank", b"\xee\x81\x8a"), (b"\xf6\x60", "au", "utf-8", "☀".encode()),
    (b"\xf9\x8b", "softbank-sjis", "jphone", b"\x1b$Gj\x0f"), (b"\x1b$Gj", "softbank", "docomo", b"\xf8\x9f"),
    (b"\xee\xbd\xa0", "au", "docomo", b"\xf8\x9f"), (b"\xee\x92\x88", "au", "docomo", b"\xf8\x9f"), ("🐌".encode(), "utf-8", "softbank", "［かたつむり］".encode()),
    (b"", "docomo", "utf-8", b""),
])
def test_examples(data, source, target, expected):
    assert convert(data, source, target) == expected


def test_malformed_input_is_refused():
    with pytest.raises(MalformedText):
        convert(b"\x82", "docomo", "utf-8")


def test_the_command():
    call = [sys.executable, "mobile_app.py", "convert", "--from", "docomo", "--to", "softbank-sjis"]
    done = subprocess.run(call, input=b"\xf8\x9f\x81\x60", capture_output=True, check=True)
    assert done.stdout == b"\xf9\x8b\x81\x60"
    refused = subprocess.run(call, input=b"\x82", capture_output=True)
    assert refused.returncode == 2 and refused.stderr.count(b"\n") == 1
