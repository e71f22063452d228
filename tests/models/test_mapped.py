"""The main service's table as others make them: odd names, cases, numbers, twins, crowds; and its database when it is away."""

import peewee
import pytest

from models import base, checking, directory, mapping, member, password, retry, session, user, user_admin
from models.base import Stale
from models.engine import ConfigError
from models.member import Member, Person
from models.values import is_meant
from tests.counting import counted
from tests.models.conftest import NOW, PASSWORD
from tests.models.test_directory import FORM, _hash_like, log_in, service, use  # noqa: F401 (fixtures)

PLAIN = """
database = "sqlite:///%s"
table = "people"
member_id = "company"
user_id = "number"
name = "name"
password = "secret"
write = ["password"]
"""


@pytest.fixture
def people(service, use):  # noqa: F811
    """A table of the main service, made as a test says; its Directory."""

    def make(kinds="company TEXT, number TEXT, name TEXT, secret TEXT", rows=(), toml=PLAIN):
        service(f"CREATE TABLE people ({kinds})")
        for row in rows:
            service(f"INSERT INTO people VALUES ({', '.join('?' * len(row))})", *row)
        return use(toml)

    return make


# Who it is


def test_names_of_any_kind_are_quoted(service, use):  # noqa: F811
    service('CREATE TABLE "my ""people" ("select" TEXT, alias TEXT, "na""me" TEXT, "bind" TEXT)')
    service('INSERT INTO "my ""people" VALUES (?, ?, ?, ?)', "ACME1", "00104", "佐藤", password.hashed(PASSWORD))
    use("""
        database = "sqlite:///%s"
        table = 'my "people'
        member_id = "select"
        user_id = "alias"
        name = 'na"me'
        password = "bind"
        write = ["password"]""")
    viewer = log_in()()
    assert viewer.name == "佐藤"
    user.change_own_password(viewer, PASSWORD, "Changed_99", viewer.session_id, "k")
    assert log_in("Changed_99")()


@pytest.mark.parametrize("other", ["ACME1-00104", "acme1-00104 ", "ａcme1-00104", "acme1-001040", "acme1-０0104"])
def test_a_name_that_only_looks_the_same_to_the_table_is_somebody_else(service, use, other):  # noqa: F811
    its = use(FORM)
    service("UPDATE staff SET login = ? WHERE login = 'acme1-00107'", other)
    assert [account.name for account in its.everybody("ACME1")] == ["佐藤 花子"] and its.find("ACME1", "00104").name.startswith("佐藤")
    row = dict.fromkeys(its.columns) | {"login": other}
    assert its.account(row) is None and its.account(row | {"login": "acme1-00104"}).user_id == "00104"


def test_a_letter_that_is_ours_only_in_capitals_makes_no_id(service, use):  # noqa: F811
    its = use(FORM)
    row = dict.fromkeys(its.columns)
    assert its.account(row | {"login": "acmi1-00104"}) and its.account(row | {"login": "acmı1-00104"}) is None


def test_words_of_a_name_beside_the_ids_may_have_any_case(service, use):  # noqa: F811
    its = use(FORM.replace("{member_id}-{user_id}", r"Gw!_{member_id}\\u{user_id}"))
    service("UPDATE staff SET login = ? WHERE number = '00104'", r"gw!_acme1\u00104")
    assert its.find("ACME1", "00104") and [one.user_id for one in its.everybody("ACME1")] == ["00104"]
    service("UPDATE staff SET login = ? WHERE number = '00104'", r"gw!xacme1\u00104")
    assert not its.everybody("ACME1")


def test_a_column_for_the_company_beside_a_name_for_the_person(service, use):  # noqa: F811
    its = use(FORM.replace("{member_id}-{user_id}", "u{user_id}") + 'member_id = "company"\n')
    service("UPDATE staff SET login = 'u' || number, company = 'acme1' WHERE number <> '1'")
    assert its.find("ACME1", "00104").name == "佐藤 花子" and its.find("ACME2", "00104") is None
    assert len(its.everybody("ACME1")) == 2 and not its.everybody("ACME2")


def test_numbers_in_a_column_of_numbers_get_their_zeros(people):
    its = people("company INTEGER, number INTEGER, name TEXT, secret TEXT", [(1001, 104, "佐藤", ""), (1001, 123456, "x", "")])
    assert its.find("1001", "00104").name == "佐藤" and [one.user_id for one in its.everybody("1001")] == ["00104"]
    assert its.find("ACME1", "00104") is None


def test_of_rows_that_the_table_takes_for_the_same_only_one_is_found_and_none_written(people):
    of_any_case = "company TEXT COLLATE NOCASE, number TEXT, name TEXT, secret TEXT COLLATE NOCASE"
    its = people(of_any_case, [("acme1", "00104", "小文字", "same"), ("ACME1", "00104", "大文字", "same"), ("acme1", "00107", "小文字", "")])
    assert its.find("ACME1", "00104").name == "大文字" and its.find("ACME1", "00107") is None
    assert [one.name for one in its.everybody("ACME1")] == ["大文字"]
    assert not its.write(its.find("ACME1", "00104"), password_hash="mine")
    assert {row["secret"] for row in its.rows()} == {"same", ""}


# Rights


@pytest.mark.parametrize("value, wanted, clear", [
    (1, True, True), (0, True, False), ("1", True, True), (True, 1, True), (False, 0, True), (b"\1", True, True), (b"\0", True, False),
    (b"\1", 1, True), ("Y ", True, True), ("n", False, True), (None, False, True), (None, True, False), ("true", "true", True),
    (True, "true", True), (False, "true", False), (False, "False", True),
    ("locked ", "locked", True), ("locked", ["gone", "locked"], True), ("new", ["gone", "locked"], False),
    (1, "1", True), (2, 1, False), (b"locked", "locked", True),
])
def test_what_a_value_means(value, wanted, clear):
    assert is_meant(value, wanted, unclear=True) is clear is is_meant(value, wanted, unclear=False)


@pytest.mark.parametrize("value", ["2026-11-30 10:00:00", "maybe", 7])
def test_what_is_neither_yes_nor_no_locks_out_and_gives_no_right(value):
    for wanted in (True, False):
        assert is_meant(value, wanted, unclear=True) and not is_meant(value, wanted, unclear=False)


# Passwords


def test_an_unknown_id_a_wrong_password_and_a_person_without_one_cost_the_same(service, use, monkeypatch):  # noqa: F811
    service("INSERT INTO staff VALUES ('acme1-00001', '', '', '', '', '', '!unusable', 1, '')")
    service("INSERT INTO staff VALUES ('acme1-00002', '', '', '', '', '', NULL, 1, '')")
    service("UPDATE staff SET active = 0 WHERE login = 'acme1-00107'")
    use(FORM)
    base.secret()  # made at its first use
    tried, asked = [], []
    matches, execute = password._matches, peewee.SqliteDatabase.execute_sql
    monkeypatch.setattr(password, "_matches", lambda secret, stored: tried.append(password.form(stored)) or matches(secret, stored))
    monkeypatch.setattr(peewee.SqliteDatabase, "execute_sql", lambda *arguments: asked.append(arguments[1].split()[0]) or execute(*arguments))
    costs = set()
    for number, user_id in enumerate(("00104", "00107", "00999", "00001", "00002", "00998")):
        tried.clear(), asked.clear()
        with pytest.raises((user.UnknownId, member.WrongPassword)):
            user.check_login("ACME1", user_id, "Wrong_123", f"192.0.2.{number}", NOW)
        costs.add((tuple(tried), tuple(asked)))
    assert len(costs) == 1, costs
    assert costs.pop()[0] == ("argon2",)
    assert not Person.select().exists()  # who fails leaves no copy


def test_a_copy_decides_nothing(use, service):  # noqa: F811
    use(FORM)
    again = log_in()
    assert again()
    Person.update(password_hash=password.hashed("Copied_99"), disabled=True, site_admin=True).execute()
    assert again() and log_in()()  # over there nothing has changed
    Person.update(password_hash=password.hashed("Copied_99")).execute()
    with pytest.raises(member.WrongPassword):
        log_in("Copied_99")


def test_no_hash_is_copied_and_without_the_mapping_nobody_is_let_in(use):  # noqa: F811
    use(FORM)
    viewer = log_in()()
    user.change_own_password(viewer, PASSWORD, "Changed_99", viewer.session_id, "k")
    directory.refresh_member("ACME1")
    assert Person.select().count() == 2 and not any(password.form(person.password_hash) for person in Person.select())
    directory.use(None)
    for typed in (PASSWORD, "Changed_99", "", Person.get(user_id="00104").password_hash):
        with pytest.raises(member.WrongPassword):
            log_in(typed)


def test_whoever_is_changed_between_login_and_bounce_is_not_in(use, service):  # noqa: F811
    use(FORM)
    person = user.check_login("ACME1", "00104", PASSWORD, "192.0.2.1", NOW)
    cookie_id, url_id = session.open_session(person, "docomo", "P901i", False, NOW)
    service("UPDATE staff SET secret = ? WHERE login = 'acme1-00104'", password.hashed("Changed_99"))
    session.prove(cookie_id, url_id, "docomo", NOW)
    assert session.find(cookie_id, "cookie", "docomo", False, NOW) is None


def test_a_session_that_ended_stays_ended(use, service):  # noqa: F811
    use(FORM)
    again = log_in()
    service("UPDATE staff SET active = 0")
    assert again() is None
    service("UPDATE staff SET active = 1")
    assert again() is None and log_in()()


def as_administrator():
    """00104, whose right the mapping doesn't tell, as somebody who has it here."""
    log_in()
    Person.update(site_admin=True).where(Person.user_id == "00104").execute()
    return log_in()()


def overwrite(administrator, user_id, new):
    user_admin.overwrite_password(administrator, user_id, new, user_admin.find(administrator, user_id).token, "key")


@pytest.mark.parametrize("nothing", [None, "", "!aB3"])
def test_who_has_no_password_gets_a_first_one_in_the_form_of_the_others(use, service, nothing):  # noqa: F811
    its = use(FORM)
    service("UPDATE staff SET secret = ?, login = 'acme1-00001' WHERE login = 'root'", nothing)
    service("UPDATE staff SET secret = ? WHERE login = 'acme1-00107'", its_hash := _hash_like("pbkdf2_sha256$"))
    service("UPDATE staff SET secret = ? WHERE login = 'acme1-00104'", its_hash)
    directory.refresh_member("ACME1")
    administrator = as_administrator()
    with pytest.raises((user.UnknownId, member.WrongPassword)):
        log_in("", "00001")
    overwrite(administrator, "00001", "First_999")
    assert its.find("ACME1", "00001").password_hash.startswith("pbkdf2_sha256$1000$") and log_in("First_999", "00001")()


def test_a_password_that_was_changed_over_there_meanwhile_can_be_overwritten(use, service):  # noqa: F811
    use(FORM)
    administrator = as_administrator()
    service("UPDATE staff SET secret = ? WHERE login = 'acme1-00107'", password.hashed("Changed_99"))
    overwrite(administrator, "00107", "Written_99")
    assert log_in("Written_99", "00107")()


def test_a_write_whose_answer_was_lost_is_no_failure(use, monkeypatch):  # noqa: F811
    its = use(FORM)
    seen, tried = its.find("ACME1", "00104"), its._tried
    monkeypatch.setattr(its, "_tried", lambda work: (tried(work), tried(work))[1])  # as retrying does after a lost connection
    assert its.write(seen, password_hash="mine") and its.find("ACME1", "00104").password_hash == "mine"
    assert not its.write(seen, password_hash="other")
    with pytest.raises(Stale):
        directory.set_password("ACME1", "00104", "Changed_99", seen.password_hash)


# Its database


def test_while_the_services_database_is_away_nobody_is_let_in_and_it_comes_back(use, monkeypatch):  # noqa: F811
    its = use(FORM)
    again = log_in()
    assert again()
    monkeypatch.setattr(retry, "BUDGET", 0.05)
    with monkeypatch.context() as away:
        away.setattr(its._database, "execute_sql", _away)
        for ask in (log_in, again, lambda: directory.refresh_member("TWIN2"), lambda: log_in(user_id="00999")):
            with pytest.raises(peewee.OperationalError) as error:
                ask()
            assert base.is_away(error.value)
        assert base.database.execute_sql("SELECT 1").fetchone() == (1,)
    assert again() and log_in()()


def _away(*_, **__):
    raise peewee.OperationalError(2013, "Lost connection to server during query")


def test_a_dead_connection_is_replaced(use):  # noqa: F811
    its = use(FORM)
    again, broken = log_in(), []
    execute = its._database.execute_sql

    def once_dead(sql, *arguments):
        if its._database.connection() in broken:
            raise peewee.OperationalError(2006, "Server has gone away")
        return execute(sql, *arguments)

    its._database.execute_sql = once_dead
    broken.append(its._database.connection())
    groupware = base.database.connection()
    assert again() and its._database.connection() not in broken and base.database.connection() is groupware


def test_a_copy_that_failed_is_tried_again_at_once(use, monkeypatch):  # noqa: F811
    its = use(FORM)
    with monkeypatch.context() as away:
        away.setattr(its, "everybody", _away)
        with pytest.raises(peewee.OperationalError):
            directory.refresh_member("ACME1")
    directory.refresh_member("ACME1")
    assert Person.select().count() == 2


def test_its_file_is_not_made_and_keeps_its_journal(service, use, tmp_path):  # noqa: F811
    use(FORM).find("ACME1", "00104")
    assert service("PRAGMA journal_mode") == [("delete",)]
    with pytest.raises(ConfigError, match="no file"):
        use(FORM.replace("%s", str(tmp_path / "nowhere.db") + "%.0s"))
    its = directory.in_use()
    its.close()
    service.path.rename(tmp_path / "moved.db")
    with pytest.raises(peewee.OperationalError):
        its.find("ACME1", "00104")
    assert not service.path.exists() and not (tmp_path / "nowhere.db").exists()


@pytest.mark.parametrize("url", ["oracle://u:p4ss@host/x", "postgresql://u:p4ss@host", "mysql://u:p4/ss@host:x/y"])
def test_a_url_that_can_not_work_is_named_without_its_password(use, url):  # noqa: F811
    with pytest.raises(ConfigError) as refused:
        use(FORM.replace("sqlite:///%s", url + "%.0s"))
    assert "USERS_CONFIG" in str(refused.value) and "DATABASE_URL" not in str(refused.value) and "ss@" not in str(refused.value)


# Many


def test_very_many_are_copied_in_batches_and_what_has_not_changed_is_not_written(people, service, monkeypatch):  # noqa: F811
    its = people(rows=[("ACME1", "00104", "佐藤", password.hashed(PASSWORD))])
    service("WITH RECURSIVE n(i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n WHERE i < 11200)"
            " INSERT INTO people SELECT 'ACME1', i, '社員' || i, '' FROM n")
    written = []
    write = directory._write
    monkeypatch.setattr(directory, "_write", lambda some: written.append(len(some)) or write(some))

    def copied():
        written.clear(), directory._copied_at.clear()
        directory.refresh_member("ACME1")
        return written.copy()

    assert len(its.everybody("ACME1")) == 1202 and sum(copied()) == 1202 and max(written) <= 500
    assert copied() == []
    service("UPDATE people SET name = '改名' WHERE number IN ('10001', '10002')")
    assert copied() == [2] and Person.get(user_id="10002").name == "改名"
    service("DELETE FROM people WHERE number > '10099'")
    assert copied() == [] and Person.select().where(~Person.disabled).count() == 101
    with counted() as run:
        assert copied() == [] and run and all(statement.startswith("SELECT") for statement in run)


def test_a_company_gets_the_name_that_most_of_its_people_have(people, service):  # noqa: F811
    toml = PLAIN + 'company = "firm"\n'
    people("company TEXT, number TEXT, name TEXT, secret TEXT, firm TEXT", [("ACME1", f"0010{n}", "x", "", "アクメ") for n in range(3)], toml)
    directory.refresh_member("ACME1")
    service("UPDATE people SET firm = '新アクメ' WHERE number <> '00100'")
    directory._copied_at.clear()
    directory.refresh_member("ACME1")
    assert Member.get_by_id("ACME1").name == "新アクメ"


# Before going live


def test_the_report_tells_what_values_mean_and_that_an_index_lacks(use, service):  # noqa: F811
    service("DELETE FROM staff WHERE login = 'root'")
    service("UPDATE staff SET active = 'left', secret = '!none', family_name = '', given_name = '' WHERE number = '00107'")
    lines, fits = checking.report(use(FORM))
    text = "\n".join(lines)
    assert fits and "1 people may not log in (active is 'left'); 1 others (active is 1)." in text
    assert "1 people have no password" in text and "1 people have no name" in text and "No index" in text
    service("CREATE UNIQUE INDEX login ON staff (login)")
    assert "No index" not in "\n".join(checking.report(use(FORM))[0])


def test_a_view_will_do(use, service):  # noqa: F811
    service("CREATE VIEW people AS SELECT company, number, family_name AS name, secret FROM staff WHERE company <> 'acme'")
    assert checking.report(use(PLAIN))[1] and log_in()()


@pytest.mark.parametrize("words, told", [
    ("member_id_is = 'ACME1'\nuser_name = 'n'\nuser_name_form = '{member_id}-{user_id}'", "how ids are found"),
    ("member_id = 'm'\nuser_name = 'n'\nuser_name_form = '{member_id}-{user_id}'", "how ids are found"),
    ("member_id = 'm'\nuser_id = 'u'\nuser_name_form = '{user_id}'", "how ids are found"),
    ("member_id = 'm'\nuser_id = 'u'\nlower = 'false'", "lower can't be 'false'"),
    ("member_id = 'm'\nuser_id = 5", "user_id can't be 5"),
    ("member_id = 'm'\nuser_id = 'u'\ndisabled_when = 1", "not disabled"),
    ("member_id = 'm'\nuser_id = 'u'\ndisabled = 'd'\ndisabled_when = 2026-01-01", "disabled_when can't be"),
    ("member_id = 'm'\nuser_id = 'u'\nscheme = 'md5'", "scheme takes"),
])
def test_a_mapping_that_says_two_things_or_nothing_is_refused(tmp_path, words, told):
    file = tmp_path / "users.toml"
    file.write_text(f"table = 'x'\npassword = 'p'\nname = ['n', 'g']\n{words}\n", "utf-8")
    with pytest.raises(ConfigError) as refused:
        mapping.read(file)
    assert told in str(refused.value) and "\n" not in str(refused.value)
