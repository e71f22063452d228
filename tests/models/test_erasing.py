"""After a withdrawal: everything goes, table by table, and nothing of anybody else."""

import datetime

import peewee
import pytest

from models import clock, erasing, search, search_index, session, user, withdrawal
from models.base import Base, database, transaction
from models.member import Member, Person
from models.search import SearchEntry
from models.withdrawal import Withdrawal
from tests.models.conftest import PASSWORD
from tests.models.rows import put, put_all

LAST = datetime.date(2026, 5, 31)
JUNE, END_OF_JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 6, 30), datetime.date(2026, 7, 1)
TABLES = erasing.tables()
KEPT = ["counter", "member", "membership", "person", "profile", "session", "usage_peak", "withdrawal"]


def erase(today, member_id="ACME1"):
    return sum(erasing.erase(member_id, LAST, today))


def counts(member_id):
    """{table: rows of a member}, without those that have none."""
    found = {table._meta.table_name: table.select().where(table.member_id == member_id).count() for table in TABLES}
    return {name: count for name, count in sorted(found.items()) if count}


def distinct(table, member_id, user_id):
    """{field: value} of what tells a row from all others: the person, numbers of the key, hashes that must be unique."""
    fields = table._meta.fields
    keys = getattr(table._meta.primary_key, "field_names", ())
    found = {name: int(user_id) for name in keys if isinstance(fields[name], peewee.BigIntegerField)}
    found |= {name: f"{member_id}{user_id}" for name in fields if name.endswith("_hash")}
    return found | ({"user_id": user_id} if "user_id" in fields else {})


def _fill():
    for member_id in ("ACME1", "TWIN2"):
        for table in TABLES:
            for user_id in ("00001", "00104") if "user_id" in table._meta.fields else ("1",):
                if table is not SearchEntry:
                    put(table, member_id=member_id, **distinct(table, member_id, user_id))
        search.put(member_id, "memo", 7, "件名", "本文")


@pytest.fixture
def full(database):
    """A row of 00001 and one of a colleague in every table, for a company and for its twin; entries of the search beside."""
    transaction(_fill)
    Withdrawal.update(last_day=LAST.toordinal(), erased_day=None).execute()
    return {member_id: counts(member_id) for member_id in ("ACME1", "TWIN2")}


def test_the_walk_knows_every_table(full):
    named = {table._meta.table_name for table in Base.__subclasses__() if "member_id" in table._meta.fields}
    with_member = {table for table in database.get_tables() if any(column.name == "member_id" for column in database.get_columns(table))}
    assert named == set(full["ACME1"]) == with_member - {"search_index"}
    assert erasing.KEPT_FOR_BILLS | erasing.KEPT_OF_ADMIN == set(KEPT)


def test_nothing_goes_before_the_first_day_of_the_next_month(full):
    assert erase(LAST) == 0 and counts("ACME1") == full["ACME1"]


def test_then_the_groupwares_data_goes_and_what_the_bills_need_stays(full):
    assert erase(JUNE) > 40 and erase(END_OF_JUNE) == 0
    assert counts("ACME1") == dict.fromkeys(KEPT, 1)
    assert [row.user_id for row in Person.select().where(Person.member_id == "ACME1")] == ["00001"]
    assert counts("TWIN2") == full["TWIN2"] and Withdrawal.get(member_id="ACME1").erased_day is None


@pytest.mark.parametrize("days", [(JULY,), (JUNE, JULY), (JULY, JULY)])
def test_a_month_later_all_goes_but_that_there_was_a_withdrawal(full, days):
    for day in days:
        erase(day)
    assert counts("ACME1") == {"withdrawal": 1} and counts("TWIN2") == full["TWIN2"]
    assert Withdrawal.get(member_id="ACME1").erased_day == JULY.toordinal()


def indexed(word):
    """Whether the engine's index still knows one of the entry's tokens, or, where it is a table, anything of the member."""
    if isinstance(database.obj, peewee.SqliteDatabase):
        return database.execute_sql("SELECT rowid FROM search_index WHERE search_index MATCH ?", (f'"{word}"',)).fetchall()
    return database.execute_sql("SELECT 1 FROM search_index WHERE member_id = 'ACME1'").fetchall()


def test_the_search_has_nothing_left(full):
    twin = Person.get(member_id="TWIN2", user_id="00104")
    entry, = SearchEntry.select().where(SearchEntry.member_id == "ACME1").tuples()
    word = sorted(search_index._engine().tokens(*entry))[0]
    assert indexed(word)
    erase(JUNE)
    assert not indexed(word) and SearchEntry.select().count() == 1
    assert [hit.item_id for hit in search.find(twin, "件名")] == [7]


def test_many_rows_go_in_small_transactions_and_whoever_is_stopped_goes_on(full, monkeypatch):
    from models.event import Occurrence

    put_all(Occurrence, [{"member_id": "ACME1", "user_id": "00104", "day": day} for day in range(200, 1_498)])
    rows, real = [], erasing.delete_rows

    def some(table, fields, gone):
        rows.append(len(gone))
        if table is Occurrence and rows.count(500) == 2:
            rows.append(0)
            raise KeyboardInterrupt  # between the rows and the end of the transaction
        real(table, fields, gone)

    monkeypatch.setattr(erasing, "delete_rows", some)
    with pytest.raises(KeyboardInterrupt):
        erase(JUNE)
    assert Occurrence.select().where(Occurrence.member_id == "ACME1").count() == 1_300 - 500 and max(rows) == 500
    erase(JUNE)
    assert counts("ACME1") == dict.fromkeys(KEPT, 1) and counts("TWIN2") == full["TWIN2"]


# Who still comes in


def seconds(day):
    return (clock.minutes(datetime.datetime.combine(day, datetime.time(12))) - 9 * 60) * 60


@pytest.fixture
def gone(people):
    withdrawal.enter("ACME1", datetime.date(2026, 4, 30), datetime.date(2026, 4, 30))
    return people


def outcome(person, day):
    try:
        found = user.check_login(person.member_id, person.user_id, PASSWORD, "192.0.2.1", seconds(day))
    except (user.Withdrawn, user.UnknownId) as error:
        return type(error)
    cookie, url = session.open_session(found, "docomo", "", False, seconds(day))
    session.prove(cookie, url, "docomo", seconds(day))
    signed = session.find(cookie, "cookie", "docomo", False, seconds(day))
    return signed.bills_only, signed.site_admin, signed.system_admin


@pytest.mark.parametrize("day, admin, member", [
    (LAST, (False, True, False), (False, False, False)), (JUNE, (True, False, False), user.Withdrawn),
    (END_OF_JUNE, (True, False, False), user.Withdrawn), (JULY, user.Withdrawn, user.Withdrawn)])
def test_00001_alone_comes_in_for_another_month(gone, day, admin, member):
    assert outcome(gone.administrator, day) == admin and outcome(gone.member, day) == member
    assert outcome(gone.twin, day) == (False, False, False)


def test_so_it_is_when_the_data_is_deleted(gone):
    erase(JUNE)
    assert outcome(gone.administrator, JUNE) == (True, False, False) and outcome(gone.member, JUNE) is user.FormerMember
    erase(JULY)
    assert outcome(gone.administrator, JULY) is outcome(gone.member, JULY) is user.FormerMember
    assert Member.select().count() == 1 and outcome(gone.twin, JULY) == (False, False, False)
    gone.member.member_id = "NOBODY"
    assert outcome(gone.member, JULY) is user.UnknownId


def test_a_session_goes_on_for_00001_alone_and_ends_with_that_month(gone):
    def opened(person):
        cookie, url = session.open_session(person, "docomo", "", False, seconds(LAST))
        session.prove(cookie, url, "docomo", seconds(LAST))
        return cookie

    admin, member = opened(gone.administrator), opened(gone.member)
    assert session.find(member, "cookie", "docomo", False, seconds(LAST)) and not session.find(member, "cookie", "docomo", False, seconds(JUNE))
    assert session.find(admin, "cookie", "docomo", False, seconds(LAST)).bills_only is False
    erase(JUNE)
    for day in (JUNE, datetime.date(2026, 6, 7), datetime.date(2026, 6, 13), datetime.date(2026, 6, 19), datetime.date(2026, 6, 25), END_OF_JUNE):
        assert session.find(admin, "cookie", "docomo", False, seconds(day)).bills_only
    assert session.find(admin, "cookie", "docomo", False, seconds(JULY)) is None
