"""What people type comes out as text, never as markup, and no phone damages what it can't show."""

import re

import pytest

from carriers import DIALECTS
from models.event import Event
from tests.views.test_schedule import add, path_of

NAMES = [dialect.name for dialect in DIALECTS]
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'; DROP TABLE event; --", "{{1234*5678}} <% 1 %>", "% include('x')",
    "&lt;u&gt; &#60;i&#62; &amp;", "]]><!--", "\\\"><u>", "ソ\"><u>能表",
]
HARD = "𠮷田と髙﨑①〜−∥―‾¥—🐌🍣👨‍👩‍👧☀️1️⃣é한"


@pytest.mark.parametrize("name", NAMES)
def test_markup_in_a_text_is_text_on_every_screen(walk, quiet_day, name):
    made = walk(name)
    for number, text in enumerate(HOSTILE):
        add(made, quiet_day, text, place=text, note=text, start=f"{8 + number:02d}00", end=f"{8 + number:02d}30")
    day = made.see(f"/day/{path_of(quiet_day)}")
    pages = [day, made.see(f"/week/{path_of(quiet_day)}"), made.see(f"/month/{path_of(quiet_day)[:6]}"), made.see("/")]
    pages += [made.get(link["href"]) for link in day.page.links if "/event/" in link["href"] and "/new" not in link["href"]]
    pages += [made.get(page.link("変更")) for page in pages[4:]]
    for page in pages:
        assert page.status == 200
        source = re.sub(r'<script src="[^"]*" defer></script>', "", page.source)
        for planted in ("<script", "<img", "onerror=alert(1)>", "<u>", "<i>", "7006652", "<!--"):
            assert planted not in source


@pytest.mark.parametrize("data", ["82", "83", "F0", "81", "FC"])
def test_a_lead_byte_at_the_end_of_a_value_swallows_no_quotation_mark(walk, quiet_day, data):
    made = walk("imode1")
    form = made.get(made.link(f"/event/new?d={path_of(quiet_day)}")).form()
    fields = "&".join(f"{name}={'x%' + data if name == 'title' else value}" for name, value in form["fields"])
    answer = made.post(form["action"], fields.encode("ascii"))
    assert answer.status == 400 and "文字を正しく読み取れませんでした" in answer.text


@pytest.mark.parametrize("name", NAMES)
def test_a_text_edited_nowhere_comes_back_whole(walk, quiet_day, name):
    writer, made = walk("modern"), walk(name)
    add(writer, quiet_day, HARD, place=HARD[:20], note=f"{HARD}\n\n{HARD} 終わり")
    before = Event.select().where(Event.note.contains("終わり")).get()
    event = made.get(made.see(f"/day/{path_of(quiet_day)}").link("田と"))
    made.submit(made.get(event.link("変更")), {"start": "1400", "end": "1500"})
    after = Event.get(member_id=before.member_id, id=before.id)
    assert after.start != before.start
    assert (after.title, after.place, after.note) == (before.title, before.place, before.note)


@pytest.mark.parametrize("name", NAMES)
def test_an_edit_at_the_end_keeps_what_stands_before(walk, quiet_day, name):
    writer, made = walk("modern"), walk(name)
    add(writer, quiet_day, "題", note=HARD)
    form = made.get(made.get(made.see(f"/day/{path_of(quiet_day)}").link("題")).link("変更"))
    shown = dict(form.form()["fields"])["note"]
    made.submit(form, {"note": shown + "追記"})
    assert Event.select().where(Event.title == "題").get().note == HARD + "追記"


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_made_on_any_phone_is_whole(walk, quiet_day, name):
    writer, made = walk("modern"), walk(name)
    add(writer, quiet_day, HARD)
    event = made.get(made.see(f"/day/{path_of(quiet_day)}").link("田と"))
    made.submit(made.get(event.link("コピー")), {"anyway": "1"})
    assert Event.select().where(Event.title == HARD).count() == 2


@pytest.mark.parametrize("name", ["mova", "imode1", "ez", "sb2g", "modern"])
def test_a_note_longer_than_the_page_is_edited_in_parts_and_keeps_the_rest(walk, quiet_day, name):
    writer, made = walk("modern"), walk(name)
    note = "".join(f"{number:03d}行🐌\n" for number in range(160))[:1000]
    add(writer, quiet_day, "長い", note=note)
    event = made.get(made.see(f"/day/{path_of(quiet_day)}").link("長い"))
    assert len(event.body) <= made.device.page_limit
    form = made.get(event.link("変更"))
    assert len(form.body) <= made.device.page_limit
    shown = dict(form.form()["fields"])["note"]
    made.submit(form, {"note": "頭" + shown})
    assert Event.select().where(Event.title == "長い").get().note == "頭" + note


def test_half_width_kana_is_for_words_not_for_values(walk, quiet_day):
    made = walk("imode1")
    made.submit(made.see("/preferences"), {"half_width": "on"}, form=0)
    add(made, quiet_day, "プロジェクト会議", place="カフェ「ミルク」")
    day = made.see(f"/day/{path_of(quiet_day)}")
    assert "ﾌﾟﾛｼﾞｪｸﾄ会議" in day.text
    form = made.get(made.get(day.link("プロジェクト")).link("変更"))
    assert dict(form.form()["fields"])["title"] == "プロジェクト会議"
    made.submit(form, {})
    assert Event.select().where(Event.title == "プロジェクト会議", Event.place == "カフェ「ミルク」").exists()
    made.submit(made.see("/preferences"), {"half_width": "off"}, form=0)
    assert "プロジェクト会議" in made.see(f"/day/{path_of(quiet_day)}").text and "トップ" in made.see("/").source
