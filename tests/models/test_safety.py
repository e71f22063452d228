"""安否確認: who asks, who is asked, what they answer, and who sees it."""

import threading

import pytest

from models import base, clock, delivery, safety, safety_counts, search, telephone
from models.base import Invalid, NotAllowed, NotFound
from models.member import Person
from models.question import Safety
from models.safety import HELP, SAFE
from models.safety_counts import Counts
from models.unit import Unit, UnitPerson
from tests.counting import counted


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in; the administrator is 管理者 of the member site."""
    return [log_in(person)[1] for person in people]


@pytest.fixture
def asked(viewers):
    """The viewers, after the administrator has asked everybody."""
    assert safety.start(viewers[2], "地震", "無事ですか", None, "s") == 1
    return viewers


def counts(viewer):
    return safety_counts.total(viewer, 1)


# Asking


def test_administrators_of_either_kind_ask_and_nobody_else_does(viewers):
    member, _, administrator, _ = viewers
    with pytest.raises(NotAllowed):
        safety.start(member, "地震", "", None, "a")
    assert Safety.select().count() == 0
    assert safety.start(administrator, "一", "", None, "b") and safety.start(member._replace(system_admin=True), "二", "", None, "c")


def test_everybody_who_may_log_in_is_asked_before_all_else(viewers):
    member, colleague, administrator, twin = viewers
    Person.create(member_id="ACME1", user_id="00200", name="退職者", kana="", mail="", password_hash="", site_admin=False, disabled=True)
    with base.database.atomic():
        delivery.send("ACME1", "memo", 1, ["00104"], "00107", "先の伝言")
    telephone.save(administrator, "03-0000-0001")
    safety.start(administrator, "地震", "", None, "s")
    rows = delivery.Delivery.select().where(delivery.Delivery.kind == "safety")
    assert sorted(row.user_id for row in rows) == ["00001", "00104", "00107"] and {row.phone for row in rows} == {"03-0000-0001"}
    turns = {row.kind: row.turn for row in delivery.Delivery.select().where(delivery.Delivery.user_id == "00104")}
    assert turns["safety"] < turns["memo"]
    assert delivery.counts(colleague) == {"safety": 1} and delivery.counts(twin) == {}


def test_only_those_chosen_are_asked_and_they_must_be_colleagues(viewers):
    member, colleague, administrator, _ = viewers
    safety.start(administrator, "地震", "", ["00104"], "s")
    assert safety.unanswered(member) == (1, "地震") and safety.unanswered(colleague) is None
    for wrong in ([], ["00104", "99999"]):
        with pytest.raises(Invalid) as raised:
            safety.start(administrator, "地震", "", wrong, "w")
        assert list(raised.value.problems) == ["users"]
    assert Safety.select().count() == 1


@pytest.mark.parametrize("title, body, field", [("", "", "title"), ("あ" * 51, "", "title"), ("x", "あ" * 1001, "body")])
def test_each_rule_names_its_field(viewers, title, body, field):
    with pytest.raises(Invalid) as raised:
        safety.start(viewers[2], title, body, None, "s")
    assert list(raised.value.problems) == [field]


def test_a_question_is_found_by_those_who_may_see_it(viewers):
    member, colleague, administrator, twin = viewers

    def found():
        return [viewer.user_id for viewer in viewers if search.find(viewer, "地震 ﾋﾅﾝ")]

    safety.start(administrator, "地震です", "避難所はヒナン公園", ["00104"], "s")
    assert found() == ["00104", "00001"]
    base.transaction(lambda: search.remove("ACME1", "safety", 1))
    assert found() == []
    base.database.execute_sql("DELETE FROM migration WHERE number = 73")
    base.migrate()  # those of before
    assert found() == ["00104", "00001"]


def test_a_repeated_post_asks_once(asked):
    assert safety.start(asked[2], "地震", "", None, "s") is None and Safety.select().count() == 1


# Answering


def test_an_answer_is_given_once_by_a_key_and_changed_as_things_change(asked):
    member, *_ = asked
    assert safety.answer(member, 1, SAFE, "a1") is True and safety.answer(member, 1, HELP, "a1") is None
    assert safety.find(member, 1).answer == SAFE and counts(member) == Counts(1, 0, 2) and safety.unanswered(member) is None
    assert safety.answer(member, 1, HELP, "a2", "足を\r\nけが", "3階") is True
    found = safety.find(member, 1)
    assert (found.answer, found.comment, found.place) == (HELP, "足を\nけが", "3階")
    safety.answer(member, 1, SAFE, "a3")  # by one key: what was written stays
    assert safety.find(member, 1)[8:10] == (SAFE, "足を\nけが") and safety.find(member, 1).place == "3階"
    safety.answer(member, 1, SAFE, "a4", "", "")
    assert safety.find(member, 1).comment == safety.find(member, 1).place == ""


def test_who_was_not_asked_neither_answers_nor_sees(viewers):
    member, colleague, administrator, twin = viewers
    safety.start(administrator, "地震", "", ["00104"], "s")
    for viewer in (colleague, twin):
        for call in (lambda: safety.answer(viewer, 1, SAFE, "x"), lambda: safety.find(viewer, 1), lambda: safety.remind(viewer, 1, "x"),
                     lambda: safety.close(viewer, 1, "x"), lambda: safety_counts.people(viewer, 1, SAFE, 0, 9)):
            with pytest.raises(NotFound):
                call()
        assert safety.questions(viewer, 0, 9) == []
    with pytest.raises(NotFound):
        safety.answer(administrator, 1, SAFE, "x")  # who sees it, and was not asked
    assert counts(member) == Counts(0, 0, 1) and not safety.find(administrator, 1).is_asked


def test_a_twins_question_of_the_same_id_is_another(asked):
    member, _, administrator, twin = asked
    twin = twin._replace(system_admin=True)
    assert safety.start(twin, "別会社", "", None, "s") == 1
    safety.answer(twin, 1, HELP, "a", "別", "別の場所")
    assert counts(member) == Counts(0, 0, 3) and counts(twin) == Counts(0, 1, 0)
    assert safety.find(member, 1)[8] == "" and safety.find(member, 1).place == ""
    safety.close(twin, 1, "c")
    assert safety.find(administrator, 1).closed_at is None


@pytest.mark.parametrize("values, field", [
    ({"answer": "x"}, "answer"), ({"place": "あ" * 51}, "place"), ({"comment": "あ" * 401}, "comment"), ({"place": "a\nb"}, "place")])
def test_a_wrong_answer_changes_nothing(asked, values, field):
    with pytest.raises(Invalid) as raised:
        safety.answer(asked[0], 1, **{"answer": SAFE, "form_key": "a"} | values)
    assert list(raised.value.problems) == [field] and counts(asked[0]) == Counts(0, 0, 3)


def test_two_answers_of_one_person_at_once_leave_one(asked):
    member, errors = asked[0], []

    def answer(word):
        try:
            safety.answer(member, 1, word, f"a{word}", word, word)
        except Exception as error:
            errors.append(error)
        finally:
            base.database.close()

    threads = [threading.Thread(target=answer, args=(word,)) for word in (SAFE, HELP)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = safety.find(member, 1)
    assert not errors and found.answer == found.comment == found.place and sum(counts(member)[:2]) == 1


# Watching


def test_names_and_answers_are_for_whoever_asked_and_administrators(asked):
    member, colleague, administrator, _ = asked
    safety.answer(colleague, 1, HELP, "a", "けが", "屋上")
    telephone.save(colleague, "090-0000-0107")
    for call in (lambda: safety_counts.people(member, 1, HELP, 0, 9), lambda: safety_counts.one(member, 1, "00107"),
                 lambda: safety.remind(member, 1, "x"), lambda: safety.close(member, 1, "x")):
        with pytest.raises(NotAllowed):
            call()
    for viewer in (administrator, member._replace(system_admin=True)):
        person, = safety_counts.people(viewer, 1, HELP, 0, 9)
        assert person[:6] == ("00107", "髙橋 健太", "090-0000-0107", HELP, "屋上", "けが") and person == safety_counts.one(viewer, 1, "00107")
        assert [row.user_id for row in safety_counts.people(viewer, 1, "", 0, 9)] == ["00001", "00104"]
        assert [row.user_id for row in safety_counts.people(viewer, 1, "", 1, 9)] == ["00104"]
    with pytest.raises(NotFound):
        safety_counts.one(administrator, 1, "54321")


def test_whoever_asked_goes_on_to_manage_it_without_the_right(viewers):
    member, *_ = viewers
    safety.start(member._replace(system_admin=True), "地震", "", ["00107"], "s")
    assert safety.find(member, 1).may_manage and len(safety_counts.people(member, 1, "", 0, 9)) == 1


def test_counts_by_unit(asked):
    member, colleague, *_ = asked
    for unit_id, name, users in ((1, "営業部", ["00104", "00107"]), (2, "総務部", ["00001"]), (3, "空の部", [])):
        Unit.create(member_id="ACME1", id=unit_id, name=name, position=-unit_id)
        for user_id in users:
            UnitPerson.create(member_id="ACME1", unit_id=unit_id, user_id=user_id)
    UnitPerson.create(member_id="TWIN2", unit_id=1, user_id="00001")
    safety.answer(colleague, 1, HELP, "a")
    assert [tuple(row) for row in safety_counts.by_unit(member, 1)] == [("総務部", Counts(0, 0, 1)), ("営業部", Counts(0, 1, 1))]


def test_a_reminder_comes_first_again_for_those_who_have_not_answered_and_not_too_often(asked, monkeypatch):
    member, colleague, administrator, _ = asked
    now = clock.unix()
    safety.answer(colleague, 1, SAFE, "a")
    base.transaction(lambda: delivery.put_off(member, "safety", 1))
    turn = delivery.Delivery.select(delivery.Delivery.turn).where(delivery.Delivery.user_id == "00104")
    assert turn.scalar() > 0
    safety.remind(administrator, 1, "r1")
    assert turn.scalar() < 0 and safety.find(administrator, 1).reminded_at
    for later, passes in ((delivery.REMIND_EVERY - 5, False), (delivery.REMIND_EVERY + 5, True)):
        monkeypatch.setattr(clock, "unix", lambda: now + later)
        if passes:
            safety.remind(administrator, 1, f"r{later}")
        else:
            with pytest.raises(Invalid):
                safety.remind(administrator, 1, f"r{later}")
    assert not delivery.find(colleague, "safety", 1).is_open


def test_a_closed_question_awaits_nothing_and_takes_nothing(asked):
    member, colleague, administrator, _ = asked
    safety.answer(colleague, 1, SAFE, "a")
    safety.close(administrator, 1, "c")
    assert delivery.counts(member) == {} and safety.unanswered(member) is None
    assert safety.answer(member, 1, SAFE, "b") is False and safety.answer(colleague, 1, HELP, "b2") is False
    assert counts(administrator) == Counts(1, 0, 2)
    with pytest.raises(Invalid):
        safety.remind(administrator, 1, "r")
    closed_at = safety.find(administrator, 1).closed_at
    safety.close(administrator, 1, "c2")
    assert safety.find(administrator, 1).closed_at == closed_at


def test_questions_that_stand_come_first(asked):
    member, _, administrator, _ = asked
    safety.start(administrator, "余震", "", None, "s2")
    safety.start(administrator, "水害", "", None, "s3")
    safety.close(administrator, 3, "c")
    safety.answer(member, 1, SAFE, "a")
    assert [(row.title, row.is_closed, row.answer) for row in safety.questions(member, 0, 9)] == [
        ("余震", False, ""), ("地震", False, SAFE), ("水害", True, "")]
    assert [row.title for row in safety.questions(administrator, 1, 1)] == ["地震"] and safety.unanswered(member) == (2, "余震")


def test_the_counts_are_three_queries_whoever_was_asked(asked):
    with counted() as statements:
        safety.find(asked[2], 1)
        safety_counts.total(asked[2], 1)
        safety_counts.by_unit(asked[2], 1)
    assert len(statements) == 3
