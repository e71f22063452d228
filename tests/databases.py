"""The databases of the tests: files of SQLite, or databases on the server that TEST_DATABASE_URL names, some for each worker.

    empty = File("empty", folder, base.migrate)  # what is to be there when a test begins
    empty.open(folder)                           # that and nothing else, open in this thread; its URL
"""

import contextlib
import os
import pathlib
import shutil
from urllib.parse import unquote, urlsplit

from models import base

URL = os.environ.get("TEST_DATABASE_URL", "")
_MANY = 2_000  # rows that are sooner gone with their files
_SCHEME, _WORKER = urlsplit(URL).scheme, os.environ.get("PYTEST_XDIST_WORKER", "alone")


def is_sqlite(request):
    """Whether a test has a database of SQLite: all without TEST_DATABASE_URL, and those marked on_sqlite, which are about SQLite."""
    return not URL or request.node.get_closest_marker("on_sqlite") is not None


def on_server(name, fill):
    """The prepared database on the server of TEST_DATABASE_URL."""
    return {"postgresql": _PostgreSQL, "mariadb": _MariaDB}[_SCHEME](name, fill)


class File:
    """SQLite: the file is copied."""

    def __init__(self, name, folder, fill):
        self.path = pathlib.Path(folder, f"{name}.db")
        _fill(_sqlite(self.path), fill)

    def open(self, folder):
        path = pathlib.Path(folder, "test.db")
        shutil.copy(self.path, path)
        return _opened(_sqlite(path))


class _OnServer:
    """The server counts the rows of each table that are changed; tables in which some were since the last time are filled anew.

    That takes a tenth of the time of a new database, whose files the server has to make.
    """

    def __init__(self, name, fill):
        self._name = f"{name}_{_WORKER}"
        self._make()
        _fill(_url_of(self._name), fill)
        self._rows = {table: self._keep(table) for table, in self._run(self._TABLES)}
        self._counts = self._changes()

    def open(self, folder):
        self._end_others()
        for table, count in self._changes().items():
            if count != self._counts.get(table):
                self._refill(table)
        self._counts = self._changes()
        return _opened(_url_of(self._name))

    def _keep(self, table):
        """Copies a table's rows to where they stay; their number."""
        (count,), = self._run(f"SELECT COUNT(*) FROM {self._here}{table}")
        if count:
            self._run(f"CREATE TABLE {self._kept}{table} AS SELECT * FROM {self._here}{table}")
        return count

    def _refill(self, table):
        count = self._rows[table]
        self._run(f"TRUNCATE TABLE {self._here}{table}" if count > _MANY else f"DELETE FROM {self._here}{table}")
        if count:
            self._run(f"INSERT INTO {self._here}{table} SELECT * FROM {self._kept}{table}")

    def _changes(self):
        """{table: how many of its rows have ever been changed}."""
        return dict(self._run(self._CHANGES))

    def _run(self, statement):
        with self._server.cursor() as cursor:
            cursor.execute(statement.format(name=self._name))
            return cursor.fetchall() if cursor.description else ()


class _PostgreSQL(_OnServer):
    _here, _kept = "public.", "kept."
    _TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    _CHANGES = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables WHERE schemaname = 'public'"

    def _make(self):
        import psycopg

        with psycopg.connect(URL, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)")
            server.execute(f"CREATE DATABASE {self._name} TEMPLATE template0")
        self._server = psycopg.connect(_url_of(self._name), autocommit=True)
        self._run("CREATE SCHEMA kept")

    def _end_others(self):
        others = "FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        while self._run(f"SELECT pg_terminate_backend(pid) {others}"):  # what they have counted is known when they have ended
            pass

    def _changes(self):
        self._run("SELECT pg_stat_force_next_flush()")  # what this connection has counted
        return super()._changes()


class _MariaDB(_OnServer):
    _here, _kept = "{name}.", "{name}_kept."
    _TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = '{name}'"
    _CHANGES = "SELECT table_name, rows_changed FROM information_schema.table_statistics WHERE table_schema = '{name}'"

    def _make(self):
        import pymysql

        where = urlsplit(URL)
        self._server = pymysql.connect(
            host=where.hostname, port=where.port, user=where.username, password=unquote(where.password or ""), ssl_disabled=True, autocommit=True)
        for name in ("{name}", "{name}_kept"):
            self._run(f"DROP DATABASE IF EXISTS {name}")
            self._run(f"CREATE DATABASE {name}")
        self._run("SET GLOBAL userstat = 1")
        self._run("SET SESSION foreign_key_checks = 0, unique_checks = 0")

    def _end_others(self):
        for number, in self._run("SELECT id FROM information_schema.processlist WHERE db = '{name}'"):
            with contextlib.suppress(Exception):  # it has ended meanwhile
                self._run(f"KILL {number}")


def _opened(url):
    base.connect(url)
    return url


def _fill(url, fill):
    base.connect(url)
    fill()
    base.disconnect()  # the last connection to close empties SQLite's write-ahead log; a copy is made of what nobody has open


def _sqlite(path):
    return f"sqlite:///{path}?synchronous=off"


def _url_of(name):
    return urlsplit(URL)._replace(path=f"/{name}").geturl()
