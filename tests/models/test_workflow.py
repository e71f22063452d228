"""The workflow: applied for, decided step by step, each decision once, by whom it is for, and seen by nobody else."""

import threading

import pytest

from models import application, application_lists, base, delivery, filling, search, workflow, workflow_design
from models.application import Application, ApplicationEvent
from models.base import Invalid, NotAllowed, NotFound, Stale, insert_rows
from models.member import Person
from models.session import Signed
from models.workflow import NotYours, Settled
from models.workflow_form import Definition, Field, Step, WorkflowForm

FIELDS = (
    Field("件名", "line", True), Field("金額", "amount", True), Field("期限", "due"), Field("種別", "choice", False, ("交通費", "備品")),
    Field("理由", "long"),
)
VALUES = ["ノートPC", "¥12,000", "2026-12-01", "備品", "1行目\r\n2行目"]


def signed(member_id, user_id, name, system_admin=False):
    """Somebody who is there and signed in."""
    return Signed(member_id, user_id, name, "cookie", 1, "", 0, "", False, system_admin)


_PEOPLE = {
    "member": ("00104", "佐藤 花子"), "colleague": ("00107", "髙橋 健太"), "administrator": ("00001", "佐々木 一郎"), "head": ("00200", "部長"),
    "chief": ("00201", "課長"), "outsider": ("00300", "部外者"),
}


@pytest.fixture
def cast(database):
    """{name: Signed}: a company's people, and the twin company's user with the same ids, who is its システム管理者."""
    insert_rows(Person, [
        (member_id, user_id, name, name, "", "", False, False) for member_id in ("ACME1", "TWIN2") for user_id, name in _PEOPLE.values()])
    found = {name: signed("ACME1", *person, name == "administrator") for name, person in _PEOPLE.items()}
    return found | {"twin": signed("TWIN2", *_PEOPLE["member"], True)}


def make_form(viewer, route, fields=FIELDS, name="物品購入"):
    """The id of a published form."""

    def work():
        form_id = base.next_id(viewer.member_id, "workflow_form")
        insert_rows(WorkflowForm, [(viewer.member_id, form_id, name, 1, False)])
        workflow_design.insert_version(viewer.member_id, form_id, 1, Definition(name, "", tuple(fields), tuple(route)))
        return form_id

    return base.transaction(work)


@pytest.fixture
def form_id(cast):
    """A form of two steps: one of two, then both of two."""
    return make_form(cast["administrator"], [Step("課長", "any", ("00107", "00201")), Step("部長", "all", ("00107", "00200"))])


@pytest.fixture
def applied(cast, form_id):
    return workflow.apply(cast["member"], form_id, 1, VALUES, "apply")


def row():
    return Application.get(member_id="ACME1")


def actions():
    return [event.action for event in ApplicationEvent.select().order_by(ApplicationEvent.number)]


def open_for(cast):
    return {name for name, viewer in cast.items() if delivery.counts(viewer).get("approval")}


def test_an_application_goes_through_its_steps(cast, applied):
    found = application.find(cast["member"], applied)
    assert (found.title, found.amount, str(found.due)) == ("物品購入 ノートPC", 12_000, "2026-12-01")
    assert found.values == ["ノートPC", "12000", "2026-12-01", "備品", "1行目\n2行目"]
    assert (found.state, found.token, open_for(cast)) == ("open", "1-1", {"colleague", "chief"})
    workflow.approve(cast["chief"], applied, "a1", "1-1", "よい")
    assert open_for(cast) == {"colleague", "head"} and row().state == "open"
    workflow.approve(cast["colleague"], applied, "a2", "1-2")
    assert open_for(cast) == {"head"} and (row().state, row().step) == ("open", 2)
    workflow.approve(cast["head"], applied, "a3", "1-2")
    assert open_for(cast) == set() and (row().state, row().finished) == ("approved", True)
    assert actions() == ["apply", "approve", "approve", "approve"]
    assert delivery.counts(cast["member"]) == {"result": 1}
    workflow.confirm(cast["member"], applied, "c")
    assert delivery.counts(cast["member"]) == {} and delivery.find(cast["member"], "result", applied).answer == "confirm"


def test_what_was_sent_back_is_applied_for_again_from_the_first_step(cast, applied):
    workflow.approve(cast["colleague"], applied, "a1", "1-1")
    with pytest.raises(Invalid) as refused:
        workflow.send_back(cast["head"], applied, "b0", "1-2", " ")
    assert "理由" in refused.value.problems["comment"]
    workflow.send_back(cast["head"], applied, "b", "1-2", "金額は?")
    assert open_for(cast) == set() and delivery.counts(cast["member"]) == {"result": 1} and row().state == "returned"
    workflow.apply_again(cast["member"], applied, VALUES[:1] + ["9,000"] + VALUES[2:], "again")
    found = application.find(cast["colleague"], applied)
    assert (found.token, found.amount, open_for(cast), delivery.counts(cast["member"])) == ("2-1", 9_000, {"colleague", "chief"}, {})
    assert application.content(cast["colleague"], found, 1)[1] == "12000"
    for viewer, token in (("chief", "2-1"), ("colleague", "2-2"), ("head", "2-2")):
        workflow.approve(cast[viewer], applied, f"{viewer}2", token)
    assert row().state == "approved" and delivery.counts(cast["member"]) == {"result": 1}
    assert [event.round for event in application.history(cast["member"], found, 0, 9)] == [2, 2, 2, 2, 1, 1, 1]


def refusal(call, kind=Settled):
    """The sentence of a refusal; nothing has changed by it."""
    before = row().version, actions(), row().state
    with pytest.raises(kind) as refused:
        call()
    assert (row().version, actions(), row().state) == before
    return refused.value.text


def test_a_decision_that_comes_too_late_changes_nothing_and_says_by_whom(cast, applied):
    def approve(name, token, key):
        return lambda: workflow.approve(cast[name], applied, key, token)

    approve("colleague", "1-1", "a1")()
    assert refusal(approve("chief", "1-1", "a2")) == "この申請は、すでに髙橋 健太さんが承認しています。"
    assert refusal(approve("colleague", "1-1", "a3")) == "この申請は、すでにあなたが承認しています。"
    approve("colleague", "1-2", "a4")()
    assert "あなたがすでに承認" in refusal(approve("colleague", "1-2", "a5"))
    workflow.send_back(cast["head"], applied, "b", "1-2", "直して")
    assert refusal(approve("head", "1-2", "a6")) == "この申請は、すでにあなたが差し戻しています。"
    workflow.apply_again(cast["member"], applied, VALUES, "again")
    assert "申請し直されています" in refusal(approve("chief", "1-1", "a7"))
    workflow.reject(cast["chief"], applied, "r", "2-1", "不要")
    assert refusal(approve("colleague", "2-1", "a8")) == "この申請は、すでに課長さんが却下しています。"
    assert "却下しています" in refusal(lambda: workflow.withdraw(cast["member"], applied, "w"))
    assert "却下しています" in refusal(lambda: workflow.apply_again(cast["member"], applied, VALUES, "again2"))


def test_only_whose_turn_it_is_decides(cast, applied):
    for decide in (workflow.approve, workflow.send_back, workflow.reject):
        for name, kind in (("member", NotYours), ("administrator", NotYours), ("head", NotYours), ("outsider", NotFound), ("twin", NotFound)):
            with pytest.raises(kind):
                decide(cast[name], applied, f"{name}{decide.__name__}", "1-1", "理由")
    for name, kind in (("colleague", NotYours), ("outsider", NotFound), ("twin", NotFound)):
        with pytest.raises(kind):
            workflow.withdraw(cast[name], applied, f"w{name}")
        with pytest.raises(kind):
            workflow.apply_again(cast[name], applied, VALUES, f"again{name}")
    assert (row().version, row().state, actions()) == (1, "open", ["apply"])


def test_whoever_is_on_the_route_sees_it_and_nobody_else(cast, applied):
    for name in ("member", "colleague", "chief", "head", "administrator"):
        assert application.find(cast[name], applied).id == applied
    for name in ("outsider", "twin"):
        with pytest.raises(NotFound):
            application.find(cast[name], applied)
    assert [found.id for found in application_lists.mine(cast["member"], 0, 9)] == [applied]
    assert [found.name for found in application_lists.waiting(cast["chief"], 0, 9)] == ["佐藤 花子"]
    assert all(read(cast[name], 0, 9) == [] for read in (application_lists.mine, application_lists.waiting, application_lists.decided) for name in ("outsider", "twin"))
    for read in (application_lists.every, application_lists.stuck):
        with pytest.raises(NotAllowed):
            read(cast["member"], 0, 9)
    assert application_lists.every(cast["twin"], 0, 9) == [] and len(application_lists.every(cast["administrator"], 0, 9)) == 1


def test_a_twin_company_has_the_same_ids_and_nothing_in_common(cast, applied):
    other = make_form(cast["twin"], [Step("課長", "any", ("00107",))], name="別会社の申請書")
    with pytest.raises(Invalid):  # the only approver's own
        workflow.apply(cast["twin"], make_form(cast["twin"], [Step("自分", "any", ("00104",))], name="自分だけ"), 1, VALUES, "x")
    twins = workflow.apply(cast["twin"], other, 1, ["別"] + VALUES[1:], "apply")
    assert twins == applied
    workflow.withdraw(cast["twin"], twins, "w")
    assert row().state == "open" and open_for(cast) == {"colleague", "chief"}
    assert application.find(cast["twin"], twins).title == "別会社の申請書 別"


def test_withdrawn_for_good(cast, applied):
    workflow.withdraw(cast["member"], applied, "w")
    assert row().state == "withdrawn" and open_for(cast) == set() and delivery.counts(cast["member"]) == {}
    assert refusal(lambda: workflow.approve(cast["chief"], applied, "a", "1-1")) == "この申請は、すでに佐藤 花子さんが取り下げています。"


def test_repeated_posts_do_nothing(cast, form_id, applied):
    assert workflow.apply(cast["member"], form_id, 1, VALUES, "apply") is None and Application.select().count() == 1
    for _ in range(2):
        workflow.approve(cast["chief"], applied, "a", "1-1")
    for _ in range(2):
        workflow.send_back(cast["head"], applied, "b", "1-2", "理由")
    for _ in range(2):
        workflow.apply_again(cast["member"], applied, VALUES, "again")
    for _ in range(2):
        workflow.withdraw(cast["member"], applied, "w")
    assert actions() == ["apply", "approve", "send_back", "apply", "withdraw"]


def test_nobody_approves_an_own_application(cast, form_id):
    own = workflow.apply(cast["colleague"], form_id, 1, VALUES, "own")
    assert open_for(cast) == {"chief"}
    assert refusal(lambda: workflow.approve(cast["colleague"], own, "a", "1-1"), NotYours)
    workflow.approve(cast["chief"], own, "a1", "1-1")
    workflow.approve(cast["head"], own, "a2", "1-2")
    assert row().state == "approved"


def test_somebody_else_takes_the_place_of_an_approver_who_left(cast, applied):
    administrator = cast["administrator"]
    workflow.approve(cast["chief"], applied, "a1", "1-1")
    Person.update(disabled=True).where(Person.user_id == "00200").execute()
    assert [found.id for found in application_lists.stuck(administrator, 0, 9)] == [applied]

    def put(other_id, key, viewer=administrator, step=2, user_id="00200"):
        workflow.replace(viewer, applied, step, user_id, other_id, "退職のため", key)

    with pytest.raises(NotAllowed):
        put("00300", "r0", cast["colleague"])
    for other_id in ("00107", "00104", "00200", "99999"):
        with pytest.raises(Invalid):
            put(other_id, f"r{other_id}")
    for step, user_id, kind in ((1, "00107", Settled), (2, "00300", NotFound), (3, "00200", NotFound)):
        with pytest.raises(kind):
            put("00300", f"r{step}{user_id}", step=step, user_id=user_id)
    put("00300", "r1")
    assert open_for(cast) == {"colleague", "outsider"} and application_lists.stuck(administrator, 0, 9) == []
    assert application.find(cast["head"], applied) and refusal(lambda: workflow.approve(cast["head"], applied, "h", "1-2"), NotYours)
    workflow.approve(cast["colleague"], applied, "a2", "1-2")
    workflow.approve(cast["outsider"], applied, "a3", "1-2")
    assert row().state == "approved" and "部長さんから部外者さんへ" in ApplicationEvent.get(action="replace").comment


def test_search_is_told_who_may_read(cast, form_id, monkeypatch):
    puts = []
    monkeypatch.setattr(search, "put", lambda *arguments, readers: puts.append((*arguments, readers)))
    workflow.apply(cast["member"], form_id, 1, VALUES, "apply")
    (member_id, kind, item_id, title, text, readers), = puts
    assert (member_id, kind, item_id, title) == ("ACME1", "application", 1, "物品購入 ノートPC")
    assert "2行目" in text and sorted(readers) == ["00104", "00107", "00200", "00201"]


# Two at once


def at_once(*calls):
    """How each call ends when all start at the same moment: "done" or the name of the error."""
    start, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def press(number):
        start.wait()
        try:
            calls[number]()
            outcomes[number] = "done"
        except Stale as error:
            outcomes[number] = type(error).__name__
        finally:
            base.disconnect()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_of_two_who_may_decide_exactly_one_does(cast, applied):
    assert at_once(
        lambda: workflow.approve(cast["chief"], applied, "k1", "1-1"), lambda: workflow.reject(cast["colleague"], applied, "k2", "1-1", "否"),
    ) == ["Settled", "done"]
    assert len(actions()) == 2 and (row().state == "rejected") == (actions()[1] == "reject")


def test_of_the_last_approval_and_a_withdrawal_exactly_one_happens(cast):
    form_id = make_form(cast["administrator"], [Step("課長", "any", ("00107", "00201"))])
    for number in range(4):
        applied = workflow.apply(cast["member"], form_id, 1, VALUES, f"apply{number}")
        assert at_once(
            lambda: workflow.approve(cast["chief"], applied, f"k{number}", "1-1"),
            lambda: workflow.withdraw(cast["member"], applied, f"w{number}"),
        ) == ["Settled", "done"]
        found = Application.get(member_id="ACME1", id=applied)
        assert found.state in ("approved", "withdrawn") and (found.version, open_for(cast)) == (2, set())


def test_the_last_two_of_a_step_for_all_at_once_end_it(cast, applied):
    workflow.approve(cast["chief"], applied, "a1", "1-1")
    assert at_once(
        lambda: workflow.approve(cast["colleague"], applied, "k1", "1-2"), lambda: workflow.approve(cast["head"], applied, "k2", "1-2"),
    ) == ["done", "done"]
    assert row().state == "approved" and delivery.counts(cast["member"]) == {"result": 1}


# What is written


@pytest.mark.parametrize("typed, yen", [
    ("12000", 12_000), ("¥12,000", 12_000), ("12,000円", 12_000), ("¥ 0", 0), ("１２００", 1_200), ("", None), ("-5", None),
    ("1.5", None), ("12k", None), ("9" * 13, None), ("٣", None),
])
def test_amounts_as_people_type_them(typed, yen):
    assert filling.amount(typed) == yen


@pytest.mark.parametrize("place, value, words", [
    (0, "", "「件名」を入力"), (0, "あ" * 51, "50文字以内"), (0, "a\x00", "使えない文字"), (1, "x", "数字で入力"), (2, "2026-13-01", "カレンダーにある日"),
    (2, "1800-01-01", "1970年から2099年"), (2, "いつか", "2026/11/24"), (3, "ほか", "選び直して"), (4, "あ" * 1001, "1000文字以内"),
])
def test_each_field_names_what_is_wrong(cast, form_id, place, value, words):
    values = [value if number == place else other for number, other in enumerate(VALUES)]
    with pytest.raises(Invalid) as refused:
        workflow.apply(cast["member"], form_id, 1, values, "k")
    assert list(refused.value.problems) == [f"f{place}"] and words in refused.value.problems[f"f{place}"]
    assert not base.is_done("ACME1", "k")


def test_a_form_that_changed_meanwhile_is_told(cast, form_id):
    with pytest.raises(Stale):
        workflow.apply(cast["member"], form_id, 2, VALUES, "k")
    workflow_design.stop(cast["administrator"], form_id, True, "stop")
    with pytest.raises(NotFound):
        workflow.apply(cast["member"], form_id, 1, VALUES, "k")
