"""出欠 on the phone: asked, answered with a press, and everybody's answers beside the names."""

import datetime
import re

import pytest

from carriers import DIALECTS
from models import invitation, schedule
from models.delivery import Delivery
from tests.views.test_limits import all_parts
from tests.views.test_schedule import path_of
from tests.views.test_screens import check_page


@pytest.fixture
def asked(site, cast, quiet_day):
    """(the path of an event that the colleague has asked the member to, its id)."""
    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    event_id = schedule.add(cast.colleague, schedule.Draft(
        title="全員の会議", start=start, end=start + datetime.timedelta(hours=1), users=("00104", "00107", "00112")), "asked")
    return f"/event/{event_id}/{path_of(quiet_day)}", event_id


def own(event_id, user_id="00104"):
    return Delivery.get(member_id="SAMPLE1", user_id=user_id, kind="invitation", item_id=event_id)


@pytest.mark.parametrize("name, options", [("mova", {}), ("ez", {"keeps_cookies": False}), ("modern", {})])
def test_an_invitation_is_answered_with_a_press_and_changed_with_another(walk, cast, asked, name, options):
    path, event_id = asked
    made = walk(name, **options)
    page = made.get(made.link(f"/invitation/{event_id}"))  # as from the queue
    assert page.path == path and page.says("出欠の返事をしてください") and page.says("未回答2")
    page = made.submit(page, form=0, button="accept")
    assert page.path == path and page.says("あなたの返事 ○") and "○佐藤 花子" in page.text and "−山﨑 直樹" in page.text
    form = made.get(page.link("コメント"))
    check_page(form, made)
    page = made.submit(form, {"comment": "欠席します☀"}, button="decline")
    assert page.says("欠席1") and own(event_id).comment == "欠席します☀"
    day = path.rpartition("/")[2]
    for days in (f"/day/{day}", f"/week/{day}", f"/month/{day[:6]}"):
        assert made.see(days).says("[欠席]全員の会議") and walk("modern", cast.outsider).see(f"{days}/00104").says("[欠席]全員の会議")
        assert "[欠席]" not in made.see(f"{days}/00107").text
    listed = made.get(page.link("欠席1"))
    check_page(listed, made)
    assert "×佐藤 花子" in listed.text and made.device.dialect.shown("欠席します☀") in listed.text
    assert made.get(listed.link("予定に戻る")).path == path


def test_the_top_page_does_not_count_what_is_declined(walk, cast, today):
    made = walk("modern")
    before = re.search(r"予定\((\d+)\)", made.see("/").text)[1]
    start = datetime.datetime.combine(today, datetime.time(17))
    event_id = schedule.add(cast.colleague, schedule.Draft(
        title="夕方の会議", start=start, end=start + datetime.timedelta(hours=1), users=("00104", "00107")), "today")
    assert made.see("/").says(f"予定({int(before) + 1})")
    invitation.answer(cast.member, event_id, "decline", "no")
    assert made.see("/").says(f"予定({before})")


def test_a_second_press_of_an_old_page_changes_nothing(walk, asked):
    made = walk("imode1")
    page = made.see(asked[0])
    made.submit(made.submit(page, form=0, button="accept"), form=0, button="decline")
    assert made.submit(page, form=0, button="accept").path == asked[0] and own(asked[1]).answer == "decline"


def test_a_comment_that_is_too_long_comes_back_and_a_kept_one_is_not_damaged(walk, asked):
    path, event_id = asked
    made = walk("mova")
    answer = made.submit(made.see(f"{path}/answer"), {"comment": "長" * 101}, button="accept")
    assert answer.says("コメントは100文字以内") and "長" * 101 in answer.source and own(event_id).is_open
    check_page(answer, made)
    made.submit(answer, {"comment": "短く"}, button="accept")
    assert own(event_id).comment == "短く"
    for start in (path, f"{path}/answer"):
        Delivery.update(comment="𠮷田さんと👨‍👩‍👧‍👦", answer="").where(Delivery.item_id == event_id, Delivery.user_id == "00104").execute()
        made.submit(made.see(start), form=0, button="decline")
        assert (own(event_id).answer, own(event_id).comment) == ("decline", "𠮷田さんと👨‍👩‍👧‍👦")


def test_who_was_not_asked_answers_nothing(walk, asked, cast, quiet_day):
    path, event_id = asked
    for login in (cast.colleague, cast.outsider, cast.twin):
        made = walk("modern", login)
        page = made.see(path)
        assert "出欠の返事をしてください" not in page.text and made.see(f"{path}/answer").status == 404
        key = dict(made.see("/event/new").form()["fields"])["k"]
        assert made.post(made.link(f"/invitation/{event_id}"), [("k", key), ("day", path_of(quiet_day)), ("accept", "1")]).status == 404
    assert own(event_id).is_open
    assert walk("modern", cast.outsider).see(f"/invitation/{event_id}").status == 404
    assert walk("modern", cast.outsider).see(f"{path}/answers").says("全員の会議")
    assert walk("modern", cast.twin).see(f"{path}/answers").status == 404


def test_the_answers_to_a_private_event_are_not_for_others(walk, cast, quiet_day):
    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    event_id = schedule.add(cast.colleague, schedule.Draft(
        title="内緒", start=start, end=start + datetime.timedelta(hours=1), users=("00104", "00107"), private=True), "private")
    path = f"/event/{event_id}/{path_of(quiet_day)}/answers"
    assert walk("modern").see(path).status == 200 and walk("modern", cast.outsider).see(path).status == 404


def test_the_event_of_the_samples_asks(walk, today):
    page = walk("modern").see(f"/day/{path_of(today + datetime.timedelta(5))}")
    assert "出欠の返事をしてください" in walk("modern").get(page.link("日付が変わるまで")).text


@pytest.mark.parametrize("name", [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000])
def test_two_hundred_answers_fit_and_each_is_shown_once(walk, cast, quiet_day, everyone, name):
    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    everybody = tuple(user_id for member_id, user_id in everyone if member_id == "SAMPLE1")
    event_id = schedule.add(cast.colleague, schedule.Draft(
        title="🐌" * 50, place="🐌" * 50, start=start, end=start + datetime.timedelta(hours=1), users=everybody), "all")
    Delivery.update(comment="🐌<&\"" * 25, answer="accept").where(Delivery.item_id == event_id, Delivery.member_id == "SAMPLE1").execute()
    made = walk(name)
    page = made.see(f"/event/{event_id}/{path_of(quiet_day)}")
    check_page(page, made)
    check_page(made.get(page.link("コメント")), made)
    parts = all_parts(made, made.get(page.link("出席49")), "次へ")
    for part in parts:
        check_page(part, made)
    words = "".join(part.text for part in parts)
    assert words.count("○") == 49 and "○佐藤 花子" in words
