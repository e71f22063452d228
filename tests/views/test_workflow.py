"""ワークフロー on the phone: applied for, decided, sent back, taken back; forms made; nothing typed is lost, nothing shown to others."""

import re

import pytest

from models import application, delivery, workflow
from models.application import Application
from models.application_draft import ApplicationDraft
from models.member import Person
from models.session import Signed
from models.workflow_form import Definition, Field, Step, WorkflowVersion
from tests.counting import counted
from tests.models.test_workflow import make_form
from tests.views.test_limits import all_parts
from tests.views.test_screens import check_page

FIELDS = (
    Field("品名", "line", True), Field("金額", "amount", True), Field("必要な日", "due"), Field("種別", "choice", False, ("備品", "消耗品")),
    Field("理由", "long"),
)
LOGINS = {"kenta": ("00107", "Site_Admin_107"), "system": ("00112", "System_Admin_112"), "outsider": ("00400", "Everyone_1")}
TEXT = "髙橋さんの机〜①☀🪿"


def signed(login, system_admin=False):
    return Signed(login.member_id, login.user_id, login.name, "cookie", 1, "", 0, "", False, system_admin)


@pytest.fixture
def form_id(site, cast):
    """A form that 髙橋 (00107) or 山﨑 (00112) decides first, then 髙橋."""
    return make_form(
        signed(cast.administrator, True), [Step("課長", "any", ("00107", "00112")), Step("部長", "all", ("00107",))], FIELDS, "テスト購入")


@pytest.fixture
def system(cast):
    return cast.administrator._replace(user_id="00112", password="System_Admin_112", name="山﨑 直樹")


def start(phone, form_id):
    return phone.see(f"/workflow/new/{form_id}")


def key_of(phone):
    """A form key of the phone's session."""
    return dict(phone.see("/preferences").form(0)["fields"])["k"]


def newest():
    return Application.select().where(Application.member_id == "SAMPLE1").order_by(Application.id.desc()).get()


FILLED = {"f0": "机", "f1": "12,000", "f2": "20991201", "f3": "1", "f4": "一行目\n二行目"}


@pytest.mark.parametrize("name, options", [("mova", {}), ("ez", {}), ("modern", {}), ("old-smart", {"keeps_cookies": False})])
def test_from_the_form_to_the_last_approval(walk, cast, form_id, system, name, options):
    mine = walk(name, **options)
    words = mine.device.dialect.shown(TEXT)
    page = start(mine, form_id)
    done = mine.submit(page, FILLED | {"f0": words}, button="apply")
    assert done.says("申請しました。") and words in done.text and "12,000" in done.text
    theirs = walk(name, cast.colleague, **options)
    one = theirs.get(theirs.see("/workflow/waiting").link("テスト購入"))
    lines = [line for line in one.text.split("\n") if line.strip()]
    text = "".join(lines)
    assert text.index("佐藤") < text.index("12,000") < text.index("2099/12/1") < text.index("課長")
    listed = theirs.submit(one, {"comment": ""}, form=0, button="approve")
    assert listed.says("承認しました。") and newest().step == 2
    again = theirs.submit(one, {"comment": ""}, form=0, button="approve")
    assert again.says("承認しました。") and newest().step == 2
    other = walk(name, system, **options)
    late = other.post(other.link(f"/workflow/{newest().id}/decision"), [
        ("k", key_of(other)), ("token", "1-1"), ("reject", "1"), ("comment", "遅れて却下")])
    assert late.says("この申請は、すでに") and "高橋" in late.text.replace("髙", "高") and "遅れて" in late.text
    last = theirs.get(theirs.see("/workflow/waiting").link("テスト購入"))
    theirs.submit(last, {"comment": "どうぞ"}, form=0, button="approve")
    result = mine.see(f"/workflow/{newest().id}")
    assert newest().state == "approved" and result.says("承認済み") and result.says("どうぞ")
    assert delivery.find(signed(cast.member), "result", newest().id).is_open
    mine.submit(result, form=0)
    assert not delivery.find(signed(cast.member), "result", newest().id).is_open


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, form_id):
    for name in ("mova", "modern"):
        made = walk(name)
        answer = made.submit(start(made, form_id), {"f0": "机", "f1": "たくさん", "f2": "あした", "f3": "2", "f4": "理由\n2行目"}, button="apply")
        assert answer.says("「金額」は") and answer.says("「必要な日」は")
        fields = dict(answer.form(0)["fields"])
        assert (fields["f0"], fields["f1"], fields["f2"], fields["f3"]) == ("机", "たくさん", "あした", "2")
        assert fields["f4"].split() == ["理由", "2行目"]
        assert made.submit(answer, {"f1": "１２００", "f2": ""}, form=0, button="apply").says("申請しました。") and newest().amount == 1_200


def test_the_old_page_with_its_old_key_may_be_corrected_and_sent_after_a_refusal(walk, form_id):
    made = walk("imode1")
    page = start(made, form_id)
    assert made.submit(page, {"f0": "", "f1": "1"}, button="apply").says("「品名」を入力")
    for _ in range(2):
        assert made.submit(page, {"f0": "机", "f1": "1"}, button="apply").says("申請しました。")
    assert Application.select().where(Application.title == "テスト購入 机").count() == 1


def test_a_draft_is_there_again_until_it_is_thrown_away(walk, cast, form_id):
    made, theirs = walk("imode1"), walk("imode1", cast.colleague)
    first = walk("modern")
    assert first.submit(start(first, form_id), {"f0": "途中🪿", "f1": "まだ"}, button="keep").says("下書きあり")
    assert not theirs.see("/workflow/new").says("下書きあり")
    page = start(made, form_id)
    fields = dict(page.form(0)["fields"])
    assert page.says("下書きの続きです。") and fields["f1"] == "まだ"
    made.submit(page, {"f1": "100"}, form=0, button="keep")
    assert "途中🪿" in ApplicationDraft.get(form_id=form_id).content
    assert not made.submit(start(made, form_id)).says("下書きあり") and not ApplicationDraft.select().where(ApplicationDraft.form_id == form_id).exists()


def apply(cast, form_id, *values):
    filled = [*values, *["机", "12000", "", "", ""][len(values):]]
    return workflow.apply(signed(cast.member), form_id, 1, filled, f"k{hash(tuple(filled))}")


@pytest.mark.parametrize("name", ["mova", "sb3g", "modern"])
def test_sent_back_changed_and_applied_for_again_without_a_loss(walk, cast, form_id, name):
    original = "🪿" * 9 + TEXT
    number = apply(cast, form_id, original, "12000", "2099-12-01", "消耗品", "長い理由🪿\n" * 100)
    theirs, mine = walk(name, cast.colleague), walk(name)
    page = theirs.see(f"/workflow/{number}")
    refused = theirs.submit(page, {"comment": ""}, form=0, button="send_back")
    assert refused.says("差戻しの理由をコメントに入力してください。") and newest().state == "open"
    theirs.submit(refused, {"comment": "金額を直してください"}, form=0, button="send_back")
    shown = mine.see(f"/workflow/{number}")
    assert shown.says("差戻し") and shown.says("金額を直してください")
    form = mine.get(shown.link("直して申請し直す"))
    while "apply" not in [button for button, _ in form.form(0)["buttons"]]:
        check_page(form, mine)
        form = mine.submit(form, {"f1": "9000"} if "f1" in dict(form.form(0)["fields"]) else {}, form=0, button="next")
    assert mine.submit(form, {"f1": "9000"} if "f1" in dict(form.form(0)["fields"]) else {}, form=0, button="apply").says("申請しました。")
    found = application.find(signed(cast.member), number)
    assert (found.round, found.state, found.amount) == (2, "open", 9_000)
    assert found.values[0] == original and found.values[2:] == ["2099-12-01", "消耗品", "長い理由🪿\n" * 100]
    assert theirs.submit(page, {"comment": ""}, form=0, button="approve").says("申請し直されています")
    assert "12,000" in theirs.see(f"/workflow/{number}/round/1").text and theirs.see(f"/workflow/{number}/history").says("2回目")


def test_the_same_once_more_starts_from_what_was_written(walk, cast, form_id):
    number = apply(cast, form_id, "机🪿", "12000", "2099-12-01", "備品", "理由🪿")
    mine, theirs = walk("imode1"), walk("modern", cast.colleague)
    page = mine.submit(mine.see(f"/workflow/{number}"))
    fields = dict(page.form(0)["fields"])
    assert page.path == f"/workflow/new/{form_id}" and (fields["f1"], fields["f2"], fields["f3"]) == ("12000", "20991201", "1")
    mine.submit(page, {"f1": "500"}, form=0, button="apply")
    assert newest().id != number and application.find(signed(cast.member), newest().id).values == ["机🪿", "500", "2099-12-01", "備品", "理由🪿"]
    assert theirs.post(f"/workflow/{number}/copy", [("k", key_of(theirs))]).status == 403


def test_taken_back_after_a_question(walk, cast, form_id):
    number = apply(cast, form_id)
    mine, theirs = walk("ez"), walk("modern", cast.colleague)
    page = theirs.see(f"/workflow/{number}")
    question = mine.get(mine.see(f"/workflow/{number}").link("取下げ"))
    assert question.says("元には戻せません。")
    for _ in range(2):
        assert mine.submit(question).says("取り下げました。")
    assert newest().state == "withdrawn"
    late = theirs.submit(page, {"comment": "承認のことば"}, form=0, button="approve")
    assert late.says("佐藤 花子さんが取り下げています。") and late.says("承認のことば")


def test_others_find_nothing_and_change_nothing(walk, cast, form_id):
    number = apply(cast, form_id)
    paths = ["", "/history", "/history/1", "/route", "/round/1", "/round/1/0", "/withdrawal", "/edit", "/approver/1/00107"]
    for login in (cast.outsider, cast.twin):
        other = walk("modern", login)
        assert login == cast.twin or {other.see(f"/workflow/{number}{path}").status for path in paths} <= {403, 404}
        assert "テスト購入 机" not in "".join(other.see(path).text for path in ("/workflow", "/workflow/mine", "/workflow/waiting", "/workflow/decided"))
        key = key_of(other)
        for path, fields in (("decision", [("token", "1-1"), ("approve", "1")]), ("withdrawal", []), ("confirmation", []), ("edit", [])):
            status = other.post(f"/workflow/{number}/{path}", [("k", key), *fields]).status
            assert status in (403, 404) or login == cast.twin
    found = Application.get(member_id=cast.member.member_id, id=number)
    assert (found.version, found.state) == (1, "open")
    mine = walk("modern")
    key = key_of(mine)
    refused = mine.post(f"/workflow/{number}/decision", [("k", key), ("token", "1-1"), ("approve", "1")])
    assert refused.status == 403 and refused.says("この申請の承認者ではないため、操作できません。")


def test_only_system_administrators_see_all_and_make_forms(walk, cast, form_id):
    number = apply(cast, form_id)
    for login, status in ((cast.colleague, 403), (cast.administrator, 200)):
        other = walk("modern", login)
        for path in ("/workflow/all", "/workflow/stuck", "/workflow/forms", "/workflow/forms/new", f"/workflow/forms/{form_id}",
                     f"/workflow/forms/{form_id}/fields/1", f"/workflow/{number}/approver/1/00107"):
            assert other.see(path).status == status, path
        key = key_of(other)
        assert other.post("/workflow/forms", [("k", key), ("name", "新しい申請書")]).status == status


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_a_form_is_made_on_the_phone_and_applied_with(walk, cast, name):
    made = walk(name, cast.administrator)
    form = made.submit(made.see("/workflow/forms/new"), {"name": "出張届", "note": "前の日までに"})
    path = form.path
    for fields in ({"label": "行き先", "type": "line", "required": "1"}, {"label": "費用", "type": "amount"},
                   {"label": "手段", "type": "choice", "choices": "電車\n飛行機✈\n"}):
        made.submit(made.see(f"{path}/fields/new"), fields)
    made.submit(made.see(f"{path}/route/new"), {"name": "課長", "rule": "any", "others": "00107 00112"})
    listed = made.submit(made.see(f"{path}/fields/2"), form=1, button="up")
    assert listed.text.index("費用") < listed.text.index("行き先")
    other = walk(name)
    assert not other.see("/workflow/new").says("出張届")
    assert made.submit(made.see(path), form=0).says("公開中です。")
    applied = other.submit(other.get(other.see("/workflow/new").link("出張届")), {"f1": "札幌", "f2": "2"}, button="apply")
    assert applied.says("申請しました。") and newest().title == "出張届 札幌"
    assert application.find(signed(cast.member), newest().id).values == ["", "札幌", "飛行機✈"]
    made.submit(made.see(f"{path}/fields/1"), form=-1)
    assert made.see(path).says("変更の途中です。") and len(WorkflowVersion.select().where(WorkflowVersion.name == "出張届")) == 2


def test_a_form_changed_meanwhile_is_told_with_what_was_typed(walk, cast, form_id):
    mine, theirs = walk("imode1", cast.administrator), walk("modern", cast.administrator)
    forms = [phone.see(f"/workflow/forms/{form_id}/fields/1") for phone in (mine, theirs)]
    theirs.submit(forms[1], {"label": "先の変更"}, form=0)
    late = mine.submit(forms[0], {"label": "後の変更"}, form=0)
    assert late.says("ほかの人が先にこの申請書を変更しました。") and late.says("「先の変更」") and "後の変更" in late.source
    applicant = walk("imode1", cast.colleague)
    page = applicant.submit(start(applicant, form_id), {"f0": "机", "f4": "理由🪿"}, form=0, button="keep")
    page = start(applicant, form_id)
    mine.submit(late, form=0)
    mine.submit(mine.see(f"/workflow/forms/{form_id}"), form=0)
    told = applicant.submit(page, {"f1": "500"}, form=0, button="apply")
    fields = dict(told.form(0)["fields"])
    assert told.says("申請書が新しくなりました。") and (fields["f0"], fields["f1"]) == ("", "500") and "理由" in fields["f4"]


def test_a_form_stopped_meanwhile_keeps_what_was_typed(walk, cast, form_id):
    made, system = walk("imode1"), walk("modern", cast.administrator)
    page = start(made, form_id)
    stopped = system.submit(system.see(f"/workflow/forms/{form_id}"), form=-1)
    assert stopped.says("停止中です。")
    told = made.submit(page, {"f0": "机", "f1": "1"}, button="apply")
    assert told.status == 403 and told.says("下書きに残っています。") and start(made, form_id).status == 404
    system.submit(stopped, form=-1)
    assert dict(start(made, form_id).form(0)["fields"])["f0"] == "机"


def test_somebody_else_is_put_in_by_the_system_administrator(walk, cast, form_id):
    number = apply(cast, form_id)
    Person.update(disabled=True).where((Person.member_id == cast.member.member_id) & (Person.user_id == "00107")).execute()
    made = walk("imode1", cast.administrator)
    assert made.see("/workflow/stuck").says("テスト購入")
    route = made.see(f"/workflow/{number}/route")
    assert route.says("登録から外れています") and made.see(f"/workflow/{number}").says("登録から外れた承認者がいます。")
    form = made.see(f"/workflow/{number}/approver/2/00107")
    assert made.submit(form, {"others": "00118 00123"}).says("1人だけ選んでください。")
    assert made.submit(form, {"others": "00118", "comment": "退職"}).says("鈴木 大輔")
    assert made.see(f"/workflow/{number}/history").says("承認者の変更")


def test_hostile_text_is_text(walk, cast, form_id):
    hostile = '<script>alert("&")</script>'
    number = apply(cast, form_id, hostile, "1", "", "", f"{hostile}\n" * 3)
    for name in ("mova", "modern"):
        made = walk(name, cast.colleague)
        for path in ("/workflow/waiting", f"/workflow/{number}", f"/workflow/{number}/round/1/4", f"/workflow/{number}/history"):
            assert "<script>alert" not in made.see(path).source
        assert hostile in made.see(f"/workflow/{number}").text


@pytest.mark.parametrize("fields", [
    {"from": "5", "to": "2"}, {"to": "99"}, {"version": "7"}, {"f3": "99"}, {"f4_at": "9-1"}, {"f2": "٣" * 9}, {"version": "x"},
])
def test_odd_input_is_told_and_never_an_error_of_ours(walk, form_id, fields):
    made = walk("modern")
    assert made.submit(start(made, form_id), {"f0": "机", "f1": "1"} | fields, button="apply").status in (200, 400, 404)


LONG = "".join(f"{number:03d}🐌長い行\n" for number in range(125))[:1000]
SMALL = ["mova", "ez1", "sb2g", "sb3g"]  # the smallest pages, and the longest words for emoji


@pytest.fixture
def longest(site, cast):
    """The id of an application in which everything is as long as it may be."""
    name = "🐌" * 30
    fields = [Field("🐌" * 20, "line", True), Field("🐌" * 20, "choice", True, tuple(f"{number}" + "🐌" * 14 for number in range(10)))]
    fields += [Field("🐌" * 20, "long", True)] * 10
    others = Person.select().where((Person.member_id == "SAMPLE1") & Person.user_id.not_in(["00104", "00107"]))
    route = [Step("🐌" * 20, "all", (*(row.user_id for row in others.limit(19)), "00107"))] * 6
    form_id = make_form(signed(cast.administrator, True), route, fields, name)
    WorkflowVersion.update(note=LONG).where(WorkflowVersion.form_id == form_id, WorkflowVersion.member_id == "SAMPLE1").execute()
    assert not Definition(name, LONG, tuple(fields), tuple(route)).problems()
    return workflow.apply(signed(cast.member), form_id, 1, ["🐌" * 50, "0" + "🐌" * 14] + [LONG] * 10, "long")


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_application_is_read_and_changed_within_the_limit(walk, cast, longest, name):
    theirs, mine, system = walk(name, cast.colleague), walk(name), walk(name, cast.administrator)
    page = theirs.see(f"/workflow/{longest}")
    parts = all_parts(theirs, page, "次へ")
    places = {link["href"].partition("?")[0].rsplit("/", 1)[1] for part in parts for link in part.page.links if "/round/" in link["href"]}
    assert len(places) == 10
    texts = all_parts(theirs, theirs.see(f"/workflow/{longest}/round/1/5"), "の続き")
    written = "".join(re.search(r"\d*\D{1,7}長い行.*長い行\d*", part.text, re.DOTALL)[0] for part in texts)  # a part may end within a number
    assert all(f"{number:03d}" in written for number in range(120))
    for part in (*parts, *texts):
        check_page(part, theirs)
    refused = theirs.submit(page, {"comment": "🐌" * 1001}, form=0, button="reject")
    assert refused.says("1000文字以内")
    check_page(refused, theirs)
    theirs.submit(page, {"comment": "長" * 1000}, form=0, button="send_back")
    for path in ("", "/history", "/history/2", "/route", "/withdrawal", "/round/1"):
        check_page(mine.see(f"/workflow/{longest}{path}"), mine)
    for path in ("/workflow", "/workflow/mine", "/workflow/new", f"/workflow/new/{newest().form_id}", f"/workflow/new/{newest().form_id}/about"):
        check_page(mine.see(path), mine)
    forms = f"/workflow/forms/{newest().form_id}"
    for path in ("/workflow/all", forms, f"{forms}/name", f"{forms}/fields", f"{forms}/fields/2", f"{forms}/route", f"{forms}/route/1",
                 f"/workflow/{longest}/approver/1/00107"):
        check_page(system.see(path), system)
    form, steps = mine.see(f"/workflow/{longest}/edit"), 0
    while "apply" not in [button for button, _ in form.form(0)["buttons"]]:
        check_page(form, mine)
        form, steps = mine.submit(form, form=0, button="next"), steps + 1
        assert form.status == 200 and steps < 15, form.text
    check_page(form, mine)
    assert mine.submit(form, form=0, button="apply").says("申請しました。")
    found = application.find(signed(cast.member), longest)
    assert found.round == 2 and found.values == application.content(signed(cast.member), found, 1) and found.values[11] == LONG


@pytest.mark.parametrize("name", ["mova", "sb3g"])
def test_what_is_too_long_is_refused_within_the_limit_and_kept(walk, cast, longest, name):
    made = walk(name)
    form_id = newest().form_id
    answer = made.submit(start(made, form_id), {f"f{number}": "長" * 1200 for number in range(2, 12)} | {"f0": "x"}, button="apply")
    check_page(answer, made)
    assert ApplicationDraft.get(form_id=form_id).content.count("長" * 1200) >= 1
    assert answer.says("文字以内") or answer.says("選んで")


def test_a_list_asks_few_queries_however_many_there_are(walk, cast, form_id):
    made = walk("modern", cast.administrator)
    for path in ("/workflow", "/workflow/all", "/workflow/waiting", "/workflow/stuck", "/workflow/2", "/workflow/new/2"):
        assert queries(lambda: made.see(path)) <= 10


def queries(work):
    """How many statements the database is asked for."""
    with counted() as asked:
        assert work().status == 200
    return len([text for text in asked if text.startswith("SELECT")])
