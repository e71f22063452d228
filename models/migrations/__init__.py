"""Numbered changes of the schema, each run once per database.

A migration is a file NNNN_name.sql in this folder, in a SQL that all engines share; these words differ between them:

    {id}      a text that is part of a key, compared exactly, byte for byte
    {text}    a text of any length
    {number}  a whole number of 64 bits
    {flag}    true or false
    {bytes}   bytes of any length
    {q}       the quotation mark of names that are SQL's own words
    {table}   what follows a table's closing bracket
    {packed}  the same for a table that is read along its primary key
    {on_sqlite}, {on_postgresql}, {on_mariadb}  before a statement that is for this engine only

A module NNNN_name.py beside it has a function run(), which fills what the statements have made.

MariaDB commits after every statement, so each one must be harmless when it is run again, and run() too: a migration that was
interrupted is run from its start. A column that a statement adds is added only where it isn't there yet.
"""

import contextlib
import importlib
import pathlib
import re

import peewee

from models.engine import ConfigError

FOLDER = pathlib.Path(__file__).parent
_LOCK = 7_406_351  # any number, the same on every machine
_PATIENCE = 25  # seconds; MariaDB's connection gives up after 30 without an answer

_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")
_FOR_ANOTHER = "--"  # what makes a statement none
_MARIADB_TABLE = "ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin"
_WORDS = {
    peewee.SqliteDatabase: {
        "id": "TEXT", "text": "TEXT", "number": "INTEGER", "flag": "INTEGER", "bytes": "BLOB", "q": '"', "table": "",
        "packed": "WITHOUT ROWID", "on_sqlite": "", "on_postgresql": _FOR_ANOTHER, "on_mariadb": _FOR_ANOTHER},
    peewee.PostgresqlDatabase: {
        "id": 'TEXT COLLATE "C"', "text": "TEXT", "number": "BIGINT", "flag": "BOOLEAN", "bytes": "BYTEA", "q": '"', "table": "",
        "packed": "", "on_sqlite": _FOR_ANOTHER, "on_postgresql": "", "on_mariadb": _FOR_ANOTHER},
    peewee.MySQLDatabase: {
        "id": "VARCHAR(191)", "text": "LONGTEXT", "number": "BIGINT", "flag": "BOOLEAN", "bytes": "LONGBLOB", "q": "`",
        "table": _MARIADB_TABLE, "packed": _MARIADB_TABLE,
        "on_sqlite": _FOR_ANOTHER, "on_postgresql": _FOR_ANOTHER, "on_mariadb": ""},
}


def numbers():
    """{number: path} of all migrations, in order."""
    return {int(path.name.split("_")[0]): path for path in sorted(FOLDER.glob("[0-9]*_*.sql"))}


def run(database):
    """Runs the migrations that this database has not had; only one process at a time does it."""
    if is_current(database):
        return
    with _alone(database):
        there = done(database)
        for number, path in numbers().items():
            if number in there:
                continue
            with database.atomic():
                for statement in statements(path, database):
                    if not _has_column(statement, database):
                        database.execute_sql(statement)
                if path.with_suffix(".py").exists():
                    importlib.import_module(f"{__name__}.{path.stem}").run()
                database.execute_sql(_noting(number, database))


def _has_column(statement, database):
    """Whether a statement adds a column that is there: only two of the three engines can be told to look first."""
    added = _ADDED.match(statement)
    return bool(added) and added[2] in {column.name for column in database.get_columns(added[1])}


def _noting(number, database):
    """The statement that notes a migration as run; harmless where another machine has noted it."""
    if isinstance(database, peewee.MySQLDatabase):
        return f"INSERT IGNORE INTO migration (number) VALUES ({number:d})"
    return f"INSERT INTO migration (number) VALUES ({number:d}) ON CONFLICT DO NOTHING"


def is_current(database):
    """Whether every migration has been run on this database."""
    return done(database) >= set(numbers())


def statements(path, database):
    """The statements of a migration in the SQL of this database."""
    words = next(words for kind, words in _WORDS.items() if isinstance(database, kind))
    text = "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("--"))
    parts = [part.strip() for part in text.format(**words).split(";")]
    return [part for part in parts if part and not part.startswith(_FOR_ANOTHER)]


def done(database):
    """The numbers of the migrations that have been run on this database, those of a newer program among them."""
    if not database.table_exists("migration"):
        return set()
    return {number for number, in database.execute_sql("SELECT number FROM migration").fetchall()}


@contextlib.contextmanager
def _alone(database):
    """Holds the database's own lock for migrations, so that machines that start together take turns. Raises ConfigError."""
    if isinstance(database, peewee.PostgresqlDatabase):
        database.execute_sql("SET statement_timeout = 0")  # for an index of a large table, or a machine that is at it
        ask, give = f"SELECT pg_advisory_lock({_LOCK})", f"SELECT pg_advisory_unlock({_LOCK})"
    elif isinstance(database, peewee.MySQLDatabase):
        ask, give = f"SELECT GET_LOCK('{_LOCK}', {_PATIENCE})", f"SELECT RELEASE_LOCK('{_LOCK}')"
    else:  # SQLite: one process writes at a time, and a second run of a migration's statements is harmless
        with database.atomic():
            database.execute_sql("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
            yield
        return
    answer = database.execute_sql(ask).fetchall()
    if isinstance(database, peewee.MySQLDatabase) and answer[0][0] != 1:  # PostgreSQL waits as long as it takes
        raise ConfigError(f"another machine has been changing the schema for {_PATIENCE} seconds: start this one again when that is done")
    try:
        database.execute_sql("CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)")
        yield
    finally:
        database.execute_sql(give).fetchall()
        if isinstance(database, peewee.PostgresqlDatabase):
            database.execute_sql("RESET statement_timeout")
