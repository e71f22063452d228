"""Transactions, posts that are carried out once, counters, reads built once, and the server's secret."""

import threading

import peewee
import pytest

from models import base, retry
from models.base import Counter, DoneKey, Read, parameter
from models.member import Member


def add_member(member_id="ACME1", name="Acme"):
    return Member.create(member_id=member_id, name=name)


def names():
    return sorted(row.name for row in Member.select())


@pytest.fixture
def no_waiting(monkeypatch):
    monkeypatch.setattr(retry.time, "sleep", lambda seconds: None)


# Transactions


def test_a_transaction_is_all_or_nothing(database):
    def work():
        add_member()
        raise ValueError

    with pytest.raises(ValueError):
        base.transaction(work)
    assert names() == []
    assert base.transaction(add_member).name == "Acme" and names() == ["Acme"]


def test_a_transaction_that_was_in_the_way_is_run_again_from_its_start(database, no_waiting):
    runs = []

    def work():
        runs.append(names())
        add_member()
        if len(runs) < 3:
            raise peewee.OperationalError(1213, "Deadlock found")
        return "done"

    assert base.transaction(work) == "done"
    assert runs == [[], [], []] and names() == ["Acme"]


def test_a_transaction_goes_on_after_a_lost_connection(database, no_waiting):
    runs = []

    def work():
        runs.append(1)
        add_member()
        if len(runs) == 1:
            database.connection().close()  # the server went away
            raise peewee.OperationalError(2013, "Lost connection during query")

    base.transaction(work)
    assert len(runs) == 2 and names() == ["Acme"]


def test_what_is_rehearsed_is_undone_with_whatever_it_does_in_transactions_of_its_own(database):
    def work():
        base.transaction(add_member)
        base.in_passing(lambda: add_member("ACME2", "Passing"))
        return names()

    assert base.rehearsed(work) == ["Acme", "Passing"] and names() == []
    with pytest.raises(ZeroDivisionError):
        base.rehearsed(lambda: (add_member(), 1 / 0))
    assert names() == [] and base.transaction(add_member).name == "Acme" and names() == ["Acme"]


def test_a_transaction_inside_another_is_part_of_it(database, no_waiting):
    runs = []

    def work():
        base.transaction(add_member)
        runs.append(1)
        if len(runs) == 1:
            raise peewee.OperationalError(1213, "Deadlock found")

    base.transaction(work)
    assert len(runs) == 2 and names() == ["Acme"]


def in_threads(count, work):
    """Runs work(number) in so many threads at once; returns the errors."""
    errors = []

    def run(number):
        try:
            work(number)
        except Exception as error:
            errors.append(error)
        finally:
            base.database.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_writers_at_the_same_time_lose_nothing(database):
    def write(number):
        for step in range(50):
            base.transaction(lambda: add_member(f"M{number}X{base.next_id('ACME1', 'x')}", f"{number}/{step}"))

    assert not in_threads(3, write)
    assert Member.select().count() == 150 and Counter.get().last_id == 150


def test_what_is_read_in_a_transaction_is_still_so_when_it_writes(database):
    """Reading first, then writing: with SQLite only because transactions begin as writers."""
    base.transaction(lambda: add_member(name="0"))

    def count(number):
        for _ in range(40):
            base.transaction(add_one)

    def add_one():
        member = base.locked(Member.select()).get()
        Member.update(name=str(int(member.name) + 1)).execute()

    assert not in_threads(3, count)
    assert names() == ["120"]


# Once


def test_a_key_that_comes_again_does_nothing(database):
    assert base.once("ACME1", "key", add_member).name == "Acme"
    assert base.once("ACME1", "key", add_member) is None
    assert names() == ["Acme"]


def test_the_same_key_of_another_member_is_another_key(database):
    base.once("ACME1", "key", add_member)
    assert base.once("TWIN2", "key", lambda: add_member("TWIN2", "Twin")) and names() == ["Acme", "Twin"]


def test_an_error_leaves_the_key_unused(database):
    def work():
        add_member()
        raise base.Stale

    with pytest.raises(base.Stale):
        base.once("ACME1", "key", work)
    assert names() == [] and base.once("ACME1", "key", add_member)


def test_an_integrity_error_of_the_work_itself_is_not_taken_for_a_repeat(database):
    add_member()
    with pytest.raises(peewee.IntegrityError):
        base.once("ACME1", "key", add_member)
    assert base.once("ACME1", "key", lambda: "done") == "done"


def test_a_commit_whose_answer_was_lost_is_not_done_again(database, no_waiting, monkeypatch):
    retried, lost = base.retrying, []

    def losing(attempt):
        def work():
            done = attempt()
            if not lost:
                lost.append(1)
                raise peewee.OperationalError(2013, "Lost connection during query")
            return done

        return retried(work)

    monkeypatch.setattr(base, "retrying", losing)
    assert base.once("ACME1", "key", add_member) is None
    assert lost and names() == ["Acme"]


def test_a_button_pressed_in_many_threads_works_once(database):
    assert not in_threads(4, lambda number: base.once("ACME1", "key", add_member))
    assert names() == ["Acme"]


def test_old_keys_are_forgotten(database):
    base.once("ACME1", "key", lambda: None)
    done_at = DoneKey.get().done_at
    base.forget_done_keys("ACME1", done_at + 7 * 24 * 3600)
    base.forget_done_keys("TWIN2", done_at + 7 * 24 * 3600 + 1)
    assert DoneKey.select().count() == 1
    base.forget_done_keys("ACME1", done_at + 7 * 24 * 3600 + 1)
    assert DoneKey.select().count() == 0


def test_some_posts_clear_old_keys_away_a_hundred_at_a_time(database, monkeypatch):
    DoneKey.insert_many([{"member_id": "ACME1", "form_key": str(number), "done_at": 0} for number in range(150)]).execute()
    for chosen, left in ((1, 151), (0, 52), (0, 3)):
        monkeypatch.setattr(base.random, "randrange", lambda most: chosen)
        assert base.once("ACME1", f"new{left}", lambda: "done") == "done"
        assert DoneKey.select().count() == left


def test_a_clearing_that_fails_is_no_failure_of_the_post(database, monkeypatch):
    def fail(*ids):
        raise peewee.OperationalError("disk I/O error")

    monkeypatch.setattr(base.random, "randrange", lambda most: 0)
    monkeypatch.setattr(base, "forget_done_keys", fail)
    assert base.once("ACME1", "key", add_member).name == "Acme"
    assert base.once("ACME1", "key", add_member) is None and names() == ["Acme"]


def test_the_age_of_keys_is_indexed(database):
    assert ["member_id", "done_at"] in [index.columns for index in database.get_indexes("done_key")]


# Ids


def test_ids_count_per_member_and_kind_and_are_never_given_out_twice(database):
    assert [base.next_id("ACME1", "event") for _ in range(3)] == [1, 2, 3]
    assert base.next_id("ACME1", "session") == 1 and base.next_id("TWIN2", "event") == 1
    with pytest.raises(ValueError):
        base.transaction(lambda: base.next_id("ACME1", "event") and int("x"))
    assert base.next_id("ACME1", "event") == 4  # the one of the failed transaction was never seen


# Reads


def test_a_read_is_built_once_per_database_and_takes_parameters_in_any_order(database):
    built = []

    def build():
        built.append(1)
        return Member.select(Member.name).where(Member.name != parameter("but"), Member.member_id == parameter("member_id"))

    read = Read(build)
    add_member()
    add_member("TWIN2", "Twin")
    assert read(member_id="ACME1", but="x") == [("Acme",)] == list(map(tuple, read(but="x", member_id="ACME1")))
    assert not read(member_id="ACME1", but="Acme") and not read(member_id="' OR 1=1 --", but="")
    assert len(built) == 1
    with pytest.raises(KeyError):
        read(member_id="ACME1")


def test_a_read_keeps_fixed_values_apart_from_parameters(database):
    add_member()
    read = Read(lambda: Member.select(Member.name).where(Member.member_id == "ACME1", Member.name == parameter("name")).limit(1))
    assert read(name="Acme") and not read(name="ACME1")


def test_a_read_outside_a_transaction_is_tried_again_and_inside_it_is_not(database, no_waiting, monkeypatch):
    read, run, failures = Read(lambda: Member.select(Member.name)), database.obj._execute_cursor, []

    def failing(sql, *rest):
        if len(failures) < 2 and sql.startswith("SELECT"):
            failures.append(1)
            raise peewee.OperationalError(2013, "Lost connection during query")
        return run(sql, *rest)

    monkeypatch.setattr(database.obj, "_execute_cursor", failing)
    monkeypatch.setattr("models.read._direct", lambda: None)
    assert read() == [] and len(failures) == 2
    failures.clear()
    runs = []
    assert base.transaction(lambda: runs.append(1) or read()) == [] and len(runs) == 3


def test_a_read_that_fails_for_good_raises_peewees_error(database):
    with pytest.raises(peewee.DatabaseError):
        Read(lambda: Member.select(peewee.SQL("no_such_column")))()


# The secret


def test_all_processes_share_one_secret_of_256_bits(database):
    made = base.secret()
    base._secrets.clear()  # as another process
    assert base.secret() == made and len(made) == 32


def test_each_database_has_its_own_secret(database, tmp_path):
    made = base.secret()
    base.connect(f"sqlite:///{tmp_path}/other.db?synchronous=off")
    base.migrate()
    assert base.secret() != made
