"""Which phones send files, and what pictures they show."""

import pytest

from carriers import DIALECTS, detect

ANDROID = "Mozilla/5.0 (Linux; U; Android %s; ja-jp; SO-01C Build/2.0) AppleWebKit/533.1 (KHTML, like Gecko) Version/4.0 Mobile Safari/533.1"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS %s like Mac OS X) AppleWebKit/536.26 (KHTML, like Gecko) Version/6.0 Mobile/10A403 Safari/8536.25"


@pytest.mark.parametrize("ua, may", [
    (ANDROID % "2.1", False), (ANDROID % "2.2", True), (ANDROID % "2.3.4", True), (ANDROID % "4.0.3", True), (ANDROID % "14", True),
    (IPHONE % "4_3", False), (IPHONE % "5_1", False), (IPHONE % "6_0", True), (IPHONE % "17_5", True),
    ("Mozilla/5.0 (Linux; Android 8.1.0; SH-02L Build/S3080; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/67.0.3396.127 Mobile Safari/537.36", True),
    ("Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5.1", True),
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36", True),
    ("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1)", True),
    ("DoCoMo/1.0/D501i", False), ("DoCoMo/2.0 N905i(c100;TB;W24H16)", False), ("DoCoMo/2.0 P07A3(c500;TB;W24H15)", False),
    ("KDDI-CA3F UP.Browser/6.2_7.2.7.1.K.4.306 (GUI) MMP/2.0", False), ("SoftBank/2.0/004SH/SHJ001 Browser/NetFront/3.5", False),
    ("Mozilla/5.0 (F02B;FOMA;like Gecko)", False), ("Mozilla/4.0 (compatible; MSIE 6.0; KDDI-CA3B) Opera 8.60 [ja]", False),
    ("Mozilla/3.0(WILLCOM;SANYO/WX310SA/2;1/1/C128) NetFront/3.3", False),
])
def test_files_are_sent_by_those_who_can(ua, may):
    assert detect({"User-Agent": ua}).uploads is may


def test_a_picture_is_as_wide_as_the_screen_that_a_phone_tells():
    sb3g = detect({"User-Agent": "SoftBank/1.0/910T/TJ001 Browser/NetFront/3.3", "X-JPHONE-DISPLAY": "480*800"})
    assert sb3g.picture_width == 480
    assert detect({"User-Agent": "DoCoMo/2.0 N905i(c100;TB;W24H16)"}).picture_width == 240


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_page_with_its_pictures_is_within_what_a_phone_takes_in_all(dialect):
    """Totals with pictures: 501i 5 KB, J-PHONE C 6 KB, WILLCOM 32 KB, FOMA and other 3G 90 KB as this site's own budget."""
    most = {"mova": 5_000, "sb2g": 6_000, "willcom": 32_000, "ez1": 7_500}.get(dialect.name, 90_000 if dialect.page_limit == 9_000 else None)
    usual_page = 2_000 if dialect.page_limit < 9_000 else dialect.page_limit
    assert most is None or usual_page + dialect.pictures * dialect.picture_limit <= most
    assert dialect.picture in ("JPEG", "GIF", "PNG") or not dialect.pictures
