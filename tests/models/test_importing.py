"""Many users from a CSV file: all of them, or none."""

import pytest

from models import importing, password
from models.base import Invalid
from models.member import Member, Person

HEAD = "ユーザーID,氏名,フリガナ,メールアドレス,パスワード,権限区分\n"
GOOD = "00201,見本 一郎,ミホン イチロウ,ichiro@example.jp,First_pass1,管理者\n00202,髙﨑 花,,,Second_pass2,\n"


@pytest.fixture(autouse=True)
def quick_hashes(database, monkeypatch):
    monkeypatch.setattr(password, "COST", {"memory_cost": 8, "time_cost": 1, "parallelism": 1})
    Member.insert(member_id="ACME", name="見本").execute()


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp932"])
def test_users_are_registered_from_each_charset(charset):
    assert importing.import_users("ACME", (HEAD + GOOD).encode(charset)) == 2
    first, second = Person.select().order_by(Person.user_id)
    assert (first.name, first.site_admin, second.name, second.site_admin) == ("見本 一郎", True, "髙﨑 花", False)
    assert password.is_right("First_pass1", first.password_hash) and not password.is_right("first_pass1", first.password_hash)


@pytest.mark.parametrize("line, text", [
    ("201,名,,,First_pass1,", "5けた"), ("00203,,,,First_pass1,", "氏名"), ("00203,名,,x,First_pass1,", "メールアドレス"),
    ("00203,名,,,short,", "8文字以上"), ("00203,名,,,First_pass1,社長", "権限区分"), ("00201,名,,,First_pass1,", "2行目と同じ"),
    ("００２０３,名,,,First_pass1,", "5けた"), ("00203,名,,, First_pass1,", "半角の英字"),
])
def test_one_wrong_line_registers_nobody_and_is_named(line, text):
    with pytest.raises(Invalid) as raised:
        importing.import_users("ACME", (HEAD + GOOD + line + "\n").encode())
    assert list(raised.value.problems) == [4] and text in raised.value.problems[4]
    assert not Person.select().exists()


def test_all_that_is_wrong_with_a_line_is_told_at_once():
    with pytest.raises(Invalid) as raised:
        importing.import_users("ACME", (HEAD + GOOD + "00201,,,x,short,社長\n201,名,,,First_pass1,\n").encode())
    told = raised.value.problems
    assert list(told) == [4, 5] and all(text in told[4] for text in ("氏名", "メールアドレス", "権限区分", "8文字以上", "2行目と同じ")), told
    assert told[5] == "ユーザーIDは、半角の数字5けたです。"


def test_a_second_import_names_whom_it_would_overwrite():
    importing.import_users("ACME", (HEAD + GOOD).encode())
    with pytest.raises(Invalid) as raised:
        importing.import_users("ACME", (HEAD + "00209,新人,,,short,\n" + GOOD).encode())
    assert set(raised.value.problems) == {2, 3, 4} and Person.select().count() == 2


def test_a_new_member_needs_its_companys_name():
    with pytest.raises(Invalid):
        importing.import_users("NEW1", (HEAD + GOOD).encode())
    assert importing.import_users("NEW1", (HEAD + GOOD).encode(), "新しい会社") == 2
    assert Member.get_by_id("NEW1").name == "新しい会社"


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", HEAD.replace("パスワード", "x").encode()])
def test_a_file_that_is_something_else_is_refused(data):
    with pytest.raises(Invalid):
        importing.import_users("ACME", data)


@pytest.mark.parametrize("line, expected", [
    ('00203,"開いたまま,,,First_pass1,\n' + "x" * 140_000 + "\n", 4), ('00203,"二行\nの名",,,First_pass1,\n', 4), ("00203,\x1b$名,,,First_pass1,\n", 4),
    ("00203,名,カ\x00ナ,,First_pass1,\n", 4), ("00203,名\t前,,,First_pass1,\n", 4), ("00203,名,,a\x01@b.jp,First_pass1,\n", 4),
    ('00203,名,,,First_pass1,"\n\n"\n00204,,,,First_pass1,\n', 7)])
def test_what_no_name_holds_and_what_is_no_csv_is_named_by_line(line, expected):
    with pytest.raises(Invalid) as raised:
        importing.import_users("ACME", (HEAD + GOOD + line).encode())
    assert list(raised.value.problems) == [expected] and not Person.select().exists()


def test_a_first_line_without_end_is_refused():
    with pytest.raises(Invalid) as raised:
        importing.import_users("ACME", b'"' + b"x" * 140_000)
    assert list(raised.value.problems) == [1]
