"""ヘルプ: found by section and by words, without a login; the phone says whether it is open; other sites learn no session."""

import dataclasses
import datetime

import pytest

import mobile_app
from tests.conftest import headers_of
from tests.phone import Phone
from views.help.handlers import is_open, sections


@pytest.mark.parametrize("browser", ["Internet Explorer", "Google Chrome", "Firefox", "Safari"])
def test_each_browsers_way_to_switch_on_scripts_and_cookies_is_told(phone, browser):
    """動作環境確認 without a cookie: both helps stand there."""
    page = phone("modern", keeps_cookies=False).get("/environment").source
    hints = [part for part in page.split("<p") if "Internet Explorer" in part]
    assert len(hints) == 2 and all(browser in hint for hint in hints)


@pytest.mark.parametrize("moment, is_answered", [
    ("2026-11-24 09:00", True), ("2026-11-24 17:59", True), ("2026-11-24 18:00", False), ("2026-11-24 08:59", False),
    ("2026-11-23 10:00", False), ("2026-11-28 10:00", False), ("2026-11-29 10:00", False), ("2026-12-29 10:00", False)])
def test_the_support_answers_on_business_days_from_nine_to_six(moment, is_answered):
    assert is_open(datetime.datetime.fromisoformat(moment)) is is_answered


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_every_question_can_be_read_without_a_login(phone, name):
    made = phone(name)
    start = made.get("/help")
    assert start.says("0120-70-4515") and "tel:0120704515" in [link["href"] for link in start.page.links]
    for section, questions in sections():
        page = made.get(start.link(section))
        for question in questions:
            if question.number <= len(page.page.links):
                answer = made.get(f"/help/{question.section}/{question.number}")
                assert answer.status == 200 and answer.says(question.answer.splitlines()[0][:10])


def test_it_is_searched_by_words_in_any_width(phone):
    made = phone("imode1")
    found = made.submit(made.get("/help"), {"q": "ﾊﾟｽﾜｰﾄﾞ"}, form=0)
    assert found.says("パスワードを変えたい")
    for words in ("変え ﾊﾟｽﾜｰﾄﾞ", "パスワード　変え", " 変え　 ぱすわーど "):
        assert made.submit(made.get("/help"), {"q": words}, form=0).says("パスワードを変えたい"), "each word, wherever it stands"
    assert made.submit(made.get("/help"), {"q": "パスワード かたつむり"}, form=0).says("見つかりません")
    assert made.submit(made.get("/help"), {"q": "<b>なし</b>"}, form=0).says("見つかりません")
    assert made.get("/help/99").status == made.get("/help/1/99").status == made.get("/help/leave/manual").status == 404


def test_a_link_to_another_site_stands_on_a_page_without_the_session(site, cast):
    settings = dataclasses.replace(mobile_app.Settings(name="localhost:8080"), manual_url="https://manual.example/")
    made = Phone(mobile_app.create_app(settings), headers_of("imode1"), keeps_cookies=False)
    top = made.log_in(*cast.member[:3])
    query = top.link("その他").split("?")[1]
    page = made.get(made.get(f"/help?{query}").link("操作マニュアル"))
    assert "s=" not in page.url and page.link("操作マニュアル") == "https://manual.example/"
    assert "?s=" not in page.source and "&amp;s=" not in page.source


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x", "manual.example", 'https://x/"'])
def test_an_address_that_is_none_is_refused_at_the_start(address):
    with pytest.raises(mobile_app.WrongCall, match="MANUAL_URL"):
        mobile_app.settings_from({"MANUAL_URL": address})
