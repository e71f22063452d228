"""所在: one press, details, who sees what, and what a state takes with it."""

import datetime

import pytest

from models import presence, telephone, unit
from models.base import Invalid, NotFound, Stale, transaction
from models.presence import Presence
from tests.models.test_base import in_threads

NOW = datetime.datetime(2026, 11, 24, 13, 5)
LATER = NOW + datetime.timedelta(hours=2)


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in; the first two and the twin are in a unit 1."""
    for member_id, user_ids in (("ACME1", ("00104", "00107")), ("TWIN2", ("00104",))):
        unit.Unit.create(member_id=member_id, id=1, name="営業部", position=1)
        for user_id in user_ids:
            unit.UnitPerson.create(member_id=member_id, unit_id=1, user_id=user_id)
    return [log_in(person)[1] for person in people]


def save(viewer, key="k", version=0, now=NOW, **values):
    details = {"state": "out", "place": "見本駅", "back_at": LATER, "comment": "携帯へ"} | values
    presence.save(viewer, **details, version=version, now=now, form_key=key)


def test_one_press_is_seen_by_colleagues_and_not_by_the_twin(viewers):
    member, colleague, _, twin = viewers
    assert presence.find(colleague, "00104")[2:] == ("", "", None, "", None, 0, "")
    presence.change(member, "out", NOW, "k")
    found = presence.find(colleague, "00104")
    assert (found.name, found.label, found.changed_at) == ("佐藤 花子", "外出", NOW)
    assert presence.find(twin, "00104").label == presence.UNKNOWN
    with pytest.raises(NotFound):
        presence.find(twin, "00107")


def test_a_repeated_press_changes_nothing_that_came_after_it(viewers):
    member, *_ = viewers
    presence.change(member, "out", NOW, "k")
    presence.change(member, "in", NOW, "k2")
    presence.change(member, "out", LATER, "k")
    assert presence.find(member, "00104").label == "在席"


def test_details_go_with_the_state_they_were_written_for(viewers):
    member, *_ = viewers
    save(member)
    presence.change(member, "out", LATER, "same")
    kept = presence.find(member, "00104")
    assert (kept.place, kept.back_at, kept.comment, kept.changed_at) == ("見本駅", LATER, "携帯へ", NOW)
    presence.change(member, "in", LATER, "other")
    gone = presence.find(member, "00104")
    assert (gone.place, gone.back_at, gone.comment, gone.changed_at) == ("", None, "", LATER)


def test_the_same_state_on_another_day_begins_anew(viewers):
    member, *_ = viewers
    save(member)
    presence.change(member, "out", NOW + datetime.timedelta(1), "k2")
    found = presence.find(member, "00104")
    assert (found.place, found.changed_at) == ("", NOW + datetime.timedelta(1))


@pytest.mark.parametrize("values, field", [
    ({"state": "gone"}, "state"), ({"place": "あ" * 51}, "place"), ({"comment": "あ" * 401}, "note"), ({"place": "a\0"}, "place"),
    ({"back_at": NOW - datetime.timedelta(minutes=1)}, "back"),
])
def test_each_rule_names_its_field_and_nothing_is_written(viewers, values, field):
    member, *_ = viewers
    with pytest.raises(Invalid) as error:
        save(member, **values)
    assert list(error.value.problems) == [field]
    assert presence.find(member, "00104").state == ""


def test_a_time_of_return_that_has_passed_may_stay(viewers):
    member, *_ = viewers
    save(member)
    save(member, "k2", 1, now=LATER + datetime.timedelta(minutes=5), comment="遅れます")
    assert presence.find(member, "00104").comment == "遅れます"


def test_details_that_something_else_was_faster_with_are_not_written(viewers):
    member, *_ = viewers
    presence.change(member, "home", NOW, "punched")
    with pytest.raises(Stale):
        save(member)
    assert presence.find(member, "00104").label == "退社"


def test_a_unit_is_read_in_parts_by_kana(viewers):
    member, colleague, _, twin = viewers
    telephone.save(colleague, "03-0000-0107")
    presence.change(colleague, "away", NOW, "k")
    rows = presence.of_unit(member, 1, 0, 10)
    assert [(row.user_id, row.label, row.telephone) for row in rows] == [("00104", "-", ""), ("00107", "離席", "03-0000-0107")]
    assert presence.of_unit(member, 1, 1, 10) == rows[1:] and len(presence.of_unit(twin, 1, 0, 10)) == 1
    assert presence.of_unit(member, 2, 0, 10) == []
    assert presence.labels(member, ["00104", "00107", "99999"]) == {"00107": "離席"}
    assert presence.labels(twin, ["00104", "00107"]) == {}


def test_first_presses_of_two_phones_at_once_make_one_row(viewers):
    member, *_ = viewers
    assert not in_threads(4, lambda number: presence.change(member, "in", NOW, f"k{number}"))
    assert Presence.select().count() == 1 and presence.find(member, "00104").version == 1


def test_a_state_of_a_transaction_that_fails_is_not_kept(viewers):
    member, *_ = viewers

    def work():
        presence.become("ACME1", "00104", "in", NOW)
        raise Stale

    with pytest.raises(Stale):
        transaction(work)
    assert presence.find(member, "00104").state == ""
