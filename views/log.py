"""The access log: a line a request, without the id of a person, a session or a handset in it."""

import sys
import time


def to_stderr(line):
    sys.stderr.write(line)


def logged(app, write=to_stderr):
    """The WSGI application with a line in the log for every request.

    The line names the route, not the path: paths carry ids of people and events, queries carry sessions. It is written
    without the logging module, which takes as long for a line as the database for a page; write takes a whole line.
    """
    perf_counter = time.perf_counter

    def call(environ, start_response):
        started = perf_counter()
        status, headers = "-", ()

        def noted(its_status, its_headers, exc_info=None):
            nonlocal status, headers
            status, headers = its_status, its_headers
            return start_response(its_status, its_headers, exc_info)

        body = app(environ, noted)
        route, visit = environ.get("bottle.route"), environ.get("groupware.visit")
        device = visit.device if visit else None
        method = environ["REQUEST_METHOD"]
        line = (
            f"{_stamp(int(time.time()))} access {method if method.isalpha() else '-'} {route.rule if route else '-'} {status[:3]}"
            f" {dict(headers).get('Content-Length', '-')} {1000 * (perf_counter() - started):.1f}ms"
            f" {device.carrier or device.kind if device else '-'} {device.dialect.name if device else '-'}\n"
        )
        try:
            write(line)
        except (OSError, ValueError):  # a full disk, a closed pipe: no reason to lose the answer, too
            pass
        return body

    return call


_second, _text = 0, ""


def _stamp(second):
    """The local time, made once a second: 2026-11-24 09:05:00"""
    global _second, _text
    if second != _second:
        _text = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(second))
        _second = second
    return _text
