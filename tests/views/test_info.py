"""インフォメーション on the phone: posted, read, replied to, changed by those who may; categories; the longest texts."""

import datetime
import re

import peewee
import pytest

from models import info, info_board
from models.info import Info, InfoCategory, InfoRead, InfoReply
from models.session import Signed
from tests.views.test_limits import NAMES, all_parts
from tests.views.test_screens import check_page

PHONES = ["mova", "ez", "sb3g", "modern"]


def post(phone, **changes):
    return phone.submit(phone.see("/infos/new"), {"title": "お知らせ", "body": "本文"} | changes)


def path_of(title):
    return f"/infos/{Info.select().where(Info.title == title).get().id}"


def typed(day):
    return day.strftime("%Y%m%d")


@pytest.mark.parametrize("name", PHONES)
def test_a_notice_goes_from_any_phone_to_another_and_replies_come_back(walk, cast, name):
    writer, reader = walk(name), walk("modern" if name == "mova" else "mova", cast.outsider)
    listed = post(writer, title="芋煮会☀", body="雨天中止\n参加者は返信を", category="2")
    assert listed.path == "/infos/own" and "芋煮会" in listed.text
    rows = reader.see("/infos")
    assert rows.text.index("未読") < rows.text.index("芋煮会")  # the newest comes first
    page = reader.get(rows.link("芋煮会"))
    assert page.says("佐藤 花子") and page.says("雨天中止") and "変更" not in [link["text"] for link in page.page.links]
    replies = reader.submit(reader.get(page.link("返信(0)")), {"body": "行きます"})
    assert replies.says("行きます")
    page = writer.see(path_of("芋煮会☀"))
    assert page.says("返信(1)") and "行きます" in writer.get(writer.get(page.link("返信(1)")).link("行きます")).text


def test_what_was_opened_is_read(walk, cast, today):
    made = walk("mova", keeps_cookies=False)
    before = info.unread_count(cast.member, today)
    page = made.see("/infos")
    unread = page.text.count("未読")
    assert unread and before >= unread
    made.get(page.link("未読"))
    assert made.see("/infos").text.count("未読") == unread - 1 and info.unread_count(cast.member, today) == before - 1


def test_a_page_is_shown_though_its_reading_can_not_be_noted(walk, monkeypatch):
    def fail(**values):
        raise peewee.OperationalError("disk I/O error")

    made = walk("modern")
    monkeypatch.setattr(InfoRead, "insert", fail)
    for _ in range(2):
        assert made.get(made.see("/infos").link("未読")).status == 200


def test_before_and_after_its_days_only_those_who_may_change_it_see_it(walk, cast, today):
    mine, theirs, administrator = walk("ez"), walk("modern", cast.outsider), walk("modern", cast.administrator)
    later = today + datetime.timedelta(days=5)
    post(mine, title="来週から", first=typed(later), last=typed(later))
    over = info_board.Draft("もう終わり", "本文", 0, today - datetime.timedelta(9), today - datetime.timedelta(8))
    info_board.post(Signed("SAMPLE1", cast.member.user_id, "", "cookie", 1, "", 0, "", False, False), over, today, "over")
    own = mine.see("/infos/own").text
    form = mine.get(mine.get(mine.link(path_of("もう終わり"))).link("変更"))
    assert mine.submit(form, {"body": "直した本文"}).says("直した本文")  # its days stay as they are
    refused = mine.submit(mine.see(path_of("もう終わり") + "/edit"), {"last": typed(today - datetime.timedelta(7))})
    assert refused.says("最後の日は、今日")
    assert own.index("掲示前") < own.index("来週から") and own.index("終了") < own.index("もう終わり")
    assert "来週から" in administrator.see("/infos/own").text and "人事異動" in administrator.see("/infos/own").text
    for title, words in (("来週から", "掲示前です。"), ("もう終わり", "終了しました。")):
        assert mine.see(path_of(title)).says(words) and administrator.see(path_of(title)).says(words)
        assert title not in theirs.see("/infos").text + theirs.see("/infos/own").text
        for page in ("", "/replies", "/edit", "/deletion"):
            assert theirs.see(path_of(title) + page).status == 404


@pytest.mark.parametrize("changes, text", [
    ({"title": ""}, "タイトルを入力してください。"), ({"title": "あ" * 51}, "タイトルは50文字以内"), ({"body": ""}, "本文を入力してください。"),
    ({"body": "あ" * 10_001}, "本文は10000文字以内"), ({"first": "20260231"}, "最初の日は"), ({"last": ""}, "最後の日は"),
    ({"last": "2020/01/01"}, "最初の日か、それより後"), ({"last": "2026/1/3"}, "最後の日は、今日"), ({"category": "77"}, "分類を選び直して"), ({"title": "a\x00b"}, "使えない文字"),
])
def test_each_rule_names_itself_and_everything_typed_is_still_there(walk, changes, text):
    made = walk("modern")
    values = {"title": "題", "body": "一行目\n二行目", "first": "2026/1/2", "last": "2099/12/31"} | changes
    answer = post(made, **values)
    assert answer.status == 200 and text in answer.text, answer.text
    fields = dict(answer.form()["fields"])
    assert all(fields[name] == value for name, value in values.items() if name != "category" and len(value) < 60)
    assert not Info.select().where(Info.title == "題").exists()


def test_a_second_press_posts_and_replies_once(walk):
    made = walk("imode1", keeps_cookies=False)
    form = made.see("/infos/new")
    for _ in range(2):
        assert made.submit(form, {"title": "一度だけ", "body": "本文"}).path == "/infos/own"
    assert Info.select().where(Info.title == "一度だけ").count() == 1
    form = made.see(f"{path_of('一度だけ')}/replies")
    for _ in range(2):
        assert made.submit(form, {"body": "一度だけ返信"}).says("一度だけ返信")
    assert InfoReply.select().where(InfoReply.body == "一度だけ返信").count() == 1


def test_author_and_system_administrator_change_and_delete_it(walk, cast):
    mine, administrator = walk("mova"), walk("sb3g", cast.administrator)
    post(mine, title="前の題")
    path = path_of("前の題")
    form = mine.see(f"{path}/edit")
    assert administrator.submit(administrator.see(f"{path}/edit"), {"title": "管理者の題"}).says("管理者の題")
    stale = mine.submit(form, {"title": "私の題"})
    assert stale.says("ほかの人が先にこの掲示を変更しました。") and "私の題" in stale.source
    confirmation = mine.get(mine.see(path).link("削除"))
    assert confirmation.says("元には戻せません。")
    for _ in range(2):
        assert mine.submit(confirmation).path == "/infos"
    assert administrator.see(path).status == 404


def test_colleagues_and_the_twin_company_change_nothing(walk, cast):
    mine, theirs, twin = walk("modern"), walk("mova", cast.outsider), walk("modern", cast.twin)
    post(mine, title="本社のお知らせ")
    path = path_of("本社のお知らせ")
    mine.submit(mine.see(f"{path}/replies"), {"body": "私の返信"})
    reply = f"{path}/replies/{InfoReply.select().where(InfoReply.body == '私の返信').get().id}"
    before = [list(table.select().tuples()) for table in (Info, InfoReply, InfoCategory)]
    for phone, status in ((theirs, 403), (twin, 404)):
        fields = [("k", dict(phone.see("/infos/new").form()["fields"])["k"]), ("title", "奪った"), ("body", "奪った"), ("version", "1"),
                  ("first", "20260101"), ("last", "20991231"), ("name", "奪った"), ("position", "1")]
        for page in (f"{path}/edit", f"{path}/deletion", f"{reply}/deletion"):
            assert phone.see(page).status == status, page
        for page in (path, f"{path}/deletion", f"{reply}/deletion"):
            assert phone.post(phone.link(page), fields).status == status, page
        for page in ("/infos/categories/new", "/infos/categories/1", "/infos/categories/1/deletion"):
            assert phone.see(page).status == 403, page
        for page in ("/infos/categories", "/infos/categories/1", "/infos/categories/1/deletion"):
            assert phone.post(phone.link(page), fields).status == 403, page
    assert twin.see(path).status == twin.see(f"{path}/replies").status == twin.see(reply).status == 404
    assert [list(table.select().tuples()) for table in (Info, InfoReply, InfoCategory)] == before


def test_a_reply_is_deleted_by_its_author(walk):
    made = walk("ez")
    page = made.submit(made.see("/infos/4/replies"), {"body": "間違えた返信"})
    reply = made.get(page.link("間違えた返信"))
    answer = made.submit(made.get(reply.link("削除")))
    assert answer.path == "/infos/4/replies" and "間違えた返信" not in answer.text
    too_long = made.submit(answer, {"body": "長" * 1001})
    assert too_long.says("返信は1000文字以内") and "長長" in dict(too_long.form()["fields"])["body"]


def test_a_system_administrator_defines_categories_for_all(walk, cast):
    administrator, reader = walk("mova", cast.administrator), walk("modern")
    page = administrator.see("/infos/categories")
    assert administrator.submit(administrator.get(page.link("分類を追加")), {"name": ""}).says("分類の名前を入力してください。")
    page = administrator.submit(administrator.get(page.link("分類を追加")), {"name": "防災🚒", "position": "1"})
    assert page.text.index("防災") < page.text.index("総務から")
    found = InfoCategory.select().where(InfoCategory.name.startswith("防災")).get()
    post(reader, title="消火訓練", category=str(found.id))
    listed = reader.get(reader.see("/infos/categories").link("防災"))
    assert "消火訓練" in listed.text and "芋煮会" not in listed.text and "変更" not in reader.see("/infos/categories").text
    administrator.submit(administrator.see(f"/infos/categories/{found.id}/deletion"))
    assert "消火訓練" in reader.see("/infos?c=0").text and reader.see(f"/infos?c={found.id}").status == 404


def test_hostile_text_is_only_text(walk):
    for name in ("mova", "modern"):
        made = walk(name)
        for path in ("/infos", "/infos/2", "/infos/2/replies"):
            assert "<b>太字" not in made.see(path).source and "&lt;b&gt;太字" in made.see(path).source


# Long texts

EMOJI = "".join(f"{number:04d}" + "🐌☀📦😀👍🍠" for number in range(1000))


@pytest.fixture
def long_info(site, cast, today):
    """The path of a notice with 50 and 10,000 emoji and many long replies, among many and the longest categories."""
    from models import base

    def add():
        company = cast.member.member_id
        for number in range(20):
            values = {"name": "🐌" * 20, "position": number}
            InfoCategory.insert(member_id=company, id=100 + number, **values).execute()
        for number in range(12):
            draft = info_board.Draft("🐌" * 50, EMOJI, 100, today, today)
            info_id = info_board.post(cast.member, draft, today, f"long{number}")
            InfoReply.insert(member_id=company, info_id=info_id, id=900, author_id="00107", body="🐌" * 1000, written_at=0).execute()
        base.insert_rows(InfoReply, [(company, info_id, number, "00107", "🐌" * 1000, 0) for number in range(100, 120)])
        return f"/infos/{info_id}"

    return base.transaction(add)


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_notice_is_within_every_limit(walk, cast, long_info, name):
    made = walk(name)
    for page in ("", "/edit", "/deletion", "/replies/900", "/replies/900/deletion"):
        check_page(made.see(long_info + page), made)
    for label, path in (("次へ", "/infos"), ("次へ", "/infos/own"), ("次へ", f"{long_info}/replies"), ("返信の続き", f"{long_info}/replies/900")):
        for part in all_parts(made, made.see(path), label):
            check_page(part, made)
    check_page(made.submit(made.see("/infos/new"), {"title": "🐌" * 51, "body": "🐌" * 3000}), made)
    check_page(made.submit(made.see(f"{long_info}/replies"), {"body": "🐌" * 1001}), made)
    administrator = walk(name, cast.administrator)
    check_page(administrator.see("/infos/categories"), administrator)
    check_page(administrator.see("/infos/categories/100"), administrator)


def test_ten_thousand_emoji_are_edited_in_parts_on_the_smallest_phone(walk, long_info):
    made = walk("mova")
    form, parts = made.see(f"{long_info}/edit"), 1
    while further := [link["href"] for link in form.page.links if "続" in link["text"]]:
        text = re.sub(r"\d", "済", dict(form.form()["fields"])["body"], count=1)
        assert made.submit(form, {"body": text}, follow=False).status == 302
        form, parts = made.get(further[0]), parts + 1
    after = Info.get_by_id(("SAMPLE1", int(long_info.split("/")[-1]))).body
    assert after.count("済") == parts - 1 > 5 and all(new in (old, "済") for new, old in zip(after, EMOJI, strict=True))
