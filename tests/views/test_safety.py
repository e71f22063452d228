"""安否確認 on the phone: answered in two presses, watched, reminded of, closed; names only for those who manage it."""

import pytest

from carriers import DIALECTS
from models import clock, safety, safety_counts
from models.delivery import Delivery
from models.question import Safety
from models.safety import HELP, SAFE
from models.session import Signed
from tests.views.test_limits import NOTE, all_parts
from tests.views.test_screens import check_page

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]


def signed(login, **rights):
    return Signed(login.member_id, login.user_id, login.name, "cookie", 1, "", 0, "", **{"site_admin": False, "system_admin": False} | rights)


@pytest.fixture
def asked(site, cast):
    """The id of a question that the administrator has just asked everybody."""
    return safety.start(signed(cast.administrator, system_admin=True), "台風の安否確認", "無事ですか。", None, "start")


def answer_of(login, safety_id):
    return safety.find(signed(login), safety_id)


@pytest.mark.parametrize("name, options", [("mova", {}), ("sb3g", {"keeps_cookies": False}), ("garaho", {}), ("modern", {})])
def test_it_is_answered_in_two_presses_and_changed_later(walk, cast, asked, name, options):
    made = walk(name, **options)
    page = made.get(made.see("/safety").link("台風の安否確認"))
    form = page.form(0)
    assert [button for button, _ in form["buttons"]] == ["safe", "help"]
    answered = made.submit(page, form=0, button="help")
    assert answered.path == f"/safety/{asked}" and answered.says("要救助 と回答しました")
    assert answer_of(cast.member, asked).answer == HELP
    changed = made.submit(answered, {"answer": "safe", "place": "自宅", "comment": "一行目\n二行目"})
    assert changed.says("無事 と回答しました")
    assert (answered.source.count('class="done"'), changed.source.count('class="done"')) == (0, 1 if made.device.dialect.style == "link" else 0)
    found = answer_of(cast.member, asked)
    assert (found.answer, found.place, found.comment) == (SAFE, "自宅", "一行目\n二行目")
    fields = dict(changed.form()["fields"])
    assert (fields["answer"], fields["place"]) == ("safe", "自宅") and fields["comment"].split() == ["一行目", "二行目"]


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_from_top_the_newest_question_is_answered_in_two_presses(walk, cast, asked, name):
    made = walk(name)
    top = made.see("/")
    page = made.get(top.link("安否確認に答えて"))
    assert page.path == f"/safety/{asked}" and [button for button, _ in page.form(0)["buttons"]] == ["safe", "help"]
    made.submit(page, form=0, button="help")
    assert answer_of(cast.member, asked).answer == HELP
    older = made.get(made.see("/").link("安否確認に答えて"))
    assert older.path != page.path and made.submit(older, form=0, button="safe").says("無事 と回答しました")


def test_the_two_answers_are_keys_and_stand_first(walk, asked):
    source = walk("imode1").see(f"/safety/{asked}").source
    first = source.split("</form>")[0]
    assert first.index('accesskey="1"') < first.index('accesskey="2"') and "無事ですか。" not in first


def test_a_second_press_changes_nothing(walk, cast, asked):
    made = walk("imode1")
    page = made.see(f"/safety/{asked}")
    made.submit(page, form=0, button="safe")
    assert made.submit(page, form=0, button="safe").says("無事 と回答しました") and answer_of(cast.member, asked).answer == SAFE


def test_the_other_button_of_the_same_page_is_a_new_answer(walk, cast, asked):
    made = walk("imode1")
    page = made.see(f"/safety/{asked}")
    made.submit(page, form=0, button="safe")
    assert made.submit(page, form=0, button="help").says("要救助 と回答しました") and answer_of(cast.member, asked).answer == HELP


def test_a_colleague_sees_the_counts_and_no_names(walk, cast, asked):
    safety.answer(signed(cast.colleague), asked, HELP, "a", "けが", "屋上")
    made = walk("imode1")
    page = made.get(made.see(f"/safety/{asked}").link("みんなの状況"))
    assert page.says("要救助1 未回答49 無事0") and page.says("営業部") and "橋 健太" not in page.text and "屋上" not in page.source
    key = dict(made.see(f"/safety/{asked}").form()["fields"])["k"]
    for path in ("/help", "/open", "/safe", "/people/00107", "/closing"):
        assert made.see(f"/safety/{asked}{path}").status == 403
    for path in (f"/safety/{asked}/reminder", f"/safety/{asked}/closing", "/safety"):
        assert made.post(path, [("k", key), ("title", "x"), ("to", "all")]).status == 403
    assert made.see("/safety/new").status == 403 and "送る" not in made.see("/safety").text
    assert Safety.get(member_id=cast.member.member_id, id=asked).closed_at is None


def test_who_manages_it_sees_who_needs_help_and_calls_by_one_key(walk, cast, asked):
    safety.answer(signed(cast.colleague), asked, HELP, "a", "け" * 100, "屋上")
    made = walk("imode1", cast.administrator)
    page = made.see(f"/safety/{asked}/counts")
    helped = made.get(page.link("要救助(1)"))
    assert helped.key("1") == "tel:090-0000-0107" and helped.says("屋上") and "け" * 100 not in helped.text
    person = made.get(helped.link(":"))
    assert "け" * 100 in person.text and person.key("1") == "tel:090-0000-0107"
    missing = made.get(page.link("未回答(49)"))
    assert "橋 健太" not in missing.text
    assert made.get(next(link["href"] for link in all_parts(made, missing, "次へ")[-1].page.links if "/addresses/people/" in link["href"])).status == 200


def test_it_is_started_by_an_administrator_for_all_or_some(walk, cast):
    made = walk("imode1", cast.administrator)
    form = made.see("/safety/new")
    assert {made.submit(form, {"title": "全員へ", "body": "本文"}).path for _ in range(2)} == {"/safety"}
    everybody, = Safety.select().where(Safety.title == "全員へ", Safety.member_id == cast.member.member_id)
    assert Delivery.select().where(Delivery.title == "全員へ").count() == 50 and everybody.body == "本文"
    made.submit(made.see("/safety/new"), {"title": "営業部へ", "to": "some", "others": "営業部 00400"})
    some = {row.user_id for row in Delivery.select().where(Delivery.title == "営業部へ")}
    assert {cast.member.user_id, cast.outsider.user_id} < some and cast.administrator.user_id not in some and len(some) < 20
    assert "営業部へ" in walk("modern", cast.outsider).see("/safety").text
    assert "営業部へ" not in walk("modern", cast.twin).see("/safety").text


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, cast):
    made = walk("mova", cast.administrator)
    for changes, text in (({"title": ""}, "件名を入力"), ({"to": "some"}, "相手を1人以上"), ({"to": "some", "others": "だれでもない"}, "当てはまる人がいません")):
        answer = made.submit(made.see("/safety/new"), {"title": "題", "body": "本文です"} | changes)
        fields = dict(answer.form()["fields"])
        assert answer.says(text) and fields["body"] == "本文です" and fields["to"] == changes.get("to", "all")
        assert fields["others"] == changes.get("others", "")
    assert not Safety.select().where(Safety.body == "本文です").exists()


@pytest.mark.parametrize("name, picked", [("mova", {"others": "営業部"}), ("modern", {"users": "00107"})])
def test_people_chosen_beside_everybody_are_asked_about_before_anybody_is_told(walk, cast, name, picked):
    made, before = walk(name, cast.administrator), Safety.select().count()
    answer = made.submit(made.see("/safety/new"), {"title": "題", "body": "本文です"} | picked)
    fields = dict(answer.form()["fields"])
    assert answer.says("「全員」のままです") and Safety.select().count() == before
    assert picked.items() <= fields.items() and (fields["to"], fields["body"]) == ("all", "本文です")
    sent = made.submit(answer, {"to": "some"})
    assert sent.path == "/safety" and 0 < Delivery.select().where(Delivery.title == "題").count() < 20


def test_a_wrong_answer_comes_back_as_typed(walk, cast, asked):
    made = walk("modern")
    answer = made.submit(made.see(f"/safety/{asked}"), {"answer": "help", "place": "あ" * 51, "comment": "けが"})
    fields = dict(answer.form()["fields"])
    assert answer.says("場所は50文字以内") and (fields["answer"], fields["place"], fields["comment"]) == ("help", "あ" * 51, "けが")
    assert made.submit(made.see(f"/safety/{asked}"), {"answer": "x"}).says("を選んでください") and answer_of(cast.member, asked).answer == ""


def test_a_reminder_is_sent_once_in_a_while(walk, cast, asked):
    made = walk("imode1", cast.administrator)
    page = made.see(f"/safety/{asked}/counts")
    assert made.submit(page, form=0).says("に催促") and made.submit(page, form=0).says("に催促")
    assert made.submit(made.see(f"/safety/{asked}/counts"), form=0).says("10分に1回")


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_whoever_is_reminded_sees_it_until_the_answer(walk, cast, asked, name, monkeypatch):
    manager, made, now = signed(cast.administrator, system_admin=True), walk(name), clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now + 10)
    safety.start(manager, "余震の安否確認", "", None, "later")
    assert not made.see(f"/safety/{asked}").says("催促") and made.see("/queue").says("余震の安否確認")
    monkeypatch.setattr(clock, "unix", lambda: now + 20)
    safety.remind(manager, asked, "reminder")
    first = made.see("/queue")
    assert first.says("台風の安否確認") and first.says("催促")
    page = made.see(f"/safety/{asked}")
    assert page.says("催促") and page.says("まだ回答していません")
    check_page(page, made)
    assert not made.submit(page, form=0, button="safe").says("催促")


def test_once_closed_it_takes_no_answer_and_says_so(walk, cast, asked):
    made, manager = walk("imode1"), walk("modern", cast.administrator)
    page = made.see(f"/safety/{asked}")
    closing = manager.get(manager.see(f"/safety/{asked}/counts").link("終了する"))
    assert closing.says("元には戻せません。") and manager.submit(closing).says("終了")
    answer = made.submit(page, form=0, button="safe")
    assert answer.says("この安否確認は終了しているため、回答できません。") and not answer.page.forms
    assert safety_counts.total(signed(cast.member), asked).open == 50


def test_the_twin_company_answers_its_own(walk, cast):
    twin = walk("modern", cast.twin)
    page = twin.see("/safety/2")
    assert page.says("別会社の地震の安否確認")
    twin.submit(page, form=0, button="help")
    assert answer_of(cast.member, 2).answer == "" and answer_of(cast.twin, 2).answer == HELP
    assert twin.see("/safety/3").status == 404


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_is_shown_answered_and_watched_within_the_limit_and_nothing_of_it_is_lost(walk, cast, name):
    manager = signed(cast.administrator, site_admin=True)
    asked = safety.start(manager, "🐌" * 50, NOTE, None, "s")
    for login in (cast.member, cast.colleague, cast.outsider, cast.administrator):
        safety.answer(signed(login), asked, HELP, f"a{login.user_id}", "🐌" * 400, "🐌" * 50)
    made = walk(name, cast.administrator)
    for path, label in (("/safety", "次へ"), (f"/safety/{asked}", "本文の続き"), (f"/safety/{asked}/counts", "次へ"), (f"/safety/{asked}/help", "次へ"),
                        (f"/safety/{asked}/open", "次へ"), (f"/safety/{asked}/people/00104", "ひとことの続き"), (f"/safety/{asked}/closing", "次へ")):
        for part in all_parts(made, made.see(path), label):
            check_page(part, made)
    form = made.see(f"/safety/{asked}")
    check_page(made.submit(form, {"place": "長" * 3000, "comment": "長" * 3000}), made)
    check_page(made.submit(made.see("/safety/new"), {"title": "長" * 3000, "body": "長" * 3000}), made)
    assert made.submit(form, {"answer": "safe"}).says("無事 と回答しました")
    after = safety.find(manager, asked)
    assert (after.answer, after.place, after.comment) == (SAFE, "🐌" * 50, "🐌" * 400)


def test_hostile_text_is_text(walk, cast):
    hostile, manager = '"><script>x</script>', signed(cast.administrator, site_admin=True)
    asked = safety.start(manager, hostile, hostile, None, "s")
    safety.answer(manager, asked, HELP, "a", hostile, hostile)
    for name in ("mova", "modern"):
        made = walk(name, cast.administrator)
        for path in ("", "/counts", "/help", "/people/00001", "/closing"):
            page = made.see(f"/safety/{asked}{path}")
            assert page.status == 200 and "<script>x" not in page.source
        assert hostile in made.see(f"/safety/{asked}/people/00001").text
