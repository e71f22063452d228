"""Every screen on a touch phone, judged by axe-core: WCAG 2 A and AA; and targets of at least 24 px."""

import datetime
import json

import pytest

from tests.clients import browser
from tests.clients.conftest import from_npm
from tests.views.screens import SCREENS

_JAPAN = datetime.timezone(datetime.timedelta(hours=9))
_PLAIN = {"not found": ["/nowhere"], "signed out": ["/login", "/help", "/environment", "/environment/supported"]}

# axe-core lets small targets pass that stand alone; here none may be smaller than 24 px either way. A box has its label's size.
_SMALL = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')]
  .map(one => [one, (/checkbox|radio/.test(one.type) && one.closest('label') || one).getBoundingClientRect()])
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
