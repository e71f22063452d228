"""The QA bench in a PC's browser and a phone's: the frame at the phone's size, nothing beside the page, and walking as a phone."""

import pytest

from tests.clients import browser
from tests.clients.browser import log_in, opened, words
from tests.clients.server import Server


@pytest.fixture(scope="module")
def benched(directory, people):
    with Server(directory, workers=1, BENCH="on") as running:
        yield running


@pytest.mark.parametrize("width", [375, 1280])
def test_phones_are_framed_at_their_size_within_the_page(desktop, benched, people, width):
    with opened(desktop, browser.PC | {"viewport": {"width": width, "height": 900}}) as page:
        log_in(page, benched, people["00112"])
        page.goto(f"{benched.address}/bench")
        page.select_option("[name=phone]", "SoftBank 910T")
        page.select_option("[name=other]", "docomo SH902i")
        page.click("button >> nth=0")
        page.wait_for_load_state()
        sizes = page.evaluate("[...document.querySelectorAll('iframe')].map(one => [one.clientWidth, one.clientHeight])")
        assert sizes == [[240, 400], [240, 320]]
        for frame in page.frames[1:]:
            assert "予定の追加" in frame.inner_text("body") and "1\ufe0f\u20e3" in frame.inner_text("body")
            assert frame.evaluate("origin") == "null", "a sandbox of its own"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("mark").count() and page.locator("ins").count() and not page.complaints


def test_walking_as_a_phone_from_a_pc(desktop, benched, people):
    with opened(desktop, browser.PC) as page:
        log_in(page, benched, people["00112"])
        page.goto(f"{benched.address}/bench?phone=docomo+SH902i&screen=/todos/new")
        page.select_option(".walk select", "off")
        page.click(".walk button")
        page.wait_for_load_state()
        assert "docomo SH902i として閲覧中" in words(page) and "s=" in page.url
        page.fill("[name=title]", "傘☔を返す🦄")
        page.click("[type=submit] >> nth=0")
        page.wait_for_load_state()
        assert "傘☔" in words(page).replace("\ufe0f", "") and "docomo SH902i として閲覧中" in words(page)
        page.click("text=終わる")
        page.wait_for_load_state()
        page.goto(f"{benched.address}/todos")
        assert "傘☔を返す🦄" in words(page).replace("\ufe0f", "") and "として閲覧中" not in words(page) and not page.complaints
