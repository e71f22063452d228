"""Users: login, colleagues, passwords; and that another company's people are never found."""

import pytest

from models import base, clock, member, password, session, user
from models.member import Person
from models.throttle import LoginFailure
from tests.models.conftest import NOW, PASSWORD

NEW = "Neu0!%&@#$^*?_~Neu0neu0neu0neu"  # 30 characters, every symbol


# Login


@pytest.mark.parametrize("typed, meant", [
    ("ACME1", "ACME1"), ("acme1", "ACME1"), ("ＡＣＭＥ１", "ACME1"), ("ａｃｍｅ１", "ACME1"), ("　００１０４ ", "00104"), ("", ""), ("ｱ", "ア")])
def test_ids_are_folded_to_what_was_meant(typed, meant):
    assert user.fold_id(typed) == meant


def test_everybody_logs_in_to_their_own_company(people, try_login):
    for person in people:
        assert try_login(person) == person and try_login(person).name == person.name


@pytest.mark.parametrize("typed", ["", PASSWORD.lower(), PASSWORD + " ", " " + PASSWORD, PASSWORD[:-1], "x" * 31, "x" * 10_000, "\0", "あ", "\ud800"])
def test_a_wrong_password_is_wrong_whatever_it_is(people, try_login, typed):
    assert try_login(people.member, typed) is user.WrongPassword


@pytest.mark.parametrize("member_id, user_id", [
    ("NOSUCH", "00104"), ("ACME1", "99999"), ("acme1", "00104"), ("ACME1 ", "00104"), ("ACME1", "104"), ("", ""), ("ACME1", "0010４"),
    ("ACME1\0", "00104"), ("ACME1' OR '1'='1", "00104"), ("ACME_", "00104"), ("A" * 1000, "0" * 1000), ("ACME1", "00104\n")])
def test_unknown_ids(people, try_login, member_id, user_id):
    assert try_login(Person(member_id=member_id, user_id=user_id)) is user.UnknownId


def test_who_is_disabled_is_unknown(people, try_login):
    people.member.disabled = True
    people.member.save()
    assert try_login(people.member) is user.UnknownId and try_login(people.member, "wrong") is user.UnknownId
    assert try_login(people.twin) == people.twin


def test_without_a_password_nobody_logs_in(people, try_login):
    people.member.password_hash = ""
    people.member.save()
    assert try_login(people.member, "") is user.WrongPassword and try_login(people.member) is user.WrongPassword


def test_on_an_empty_database_every_id_is_unknown(database, try_login):
    assert try_login(Person(member_id="ACME1", user_id="00001")) is user.UnknownId


@pytest.mark.parametrize("user_id", ["00104", "99999", "104"])
def test_an_unknown_id_costs_a_hash_of_this_deployment_too(people, try_login, monkeypatch, user_id):
    asked = []
    monkeypatch.setattr(password, "is_right", lambda typed, stored: asked.append(stored))
    try_login(Person(member_id="ACME1", user_id=user_id))
    assert asked == [people.member.password_hash]


def test_a_login_never_rewrites_the_hash(people, try_login):
    stored = "pbkdf2_sha256$29000$dJ2DbS0FoLK2$e+8OFRSZPG2DYidl6/V9xM6/HhNNK/s4h9IGRDOIqSg="
    Person.update(password_hash=stored).where(Person.member_id == "ACME1", Person.user_id == "00104").execute()
    assert try_login(people.member, "p") == people.member
    assert member.find_person("ACME1", "00104").password_hash == stored


# Colleagues


@pytest.fixture
def viewer(people, log_in):
    return log_in(people.member)[1]


def ids(found):
    return [one.user_id for one in found]


@pytest.mark.parametrize("text, found", [
    ("", ["00001", "00104", "00107"]),
    ("佐", ["00001", "00104"]), ("佐藤", ["00104"]), ("藤花", ["00104"]), ("佐藤　花子", ["00104"]), (" 佐 藤 ", ["00104"]),
    ("さとう", ["00104"]), ("サトウハ", ["00104"]), ("ｻﾄｳ", ["00104"]), ("ｹﾝﾀ", ["00107"]), ("ささき", ["00001"]), ("ｲﾁﾛｳ", ["00001"]),
    ("髙橋", ["00107"]), ("高橋", ["00107"]), ("00104", ["00104"]), ("０１０", ["00104", "00107"]), ("107", ["00107"]),
    ("鈴木", []), ("%", []), ("_", []), ("ACME", []), ("example", []), ("\0", []), ("'", []),
])
def test_search_finds_names_kana_and_ids_however_typed(viewer, text, found):
    assert ids(user.search(viewer, text)) == found


def test_search_folds_what_is_stored_too(people, viewer):
    people.colleague.name, people.colleague.kana = "ＫＥＮ　𠮷田", "ﾖｼﾀﾞ けん"
    people.colleague.save()
    for text in ("ken", "Ken吉", "よしだけん", "ﾖｼﾀﾞｹﾝ", "吉田"):
        assert ids(user.search(viewer, text)) == ["00107"], text


def test_the_twin_company_is_never_found(people, log_in, viewer):
    Person.create(member_id="TWIN2", user_id="00500", name="鈴木", kana="スズキ", mail="", password_hash="", site_admin=False, disabled=False)
    twin = log_in(people.twin)[1]
    assert ids(user.search(twin, "")) == ["00104", "00500"] and user.exists(twin, "00500") and user.colleague(twin, "00500").name == "鈴木"
    assert ids(user.search(viewer, "鈴木")) == [] and not user.exists(viewer, "00500")
    with pytest.raises(base.NotFound):
        user.colleague(viewer, "00500")


def test_the_same_id_is_another_person_in_the_twin_company(people, log_in, viewer):
    people.twin.name = "伊藤 花子"
    people.twin.save()
    assert user.colleague(viewer, "00104").name == "佐藤 花子"
    assert user.colleague(log_in(people.twin)[1], "00104").name == "伊藤 花子"


@pytest.mark.parametrize("user_id", ["", "99999", "00107 ", "００１０７", "00107\0", "%", "x" * 500])
def test_no_such_colleague(viewer, user_id):
    assert user.colleague(viewer, "00107") == ("00107", "髙橋 健太", "タカハシ ケンタ") and user.exists(viewer, "00107")
    assert not user.exists(viewer, user_id)
    with pytest.raises(base.NotFound):
        user.colleague(viewer, user_id)


def test_who_is_disabled_is_not_offered_but_keeps_a_name(people, viewer):
    people.colleague.disabled = True
    people.colleague.save()
    assert ids(user.search(viewer, "")) == ["00001", "00104"]
    assert user.colleague(viewer, "00107").name == "髙橋 健太" and user.exists(viewer, "00107")


def test_the_member_site_has_its_own_names_and_is_for_administrators(people, log_in, viewer):
    administrator = log_in(people.administrator)[1]
    people.member.name, people.colleague.disabled = "鈴木 花子", True
    people.member.save()
    people.colleague.save()
    assert ids(user.search_registered(administrator, "鈴木")) == ["00104"] and user.search(administrator, "鈴木") == []
    assert ids(user.search_registered(administrator, "")) == ["00001", "00104", "00107"]
    assert user.registered(administrator, "00104").name == "鈴木 花子"
    for denied in (lambda: user.search_registered(viewer, ""), lambda: user.registered(viewer, "00104")):
        with pytest.raises(base.NotAllowed):
            denied()


# Passwords


def test_ones_own_password_changes_and_other_sessions_end(people, log_in, try_login):
    kept_id, viewer = log_in(people.member)
    lost_id, _ = log_in(people.member, "url")
    others = [log_in(people.colleague)[0], log_in(people.twin)[0]]
    user.change_own_password(viewer, PASSWORD, NEW, keep_session=viewer.session_id, form_key="k")
    assert try_login(people.member) is user.WrongPassword and try_login(people.member, NEW) == people.member
    assert try_login(people.colleague) == people.colleague and try_login(people.twin) == people.twin
    assert session.find(kept_id, "cookie", "docomo", False, NOW) and not session.find(lost_id, "url", "docomo", False, NOW)
    assert all(session.find(raw_id, "cookie", "docomo", False, NOW) for raw_id in others)
    assert member.find_person("ACME1", "00104").password_hash.startswith("$argon2id$")


@pytest.mark.parametrize("old, new, field", [
    ("wrong", NEW, "old"), ("", NEW, "old"), (PASSWORD.swapcase(), NEW, "old"),
    (PASSWORD, "short", "new"), (PASSWORD, "x" * 31, "new"), (PASSWORD, "パスワードです!", "new"), (PASSWORD, "", "new")])
def test_a_refused_change_changes_nothing(people, log_in, try_login, old, new, field):
    _, viewer = log_in(people.member)
    other_id, _ = log_in(people.member)
    with pytest.raises(base.Invalid) as refused:
        user.change_own_password(viewer, old, new, keep_session=viewer.session_id, form_key="k")
    assert list(refused.value.problems) == [field] and refused.value.problems[field].endswith("。")
    assert try_login(people.member, now=clock.unix()) == people.member and session.find(other_id, "cookie", "docomo", False, NOW)


def test_a_stolen_session_is_no_way_to_guess_the_password(viewer):
    for _ in range(4):
        with pytest.raises(base.Invalid):
            user.change_own_password(viewer, "wrong", NEW, viewer.session_id, "k")
    with pytest.raises(base.Invalid) as refused:
        user.change_own_password(viewer, PASSWORD, NEW, viewer.session_id, "k")
    assert "秒" in refused.value.problems["old"]


def test_a_second_press_is_neither_an_error_nor_a_failed_login(people, viewer, try_login, monkeypatch):
    """Sequential, and while the first press is under way: its new password is there when the second one looks."""
    is_right = password.is_right

    def overtaken(typed, stored):
        monkeypatch.setattr(password, "is_right", is_right)
        user.change_own_password(viewer, PASSWORD, NEW, viewer.session_id, "k")
        return is_right(typed, member.find_person("ACME1", "00104").password_hash)

    monkeypatch.setattr(password, "is_right", overtaken)
    for _ in range(2):
        user.change_own_password(viewer, PASSWORD, NEW, viewer.session_id, "k")
    assert LoginFailure.select().count() == 0 and try_login(people.member, NEW) == people.member
    with pytest.raises(base.Invalid):
        user.change_own_password(viewer, PASSWORD, NEW, viewer.session_id, "other")


def test_changing_passwords_does_not_slow_the_phones_without_an_address(people, log_in):
    for person in [people.member, people.colleague, people.twin] * 10:
        _, viewer = log_in(person)
        with pytest.raises(base.Invalid):
            user.change_own_password(viewer, "wrong", NEW, viewer.session_id, "k")
    assert LoginFailure.select().count() == 3


def test_members(people):
    assert member.find("ACME1").name == "Acme1"
    for member_id in ("acme1", "NOSUCH", ""):
        with pytest.raises(base.NotFound):
            member.find(member_id)


def test_a_login_that_a_new_password_overtakes_opens_no_session(people, log_in, try_login):
    _, viewer = log_in(people.member)
    passed = try_login(people.member)
    user.change_own_password(viewer, PASSWORD, NEW, keep_session=viewer.session_id, form_key="k")
    with pytest.raises(user.WrongPassword):
        session.open_session(passed, "docomo", "P901i", False, NOW)
    assert session.Session.select().count() == 1


@pytest.mark.parametrize("change", [lambda: Person.update(disabled=True).execute(), lambda: Person.delete().execute()])
def test_a_login_that_is_overtaken_by_its_end_opens_no_session(people, try_login, change):
    passed = try_login(people.member)
    change()
    with pytest.raises(user.WrongPassword):
        session.open_session(passed, "docomo", "P901i", False, NOW)


@pytest.mark.parametrize("its_hash", ["", "!of Django's", "*"])
@pytest.mark.parametrize("empty", ["00001", "00104", "*"])
def test_an_empty_hash_costs_as_much_as_any_and_opens_nothing(people, try_login, monkeypatch, caplog, empty, its_hash):
    Person.update(password_hash=its_hash).where((Person.user_id == empty) | (empty == "*")).execute()
    asked, is_right = [], password.is_right
    monkeypatch.setattr(password, "is_right", lambda typed, stored: asked.append(stored) or is_right(typed, stored))
    assert try_login(Person(member_id="ACME1", user_id="99999")) is user.UnknownId
    tried = try_login(people.member)
    assert tried is user.WrongPassword if empty != "00001" else tried == people.member
    assert len(asked) == 2 and all(stored.startswith("$argon2id$") for stored in asked) and not caplog.records


def test_nobodys_hash_costs_what_new_ones_cost():
    assert "m=7168,t=5,p=1" in user._NOBODYS_HASH and password.COST == {"memory_cost": 7168, "time_cost": 5, "parallelism": 1}
    assert not password.is_right(PASSWORD, user._NOBODYS_HASH)
