"""Reads whose SQL is built once: it takes peewee longer than the database takes for a small one."""

import sqlite3

import peewee

from models.engine import database


class _Parameter:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name


def parameter(name):
    """A value of a Read that is given when it is run."""
    return peewee.Value(_Parameter(name), converter=False)


class Read:
    """A select that is asked often: its SQL is built once and then run with parameters.

    build: a function that returns the peewee select; what changes from call to call stands in it as parameter("name").
    Calling a Read returns a list of all rows, tuples of the select's columns, as the driver has them (flags may be 0 and 1).
    """

    def __init__(self, build):
        self._build = build
        self._built_for = None

    def __call__(self, **values):
        if self._built_for is not type(database.obj):  # one engine has the same words for it in every database
            self._sql, parts = self._build().sql()
            self._names = [part.name if type(part) is _Parameter else number for number, part in enumerate(parts)]
            self._fixed = {number: part for number, part in enumerate(parts) if type(part) is not _Parameter}
            self._built_for = type(database.obj)
        values.update(self._fixed)
        arguments = list(map(values.__getitem__, self._names))
        connection = _direct()
        if connection is not None:
            try:
                return connection.execute(self._sql, arguments).fetchall()
            except sqlite3.Error:
                pass  # it is tried again below, and whatever is still wrong is raised as peewee's error
        return list(database.execute_sql(self._sql, arguments).fetchall())  # PyMySQL has a tuple of rows


def _direct():
    """This thread's open SQLite connection, or None. Through peewee's layers a small select takes twice as long."""
    state = database.obj._state
    return state.conn if type(state.conn) is sqlite3.Connection else None
