"""インフォメーション: shown on its days, unread until it is opened, changed by those who may, replied to by those who see it."""

import datetime
import threading

import peewee
import pytest

from models import audit, base, info, info_board, info_category, info_reply, search
from models.base import Invalid, NotAllowed, NotFound, Stale, database
from models.info import Info, InfoCategory, InfoRead, InfoReply
from models.info_board import Draft

TODAY = datetime.date(2026, 11, 24)


def day(distance):
    return TODAY + datetime.timedelta(distance)


@pytest.fixture
def viewers(people, log_in):
    """(author, colleague, システム管理者, the twin company's), signed in."""
    author, colleague, administrator, twin = [log_in(person)[1] for person in people]
    return author, colleague, administrator._replace(system_admin=True), twin._replace(system_admin=True)


@pytest.fixture
def post(viewers):
    """Posts a notice of the author, shown from one day to another; returns its id."""
    keys = iter(range(1000))

    def post(title, first=0, last=30, viewer=viewers[0], category_id=0):
        return info_board.post(viewer, Draft(title, "本文", category_id, day(first), day(last)), TODAY, f"p{next(keys)}")

    return post


def titles(viewer, today=TODAY, category_id=None):
    return [row.title for row in info.shown(viewer, today, category_id, 0, 9)]


# Shown and unread


def test_everybody_of_the_company_sees_it_on_its_days(viewers, post):
    author, colleague, _, twin = viewers
    info_id = post("お知らせ", 1, 2)
    for viewer in (author, colleague):
        assert [titles(viewer, day(distance)) for distance in range(4)] == [[], ["お知らせ"], ["お知らせ"], []]
    assert info.find(colleague, info_id, day(1)).author == "佐藤 花子"
    for distance in (0, 3):
        with pytest.raises(NotFound):
            info.find(colleague, info_id, day(distance))
        with pytest.raises(NotFound):
            info_reply.add(colleague, info_id, "返信", day(distance), f"{distance}")
    for distance in range(4):
        with pytest.raises(NotFound):
            info.find(twin, info_id, day(distance))
        assert titles(twin, day(distance)) == []


def test_those_who_may_change_it_see_it_before_and_after(viewers, post):
    author, colleague, administrator, _ = viewers
    coming, past = post("これから", 1, 2), post("終わり", -2, -1)
    assert [row.title for row in info.own(author, 0, 9)] == [row.title for row in info.own(administrator, 0, 9)] == ["これから", "終わり"]
    assert info.own(colleague, 0, 9) == []
    for viewer in (author, administrator):
        assert info.find(viewer, coming, TODAY).may_change and info.find(viewer, past, TODAY).may_change


def test_the_newest_comes_first_and_a_category_alone(viewers, post):
    administrator = viewers[2]
    info_category.add(administrator, "総務", 1, "c")
    post("古い", -2)
    post("総務の", -1, category_id=1)
    post("同じ日の1")
    post("同じ日の2")
    assert titles(viewers[1]) == ["同じ日の2", "同じ日の1", "総務の", "古い"]
    assert titles(viewers[1], category_id=1) == ["総務の"] and titles(viewers[1], category_id=0) == ["同じ日の2", "同じ日の1", "古い"]
    assert [row.title for row in info.shown(viewers[1], TODAY, None, 1, 2)] == ["同じ日の1", "総務の"]


def test_what_was_opened_is_unread_no_more(viewers, post):
    author, colleague, _, twin = viewers
    first, _, _ = post("一"), post("二"), post("これから", 1)
    post("双子の", viewer=twin)
    assert (info.unread_count(author, TODAY), info.unread_count(colleague, TODAY)) == (0, 2)  # one's own is read
    assert [row.is_unread for row in info.shown(colleague, TODAY, None, 0, 9)] == [True, True]
    for _ in range(2):
        info.note_reading(colleague, first)
    assert info.unread_count(colleague, TODAY) == 1 and not info.find(colleague, first, TODAY).is_unread
    assert [row.is_unread for row in info.shown(colleague, TODAY, None, 0, 9)] == [True, False]
    assert info.unread_count(colleague, day(1)) == 2 and info.unread_count(colleague, day(31)) == 0


@pytest.mark.on_sqlite("only there a writer stands in the way of all others")
def test_a_busy_database_only_leaves_it_unread(viewers, post, monkeypatch):
    colleague, info_id = viewers[1], post("お知らせ")
    monkeypatch.setattr(base, "_PASSING_AGAIN", 0)
    other = peewee.SqliteDatabase(database.obj.database, timeout=0)
    with other.atomic("IMMEDIATE"):
        info.note_reading(colleague, info_id)
    other.close()
    assert info.unread_count(colleague, TODAY) == 1
    info.note_reading(colleague, info_id)
    assert info.unread_count(colleague, TODAY) == 0


@pytest.mark.on_sqlite("its plan is read")
def test_what_is_unread_is_counted_along_indexes_only(viewers):
    info.unread_count(viewers[1], TODAY)
    plan = [row[3] for row in database.execute_sql("EXPLAIN QUERY PLAN " + info._unread._sql, [""] * len(info._unread._names)).fetchall()]
    assert len(plan) == 2 and "COVERING INDEX info_shown (member_id=? AND last_day>?)" in plan[0] and "PRIMARY KEY" in plan[1]


# Posted and changed


@pytest.mark.parametrize("changes, field", [
    ({"title": ""}, "title"), ({"title": "題" * 51}, "title"), ({"title": "\x00"}, "title"), ({"body": ""}, "body"), ({"body": "文" * 10_001}, "body"),
    ({"first": None}, "last"), ({"last": None}, "last"), ({"last": day(-1)}, "last"), ({"last": datetime.date(2100, 1, 1)}, "last"), ({"category_id": 5}, "category"),
])
def test_a_draft_that_breaks_a_rule_posts_nothing(viewers, changes, field):
    with pytest.raises(Invalid) as error:
        info_board.post(viewers[0], Draft(**{"title": "題", "body": "本文", "first": TODAY, "last": TODAY} | changes), TODAY, "k")
    assert list(error.value.problems) == [field] and not Info.select().exists() and not base.is_done("ACME1", "k")


def test_a_repeated_post_posts_once(viewers):
    draft = Draft("🐌" * 50, "🐌" * 10_000, 0, TODAY, TODAY)
    assert info_board.post(viewers[0], draft, TODAY, "k") == 1 and info_board.post(viewers[0], draft, TODAY, "k") is None
    assert Info.select().count() == InfoRead.select().count() == 1


def test_author_and_system_administrators_change_and_delete_it_and_nobody_else(viewers, post):
    author, colleague, administrator, twin = viewers
    info_id, coming = post("お知らせ"), post("これから", 1)
    draft = Draft("変えた", "変えた", 0, TODAY, TODAY)
    for viewer, which, error in ((colleague, info_id, NotAllowed), (colleague, coming, NotFound), (twin, info_id, NotFound)):
        with pytest.raises(error):
            info_board.change(viewer, which, draft, 1, TODAY, "k")
        with pytest.raises(error):
            info_board.delete(viewer, which, TODAY, "k")
    info_board.change(author, info_id, draft, 1, TODAY, "k1")
    info_board.change(administrator, info_id, Draft("管理者が", "変えた", 0, TODAY, TODAY), 2, TODAY, "k2")
    with pytest.raises(Stale):
        info_board.change(author, info_id, draft, 2, TODAY, "k3")
    assert info.find(colleague, info_id, TODAY).title == "管理者が" and info.find(colleague, info_id, TODAY).author_id == "00104"
    info.note_reading(colleague, info_id)
    info_reply.add(colleague, info_id, "返信", TODAY, "r")
    info_board.delete(administrator, info_id, TODAY, "d")
    info_board.delete(administrator, info_id, TODAY, "d")
    assert [row.title for row in Info.select()] == ["これから"] and not InfoReply.select().exists()
    assert [row.info_id for row in InfoRead.select()] == [coming]


def test_what_is_not_shown_is_found_by_its_author_only(viewers, post, monkeypatch):
    found = {}
    monkeypatch.setattr(search, "put", lambda member_id, kind, item_id, title, text, readers, day: found.update({item_id: (readers, day)}))
    assert post("これから", 1) and post("きょうまで", last=0) and post("終わった", -2, -1)
    assert found == {1: (["00104"], day(1)), 2: (None, day(0)), 3: (["00104"], day(-2))}
    found.clear()
    assert list(info_board.index_turned("ACME1", TODAY, day(1))) == [2, 1]
    assert found == {1: (None, day(1)), 2: (["00104"], day(0))}


def test_what_search_must_not_show_yet_or_any_more(viewers, post):
    author, colleague, administrator, twin = viewers
    ids = [post("きょう"), post("これから", 1), post("終わった", -2, -1)]
    assert info.hidden(colleague, [*ids, 99], TODAY) == {*ids[1:], 99} and info.hidden(colleague, ids[:1], TODAY) == set()
    assert info.hidden(author, ids, TODAY) == info.hidden(administrator, ids, TODAY) == set()
    assert info.hidden(twin, ids, TODAY) == set(ids)


def test_what_is_done_to_categories_is_recorded(viewers):
    administrator = viewers[2]
    info_category.add(administrator, "人事", 1, "a")
    category_id = info_category.categories(administrator)[0].id
    for key in ("c", "c"):
        info_category.change(administrator, category_id, "人事部", 1, key)
    info_category.change(administrator, category_id, "人事部", 2, "p")
    info_category.delete(administrator, category_id, "d")
    found = [(row.action, row.target, row.detail) for row in audit.entries(administrator, 0, 9)]
    assert found == [("分類の変更", *rest) for rest in (("人事部", "削除"), ("人事部", "順番"), ("人事部", "人事→人事部"), ("人事", "追加"))]


# Replies


def test_replies_are_seen_by_all_and_deleted_by_their_author_or_an_administrator(viewers, post):
    author, colleague, administrator, twin = viewers
    info_id = post("お知らせ")
    for number, viewer in enumerate((colleague, author, colleague)):
        info_reply.add(viewer, info_id, f"返信{number}", TODAY, f"k{number}")
    info_reply.add(colleague, info_id, "返信2", TODAY, "k2")
    assert [(row.author_id, row.body) for row in info_reply.replies(author, info_id, TODAY, 0, 9)] == [
        ("00107", "返信2"), ("00104", "返信1"), ("00107", "返信0")]
    assert [row.body for row in info_reply.replies(author, info_id, TODAY, 1, 1)] == ["返信1"] and info.find(author, info_id, TODAY).replies == 3
    with pytest.raises(NotAllowed):
        info_reply.delete(author, info_id, 1, TODAY, "d0")
    for viewer, reply_id in ((twin, 1), (author, 9)):
        with pytest.raises(NotFound):
            info_reply.delete(viewer, info_id, reply_id, TODAY, "d1")
    info_reply.delete(colleague, info_id, 1, TODAY, "d2")
    info_reply.delete(administrator, info_id, 3, TODAY, "d3")
    assert [row.body for row in info_reply.replies(colleague, info_id, TODAY, 0, 9)] == ["返信1"]


@pytest.mark.parametrize("body", ["", " \n", "長" * 1001, "\x1b"])
def test_a_reply_that_breaks_a_rule_is_told(viewers, post, body):
    info_id = post("お知らせ")
    with pytest.raises(Invalid) as error:
        info_reply.add(viewers[1], info_id, body, TODAY, "k")
    assert list(error.value.problems) == ["body"] and not InfoReply.select().exists()


# Categories


def test_only_system_administrators_define_categories(viewers, post):
    _, colleague, administrator, twin = viewers
    info_category.add(administrator, "二番", 20, "a")
    info_category.add(administrator, "二番", 20, "a")
    info_category.add(administrator, "一番", 10, "b")
    assert [row.name for row in info_category.categories(colleague)] == ["一番", "二番"] and info_category.categories(twin) == []
    for verb in (
        lambda: info_category.add(colleague, "x", 1, "k"), lambda: info_category.change(colleague, 1, "x", 1, "k"),
        lambda: info_category.delete(colleague, 1, "k"),
    ):
        with pytest.raises(NotAllowed):
            verb()
    for verb in (lambda: info_category.change(twin, 1, "x", 1, "k"), lambda: info_category.delete(twin, 1, "k")):
        with pytest.raises(NotFound):
            verb()
    info_id = post("お知らせ", category_id=1)
    info_category.change(administrator, 1, "改名🎉", 5, "c")
    assert info.find(colleague, info_id, TODAY).category == "改名🎉" and info_category.categories(colleague)[0].name == "改名🎉"
    info_category.delete(administrator, 1, "d")
    assert info.find(colleague, info_id, TODAY).category == "" and titles(colleague, category_id=0) == ["お知らせ"]


@pytest.mark.parametrize("name, position, field", [("", 1, "name"), ("長" * 21, 1, "name"), ("題", -1, "position"), ("題", 1000, "position")])
def test_a_category_that_breaks_a_rule_is_told(viewers, name, position, field):
    with pytest.raises(Invalid) as error:
        info_category.add(viewers[2], name, position, "k")
    assert list(error.value.problems) == [field] and not InfoCategory.select().exists()


def test_there_are_never_too_many_categories(viewers):
    for number in range(info_category.MOST):
        info_category.add(viewers[2], f"{number}", number, f"k{number}")
    with pytest.raises(Invalid):
        info_category.add(viewers[2], "多すぎ", 1, "k")
    assert InfoCategory.select().count() == info_category.MOST


def test_two_who_open_it_at_once_are_no_error(viewers, post):
    info_id, errors = post("お知らせ"), []

    def read(viewer):
        try:
            info.note_reading(viewer, info_id)
        except Exception as error:
            errors.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=read, args=(viewer,)) for viewer in (viewers[1], viewers[1], viewers[2])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
