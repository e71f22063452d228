"""まとめて処理: every kind is shown, 1 answers it, 2 puts it off, 3 calls; nothing is answered for others or twice."""

import datetime

import pytest

from carriers import DIALECTS
from models import delivery, memo, memo_box, news, queue, schedule
from models.base import transaction
from models.delivery import Delivery
from tests.views.test_screens import check_page
from views.queue.kinds import KINDS

NAMES = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]


@pytest.fixture
def empty(site, cast):
    """Nothing of the samples awaits the member's answer."""
    mine = (Delivery.member_id == cast.member.member_id) & (Delivery.user_id == cast.member.user_id)
    transaction(Delivery.update(is_open=False).where(mine).execute)


@pytest.fixture
def send(empty, cast, today):
    """Sends the member a memo from the colleague."""

    def send(title, **values):
        fields = {"users": (cast.member.user_id,), "caller": "見本商店", "title": title, "phone": "03-0000-2001", "body": "本文です",
                  "called_at": datetime.datetime.combine(today, datetime.time(9, 5))}
        return memo.send(cast.colleague, memo.Draft(**fields | values), title)

    return send


@pytest.mark.parametrize("name", ["mova", "ez", "garaho", "modern"])
def test_one_is_answered_and_the_next_comes(walk, send, cast, name):
    first, second = send("1件目"), send("2件目")
    made = walk(name)
    page = made.see("/queue")
    check_page(page, made)
    assert page.says("1件目") and page.says("残り2") and page.link("03-0000-2001") == "tel:03-0000-2001"
    page = made.submit(page, form=0)
    assert page.path == "/queue" and page.says("2件目") and page.says("残り1")
    assert not delivery.find(cast.member, "memo", first).is_open and delivery.find(cast.member, "memo", second).is_open
    page = made.submit(page, form=0)
    assert page.says("未処理のものはありません")


def test_what_is_put_off_comes_last(walk, send):
    for title in ("1件目", "2件目", "3件目"):
        send(title)
    made = walk("modern")
    page = made.submit(made.see("/queue"), form=1)
    assert page.says("2件目") and page.says("残り3") and page.says("あとに回しました")
    page = made.submit(made.submit(page, form=0), form=0)
    assert page.says("1件目") and page.says("残り1")


def test_what_was_answered_elsewhere_is_not_put_off(walk, send, cast):
    first, _ = send("1件目"), send("2件目")
    made = walk("modern")
    page = made.see("/queue")
    memo.confirm(cast.member, first, "elsewhere")
    page = made.submit(page, form=1)
    assert page.says("この件は、すでに処理されたか") and not page.says("あとに回しました") and page.says("2件目")


def test_a_second_press_answers_nothing_else(walk, send, cast):
    send("1件目"), send("2件目")
    made = walk("imode1")
    page = made.see("/queue")
    made.submit(page, form=0)
    made.submit(page, form=0)
    assert delivery.counts(cast.member) == {"memo": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_samples_is_shown_answered_and_gone(walk, cast, kind):
    """The member's samples have all kinds; those before it are put off."""
    made = walk("modern")
    others = (Delivery.member_id == cast.member.member_id) & (Delivery.user_id == cast.member.user_id) & (Delivery.kind != kind)
    transaction(Delivery.update(is_open=False).where(others).execute)
    item = queue.first(cast.member)
    page = made.see("/queue")
    assert page.status == 200 and page.says(item.title[:10]) and page.says(item.sender) and page.says(KINDS[kind].label)
    assert made.get(made.link(page.link("ほかの回答"))).status == 200
    made.submit(page, form=0)
    own = delivery.find(cast.member, kind, item.item_id)
    assert not own.is_open and own.answer


def test_nobody_answers_for_others(walk, send, cast):
    item_id = send("1件目")
    for login in (cast.outsider, cast.twin):
        other = walk("modern", login)
        page = other.see("/preferences")
        key = dict(page.form(0)["fields"])["k"]
        for what in ("ok", "later"):
            answer = other.post(other.link(f"/queue/memo/{item_id}/{what}"), [("k", key)])
            assert answer.says("取り消されています")
    assert delivery.find(cast.member, "memo", item_id).is_open
    assert walk("modern").post("/queue/teapot/1/ok", [("k", dict(walk("modern").see("/preferences").form(0)["fields"])["k"])]).status in (403, 404)


def test_an_approval_that_was_decided_meanwhile_says_so(walk, cast):
    others = (Delivery.member_id == cast.member.member_id) & (Delivery.user_id == cast.member.user_id) & (Delivery.kind != "approval")
    transaction(Delivery.update(is_open=False).where(others).execute)
    made = walk("modern")
    page = made.see("/queue")
    fields = dict(page.form(0)["fields"])
    answer = made.submit(page, {"token": "99-9"}, form=0)
    assert fields["token"] != "99-9" and answer.says("すでに処理された")
    assert news.counts(cast.member, datetime.date.today())["approval"] == 2


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_of_everything_fits(walk, empty, cast, today, name):
    memo.send(cast.colleague, memo.Draft(
        users=(cast.member.user_id,), caller="🐌" * 50, title="🐌" * 50, phone="0" * 13, body="🐌" * 1000,
        called_at=datetime.datetime.combine(today, datetime.time(9))), "long memo")
    made = walk(name)
    check_page(made.see("/queue"), made)
    check_page(made.see("/"), made)


def test_an_invitation_to_what_is_over_waits_no_more(walk, empty, cast, today):
    yesterday = datetime.datetime.combine(today - datetime.timedelta(1), datetime.time(9))
    schedule.add(cast.colleague, schedule.Draft(
        title="昨日の会", start=yesterday, end=yesterday + datetime.timedelta(hours=1), users=("00104", "00107")), "past")
    assert walk("modern").see("/queue").says("未処理のものはありません")


def test_the_top_page_counts_what_is_new_and_leads_to_it(walk, send, cast):
    send("1件目")
    page = walk("modern").see("/")
    assert page.says("伝言(1)") and page.says("まとめて処理(1)") and page.link("まとめて処理") == "/queue"
    keys = walk("imode1").see("/")
    assert [keys.key(key).partition("?")[0] for key in "123456789"] == [
        "/memos", "/circulars", "/workflow", "/schedule", "/facilities", "/presence", "/addresses", "/infos", "/others"]
    assert memo_box.received(cast.member, 0, 1)[0].is_open


def test_the_page_used_again_with_another_button_is_another_answer(walk, cast):
    """Back, and the other key: what is meant by it is carried out, or refused with words; never dropped."""
    made = walk("imode1")
    page = made.see("/safety/2")
    for button in ("safe", "help"):
        made.submit(page, form=0, button=button)
    assert delivery.find(cast.member, "safety", 2).answer == "help"


def test_a_safety_check_can_be_put_off_too(walk, cast):
    made = walk("modern")
    page = made.see("/queue")
    assert page.says("安否確認")
    page = made.submit(page, form=1)
    assert not page.says("地震の安否確認") and page.says("あとに回しました")


def test_a_secret_memo_is_not_told_here(walk, send):
    send("1件目", secret=True, caller="ひみつ商店", body="ひみつの本文")
    page = walk("modern").see("/queue")
    assert page.says("シークレット") and not page.says("ひみつ") and not page.says("2001")


def test_who_declined_is_free(walk, cast, quiet_day):
    from models import invitation, slots

    start = datetime.datetime.combine(quiet_day, datetime.time(9))
    while not slots.is_business_day(start.date()):
        start += datetime.timedelta(1)
    event_id = schedule.add(cast.colleague, schedule.Draft(
        title="一日の会", start=start, end=start + datetime.timedelta(hours=9), users=("00104", "00107")), "day")
    assert slots.find(cast.member, ("00104",), 60, start, None)[0].start.date() > start.date()
    invitation.answer(cast.member, event_id, "decline", "no")
    assert slots.find(cast.member, ("00104",), 60, start, None)[0].start.date() == start.date()
