"""The database as DATABASE_URL names it: SQLite, PostgreSQL, MariaDB or MySQL.

A thread keeps its connection of SQLite. Those of a server come from a pool, which each process has for itself.
"""

import pathlib
import re
from urllib.parse import unquote, urlsplit

import peewee
from playhouse import pool

from models import options
from models.options import ConfigError

database = peewee.DatabaseProxy()

_EXAMPLE = "use sqlite:///path, postgresql://user:password@host/name, mysql://... or mariadb://..."
BUSY_TIMEOUT = 5000  # milliseconds that SQLite waits for another writer
_POOL_PATIENCE = 5  # seconds until a transaction that finds all connections in use is told so, and tries again (models/retry.py)


def open_url(url, is_ours=True):
    """The peewee database that a URL names; not connected yet. Raises ConfigError.

    is_ours: whether this program may make it, and choose how it is kept; of SQLite that is more than opening a file.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # whose text may quote the password
        raise ConfigError(f"DATABASE_URL can't be read; in its password write %2F for /, %40 for @ and so on: {_EXAMPLE}") from None
    make = _KINDS.get(parts.scheme)
    if make is None:
        raise ConfigError(f"DATABASE_URL starts with {parts.scheme or 'no scheme'!r}: {_EXAMPLE}")
    if make is _sqlite:
        return _sqlite(parts, is_ours)
    if not parts.hostname or not parts.path.strip("/"):
        raise ConfigError(f"DATABASE_URL names no {'database' if parts.hostname else 'host'}: {_EXAMPLE}")
    where = {"host": parts.hostname, "user": parts.username, "password": parts.password}
    where = {name: unquote(value) for name, value in where.items() if value}
    return make(unquote(parts.path[1:]), where | ({"port": port} if port else {}), parts.query)


def sqlite_path(url):
    """The path of the file that a URL of SQLite names; None for another database. Raises ConfigError."""
    return open_url(url).database if url.startswith("sqlite:") else None


def _sqlite(parts, is_ours):
    path = unquote(parts.path[1:])
    if parts.netloc or not path:
        raise ConfigError("DATABASE_URL of SQLite takes three slashes: sqlite:///file, or four for sqlite:////absolute/file")
    if not is_ours:
        if not pathlib.Path(path).is_file():
            raise ConfigError(f"there is no file {path} (DATABASE_URL)")
        return peewee.SqliteDatabase(
            f"{pathlib.Path(path).absolute().as_uri()}?mode=rw", uri=True, pragmas={"busy_timeout": BUSY_TIMEOUT})
    if path != ":memory:" and not pathlib.Path(path).absolute().parent.is_dir():
        raise ConfigError(f"the directory of {path} (DATABASE_URL) does not exist: create it")
    pragmas = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT} | options.read(parts.query, options.SQLITE)
    # Without IMMEDIATE a transaction that reads first can't become a writer while another writes.
    return peewee.SqliteDatabase(path, pragmas=pragmas, lock_type="immediate")


class _Pool:
    """What peewee's pools do otherwise here."""

    def connect(self, reuse_if_open=False):
        try:
            return super().connect(reuse_if_open)
        except pool.MaxConnectionsExceeded:
            raise peewee.OperationalError(f"the pool is exhausted: all {self._max_connections} connections are in use") from None

    def _is_closed(self, connection):
        return False  # to ask the server costs as much as finding the session; whoever finds it closed tries again


class _PostgreSQL(_Pool, pool.PooledPostgresqlDatabase):
    pass


class _MariaDB(_Pool, pool.PooledMySQLDatabase):
    def _can_reuse(self, connection):
        return connection.open and not connection.server_status & 1  # SERVER_STATUS_IN_TRANS


def _postgresql(name, where, query):
    if peewee.psycopg is None:
        raise ConfigError("DATABASE_URL names PostgreSQL, whose driver is missing: pip install 'psycopg[binary]'")
    how = options.for_postgresql(options.read(query, options.POSTGRESQL))
    return _PostgreSQL(name, prefer_psycopg3=True, timeout=_POOL_PATIENCE, **where | how)


def _mysql(name, where, query, **its):
    if getattr(peewee.mysql, "__name__", "") != "pymysql":
        raise ConfigError("DATABASE_URL names MariaDB or MySQL, whose driver is missing: pip install PyMySQL")
    how = options.for_mariadb(options.read(query, options.MARIADB))
    return _MariaDB(name, timeout=_POOL_PATIENCE, **where | how | its)


def _mariadb(name, where, query):
    return _mysql(name, where, query, mariadb=True)


_KINDS = {"sqlite": _sqlite, "postgresql": _postgresql, "postgres": _postgresql, "mysql": _mysql, "mariadb": _mariadb}


def release(its):
    """Gives this thread's connection back to the pool, for whoever asks next; one of SQLite is kept."""
    if isinstance(real(its), pool.PooledDatabase) and not its.is_closed() and not its.in_transaction():
        its.close()


def discard(its):
    """Closes this thread's connection, and those that wait in the pool. Raises what the driver does."""
    if isinstance(real(its), pool.PooledDatabase):
        its.manual_close()
        its.close_idle()
    else:
        its.close()


def real(its):
    """The peewee database itself, where its stands for it."""
    return its.obj if isinstance(its, peewee.Proxy) else its


# What a driver says, in its own words, and what to do about it.
_ADVICE = (
    ("cryptography", "pip install cryptography"),
    (r"certificate|\bSSL|TLS", "check the certificates and TLS parameters"),
    (r"access denied|authentication|no password supplied|role .* does not exist|pg_hba", "check user and password"),
    (r"unknown database|database .* does not exist", "create that database first"),
    (r"connect|time[d ]*out|resolve|translate|refused|unreachable", "check host and port, and that the server is running"),
)


def refusal(error):
    """The ConfigError for what a driver raised when it was asked to connect."""
    reason = " ".join(str(error).split())
    advice = next((advice for pattern, advice in _ADVICE if re.search(pattern, reason, re.IGNORECASE)), "check DATABASE_URL")
    return ConfigError(f"the database of DATABASE_URL can't be opened: {advice} ({type(error).__name__}: {reason})")
