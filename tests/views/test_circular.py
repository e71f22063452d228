"""回覧 and レポート on the phone: written, read, confirmed and replied to; by those who may, and by nobody else."""

import datetime
import re

import pytest

from models import delivery
from models.circular import Circular
from models.delivery import Delivery
from tests.views.test_limits import NAMES, all_parts
from tests.views.test_screens import check_page

PHONES = ["mova", "ez", "sb3g", "modern"]


def write(phone, path="/circulars", button=None, **changes):
    return phone.submit(phone.see(f"{path}/new"), {"title": "件名", "body": "本文"} | changes, button=button)


def stored(title):
    return Circular.select().where(Circular.title == title).get()


def answer_of(cast, one, who="colleague"):
    person = getattr(cast, who)
    return Delivery.get(Delivery.member_id == one.member_id, Delivery.item_id == one.id, Delivery.kind == one.kind, Delivery.user_id == person.user_id)


@pytest.mark.parametrize("name", PHONES)
def test_a_circular_goes_from_any_phone_to_another_and_back(walk, cast, name):
    writer, reader = walk(name), walk("modern" if name == "mova" else "mova", cast.colleague)
    listed = write(writer, title="歓迎会☀", body="会費は\n3,000円", others=cast.colleague.user_id, due="20991231")
    assert listed.path == "/circulars/sent" and listed.says("未確認の人あり")
    page = reader.get(reader.see("/circulars").link("歓迎会"))
    assert page.says("期限 2099/12/31(木)") and page.says("佐藤 花子") and "3,000円" in page.text
    done = reader.submit(page)
    assert done.says("確認しました") and answer_of(cast, stored("歓迎会☀")).answer == "confirmed"
    again = reader.submit(reader.get(done.link("返信を直す")), {"reply": "参加します"})
    assert again.says("「参加します」")
    answers = writer.get(writer.get(writer.see("/circulars/sent").link("歓迎会")).link("確認した人"))
    assert answers.says("1/1人が確認") and "参加します" in answers.text
    assert writer.get(answers.link("まだの人")).says("全員が確認しました")


def test_the_first_lines_carry_what_one_came_for(walk):
    page = walk("imode1").see("/circulars/3")
    source = page.source[page.source.index("<body"):]
    assert source.index("カタツムリ") < source.index("直樹") < source.index('value="確認"') < source.index("荷物は")
    assert page.text.index("荷物は") < 60


def test_one_key_confirms_and_a_second_press_does_nothing(walk, cast):
    made = walk("mova")
    page = made.see("/circulars/3")
    assert 'accesskey="1"' in page.source
    for _ in range(2):
        assert made.submit(page).says("確認しました")
    assert made.submit(page, {"k": dict(made.see("/circulars/3/reply").form()["fields"])["k"]}).says("確認しました")
    assert answer_of(cast, Circular.get_by_id(("SAMPLE1", 3)), "member").comment == ""


def test_unconfirmed_ones_come_first_and_late_ones_say_so(walk):
    made = walk("modern")
    page = made.see("/circulars")
    rows = page.text.split("送信済み")[0]
    assert rows.index("期限切れ") < rows.index("健康診断") < rows.index("カタツムリ") < rows.index("夏季休業") and "済 佐々木 一郎" in rows
    assert "過ぎています" in made.see("/circulars/2").text and "過ぎています" not in made.see("/circulars/1").text


def test_it_goes_to_a_whole_unit_and_to_everybody(walk, cast):
    made = walk("sb3g")
    write(made, title="営業部へ", others="営業部")
    asked = {row.user_id for row in Delivery.select().where(Delivery.title == "営業部へ")}
    assert cast.colleague.user_id in asked and cast.member.user_id not in asked and cast.outsider.user_id not in asked
    assert write(made, title="全員へ", everybody="1").says("未確認の人あり")
    more = made.get(made.get(made.see("/circulars/sent").link("営業部へ")).link("宛先を追加"))
    page = made.submit(more, {"others": cast.outsider.user_id})
    assert page.says(f"確認した人(0/{len(asked) + 1})")


@pytest.mark.parametrize("changes, text", [
    ({"title": ""}, "件名を入力してください。"), ({"title": "あ" * 51}, "件名は50文字以内"), ({"body": ""}, "本文を入力してください。"),
    ({"body": "あ" * 10_001}, "本文は10000文字以内"), ({"due": "20260231"}, "期限は"), ({"due": "2026/1/2"}, "期限は、今日"), ({"others": ""}, "宛先を1人以上"),
    ({"others": "だれでもない"}, "当てはまる人がいません"), ({"others": "54321"}, "いまは登録されていない人"), ({"title": "a\x00b"}, "使えない文字"),
])
def test_each_rule_names_itself_and_everything_typed_is_still_there(walk, cast, changes, text):
    made = walk("modern")
    typed = {"title": "題", "body": "一行目\n二行目", "due": "2099/12/31", "others": "営業部"} | changes
    answer = write(made, **typed)
    assert answer.status == 200 and text in answer.text, answer.text
    fields = dict(answer.form()["fields"])
    assert all(fields[name] == value for name, value in typed.items() if name not in ("title", "body") or len(value) < 60)
    assert not Circular.select().where(Circular.title == "題").exists()


def test_a_due_day_that_has_passed_stays_as_it_is_but_is_not_sent_anew(walk, cast, today):
    made, passed = walk("ez"), today - datetime.timedelta(3)
    write(made, title="期限あり", due=f"{today:%Y%m%d}", others=cast.colleague.user_id)
    write(made, title="下書き", due=f"{today:%Y%m%d}", others=cast.colleague.user_id, button="keep")
    Circular.update(due_day=passed.toordinal()).where(Circular.title.in_(["期限あり", "下書き"])).execute()
    assert made.submit(made.see(f"/circulars/{stored('期限あり').id}/edit"), {"body": "直した本文"}).says("直した本文")
    refused = made.submit(made.see(f"/circulars/{stored('期限あり').id}/edit"), {"due": f"{today - datetime.timedelta(2):%Y%m%d}"})
    assert refused.says("期限は、今日") and stored("期限あり").due_day == passed.toordinal()
    draft = made.see(f"/circulars/{stored('下書き').id}/edit")
    assert made.submit(draft).says("期限は、今日") and stored("下書き").is_draft
    assert made.submit(draft, {"due": ""}).status == 200 and not stored("下書き").is_draft


def test_a_second_press_sends_nothing_more(walk):
    made = walk("imode1", keeps_cookies=False)
    form = made.see("/circulars/new")
    for _ in range(2):
        assert made.submit(form, {"title": "一度だけ", "body": "本文", "everybody": "1"}).path == "/circulars/sent"
    assert Circular.select().where(Circular.title == "一度だけ").count() == 1


def test_a_report_is_kept_as_a_draft_and_sent_later(walk, cast):
    made, boss = walk("mova", keeps_cookies=False), walk("modern", cast.colleague)
    form = made.see("/reports/new")
    assert cast.colleague.user_id in [value for name, value in form.form()["fields"] if name == "users"]  # as the last one
    listed = made.submit(form, {"title": "", "body": "途中", "heading": "週報", "others": "技術部"}, button="keep")
    assert listed.says("下書き")
    one = Circular.select().where(Circular.body == "途中").get()
    assert one.heading == "週報" and one.title and boss.see(f"/reports/{one.id}").status == 404
    page = made.see(f"/reports/{one.id}")
    assert page.says("まだ送信していません")
    form = made.get(page.link("続きを書く"))
    assert dict(form.form()["fields"])["others"].endswith("技術部")
    sent = made.submit(form, {"body": "できた", "others": ""})
    assert sent.path == f"/reports/{one.id}" and not sent.says("下書き")
    found = boss.get(boss.see("/reports").link(f"週報 {one.title}"))
    assert found.says("できた") and boss.submit(found).says("確認しました")


def test_the_author_changes_closes_and_deletes_it(walk, cast):
    mine, theirs = walk("ez"), walk("modern", cast.colleague)
    write(mine, title="前の件名", others=cast.colleague.user_id)
    path = f"/circulars/{stored('前の件名').id}"
    theirs.submit(theirs.see(path))
    edit = mine.see(f"{path}/edit")
    page = mine.submit(edit, {"title": "後の件名"})
    assert page.says("後の件名") and theirs.see(path).says("確認しました")
    stale = mine.submit(edit, {"title": "古い画面から", "k": dict(mine.see("/circulars/new").form()["fields"])["k"]})
    assert stale.says("先に変更されました") and "古い画面から" in stale.source and stored("後の件名")
    assert mine.submit(mine.get(page.link("変更")), {"ask_again": "1"}).says("確認した人(0/1)")
    closed = mine.submit(mine.see(path), form=-1)
    assert closed.says("確認は締め切られました。") and "確認を締め切る" not in closed.text
    assert theirs.see(path).says("確認は締め切られました。")
    confirmation = mine.get(closed.link("削除"))
    assert confirmation.says("元には戻せません。")
    for _ in range(2):
        assert mine.submit(confirmation).path == "/circulars/sent"
    assert theirs.see(path).status == 404 and mine.see(path).status == 404


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_whoever_wrote_it_reminds_those_who_have_not_confirmed(walk, cast, name):
    mine, theirs, done = walk(name, keeps_cookies=False), walk("mova", cast.colleague), walk("modern", cast.outsider)
    write(mine, title="まだですか", others=f"{cast.colleague.user_id} {cast.outsider.user_id}")
    path = f"/circulars/{stored('まだですか').id}"
    done.submit(done.see(path))
    assert "催促" not in theirs.see(path).text
    waiting = mine.get(mine.see(path).link("まだの人(1)に催促"))
    for _ in range(2):
        page = mine.submit(waiting)
        assert page.path == f"{path}/waiting" and page.says("に催促") and not page.says("10分に1回")
    assert mine.submit(page).says("催促できるのは、10分に1回までです。")
    assert theirs.see(path).says("まだ確認していません") and theirs.see("/queue").says("まだですか") and theirs.see("/queue").says("催促")
    assert "催促 佐藤 花子" in theirs.see("/circulars").text
    assert not done.see(path).says("催促") and not theirs.see(f"{path}/waiting").says("まだの人に催促")
    assert not theirs.submit(theirs.see(path)).says("催促")
    assert mine.submit(page).says("催促できるのは、10分に1回") and not mine.see(path).says("に催促")


def test_outsiders_and_the_twin_company_see_and_do_nothing(walk, cast):
    mine, reader, outsider, twin = walk("modern"), walk("modern", cast.colleague), walk("mova", cast.outsider), walk("modern", cast.twin)
    write(mine, title="内緒の回覧", others=cast.colleague.user_id)
    one = stored("内緒の回覧")
    path = f"/circulars/{one.id}"
    pages = ["", "/reply", "/answers", f"/answers/{cast.colleague.user_id}", "/waiting", "/edit", "/people", "/deletion"]
    posts = ["", "/confirmation", "/people", "/reminder", "/closing", "/deletion"]
    before = list(Circular.select().tuples()), list(Delivery.select().tuples())
    for phone, seen, done in ((outsider, 404, 404), (twin, 404, 404), (reader, 200, 403)):
        key = dict(phone.see("/circulars/new").form()["fields"])["k"]
        fields = [("k", key), ("title", "奪った"), ("body", "奪った"), ("version", "1"), ("everybody", "1")]
        for page in pages:
            owners = page in ("/edit", "/people", "/deletion")
            assert phone.see(path + page).status == (done if owners else seen), page
        for post in posts:
            if not (phone is reader and post == "/confirmation"):
                assert phone.post(phone.link(path + post), fields).status == done, post
        assert phone.see(path.replace("circulars", "reports")).status == 404
    for page in ("/reply", "/confirmation"):
        answer = mine.see(path + page) if page == "/reply" else mine.post(path + page, [("k", dict(mine.see(f"{path}/edit").form()["fields"])["k"])])
        assert answer.status == 403
    assert (list(Circular.select().tuples()), list(Delivery.select().tuples())) == before


def test_hostile_text_is_only_text(walk):
    for name in ("mova", "modern"):
        made = walk(name)
        for path in ("/circulars", "/circulars/2", "/circulars/2/reply"):
            source = made.see(path).source
            assert "<script>alert" not in source and "&lt;script&gt;alert" in source


# Long texts

EMOJI = "".join(f"{number:04d}" + "🐌☀📦😀👍🍠" for number in range(1000))


@pytest.fixture
def long_circular(site, cast):
    """A circular of the member to everybody with 50 and 10,000 emoji and the longest replies; all of its path."""
    from models import base, circulation

    def add():
        draft = circulation.Draft("🐌" * 50, EMOJI, everybody=True)
        circular_id = circulation.write(cast.member, "circular", draft, "long")
        Delivery.update(is_open=False, answer="confirmed", comment="🐌" * 1000, answered_at=0).where(
            Delivery.item_id == circular_id, Delivery.user_id > "00200").execute()
        return f"/circulars/{circular_id}"

    return base.transaction(add)


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_circular_is_within_every_limit(walk, cast, long_circular, name):
    made = walk(name)
    for page in ("", "/edit", "/people", "/deletion", "/answers", "/waiting", "/answers/00400"):
        check_page(made.see(long_circular + page), made)
    for label, page in (("次へ", "/answers"), ("次へ", "/waiting"), ("返信の続き", "/answers/00400")):
        for part in all_parts(made, made.see(long_circular + page), label):
            check_page(part, made)
    check_page(made.submit(made.see("/circulars/new"), {"title": "🐌" * 51, "body": "🐌" * 3000}), made)
    reader = walk(name, cast.outsider)
    for path in ("/circulars", long_circular, f"{long_circular}/reply"):
        check_page(reader.see(path), reader)


def test_ten_thousand_emoji_are_read_and_edited_in_parts_on_the_smallest_phone(walk, long_circular):
    made = walk("mova")
    texts = [part.text for part in all_parts(made, made.see(long_circular), "本文の続き")]
    read = "".join(re.split(r"\d:\d\d", text, maxsplit=1)[1].partition("本文の")[0] for text in texts)
    assert re.findall(r"\d", read) == re.findall(r"\d", EMOJI) and read.count("🐌") == read.count("☀") == 1000
    form, marked = made.see(f"{long_circular}/edit"), 0
    while True:
        check_page(form, made)
        further = [link["href"] for link in form.page.links if "続" in link["text"]]
        text = re.sub(r"\d", "済", dict(form.form()["fields"])["body"], count=1)
        assert made.submit(form, {"body": text}, follow=False).status == 302
        marked += 1
        if not further:
            break
        form = made.get(further[0])
        assert marked < 40
    after = Circular.get_by_id(("SAMPLE1", int(long_circular.split("/")[-1]))).body
    assert after.count("済") == marked > 5 and all(new in (old, "済") for new, old in zip(after, EMOJI, strict=True))


@pytest.mark.parametrize("name", ["modern", "kaios", "old-smart"])
def test_a_long_text_is_shown_and_written_whole_where_the_phone_takes_large_pages(walk, name):
    made = walk(name)
    write(made, "/reports", title="長い", body="あ" * 10_000, button="keep")
    path = f"/reports/{stored('長い').id}"
    form = made.see(f"{path}/edit")
    check_page(form, made)
    assert dict(form.form()["fields"])["body"].strip() == "あ" * 10_000 and not form.says("一部")
    made.submit(form, {"body": "い" * 9_999 + "う"}, button="send")
    shown = made.see(path)
    check_page(shown, made)
    assert stored("長い").body == "い" * 9_999 + "う" and shown.text.count("い") >= 9_999 and not shown.says("本文の続き")


def test_a_long_text_is_written_in_parts_on_the_smallest_phone(walk):
    made = walk("mova")
    write(made, "/reports", title="長い", body="あ" * 1000, button="keep")
    path = f"/reports/{stored('長い').id}"
    for number in range(1, 10):
        form = made.see(f"{path}/edit?p={number * 1000 - 10}")
        body = dict(form.form()["fields"])["body"]
        made.submit(form, {"body": body + "い" * 1000}, button="keep")
    assert stored("長い").body == "あ" * 1000 + "い" * 9000


def test_lists_read_only_what_they_show(walk, cast):
    from models.base import database

    made = walk("imode1")
    for path in ("/circulars", "/circulars/sent", "/reports", "/circulars/9/answers", "/circulars/9/waiting"):
        asked = []
        run = database.obj.execute_sql

        def counting(sql, *rest):
            asked.append(sql)
            return run(sql, *rest)

        database.obj.execute_sql = counting
        try:
            made.see(path)
        finally:
            del database.obj.execute_sql
        assert len(asked) <= 10


def test_the_two_sample_companies_have_nothing_in_common(site):
    from models.info import Info

    for table in (Circular, Info):
        assert all(row.title.startswith("別会社の") == (row.member_id == "SAMPLE2") for row in table.select()) and table.select().count() > 10


def test_what_awaits_an_answer_is_counted(walk, cast):
    made = walk("modern")
    before = delivery.counts(cast.member)
    assert before["circular"] >= 5 and before["report"] == 2
    made.submit(made.see("/circulars/3"))
    assert delivery.counts(cast.member)["circular"] == before["circular"] - 1
