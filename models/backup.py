"""Copies of the SQLite database, written and put back while it is in use.

SQLite's own backup API (https://www.sqlite.org/backup.html) copies a state that really was: in WAL mode no writer waits for it.
Into a database it writes as one transaction does: others see all of it or nothing. PostgreSQL and MariaDB have programs of
their own for this.
"""

import contextlib
import os
import pathlib
import sqlite3
import tempfile

from models import clock, migrations
from models.engine import ConfigError, sqlite_path

_ADVICE = "DATABASE_URL names no SQLite: use pg_dump and pg_restore for PostgreSQL, mariadb-dump --single-transaction and mariadb for MariaDB"
_STEP = 16  # pages: fewer than any database has, so that something is left to do after the first step


class Failed(Exception):
    """A copy could not be written or put back; its text is one line that says what to do."""


def write(url, path):
    """Writes a copy of the database that DATABASE_URL names into a new file, and checks it. Returns its size in bytes. Raises Failed."""
    source, target = _database(url), pathlib.Path(path)
    if not source.is_file():
        raise Failed(f"there is no database at {source}")
    if target.exists():
        raise Failed(f"{path} is there already: name another file")
    with _explained(f"no copy was written to {path}"), _part_of(target) as part:
        with _opened(source) as old, _opened(part) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            _check(new, path)
        _flush(part)
        _name(part, target)
        _flush(target.absolute().parent)
    return target.stat().st_size


def restore(url, path):
    """Puts a copy in place of the database that DATABASE_URL names, all at one moment, whoever uses it meanwhile.

    Until then everybody reads what was there before; whoever writes waits. Returns the file into which what was there at that
    moment was copied, None where nothing was. Raises Failed; then all is as it was.
    """
    target, source = _database(url), pathlib.Path(path)
    if not source.is_file():
        raise Failed(f"there is no file {path}")
    with _explained(f"{path} can't be read as a copy"), _opened(source, "ro") as copy:
        _check(copy, path)
        _check_version(copy, path)
        kept, there = [], target.exists()

        def keep(status, *_):
            # Once a step was possible nobody else writes, and what others read is as it was.
            if status == sqlite3.SQLITE_OK and there and not kept:
                kept.append(_keep(target))

        with _explained(f"nothing was restored from {path}"), _opened(target, "rwc") as database:
            database.execute("PRAGMA journal_mode = WAL")
            copy.backup(database, pages=_STEP, progress=keep)
            _check(database, target)
    return kept[0] if kept else None


def _database(url):
    """The path of the SQLite file that a URL names. Raises Failed."""
    try:
        path = sqlite_path(url)
    except ConfigError as error:
        raise Failed(str(error)) from None
    if path is None:
        raise Failed(_ADVICE)
    return pathlib.Path(path)


@contextlib.contextmanager
def _opened(path, mode="rw"):
    """A connection without transactions of its own; mode: ro, rw, or rwc, which makes the file."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=1)
    try:
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def _part_of(target):
    """The path of a file beside the target, which only its owner reads: a copy holds what the database does. It is gone afterwards."""
    number, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    os.close(number)
    try:
        yield pathlib.Path(name)
    finally:
        pathlib.Path(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _explained(what):
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise Failed(f"{what}: {error}") from None


def _name(part, target):
    """Gives a file its name, unless somebody has made that file meanwhile; where the disk knows no links, whatever happens."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        os.rename(part, target)


def _check(connection, path):
    found = connection.execute("PRAGMA integrity_check").fetchall()
    if found != [("ok",)]:
        raise Failed(f"{path} is damaged: {found[0][0]}")


def _check_version(connection, path):
    try:
        numbers = {number for number, in connection.execute("SELECT number FROM migration")}
    except sqlite3.OperationalError:
        raise Failed(f"{path} is no database of this program") from None
    if numbers - set(migrations.numbers()):
        raise Failed(f"{path} was made by a newer version of this program: restore it with that one")


def _keep(target):
    kept = target.with_name(f"{target.name}.before-{clock.now():%Y%m%d-%H%M%S}")
    with _explained(f"what is in {target} could not be kept in {kept}"):
        os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with _opened(target, "ro") as old, _opened(kept) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
            _check(new, kept)
        _flush(kept)
    return kept


def _flush(path):
    """Waits until a file, or what stands in a folder, is on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
