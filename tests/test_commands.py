"""The commands of operators: what they print, and with which code they end."""

import pytest

import mobile_app
from models import base


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
    run("membership", "SAMPLE1", "--plan", "light", "--pay", "monthly", "--users", "20", "--joined", "2026-02-10")
    assert run("withdraw", "SAMPLE1", "--arrived", "2026-02-20")[1] == ["the membership ends with 2026-03-31"]
    assert run("withdraw", "SAMPLE2", "--arrived", "2026-02-20")[1] == ["the membership ends with 2026-03-31"]


@pytest.mark.on_sqlite("the others have programs of their own for it")
def test_a_copy_is_written_and_restored(run, tmp_path):
    copy = tmp_path / "copy.db"
    code, lines, _ = run("backup", copy)
    assert code == 0 and str(copy) in lines[0] and "checked" in lines[0]
    assert run("backup", copy)[0] == 2
    code, lines, _ = run("restore", copy)
    assert code == 0 and "before-" in lines[0]
    code, _, error = run("backup", tmp_path / "other.db", DATABASE_URL="postgresql://u:secret1@host/name")
    assert code == 2 and "pg_dump" in error and "mariadb-dump" in error and "secret1" not in error


@pytest.mark.parametrize("arguments", [("migrate",), ("serve", "--port", "0"), ("sample",), ("nightly",)])
@pytest.mark.parametrize("url, says", [
    ("mongodb://u:hunter2@host/name", "starts with 'mongodb'"), ("postgresql://u:hunter2@host", "names no database"),
    ("mariadb://u:hunter2@host/name?pool=5", "'pool'; this engine's are max_connections,"), ("sqlite:////no/such/folder/file", "create it")])
def test_a_database_that_cannot_be_is_one_line_whatever_the_command(run, arguments, url, says):
    code, lines, error = run(*arguments, DATABASE_URL=url)
    assert code == 2 and not lines and "\n" not in error and error.startswith("mobile_app.py: ") and says in error and "hunter2" not in error
