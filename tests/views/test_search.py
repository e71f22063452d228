"""検索 on the phone: any spelling, on any phone, only what one may see; each hit leads to its item."""

import datetime

import pytest

from models import base, search
from models.info import Info
from tests.views.test_limits import NAMES
from tests.views.test_schedule import PHONES, add, form_of, path_of
from tests.views.test_screens import check_page


def look_for(phone, text, **changes):
    return phone.submit(phone.see("/search"), {"q": text} | changes, form=0)


@pytest.mark.parametrize("name", PHONES)
def test_an_event_is_found_on_any_phone_and_opened_by_its_key(walk, quiet_day, name):
    add(walk("modern"), quiet_day, "稀覯本の打合せ☀", place="髙橋書店", note="見積もり\nテスト")
    made = walk(name)
    for words in ("稀覯", "打合せ 髙橋" if name == "modern" else "打合せ 高橋", "てすと", "積もりﾃ"):
        answer = look_for(made, words)
        check_page(answer, made)
        assert "稀覯本の打合せ" in answer.text and answer.says("予定 ") and f"{quiet_day.month}/{quiet_day.day}(" in answer.text
    event = made.get(answer.key("1")) if made.device.dialect.key_label != "none" else made.get(answer.link("稀覯本の打合せ"))
    assert event.path.endswith(path_of(quiet_day)) and event.path.startswith("/event/") and "稀覯本の打合せ" in event.text


def test_a_question_of_the_safety_check_is_found(walk, cast):
    mine, twins = walk("mova"), walk("modern", cast.twin)
    assert mine.get(look_for(mine, "地震").link("地震の安否確認")).says("震度5強")
    assert [link["text"] for link in look_for(twins, "地震", kind="safety").page.links if "地震" in link["text"]] == ["別会社の地震の安否確認 <訓練>"]


def test_colleagues_of_that_name_are_a_link_away(walk):
    for name, typed in (("mova", "タカハシ"), ("modern", "髙橋")):
        made = walk(name)
        people = made.get(look_for(made, typed).link("社内の人"))
        check_page(people, made)
        assert people.path == "/addresses/people" and made.get(people.link("健太")).says("u00107@sample1.example")
    assert "社内の人" not in walk("modern").see("/search").text


def test_nothing_typed_and_nothing_found(walk):
    made = walk("mova", keeps_cookies=False)
    assert made.see("/search").says("件名や本文の言葉で探します。")
    assert look_for(made, "  ").says("件名や本文の言葉で探します。")
    answer = look_for(made, "ない言葉ですよ")
    assert answer.says("「ない言葉ですよ」は見つかりません") and ("q", "ない言葉ですよ") in answer.form(0)["fields"]


def test_what_is_changed_and_deleted_is_found_no_more_as_it_was(walk, quiet_day):
    made = walk("imode1")
    add(made, quiet_day, "玄翁の会")
    event = made.get(look_for(made, "玄翁").link("玄翁の会"))
    made.submit(made.get(event.link("変更")), {"title": "金槌の会"})
    assert "玄翁の会" not in look_for(made, "玄翁").text and "金槌の会" in look_for(made, "金槌").text
    made.submit(made.get(event.link("削除")))
    assert "金槌の会" not in look_for(made, "金槌").text


def test_one_that_leaves_its_series_is_found_by_its_own_name(walk, quiet_day):
    made = walk("modern")
    add(made, quiet_day, "毎日の玄翁", rule="daily", until=path_of(quiet_day + datetime.timedelta(days=3)))
    second = made.get(made.see(f"/day/{path_of(quiet_day + datetime.timedelta(days=1))}").link("毎日の玄翁"))
    made.submit(made.get(second.link("変更")), {"scope": "one", "title": "一度の玄翁"})
    answer = look_for(made, "玄翁")
    assert made.get(answer.link("毎日の玄翁")).path.endswith(path_of(quiet_day))
    assert made.get(answer.link("一度の玄翁")).path.endswith(path_of(quiet_day + datetime.timedelta(days=1)))


def test_private_events_are_found_by_those_who_take_part(walk, quiet_day, cast):
    mine, theirs, outside = walk("imode1"), walk("modern", cast.colleague), walk("modern", cast.outsider)
    add(mine, quiet_day, "内緒の玄翁", private="1", users=[cast.member.user_id, cast.colleague.user_id])
    hit = look_for(mine, "玄翁").link("内緒の玄翁")
    assert "内緒の玄翁" in look_for(theirs, "玄翁").text
    assert "内緒" not in look_for(outside, "玄翁").source and outside.see(hit.partition("?")[0]).status == 404
    mine.submit(mine.get(mine.get(hit).link("変更")), {"private": None})
    assert "内緒の玄翁" in look_for(outside, "玄翁").text and outside.see(hit.partition("?")[0]).status == 200


def test_the_twin_company_finds_nothing_of_ours(walk, quiet_day, cast):
    mine, twin = walk("modern"), walk("modern", cast.twin)
    add(mine, quiet_day, "本社の玄翁")
    hit = look_for(mine, "玄翁").link("本社の玄翁")
    assert "本社" not in look_for(twin, "玄翁").text
    opened = twin.see(hit)
    assert opened.status == 404 or "本社の玄翁" not in opened.source


def test_an_event_opens_at_its_next_day_or_else_its_last(walk, today, cast):
    made = walk("modern")
    first = today - datetime.timedelta(days=3)
    add(made, first, "終わった玄翁", day=first.isoformat(), rule="daily", until=path_of(today - datetime.timedelta(days=1)), anyway="1")
    add(made, first, "続く玄翁", day=first.isoformat(), rule="daily", until=path_of(today + datetime.timedelta(days=3)), anyway="1")
    answer = look_for(made, "玄翁")
    assert made.get(answer.link("終わった玄翁")).path.endswith(path_of(today - datetime.timedelta(days=1)))
    assert made.get(answer.link("続く玄翁")).path.endswith(path_of(today))
    assert made.see("/event/999999999999999999").status == 404


@pytest.fixture
def full(site, cast):
    """Thirty items of the longest titles, of two kinds and one that no function has."""
    def work():
        for number in range(30):
            kind = ("event", "memo", "nothing")[number % 3]
            search.put(cast.member.member_id, kind, 900 + number, f"{number:02d}" + "🐌<&\"'>{{x}}" * 8, "玄翁", None, datetime.date(2027, 3, 1))

    base.transaction(work)


@pytest.mark.parametrize("name", NAMES)
def test_all_hits_are_reached_on_pages_that_fit(walk, full, name):
    made = walk(name)
    answer, seen = look_for(made, "玄翁"), []
    while True:
        check_page(answer, made)
        seen += [number for number in range(29, -1, -1) if f"{number:02d}{made.device.dialect.shown('🐌')}<&" in answer.text]
        following = [link["href"] for link in answer.page.links if "次へ" in link["text"]]
        if not following:
            break
        answer = made.get(following[-1])
    assert seen == list(range(29, -1, -1))


def test_one_kind_alone_and_none_that_is_not_there(walk, full):
    made = walk("modern")
    only = look_for(made, "玄翁", kind="event")
    assert "27🐌" in only.text and "28🐌" not in only.text and ("kind", "event") in only.form(0)["fields"]
    assert "28🐌" in made.see("/search?q=%E7%8E%84%E7%BF%81&kind=zzz").text
    assert "29🐌" in look_for(made, "玄翁").text and not [link for link in look_for(made, "玄翁").page.links if "29🐌" in link["text"]]


@pytest.mark.parametrize("query", ["q=" + "%E7%8E%84" * 5000, "q=%00", "q=a%0Bb%1F", "q=%22%20OR%20%22", "q=a&p=999999999", "q=a&p=-1", "kind=memo", "q=%E7%8E%84&kind=%27"])
def test_odd_queries_are_answered(walk, query):
    made = walk("modern")
    answer = made.see(f"/search?{query}")
    assert answer.status == 200
    check_page(answer, made)


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_a_notice_that_is_not_shown_today_is_no_hit_though_the_night_is_still_to_come(walk, cast, today, name):
    author, made = walk("modern"), walk(name, cast.colleague)
    for title in ("終わった玄翁", "きょうの玄翁"):
        author.submit(author.see("/infos/new"), {"title": title, "body": "本文"})
    assert "終わった玄翁" in look_for(made, "玄翁").text
    yesterday = today.toordinal() - 1
    Info.update(first_day=yesterday, last_day=yesterday).where(Info.title == "終わった玄翁").execute()
    answer = look_for(made, "玄翁")
    check_page(answer, made)
    assert "きょうの玄翁" in answer.text and "終わった玄翁" not in answer.text and "終わった玄翁" in look_for(author, "玄翁").text
    Info.update(first_day=yesterday, last_day=yesterday).where(Info.title == "きょうの玄翁").execute()
    answer = look_for(made, "玄翁")
    check_page(answer, made)
    assert answer.says("「玄翁」は見つかりません")
