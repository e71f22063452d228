"""What a load balancer asks: whether this process lives, and whether its database does."""

import logging

from bottle import HTTPResponse

from models import base

log = logging.getLogger(__name__)


def mount(app):
    app.route("/healthz", ["GET", "HEAD"], _process)
    app.route("/readyz", ["GET", "HEAD"], _database)


def _process():
    """This process answers. Nothing else is asked: a database that is away must not take every process out of service."""
    return _plain(200, "ok")


def _database():
    """The database answers and has this program's schema."""
    try:
        ready = base.is_ready()
    except Exception as error:  # whatever its driver raises is a no
        log.warning("not ready: %s", type(error).__name__)
        ready = False
    return _plain(200, "ok") if ready else _plain(503, "database not ready")


def _plain(status, text):
    return HTTPResponse(text + "\n", status, Content_Type="text/plain; charset=UTF-8", Cache_Control="no-store")
