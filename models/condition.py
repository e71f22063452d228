"""How the service and its database are, for those who operate it: one look, of a few statements, at what is the same for all machines."""

import datetime
import sqlite3
from typing import NamedTuple

import peewee

from models import clock, disk_notice, maintenance, migrations, nightly, session
from models.engine import database
from models.retry import drop_connection

# What a node of a Galera cluster says of it (MariaDB, "Galera Cluster Status Variables").
_WSREP = ("wsrep_cluster_size", "wsrep_cluster_status", "wsrep_local_state_comment", "wsrep_ready")


class Cluster(NamedTuple):
    """What stands behind the database. nodes: servers that have the data, this one included; is_ready: this one takes writes."""

    nodes: int
    is_ready: bool
    state: str


class Condition(NamedTuple):
    """One look. engine: name and version; cluster: a Cluster, None where there is but one server; migration: the last that was run;
    is_current: it is this program's; in_cookies, in_urls, lately: open sessions, and those in use; window: the maintenance.Window of
    now or the next; nightly: the day of the last whole night, or None; mails: those that are due and were not sent.
    """

    engine: str
    cluster: Cluster | None
    migration: int
    is_current: bool
    in_cookies: int
    in_urls: int
    lately: int
    window: maintenance.Window | None
    nightly: datetime.date | None
    mails: int


def look():
    """The Condition now. Raises what the driver does: nothing is tried again, as the next look comes soon."""
    try:
        return _look()
    except Exception:
        drop_connection()  # whatever was wrong with it
        raise


def _look():
    done = [number for number, in _rows("SELECT number FROM migration")]
    name, cluster = _engine()
    now = clock.now()
    return Condition(
        name, cluster, max(done, default=0), set(done) >= set(migrations.numbers()), *session.tally(clock.unix()),
        maintenance.current(now) or maintenance.announced(now), nightly.last_day(), disk_notice.waiting())


def _engine():
    """(name and version, Cluster or None) of the database."""
    if isinstance(database.obj, peewee.SqliteDatabase):
        return f"SQLite {sqlite3.sqlite_version}", None
    if isinstance(database.obj, peewee.PostgresqlDatabase):
        (version, is_standby, standbys), = _rows(
            "SELECT current_setting('server_version'), pg_is_in_recovery(), (SELECT COUNT(*) FROM pg_stat_replication WHERE state = 'streaming')")
        state = "standby" if is_standby else "primary"
        return f"PostgreSQL {version.split()[0]}", Cluster(standbys + 1, not is_standby, state) if standbys or is_standby else None
    (version,), = _rows("SELECT VERSION()")
    return f"{'MariaDB' if 'MariaDB' in version else 'MySQL'} {version.split('-')[0]}", _galera()


def _galera():
    said = dict(_rows(f"SHOW GLOBAL STATUS WHERE Variable_name IN ({', '.join(map(repr, _WSREP))})"))
    if not said.get("wsrep_cluster_size", "0").strip("0"):
        return None
    size, status, state, ready = map(said.get, _WSREP)
    return Cluster(int(size), ready == "ON" and status == "Primary", f"{status} {state}")


def _rows(sql):
    return database.execute_sql(sql).fetchall()
