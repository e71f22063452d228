"""The access log: a line a request, without the id of a person, a session or a handset in it."""

import logging
import time

log = logging.getLogger("access")
_LINE = "%s %s %s %s %.1fms %s %s"


def logged(app):
    """The WSGI application with a line in the log for every request.

    The line names the route, not the path: paths carry ids of people and events, queries carry sessions.
    """

    def call(environ, start_response):
        started = time.perf_counter()
        answer = ()

        def noted(status, headers, exc_info=None):
            nonlocal answer
            answer = status[:3], next((value for name, value in headers if name == "Content-Length"), "-")
            return start_response(status, headers, exc_info)

        body = app(environ, noted)
        route, visit = environ.get("bottle.route"), environ.get("groupware.visit")
        device = visit.device if visit else None
        if log.isEnabledFor(logging.INFO):
            line = (
                environ["REQUEST_METHOD"], route.rule if route else "-", *answer, 1000 * (time.perf_counter() - started),
                device.carrier or device.kind if device else "-", device.dialect.name if device else "-",
            )
            # Not info(): it walks the stack for the line of code that called it.
            log.handle(log.makeRecord(log.name, logging.INFO, __file__, 0, _LINE, line, None))
        return body

    return call
