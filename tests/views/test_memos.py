"""伝言 on the phone: written with few presses, read, confirmed, answered, taken back; by those who may."""

from dataclasses import replace

import pytest

from carriers import DIALECTS
from models import clock, delivery, memo, memo_box
from models.base import NotFound
from models.memo import Memo
from tests.counting import counted
from tests.views.test_limits import all_parts
from tests.views.test_screens import check_page

NAMES = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
PHONES = [("mova", None), ("ez", False), ("sb3g", None), ("modern", True)]
EMOJI = "🐌" * 50


def memo_moment():
    return clock.now().replace(second=0, microsecond=0)


def write(made, to, caller="見本商店 田中様", **changes):
    return made.submit(made.see("/memos/new"), {"caller": caller, "users": None, "others": to} | changes)


def newest():
    return Memo.select().order_by(Memo.id.desc()).first()


@pytest.mark.parametrize("name, cookies", PHONES)
def test_a_memo_is_written_with_a_name_and_a_number_read_called_back_and_confirmed(walk, cast, name, cookies):
    writer, reader = walk(name, keeps_cookies=cookies), walk(name, cast.colleague, keeps_cookies=cookies)
    sent = writer.submit(writer.see(f"/memos/new?u={cast.colleague.user_id}"), {"caller": "見本工業 鈴木様", "phone": "０３－0000-2001"})
    assert sent.path == "/memos/sent" and sent.says("確認0/1")
    page = reader.get(reader.see("/memos").link("見本工業 鈴木様"))
    assert page.says("見本工業 鈴木様") and page.says("折り返し電話をください")
    assert page.link("03-0000-2001") == "tel:03-0000-2001"
    if reader.device.dialect.key_label != "none":
        assert page.key("3").startswith("tel:") and reader.get(reader.see("/memos").key("1")).says("見本工業 鈴木様")
    answer = reader.submit(page, form=0)
    assert answer.path == "/memos" and newest().phrase == "call"
    assert writer.see("/memos/sent").says("確認1/1")
    assert not memo_box.find(cast.colleague, newest().id).is_open


def test_the_state_of_whom_it_is_for_stands_beside_the_name(walk, cast):
    theirs, mine = walk("modern", cast.colleague), walk("mova")
    theirs.submit(theirs.see("/presence"), form=2)
    assert mine.see("/memos/new").says("髙橋 健太(外出)".replace("髙", mine.device.dialect.shown("髙")))


def test_it_goes_to_a_unit_and_to_people_by_name(walk, cast):
    made = walk("sb3g", keeps_cookies=False)
    write(made, "総務部 00107 福田", users=[])
    people = {user_id for user_id, _, _ in memo_box.people(cast.member, newest().id, 0, 99)}
    assert cast.colleague.user_id in people and len(people) > 2


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk, cast):
    for name in ("mova", "modern"):
        made = walk(name)
        answer = write(made, "00107 だれでもない", phone="電話なし", title="件名です", note="一行目\n二行目", secret="1", time="2561", phrase="again")
        assert answer.says("時刻は 9:30 か 0930") and answer.says("電話番号は 03-1234-5678") and answer.says("「だれでもない」に当てはまる人がいません。")
        fields = answer.form()["fields"]
        typed = {"caller": "見本商店 田中様", "phone": "電話なし", "title": "件名です", "time": "2561", "secret": "1", "phrase": "again"}
        assert typed.items() <= dict(fields).items() and dict(fields)["others"] == "だれでもない"
        assert dict(fields)["note"].split() == ["一行目", "二行目"] and ("users", "00107") in fields
    assert newest().caller != "見本商店 田中様"


WRONG = [
    ({"caller": "あ" * 51}, "相手は50文字以内"), ({"title": "あ" * 51}, "件名は50文字以内"), ({"note": "あ" * 1001}, "本文は1000文字以内"),
    ({"phone": "0" * 14}, "13文字以内"), ({"phrase": ""}, "用件を選ぶか"), ({"to": ""}, "宛先を1人以上"), ({"to": "54321"}, "宛先に"),
    ({"day": "x"}, "日付は"), ({"day": "20991231"}, "今日までの日"), ({"phrase": "x"}, "用件を選び直して"), ({"caller": "a\x00b"}, "使えない文字"),
]


def test_each_rule_names_itself(walk):
    before, made = Memo.select().count(), walk("modern")
    for changes, text in WRONG:
        answer = write(made, **{"to": "00107"} | changes)
        assert answer.status == 200 and text in answer.text, f"{changes}: {answer.text}"
    assert Memo.select().count() == before


def test_a_second_press_sends_nothing_and_lands_on_the_same_page(walk):
    made, before = walk("imode1"), Memo.select().count()
    form = made.see("/memos/new")
    for _ in range(3):
        assert made.submit(form, {"others": "00107", "caller": "一度だけ様"}).path == "/memos/sent"
    assert Memo.select().count() == before + 1


def test_an_answer_goes_to_the_sender_with_what_it_refers_to_and_loses_no_character(walk, cast):
    memo.send(cast.colleague, memo.Draft(title="𠮷田🐌様の件", called_at=memo_moment(), users=(cast.member.user_id,)), "k")
    first = newest()
    made = walk("mova")
    form = made.get(made.see(f"/memos/{first.id}").key("2"))
    assert dict(form.form()["fields"])["users"] == cast.colleague.user_id
    for _ in range(2):
        made.submit(form, {"note": "承知しました"})
    answer = newest()
    assert (answer.title, answer.reply_to, answer.body) == ("Re: 𠮷田🐌様の件", first.id, "承知しました")
    theirs = walk("modern", cast.colleague)
    assert theirs.get(theirs.see(f"/memos/{answer.id}").link("元の伝言")).says("𠮷田🐌様の件")
    assert not memo_box.find(cast.member, first.id).is_open


def test_an_answer_to_what_was_taken_back_meanwhile_still_goes(walk, cast):
    memo.send(cast.colleague, memo.Draft(title="すぐ消す", called_at=memo_moment(), users=(cast.member.user_id,)), "k")
    first, made = newest(), walk("modern")
    form = made.see(f"/memos/{first.id}/reply")
    memo.take_back(cast.colleague, first.id, "t")
    made.submit(form, {"note": "承知しました"})
    assert (newest().title, newest().reply_to) == ("Re: すぐ消す", None)


def test_a_secret_memo_is_only_on_its_own_page(walk, cast):
    mine, theirs = walk("modern"), walk("mova", cast.colleague)
    sent = write(mine, "00107", caller="ひみつ様", title="内緒の件", note="内緒の本文", phone="03-0000-9999", secret="1")
    received = theirs.see("/memos")
    for page in (sent, received, theirs.top):
        assert "ひみつ" not in page.source and "内緒" not in page.source and "9999" not in page.source
    assert received.says("シークレット")
    page = theirs.get(received.key("1"))
    assert page.says("内緒の件") and page.says("内緒の本文") and page.key("3") == "tel:03-0000-9999"


def test_others_and_the_twin_company_find_no_memo(walk, cast):
    memo.send(cast.member, memo.Draft(title="本社だけの伝言", called_at=memo_moment(), users=(cast.colleague.user_id,)), "k")
    sent = newest()
    for login in (cast.outsider, cast.administrator, cast.twin):
        other = walk("modern", login)
        key = dict(other.see("/memos/new").form()["fields"])["k"]
        for path in ("", "/people", "/reply", "/withdrawal"):
            assert other.see(f"/memos/{sent.id}{path}").status == 404
        for path in ("/confirmation", "/withdrawal"):
            assert other.post(f"/memos/{sent.id}{path}", [("k", key)]).status == 404
        assert "本社だけの伝言" not in other.see("/memos").source
    assert memo_box.find(cast.colleague, sent.id).is_open
    reader = walk("modern", cast.colleague)
    assert reader.see(f"/memos/{sent.id}/withdrawal").status == 403
    key = dict(reader.see("/memos/new").form()["fields"])["k"]
    assert reader.post(f"/memos/{sent.id}/withdrawal", [("k", key)]).status == 403


@pytest.mark.parametrize("name, cookies", PHONES[:3])
def test_what_nobody_has_confirmed_is_taken_back(walk, cast, name, cookies):
    mine = walk(name, keeps_cookies=cookies)
    write(mine, "00107", caller="取り消す様")
    sent = newest()
    confirmation = mine.get(mine.get(mine.see("/memos/sent").key("1")).key("5"))
    assert confirmation.says("元には戻せません。")
    assert [mine.submit(confirmation).path for _ in range(2)] == ["/memos/sent"] * 2
    with pytest.raises(NotFound):
        memo_box.find(cast.member, sent.id)


def test_what_was_confirmed_at_the_last_moment_stays_and_says_so(walk, cast):
    mine = walk("imode1")
    write(mine, "00107")
    sent = newest()
    confirmation = mine.see(f"/memos/{sent.id}/withdrawal")
    memo.confirm(cast.colleague, sent.id, "c")
    assert mine.submit(confirmation).says("確認した人がいるため、取り消せません。")
    assert not mine.see(f"/memos/{sent.id}").says("取り消し") and Memo.select().where(Memo.id == sent.id).exists()


def test_hostile_text_is_only_text(walk, cast):
    hostile = "<b>&\"'{{7*19131}}"
    memo.send(cast.colleague, memo.Draft(caller=hostile, title=hostile, body=hostile, called_at=memo_moment(), users=(cast.member.user_id,)), "k")
    for name in ("mova", "imode1", "modern"):
        made = walk(name)
        for path in ("", "/reply"):
            page = made.see(f"/memos/{newest().id}{path}")
            check_page(page, made)
            assert "<b>&" not in page.source and "133917" not in page.text
        assert hostile in made.see("/memos").text


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_of_everything_fits(walk, cast, everyone, name):
    everybody = tuple(user_id for member_id, user_id in everyone if member_id == cast.member.member_id)
    longest = memo.Draft(caller=EMOJI, title=EMOJI, phrase="below", phone="0" * 13, body=EMOJI * 20, called_at=memo_moment(), users=everybody)
    for number in range(5):
        memo.send(cast.member, replace(longest, users=everybody if number == 4 else everybody[:2]), f"k{number}")
    made, sent = walk(name), newest().id
    for path, label in (("/memos", "次へ"), ("/memos/sent", "次へ"), (f"/memos/{sent}", "本文の続き"), (f"/memos/{sent}/people", "次へ")):
        for part in all_parts(made, made.see(path), label):
            check_page(part, made)
    for path in (f"/memos/{sent}/reply", "/memos/new", f"/memos/{sent}/withdrawal"):
        check_page(made.see(path), made)
    refused = write(made, " ".join(everybody), caller=made.device.dialect.shown(EMOJI)[:400], note="長" * 3000)
    assert refused.says("本文は1000文字以内")
    check_page(refused, made)


@pytest.mark.parametrize("path, most", [("/memos", 2), ("/memos/sent", 4), ("/memos/4", 4), ("/memos/new", 3)])
def test_a_page_asks_the_database_a_few_times(walk, path, most):
    made = walk("modern")
    with counted() as statements:
        made.see(path)
    assert 0 < len(statements) <= most, statements


def test_every_answer_of_the_queue_is_counted_once(walk, cast):
    before = delivery.counts(cast.colleague).get("memo", 0)
    write(walk("modern"), "00107")
    assert delivery.counts(cast.colleague)["memo"] == before + 1
    memo.confirm(cast.colleague, newest().id, "c")
    assert delivery.counts(cast.colleague).get("memo", 0) == before


def test_the_samples_show_real_life_and_the_twins_are_others(walk, cast):
    mine, twin = walk("modern"), walk("modern", cast.twin)
    for path in ("/memos", "/memos/sent"):
        assert "別会社" not in mine.see(path).text and "別会社" in twin.see(path).text
    assert len([link for link in mine.see("/memos").page.links if link["text"].startswith("済")]) == 2
    assert "<script>alert(1)</script>" in mine.see("/memos").text and mine.see("/memos").says("シークレット")
