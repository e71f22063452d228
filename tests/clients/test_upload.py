"""Photos and files with a real browser and a real server."""

import http.client

import pytest

from tests.clients import agents, browser
from tests.pictures import exif_with_place, picture
from views import upload


def add_event(page, server, person, *files):
    """Adds an event with files, {"name", "mimeType", "buffer"} each; leads to its page."""
    browser.log_in(page, server, person, "/event/new?d=20310520")
    page.fill("[name=title]", "現場の写真")
    page.set_input_files("[name=files]", list(files))
    page.click("[type=submit] >> nth=0")
    page.wait_for_load_state()
    if page.query_selector("[name=anyway]"):
        raise AssertionError("the day was meant to be empty")
    page.click("text=現場の写真 >> nth=0")
    page.wait_for_load_state()


def test_a_browser_sends_a_photo_shows_it_upright_and_keeps_a_file(desktop, server, people):
    photo = picture("JPEG", (1600, 1200), exif=exif_with_place(6))
    with browser.opened(desktop, browser.PHONE) as page:
        add_event(
            page, server, people["00118"], {"name": "現場①.jpg", "mimeType": "image/jpeg", "buffer": photo},
            {"name": "悪い.html", "mimeType": "text/html", "buffer": b"<script>document.title = 'caught'</script>"})
        shown = page.locator("img")
        assert shown.count() == 1 and shown.get_attribute("alt") == "現場①.jpg"
        assert shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [768, 1024]
        assert shown.bounding_box()["width"] <= 390
        with page.expect_download() as waiting:
            page.click("text=悪い.html")
        assert waiting.value.suggested_filename == "悪い.html" and page.title() == "現場の写真"
        assert not page.complaints


@pytest.mark.parametrize("size, status", [(upload.MOST_BYTES - 1_000, 403), (upload.MOST_BYTES + 1_000, 413), (5 * upload.MOST_BYTES, 413)])
def test_what_is_too_large_is_read_to_its_end_and_refused_with_the_limit(server, size, status):
    """A connection that closed in the middle would show the browser's own error instead."""
    connection = server.connect()
    connection.putrequest("POST", "/event")
    for name, value in {"User-Agent": agents.IPHONE, "Content-Type": "multipart/form-data; boundary=x", "Content-Length": str(size)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    chunk, left = bytes(1024 * 1024), size
    while left:
        connection.send(chunk[:left])
        left -= min(left, len(chunk))
    answer = connection.getresponse()
    body = answer.read().decode()
    assert answer.status == status and body.rstrip().endswith("</html>")
    assert (upload.LIMITS in body) is (status == 413)
    connection.close()


def test_whoever_is_logged_in_and_sends_too_much_is_led_back_and_not_to_the_login(desktop, server, people, tmp_path):
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(upload.MOST_BYTES + 1_000))
    with browser.opened(desktop, browser.PHONE) as page:
        browser.log_in(page, server, people["00118"], "/event/new?d=20310521")
        page.fill("[name=title]", "大きい写真")
        page.set_input_files("[name=files]", file)
        page.click("[type=submit] >> nth=0")
        page.wait_for_selector("text=前の画面に戻り")
        assert page.locator("a[href^='/login']").count() == 0
        page.click("text=トップ >> nth=0")
        page.wait_for_selector("text=予定の追加")


def test_more_than_that_is_not_even_read(server):
    connection = server.connect()
    connection.putrequest("POST", "/event")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(10 ** 12))
    connection.endheaders()
    assert connection.getresponse().status == http.client.REQUEST_ENTITY_TOO_LARGE
    connection.close()
