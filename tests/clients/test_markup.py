"""Every screen in every dialect before the judges that nobody here wrote: the DTD of XHTML Basic 1.1, and the Nu Html Checker."""

import os
import re

import pytest

import mobile_app
from carriers import DIALECTS, detect
from carriers.phones import phones
from views import app
from views.qa import bench, nu, screens


@pytest.fixture(scope="module")
def judged():
    """The Results of every screen on the first phone of every dialect that has a validator."""
    first = {}
    for row in phones():
        if detect(row.headers).dialect.markup != "chtml":
            first.setdefault(detect(row.headers).dialect, row)
    found = bench.look(app.build(mobile_app.Settings()), list(first.values()), screens.every(), os.cpu_count() or 1)
    return bench.judge(found)


def test_every_validator_is_here_and_has_judged(judged):
    assert [(one.name, one.missing) for one in judged.judged] == [("DTD", ""), ("Nu Html Checker", "")]
    assert all(one.pages > 500 for one in judged.judged)


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.markup != "chtml"])
def test_every_screen_is_valid(judged, name):
    pages = [stored for stored in judged.pages.values() if stored.device.dialect.name == name]
    assert len(pages) > 300
    assert not {one for stored in pages for one in stored.page.findings if one.check in ("dtd", "nu")}


FAULTS = {
    "a stray end tag": ("<p>x</p></div>", "</div> に対応する開始タグがありません"),
    "an id twice": ('<p id="a">x</p><p id="a">y</p>', "id a が2回あります"),
    "an attribute that nobody knows": ('<p bogus="1">x</p>', "<p> に属性 bogus はありません"),
    "a block in a heading": ("<h1><div>x</div></h1>", "<h1> の中に <div> は置けません"),
    "never closed": ("<div><p>x</p>", "<div> が閉じていません"),
    "obsolete": ("<p><font>x</font></p>", "<font> は廃止されました"),
    "a picture without words": ('<p><img src="x"></p>', "<img> に alt がありません"),
    "a number that is none": ('<p><input size="x"></p>', "<input> の属性 size に x とは書けません"),
}


def test_what_html_forbids_is_found_and_nothing_else():
    frame = '<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>x</title></head><body>{}</body></html>'
    found = nu.judge([(None, frame.format(inside).encode()) for inside in ("<p>x</p>", *(inside for inside, _ in FAULTS.values()))])
    assert not found[0]
    for (fault, (_, says)), findings in zip(FAULTS.items(), found[1:]):
        assert any(says in one.text for one in findings), (fault, findings)


@pytest.mark.parametrize("said, why", nu.ALLOWED)
def test_what_is_deliberately_otherwise_has_its_reason_and_is_needed(said, why, judged, monkeypatch):
    monkeypatch.setattr(nu, "ALLOWED", ())
    typed = [(stored.device, stored.page.body) for stored in judged.pages.values()
             if stored.device.dialect.markup == "html5" and re.search(rb'type="(date|time)"[^>]* value="x"', stored.page.body)]
    assert len(why) > 20 and typed and all(nu.judge(typed))
