"""A user table on MariaDB as a PHP application keeps it: ids in two columns, a status, and passwords that PHP's own password_hash()
makes and its password_verify() checks."""

import shutil
import subprocess

import pymysql
import pytest

from models import directory, retry
from models.engine import open_url
from tests.engines.conftest import URL

MAPPING = """
database = "{url}"
table = "employees"
member_id = "company_code"
user_id = "employee_no"
name = ["family_name", "given_name"]
kana = "kana"
mail = "email"
company = "company_name"
password = "passwd"
disabled = "status"
disabled_when = ["suspended", "retired"]
site_admin = "is_admin"
write = ["password"]
"""
# The names' collation takes Abc for abc; the hash is in a column of another character set.
TABLE = """
CREATE TABLE employees (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    company_code VARCHAR(16) NOT NULL,
    company_name VARCHAR(100) NOT NULL,
    employee_no INT(5) UNSIGNED ZEROFILL NOT NULL,
    family_name VARCHAR(50) NOT NULL, given_name VARCHAR(50) NOT NULL, kana VARCHAR(100) NULL, email VARCHAR(190) NULL,
    passwd CHAR(60) CHARACTER SET latin1 COLLATE latin1_swedish_ci NULL,
    status ENUM('active', 'suspended', 'retired') NOT NULL DEFAULT 'active',
    is_admin TINYINT(1) NOT NULL DEFAULT 0,
    locked BIT(1) NOT NULL DEFAULT b'0',
    deleted_at DATETIME NULL,
    KEY person (company_code, employee_no)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci
"""
PASSWORD, CHANGED = "Php!pass_1", "Changed_99"


def php(expression, *arguments):
    """What PHP says of an expression, in which $argv[1] is the first argument."""
    program = shutil.which("php") or pytest.fail("php is missing: apt-get install php-cli")
    return subprocess.run([program, "-r", f"echo {expression};", "--", *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def of_php(password, cost=4):
    return php("password_hash($argv[1], PASSWORD_BCRYPT, ['cost' => (int)$argv[2]])", password, cost)


def fits(password, its_hash, cost=4):
    """Whether PHP lets somebody in, and finds nothing to hash anew."""
    verified = php("password_verify($argv[1], $argv[2]) ? 'in' : 'out'", password, its_hash)
    return verified == "in" and not php("password_needs_rehash($argv[1], PASSWORD_BCRYPT, ['cost' => (int)$argv[2]])", its_hash, cost)


@pytest.fixture(scope="module")
def sql():
    """Runs a statement in the service's own database; its rows."""
    its = open_url(SERVICE).connect_params
    with pymysql.connect(autocommit=True, **{name: its[name] for name in ("host", "port", "user", "ssl_disabled")}) as connection:
        def sql(text, *values):
            with connection.cursor() as cursor:
                cursor.execute(text, values or None)
                return list(cursor.fetchall())

        sql("DROP DATABASE IF EXISTS php")
        sql("CREATE DATABASE php")
        connection.select_db("php")
        sql(TABLE)
        yield sql


SERVICE = URL.replace("/groupware", "/php")


@pytest.fixture(scope="module")
def phone(connect, sql):
    """Makes phones on the groupware, whose own data is on SQLite."""
    return connect(MAPPING.format(url=SERVICE))


@pytest.fixture
def employ(sql):
    """Puts somebody into an empty table: employ(company_code="ACME1", employee_no=104, ...)."""
    sql("DELETE FROM employees")
    directory._copied_at.clear()

    def employ(**values):
        values = {"company_code": "ACME1", "company_name": "アクメ商事", "employee_no": 104, "family_name": "髙橋", "given_name": "健太𠮷",
                  "passwd": of_php(PASSWORD)} | values
        sql(f"INSERT INTO employees ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})", *values.values())

    return employ


def test_a_password_of_phps_opens_the_groupware_and_one_changed_here_is_good_for_php(phone, sql, employ):
    employ(passwd=of_php(PASSWORD, 10))
    before = sql("SHOW CREATE TABLE employees"), sql("SELECT * FROM employees")
    here = phone("imode1")
    assert not here.enter("00104", PASSWORD.lower()) and here.enter("00104", PASSWORD) and here.top.says("髙橋")
    assert (sql("SHOW CREATE TABLE employees"), sql("SELECT * FROM employees")) == before
    assert here.change_password(PASSWORD, CHANGED).says("パスワードを変更しました。")
    (its_hash,), = sql("SELECT passwd FROM employees")
    assert fits(CHANGED, its_hash, 10) and not fits(PASSWORD, its_hash, 10)
    sql("UPDATE employees SET passwd = %s", before[1][0][8])
    assert (sql("SHOW CREATE TABLE employees"), sql("SELECT * FROM employees")) == before, "nothing but the password had changed"


@pytest.mark.parametrize("text", ["Aa1!%&@#$^*?_~Aa1!%&@#$^*?_~Zz", "パスワード", "x" * 72, "two words", " x ", "'\"\\$x"])
def test_both_mean_the_same_by_a_password(phone, sql, employ, text):
    """The longest one with all symbols, and what may be set over there alone."""
    employ(passwd=of_php(text))
    assert phone().enter("00104", text)


@pytest.mark.parametrize("change", [
    "status = 'suspended'", "status = 'retired'", "passwd = NULL", "passwd = '{another}'", "company_code = 'acme1'", "employee_no = 105"])
def test_what_php_changes_ends_an_open_session_at_the_very_next_request(phone, sql, employ, change):
    employ()
    here = phone()
    assert here.enter("00104", PASSWORD) and here.is_in()
    sql("UPDATE employees SET " + change.format(another=of_php("Other!pass1")))
    assert not here.is_in() and not phone().enter("00104", PASSWORD)


@pytest.mark.parametrize("other", ["acme1", "Acme1", "ACME1 ", "ÁCME1", "ａCME1"])
def test_what_the_collation_takes_for_the_same_company_is_another(phone, sql, employ, other):
    employ(company_code=other, company_name="別会社", family_name="別人", passwd=of_php("Other!pass1"))
    employ()
    employ(company_code=other, family_name="別人", employee_no=400)
    here = phone()
    assert not phone().enter("00104", "Other!pass1") and here.enter("00104", PASSWORD) and here.top.says("髙橋 健太𠮷")
    assert not here.open("/people").says("別人") and not phone().enter("00400", PASSWORD)
    assert here.change_password(PASSWORD, CHANGED).says("パスワードを変更しました。")
    hashes = dict(sql("SELECT HEX(company_code), passwd FROM employees WHERE employee_no = 104"))
    assert fits("Other!pass1", hashes[other.encode().hex().upper()]) and fits(CHANGED, hashes["ACME1".encode().hex().upper()])


def test_a_first_password_is_not_written_where_the_collation_sees_two_rows(phone, sql, employ):
    employ(company_code="acme1", employee_no=105, passwd=None)
    employ(employee_no=105, passwd=None)
    employ(is_admin=1)
    here = phone()
    assert here.enter("00104", PASSWORD)
    here.submit(here.open("/users/00105"), {"new": CHANGED})
    assert sql("SELECT count(*) FROM employees WHERE passwd IS NULL") == [(2,)]
    sql("DELETE FROM employees WHERE BINARY company_code = 'acme1'")
    here.submit(here.open("/users/00105"), {"new": CHANGED})
    (its_hash,), = sql("SELECT passwd FROM employees WHERE employee_no = 105")
    assert fits(CHANGED, its_hash) and phone().enter("00105", CHANGED)


def test_a_hash_that_has_no_room_is_not_cut_off(connect, sql, employ):
    """Even on a server that cuts off what is too long, as many were set for old applications."""
    (mode,), = sql("SELECT @@GLOBAL.sql_mode")
    try:
        sql("SET GLOBAL sql_mode = ''")
        phone = connect(MAPPING.format(url=SERVICE) + 'scheme = "argon2"\n')
        employ(is_admin=1)
        employ(employee_no=105, passwd=None)
        here = phone()
        assert here.enter("00104", PASSWORD)
        assert here.submit(here.open("/users/00105"), {"new": CHANGED}).status == 403
        assert sql("SELECT passwd FROM employees WHERE employee_no = 105") == [(None,)]
    finally:
        sql("SET GLOBAL sql_mode = %s", mode)


@pytest.mark.parametrize("column, locking, open_", [("locked", "b'1'", "b'0'"), ("deleted_at", "NOW()", "NULL"), ("is_admin", "1", "0")])
def test_flags_of_every_kind_lock_out(connect, sql, employ, column, locking, open_):
    toml = MAPPING.format(url=SERVICE).replace('disabled = "status"', f'disabled = "{column}"').replace('["suspended", "retired"]', "true")
    phone = connect(toml)
    employ()
    assert phone().enter("00104", PASSWORD)
    sql(f"UPDATE employees SET {column} = {locking}")
    assert not phone().enter("00104", PASSWORD)
    sql(f"UPDATE employees SET {column} = {open_}")
    assert phone().enter("00104", PASSWORD)


def test_connections_that_the_server_has_closed_are_opened_again(connect, sql, employ):
    phone = connect(MAPPING.format(url=SERVICE))
    employ()
    here = phone()
    assert here.enter("00104", PASSWORD)
    mine, = sql("SELECT CONNECTION_ID()")[0]
    for connection_id, in sql("SELECT id FROM information_schema.processlist WHERE db = 'php'"):
        if connection_id != mine:
            sql(f"KILL {connection_id}")
    assert here.is_in()


def test_while_the_database_is_away_everybody_is_asked_to_wait(connect, employ, monkeypatch):
    phone = connect(MAPPING.format(url=SERVICE))
    employ()
    here = phone("mova")
    assert here.enter("00104", PASSWORD)
    monkeypatch.setattr(retry, "BUDGET", 0.2)
    monkeypatch.setitem(directory.in_use()._database.connect_params, "port", 1)
    directory.disconnect()
    for answer in (here.open("/"), phone().log_in("ACME1", "00104", PASSWORD)):
        assert answer.status == 503 and answer.says("ただいま利用できません")
    monkeypatch.undo()
    assert here.is_in()


def test_check_users_tells_what_does_not_fit(check_users, sql, employ):
    employ(kana="タカハシ", email="a@example.jp")
    employ(employee_no=105, status="retired")
    code, text, _ = check_users(MAPPING.format(url=SERVICE))
    assert code == 0 and "2 bcrypt" in text and "(status is 'retired'); 1 others (status is 'active')" in text and "No index" not in text, text
    employ(company_code="acme1", employee_no=777)
    employ(company_code="株式会社", employee_no=123456)
    employ(employee_no=106, passwd="5f4dcc3b5aa765d61d8327deb882cf99")  # md5
    employ(employee_no=105, family_name="二人目")
    code, text, _ = check_users(MAPPING.format(url=SERVICE))
    assert code == 1 and "2 rows have no 会員ID" in text and "'acme1' 777" in text and "'株式会社' 123456" in text, text
    assert "form that isn't known: 00106" in text and "ACME1 00105" in text and "5f4dcc" not in text and "$2y$" not in text, text


@pytest.mark.parametrize("options, told", [("ssl_ca=/etc/ssl/certs/ca-certificates.crt&ssl_verify_cert=1", "SSL"), ("nonsense=1", "nonsense")])
def test_check_users_names_what_is_wrong_with_the_options(check_users, sql, options, told):
    """TLS is never given up: a server that has none is refused."""
    code, text, complaint = check_users(MAPPING.format(url=SERVICE.partition("?")[0] + "?" + options))
    assert code == 2 and told in complaint and complaint.count("\n") == 1 and not text
