"""回覧 and レポート: who sees them, confirmed once, and what only their author does."""

import datetime
import threading

import pytest

from models import base, circular, circular_answers, circulation, clock, delivery, queue, search
from models.base import Invalid, NotAllowed, NotFound, Stale, database
from models.circular import CIRCULAR, REPORT, Circular
from models.circulation import Draft
from models.delivery import Delivery
from models.member import Person

TODAY = datetime.date(2026, 11, 24)


@pytest.fixture
def viewers(people, log_in):
    """(author, reader, outsider, twin), signed in; the outsider is of the author's company."""
    return [log_in(person)[1] for person in people]


@pytest.fixture
def sent(viewers):
    """The id of a circular from the author to the reader."""
    return circulation.write(viewers[0], CIRCULAR, Draft("回覧", "本文", users=("00107",)), "sent")


def received(viewer, kind=CIRCULAR, start=0, count=9):
    return [(row.title, row.is_open) for row in circular.received(viewer, kind, start, count)]


# Who sees it


def test_only_the_author_and_those_it_was_sent_to_see_it(viewers, sent):
    author, reader, outsider, twin = viewers
    assert circular.find(author, CIRCULAR, sent).is_author and circular.find(author, CIRCULAR, sent).mine is None
    found = circular.find(reader, CIRCULAR, sent)
    assert (found.name, found.author, found.is_author, found.mine.is_open) == ("回覧", "佐藤 花子", False, True)
    for viewer in (outsider, twin):
        with pytest.raises(NotFound):
            circular.find(viewer, CIRCULAR, sent)
        with pytest.raises(NotFound):
            circular.confirm(viewer, sent, f"k{viewer.user_id}{viewer.member_id}", "見ました")
        assert received(viewer) == []
    with pytest.raises(NotFound):
        circular.find(author, REPORT, sent)


def test_the_twin_companys_circular_with_the_same_id_is_another(viewers, sent):
    author, reader, _, twin = viewers
    Person.create(member_id="TWIN2", user_id="00107", name="双子", kana="フタゴ", mail="", password_hash="", site_admin=False, disabled=False)
    assert circulation.write(twin, CIRCULAR, Draft("双子の回覧", "別", users=("00107",)), "sent") == sent
    assert received(reader) == [("回覧", True)] and circular.find(twin, CIRCULAR, sent).title == "双子の回覧"
    circulation.delete(twin, CIRCULAR, sent, "d")
    assert circular.find(author, CIRCULAR, sent).title == "回覧" and received(reader) == [("回覧", True)]


def test_what_awaits_an_answer_comes_first_by_its_due_day(viewers):
    author, reader, *_ = viewers
    for number, due in enumerate((None, 9, 3, None, 5)):
        day = None if due is None else TODAY.replace(day=due)
        circulation.write(author, CIRCULAR, Draft(f"{number}", "本文", due=day, users=("00107",)), f"k{number}")
    for circular_id in (1, 3):
        circular.confirm(reader, circular_id, f"c{circular_id}")
    order = [("4", True), ("1", True), ("3", True), ("2", False), ("0", False)]
    assert received(reader) == order
    for count in (1, 2, 3):
        assert [row for start in range(0, 5, count) for row in received(reader, start=start, count=count)] == order
    assert received(reader, start=5) == []
    assert [row.title for row in circular.sent(author, CIRCULAR, 0, 9)] == ["4", "3", "2", "1", "0"]
    assert [row.waiting for row in circular.sent(author, CIRCULAR, 0, 9)] == [True, True, False, True, False]


# Confirmed


def test_it_is_confirmed_once_and_a_reply_is_never_lost(viewers, sent):
    author, reader, *_ = viewers
    assert delivery.counts(reader) == {CIRCULAR: 1}
    circular.confirm(reader, sent, "k1", "了解\r\nしました")
    circular.confirm(reader, sent, "k1", "二度目")
    circular.confirm(reader, sent, "k2")
    assert circular.find(reader, CIRCULAR, sent).mine.comment == "了解\nしました" and delivery.counts(reader) == {}
    circular.amend(reader, sent, "k3", "やはり欠席")
    assert [answer.comment for answer in circular_answers.answered(author, circular.find(author, CIRCULAR, sent), 0, 9)] == ["やはり欠席"]
    circular.amend(reader, sent, "k4", "")
    assert circular.find(reader, CIRCULAR, sent).mine.comment == ""


@pytest.mark.parametrize("reply", ["長" * 1001, "\x00"])
def test_a_reply_that_breaks_a_rule_is_told(viewers, sent, reply):
    for verb in (circular.confirm, circular.amend):
        with pytest.raises(Invalid) as error:
            verb(viewers[1], sent, "k", reply)
        assert list(error.value.problems) == ["reply"]
    assert circular.find(viewers[1], CIRCULAR, sent).mine.is_open


def test_the_author_confirms_nothing(viewers, sent):
    for verb in (circular.confirm, circular.amend):
        with pytest.raises(NotAllowed):
            verb(viewers[0], sent, "k", "自分で")


def test_one_verb_confirms_both_kinds(viewers):
    author, reader, *_ = viewers
    report = circulation.write(author, REPORT, Draft("昨日", "本文", "日報", users=("00107",)), "r")
    assert received(reader, REPORT) == [("日報 昨日", True)] and delivery.counts(reader) == {REPORT: 1}
    circular.confirm(reader, report, "k", "よし")
    assert received(reader, REPORT) == [("日報 昨日", False)] and received(reader) == []


def test_who_has_not_answered_is_told_apart(viewers):
    author, reader, outsider, _ = viewers
    circular_id = circulation.write(author, CIRCULAR, Draft("回覧", "本文", everybody=True), "k")
    one = circular.find(author, CIRCULAR, circular_id)
    assert [row.name for row in circular_answers.waiting(author, one, 0, 9)] == ["佐々木 一郎", "髙橋 健太"]
    circular.confirm(reader, circular_id, "c")
    assert [row.user_id for row in circular_answers.waiting(author, one, 0, 9)] == ["00001"]
    assert circular_answers.waiting(author, one, 1, 9) == []
    assert circular_answers.progress(author, one) == (1, 2)
    circulation.close(author, CIRCULAR, circular_id, "x")
    one = circular.find(author, CIRCULAR, circular_id)
    assert circular_answers.progress(author, one) == (1, 2)
    assert [row.user_id for row in circular_answers.waiting(author, one, 0, 9)] == ["00001"]
    assert delivery.counts(outsider) == {}
    with pytest.raises(NotFound):
        circular_answers.answer_of(author, one, "00104")


# Sent


@pytest.mark.parametrize("draft, field", [
    (Draft("", "本文", users=("00107",)), "title"), (Draft("題" * 51, "本文", users=("00107",)), "title"),
    (Draft("1\n2", "本文", users=("00107",)), "title"), (Draft("題", " ", users=("00107",)), "body"),
    (Draft("題", "文" * 10_001, users=("00107",)), "body"), (Draft("題", "本文", users=()), "users"),
    (Draft("題", "本文", users=("00104",)), "users"), (Draft("題", "本文", users=("00107", "99999")), "users"),
    (Draft("題", "本文", users=("00107", "")), "users"), (Draft("題", "本文", "日報", users=("00107",)), "heading"),
    (Draft("題", "本文", users=("00107",), wanted="1" * 3001), "users"),
])
def test_a_draft_that_breaks_a_rule_sends_nothing(viewers, draft, field):
    with pytest.raises(Invalid) as error:
        circulation.write(viewers[0], CIRCULAR, draft, "k")
    assert list(error.value.problems) == [field] and error.value.problems[field].endswith(("。", "です)。"))
    assert not Circular.select().exists() and not Delivery.select().exists() and not base.is_done("ACME1", "k")


def test_the_longest_of_everything_is_sent(viewers):
    author, reader, *_ = viewers
    circular_id = circulation.write(author, CIRCULAR, Draft("🐌" * 50, "🐌" * 10_000, users=("00107", "00104", "00107")), "k")
    assert circular.find(reader, CIRCULAR, circular_id).body == "🐌" * 10_000
    assert circular_answers.progress(author, circular.find(author, CIRCULAR, circular_id)) == (0, 1)  # never to the author


def test_the_disabled_and_other_companies_get_nothing(viewers):
    Person.update(disabled=True).where(Person.user_id == "00001").execute()
    circulation.write(viewers[0], CIRCULAR, Draft("全員へ", "本文", everybody=True), "k")
    assert {(row.member_id, row.user_id) for row in Delivery.select()} == {("ACME1", "00107")}
    with pytest.raises(Invalid):
        circulation.write(viewers[0], CIRCULAR, Draft("名指し", "本文", users=("00001",)), "k2")


def test_a_repeated_post_sends_once(viewers):
    draft = Draft("一度だけ", "本文", users=("00107",))
    assert circulation.write(viewers[0], CIRCULAR, draft, "k") == 1 and circulation.write(viewers[0], CIRCULAR, draft, "k") is None
    assert Circular.select().count() == Delivery.select().count() == 1


def test_a_draft_is_the_authors_alone_until_it_is_sent(viewers):
    author, reader, *_ = viewers
    circular_id = circulation.write(author, REPORT, Draft("", "", "日報", wanted="00107 営業部"), "k", send=False)
    assert received(reader, REPORT) == [] and delivery.counts(reader) == {}
    with pytest.raises(NotFound):
        circular.find(reader, REPORT, circular_id)
    found = circular.find(author, REPORT, circular_id)
    assert (found.is_draft, found.wanted) == (True, "00107 営業部") and [row.is_draft for row in circular.sent(author, REPORT, 0, 9)] == [True]
    with pytest.raises(Invalid):
        circulation.rewrite(author, REPORT, circular_id, Draft("", "", "日報", users=("00107",)), 1, "k1", send=True)
    circulation.rewrite(author, REPORT, circular_id, Draft("題", "本文", "日報", wanted="00107"), 1, "k2")
    circulation.rewrite(author, REPORT, circular_id, Draft("題", "本文", "週報", users=("00107",)), 2, "k3", send=True)
    found = circular.find(reader, REPORT, circular_id)
    assert (found.name, found.is_draft, found.wanted) == ("週報 題", False, "")
    assert circulation.last_people(author, REPORT) == ("00107",) and circulation.last_people(author, CIRCULAR) == ()


# Changed by its author only


def verbs(viewer, circular_id):
    """What only an author does."""
    draft = Draft("変えた", "変えた", users=("00107",))
    return [
        lambda key: circulation.rewrite(viewer, CIRCULAR, circular_id, draft, 1, key),
        lambda key: circulation.add_people(viewer, CIRCULAR, circular_id, ("00001",), False, key),
        lambda key: circulation.remind(viewer, CIRCULAR, circular_id, key),
        lambda key: circulation.close(viewer, CIRCULAR, circular_id, key),
        lambda key: circulation.delete(viewer, CIRCULAR, circular_id, key),
    ]


def test_nobody_else_changes_it(viewers, sent):
    _, reader, outsider, twin = viewers
    before = list(Circular.select().tuples()), list(Delivery.select().tuples())
    for viewer, error in ((reader, NotAllowed), (outsider, NotFound), (twin, NotFound)):
        for number, verb in enumerate(verbs(viewer, sent)):
            with pytest.raises(error):
                verb(f"{number}")
    assert (list(Circular.select().tuples()), list(Delivery.select().tuples())) == before


def test_a_change_asks_again_only_where_that_is_wanted(viewers, sent):
    author, reader, *_ = viewers
    circular.confirm(reader, sent, "c", "了解")
    circulation.rewrite(author, CIRCULAR, sent, Draft("新しい件名", "新しい本文"), 1, "k1")
    found = circular.find(reader, CIRCULAR, sent)
    assert (found.title, found.body, found.mine.comment, found.changed is not None) == ("新しい件名", "新しい本文", "了解", True)
    assert Delivery.get().title == "新しい件名" and delivery.counts(reader) == {}
    circulation.close(author, CIRCULAR, sent, "x")
    circulation.rewrite(author, CIRCULAR, sent, Draft("新しい件名", "もう一度"), 2, "k2", ask_again=True)
    found = circular.find(reader, CIRCULAR, sent)
    assert (found.is_closed, found.mine.is_open, found.mine.comment) == (False, True, "") and delivery.counts(reader) == {CIRCULAR: 1}


def test_a_change_of_what_was_changed_meanwhile_is_stale(viewers, sent):
    author, *_ = viewers
    circulation.rewrite(author, CIRCULAR, sent, Draft("先", "本文"), 1, "k1")
    with pytest.raises(Stale):
        circulation.rewrite(author, CIRCULAR, sent, Draft("後", "本文"), 1, "k2")
    circulation.rewrite(author, CIRCULAR, sent, Draft("先", "本文"), 1, "k1")  # the first press again
    assert circular.find(author, CIRCULAR, sent).title == "先"


def test_more_people_are_added_and_answers_stay(viewers, sent):
    author, reader, other, _ = viewers
    circular.confirm(reader, sent, "c", "了解")
    circulation.add_people(author, CIRCULAR, sent, ("00107", "00001"), False, "k")
    assert received(other) == [("回覧", True)] and circular.find(reader, CIRCULAR, sent).mine.comment == "了解"
    circulation.close(author, CIRCULAR, sent, "x")
    with pytest.raises(Invalid):
        circulation.add_people(author, CIRCULAR, sent, (), True, "k2")


def test_those_who_have_not_confirmed_are_reminded_and_not_too_often(viewers, sent, monkeypatch):
    author, reader, other, _ = viewers
    now = clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now)
    circulation.add_people(author, CIRCULAR, sent, ("00001",), False, "p")
    first = circulation.write(author, CIRCULAR, Draft("先のもの", "本文", users=("00107",)), "first")
    circular.confirm(other, sent, "c")
    base.transaction(lambda: delivery.put_off(reader, CIRCULAR, sent))
    assert queue.first(reader).item_id == first and circular.find(reader, CIRCULAR, sent).reminded is None
    circulation.remind(author, CIRCULAR, sent, "r1")
    assert queue.first(reader).item_id == sent and queue.first(other) is None
    assert circular.find(reader, CIRCULAR, sent).reminded == circular.find(author, CIRCULAR, sent).reminded == clock.from_unix(now)
    assert circular.find(other, CIRCULAR, sent).reminded is None
    assert [(row.id, row.reminds) for row in circular.received(reader, CIRCULAR, 0, 9)] == [(first, False), (sent, True)]
    for later, passes in ((delivery.REMIND_EVERY - 5, False), (delivery.REMIND_EVERY + 5, True)):
        monkeypatch.setattr(clock, "unix", lambda later=later: now + later)
        circulation.remind(author, CIRCULAR, sent, "r1")  # the first press again
        if passes:
            circulation.remind(author, CIRCULAR, sent, f"r{later}")
        else:
            with pytest.raises(Invalid):
                circulation.remind(author, CIRCULAR, sent, f"r{later}")
    assert circular.find(author, CIRCULAR, sent).reminded == clock.from_unix(now + later)


def test_who_gets_it_after_a_reminder_or_anew_was_not_reminded(viewers, sent, monkeypatch):
    author, reader, other, _ = viewers
    circulation.remind(author, CIRCULAR, sent, "r")
    now = clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now + 60)
    circulation.add_people(author, CIRCULAR, sent, ("00001",), False, "p")
    assert circular.find(reader, CIRCULAR, sent).reminded and circular.find(other, CIRCULAR, sent).reminded is None
    circulation.rewrite(author, CIRCULAR, sent, Draft("回覧", "本文"), 1, "w", ask_again=True)
    assert circular.find(reader, CIRCULAR, sent).reminded is circular.find(author, CIRCULAR, sent).reminded is None


def test_nobody_is_reminded_where_nobody_is_asked(viewers, sent):
    author, reader, *_ = viewers
    draft = circulation.write(author, CIRCULAR, Draft("下書き"), "draft", send=False)
    with pytest.raises(NotFound):
        circulation.remind(author, CIRCULAR, draft, "r0")
    circular.confirm(reader, sent, "c")
    closed = circulation.write(author, CIRCULAR, Draft("締切", "本文", users=("00107",)), "closed")
    circulation.close(author, CIRCULAR, closed, "x")
    for circular_id in (sent, closed):
        with pytest.raises(Invalid):
            circulation.remind(author, CIRCULAR, circular_id, f"r{circular_id}")
        assert circular.find(author, CIRCULAR, circular_id).reminded is None


def test_a_late_answer_still_counts(viewers, sent):
    author, reader, *_ = viewers
    circulation.close(author, CIRCULAR, sent, "x")
    assert delivery.counts(reader) == {} and received(reader) == [("回覧", False)]
    circular.confirm(reader, sent, "c", "遅れました")
    assert circular.find(reader, CIRCULAR, sent).mine.comment == "遅れました"


def test_what_is_deleted_is_gone_for_everybody(viewers, sent):
    author, reader, *_ = viewers
    circulation.delete(author, CIRCULAR, sent, "d")
    circulation.delete(author, CIRCULAR, sent, "d")
    assert received(reader) == [] and not Delivery.select().exists() and circular.sent(author, CIRCULAR, 0, 9) == []
    with pytest.raises(NotFound):
        circular.confirm(reader, sent, "c")


def test_only_those_who_may_see_it_find_it(viewers, monkeypatch):
    found = {}
    monkeypatch.setattr(search, "put", lambda member_id, kind, item_id, title, text, readers: found.update({item_id: (title, sorted(readers))}))
    monkeypatch.setattr(search, "remove", lambda member_id, kind, item_id: found.pop(item_id))
    author = viewers[0]
    circulation.write(author, REPORT, Draft("下書き", "本文", "日報"), "k0", send=False)
    sent = circulation.write(author, REPORT, Draft("題", "本文", "日報", users=("00107",)), "k1")
    assert found == {sent: ("日報 題", ["00104", "00107"])}
    circulation.add_people(author, REPORT, sent, ("00001",), False, "k2")
    assert found[sent][1] == ["00001", "00104", "00107"]
    circulation.delete(author, REPORT, sent, "k3")
    assert found == {}


# Many, and at once


def test_a_whole_company_of_thousands_is_sent_to_and_paged(viewers):
    author = viewers[0]
    with database.atomic():
        base.insert_rows(Person, [("ACME1", f"{number:05d}", f"社員{number}", f"シャイン{number}", "", "", False, False) for number in range(20000, 23000)])
    circular_id = circulation.write(author, CIRCULAR, Draft("全員へ", "本文", everybody=True), "k")
    one = circular.find(author, CIRCULAR, circular_id)
    assert circular_answers.progress(author, one) == (0, 3002)
    parts = [circular_answers.waiting(author, one, start, 10) for start in (0, 2990, 3000)]
    assert [len(part) for part in parts] == [10, 10, 2] and len({row.user_id for part in parts for row in part}) == 22
    circulation.rewrite(author, CIRCULAR, circular_id, Draft("もう一度", "本文"), 1, "k2", ask_again=True)
    assert Delivery.select().where(Delivery.title == "もう一度").count() == 3002


def test_people_added_at_once_from_two_places_get_it_once(viewers, sent):
    author, errors = viewers[0], []

    def add(number):
        try:
            circulation.add_people(author, CIRCULAR, sent, ("00001", "00107"), False, f"k{number}")
        except Exception as error:
            errors.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and Delivery.select().count() == 2
