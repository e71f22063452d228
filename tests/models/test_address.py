"""Contacts: who sees, changes and deletes them, and how they are found."""

import threading

import pytest

from models import address, base, kana, telephone
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.contact import Card, Contact

EVERYTHING = dict(
    name="相沢 実", kana="アイザワ ミノル", company="見本商店", section="部長", phone="03-0000-1101", mobile="090-0000-1101", fax="03-0000-1199",
    mail="a@shop.example", second_mail="m@mail.example", address="見本区1-1", memo="一行目\n二行目")


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in."""
    return [log_in(person)[1] for person in people]


def add(viewer, key="k", **values):
    return address.add(viewer, Card(**{"name": "相沢", "kana": "あいざわ"} | values), key)


def titles(viewer, letters="あいうえお", start=0, count=50):
    return [entry.title for entry in address.under(viewer, letters, start, count)]


def found(viewer, text):
    return [entry.title for entry in address.find_all(viewer, text, 0, 50)]


# Rights


def test_all_that_is_written_is_kept(viewers):
    member, *_ = viewers
    contact_id = address.add(member, Card(**EVERYTHING), "k")
    detail = address.find(member, contact_id)
    assert detail.card == Card(**EVERYTHING) and detail.is_own and detail.may_delete


def test_a_shared_contact_is_seen_and_changed_by_colleagues_and_nobody_else(viewers):
    member, colleague, _, twin = viewers
    contact_id = add(member)
    assert titles(colleague) == ["相沢"] and found(colleague, "相沢") == ["相沢"]
    detail = address.find(colleague, contact_id)
    address.change(colleague, contact_id, Card(name="相沢 実", kana="あいざわ"), detail.version, "c")
    assert address.find(member, contact_id).card.name == "相沢 実" and Contact.get().owner_id == "00104"
    assert titles(twin) == found(twin, "") == []
    for call in (lambda: address.find(twin, contact_id), lambda: address.change(twin, contact_id, Card(name="x"), 2, "t"),
                 lambda: address.delete(twin, contact_id, "t")):
        with pytest.raises(NotFound):
            call()


def test_a_twins_contact_of_the_same_id_is_another(viewers):
    member, _, _, twin = viewers
    assert add(member) == add(twin, name="別会社") == 1
    address.delete(member, 1, "d")
    assert titles(member) == [] and titles(twin) == ["別会社"]


def test_a_private_contact_is_there_for_its_owner_alone(viewers):
    member, colleague, administrator, _ = viewers
    administrator = administrator._replace(system_admin=True)
    contact_id = add(member, private=True)
    assert titles(member) == found(member, "相沢") == ["相沢"]
    assert address.under(member, "あ", 0, 9)[0].private
    for viewer in (colleague, administrator):
        assert titles(viewer) == found(viewer, "相沢") == []
        for call in (lambda: address.find(viewer, contact_id), lambda: address.change(viewer, contact_id, Card(name="x"), 1, "c"),
                     lambda: address.delete(viewer, contact_id, "d")):
            with pytest.raises(NotFound):
                call()
    assert address.find(member, contact_id).card.name == "相沢"


def test_nobody_hides_a_contact_of_somebody_else(viewers):
    member, colleague, *_ = viewers
    contact_id = add(member)
    with pytest.raises(NotAllowed):
        address.change(colleague, contact_id, Card(name="相沢", private=True), 1, "c")
    address.change(member, contact_id, Card(name="相沢", private=True), 1, "d")
    assert found(colleague, "") == [] and found(member, "") == ["相沢"]


def test_a_shared_contact_is_deleted_by_its_owner_or_a_system_administrator(viewers):
    member, colleague, administrator, _ = viewers
    first, second = add(member), add(member, "k2")
    for viewer in (colleague, administrator):  # who is 管理者 of the member site only
        with pytest.raises(NotAllowed):
            address.delete(viewer, first, "d")
        assert not address.find(viewer, first).may_delete
    address.delete(member, first, "d1")
    address.delete(administrator._replace(system_admin=True), second, "d2")
    assert Contact.select().count() == 0


# Writing


def test_a_repeated_post_adds_one(viewers):
    member, *_ = viewers
    assert add(member) == 1 and add(member) is None and Contact.select().count() == 1


def test_a_change_of_an_older_version_is_refused(viewers):
    member, colleague, *_ = viewers
    contact_id = add(member)
    address.change(member, contact_id, Card(name="新しい"), 1, "c1")
    with pytest.raises(Stale):
        address.change(colleague, contact_id, Card(name="古い"), 1, "c2")
    assert address.find(member, contact_id).card.name == "新しい"


def test_of_two_changes_at_once_one_wins_and_one_is_told(viewers):
    member, colleague, *_ = viewers
    contact_id, outcomes = add(member), []

    def change(viewer):
        try:
            address.change(viewer, contact_id, Card(name=viewer.user_id), 1, f"c{viewer.user_id}")
            outcomes.append("changed")
        except Stale:
            outcomes.append("stale")
        finally:
            base.database.close()

    threads = [threading.Thread(target=change, args=(viewer,)) for viewer in (member, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["changed", "stale"] and Contact.get().version == 2


@pytest.mark.parametrize("changes, field", [
    ({"name": "", "company": " "}, "name"), ({"name": "あ" * 51}, "name"), ({"kana": "あ" * 51}, "kana"), ({"company": "あ" * 51}, "company"),
    ({"section": "あ\nい"}, "section"), ({"address": "あ" * 101}, "address"), ({"memo": "あ" * 1001}, "memo"), ({"name": "a\0"}, "name"),
    ({"phone": "あ"}, "phone"), ({"mobile": "1"}, "mobile"), ({"fax": "0" * 21}, "fax"), ({"mail": "x"}, "mail"), ({"mail": "a?b=c@x"}, "mail"),
    ({"second_mail": "a@b c"}, "second_mail"), ({"mail": "a" * 95 + "@x.jp.example"}, "mail"),
])
def test_each_rule_names_its_field(changes, field):
    with pytest.raises(Invalid) as raised:
        Card(**{"name": "相沢", "kana": "あいざわ"} | changes).check()
    assert list(raised.value.problems) == [field]


def test_nothing_is_written_of_what_breaks_a_rule(viewers):
    member, *_ = viewers
    contact_id = add(member)
    for call in (lambda: add(member, "k2", name="あ" * 51), lambda: address.change(member, contact_id, Card(name="あ" * 51), 1, "c")):
        with pytest.raises(Invalid):
            call()
    assert [row.name for row in Contact.select()] == ["相沢"]


def test_numbers_and_mails_are_folded_to_what_a_phone_uses(viewers):
    member, *_ = viewers
    contact_id = add(member, phone="０３－１２３４ー５６７８", mobile="(090) 1234.5678", mail=" ａｂｃ@ｘ.jp ")
    card = address.find(member, contact_id).card
    assert (card.phone, card.mobile, card.mail) == ("03-1234-5678", "09012345678", "abc@x.jp")


# Finding


def test_a_row_lists_all_kinds_of_kana_by_reading_whoevers_they_are(viewers):
    member, colleague, *_ = viewers
    for number, (reading, private) in enumerate([("がくと", False), ("ｷﾀﾐ", True), ("カトウ", False), ("サトウ", False), ("ケンダ", True), ("ごんどう", False)]):
        add(member, f"k{number}", name=reading, kana=reading, private=private)
    add(colleague, "other", name="ほかの人のキタ", kana="キタ", private=True)
    assert titles(member, kana.ROWS["か"]) == ["カトウ", "がくと", "ｷﾀﾐ", "ケンダ", "ごんどう"]
    assert titles(member, "か") == ["カトウ", "がくと"] and titles(member, "き") == ["ｷﾀﾐ"] and titles(member, kana.ROWS["さ"]) == ["サトウ"]
    parts = [titles(member, kana.ROWS["か"], start, 2) for start in (0, 2, 4, 6)]
    assert parts == [["カトウ", "がくと"], ["ｷﾀﾐ", "ケンダ"], ["ごんどう"], []]


def test_what_has_no_reading_stands_by_its_name_and_a_company_alone_by_its_own(viewers):
    member, *_ = viewers
    add(member, "k1", name="ぱんだ弁当", kana="")
    add(member, "k2", name="ABC Supply", kana="")
    add(member, "k3", name="", kana="", company="はかり商会")
    assert titles(member, kana.ROWS["は"]) == ["はかり商会", "ぱんだ弁当"] and titles(member, kana.OTHER) == ["ABC Supply"]
    entry, = address.under(member, kana.OTHER, 0, 9)
    assert entry.company == ""


def test_it_is_found_however_it_is_written_and_by_nothing_else(viewers):
    member, *_ = viewers
    add(member, name="髙橋 健太", kana="ﾀｶﾊｼ ケンタ", company="ＡＢＣミホン見本商店")
    for text in (
            "髙橋", "高橋", "たかはし", "ﾀｶﾊｼ", "タカハシけんた", "見本商店", "ミホン", "ﾐﾎﾝ", "ＡＢＣ", "abc", "高橋 見本", "見本 高橋", "たか abc 商店", ""):
        assert found(member, text) == ["髙橋 健太"], text
    for text in ("%", "_", "橋健太高", "タカハシABC", "高橋 佐藤", "\\", "!", "'", "\0高橋x", "%\ud800"):
        assert found(member, text) == [], text


def test_signs_of_patterns_are_found_as_they_are(viewers):
    member, *_ = viewers
    add(member, name="100%の_!商会")
    assert found(member, "100%") == found(member, "の_!") == ["100%の_!商会"] and found(member, "1%商") == []


def test_how_to_reach_a_colleague(viewers):
    member, colleague, _, twin = viewers
    telephone.save(colleague, "090-0000-0107")
    person = address.colleague(member, "00107")
    assert (person.name, person.telephone, person.mail) == ("髙橋 健太", "090-0000-0107", "00107@ACME1.example")
    assert address.colleague(twin, "00104").mail == "00104@TWIN2.example" and address.colleague(member, "00001").telephone == ""
    with pytest.raises(NotFound):
        address.colleague(twin, "00107")


@pytest.mark.on_sqlite("its plan is read")
def test_a_list_and_a_search_read_the_index_in_its_order(database):
    place = {"member_id": "ACME1", "scope": "", "first": "あ", "end": "か", "most": 9}
    address._under(**place)
    queries = [
        (address._under._sql, [value for value in place.values()]),
        address._listed().where((Contact.member_id == "ACME1") & (Contact.scope == "") & address._found("x", "ACME1", "")).limit(9).sql(),
    ]
    for sql, values in queries:
        plan = " ".join(row[3] for row in database.execute_sql("EXPLAIN QUERY PLAN " + sql, values))
        assert "COVERING INDEX contact_place" in plan and "TEMP B-TREE" not in plan
    assert "LIST SUBQUERY" in plan and "COVERING INDEX contact_reach" in plan


@pytest.mark.parametrize("text", [
    "03-1234-5678", "0312345678", "12345", "０３ー１２３４", "(03)1234", "090-1111", "taro", "ＴＡＲＯ@shop", "second.example", "5678 相沢",
    "03 1234 5678"])
def test_it_is_found_by_number_and_mail_address(viewers, text):
    member, colleague, _, twin = viewers
    add(member, phone="03-1234-5678", mobile="090-1111-2222", mail="Taro@shop.example", second_mail="t@second.example")
    add(member, "2", name="別の人", phone="06-9999-0000", mail="hanako@shop.example.org")
    assert found(member, text) == found(colleague, text) == ["相沢"] and found(twin, text) == []


def test_by_number_only_its_owner_finds_a_private_one(viewers):
    member, colleague, *_ = viewers
    add(member, phone="03-1234-5678", private=True)
    assert found(member, "0312345678") == ["相沢"] and found(colleague, "0312345678") == found(member, "0312345679") == []


def test_a_changed_number_is_found_and_the_old_one_is_not(viewers):
    member, *_ = viewers
    contact_id = add(member, phone="03-1234-5678")
    address.change(member, contact_id, Card(name="相沢", phone="06-8765-4321"), 1, "c")
    assert found(member, "87654321") == ["相沢"] and found(member, "12345678") == []


def test_of_few_digits_only_names_are_looked_through(viewers):
    member, *_ = viewers
    add(member, phone="03-1234-5678")
    add(member, "2", name="第12営業所")
    assert found(member, "12") == ["第12営業所"]


def test_contacts_from_before_are_found_by_number_after_the_migration(viewers):
    member, *_ = viewers
    add(member, phone="03-1234-5678")
    Contact.update(reach="").execute()
    base.database.execute_sql("DELETE FROM migration WHERE number = 71")
    base.migrate()
    assert found(member, "12345678") == ["相沢"]
