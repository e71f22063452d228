"""What a load balancer and operators ask: whether this process lives, and whether what it stands on is ready."""

import logging

from bottle import HTTPResponse

from models import readiness

log = logging.getLogger(__name__)


def mount(app):
    app.route("/healthz", ["GET", "HEAD"], _process)
    app.route("/readyz", ["GET", "HEAD"], _all)


def _process():
    """This process answers. Nothing else is asked: a database that is away must not take every process out of service."""
    return _plain(200, "ok")


def _all():
    """The database answers, its cluster takes writes here, and its schema has what this program needs."""
    try:
        found = readiness.look()
    except Exception as error:  # whatever its driver raises is a no
        log.warning("not ready: %s", type(error).__name__)
        return _plain(503, "not ready", "database: no answer")
    if not found.is_ready:
        log.warning("not ready: cluster %s, migrations %s", found.cluster, found.migrations)
    lines = "database: ok", f"cluster: {found.cluster}", f"migrations: {found.migrations}"
    return _plain(200, "ok", *lines) if found.is_ready else _plain(503, "not ready", *lines)


def _plain(status, *lines):
    return HTTPResponse("\n".join(lines) + "\n", status, Content_Type="text/plain; charset=UTF-8", Cache_Control="no-store")
