"""アドレス帳 on the phone: found, called, written and deleted; by those who may, and by nobody else."""

import pytest

from carriers import DIALECTS
from models import address
from models.contact import Card, Contact
from tests.views.test_limits import all_parts
from tests.views.test_screens import check_page

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
FIELDS = {
    "name": "試作 花子", "kana": "しさく", "company": "試作堂", "phone": "03-1234-5678", "mobile": "090-1234-5678", "mail": "hana@example.jp",
    "memo": "一行目\n二行目", "address": "東京都",
}
LONGEST = Card(
    name="🐌" * 50, kana="🐌" * 50, company="🐌" * 50, section="🐌" * 50, phone="03-1234-5678-901234", mobile="090-1234-5678-90123",
    fax="03-1234-5678-901234", mail="a" * 88 + "@example.jp", second_mail="b" * 88 + "@example.jp", address="🐌" * 100,
    memo="".join(f"{number:03d}🐌長い行\n" for number in range(125))[:1000])


@pytest.fixture
def stored(site):
    """Registers a card for somebody: stored(login, Card) -> the contact."""
    def make(login, card, key="k"):
        contact_id = address.add(login, card, key)
        return Contact.get(member_id=login.member_id, id=contact_id)

    return make


def one(name):
    return Contact.select().where(Contact.name == name).get()


@pytest.mark.parametrize("name, options", [("mova", {}), ("sb3g", {"keeps_cookies": False}), ("modern", {})])
def test_a_contact_is_added_found_called_changed_and_deleted(walk, name, options):
    made = walk(name, **options)
    listed = made.submit(made.see("/addresses/new"), FIELDS)
    assert listed.path == "/addresses/in/2/1" and listed.says("試作 花子") and listed.says("試作堂")
    page = made.submit(made.see("/addresses"), {"q": "ｼｻｸ"}, form=0)
    contact = made.get(page.link("試作 花子"))
    hrefs = [link["href"] for link in contact.page.links]
    assert {"tel:03-1234-5678", "tel:090-1234-5678", "mailto:hana@example.jp"} < set(hrefs)
    assert contact.says("東京都") and contact.says("二行目")
    if name != "modern":
        assert (contact.key("1"), contact.key("2"), contact.key("3")) == ("tel:03-1234-5678", "tel:090-1234-5678", "mailto:hana@example.jp")
    changed = made.submit(made.get(contact.link("変更")), {"company": "新しい会社"})
    assert changed.path == contact.path and changed.says("新しい会社")
    confirmation = made.get(changed.link("削除"))
    assert confirmation.says("元には戻せません。")
    for _ in range(2):
        assert made.submit(confirmation).path == "/addresses"
    assert not Contact.select().where(Contact.name == "試作 花子").exists()


def test_the_search_box_and_the_kana_stand_first_and_each_kana_on_its_key(walk):
    made = walk("imode1")
    page = made.get(made.top.link("メール"))
    assert page.path == "/addresses" and page.says("メールや電話の相手を選びます")
    assert page.form(0)["fields"][-1][0] == "q"
    for key, words in (("1", "相沢 実"), ("2", "権藤 仁"), ("6", "ぱんだ弁当"), ("*", "渡会 誠一"), ("#", "ABC Supply")):
        assert words in made.get(page.key(key)).text


def test_a_row_longer_than_a_page_is_narrowed_by_its_kana(walk, stored, cast):
    for number in range(12):
        stored(cast.member, Card(name=f"客{number:02d}", kana=f"カ{number:02d}"), f"k{number}")
    made = walk("imode1")
    row = made.see("/addresses/in/1")
    assert len(made.get(row.link("次へ")).page.links) and "権藤" not in row.text
    assert "権藤 仁" in made.get(row.link("こ")).text and "客00" not in made.get(row.link("こ")).text
    assert made.get(row.link("か")).says("客00")


def test_private_ones_are_shown_to_their_owner_alone(walk, cast):
    mine, theirs = walk("imode1"), walk("modern", cast.colleague)
    private = one("青空歯科")
    assert mine.see("/addresses/in/0").says("青空歯科(個人用)") and "青空歯科" not in theirs.see("/addresses/in/0").text
    assert "青空歯科" not in theirs.see("/addresses/find?q=").text
    key = dict(theirs.see("/addresses/new").form()["fields"])["k"]
    for path in ("", "/edit", "/deletion"):
        assert mine.see(f"/addresses/{private.id}{path}").status == 200 and theirs.see(f"/addresses/{private.id}{path}").status == 404
    for path in ("", "/deletion"):
        assert theirs.post(f"/addresses/{private.id}{path}", [("k", key), ("name", "x"), ("version", "1")]).status == 404
    assert one("青空歯科").version == 1


def test_a_colleague_changes_what_is_shared_and_neither_hides_nor_deletes_it(walk, cast, stored):
    contact = stored(cast.member, Card(name="共有の客", kana="きょうゆう"))
    theirs = walk("modern", cast.colleague)
    page = theirs.see(f"/addresses/{contact.id}")
    form = theirs.get(page.link("変更"))
    assert "削除" not in page.text and "個人用" not in form.text
    assert theirs.see(f"/addresses/{contact.id}/deletion").status == 403
    key = dict(form.form()["fields"])["k"]
    assert theirs.post(f"/addresses/{contact.id}/deletion", [("k", key)]).status == 403
    assert theirs.submit(form, {"private": "1"}).status == 403
    assert theirs.submit(form, {"name": "共有の客様"}).says("共有の客様")
    assert one("共有の客様").scope == ""


def test_the_twin_companys_user_sees_another_book(walk, cast):
    twin = walk("modern", cast.twin)
    page = twin.see("/addresses/find?q=")
    assert "別会社の相沢 実" in page.text and not [link for link in page.page.links if link["text"].startswith("相沢")]
    last = Contact.select().where(Contact.member_id == cast.member.member_id).order_by(Contact.id.desc()).first().id
    assert twin.see(f"/addresses/{last + 1}").status == 404


def test_what_is_wrong_is_said_and_everything_typed_is_still_there(walk):
    for name in ("mova", "modern"):
        made = walk(name)
        answer = made.submit(made.see("/addresses/new"), FIELDS | {"phone": "でんわ", "mail": "x", "private": "1"})
        assert answer.says("電話は 03-1234-5678 のように") and answer.says("メールは name@example.jp のように")
        fields = dict(answer.form()["fields"])
        assert {key: fields[key] for key in ("name", "kana", "company", "mobile", "mail", "address")} == {
            key: FIELDS[key] for key in ("name", "kana", "company", "mobile", "address")} | {"mail": "x"}
        assert fields["memo"].split() == ["一行目", "二行目"] and fields["private"] == "1"
        assert not Contact.select().where(Contact.name == "試作 花子").exists()


def test_a_second_press_adds_and_changes_nothing_and_lands_on_the_same_page(walk):
    made = walk("imode1")
    form = made.see("/addresses/new")
    assert {made.submit(form, {"name": "一度", "kana": "いちど"}).path for _ in range(3)} == {"/addresses/in/0/1"}
    contact = one("一度")
    form = made.see(f"/addresses/{contact.id}/edit")
    assert {made.submit(form, {"name": "二度"}).path for _ in range(2)} == {f"/addresses/{contact.id}"} and one("二度").version == 2


def test_a_change_that_somebody_else_was_faster_with_is_told(walk, cast, stored):
    contact = stored(cast.member, Card(name="二人の客"))
    mine, theirs = walk("imode1"), walk("modern", cast.colleague)
    forms = [phone.see(f"/addresses/{contact.id}/edit") for phone in (mine, theirs)]
    theirs.submit(forms[1], {"phone": "03-0000-0000"})
    answer = mine.submit(forms[0], {"company": "私の会社"})
    assert answer.says("ほかの人が先にこのアドレスを変更しました。") and "私の会社" in answer.source
    mine.submit(answer)
    assert one("二人の客").company == "私の会社"


def test_colleagues_are_called_and_mailed_by_one_key(walk, cast):
    made = walk("imode1")
    assert "髙橋 健太" in made.get(made.see("/addresses").link("社内の人")).text  # of one's own group
    page = made.submit(made.see("/addresses/people"), {"q": "たかはし"}, form=0)
    person = made.get(page.link("橋 健太"))
    assert (person.key("1"), person.key("3")) == ("tel:090-0000-0107", "mailto:u00107@sample1.example")
    assert made.see("/addresses/people/54321").status == 404


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_contact_is_shown_listed_and_changed_within_the_limit_and_nothing_of_it_is_lost(walk, cast, stored, name):
    contact, made = stored(cast.member, LONGEST), walk(name)
    for number in range(4):
        stored(cast.member, LONGEST, f"k{number}")
    page = made.see(f"/addresses/{contact.id}")
    parts = all_parts(made, page, "内容の続き")
    for part in parts:
        check_page(part, made)
    assert "".join(part.text for part in parts).count("行") == LONGEST.memo.count("行")
    for part in all_parts(made, made.see("/addresses/in/10"), "次へ"):
        check_page(part, made)
    form = made.get(page.link("変更"))
    check_page(form, made)
    check_page(made.submit(form, {"phone": "x", "memo": "長" * 3000, "name": "長" * 3000, "mail": "長" * 3000}), made)
    made.submit(form, {"phone": "03-0000-0000"})
    after = Contact.get(member_id=contact.member_id, id=contact.id)
    assert after.phone == "03-0000-0000"
    assert {field: getattr(after, field) for field in LONGEST.texts if field != "phone"} == {
        field: text for field, text in LONGEST.texts.items() if field != "phone"}


def test_hostile_text_is_text(walk, cast, stored):
    hostile = '"><script>x</script>'
    contact = stored(cast.member, Card(name=hostile, kana="ホスト", company=hostile, address=hostile, memo=hostile, section=hostile))
    for name in ("mova", "modern"):
        made = walk(name)
        for path in (f"/addresses/{contact.id}", f"/addresses/{contact.id}/edit", f"/addresses/{contact.id}/deletion", "/addresses/in/5"):
            page = made.see(path)
            assert "<script>x" not in page.source and page.status == 200
        assert '<script>x' in made.see(f"/addresses/{contact.id}").text
        assert made.submit(made.see("/addresses"), {"q": hostile}, form=0).says(hostile)


@pytest.mark.parametrize("path", ["/addresses/in/11", "/addresses/in/0/5", "/addresses/x", "/addresses/999999", "/addresses/" + "9" * 19])
def test_odd_paths_lead_nowhere(walk, path):
    assert walk("modern").see(path).status == 404


def test_a_search_for_anything_is_answered(walk):
    made = walk("modern")
    for text in ("%25", "%00", "%F0%9F%90%8C", "x" * 400, "+", "%ED%A0%80"):
        assert made.see(f"/addresses/find?q={text}").status in (200, 400)
    assert made.see("/addresses/find?q=&p=999999").status == 200
