"""検索: any part of any text, by those who may see it, on whatever engine."""

import datetime
from dataclasses import replace

import peewee
import pytest

from models import base, grams, schedule, search
from models.search import SearchEntry

DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def put(people):
    """Puts an item of the member's company: put(3, "件名", "本文", readers)."""

    def put(item_id, title, text="", readers=None, kind="memo", member_id=people.member.member_id):
        base.transaction(lambda: search.put(member_id, kind, item_id, title, text, readers, DAY))

    return put


@pytest.fixture
def remove(people):
    return lambda item_id, kind="memo": base.transaction(lambda: search.remove(people.member.member_id, kind, item_id))


@pytest.fixture
def found(people):
    """The ids that somebody, the member unless said otherwise, finds."""

    def found(query, viewer=None, **options):
        return [hit.item_id for hit in search.find(viewer or people.member, query, **options)]

    return found


@pytest.mark.parametrize("query", [
    "見", "見積", "積書", "御見積書", "書", "ﾃｽﾄ", "テスト", "てすと", "ＡＢＣ", "abc", "Abc", "高橋", "髙橋", "渡邉", "渡辺", "１２３", "123", "🍣", "🍣を", "、1",
    "て すと 見積", "③", "3.5%", "\"", "' OR", "%", "_b", "*", "(未)", "NEAR", "not",
])
def test_any_part_of_a_text_is_found_in_any_spelling(put, found, query):
    put(1, "御見積書(未)の③", "髙橋さんと渡邉さんへテストABC_b、123 🍣を 3.5% \"x\" ' OR '1'='1 * near NOT")
    put(2, "何もない", "本文")
    assert found(query) == [1]


@pytest.mark.parametrize("query", ["", "   ", "\n", "　", "\x00", "見書", "の髙橋", "ab_", "積見", "テストX", "ば", "か", "%%", "___", "本 見積", "🍺"])
def test_what_does_not_stand_in_it_does_not_find_it(put, found, query):
    put(1, "御見積書の", "髙橋さんへテストABC ガ")
    assert found(query) == []


def test_the_title_and_the_text_are_not_one_word(put, found):
    put(1, "会議", "室")
    assert found("会議") == found("室") == found("会議 室") == [1] and found("会議室") == []


def test_a_line_break_within_a_word_is_nothing(put, found):
    put(1, "件", "御見\n積書")
    assert found("見積") == [1]


def test_all_pairs_of_a_word_are_not_yet_the_word(put, found):
    put(1, "東京都", "京都市")
    put(2, "東京都市", "")
    assert found("東京都市") == [2]


def test_what_was_put_last_comes_first_and_pages_go_on(put, found):
    for item_id in range(1, 8):
        put(item_id, f"議事録{item_id}")
    assert found("議事録") == [7, 6, 5, 4, 3, 2, 1]
    put(3, "議事録3")
    assert found("議事録") == [3, 7, 6, 5, 4, 2, 1]
    assert found("議事録", count=3) == [3, 7, 6] and found("議事録", start=3, count=3) == [5, 4, 2] and found("議事録", start=7) == []


def test_as_it_now_is_and_no_more(put, remove, found):
    put(1, "古い題名", "古い本文")
    put(1, "新しい題名", "新しい本文")
    assert found("古い") == [] and found("新しい") == [1]
    remove(1)
    remove(1)
    assert found("新しい") == [] and not SearchEntry.select().exists()
    put(1, "三つ目")
    assert found("三つ目") == [1] and found("題名") == []


def test_a_hit_says_what_it_is(put, people):
    put(7, "御見積書 <b>", "本文", kind="circular")
    assert search.find(people.member, "見積") == [("circular", 7, "御見積書 <b>", DAY)]


def test_kinds_apart(put, remove, found):
    put(1, "打合せ")
    put(1, "打合せの件", kind="circular")
    put(2, "打合せ", kind="circular")
    assert found("打合せ", kind="memo") == [1] and found("打合せ", kind="circular") == [2, 1] and found("打合せ", kind="todo") == []
    remove(1)
    assert found("打合せ") == [2, 1]


def test_only_readers_find_what_is_not_for_everybody(put, found, people):
    put(1, "給与の件", readers=[people.member.user_id])
    put(2, "給与の件", readers=(people.member.user_id, people.colleague.user_id, people.member.user_id))
    put(3, "給与の件", readers=[])
    put(4, "給与の件")
    assert found("給与") == [4, 2, 1] and found("給与", people.colleague) == [4, 2] and found("給与", people.administrator) == [4]
    put(1, "給与の件", readers=[people.colleague.user_id])
    assert found("給与") == [4, 2] and found("給与", people.colleague) == [1, 4, 2]


def test_the_twin_company_finds_its_own(put, found, people):
    put(1, "本社の給与", readers=[people.member.user_id])
    put(2, "本社の給与")
    put(1, "別会社の給与", member_id=people.twin.member_id)
    assert found("給与", people.twin) == [1] and found("本社", people.twin) == [] and found("別会社") == [] and found("給与") == [2, 1]


@pytest.fixture
def same_tokens(monkeypatch):
    """Every token is the same: what the index answers says nothing any more."""
    monkeypatch.setattr(grams, "_token", lambda member_id, what, text: "0123456789")


def test_an_index_that_names_too_much_is_not_believed(same_tokens, put, found, people):
    put(1, "給与の件", readers=[people.colleague.user_id])
    put(2, "給与の件", member_id=people.twin.member_id)
    put(3, "賞与の件")
    put(4, "給与の件", kind="circular")
    assert found("給与", kind="circular") == [4] == found("給与") and found("賞与") == [3]


def test_texts_of_every_length(put, found):
    put(1, "長い", "".join(chr(0x4E00 + number) for number in range(10_000)))
    put(2, "長い", "あ" * 10_000)
    assert found(chr(0x4E00 + 9_998) + chr(0x4E00 + 9_999)) == [1] and found("ああああ") == [2] and found("長い") == [2, 1]


def test_thousands_of_readers(put, remove, found, people):
    everybody = [f"{number:05d}" for number in range(10_000)]
    put(1, "全社の回覧", readers=everybody)
    put(2, "全社の回覧", readers=[user_id for user_id in everybody if user_id != people.member.user_id])
    assert found("回覧") == [1] and found("回覧", people.colleague) == [2, 1]
    remove(1)
    assert found("回覧") == []


def test_long_queries_and_far_pages_cost_nothing(put, found):
    put(1, " ".join(f"語{number}" for number in range(30)))
    assert found(" ".join(f"語{number}" for number in range(30))) == [1]
    assert found("語", start=10 ** 9) == [] and found("語", start=search.MOST) == []


def test_a_transaction_that_fails_leaves_the_index_as_it_was(put, found, people):
    put(1, "前の題名")

    def work():
        search.put(people.member.member_id, "memo", 1, "後の題名", "")
        search.put(people.member.member_id, "memo", 2, "後の題名", "")
        raise ValueError

    with pytest.raises(ValueError):
        base.transaction(work)
    assert found("題名") == [1] and found("前の") == [1] and found("後の") == []


def test_nothing_is_left_in_the_index_of_what_is_gone(put, remove, people, database):
    company, tokens = people.member.member_id, set()
    for title, readers in (("前の題名", ["00104"]), ("後の題名", None)):
        put(1, title, "本文", readers)
        tokens |= grams.of_text(company, grams.fold(title, "本文")) | {grams.of_reader(company, "00104"), grams.of_reader(company, "")}
        put(2, title, "本文", readers)
    remove(1)
    remove(2)
    quoted = " OR ".join(f'"{token}"' for token in tokens)
    asked = f"search_index MATCH '{quoted}'" if isinstance(database.obj, peewee.SqliteDatabase) else "1 = 1"
    assert len(tokens) > 10 and not database.execute_sql(f"SELECT * FROM search_index WHERE {asked}").fetchall()


def test_many_at_once(people, found):
    items = [search.Item(number, f"題名{number}", "本文", None if number % 2 else ["00107"], DAY) for number in range(1, 3_001)]
    base.transaction(lambda: search.put_new(people.member.member_id, "event", items))
    assert found("題名3000", people.colleague) == [3000] and found("題名3000") == [] and found("題名", count=2) == [2999, 2997]
    assert found("題名11", people.colleague, count=200) == [*range(1199, 1099, -1), *range(119, 109, -1), 11]


def test_events_of_before_the_search_are_found_once_it_is_there(people, found):
    start = datetime.datetime.combine(DAY, datetime.time(9))
    for number, private in enumerate((False, True, False)):
        schedule.add(people.member, schedule.Draft(
            title=f"古い予定{number}", note="覚え書き", start=start, end=start + datetime.timedelta(hours=1), private=private,
            users=(people.administrator.user_id,)), f"k{number}")
    for item_id in (1, 2):
        base.transaction(lambda: search.remove(people.member.member_id, "event", item_id))
    base.database.execute_sql("DELETE FROM migration WHERE number = 20")
    assert found("古い予定") == [3]
    base.migrate()
    assert sorted(found("覚え書き")) == [1, 2, 3] == sorted(found("予定", people.administrator)) and sorted(found("予定", people.colleague)) == [1, 3]
    assert {hit.day for hit in search.find(people.member, "古い")} == {DAY}


def test_events_are_found_as_they_are(people, found):
    """Registered, changed, with one occurrence taken out, deleted."""
    start = datetime.datetime.combine(DAY, datetime.time(9))
    draft = schedule.Draft(title="朝の会", start=start, end=start + datetime.timedelta(hours=1), users=("00104",), rule="daily", until=DAY.replace(day=27))
    event_id = schedule.add(people.member, draft, "k1")
    one = replace(draft, title="朝の遠足", place="見本駅", private=True).starting_on(DAY.replace(day=25), draft.until)
    other = schedule.change(people.member, event_id, DAY.replace(day=25), "one", one, 1, "k2")
    assert found("朝の") == [other, event_id] and found("見本駅 遠足") == [other] and found("朝の", people.colleague) == [event_id]
    schedule.change(people.member, event_id, DAY, "all", replace(draft, title="夜の会"), 2, "k3")
    assert found("朝の会") == [] and found("夜の会") == [event_id]
    schedule.delete(people.member, event_id, DAY.replace(day=27), "one", "k4")
    assert found("夜の会") == [event_id]
    schedule.delete(people.member, event_id, DAY, "all", "k5")
    assert found("夜の会") == [] and found("朝の") == [other]
