"""Which database errors pass by themselves, in the words of each engine."""

import peewee
import pytest

from models import retry
from models.engine import database
from models.retry import kind, reading_again, retrying


class OperationalError(peewee.OperationalError):
    """An error as psycopg raises it, with its SQLSTATE."""

    def __init__(self, text="", sqlstate=None):
        super().__init__(text)
        self.sqlstate = sqlstate


MARIADB_CONFLICTS = [1213, 1205]
MARIADB_LOST = [1040, 1047, 1053, 2002, 2003, 2006, 2013]
POSTGRESQL_CONFLICTS = ["40001", "40P01"]
POSTGRESQL_LOST = ["57P01", "57P02", "57P03", "08000", "08003", "08006", "53300"]


@pytest.mark.parametrize("error, expected", [
    *((peewee.OperationalError(code, "text"), "conflict") for code in MARIADB_CONFLICTS),
    *((peewee.OperationalError(code, "text"), "lost") for code in MARIADB_LOST),
    *((OperationalError("text", state), "conflict") for state in POSTGRESQL_CONFLICTS),
    *((OperationalError("text", state), "lost") for state in POSTGRESQL_LOST),
    (peewee.InterfaceError(0, ""), "lost"),
    (peewee.OperationalError("database is locked"), "conflict"),
    (peewee.OperationalError("database table is locked: session"), "conflict"),
    (peewee.OperationalError("server closed the connection unexpectedly"), "lost"),
    (peewee.InterfaceError("connection already closed"), "lost"),
    (peewee.OperationalError("the connection is closed"), "lost"),
    (peewee.OperationalError("connection refused"), "lost"),
    (peewee.OperationalError("connection failed: FATAL:  the database system is starting up"), "lost"),
    (peewee.OperationalError("connection failed: FATAL:  the database system is not yet accepting connections"), "lost"),
    (peewee.OperationalError("connection failed: FATAL:  the database system is in recovery mode"), "lost"),
    (peewee.OperationalError("connection failed: FATAL:  sorry, too many clients already"), "lost"),
    (peewee.OperationalError('connection failed: FATAL:  password authentication failed for user "app"'), None),
    (peewee.OperationalError("no such table: session"), None),
    (peewee.OperationalError(1064, "You have an error in your SQL syntax"), None),
    (peewee.IntegrityError(1062, "Duplicate entry"), None),
    (OperationalError("text", "23505"), None),
    (peewee.DataError(1406, "Data too long"), None),
    (ValueError("database is locked"), None),
    (ConnectionError(2006, "connection lost"), None),
    (peewee.OperationalError(), None),
])
def test_kinds(error, expected):
    assert kind(error) == expected


def chained(*errors):
    """The last of several errors, each raised while the one before was handled."""
    try:
        if len(errors) > 1:
            try:
                raise chained(*errors[:-1])
            except Exception:
                raise errors[-1]
        raise errors[0]
    except Exception as error:
        return error


def test_a_rollback_that_fails_does_not_hide_the_cause():
    assert kind(chained(peewee.OperationalError(2013, "lost"), peewee.InterfaceError("cannot roll back"))) == "lost"
    assert kind(chained(peewee.OperationalError(1213, "deadlock"), peewee.OperationalError(2006, "gone"))) == "lost"
    assert kind(chained(peewee.OperationalError(1213, "deadlock"), ValueError("x"))) == "conflict"
    assert kind(chained(ValueError("x"), KeyError("y"))) is None


@pytest.fixture
def waits(monkeypatch):
    """A clock that only waiting moves; the list of waits."""
    waits = []
    monkeypatch.setattr(retry.time, "sleep", waits.append)
    monkeypatch.setattr(retry.time, "monotonic", lambda: sum(waits))
    return waits


@pytest.fixture
def dropped(monkeypatch):
    dropped = []
    monkeypatch.setattr(retry, "drop_connection", dropped.append)
    return dropped


def failing(*errors):
    """Work that fails with these errors, one each time, and then passes."""
    left = list(errors)

    def work():
        if left:
            raise left.pop(0)
        return "done"

    return work


def test_a_conflict_is_tried_again_on_the_same_connection(waits, dropped):
    assert retrying(failing(*[peewee.OperationalError(1213, "x")] * 3)) == "done"
    assert len(waits) == 3 and not dropped


def test_a_lost_connection_is_dropped_first(waits, dropped):
    assert retrying(failing(peewee.OperationalError(2013, "x"), peewee.InterfaceError(0, ""))) == "done"
    assert dropped == [database] * 2


def test_the_connection_that_was_lost_is_dropped_and_no_other(waits, dropped):
    theirs = object()
    assert retrying(failing(peewee.OperationalError(2006, "x")), theirs) == "done" and dropped == [theirs]


def test_waits_grow_to_half_a_second_and_outlast_the_choice_of_a_new_writer(waits, dropped):
    with pytest.raises(peewee.OperationalError):
        retrying(failing(*[peewee.OperationalError(2003, "x")] * 10_000))
    assert waits[0] <= 0.020 and max(waits) <= 0.5 and 12 <= sum(waits) <= retry.BUDGET


@pytest.mark.parametrize("error", [peewee.IntegrityError("UNIQUE"), ValueError("x"), peewee.OperationalError("no such table")])
def test_what_does_not_pass_is_raised_at_once(waits, dropped, error):
    with pytest.raises(type(error)):
        retrying(failing(error, error))
    assert not waits and not dropped


@pytest.fixture
def opened():
    """An empty database whose statements fail once for each error put into .errors; all it was asked is in .asked."""
    opened = peewee.SqliteDatabase(":memory:")
    opened.connect()
    execute, opened.errors, opened.asked = opened.execute_sql, [], []

    def execute_sql(sql, params=None):
        opened.asked.append(sql)
        if opened.errors:
            raise opened.errors.pop()
        return execute(sql, params)

    opened.execute_sql = execute_sql
    yield reading_again(opened)
    opened.close()


def test_a_single_read_outlasts_a_lost_connection(waits, opened):
    opened.errors += [peewee.OperationalError(2013, "x"), peewee.OperationalError(1047, "x")]
    assert opened.execute_sql("SELECT 7").fetchall() == [(7,)]
    assert opened.asked == ["SELECT 7"] * 3


def test_a_single_write_is_not_tried_again_it_may_have_been_carried_out(waits, opened):
    opened.errors += [peewee.OperationalError(2013, "x")]
    with pytest.raises(peewee.OperationalError):
        opened.execute_sql("CREATE TABLE one (id INTEGER)")
    assert len(opened.asked) == 1


def test_a_read_in_a_transaction_is_not_tried_again_alone(waits, opened):
    with pytest.raises(peewee.OperationalError), opened.atomic():
        opened.errors += [peewee.OperationalError(2013, "x")]
        opened.execute_sql("SELECT 7")
    assert opened.asked.count("SELECT 7") == 1
