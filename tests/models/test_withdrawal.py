"""On which day a membership ends: the service's own examples, and whom that lets in."""

import datetime

import pytest

from models import base, withdrawal
from models.audit import AuditEntry
from models.member import Member

DAYS = [
    # the 退会届 arrives, the last day
    ("2026-04-30", "2026-05-31"),  # April's last business day
    ("2026-05-01", "2026-06-30"),  # May's first business day
    ("2026-03-31", "2026-04-30"),
    ("2012-04-27", "2012-05-31"),
    ("2012-04-28", "2012-06-30"),  # a Saturday; Sunday and a substitute holiday end the month
    ("2026-12-28", "2027-01-31"),  # 29 to 31 December the office is closed
    ("2026-12-29", "2027-02-28"),
    ("2027-12-31", "2028-02-29"),
    ("2026-11-30", "2026-12-31"),
]


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize("arrived, expected", DAYS)
def test_the_last_day(arrived, expected):
    assert withdrawal.last_day(day(arrived)) == day(expected)


@pytest.mark.parametrize("arrived, expected", [("2026-05-01", "2026-05-31"), ("2026-05-29", "2026-05-31"), ("2026-05-30", "2026-07-31")])
def test_in_the_free_period_it_ends_with_that(arrived, expected):
    """30 and 31 May 2026 are a weekend: too late for the free period and for the month."""
    assert withdrawal.last_day(day(arrived), free_until=day("2026-05-31")) == day(expected)


@pytest.mark.parametrize("text, expected", [
    ("2026-11-23", False), ("2026-11-24", True), ("2026-11-21", False), ("2026-12-29", False), ("2026-01-05", True), ("2026-01-02", False)])
def test_business_days(text, expected):
    assert withdrawal.is_business_day(day(text)) == expected


@pytest.fixture
def members(database):
    for member_id in ("ACME", "TWIN"):
        Member.insert(member_id=member_id, name="見本").execute()


def enter(text, today="2026-05-20", **options):
    """The last day of ACME's membership, or what is said instead."""
    try:
        return f"{withdrawal.enter('ACME', day(text), day(today), **options)}"
    except base.Invalid as error:
        return error.problems["arrived"]


def test_entering_it_again_changes_nothing(members):
    assert enter("2026-04-30") == enter("2026-04-30") == enter("2026-04-30", is_correction=True) == "2026-05-31"
    assert [row.detail for row in AuditEntry.select()] == ["2026-04-30到着、2026-05-31まで"]
    assert not withdrawal.is_over("ACME", day("2026-05-31")) and withdrawal.is_over("ACME", day("2026-06-01"))
    assert not withdrawal.is_over("TWIN", day("2026-06-01"))


def test_another_day_replaces_the_one_that_was_noted_only_where_it_is_meant(members):
    assert enter("2026-04-30") == "2026-05-31"
    assert enter("2026-05-01") == "already noted: arrived 2026-04-30, ends 2026-05-31; add --correct to replace it"
    assert enter("2026-04-30", free_until=day("2026-04-30")).startswith("already noted")
    assert withdrawal.noted("ACME") == (day("2026-04-30"), day("2026-05-31")) and AuditEntry.select().count() == 1
    assert enter("2026-05-01", is_correction=True) == "2026-06-30"
    assert withdrawal.noted("ACME") == (day("2026-05-01"), day("2026-06-30")) and withdrawal.noted("TWIN") is None
    assert [(row.action, row.detail) for row in AuditEntry.select().order_by(AuditEntry.id.desc()).limit(1)] == [
        ("withdrawal.correct", "2026-04-30到着、2026-05-31まで → 2026-05-01到着、2026-06-30まで")]


def test_a_membership_that_has_ended_stays_ended(members):
    enter("2026-04-30")
    assert "ended with 2026-05-31" in enter("2026-05-01", "2026-06-01", is_correction=True) == enter("2026-05-01", "2026-06-01")
    assert enter("2026-05-01", "2026-05-31", is_correction=True) == "2026-06-30"


def test_what_is_still_to_come_has_not_arrived(members):
    assert "2026-05-21" in enter("2026-05-21") and withdrawal.noted("ACME") is None
    assert enter("2026-05-20") == "2026-06-30"


@pytest.mark.parametrize("arrived, free_until, field", [
    ("9999-12-31", None, "arrived"), ("1969-12-31", None, "arrived"), ("0001-01-01", None, "arrived"), ("2026-04-30", "9999-12-31", "free_until")])
def test_days_beyond_the_calendar_are_refused(database, arrived, free_until, field):
    Member.insert(member_id="ACME", name="見本").execute()
    with pytest.raises(base.Invalid) as refused:
        withdrawal.enter("ACME", day(arrived), day("2026-04-30"), free_until and day(free_until))
    assert list(refused.value.problems) == [field]
    assert withdrawal.enter("ACME", day("2099-12-31"), day("2099-12-31")) == day("2100-02-28")


def test_an_unknown_member_cannot_withdraw(database):
    with pytest.raises(base.NotFound):
        withdrawal.enter("NOBODY", day("2026-04-30"), day("2026-04-30"))


def test_after_the_last_day_nobody_but_00001_logs_in_and_no_session_lives_on(database, monkeypatch):
    from models import clock, password, session, user
    from models.member import Person

    monkeypatch.setattr(password, "COST", {"memory_cost": 8, "time_cost": 1, "parallelism": 1})
    Member.insert(member_id="ACME", name="見本").execute()
    Person.insert(
        member_id="ACME", user_id="00104", name="見本 一郎", kana="", mail="", password_hash=password.hashed("First_pass1"),
        site_admin=True, disabled=False).execute()
    withdrawal.enter("ACME", day("2026-04-30"), day("2026-04-30"))
    noon = (clock.minutes(datetime.datetime(2026, 5, 31, 12)) - 9 * 60) * 60
    person = user.check_login("ACME", "00104", "First_pass1", "127.0.0.1", noon)
    cookie, url = session.open_session(person, "docomo", "", False, noon)
    session.prove(cookie, url, "docomo", noon)
    assert session.find(cookie, "cookie", "docomo", False, noon + 11 * 3600)
    assert session.find(cookie, "cookie", "docomo", False, noon + 13 * 3600) is None
    with pytest.raises(user.WrongPassword):
        user.check_login("ACME", "00104", "wrong", "127.0.0.1", noon + 13 * 3600)
    with pytest.raises(user.Withdrawn):
        user.check_login("ACME", "00104", "First_pass1", "127.0.0.1", noon + 13 * 3600)
