"""伝言: sent to several, confirmed once, answered, taken back; and who finds a memo at all."""

import datetime
from dataclasses import replace

import pytest

from models import base, delivery, memo, memo_box, search
from models.base import Invalid, NotAllowed, NotFound
from models.delivery import Delivery
from models.memo import Draft, Memo
from tests.models.test_base import in_threads

CALLED = datetime.datetime(2026, 11, 24, 13, 5)
DRAFT = Draft(
    caller="見本商店 田中様", title="見積書", phrase="call", phone="03(0000)1001", body="17時まで\r\nご在席", called_at=CALLED, users=("00104", "00001"))


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in."""
    return [log_in(person)[1] for person in people]


@pytest.fixture
def sent(viewers):
    """The id of a memo of the colleague to the member and the administrator."""
    return memo.send(viewers[1], DRAFT, "send")


@pytest.fixture
def searched(monkeypatch):
    """What search was told of: [(kind, id, title, readers)], and removed: [(kind, id)]."""
    put, removed = [], []
    monkeypatch.setattr(search, "put", lambda member_id, kind, item_id, title, text, readers=None: put.append((kind, item_id, title, readers)))
    monkeypatch.setattr(search, "remove", lambda member_id, kind, item_id: removed.append((kind, item_id)))
    return put, removed


def test_everybody_it_was_sent_to_finds_it_and_so_does_the_sender(viewers, sent):
    member, colleague, administrator, _ = viewers
    found = memo_box.find(member, sent)
    assert (found.sender, found.caller, found.subject, found.phone) == ("髙橋 健太", "見本商店 田中様", "見積書", "0300001001")
    assert found.body == "17時まで\nご在席" and found.called_at == CALLED and found.is_open and not found.is_mine
    assert memo_box.find(administrator, sent).names == ["佐々木 一郎", "佐藤 花子"]
    mine = memo_box.find(colleague, sent)
    assert mine.is_mine and mine.is_open is None and (mine.confirmed, mine.count) == (0, 2)


def test_nobody_else_finds_it(viewers, people, log_in):
    member, colleague, administrator, twin = viewers
    sent = memo.send(colleague, replace(DRAFT, users=("00104",)), "k")
    for viewer in (administrator, twin):
        for call in (
            lambda: memo_box.find(viewer, sent), lambda: memo_box.people(viewer, sent, 0, 9), lambda: memo.confirm(viewer, sent, "c"),
            lambda: memo.take_back(viewer, sent, "t"),
        ):
            with pytest.raises(NotFound):
                call()
    assert memo_box.received(twin, 0, 9) == memo_box.sent(twin, 0, 9) == memo_box.received(administrator, 0, 9) == []
    assert memo_box.find(member, sent).confirmed == 0


def test_a_repeated_post_sends_once(viewers, sent):
    assert memo.send(viewers[1], DRAFT, "send") is None
    assert Memo.select().count() == 1 and Delivery.select().count() == 2


@pytest.mark.parametrize("changes, field", [
    ({"caller": "あ" * 51}, "caller"), ({"title": "あ" * 51}, "title"), ({"body": "あ" * 1001}, "note"), ({"phone": "call me"}, "phone"),
    ({"phone": "0" * 14}, "phone"), ({"title": "", "phrase": ""}, "title"), ({"phrase": "x"}, "phrase"), ({"users": ()}, "users"),
    ({"users": tuple(f"{number:05d}" for number in range(201))}, "users"), ({"users": ("00104", "99999")}, "users"), ({"called_at": None}, "day"),
    ({"title": "a\nb"}, "title"),
])
def test_each_rule_names_its_field_and_nothing_is_sent(viewers, changes, field):
    with pytest.raises(Invalid) as error:
        memo.send(viewers[1], replace(DRAFT, **changes), "k")
    assert list(error.value.problems) == [field]
    assert not Memo.select().exists() and not base.is_done("ACME1", "k")


def test_it_goes_neither_to_the_disabled_nor_to_another_company(viewers, people):
    people.administrator.disabled = True
    people.administrator.save()
    with pytest.raises(Invalid):
        memo.send(viewers[1], DRAFT, "k")
    with pytest.raises(Invalid):
        memo.send(viewers[3], replace(DRAFT, users=("00107",)), "k")


def test_it_is_confirmed_by_each_for_oneself(viewers, sent):
    member, colleague, administrator, _ = viewers
    memo.confirm(member, sent, "c")
    memo.confirm(member, sent, "again")
    assert memo_box.find(member, sent).is_open is False and memo_box.find(member, sent).answered_at
    assert memo_box.find(administrator, sent).is_open and delivery.counts(administrator) == {"memo": 1} and not delivery.counts(member)
    names = [(user_id, answered_at is not None) for user_id, _, answered_at in memo_box.people(colleague, sent, 0, 9)]
    assert names == [("00001", False), ("00104", True)]
    with pytest.raises(NotFound):  # the sender has nothing to confirm
        memo.confirm(colleague, sent, "c2")


def test_what_is_open_comes_first_in_the_list(viewers):
    member, colleague, *_ = viewers
    ids = [memo.send(colleague, replace(DRAFT, title=f"件名{number}"), f"k{number}") for number in range(4)]
    memo.confirm(member, ids[3], "c")
    rows = memo_box.received(member, 0, 9)
    assert [(row.id, row.is_open) for row in rows] == [(ids[2], True), (ids[1], True), (ids[0], True), (ids[3], False)]
    assert memo_box.received(member, 1, 2) == rows[1:3]
    sent = [(row.id, row.first, row.count, row.confirmed) for row in memo_box.sent(colleague, 0, 2)]
    assert sent == [(ids[3], "佐々木 一郎", 2, 1), (ids[2], "佐々木 一郎", 2, 0)]


def test_the_queue_gets_caller_subject_and_number(viewers, sent):
    row = Delivery.get(Delivery.user_id == "00104")
    assert (row.title, row.phone, row.sender_id) == ("見本商店 田中様 見積書", "0300001001", "00107")


def test_a_secret_one_is_told_only_on_its_own_page(viewers, searched):
    member, colleague, *_ = viewers
    sent = memo.send(colleague, replace(DRAFT, secret=True), "k")
    row = memo_box.received(member, 0, 9)[0]
    assert (row.caller, row.subject) == ("", "シークレット") and memo_box.sent(colleague, 0, 9)[0][1:3] == ("", "シークレット")
    queued = Delivery.get(Delivery.user_id == "00104")
    assert (queued.title, queued.phone) == ("シークレット", "") and searched[0] == []
    assert memo_box.find(member, sent).subject == "見積書"


def test_it_is_found_by_its_readers_as_long_as_it_is_there(viewers, searched):
    colleague = viewers[1]
    sent = memo.send(colleague, DRAFT, "k")
    assert searched[0] == [("memo", sent, "見本商店 田中様 見積書", ("00107", "00104", "00001"))]
    memo.take_back(colleague, sent, "t")
    assert searched[1] == [("memo", sent)]


def test_it_is_taken_back_as_long_as_nobody_has_confirmed(viewers, sent):
    member, colleague, administrator, _ = viewers
    with pytest.raises(NotAllowed):
        memo.take_back(member, sent, "t")
    memo.confirm(member, sent, "c")
    with pytest.raises(Invalid):
        memo.take_back(colleague, sent, "t")
    assert memo_box.find(administrator, sent).is_open
    other = memo.send(colleague, DRAFT, "k2")
    memo.take_back(colleague, other, "t2")
    memo.take_back(colleague, other, "t2")  # a second press
    with pytest.raises(NotFound):
        memo_box.find(member, other)
    assert delivery.counts(administrator) == {"memo": 1}


def test_confirming_and_taking_back_at_once_leaves_one_of_them(viewers, sent):
    member, colleague, *_ = viewers
    errors = in_threads(2, lambda number: memo.confirm(member, sent, "c") if number else memo.take_back(colleague, sent, "t"))
    assert [type(error) for error in errors] in ([Invalid], [NotFound])
    is_there = Memo.select().exists()
    assert is_there == (type(errors[0]) is Invalid) and Delivery.select().exists() == is_there


def test_an_answer_confirms_what_it_answers_and_tells_of_it_only_to_who_has_that(viewers):
    member, colleague, administrator, _ = viewers
    first = memo.send(colleague, replace(DRAFT, users=("00104",)), "k")
    reply = memo.send(member, replace(DRAFT, title="Re: 見積書", users=("00107", "00001")), "r", reply_to=first)
    assert memo_box.find(member, first).is_open is False
    assert (memo_box.find(colleague, reply).reply_to, memo_box.find(colleague, reply).reply_subject) == (first, "見積書")
    assert memo_box.find(administrator, reply).reply_to is None
    foreign = memo.send(administrator, replace(DRAFT, users=("00104",)), "f", reply_to=first)  # not the administrator's to answer
    assert memo_box.find(member, foreign).reply_to is None
