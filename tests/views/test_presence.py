"""所在 on the phone: changed by one key, told with its details, seen by colleagues."""

import datetime

import pytest

from carriers import DIALECTS
from models import clock, presence, telephone
from tests.counting import counted
from tests.views.test_limits import all_parts
from tests.views.test_screens import KEYS, check_page

NAMES = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
EMOJI = "🐌"


@pytest.fixture(autouse=True)
def noon(monkeypatch, today):
    """Five past twelve, whatever the time is, so that hours before and after it are today's."""
    now = datetime.datetime.combine(today, datetime.time(12, 5))
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


def own(cast):
    return presence.find(cast.member, cast.member.user_id)


@pytest.mark.parametrize("name, cookies", [("mova", None), ("ez", False), ("garaho", None), ("modern", True)])
def test_each_key_is_a_button_that_changes_the_state_at_once(walk, cast, noon, name, cookies):
    made = walk(name, keeps_cookies=cookies)
    page = made.see("/presence")
    if made.device.dialect.key_label != "none":
        assert set("1234567") < set(KEYS.findall(page.source))
    for number, (state, label) in enumerate(presence.STATES.items()):
        answer = made.submit(page, form=number)
        assert answer.path == "/presence" and answer.says(label) and own(cast).state == state
    assert own(cast).changed_at == noon


def test_a_key_of_a_button_is_shown_beside_it(walk):
    assert '<kbd>3</kbd><input type="submit" value="外出"' in walk("garaho").see("/presence").source
    assert "<kbd>" not in walk("modern").see("/presence").source


def test_a_repeated_press_lands_on_the_same_page_and_undoes_nothing(walk, cast):
    made = walk("imode1")
    page = made.see("/presence")
    made.submit(page, form=2)
    made.submit(page, form=0)
    assert made.submit(page, form=2).path == "/presence" and own(cast).state == "in"


def test_details_are_told_to_colleagues_who_can_call_and_write(walk, cast, noon):
    mine, theirs = walk("mova"), walk("sb3g", cast.colleague)
    telephone.save(cast.member, "03-0000-0104")
    mine.submit(mine.see("/presence"), {"state": "out", "place": "見本駅", "time": "1530", "note": "携帯へ\nどうぞ"})
    units = theirs.see("/presence/units")
    group = theirs.get(units.link("営業部"))
    assert group.says("外出") and group.says("→ 15:30") and group.says("見本駅")
    person = theirs.get(group.link("佐藤"))
    assert person.says("外出 12:05から") and person.says("携帯へ") and person.key("3") == "tel:03-0000-0104"
    form = theirs.get(person.key("1"))
    assert form.path == "/memos/new" and ("users", cast.member.user_id) in form.form()["fields"]
    assert own(cast).back_at == noon.replace(hour=15, minute=30)


WRONG = [
    ({"place": "あ" * 51}, "場所は50文字以内"), ({"note": "あ" * 401}, "コメントは400文字以内"), ({"time": "2561"}, "戻り時刻は 15:30"),
    ({"time": "1100"}, "戻り時刻はこれからの時刻"), ({"day": "20280101"}, "戻り時刻も入力"), ({"time": "1500", "day": "x"}, "戻る日は"),
    ({"state": "gone"}, "状態を選び直して"),
]


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, cast):
    before, made = own(cast), walk("modern")
    for changes, text in WRONG:
        typed = {"state": "out", "place": "見本駅", "note": "携帯へ", "time": "", "day": ""} | changes
        answer = made.submit(made.see("/presence"), typed)
        fields = dict(answer.form()["fields"])
        assert text in answer.text and all(fields[name] == typed[name] for name in ("place", "note", "time", "day")), f"{changes}: {answer.text}"
    assert own(cast) == before


def test_another_day_of_return_is_shown_with_its_date(walk, cast, today):
    made, tomorrow = walk("mova"), today + datetime.timedelta(1)
    answer = made.submit(made.see("/presence"), {"state": "off", "time": "0900", "day": tomorrow.strftime("%Y%m%d")})
    assert answer.says(f"{tomorrow.month}/{tomorrow.day}") and answer.says("9:00戻り")


def test_what_the_phone_cannot_show_is_not_damaged(walk, cast, noon):
    presence.save(cast.member, "out", "𠮷田商店🐌", noon + datetime.timedelta(hours=1), "🐌" * 400, own(cast).version, noon, "k")
    made = walk("mova")
    made.submit(made.see("/presence"), {"time": "1700"})
    after = own(cast)
    assert (after.place, after.comment, after.back_at.hour) == ("𠮷田商店🐌", "🐌" * 400, 17)


def test_a_change_from_elsewhere_is_told_and_may_be_overwritten(walk, cast, noon):
    made = walk("imode1")
    form = made.see("/presence")
    presence.change(cast.member, "home", noon, "punched")
    answer = made.submit(form, {"state": "out", "place": "見本駅"})
    assert answer.says("先に所在が変わりました。") and own(cast).state == "home"
    made.submit(answer)
    assert (own(cast).state, own(cast).place) == ("out", "見本駅")
    assert made.submit(answer).path == "/presence"


def test_the_twin_company_sees_its_own_people_only(walk, cast):
    mine, twin = walk("modern"), walk("modern", cast.twin)
    mine.submit(mine.see("/presence"), {"state": "out", "place": "本社だけの場所"})
    for path in ("/presence", "/presence/2", f"/presence/people/{cast.member.user_id}"):
        assert "本社だけの場所" not in twin.see(path).source
    assert twin.see("/presence/999").status == twin.see("/presence/people/54321").status == 404
    outsider = walk("modern", cast.outsider)
    assert outsider.see(f"/presence/people/{cast.member.user_id}").says("本社だけの場所")


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_of_everything_fits_and_hostile_text_is_only_text(walk, cast, noon, name):
    for row in presence.of_unit(cast.member, 2, 0, 12):
        text = "<&\"'>" * 10 if row.user_id == cast.colleague.user_id else EMOJI * 50
        someone, next_year = cast.member._replace(user_id=row.user_id), noon + datetime.timedelta(365)
        presence.save(someone, "out", text, next_year, text * 8, row.version, noon, f"k{row.user_id}")
    made = walk(name)
    for path, label in (("/presence/2", "次へ"), ("/presence/people/00104", "コメントの続き"), ("/presence/people/00107", "コメントの続き")):
        for part in all_parts(made, made.see(path), label):
            check_page(part, made)
    form = made.see("/presence")
    check_page(form, made)
    check_page(made.submit(form, {"time": "x"}), made)


def test_a_units_page_asks_the_database_a_few_times(walk):
    made = walk("modern")
    for path, most in (("/presence", 2), ("/presence/units", 2), ("/presence/2", 3), ("/presence/people/00107", 2)):
        with counted() as statements:
            made.see(path)
        assert 0 < len(statements) <= most, statements
