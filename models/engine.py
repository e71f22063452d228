"""The database as DATABASE_URL names it: SQLite, PostgreSQL, MariaDB or MySQL."""

import pathlib
from urllib.parse import parse_qsl, unquote, urlsplit

import peewee

database = peewee.DatabaseProxy()

_EXAMPLE = "use sqlite:///path, postgresql://user:password@host/name, mysql://... or mariadb://..."
BUSY_TIMEOUT = 5000  # milliseconds that SQLite waits for another writer
_SYNCHRONOUS = ("full", "normal", "extra", "off")


class ConfigError(ValueError):
    """A setting that can't work; its text is one line that says what to do, and holds no password."""


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
    options = {name: int(value) if value.isdecimal() else value for name, value in parse_qsl(parts.query)}
    if make is _sqlite:
        return _sqlite(parts, options, is_ours)
    if not parts.hostname or not parts.path.strip("/"):
        raise ConfigError(f"DATABASE_URL names no {'database' if parts.hostname else 'host'}: {_EXAMPLE}")
    where = {"host": parts.hostname, "user": parts.username, "password": parts.password}
    where = {name: unquote(value) for name, value in where.items() if value}
    return make(unquote(parts.path[1:]), where | ({"port": port} if port else {}) | options)


def sqlite_path(url):
    """The path of the file that a URL of SQLite names; None for another database. Raises ConfigError."""
    return open_url(url).database if url.startswith("sqlite:") else None


def _sqlite(parts, options, is_ours=True):
    path = unquote(parts.path[1:])
    if parts.netloc or not path:
        raise ConfigError("DATABASE_URL of SQLite takes three slashes: sqlite:///file, or four for sqlite:////absolute/file")
    if not is_ours:
        if not pathlib.Path(path).is_file():
            raise ConfigError(f"there is no file {path} (DATABASE_URL)")
        return peewee.SqliteDatabase(
            f"{pathlib.Path(path).absolute().as_uri()}?mode=rw", uri=True, pragmas={"busy_timeout": BUSY_TIMEOUT}, **options)
    if path != ":memory:" and not pathlib.Path(path).absolute().parent.is_dir():
        raise ConfigError(f"the directory of {path} (DATABASE_URL) does not exist: create it")
    synchronous = options.pop("synchronous", "full")
    if options or synchronous not in _SYNCHRONOUS:
        raise ConfigError(f"DATABASE_URL of SQLite takes one option, synchronous={'|'.join(_SYNCHRONOUS)}")
    pragmas = {"journal_mode": "wal", "synchronous": synchronous, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT}
    # Without IMMEDIATE a transaction that reads first can't become a writer while another writes.
    return peewee.SqliteDatabase(path, pragmas=pragmas, lock_type="immediate")


def _postgresql(name, options):
    if peewee.psycopg is None and peewee.psycopg2 is None:
        raise ConfigError("DATABASE_URL names PostgreSQL, whose driver is missing: pip install 'psycopg[binary]'")
    return peewee.PostgresqlDatabase(name, prefer_psycopg3=True, **{"connect_timeout": 5} | options)


def _mysql(name, options):
    if peewee.mysql is None:
        raise ConfigError("DATABASE_URL names MariaDB or MySQL, whose driver is missing: pip install PyMySQL")
    timeouts = {"connect_timeout": 5, "read_timeout": 30, "write_timeout": 30}
    # client_flag 2, FOUND_ROWS: an update that changes nothing still reports the row it found, as elsewhere.
    return peewee.MySQLDatabase(name, **timeouts | {"client_flag": 2} | options)


def _mariadb(name, options):
    return _mysql(name, options | {"mariadb": True})


_KINDS = {"sqlite": _sqlite, "postgresql": _postgresql, "postgres": _postgresql, "mysql": _mysql, "mariadb": _mariadb}
