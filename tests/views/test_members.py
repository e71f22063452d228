"""会員情報管理 on phones: users one at a time and many, the company, the handover; and to whom each screen is closed."""

import datetime
import threading

import pytest

from carriers import DIALECTS
from models import member, password, user_import, withdrawal
from models.member import Person
from models.user_import import UserImportRow
from tests.models.test_user_import import csv, line
from tests.views.test_screens import check_page
from views.members import registering

SMALL = [dialect.name for dialect in DIALECTS if dialect.page_limit < 10_000]
PHONES = [("mova", False), ("ez", True), ("modern", True), ("modern", False)]
NEW = "Fresh_pass2"
SCREENS = ["/users", "/users?q=a", "/users/new", "/users/00104", "/users/00104/deletion", "/users/erasure", "/users/import", "/company", "/company/edit"]
POSTS = ["/users", "/users/00118", "/users/00118/password", "/users/00118/deletion", "/users/erasure", "/users/import", "/company"]
HANDOVER = ["/handover", "/handover/successor", "/handover/administration"]
LONGEST = "🐌" * 50


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """The passwords of a file are hashed before the answer, not in a thread, and at the least cost."""
    monkeypatch.setattr(password, "COST", {"memory_cost": 8, "time_cost": 1, "parallelism": 1})
    monkeypatch.setattr(registering, "begin", user_import.work)


@pytest.fixture
def logins(everyone):
    """{ユーザーID: login} of the first company: 00107 is 管理者 only, 00112 システム管理者 only, 00115 both."""
    return {user_id: login for (member_id, user_id), login in everyone.items() if member_id == "SAMPLE1"}


def person(user_id, member_id="SAMPLE1"):
    return member.find_person(member_id, user_id)


def key_of(made):
    return dict(made.see("/preferences").form(0)["fields"])["k"]


# To whom it is closed


@pytest.mark.parametrize("user_id, status", [("00104", 403), ("00112", 403), ("00107", 200), ("00115", 200), ("00001", 200)])
def test_the_administrators_screens_are_for_administrators_of_the_member_site(walk, logins, user_id, status):
    made = walk("modern", logins[user_id])
    assert [made.see(path).status for path in SCREENS] == [status] * len(SCREENS)
    assert [made.see(path).status for path in HANDOVER] == [200 if user_id == "00001" else 403] * 3
    menu = made.see("/members")
    assert ("ユーザー登録" in menu.text) == (status == 200) and ("引継ぎ" in menu.text) == (user_id == "00001")
    if status == 403:
        for path in (*POSTS, *HANDOVER[1:]):
            fields = [("k", key_of(made)), ("user_id", "00999"), ("name", "x"), ("new", NEW), ("again", NEW), ("csv", csv(1)), ("right", "1")]
            assert made.post(made.link(path), fields).status == 403, path
        assert person("00999") is None and person("00104").name == "佐藤 花子"


def test_another_company_finds_none_of_this_ones_people(walk, everyone, cast):
    Person.create(member_id="SAMPLE1", user_id="05777", name="当社だけの人", kana="", mail="", password_hash="", site_admin=False, disabled=False)
    twin = walk("modern", everyone["SAMPLE2", "00001"])
    assert twin.see("/users/05777").status == twin.see("/users/05777/deletion").status == 404
    assert "当社だけの人" not in twin.see("/users?q=当社").text.replace("「当社」", "")
    page = twin.see("/users/00104")
    assert page.status == 200
    twin.submit(page, {"name": "別会社の花子"}, form=0)
    assert person("00104").name == "佐藤 花子" and person("00104", "SAMPLE2").name == "別会社の花子"


def test_a_member_that_has_withdrawn_sees_nothing_of_it(walk, cast, today):
    made = walk("modern", cast.administrator)
    withdrawal.enter("SAMPLE1", today - datetime.timedelta(days=100), today)
    assert [made.see(path).status for path in [*SCREENS, *HANDOVER]] == [403] * (len(SCREENS) + 3)
    assert "ユーザー登録" not in made.see("/members").text


# One at a time


@pytest.mark.parametrize("name, keeps", PHONES)
def test_a_user_is_registered_changed_and_deleted(walk, phone, cast, name, keeps):
    made = walk(name, cast.administrator, keeps_cookies=keeps)
    form = made.get(made.see("/members").link("ユーザー登録"))
    page = made.submit(form, {"user_id": "05777", "name": "新人 太郎", "kana": "シンジン", "new": "short", "right": "1"})
    assert page.says("8文字以上") and dict(page.form()["fields"])["name"] == "新人 太郎" and dict(page.form()["fields"])["right"] == "1"
    assert "short" not in page.source
    page = made.submit(page, {"new": NEW})
    assert page.says("登録しました") and page.path == "/users/05777"
    assert made.submit(form, {"user_id": "05777", "name": "新人 太郎", "new": NEW}).status == 200
    newcomer = phone("modern")
    assert newcomer.log_in("SAMPLE1", "05777", NEW).says("新人 太郎") and person("05777").site_admin
    page = made.submit(page, {"name": "新人 次郎", "right": "0"}, form=0)
    assert page.says("次にログインしたとき") and (person("05777").name, person("05777").site_admin) == ("新人 次郎", False)
    assert newcomer.get("/schedule").status == 403  # the right has changed
    page = made.submit(made.get(page.link("ユーザーを削除")))
    assert page.says("削除しました") and person("05777") is None
    assert made.see("/users/05777").status == 404


def test_two_administrators_at_one_user_and_a_repeated_press(walk, cast, logins):
    first, second = walk("modern", cast.administrator), walk("ez", logins["00115"])
    seen, theirs = first.see("/users/00104"), second.see("/users/00104")
    first.submit(seen, {"name": "一の花子"}, form=0)
    assert first.submit(seen, {"name": "一の花子"}, form=0).says("変更しました")
    page = second.submit(theirs, {"name": "二の花子"}, form=0)
    assert page.says("ほかの管理者か本人が") and person("00104").name == "一の花子" and dict(page.form(0)["fields"])["name"] == "一の花子"
    assert second.submit(theirs, {"new": NEW}, form=1).says("ほかの管理者か本人が")
    assert second.submit(page, {"name": "二の花子"}, form=0).says("変更しました") and person("00104").name == "二の花子"


@pytest.mark.parametrize("name", ["mova", "sb3g", "modern"])
def test_what_a_phone_can_not_show_of_a_name_stays(walk, cast, name):
    Person.update(name="𠮷田🛵 \"<b>", mail="u@sample1.example").where((Person.member_id == "SAMPLE1") & (Person.user_id == "00104")).execute()
    made = walk(name, cast.administrator)
    page = made.see("/users/00104")
    assert "&lt;b&gt;" in page.source and '"<b>' not in page.source
    assert made.submit(page, {"mail": "new@sample1.example"}, form=0).says("変更しました")
    assert (person("00104").name, person("00104").mail) == ("𠮷田🛵 \"<b>", "new@sample1.example")


def test_the_initial_administrator_stays_and_its_data_can_go(walk, logins):
    made = walk("imode1", logins["00107"])
    page = made.see("/users/00001")
    assert not any("/deletion" in link["href"] for link in page.page.links)
    assert made.see("/users/00001/deletion").says("初期管理者IDは、弊社のシステム上削除できないIDとさせていただいております。")
    page = made.submit(made.get(page.link("グループウェアのデータを削除")))
    assert page.says("グループウェアのデータを削除しました") and person("00001") is not None
    assert not any(link["href"].startswith("/users/00107/deletion") for link in made.see("/users/00107").page.links)


def test_the_list_reads_one_page_at_a_time(walk, cast):
    made = walk("imode1", cast.administrator)
    page = made.see("/users")
    assert "00001" in page.text and len([link for link in page.page.links if link["key"] and link["key"].isdigit() and link["key"] != "0"]) == 9
    assert "00152" not in page.text and "00170" in made.get(page.link("次へ")).text


# Many


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_pasted_users_are_registered_from_any_phone(walk, cast, name):
    made = walk(name, cast.administrator)
    form = made.get(made.see("/members").link("CSVで一括登録"))
    page = made.submit(form, {"csv": csv(30)})
    assert page.says("30人を登録しました") and person("21030").name == "社員 21030"
    again = made.submit(form, {"csv": csv(30)})
    assert again.path == page.path and again.says("30人を登録しました")


@pytest.mark.parametrize("charset", ["utf-8-sig", "cp932"])
def test_a_file_is_taken_where_the_phone_sends_files(walk, cast, charset):
    made = walk("modern", cast.administrator)
    page = made.submit(made.see("/users/import"), files=[("file", "社員.csv", csv(1000).encode(charset))])
    assert page.says("1000人を登録しました") and Person.select().where(Person.member_id == "SAMPLE1").count() == 1050
    assert made.see("/audit").says("ユーザー一括登録")


@pytest.mark.parametrize("name", SMALL)
def test_a_report_of_many_wrong_lines_is_paged_within_the_limit(walk, cast, name):
    made = walk(name, cast.administrator)
    wrong = {number: line(number, name="長" * 51 + "<b>") for number in range(2, 42)}
    page = made.submit(made.see("/users/import"), {"csv": csv(60, wrong)})
    assert page.says("登録しませんでした") and page.says("2行目") and person("21040") is None
    seen = 0
    while True:
        check_page(page, made)
        seen += page.text.count("行目")
        if not any(link["key"] == "#" for link in page.page.links):
            break
        page = made.get(page.key("#"))
    assert seen == 40


def test_a_stopped_registration_is_shown_and_goes_on(walk, cast, logins, monkeypatch):
    made = walk("sb3g", cast.administrator)
    monkeypatch.setattr(registering, "begin", lambda *work: None)  # the process ended
    page = made.submit(made.see("/users/import"), {"csv": csv(30)})
    assert page.says("30人中") and page.header("Refresh") and made.get(made.see("/users/import").link("前回")).says("30人中")
    monkeypatch.setattr(user_import, "STOPPED", -1)
    page = made.get(page.url)
    assert page.says("途中で止まっています") and page.header("Refresh") is None
    assert walk("modern", logins["00115"]).see(page.path).status == 404
    other = walk("modern", cast.administrator).see(page.path)
    assert other.says("送信したときのログインが終わった")
    monkeypatch.setattr(registering, "begin", user_import.work)
    assert made.submit(page, form=0).says("30人を登録しました")


def test_a_thread_does_the_work(walk, cast, monkeypatch):
    monkeypatch.undo()
    made = walk("modern", cast.administrator)
    page = made.submit(made.see("/users/import"), {"csv": csv(5)})
    for thread in threading.enumerate():
        if thread.name == "user_import":
            thread.join(20)
    assert made.get(page.url).says("5人を登録しました")


def test_given_up_nothing_is_registered(walk, cast, monkeypatch):
    monkeypatch.setattr(registering, "begin", lambda *work: None)
    made = walk("modern", cast.administrator)
    page = made.submit(made.submit(made.see("/users/import"), {"csv": csv(3)}))
    assert page.path == "/users/import" and person("21001") is None and UserImportRow.select().count() == 0
    assert made.submit(made.see("/users/import"), {"csv": ""}).says("貼り付けてください")


def test_pasted_passwords_are_not_shown_when_the_session_is_lost(walk, cast):
    made = walk("imode1", cast.administrator, keeps_cookies=False)
    form = made.see("/users/import")
    made.submit(made.see("/others"))  # logged out meanwhile
    page = made.submit(form, {"csv": csv(3)})
    assert page.status == 403 and "Secret_" not in page.source


# The company


@pytest.mark.parametrize("name, keeps", PHONES[:3])
def test_the_company_is_changed_but_for_what_changes_on_paper(walk, cast, logins, name, keeps):
    made, other = walk(name, cast.administrator, keeps_cookies=keeps), walk("modern", logins["00115"])
    page = made.get(made.see("/members").link("会員情報"))
    assert page.says("見本商事株式会社") and page.says("口座振替") and "tel:0120-70-4515" in page.source
    form = made.get(page.link("変更"))
    assert {field for field, _ in form.form()["fields"]} & {"name", "payment"} == set()
    theirs = other.see("/company/edit")
    page = made.submit(form, {"phone": "電話"})
    assert page.says("数字とハイフン") and dict(page.form()["fields"])["phone"] == "電話"
    page = made.submit(page, {"phone": "03-1111-1111"})
    assert page.says("変更しました") and page.says("03-1111-1111") and page.says("見本ビル")
    page = other.submit(theirs, {"phone": "03-2222-2222"})
    assert page.says("ほかの管理者が会員情報を変更") and other.submit(page).says("03-2222-2222")


# The handover


@pytest.mark.parametrize("name, keeps", PHONES[:3])
def test_a_successor_takes_over(walk, phone, cast, name, keeps):
    made = walk(name, cast.administrator, keeps_cookies=keeps)
    form = made.get(made.get(made.see("/members").link("引継ぎ")).link("後任の人"))
    fields = {"name": "後任 二郎", "kana": "コウニン", "mail": "jiro@sample1.example", "old": cast.administrator.password, "new": NEW, "again": NEW}
    page = made.submit(form, fields | {"again": "other"})
    assert page.says("2回とも同じ") and dict(page.form()["fields"])["name"] == "後任 二郎"
    page = made.submit(page, fields | {"old": "Wrong_123"})
    assert page.says("今のパスワードが違います") and dict(page.form()["fields"])["name"] == "後任 二郎"
    assert made.submit(page, fields).says("引き継ぎました")
    assert made.see("/schedule").status == 403
    assert phone("modern").log_in("SAMPLE1", "00001", NEW).says("後任 二郎")


def test_an_administration_id_shows_the_successors_contacts(walk, phone, cast):
    made = walk("modern", cast.administrator)
    form = made.see("/handover/administration")
    fields = {"name": "J-MOTTO管理者", "contact": "総務 花子", "phone": "03-3333-3333", "mail": "s@sample1.example", "old": cast.administrator.password}
    fields |= {"new": NEW, "again": NEW}
    assert made.submit(form, fields).says("引き継ぎました")
    again = phone("modern")
    assert again.log_in("SAMPLE1", "00001", NEW).says("J-MOTTO管理者") and again.get("/company").says("総務 花子")


# The longest of everything


@pytest.mark.parametrize("name", SMALL)
def test_the_longest_texts_fit(walk, cast, name):
    Person.update(name=LONGEST, kana=LONGEST, mail="m" * 89 + "@b.example").where(Person.member_id == "SAMPLE1").execute()
    made = walk(name, cast.administrator)
    for path in ("/users", "/users?q=1", "/users/00104", "/users/00104/deletion", "/users/erasure"):
        check_page(made.see(path), made)
    page = made.submit(made.see("/users/00104"), {"name": LONGEST * 4, "kana": LONGEST * 4, "mail": "m" * 900}, form=0)
    assert page.says("50文字以内")
    check_page(page, made)
    page = made.submit(made.see("/company/edit"), {field: "🐌" * 200 for field in ("address", "contact")})
    check_page(page, made)
    page = made.submit(made.see("/handover/administration"), {field: "🐌" * 200 for field in ("contact", "phone", "mail")})
    check_page(page, made)
