"""The commands of operators: what they print, and with which code they end."""

import datetime
import sqlite3

import pytest

import mobile_app
from models import base, clock, withdrawal
from models.checking import counted


@pytest.fixture
def run(site_url, monkeypatch, capsys):
    """run(*arguments, **environment) -> (exit code, lines printed, the line on standard error), on a copy of the sample companies."""
    monkeypatch.setenv("DATABASE_URL", site_url)
    for name in ("SMTP_URL", "MAIL_FROM", "USERS_CONFIG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        code = mobile_app.main([str(argument) for argument in arguments])
        base.disconnect()
        found = capsys.readouterr()
        return code, found.out.splitlines(), found.err.strip()

    return run


def test_a_night(run):
    code, lines, _ = run("nightly")
    assert code == 0 and lines[0] == "usage: 2 members counted" and [line.partition(":")[0] for line in lines[1:]] == [
        "notices", "search", "retention", "withdrawals", "tidying"]
    assert run("nightly")[0] == 0


@pytest.mark.parametrize("environment", [{"SMTP_URL": "mail.example"}, {"SMTP_URL": "smtp://mail.example"}])
def test_a_night_without_a_way_to_send_mail_is_a_wrong_call(run, environment):
    code, lines, error = run("nightly", **environment)
    assert code == 2 and not lines and ("SMTP_URL" in error or "MAIL_FROM" in error)


def test_a_membership_is_entered_and_changed(run):
    terms = "--plan", "light", "--pay", "yearly", "--users", "20"
    first = "from 2026-02: light, yearly, 20 users applied for, billed from 2026-05, free until 2026-03-31"
    assert run("membership", "SAMPLE1", *terms, "--joined", "2026-02-10")[:2] == (0, [first])
    later = "from 2026-08: standard, monthly, 9 users applied for, billed from 2026-08, free until 2026-03-31"
    changed = run("membership", "SAMPLE1", "--plan", "standard", "--pay", "monthly", "--users", "9", "--from", "2026-08")
    assert changed[:2] == (0, [first, later])
    for arguments, text in (
            (("SAMPLE1", *terms), "--joined"), (("SAMPLE1", *terms, "--joined", "2026-02-10", "--from", "2026-08"), "--joined"),
            (("NOBODY", *terms, "--joined", "2026-02-10"), "NOBODY"), (("SAMPLE1", *terms, "--from", "2026-02"), "--joined"),
            (("SAMPLE1", *terms, "--from", "2026-08", "--free-until", "2026-08-31"), "--free-until")):
        code, lines, error = run("membership", *arguments)
        assert code == 2 and not lines and text in error and "\n" not in error


def test_a_withdrawal_in_the_free_period_knows_that_period(run):
    for member_id, joined in (("SAMPLE1", "2026-02-10"), ("SAMPLE2", "2020-02-10")):
        run("membership", member_id, "--plan", "light", "--pay", "monthly", "--users", "20", "--joined", joined)
    assert run("withdraw", "SAMPLE1", "--arrived", "2026-03-10")[1] == ["the membership ends with 2026-03-31"]
    assert run("withdraw", "SAMPLE2", "--arrived", "2026-03-10")[1] == ["the membership ends with 2026-04-30"]


def test_a_withdrawal_is_entered_again_and_corrected(run):
    today = clock.now().date()
    before, days = today - datetime.timedelta(1), [str(today - datetime.timedelta(ago)) for ago in (1, 0, -1)]
    run("membership", "SAMPLE1", "--plan", "light", "--pay", "monthly", "--users", "20", "--joined", "2020-02-10")
    code, _, error = run("withdraw", "SAMPLE1", "--arrived", days[2])
    assert code == 2 and days[2] in error and "still to come" in error
    told = [f"the membership ends with {withdrawal.last_day(before)}"]
    for _ in range(2):
        assert run("withdraw", "SAMPLE1", "--arrived", days[0]) == (0, told, "")
    code, lines, error = run("withdraw", "SAMPLE1", "--arrived", days[1])
    assert code == 2 and not lines and f"already noted: arrived {before}, ends {withdrawal.last_day(before)}; add --correct" in error and "\n" not in error
    assert run("withdraw", "SAMPLE1", "--arrived", days[1], "--correct") == (0, [f"the membership ends with {withdrawal.last_day(today)}"], "")
    assert run("withdraw", "SAMPLE1", "--arrived", days[0])[0] == 2


@pytest.mark.on_sqlite("the others have programs of their own for it")
def test_a_copy_is_written_and_restored(run, site_url, tmp_path):
    copy = tmp_path / "copy.db"
    code, lines, _ = run("backup", copy)
    assert code == 0 and str(copy) in lines[0] and "checked" in lines[0]
    assert run("backup", copy)[0] == 2
    older = sqlite3.connect(copy)
    older.execute("DELETE FROM migration WHERE number = 73")
    older.commit()
    older.close()
    code, lines, _ = run("restore", copy)
    assert code == 0 and "before-" in lines[0]
    base.connect(site_url)
    assert base.is_ready(), "a copy of an older version is brought up to date"
    base.disconnect()
    code, _, error = run("backup", tmp_path / "other.db", DATABASE_URL="postgresql://u:secret1@host/name")
    assert code == 2 and "pg_dump" in error and "mariadb-dump" in error and "secret1" not in error


def test_one_is_counted_as_one(run, tmp_path):
    run("migrate")
    head, line = "ユーザーID,氏名,フリガナ,メールアドレス,パスワード,権限区分\n", "0020{},見本 一郎,,,First_pass1,\n"
    file = tmp_path / "people.csv"
    for ids, told in ((["1"], "1 user registered"), (["2", "3"], "2 users registered")):
        file.write_text(head + "".join(line.format(one) for one in ids))
        assert run("import-users", "ONE1", file, "--company", "見本") == (0, [told], "")
    assert [counted(count, "person", "people") for count in (1, 2, 2000)] == ["1 person", "2 people", "2,000 people"]


@pytest.fixture
def phones_file(tmp_path, monkeypatch):
    """A copy of phones.toml in its place."""
    from carriers import phones

    path = tmp_path / "phones.toml"
    path.write_bytes(phones._FILE.read_bytes())
    monkeypatch.setattr(phones, "_FILE", path)
    phones.phones.cache_clear()
    yield path
    phones.phones.cache_clear()


def test_what_came_from_the_field_becomes_a_phone(run, phones_file):
    from carriers import phones
    from models import field

    agent = 'DoCoMo/2.0 N999i(c100;TB;W24H16;"x\\y")'
    field.count(agent, "imode1", "imode2")
    field.count(agent, "imode1", "imode2")
    assert run("field")[:2] == (0, [f"2\timode1\timode2\t{agent}"])
    assert '"times": 2' in "\n".join(run("field", "--json")[1])
    before = phones.phones()
    code, lines, _ = run("field", "--row", agent, "--name", "docomo N999i")
    assert code == 0 and lines[0] == "[[phone]]" and "a rule is missing" in lines[-1]
    added = [phone for phone in phones.phones() if phone not in before]
    assert [(phone.name, phone.headers["User-Agent"], phone.expected) for phone in added] == [("docomo N999i", agent, {"dialect": "imode2"})]
    assert "chosen 2 times" in added[0].source and len(phones.phones()) == len(before) + 1
    place = phones.phones().index(added[0])
    assert phones.phones()[place - 1].expected["dialect"] == "imode2"
    code, lines, error = run("field", "--row", agent)
    assert code == 2 and not lines and "docomo N999i" in error and "\n" not in error


def test_a_row_needs_a_choice_or_a_dialect_and_a_name_of_its_own(run, phones_file):
    agent = "DoCoMo/2.0 N998i(c100;TB;ser353711000000000)"
    code, _, error = run("field", "--row", agent)
    assert code == 2 and "--dialect" in error
    assert run("field", "--row", agent, "--dialect", "imode1", "--name", "docomo D501i")[0] == 2
    assert run("field", "--name", "x")[0] == 2
    code, lines, _ = run("field", "--row", agent, "--dialect", "imode1")
    assert code == 0 and lines[-1] == "# it is recognised"
    assert b'"DoCoMo/2.0 N998i(c100;TB)"' in phones_file.read_bytes()


def test_the_dialects_that_a_row_may_name_are_those_there_are():
    from carriers import DIALECTS

    assert mobile_app.DIALECTS == [dialect.name for dialect in DIALECTS]


def test_an_emergency_is_lifted_and_what_is_announced_stays(run):
    now = clock.now().replace(second=0, microsecond=0)

    def at(hours):
        return f"{now + datetime.timedelta(hours=hours):%Y-%m-%dT%H:%M}"

    def planned(hours, until):
        return f"closed from {at(hours)} until {at(until)} ".replace("T", " ")

    assert run("maintenance")[:2] == (0, ["no maintenance is planned"])
    run("maintenance", "--from", at(48), "--until", at(50))
    run("maintenance", "--from", at(72), "--until", at(74))
    run("maintenance", "--until", at(1))
    assert len(run("maintenance")[1]) == 3
    assert run("maintenance", "--lift")[:2] == (0, [planned(48, 50), planned(72, 74)])
    assert run("maintenance", "--lift")[1][0] == "the service was open"
    code, lines, error = run("maintenance", "--cancel", at(49))
    assert code == 2 and not lines and at(49) in error
    assert run("maintenance", "--cancel", at(48))[:2] == (0, [planned(72, 74)])
    assert run("maintenance", "--cancel", at(72))[:2] == (0, ["no maintenance is planned"])
    assert run("maintenance", "--from", at(48))[0] == 2


@pytest.mark.parametrize("arguments", [("migrate",), ("serve", "--port", "0"), ("sample",), ("nightly",)])
@pytest.mark.parametrize("url, says", [
    ("mongodb://u:hunter2@host/name", "starts with 'mongodb'"), ("postgresql://u:hunter2@host", "names no database"),
    ("mariadb://u:hunter2@host/name?pool=5", "'pool'; this engine's are max_connections,"), ("sqlite:////no/such/folder/file", "create it")])
def test_a_database_that_cannot_be_is_one_line_whatever_the_command(run, arguments, url, says):
    code, lines, error = run(*arguments, DATABASE_URL=url)
    assert code == 2 and not lines and "\n" not in error and error.startswith("mobile_app.py: ") and says in error and "hunter2" not in error
