"""The application: features mounted, and the way of a request to its handler."""

import contextlib
import logging

from bottle import Bottle, HTTPError, request

from carriers import warm
from carriers.text import MalformedText
from models import base, directory, field
from models.base import NotAllowed, NotFound
from views import FEATURES, closed, errors, guard, health, page, session, static
from views.bills import handlers as bills
from views.version import handlers as version
from views.visit import Visit

log = logging.getLogger(__name__)


def build(settings):
    """The WSGI application. Raises SyntaxError when a template fails for any dialect.

    settings: allowed_hosts (names this site answers to), name (host:port for phones that send
    no Host), uniform_login_errors (one text for every failed login), operators (addresses that look in during maintenance),
    bench (whether there is /bench).
    """
    page.compile_all()
    warm()  # in one thread, before there are many: two first requests at once would import the same modules
    app = Bottle()
    app.uninstall(True)  # the plugins for JSON and templates: a call and some questions for every request
    app.add_hook("before_request", lambda: guard.check_host(request.environ, settings.allowed_hosts))
    with _compiled_once(app.router):
        for feature in [*FEATURES, *_bench(settings)]:
            for method, path, handler, access in feature.ROUTES:
                app.route(path, method, _entry(handler, access, settings))
        static.mount(app)
        health.mount(app)
    app.default_error_handler = lambda error: errors.show(error, settings)
    return _with_door(app) if settings.bench else app


def released(app):
    """The WSGI application, which keeps no connection of a pool when it has answered."""

    def call(environ, start_response):
        try:
            return app(environ, start_response)
        finally:
            base.release()
            directory.release()

    return call


# The QA bench is loaded only where it is wanted: nobody else needs what stands behind it.


def _bench(settings):
    if not settings.bench:
        return []
    from views.bench import handlers

    return [handlers]


def _with_door(app):
    from views.bench.door import door

    return door(app)


@contextlib.contextmanager
def _compiled_once(router):
    """Rules that are added within are compiled at the end: Bottle compiles all of them anew for each, half a second for ours."""
    router._compile = lambda method: None
    yield
    del router._compile
    for method in router.dyna_routes:
        router._compile(method)


def _entry(handler, access, settings):
    """The handler as bottle calls it: phone, session, rights and CSRF stand before it."""

    def call(**path):
        visit = request.environ["groupware.visit"] = Visit(request.environ, settings)
        try:
            if access != "always":
                closed.check(visit)
            if visit.device.is_unknown:
                version.note_unknown(visit)
            field.write_due()
            session.resolve(visit)
            if access not in ("anyone", "always"):
                if visit.viewer is None:
                    return errors.not_signed_in(visit)
                if visit.viewer.bills_only and access != "withdrawn_too":
                    return bills.denied(visit)
                if request.environ["REQUEST_METHOD"] == "POST":
                    guard.check_post(visit)
            return handler(visit, **path)
        except NotFound:
            raise HTTPError(404) from None
        except NotAllowed:
            raise HTTPError(403) from None
        except MalformedText:
            raise HTTPError(400, "文字を正しく読み取れませんでした。前の画面に戻り、入力し直してください。") from None
        except base.DATABASE_ERRORS as error:
            if not base.is_away(error):
                raise
            log.error("503 %s", request.environ["REQUEST_METHOD"], exc_info=error)
            raise HTTPError(503, headers={"Retry-After": "30"}) from None

    return call
