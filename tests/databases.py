"""The databases of the tests: files of SQLite, or databases on the server that TEST_DATABASE_URL names, some for each worker.

    empty = File("empty", folder, base.migrate)    # what is to be there when a test begins
    empty.open(folder)                            # that and nothing else, open in this thread; its URL
"""

import os
import pathlib
import shutil
from urllib.parse import unquote, urlsplit

from models import base

URL = os.environ.get("TEST_DATABASE_URL", "")
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


class _PostgreSQL:
    """A copy of a whole database is made in 30 ms."""

    def __init__(self, name, fill):
        import psycopg

        self._kept, self._name = f"{name}_{_WORKER}", f"{name}_{_WORKER}_test"
        self._server = psycopg.connect(URL, autocommit=True)
        self._copy(self._kept, "template0")
        _fill(_on_server(self._kept), fill)

    def open(self, folder):
        self._copy(self._name, self._kept)
        return _opened(_on_server(self._name))

    def _copy(self, name, template):
        self._server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._server.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")


class _MariaDB:
    """The tables whose rows were changed, which the server counts (userstat), are filled anew."""

    def __init__(self, name, fill):
        import pymysql

        self._kept, self._name = f"{name}_{_WORKER}_kept", f"{name}_{_WORKER}"
        where = urlsplit(URL)
        self._server = pymysql.connect(
            host=where.hostname, port=where.port, user=where.username, password=unquote(where.password or ""), ssl_disabled=True, autocommit=True)
        for one in (self._kept, self._name):
            self._run(f"DROP DATABASE IF EXISTS {one}")
            self._run(f"CREATE DATABASE {one}")
        self._run("SET GLOBAL userstat = 1")
        self._run("SET SESSION foreign_key_checks = 0, unique_checks = 0")
        _fill(_on_server(self._name), fill)
        self._filled = set()
        for table, in self._run(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{self._name}'"):
            if self._run(f"SELECT 1 FROM {self._name}.{table} LIMIT 1"):
                self._run(f"CREATE TABLE {self._kept}.{table} AS SELECT * FROM {self._name}.{table}")
                self._filled.add(table)
        self._counts = self._changes()

    def open(self, folder):
        for table, count in self._changes().items():
            if count != self._counts.get(table):
                self._run(f"DELETE FROM {self._name}.{table}")
                if table in self._filled:
                    self._run(f"INSERT INTO {self._name}.{table} SELECT * FROM {self._kept}.{table}")
        self._counts = self._changes()
        return _opened(_on_server(self._name))

    def _changes(self):
        return dict(self._run(f"SELECT table_name, rows_changed FROM information_schema.table_statistics WHERE table_schema = '{self._name}'"))

    def _run(self, statement):
        with self._server.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


def _opened(url):
    base.connect(url)
    return url


def _fill(url, fill):
    base.connect(url)
    fill()
    base.disconnect()  # the last connection to close empties SQLite's write-ahead log; a copy is made of what nobody has open


def _sqlite(path):
    return f"sqlite:///{path}?synchronous=off"


def _on_server(name):
    return urlsplit(URL)._replace(path=f"/{name}").geturl()
