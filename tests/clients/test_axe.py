"""Every screen on a touch phone, and the QA bench with its report, judged by axe-core: WCAG 2 A and AA; and targets of at least 24 px."""

import datetime
import json

import pytest

import mobile_app
from tests.clients import browser
from tests.clients.conftest import from_npm
from tests.clients.server import Server
from tests.views.screens import SCREENS

_JAPAN = datetime.timezone(datetime.timedelta(hours=9))
_PLAIN = {"not found": ["/nowhere"], "signed out": ["/login", "/help", "/environment", "/environment/supported"]}

# axe-core lets small targets pass that stand alone; here none may be smaller than 24 px either way. A box has its label's size.
_SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')]
  .map(one => [one, (one.type === 'checkbox' && one.closest('label') || one).getBoundingClientRect()])
  .filter(([one, box]) => one.offsetParent && (box.width < 24 || box.height < 24))
  .map(([one, box]) => 'small: ' + Math.round(box.width) + ' x ' + Math.round(box.height) + ' ' + one.outerHTML.slice(0, 160))"""
_JUDGE = """async () => (await axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], rules: {'target-size': {enabled: true}},
  resultTypes: ['violations'], iframes: false, preload: false, elementRef: false,
})).violations.map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | '))"""

# A field without its label, two tiny links side by side, grey on grey.
_SPOIL = """() => {
  document.querySelector('label').replaceWith(document.querySelector('label input'));
  document.querySelector('main').insertAdjacentHTML('beforeend', '<div>grey</div><a href="/">a</a><a href="/">b</a>');
  const [grey, ...links] = [...document.querySelector('main').children].slice(-3);
  grey.style.cssText = 'color:#999;background:#888';
  for (const link of links) { link.style.cssText = 'display:block;width:9px;height:9px;font-size:9px;line-height:9px'; }
}"""


def judged(page, address):
    """What axe-core finds wrong with a page."""
    page.goto(address)
    return verdict(page)


def verdict(page):
    return page.evaluate(_JUDGE) + page.evaluate(_SMALL)


@pytest.fixture(scope="module", params=["light", "dark"])
def page(request, desktop, server, people):
    with browser.opened(desktop, browser.PHONE, color_scheme=request.param) as opened:
        opened.context.add_init_script(path=from_npm("axe-core/axe.min.js"))
        yield opened, request.param


def test_the_judge_is_awake(page, server):
    """It finds what is wrong when something is."""
    opened, _ = page
    opened.goto(server.address + "/login")
    opened.evaluate(_SPOIL)
    assert {text.partition(":")[0] for text in verdict(opened)} == {"label", "color-contrast", "small"}


def test_every_screen(page, server, people):
    opened, scheme = page
    today = datetime.datetime.now(_JAPAN)
    words = {"day": today.strftime("%Y%m%d"), "month": today.strftime("%Y%m")}
    found = {path: judged(opened, server.address + path) for path in _PLAIN["signed out"]}
    browser.log_in(opened, server, people["00001"])
    for paths in [*SCREENS.values(), _PLAIN["not found"]]:
        # What is dark differs in colours alone, and the first screen of a function has most of them.
        for path in paths if scheme == "light" else paths[:1]:
            found[path] = judged(opened, server.address + path.format(**words))
    bad = {path: texts for path, texts in found.items() if texts}
    assert not bad, json.dumps(bad, ensure_ascii=False, indent=1)


# Of the bench: empty, one phone, two, typed wrongly, headers pasted; and the report's kinds of page.
_BENCH = (
    "/bench", "/bench?phone=docomo+SH902i&screen=/", "/bench?phone=docomo+SH902i&other=iPhone,+iOS+17.5&screen=/todos",
    "/bench?phone=nothing&path=x", "/bench?headers=User-Agent:+DoCoMo/2.0+N905i(c100%3BTB%3BW24H16)&screen=/search",
)
_REPORT = ("index.html", "dialects/*.html", "phones/*.html", "pages/*.html")


@pytest.fixture(scope="module")
def benched(directory, people):
    with Server(directory, workers=1, BENCH="on") as running:
        yield running


@pytest.mark.parametrize("size", [{"width": 375, "height": 667}, {"width": 1280, "height": 800}], ids=lambda size: str(size["width"]))
def test_the_bench_and_walking_on_it(desktop, benched, people, size):
    with browser.opened(desktop, browser.PC | {"viewport": size}) as opened:
        opened.context.add_init_script(path=from_npm("axe-core/axe.min.js"))
        browser.log_in(opened, benched, people["00112"])
        found = {path: judged(opened, benched.address + path) for path in _BENCH}
        opened.goto(f"{benched.address}/bench?phone=iPhone,+iOS+17.5&screen=/todos")
        opened.click(".walk button")
        opened.wait_for_load_state()
        assert "として閲覧中" in browser.words(opened)
        found["walking"] = verdict(opened)
    bad = {path: texts for path, texts in found.items() if texts}
    assert not bad, json.dumps(bad, ensure_ascii=False, indent=1)


def test_the_report(desktop, tmp_path):
    assert mobile_app.main(["qa", "--out", str(tmp_path), "--phones", "docomo D501i,iPhone*", "--screens", "/safety/1", "--jobs", "1"]) == 0
    with browser.opened(desktop, browser.PHONE) as opened:
        opened.context.add_init_script(path=from_npm("axe-core/axe.min.js"))
        found = {str(path): judged(opened, path.as_uri()) for name in _REPORT for path in sorted(tmp_path.glob(name))[:3]}
    assert len(found) >= 8
    bad = {path: texts for path, texts in found.items() if texts}
    assert not bad, json.dumps(bad, ensure_ascii=False, indent=1)
