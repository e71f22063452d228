"""Which database errors pass by themselves, and trying again until they have.

Codes: MariaDB's "MariaDB Error Codes" and PostgreSQL's appendix "PostgreSQL Error Codes". No driver is imported:
their exceptions all follow DB-API 2.0 (PEP 249) and are looked at from outside.
"""

import contextlib
import random
import re
import time

from models.engine import database, discard
from models.metrics import Counter

RETRIES = Counter("groupware_database_retries_total", "Transactions and reads that were run again, by what was in the way.", "reason")
GIVEN_UP = Counter("groupware_database_given_up_total", "Transactions and reads that were run again in vain.", "reason")

BUDGET = 15.0  # seconds; a database cluster takes 3 to 6 to choose a new writer, a busy machine longer
_FIRST_DELAY, _LONGEST_DELAY = 0.020, 0.500  # seconds

# Another transaction was in the way: deadlock (on Galera also a failed certification), lock wait timeout;
# 57014 is PostgreSQL's statement_timeout.
_CONFLICT_CODES = {1213, 1205}
_CONFLICT_STATES = {"40001", "40P01", "57014"}
# The server is gone, going, not ready or full: 1047 is Galera's "not yet prepared", 1040 too many connections.
_LOST_CODES = {1040, 1047, 1053, 2002, 2003, 2006, 2013}
_LOST_STATE = re.compile(r"08...|57P0.|53300")
_LOCKED = re.compile(r"database (table )?is locked")
_LOST = re.compile(
    r"server closed|(is|already|was|unexpectedly) (closed|lost)|connection (lost|refused|reset|timed? ?out)|starting up|shutting down"
    r"|terminating connection|could not (connect|receive|send)|pool.*exhausted"
    # While it refuses to connect psycopg has PostgreSQL's words, but no state.
    r"|(not yet|not) accepting connections|in recovery mode|too many clients|connection slots are reserved", re.IGNORECASE)

_READ = re.compile(r"\(*(SELECT|WITH)\b")  # MariaDB's and PostgreSQL's unions stand in brackets


def retrying(work, its=database):
    """Calls work() until it passes; an error that doesn't pass by itself, or still comes after BUDGET, is raised.

    work must leave nothing behind when it fails: a whole transaction, or a read. its: the database that it asks.
    """
    deadline = time.monotonic() + BUDGET
    delay = _FIRST_DELAY
    while True:
        try:
            return work()
        except Exception as error:
            found = kind(error)
            pause = delay * random.uniform(0.5, 1)
            if found is None:
                raise
            if time.monotonic() + pause > deadline:
                GIVEN_UP.add(found)
                raise
        RETRIES.add(found)
        if found == "lost":
            drop_connection(its)
        time.sleep(pause)
        delay = min(delay * 2, _LONGEST_DELAY)


def reading_again(opened):
    """The database, whose reads outside a transaction are tried again one by one.

    In a transaction the whole must be run again; and a write outside of one may have been carried out.
    """
    execute = opened.execute_sql

    def execute_sql(sql, params=None):
        if opened.in_transaction() or not _READ.match(sql):
            return execute(sql, params)
        return retrying(lambda: execute(sql, params), opened)

    opened.execute_sql = execute_sql
    return opened


def drop_connection(its=database):
    """Forgets this thread's connection, dead or not, and those in the pool, which are as old; the next statement opens another."""
    with contextlib.suppress(Exception):  # closing a dead connection fails, and is done all the same
        discard(its)


def kind(error):
    """"conflict", "lost" (the connection is of no more use) or None (trying again won't help).

    The cause is looked for along the whole chain: a rollback on a dead connection masks what happened first.
    """
    seen, found = set(), None
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if _is_database_error(error):
            one = _kind_of_one(error)
            if one == "lost":
                return one
            found = found or one
        error = error.__cause__ or error.__context__
    return found


def _is_database_error(error):
    return any(base.__name__ in ("DatabaseError", "InterfaceError") for base in type(error).__mro__)


def _kind_of_one(error):
    code = error.args[0] if error.args else None
    state = getattr(error, "sqlstate", None) or getattr(error, "pgcode", None) or ""
    text = str(error)
    if code in _CONFLICT_CODES or state in _CONFLICT_STATES or _LOCKED.search(text):
        return "conflict"
    is_closed = code == 0 and type(error).__name__ == "InterfaceError"  # PyMySQL's way to say so
    if code in _LOST_CODES or is_closed or _LOST_STATE.fullmatch(state) or _LOST.search(text):
        return "lost"
    return None
