"""How often a page asks the database."""

import contextlib
import threading

import peewee
import pytest

from models import base


@contextlib.contextmanager
def counted():
    """A list of the statements that this thread runs within the block."""
    opened, statements, thread = base.database.obj, [], threading.get_ident()
    if isinstance(opened, peewee.SqliteDatabase):  # which some reads ask past peewee
        connection = opened.connection()
        connection.set_trace_callback(statements.append)
        try:
            yield statements
        finally:
            connection.set_trace_callback(None)
        return
    run = opened.execute_sql

    def noting(sql, *rest):
        if threading.get_ident() == thread:
            statements.append(sql)
        return run(sql, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened, "execute_sql", noting)
        yield statements
