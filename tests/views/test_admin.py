"""管理者設定 on phones: ユーザーレベル and 組織; and to whom each screen is closed."""

import datetime

import pytest

from carriers import DIALECTS
from models import base, unit, withdrawal
from models.base import insert_rows
from models.member import Person
from models.profile import Profile
from models.unit import Unit, UnitPerson
from tests.views.test_members import key_of, logins  # noqa: F401
from tests.views.test_screens import check_page

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
PHONES = [("mova", False), ("ez", True), ("modern", True)]
SCREENS = [
    "/admin", "/admin/users", "/admin/users?q=a", "/admin/users/00104", "/admin/units", "/admin/units/new", "/admin/units/1", "/admin/units/1/edit",
    "/admin/units/1/deletion",
]
POSTS = ["/admin/users/00104", "/admin/units", "/admin/units/1", "/admin/units/1/people", "/admin/units/1/leaving", "/admin/units/1/deletion"]


def is_system(user_id):
    row = Profile.get_or_none(member_id="SAMPLE1", user_id=user_id)
    return bool(row and row.system_admin)


@pytest.mark.parametrize("user_id, status", [("00104", 403), ("00107", 403), ("00112", 200), ("00115", 200)])
def test_the_screens_are_for_system_administrators(walk, logins, user_id, status):  # noqa: F811
    made = walk("modern", logins[user_id])
    assert [made.see(path).status for path in SCREENS] == [status] * len(SCREENS)
    assert ("管理者設定" in made.see("/others").text) == (status == 200)
    if status == 403:
        units = list(Unit.select().tuples())
        fields = [("level", "1"), ("was", "0"), ("name", "裏の部"), ("position", "1"), ("others", "00104"), ("leave", "00104")]
        for path in POSTS:
            assert made.post(made.link(path), [("k", key_of(made)), *fields]).status == 403, path
        assert not is_system("00104") and list(Unit.select().tuples()) == units


def test_another_companys_people_and_units_are_not_there(walk, everyone):
    Person.create(member_id="SAMPLE1", user_id="05777", name="当社だけの人", kana="", mail="", password_hash="", site_admin=False, disabled=False)
    Unit.create(member_id="SAMPLE1", id=50, name="当社だけの部", position=1)
    twin = walk("modern", everyone["SAMPLE2", "00001"])
    for path in ("/admin/users/05777", "/admin/units/50", "/admin/units/50/edit", "/admin/units/50/deletion"):
        assert twin.see(path).status == 404
    assert "当社だけ" not in twin.see("/admin/units").text + twin.see("/admin/users?q=05777").text
    twin.submit(twin.see("/admin/units/1/edit"), {"name": "別会社の新名"})
    assert Unit.get(member_id="SAMPLE1", id=1).name != "別会社の新名" == Unit.get(member_id="SAMPLE2", id=1).name


def test_a_member_that_has_withdrawn_sees_nothing_of_it(walk, cast, today):
    made = walk("modern", cast.administrator)
    withdrawal.enter("SAMPLE1", today - datetime.timedelta(days=100), today)
    assert [made.see(path).status for path in SCREENS] == [403] * len(SCREENS)


@pytest.mark.parametrize("name, keeps", PHONES)
def test_a_level_is_given_and_taken(walk, cast, logins, name, keeps):  # noqa: F811
    made, theirs = walk(name, logins["00112"], keeps_cookies=keeps), walk("modern", cast.member)
    page = made.get(made.get(made.get(made.see("/others").link("管理者設定")).link("ユーザー一覧")).link("00104"))
    changed = made.submit(page, {"level": "1"})
    assert changed.says("変更しました") and is_system("00104") and theirs.get("/schedule").status == 403
    assert walk("modern", cast.member).see("/admin").status == 200 and walk("modern", cast.member).see("/users").status == 403
    assert made.submit(page, {"level": "1"}).says("変更しました")  # pressed twice
    stale = made.see("/admin/users/00104")
    assert made.submit(changed, {"level": "0"}).says("変更しました") and not is_system("00104")
    assert made.submit(stale, {"level": "0"}).says("ほかのシステム管理者が")
    assert made.submit(made.see("/admin/users/00112"), {"level": "0"}).says("自分のユーザーレベルは下げられません") and is_system("00112")


@pytest.mark.parametrize("name, keeps", PHONES)
def test_a_unit_is_made_filled_and_deleted(walk, logins, name, keeps):  # noqa: F811
    made = walk(name, logins["00112"], keeps_cookies=keeps)
    form = made.get(made.get(made.see("/admin").link("組織")).link("組織を追加"))
    page = made.submit(form, {"name": "営業部"})
    assert page.says("同じ名前の組織があります") and dict(page.form()["fields"])["name"] == "営業部"
    page = made.submit(page, {"name": "<b>新設部"})
    assert page.says("この組織に人はいません") and page.says("<b>新設部")
    assert made.submit(page, {"others": "00104 いない人"}).says("いない人")
    page = made.submit(page, {"others": "00104 髙橋健太 総務部"})
    count = len(unit.people(Person(member_id="SAMPLE1"), int(page.path.rpartition("/")[2])))
    assert count == 2 + len(unit.people(Person(member_id="SAMPLE1"), unit.named(Person(member_id="SAMPLE1"), "総務部")))
    page = made.submit(page, {"leave": ["00104"]}, form=0)
    assert page.path.startswith("/admin/units/") and not page.says("佐藤 花子")
    edited, old = made.get(page.link("名前・並び順")), made.get(page.link("名前・並び順"))
    assert made.submit(edited, {"name": "開発部", "position": "多い"}).says("並び順は0から")
    assert made.submit(edited, {"name": "開発部", "position": "1"}).says("開発部")
    again = made.submit(old, {"name": "研究部"})
    assert again.says("「開発部」") and dict(again.form()["fields"])["name"] == "研究部" and made.submit(again).says("研究部")
    made.submit(made.get(made.see(again.path).link("組織を削除")))
    assert not Unit.select().where(Unit.name.in_(("開発部", "研究部"))).exists()


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_names_of_many_fit(walk, cast, name):
    with base.database.atomic():
        Profile.update(name="🐌" * 50).execute()
        Person.update(name="🐌" * 50).execute()
        insert_rows(Unit, [("SAMPLE1", number, "🐌" * 50, 1) for number in range(100, 150)])
        insert_rows(UnitPerson, [("SAMPLE1", 100, row.user_id) for row in Person.select().where(Person.member_id == "SAMPLE1")])
    made = walk(name, cast.administrator)
    for path in ("/admin/users", "/admin/users?q=1", "/admin/users/00104", "/admin/units", "/admin/units/100", "/admin/units/100/edit", "/admin/units/100/deletion"):
        check_page(made.see(path), made)
    page = made.submit(made.see("/admin/units/100"), {"others": "🐌" * 2_000})
    check_page(page, made)
    seen, page = set(), made.see("/admin/units/100")
    while True:
        check_page(page, made)
        ids = {part.partition('"')[0] for part in page.source.split('name="leave" value="')[1:]}
        assert not ids & seen
        seen |= ids
        if not any(link["key"] == "#" for link in page.page.links):
            break
        page = made.get(page.key("#"))
    assert len(seen) == 50


def test_the_application_forms_have_one_name_everywhere(walk, cast):
    made = walk("modern", cast.administrator)
    name = "申請書の管理"
    assert made.see("/admin").link(name) == made.see("/workflow").link(name)
