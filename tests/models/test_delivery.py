"""Deliveries: what awaits whose answer, and that each is answered once."""

import pytest

from models import clock, delivery, queue
from models.base import NotFound, database, transaction


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in; three items were sent to the first two."""
    signed = [log_in(person)[1] for person in people]
    with database.atomic():
        for item_id in (1, 2, 3):
            delivery.send("ACME1", "memo", item_id, ["00104", "00107"], "00001", f"件名{item_id}", "03-0000-0000")
    return signed


def test_what_is_open_is_counted_for_whom_it_was_sent_to(viewers):
    member, colleague, administrator, twin = viewers
    assert delivery.counts(member) == delivery.counts(colleague) == {"memo": 3}
    assert delivery.counts(administrator) == delivery.counts(twin) == {}


def test_it_is_answered_once(viewers):
    member, colleague, *_ = viewers
    assert transaction(lambda: delivery.answer(member, "memo", 1, "ok", "承知しました"))
    assert not transaction(lambda: delivery.answer(member, "memo", 1, "no"))
    assert delivery.find(member, "memo", 1)[2:5] == (False, "ok", "承知しました")
    assert delivery.counts(member) == {"memo": 2} and delivery.counts(colleague) == {"memo": 3}


def test_nobody_answers_what_was_sent_to_others(viewers):
    _, _, administrator, twin = viewers
    for viewer in (administrator, twin):
        for call in (delivery.answer, delivery.amend):
            with pytest.raises(NotFound):
                transaction(lambda: call(viewer, "memo", 1, "ok"))
        with pytest.raises(NotFound):
            delivery.find(viewer, "memo", 1)
        with pytest.raises(NotFound):
            transaction(lambda: delivery.put_off(viewer, "memo", 1))
        assert not delivery.has(viewer, "memo", 1)
    assert delivery.tally("ACME1", "memo", 1) == {"": 2}


def test_who_has_not_answered_comes_first(viewers):
    member, colleague, *_ = viewers
    transaction(lambda: delivery.answer(colleague, "memo", 2, "ok"))
    assert [(row.user_id, row.is_open) for row in delivery.answers("ACME1", "memo", 2)] == [("00104", True), ("00107", False)]
    assert [row.user_id for row in delivery.answers("ACME1", "memo", 2, start=1, count=1)] == ["00107"]
    assert delivery.answers("TWIN2", "memo", 2) == []
    assert delivery.tally("ACME1", "memo", 2) == {"": 1, "ok": 1}


def test_sending_again_keeps_answers_and_taking_back_removes_them(viewers):
    member, *_ = viewers
    transaction(lambda: delivery.answer(member, "memo", 1, "ok"))
    assert transaction(lambda: delivery.send("ACME1", "memo", 1, ["00104", "00001"], "00001", "件名1")) == ["00001"]
    assert delivery.find(member, "memo", 1).answer == "ok"
    transaction(lambda: delivery.reopen("ACME1", "memo", 1, ["00104"], "新しい件名"))
    assert delivery.find(member, "memo", 1).is_open
    transaction(lambda: delivery.take_back("ACME1", "memo", 1, ["00104"]))
    assert not delivery.has(member, "memo", 1)
    transaction(lambda: delivery.close("ACME1", "memo", 1))
    assert all(not row.is_open for row in delivery.answers("ACME1", "memo", 1))
    transaction(lambda: delivery.take_back("ACME1", "memo", 1))
    assert delivery.answers("ACME1", "memo", 1) == []


def test_a_reminder_puts_an_item_before_all_others_of_those_who_have_not_answered(viewers):
    member, colleague, *_ = viewers
    transaction(lambda: delivery.answer(colleague, "memo", 3, "ok"))
    assert transaction(lambda: delivery.remind("ACME1", "memo", 3)) == 1
    turns = {(row.user_id, row.item_id): row.turn for row in delivery.Delivery.select()}
    assert turns["00104", 3] < min(turns["00104", 1], turns["00104", 2]) and turns["00107", 3] == turns["00107", 1]


def test_of_what_is_urgent_the_last_comes_first_and_before_any_other_reminder(viewers, monkeypatch):
    now = clock.unix()
    for later, item_id in enumerate((1, 2, 3)):
        monkeypatch.setattr(clock, "unix", lambda later=later: now + later)
        transaction(lambda item_id=item_id: delivery.remind("ACME1", "memo", item_id, urgent=item_id != 3))
    for item_id in (2, 1, 3):
        assert queue.first(viewers[0]).item_id == item_id
        transaction(lambda item_id=item_id: delivery.put_off(viewers[0], "memo", item_id))
