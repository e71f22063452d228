"""detect: headers, first match, what is remembered, and lines of any kind."""

import io
import json
import sys
import time

import pytest

from carriers import DIALECTS, detect, detect_environ, detect_uncached
from carriers.detect import LONGEST, detect_lines
from carriers.keypad import GARAHO, KAIOS
from carriers.smartphone import MODERN, OLD_SMART

module = sys.modules["carriers.detect"]  # carriers.detect is the function
KEYS = [
    "user_agent", "carrier", "kind", "keypad", "model", "generation", "browser", "browser_version", "os", "os_version", "screen",
    "dialect", "charset", "content_type", "cookies", "page_limit",
]
WIN = "KDDI-SN31 UP.Browser/6.2.0.7.3.129 (GUI) MMP/2.0"
BREW4 = "KDDI-CA3F UP.Browser/6.2_7.2.7.1.K.4.306 (GUI) MMP/2.0"
T910 = "SoftBank/1.0/910T/TJ001/SN123456789012345 Browser/NetFront/3.3 Profile/MIDP-2.0 Configuration/CLDC-1.1"
REDUCED = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0%s Safari/537.36"
PHONE, TABLET = REDUCED % " Mobile", REDUCED % ""
SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15"
IPAD = "Mozilla/5.0 (iPad; CPU OS 12_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1"
KAI = "Mozilla/5.0 (Mobile; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/"
ANDROID = "Mozilla/5.0 (Linux; Android %s; %s Build/V1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/67.0.3396.127 Mobile Safari/537.36"


def told(user_agent, **headers):
    return detect({"User-Agent": user_agent, **{name.replace("_", "-"): value for name, value in headers.items()}})


# Headers


@pytest.mark.parametrize("name", ["User-Agent", "user-agent", "USER-AGENT", "uSeR-aGeNt"])
def test_header_names_in_any_case(name):
    assert detect({name: T910, "Host": "example.jp"}).model == "910T"


def test_environ_and_headers_agree():
    environ = {"HTTP_USER_AGENT": WIN, "HTTP_X_UP_DEVCAP_SCREENPIXELS": "229,270", "wsgi.url_scheme": "http"}
    assert detect_environ(environ) == told(WIN, x_up_devcap_screenpixels="229,270")
    assert detect_environ({}) == detect({}) == told("")


@pytest.mark.parametrize("pixels, screen", [
    ("229,270", (229, 270)), ("240*320", (240, 320)), ("", None), ("0,0", None), ("99999,1", None), ("-240,320", None),
    ("240", None), ("wide,high", None), ("9999,9999", None), ("٢٤٠,٣٢٠", None),
])
def test_screen_of_au(pixels, screen):
    assert told(WIN, x_up_devcap_screenpixels=pixels).screen == screen


@pytest.mark.parametrize("pdu, limit", [
    ("131072", 9_000), ("8000", 8_000), ("9000", 9_000), ("0", 9_000), ("-1", 9_000), ("12", 9_000), ("", 9_000), ("a lot", 9_000),
    ("9" * 60, 9_000), ("²²²²", 9_000), ("8000.5", 9_000),
])
def test_page_limit_is_the_smaller_of_budget_and_gateway(pdu, limit):
    assert told(WIN, X_UP_DEVCAP_MAX_PDU=pdu).page_limit == limit


@pytest.mark.parametrize("ua, scheme, cookies", [(WIN, "http", "yes"), (WIN, "https", "unknown"), (BREW4, "https", "yes")])
def test_cookies_of_au_depend_on_scheme_and_browser(ua, scheme, cookies):
    assert detect_environ({"HTTP_USER_AGENT": ua, "wsgi.url_scheme": scheme}).cookies == cookies


def test_headers_of_softbank():
    device = told(T910, x_jphone_msname="V702MO", x_jphone_display="240*400", x_s_display_info="234*331/C262144/TB")
    assert (device.model, device.screen) == ("V702MO", (240, 400))
    assert told(T910, x_s_display_info="234*331/C262144/TB").screen == (234, 331)
    assert told(T910, x_jphone_msname="<b>", x_jphone_display="big") == told(T910)


def test_a_bad_name_header_leaves_motorola_its_carriers_name():
    assert told("MOT-V980/80.2B.04I MIB/2.2.1", x_jphone_msname="*").model == "V702MO"


def test_one_carriers_headers_are_nothing_to_another():
    assert told(T910, x_up_devcap_screenpixels="100,100", x_up_devcap_max_pdu="2000") == told(T910)
    assert told("DoCoMo/2.0 SH902i(c100;TB;W24H12)", x_jphone_msname="910T", x_jphone_display="240*400").model == "SH902i"


def test_hints_tell_what_a_reduced_user_agent_hides():
    hints = {"Sec_CH_UA_Platform": '"Android"', "Sec_CH_UA_Mobile": "?1", "Sec_CH_UA_Platform_Version": '"14.0.0"',
             "Sec_CH_UA_Model": '"SO-51C"', "Sec_CH_UA_Form_Factors": '"Mobile"'}
    device = told(PHONE, **hints)
    assert (device.kind, device.model, device.os_version) == ("smartphone", "SO-51C", "14.0.0")
    assert told(PHONE, **{**hints, "Sec_CH_UA_Form_Factors": '"Tablet"'}).kind == "tablet"


def test_bad_hints_are_ignored():
    plain = told(PHONE)
    assert plain == told(PHONE, Sec_CH_UA_Platform="Android", Sec_CH_UA_Mobile="yes", Sec_CH_UA_Platform_Version='"new"',
                         Sec_CH_UA_Model='"<script>"', Sec_CH_UA_Form_Factors='"Toaster"')
    assert plain == told(PHONE, Sec_CH_UA_Platform='"Android"', Sec_CH_UA_Mobile="?1", Sec_CH_UA_Model='""')


def test_ipad_says_macintosh():
    assert told(SAFARI).kind == "desktop"
    for tell in ({"Sec_CH_UA_Platform": '"iOS"'}, {"Sec_CH_UA_Mobile": "?1"}):
        device = told(SAFARI, **tell)
        assert (device.kind, device.os, device.os_version) == ("tablet", "iOS", "17.5")


def test_desktop_site_on_an_android_phone():
    device = told(REDUCED.replace("Linux; Android 10; K", "X11; Linux x86_64") % "", Sec_CH_UA_Platform='"Android"', Sec_CH_UA_Mobile="?0")
    assert (device.kind, device.os) == ("tablet", "Android")


# What is remembered


def test_serial_numbers_and_subscriber_ids_are_in_no_device():
    secret = {
        "x_up_subno": "05000000000000_xx.ezweb.ne.jp", "x_jphone_uid": "a1b2c3d4e5f6g7h8", "X_DCMGUID": "1234aBc", "x_em_uid": "u12",
    }
    for ua in (
        "DoCoMo/1.0/N503i/c5/serNNEBJ608187", "DoCoMo/2.0 N2001(c10;ser0123456789abcde;icc01234567890123456789)",
        "Mozilla/5.0 (945SH;SoftBank;SN359323030706330) NetFront/3.5", WIN, T910,
        "J-PHONE/4.0/J-SH51/SNJSHA3029293 SH/0001aa Profile/MIDP-1.0 Configuration/CLDC-1.0 Ext-Profile/JSCL-1.1.0",
    ):
        device = told(ua, **secret)
        text = repr(device._replace(dialect=None))
        assert not [part for part in ("NNEBJ608187", "ser0", "icc0", "SN3593", "SN1234", "JSHA3029293", *secret.values()) if part in text]
        assert device == told(ua)


def test_memory_is_bounded():
    size = module._remembered.cache_info().maxsize
    for number in range(size + 100):
        detect({"User-Agent": f"DoCoMo/1.0/P{number}i"})
        detect({"User-Agent": T910, "X-JPHONE-MSNAME": f"V{number}"})
    assert module._remembered.cache_info().currsize <= size
    assert module._environ_name.cache_info().maxsize


def test_an_answer_is_remembered_with_its_headers_and_uncached_agrees():
    for headers in ({"User-Agent": WIN}, {"User-Agent": WIN, "x-up-devcap-max-pdu": "5000"}, {"User-Agent": PHONE}):
        assert detect(headers) is detect(headers)
        assert detect_uncached(headers) == detect(headers)
    assert detect({"User-Agent": WIN, "x-up-devcap-max-pdu": "5000"}) != detect({"User-Agent": WIN})


@pytest.mark.parametrize("unit", ["a", "Android ", "(", "Mozilla/5.0 (", "1.", "DoCoMo/2.0 ", "; ", "KDDI-", "a a a ", "x@", "あ"])
def test_an_enormous_user_agent_takes_no_time(unit):
    detect({"User-Agent": "warm"})
    for start in ("", "DoCoMo/2.0 ", "KDDI-", "SoftBank/1.0/", "Mozilla/5.0 (Linux; Android "):
        started = time.process_time()
        device = detect({"User-Agent": start + unit * 4_000})
        assert time.process_time() - started < 0.25
        assert len(repr(device._replace(dialect=None))) < 2 * LONGEST


# First match, from the start


@pytest.mark.parametrize("ua, carrier", [
    ("Vodafone/1.0/V902SH/SHJ001 Browser/UP.Browser/7.0.2.1 Profile/MIDP-2.0", "softbank"),
    ("MOT-V860/00.72 UP.Browser/7.2.7.5.665 (GUI) MMP/2.0", None),
    ("Mozilla/5.0 (compatible; a test of KDDI-SN31 UP.Browser/6.2)", None),
    ("Opera/9.80 DoCoMo/2.0 SH902i(c100)", None),
    (" DoCoMo/2.0 SH902i(c100)", None),
    ("Vodafone/1.0/HTC_HD2/3.14.162.5 (04666) Opera/9.7 (Windows NT 5.1; U; en)", None),
    ("Vodafone/SonyEricssonV800/R1S025 Browser/SEMC-Browser/4.1 Profile/MIDP-2.0", None),
    ("Huawei/1.0/0HuaweiM615/B100 Browser/Obigo_Browser/Q05A HUAWEI-M615", None),
    ("Mozilla/5.0 (Linux; U; Android 4.0.3; ja-jp; Vodafone SmartTab II 10 Build/x) AppleWebKit/534.30 Safari/534.30", None),
    ("HTC Mozilla/4.0 (compatible; MSIE 6.0; Windows CE; IEMobile 7.11)", None),
    (ANDROID % ("4.2.2", "docomo SH-06E"), None),
])
def test_only_the_start_names_a_carrier(ua, carrier):
    assert told(ua).carrier == carrier


# Keys


@pytest.mark.parametrize("model", [
    "SHV45", "SHL25", "SHG05", "KYV42", "KYL22", "KYG03", "SH-01L", "SH-03J", "SH-02M", "F-02L", "F-04K", "F-51C", "P-01D",
    "KY-51B", "A103KC", "901SH", "704KC", "SO-02L", "NPC91K", "NP02", "SHF", "XSHF31", "SHF311", "KYF31X", "L-02K", "moto g(7)",
])
def test_a_smartphone_beside_a_keypad_phone_has_no_keypad(model):
    device = told(ANDROID % ("9", model))
    assert (device.kind, device.keypad, device.dialect) == ("smartphone", False, MODERN)


@pytest.mark.parametrize("model", ["SHF31", "SHF36", "KYF31", "KYF43", "NP602SH", "NPA205SH", "NP902KC", "SH-06G", "F-05G"])
def test_a_keypad_phone_of_a_known_numbering(model):
    device = told(ANDROID % ("5.1.1", model))
    assert (device.kind, device.keypad, device.dialect, device.model) == ("feature_phone", True, GARAHO, model)


@pytest.mark.parametrize("spelling", ["KAIOS/2.5", "KaiOS/2.5", "kaios/2.5"])
def test_kaios_in_any_case(spelling):
    device = told(f"Mozilla/5.0 (Mobile; rv:48.0) Gecko/48.0 Firefox/48.0 {spelling}")
    assert (device.keypad, device.dialect, device.os, device.os_version) == (True, KAIOS, "KaiOS", "2.5")


# Emoji


@pytest.mark.parametrize("version, dialect", [("2.3", OLD_SMART), ("4.3", OLD_SMART), ("4.4", MODERN), ("10", MODERN)])
def test_android_has_emoji_from_4_4(version, dialect):
    assert told(ANDROID % (version, "X1")).dialect is dialect


# The word a session is bound to


@pytest.mark.parametrize("one, other", [
    (PHONE, PHONE.replace("126", "131")),
    (ANDROID % ("9", "SHV45"), ANDROID % ("10", "SHV45")),
    (ANDROID % ("9", "SHV45"), PHONE),
    (IPAD, SAFARI),
    (WIN, "Mozilla/4.0 (compatible; MSIE 6.0; KDDI-SN31) Opera 8.60 [ja]"),
    ("DoCoMo/2.0 P07A3(c500;TB;W24H15)", "DoCoMo/2.0 P07A3(c500;TB;W53H09;ser353711000000000)"),
    (KAI + "2.5", KAI + "2.5.4"),
])
def test_family_survives_an_update(one, other):
    assert told(one).family == told(other).family


@pytest.mark.parametrize("ua", [PHONE, TABLET, SAFARI, REDUCED.replace("Linux; Android 10; K", "X11; Linux x86_64") % ""])
def test_family_is_the_same_with_and_without_hints(ua):
    for platform in ('"Android"', '"iOS"', '"Windows"', '"macOS"', "junk"):
        for mobile in ("?0", "?1"):
            for more in ({}, {"Sec_CH_UA_Form_Factors": '"Tablet"', "Sec_CH_UA_Model": '"X"', "Sec_CH_UA_Platform_Version": '"15"'}):
                assert told(ua, Sec_CH_UA_Platform=platform, Sec_CH_UA_Mobile=mobile, **more).family == told(ua).family


def test_family_tells_phones_apart():
    uas = [WIN, T910, "DoCoMo/1.0/P503i", PHONE, SAFARI, "Mozilla/5.0 (Mobile; rv:48.0) KAIOS/2.5", ANDROID % ("5.1.1", "SHF31")]
    assert len({told(ua).family for ua in uas}) == len(uas)


# Lines


def lines(data):
    out = io.StringIO()
    detect_lines(io.BytesIO(data), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_has_an_answer_with_every_key():
    data = b"\n".join([
        T910.encode(), b"", b"   ", b"\xff\xfe\x80", b"{", b"{}", b"[1, 2]", b"null", b"3", b'{"User-Agent": 5, "x": [1]}',
        b'{"user-agent": "DoCoMo/1.0/P503i/c10"}', b"{" * 3_000, b'{"a":' * 3_000, b"x" * 200_000, "携帯".encode(),
        b'{"User-Agent": "a\\u0000b\\ud800"}',
        b"a\rb\x0bc\x1cd\xe2\x80\xa8e",
        json.dumps({"User-Agent": WIN, "X-UP-DEVCAP-MAX-PDU": "8000"}).encode(),
    ])
    answers = lines(data)
    assert len(answers) == 18
    assert all(list(answer) == KEYS for answer in answers)
    assert [answers[index]["carrier"] for index in (0, 3, 10, 17)] == ["softbank", None, "docomo", "au"]
    assert answers[17]["page_limit"] == 8_000
    assert answers[4]["user_agent"] == "{"


def test_a_last_line_without_its_end_and_windows_line_ends():
    assert [answer["model"] for answer in lines(b"DoCoMo/1.0/P503i\r\nDoCoMo/1.0/N503i")] == ["P503i", "N503i"]
    assert lines(b"") == []


def test_answers_come_line_by_line():
    class Pipe(io.StringIO):
        flushes = 0

        def flush(self):
            self.flushes += 1

    out = Pipe()
    detect_lines(io.BytesIO(b"a\nb\n"), out)
    assert out.flushes == 2


def test_words_of_the_contract():
    answers = lines(b"\n".join(ua.encode() for ua in (WIN, PHONE, TABLET, SAFARI, "curl/8.7.1", "Mozilla/5.0 (PlayStation 4 1.62)")))
    assert [answer["kind"] for answer in answers] == ["feature_phone", "smartphone", "tablet", "desktop", "bot", "console"]
    assert {answer["dialect"] for answer in answers} <= {dialect.name for dialect in DIALECTS}
