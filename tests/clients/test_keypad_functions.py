"""What is done most, on a keypad phone: the number of presses is the point."""

import pytest

from tests.clients import browser
from tests.clients.browser import heading, log_in, opened, opened_cookieless, words
from tests.clients.keys import Keys
from tests.pictures import picture


@pytest.fixture
def phone(keypad, server, people):
    """Opens a phone and logs a person in; the keys, on トップ."""
    with browser.opened(keypad, browser.KEYPAD) as page:

        def phone(user_id):
            log_in(page, server, people[user_id])
            return Keys(page)

        yield phone
        assert not page.complaints


def test_one_opens_the_memos_and_one_key_confirms(phone):
    keys = phone("00104")
    keys.press_and_go("1")
    assert heading(keys.page) == "伝言"
    keys.press_and_go("1")
    title = heading(keys.page)
    keys.press_and_go("1")
    assert heading(keys.page) == "伝言" and f"済 {title}" in words(keys.page)
    keys.press_and_go("0")
    assert heading(keys.page) == "佐藤 花子"


def test_the_queue_is_worked_off_by_one_and_two(phone):
    keys = phone("00107")
    keys.press_and_go("#")
    left, first = left_of(keys.page), keys.page.inner_text("p.when")
    keys.press_and_go("2")
    assert "あとに回しました。" in words(keys.page) and left_of(keys.page) == left
    assert keys.page.inner_text("p.when") != first
    for done in range(1, 4):
        keys.press_and_go("1")
        assert "回答しました。" in words(keys.page) and left_of(keys.page) == left - done


def left_of(page):
    return int(heading(page).partition("残り")[2].rstrip(")"))


def test_presence_and_time_card_take_two_presses(phone):
    keys = phone("00123")
    keys.press_and_go("6")
    keys.press_and_go("3")
    assert heading(keys.page) == "所在" and keys.page.inner_text(".next b") == "外出"
    keys.press_and_go("7")
    assert heading(keys.page) == "タイムカード"
    keys.press_and_go("1")
    assert keys.page.inner_text(".next b") == "出社"
    keys.press_and_go("2")
    assert keys.page.inner_text(".next b") == "退社"


def test_a_photo_goes_with_an_appointment(phone, server):
    keys = phone("00118")
    keys.page.on("filechooser", lambda _: None)  # asked for in time; a chooser that opens sooner is closed by the browser
    keys.page.goto(f"{server.address}/event/new?d=20310521")
    keys.write("[name=title]", "現場の写真")
    keys.move_to("[name=files]")
    with keys.page.expect_file_chooser() as waiting:
        keys.press("Enter")
    waiting.value.set_files([{"name": "現場.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG", (1600, 1200))}])
    keys.open("[type=submit]")
    keys.press_and_go("1")
    shown = keys.page.locator("img")
    assert heading(keys.page) == "現場の写真" and shown.get_attribute("alt") == "現場.jpg"
    assert shown.evaluate("image => image.complete && image.naturalWidth") and shown.bounding_box()["width"] <= 240


def answer_and_write(page, server):
    """Confirms a circular with a reply and writes a memo, by touch."""
    page.click("text=回覧 >> nth=-1")
    page.click("text=年末調整の書類")
    page.click("text=返信して確認")
    page.fill("[name=reply]", "金曜に出します〜①")
    page.click("[type=submit]")
    page.wait_for_load_state()
    assert "確認しました" in words(page) and "金曜に出します" in words(page)
    page.click(".tabs >> text=伝言")
    page.click("text=伝言を書く")
    page.fill("[name=caller]", "見本銀行 𠮷田様🐌")
    page.fill("[name=others]", "00107")
    page.click("[type=submit] >> nth=0")
    page.wait_for_load_state()
    assert heading(page) == "送信した伝言" and "見本銀行 𠮷田様🐌" in words(page)


def test_by_touch_without_scripts(desktop, server, people):
    with opened(desktop, browser.PHONE, java_script_enabled=False) as page:
        log_in(page, server, people["00131"])
        answer_and_write(page, server)
        assert "s=" not in page.url and not page.complaints


def test_by_touch_without_cookies(playwright, chromium, server, people, tmp_path):
    with opened_cookieless(playwright, chromium, tmp_path / "profile", browser.PHONE) as page:
        log_in(page, server, people["00140"])
        answer_and_write(page, server)
        assert "s=" in page.url and not page.complaints
