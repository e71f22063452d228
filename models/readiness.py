"""Whether requests can be answered here: what the database says of itself, of the cluster that it may be part of, and of its schema.

A schema that is newer than this program is fine: migrations only add, and while a new release is rolled out the machines of the
old one go on. An older schema lacks what this program asks for.
"""

from typing import NamedTuple

import peewee

from models import migrations
from models.base import DATABASE_ERRORS
from models.engine import database
from models.retry import drop_connection

_SYNCED = "4"  # of wsrep_local_state: "Galera Cluster Status Variables", MariaDB


class Readiness(NamedTuple):
    """What an operator reads: each a few words. is_ready: whether requests can be answered."""

    is_ready: bool
    cluster: str
    migrations: str


def look():
    """The Readiness now. Raises what the driver does where the database is away."""
    try:
        return _look()
    except DATABASE_ERRORS:  # this thread's connection may be older than the server
        drop_connection()
        return _look()


def _look():
    takes_writes, cluster = _cluster()
    if not takes_writes:  # such a node may refuse every other question
        return Readiness(False, cluster, "not asked")
    done, ours = migrations.done(database.obj), set(migrations.numbers())
    missing, newer = _listed(ours - done), _listed(done - ours)
    told = f"missing {missing}: run mobile_app.py migrate" if missing else f"all {len(ours)} done"
    return Readiness(not missing, cluster, f"{told}, and of a newer program {newer}" if newer else told)


def _listed(numbers):
    return " ".join(f"{number:04d}" for number in sorted(numbers))


def _cluster():
    """(whether this server takes writes, what it is in its cluster)."""
    if isinstance(database.obj, peewee.PostgresqlDatabase):
        (is_standby,), = database.execute_sql("SELECT pg_is_in_recovery()").fetchall()
        return not is_standby, "standby, read only" if is_standby else "none, or the primary"
    if not isinstance(database.obj, peewee.MySQLDatabase) or _said("VARIABLES", "wsrep_provider").get("wsrep_provider", "none") == "none":
        return True, "none"
    said = _said("STATUS", "wsrep_ready", "wsrep_local_state", "wsrep_local_state_comment", "wsrep_cluster_status")
    is_ready = said.get("wsrep_ready") == "ON" and said.get("wsrep_local_state") == _SYNCED
    return is_ready, f"{said.get('wsrep_cluster_status')} {said.get('wsrep_local_state_comment')}"


def _said(kind, *names):
    """{name: value} of MariaDB's status or variables; asked by SHOW, which a node without a cluster answers, too."""
    return dict(database.execute_sql(f"SHOW GLOBAL {kind} WHERE Variable_name IN ({', '.join(map(repr, names))})").fetchall())
