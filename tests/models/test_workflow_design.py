"""Forms of the workflow: made by システム管理者 alone, changed without a trace in what goes on, one change at a time."""

import pytest

from models import application, application_draft, audit, filling, workflow, workflow_design, workflow_form
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.member import Person
from models.workflow_form import Definition, Field, Step, WorkflowForm
from tests.models.test_workflow import FIELDS, VALUES, cast, form_id, make_form  # noqa: F401 (fixtures)


def latest(cast, form_id):  # noqa: F811
    return workflow_form.latest(cast["administrator"], form_id)


def put(cast, form_id, item, place=None, key="put", token=None):  # noqa: F811
    part = "fields" if isinstance(item, Field) else "route"
    token = token or latest(cast, form_id).token
    workflow_design.put(cast["administrator"], form_id, token, part, place, item, key)


def test_only_system_administrators_make_forms(cast, form_id):  # noqa: F811
    member, token = cast["member"], latest(cast, form_id).token
    calls = [
        lambda: workflow_design.make(member, "名", "", "k1"), lambda: workflow_design.copy(member, form_id, "k2"),
        lambda: workflow_design.describe(member, form_id, token, "名", "", "k3"),
        lambda: workflow_design.put(member, form_id, token, "fields", None, FIELDS[0], "k4"),
        lambda: workflow_design.move(member, form_id, token, "fields", 0, 1, "k5"),
        lambda: workflow_design.remove(member, form_id, token, "fields", 0, "k6"), lambda: workflow_design.publish(member, form_id, token, "k7"),
        lambda: workflow_design.discard(member, form_id, token, "k8"), lambda: workflow_design.stop(member, form_id, True, "k9"),
        lambda: workflow_form.latest(member, form_id), lambda: workflow_form.every(member, 0, 9), lambda: workflow_design.newest(member),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()
    assert latest(cast, form_id).token == token and WorkflowForm.select().count() == 1


def test_another_companys_administrator_finds_no_form(cast, form_id):  # noqa: F811
    twin, token = cast["twin"], latest(cast, form_id).token
    for call in (
        lambda: workflow_form.latest(twin, form_id), lambda: workflow_form.find(twin, form_id), lambda: workflow_design.copy(twin, form_id, "k1"),
        lambda: workflow_design.describe(twin, form_id, token, "名", "", "k2"), lambda: workflow_design.publish(twin, form_id, token, "k3"),
        lambda: workflow_design.discard(twin, form_id, token, "k4"), lambda: workflow_design.stop(twin, form_id, True, "k5"),
    ):
        with pytest.raises(NotFound):
            call()
    assert workflow_form.usable(twin, 0, 9) == [] and workflow_form.usable(cast["member"], 0, 9) == [(form_id, "物品購入")]


def test_a_change_is_seen_once_it_is_published_and_what_goes_on_keeps_its_version(cast, form_id):  # noqa: F811
    applied = workflow.apply(cast["member"], form_id, 1, VALUES, "apply")
    put(cast, form_id, Field("新しい件名", "line", True), 0)
    workflow_design.remove(cast["administrator"], form_id, latest(cast, form_id).token, "route", 1, "remove")
    assert workflow_form.find(cast["member"], form_id).definition.fields == FIELDS and latest(cast, form_id).is_draft
    workflow_design.publish(cast["administrator"], form_id, latest(cast, form_id).token, "publish")
    form = workflow_form.find(cast["member"], form_id)
    assert (form.version, form.definition.fields[0].label, len(form.definition.route)) == (2, "新しい件名", 1)
    workflow.approve(cast["chief"], applied, "a", "1-1")
    found = application.find(cast["member"], applied)
    assert (found.definition.fields[0].label, found.step, found.steps, found.state) == ("件名", 2, 2, "open")


def test_of_two_who_change_a_form_the_later_is_told(cast, form_id):  # noqa: F811
    token = latest(cast, form_id).token
    put(cast, form_id, Field("追加", "line"), token=token)
    with pytest.raises(Stale):
        put(cast, form_id, Field("遅れた", "line"), token=token, key="late")
    put(cast, form_id, Field("追加", "line"), token=token)  # the same press once more
    assert [field.label for field in latest(cast, form_id).definition.fields] == [*(field.label for field in FIELDS), "追加"]


def test_fields_move_and_go(cast, form_id):  # noqa: F811
    administrator = cast["administrator"]
    for number, (place, distance) in enumerate([(0, 1), (0, -1), (4, 1), (4, -1)]):
        workflow_design.move(administrator, form_id, latest(cast, form_id).token, "fields", place, distance, f"m{number}")
    assert [field.label for field in latest(cast, form_id).definition.fields] == ["金額", "件名", "期限", "理由", "種別"]
    workflow_design.remove(administrator, form_id, latest(cast, form_id).token, "fields", 4, "r")
    assert len(latest(cast, form_id).definition.fields) == 4
    for call in (workflow_design.remove, lambda *a: workflow_design.move(*a[:5], 1, a[5])):
        with pytest.raises(NotFound):
            call(administrator, form_id, latest(cast, form_id).token, "fields", 4, "x")


def test_a_change_given_up_leaves_the_form_as_it_was(cast, form_id):  # noqa: F811
    administrator = cast["administrator"]
    workflow_design.describe(administrator, form_id, latest(cast, form_id).token, "新しい名前", "説明", "d")
    workflow_design.discard(administrator, form_id, latest(cast, form_id).token, "discard")
    assert (latest(cast, form_id).version, latest(cast, form_id).definition.name) == (1, "物品購入")
    copied = workflow_design.copy(administrator, form_id, "copy")
    assert latest(cast, copied).definition.name == "物品購入のコピー" and latest(cast, copied).definition.route == latest(cast, form_id).definition.route
    assert workflow_form.usable(cast["member"], 0, 9) == [(form_id, "物品購入")] and workflow_design.newest(administrator) == copied
    workflow_design.discard(administrator, copied, latest(cast, copied).token, "discard2")
    with pytest.raises(NotFound):
        latest(cast, copied)


def test_a_stopped_form_is_not_offered_until_it_is_used_again(cast, form_id):  # noqa: F811
    for stopped, offered in ((True, []), (False, [(form_id, "物品購入")])):
        workflow_design.stop(cast["administrator"], form_id, stopped, f"stop{stopped}")
        assert workflow_form.usable(cast["member"], 0, 9) == offered


@pytest.mark.parametrize("item, field", [
    (Field("", "line"), "label"), (Field("あ" * 21, "line"), "label"), (Field("名", "file"), "type"), (Field("名", "choice"), "choices"),
    (Field("名", "choice", False, ("同じ", "同じ")), "choices"), (Field("名", "choice", False, ("あ" * 21,)), "choices"),
    (Field("名", "choice", False, tuple("あいうえおかきくけこさ")), "choices"),
    (Field("名", "choice", False, tuple(f"{number}" + "あ" * 19 for number in range(8))), "choices"),
    (Field("名", "line", False, ("一",)), "choices"), (Step("", "all", ("00107",)), "name"),
    (Step("名", "most", ("00107",)), "rule"), (Step("名", "all", ()), "users"),
    (Step("名", "all", tuple(f"{number:05d}" for number in range(21))), "users"), (Definition("あ" * 31), "name"), (Definition(""), "name"),
    (Definition("名", "あ" * 1001), "note"), (Definition("名", "", FIELDS[2:3] * 2), "type"),
])
def test_each_rule_names_its_field(item, field):
    assert list(item.problems()) == [field]


def test_what_breaks_a_rule_is_not_put_into_a_form(cast, form_id):  # noqa: F811
    for item, field in ((Field("", "line"), "label"), (Step("名", "all", ("99999",)), "users"), (Field("二つ目の期限", "due"), "type")):
        with pytest.raises(Invalid) as refused:
            put(cast, form_id, item)
        assert list(refused.value.problems) == [field] and not latest(cast, form_id).is_draft


def test_so_many_fields_and_steps_and_no_more(cast):  # noqa: F811
    route, fields = [Step("段階", "any", ("00107",))] * 6, [Field("項目", "line")] * 12
    form_id = make_form(cast["administrator"], route, fields)  # noqa: F811
    for item in (route[0], fields[0]):
        with pytest.raises(Invalid):
            put(cast, form_id, item)


def test_a_form_without_fields_route_or_with_people_who_left_is_not_published(cast):  # noqa: F811
    administrator = cast["administrator"]
    form_id = workflow_design.make(administrator, "名", "", "make")  # noqa: F811

    def problem(key):
        with pytest.raises(Invalid) as refused:
            workflow_design.publish(administrator, form_id, latest(cast, form_id).token, key)
        return list(refused.value.problems)

    assert problem("p1") == ["fields"]
    put(cast, form_id, FIELDS[0], key="f")
    assert problem("p2") == ["route"]
    put(cast, form_id, Step("課長", "any", ("00107",)), key="r")
    Person.update(disabled=True).where(Person.user_id == "00107").execute()
    assert problem("p3") == ["users"]


def test_a_draft_is_kept_for_whoever_wrote_it(cast, form_id):  # noqa: F811
    member = cast["member"]
    for values in (["一"], ["二"], ["二"]):
        application_draft.keep(member, form_id, 0, 1, values)
    version, content = application_draft.find(member, form_id)
    assert (version, filling.unpacked(content, 2)) == (1, ["二", ""]) and application_draft.started(member) == {form_id}
    assert application_draft.find(cast["colleague"], form_id) is None and application_draft.find(cast["twin"], form_id) is None
    workflow.apply(member, form_id, 1, VALUES, "apply")
    assert application_draft.find(member, form_id) is None


def test_what_was_typed_follows_the_labels_into_a_new_version():
    old, new = Definition("名", "", FIELDS), (Field("理由", "long"), Field("金額", "line"), Field("件名", "line"))
    assert filling.carried_over(old.fields, VALUES, new) == [VALUES[4], "", VALUES[0]]


def test_what_others_will_see_of_a_form_is_recorded(cast, form_id):  # noqa: F811
    administrator = cast["administrator"]

    def token():
        return latest(cast, form_id).token

    for number in range(2):
        put(cast, form_id, Field("新しい件名", "line", True), 0, key=f"p{number}")
        verb = (workflow_design.publish, workflow_design.discard)[number]
        verb(administrator, form_id, token(), f"v{number}")
        verb(administrator, form_id, token(), f"again{number}")  # nothing is left to do
    for stopped in (True, True, False):
        workflow_design.stop(administrator, form_id, stopped, f"s{WorkflowForm.get().stopped}{stopped}")
    made = workflow_design.make(administrator, "休暇", "", "m")
    workflow_design.discard(administrator, made, workflow_form.latest(administrator, made).token, "d")
    found = [(row.action, row.target, row.detail) for row in audit.AuditEntry.select().order_by(audit.AuditEntry.id)]
    assert found == [("form.change", "物品購入", what) for what in ("公開", "変更の取り消し", "停止", "再開")] + [
        ("form.change", "休暇", what) for what in ("作成", "削除")]
