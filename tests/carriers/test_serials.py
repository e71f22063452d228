"""What is kept of a user-agent names no handset and nobody, and still says which phone it is."""

import pytest

from carriers import detect
from carriers.phones import PHONES
from carriers.serials import LONGEST, without_serials


@pytest.mark.parametrize("secret, user_agent", [
    ("NNEBJ608187", "DoCoMo/1.0/N503i/c5/serNNEBJ608187"),
    ("353711000000000", "DoCoMo/2.0 N906imyu(c100;TB;W24H16;ser353711000000000;icc8981100000000000000f)"),
    ("8981100000000000000f", "DoCoMo/2.0 N906imyu(c100;TB;W24H16;ser353711000000000;icc8981100000000000000f)"),
    ("JSHA3029293", "J-PHONE/4.0/J-SH51/SNJSHA3029293 SH/0001aa"),
    ("123456789012345", "SoftBank/1.0/910T/TJ001/SN123456789012345 Browser/NetFront/3.3"),
    ("NULLGWDOCOMO", "New/1.0 (uid=NULLGWDOCOMO; x)"),
    ("550e8400", "App/1.0 (550e8400-e29b-41d4-a716-446655440000)"),
    ("hanako@example.jp", "App/1.0 (hanako@example.jp)"),
    ("花子", "App/1.0 (花子のiPhone)"),
])
def test_no_serial_number_is_left(secret, user_agent):
    assert secret in user_agent and secret not in without_serials(user_agent)
    assert without_serials(user_agent)[:4] == user_agent[:4]


def test_what_is_left_is_the_same_phone():
    for phone in PHONES:
        whole = phone.headers["User-Agent"]
        kept = without_serials(whole)
        assert detect({"User-Agent": kept})[:6] == detect({"User-Agent": whole})[:6] and len(kept) <= LONGEST


def test_system_versions_stay_and_length_is_bounded():
    series60 = "Mozilla/5.0 (SymbianOS/9.2; Series60/3.1 NokiaN95_8GB/15.0.015) Safari/413"
    assert without_serials(series60) == series60
    assert len(without_serials("x y" * 500)) == LONGEST


@pytest.mark.parametrize("user_agent, unknown", [
    ("Brandnew/1.0 (Mobile; Unheard)", True), ("DoCoMo/2.0 N906i(c100;TB)", False), ("Googlebot/2.1 (+http://www.google.com/bot.html)", False),
    ("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36", False),
    ("Vodafone541/2.0 Profile V010 06/MIDP-2.0 ObigoInternetBrowser/Q03C", True),
])
def test_what_counts_as_unknown(user_agent, unknown):
    assert detect({"User-Agent": user_agent}).is_unknown is unknown
