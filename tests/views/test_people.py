"""People typed into a form: whole 組織 within a bound, and nothing of what was typed is lost or too much for the page."""

import pytest

from models import user
from models.base import insert_rows, transaction
from models.member import Person
from models.memo import Memo
from models.unit import Unit, UnitPerson
from tests.views.test_limits import all_parts
from tests.views.test_screens import check_page


@pytest.fixture
def crowd(site, cast):
    """A 組織 of 300 people."""
    ids = [f"{number:05d}" for number in range(50_000, 50_300)]
    company = cast.member.member_id

    def work():
        insert_rows(Person, [(company, user_id, f"大勢 {user_id}", "オオゼイ", "", "", False, False) for user_id in ids])
        insert_rows(Unit, [(company, 900, "全社", 99)])
        insert_rows(UnitPerson, [(company, 900, user_id) for user_id in ids])

    transaction(work)


@pytest.mark.parametrize("name", ["mova", "imode1", "sb3g", "modern"])
def test_a_unit_too_large_is_told_and_stays_a_word(walk, crowd, name):
    made = walk(name)
    page = made.submit(made.see("/memos/new"), {"caller": "見本商店", "others": "全社"})
    check_page(page, made)
    assert page.says("超えます") and dict(page.form()["fields"])["others"] == "全社"
    assert Memo.select().where(Memo.caller == "見本商店").count() == 0


def test_names_are_looked_up_together(site, cast, crowd):
    found = user.search_each(cast.member, ["佐藤 花子", "大勢", "だれでもない"], 5)
    assert [person.user_id for person in found["佐藤 花子"]] == ["00104"] and len(found["大勢"]) == 5 and found["だれでもない"] == []
    assert user.names(cast.member, ["00104", "50000", "77777"]) == {"00104": "佐藤 花子", "50000": "大勢 50000"}
    assert user.names(cast.twin, ["50000"]) == {}


def test_the_people_of_ones_own_unit_are_said_to_be_that(walk):
    made = walk("mova")
    for path in ("/addresses/people", "/memos/new", "/circulars/new", "/event/new"):
        page = made.see(path)
        check_page(page, made)
        assert page.says("同じ組織の人") and page.says("髙橋 健太") and not page.says("渡辺 剛"), path


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_who_has_no_unit_is_offered_all_colleagues(walk, cast, crowd, name):
    UnitPerson.delete().where((UnitPerson.member_id == cast.member.member_id) & (UnitPerson.user_id == cast.member.user_id)).execute()
    made = walk(name)
    for path in ("/addresses/people", "/memos/new", "/circulars/new", "/event/new"):
        page = made.see(path)
        check_page(page, made)
        assert page.says("佐々木 一郎") and not page.says("同じ組織の人") and not page.says("大勢 50250"), path
    assert all_parts(made, made.see("/addresses/people"), "次へ")[-1].says("大勢 50299")


def test_nobody_of_another_company_is_offered(walk, cast):
    UnitPerson.delete().execute()
    transaction(lambda: insert_rows(Person, [(cast.member.member_id, "00002", "この会社だけの人", "", "", "", False, False)]))
    for login, is_there in ((cast.member, True), (cast.twin, False)):
        made = walk("modern", login)
        assert made.see("/addresses/people").says("この会社だけの人") is made.see("/memos/new").says("この会社だけの人") is is_there
