"""XHTML against its DTD: what is planted is found, what the carriers added is known, and a validator that isn't there is told."""

import json
import sys
from xml.etree import ElementTree

import pytest

from carriers import DIALECTS, checks, detect
from carriers.phones import phones
from views.qa import bench, dtd, nu, results, runner, screens, validators
from views.qa.judge import Missing

HEADERS = (("Content-Type", "text/html"),)


def phone_of(name):
    return next(row for row in phones() if detect(row.headers).dialect.name == name)


def page(name, inside):
    """The Results of one page on a phone of a dialect."""
    phone = phone_of(name)
    body = f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{inside}</body></html>'
    body = detect(phone.headers).dialect.encode(body)
    return results.gather([phone], [screens.ERRORS[0]], [runner.Run("url", {0: runner.Page(200, HEADERS, body, "x", 0, ())})])


def found(made):
    return [finding for stored in made.pages.values() for finding in stored.page.findings]


FAULTS = {
    "a list in a paragraph": ("<p><ul><li>x</li></ul></p>", "<p> の中に <ul> は置けません"),
    "an attribute that nobody knows": ('<p bogus="1">x</p>', "<p> に属性 bogus はありません"),
    "an id twice": ('<p id="a">x</p><p id="a">y</p>', "id a が2回あります"),
    "an element of tomorrow": ("<nav>x</nav>", "<nav> という要素はありません"),
    "words in no block": ("x", "<body> の中身が決まりに合いません"),
    "a form that leads nowhere": ("<form><p>x</p></form>", "<form> に属性 action がありません"),
    "a type that no field has": ('<p><input type="x"/></p>', "<input> の属性 type に x とは書けません"),
    "tags that don't pair": ("<p>x", "XMLとして読めない"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_dtd_forbids_is_found(fault):
    inside, says = FAULTS[fault]
    assert any(says in one.text for one in found(validators.judge(page("sb3g", inside))))


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.markup == "xhtml"])
def test_what_the_carriers_added_is_known_where_it_is_theirs(name):
    mode = detect(phone_of(name).headers).dialect.input_mode
    judged = {word: found(validators.judge(page(name, f'<p>あ<input type="text" {word}="1"/></p>'))) for word in ("istyle", "mode")}
    assert (not judged["istyle"]) == mode.startswith("istyle") and (not judged["mode"]) == (mode == "istyle+mode")
    assert not found(validators.judge(page(name, "<p>あ&nbsp;&copy;</p>")))


def test_a_finding_is_in_all_that_is_written(tmp_path):
    made = validators.judge(page("sb3g", "<p><ul><li>x</li></ul></p>"))
    assert not made.is_clean and [one.name for one in made.judged] == ["DTD"]
    bench.write(made, tmp_path, 1.0, json_file=tmp_path / "all.json", junit_file=tmp_path / "all.xml")
    assert "<ul> は置けません" in str(json.loads((tmp_path / "all.json").read_text("utf-8"))["pages"])
    assert [one.get("type") for one in ElementTree.parse(tmp_path / "all.xml").findall(".//failure")] == ["dtd"]
    assert "&lt;ul&gt; は置けません" in (tmp_path / "index.html").read_text("utf-8")
    clean = results.plain(validators.judge(page("sb3g", "<p>x</p>")))
    assert {check for _, check, _ in results.compare(clean, results.plain(made)).new} == {"dtd"}


def test_a_validator_that_is_not_there_is_told_and_ends_nothing(monkeypatch, tmp_path):
    monkeypatch.setattr(nu, "_PLACES", ())
    modern = validators.judge(page("modern", "<ul></p></ul>"))
    monkeypatch.setitem(sys.modules, "lxml", None)
    handset = validators.judge(page("sb3g", "<nav>x</nav>"))
    assert "pip install lxml" in handset.judged[0].missing
    for made in (modern, handset):
        assert not found(made) and "1 pages NOT judged; install it: " in "\n".join(bench.told(made))
        bench.write(made, tmp_path, 1.0)
        assert "ありません" in (tmp_path / "index.html").read_text("utf-8")


def test_findings_of_one_page_are_not_without_end():
    made = validators.judge(page("sb3g", "".join(f'<p a{number}="1">x</p>' for number in range(50))))
    assert 1 < len(found(made)) <= 20 and {one.severity for one in found(made)} == {checks.ERROR}


def test_a_dtd_that_is_not_there_is_told():
    with pytest.raises(Missing, match="w3c-sgml-lib"):
        dtd._read('<!ENTITY % x SYSTEM "file:///nowhere.dtd"> %x;')
