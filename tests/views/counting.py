"""How often a page asks the database."""

import contextlib

from models import base


@contextlib.contextmanager
def counted():
    """A list of the statements that this thread's SQLite connection runs within the block."""
    connection, statements = base.database.obj.connection(), []
    connection.set_trace_callback(statements.append)
    try:
        yield statements
    finally:
        connection.set_trace_callback(None)
