"""Copies of the SQLite database: written and put back while it is in use, and never in place of what is fine."""

import pathlib
import shutil
import sqlite3
import stat
import threading

import pytest

from models import backup, base
from models.member import Member

@pytest.fixture
def path(tmp_path, empty_file):
    """A database file with one member."""
    path = tmp_path / "live.db"
    shutil.copy(empty_file.path, path)
    base.connect(f"sqlite:///{path}")
    Member.create(member_id="ACME1", name="Acme")
    yield path
    base.disconnect()


def url(path):
    return f"sqlite:///{path}"


def names(path):
    with sqlite3.connect(path) as connection:
        found = [name for name, in connection.execute("SELECT name FROM member ORDER BY name")]
    connection.close()
    return found


def test_what_was_copied_comes_back_and_what_was_there_is_kept(path, tmp_path):
    copy = tmp_path / "copy.db"
    assert backup.write(url(path), copy) == copy.stat().st_size > 50_000
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600 and sorted(tmp_path.iterdir()) == sorted([copy, *tmp_path.glob("live.db*")])
    Member.create(member_id="ACME2", name="Later")
    base.disconnect()
    kept = backup.restore(url(path), copy)
    assert names(path) == ["Acme"] and names(kept) == ["Acme", "Later"] and stat.S_IMODE(kept.stat().st_mode) == 0o600
    base.connect(url(path))
    assert base.is_ready() and base.database.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)
    Member.create(member_id="ACME3", name="New")


def test_it_comes_back_where_nothing_is(path, tmp_path):
    backup.write(url(path), tmp_path / "copy.db")
    assert backup.restore(url(tmp_path / "fresh.db"), tmp_path / "copy.db") is None and names(tmp_path / "fresh.db") == ["Acme"]


def test_a_copy_is_whole_while_others_write(path, tmp_path):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            base.transaction(lambda: [Member.create(member_id=f"M{len(written)}X{half}", name="x") for half in (1, 2)])
            written.append(1)
        base.database.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            backup.write(url(path), tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    counts = [len(names(tmp_path / f"copy{number}.db")) for number in range(5)]
    assert all(count % 2 == 1 for count in counts) and counts == sorted(counts) and len(written) > 1


def test_a_copy_is_put_back_while_others_write_and_nothing_that_they_wrote_is_lost(path, tmp_path):
    copy = tmp_path / "copy.db"
    backup.write(url(path), copy)
    stop, written, errors = threading.Event(), [], []

    def write(writer):
        try:
            while not stop.wait(0.005):  # SQLite's lock is no queue: whoever never pauses keeps others out
                pair = [f"W{writer}N{len(written)}X{half}" for half in (1, 2)]
                base.transaction(lambda: [Member.create(member_id=name, name=name) for name in pair])
                written.extend(pair)
        except Exception as error:
            errors.append(error)
        finally:
            base.database.close()

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(2)]
    for writer in writers:
        writer.start()
    kept = backup.restore(url(path), copy)
    stop.set()
    for writer in writers:
        writer.join()
    before, after = set(names(kept)), set(names(path))
    assert not errors and written and before & after == {"Acme"} and (before | after) == {"Acme", *written}
    assert all(len([name for name in found if name != "Acme"]) % 2 == 0 for found in (before, after))
    assert base.is_ready() and base.database.execute_sql("PRAGMA journal_mode").fetchone() == ("wal",)


def test_whoever_reads_goes_on_and_sees_the_copy_next_time(path, tmp_path):
    backup.write(url(path), tmp_path / "copy.db")
    Member.create(member_id="ACME2", name="Later")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    assert other.execute("SELECT COUNT(*) FROM member").fetchone() == (2,)
    backup.restore(url(path), tmp_path / "copy.db")
    assert other.execute("SELECT COUNT(*) FROM member").fetchone() == (2,)
    other.execute("COMMIT")
    assert other.execute("SELECT COUNT(*) FROM member").fetchone() == (1,) == (Member.select().count(),)
    other.close()


def test_where_what_is_there_cannot_be_kept_nothing_is_put_back(path, tmp_path, monkeypatch):
    backup.write(url(path), tmp_path / "copy.db")
    Member.create(member_id="ACME2", name="Later")
    monkeypatch.setattr(backup.os, "open", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
    with pytest.raises(backup.Failed, match="could not be kept.*the disk is full"):
        backup.restore(url(path), tmp_path / "copy.db")
    assert [member.name for member in Member.select()] == ["Acme", "Later"]


def test_a_file_that_is_there_is_not_written_over(path, tmp_path):
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(backup.Failed, match="already"):
        backup.write(url(path), there)
    assert there.read_text() == "mine"


@pytest.mark.parametrize("spoil, reason", [
    (lambda copy: copy.write_bytes(b"no database" * 1000), "can't be read"),
    (lambda copy: copy.write_bytes(copy.read_bytes()[:40_000]), "damaged|can't be read"),
    (lambda copy: copy.unlink(), "no file"),
    (lambda copy: change(copy, "DROP TABLE migration"), "no database of this program"),
    (lambda copy: change(copy, "INSERT INTO migration VALUES (9999)"), "newer version"),
])
def test_a_bad_copy_is_not_put_in_place(path, tmp_path, spoil, reason):
    copy = tmp_path / "copy.db"
    backup.write(url(path), copy)
    base.disconnect()
    spoil(copy)
    with pytest.raises(backup.Failed, match=reason):
        backup.restore(url(path), copy)
    assert names(path) == ["Acme"] and not list(tmp_path.glob("*.before-*"))


def change(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("other", ["postgresql://u:secret1@host/name", "mysql://u:secret1@host/name", "mariadb://u:secret1@host/name"])
def test_other_databases_have_programs_of_their_own(other, tmp_path):
    for work in (backup.write, backup.restore):
        with pytest.raises(backup.Failed, match="pg_dump .*mariadb-dump") as refused:
            work(other, tmp_path / "copy.db")
        assert "secret1" not in str(refused.value)


def test_what_cannot_be_written_is_said(path, tmp_path):
    with pytest.raises(backup.Failed, match="no copy was written"):
        backup.write(url(path), tmp_path / "nowhere" / "copy.db")
    with pytest.raises(backup.Failed, match="there is no database"):
        backup.write(url(tmp_path / "none.db"), tmp_path / "copy.db")
    assert not pathlib.Path(tmp_path, "copy.db").exists()


def test_a_disk_without_links_takes_a_copy_too(path, tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError("no links here")

    monkeypatch.setattr(backup.os, "link", refuse)
    backup.write(url(path), tmp_path / "copy.db")
    assert names(tmp_path / "copy.db") == ["Acme"] and sorted(tmp_path.glob(".*")) == []
