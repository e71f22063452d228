"""The log, for people or for machines: a line an event, without the id of a person, a session or a handset in it.

A request's line names the route, not the path: paths carry ids of people and events, queries carry sessions.
"""

import functools
import json
import logging
import sys
import time
import traceback

from models.metrics import Counter, Histogram

REQUESTS = Counter(
    "groupware_requests_total", "Requests that were answered.", "method", "screen", "carrier", "dialect", "status")
SECONDS = Histogram("groupware_request_seconds", "Seconds that the application took for a request.", "method", "screen")
UNKNOWN = Counter("groupware_unknown_phones_total", "Requests of phones and programs that detection knows nothing of.")

_METHODS = {"GET", "HEAD", "POST"}


def to_stderr(line):
    sys.stderr.write(line)


def logged(app, write=to_stderr, as_json=False):
    """The WSGI application with a line in the log, and in the counts, for every request.

    The line is written without the logging module, which takes as long for a line as the database for a page; write
    takes a whole line.
    """
    perf_counter = time.perf_counter
    line = _machines if as_json else _peoples

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
        screen = route.rule if route else "-"
        carrier, dialect = (device.carrier or device.kind, device.dialect.name) if device else ("-", "-")
        seconds = perf_counter() - started
        known = method if method in _METHODS else "other"
        REQUESTS.add(known, screen, carrier, dialect, status[:3])
        SECONDS.add(known, screen, by=seconds)
        if device and device.is_unknown:
            UNKNOWN.add()
        try:
            write(line(method if method.isalpha() else "-", screen, status[:3], dict(headers).get("Content-Length", "-"), 1000 * seconds, carrier, dialect))
        except (OSError, ValueError):  # a full disk, a closed pipe: no reason to lose the answer, too
            pass
        return body

    return call


def _peoples(method, screen, status, length, milliseconds, carrier, dialect):
    return f"{_stamp(int(time.time()), _PEOPLES)} access {method} {screen} {status} {length} {milliseconds:.1f}ms {carrier} {dialect}\n"


def _machines(method, screen, status, length, milliseconds, carrier, dialect):
    """The same as JSON. Written by hand: no value but the route can hold what JSON would have to escape."""
    return (
        f'{{"time":"{_stamp(int(time.time()), _MACHINES)}","log":"access","method":"{method}","screen":{_quoted(screen)},"status":{_number(status)},'
        f'"bytes":{_number(length)},"ms":{milliseconds:.1f},"carrier":"{carrier}","dialect":"{dialect}"}}\n')


def _number(text):
    return text if text.isdecimal() else "null"


_quoted = functools.lru_cache(1_024)(json.dumps)  # a route; there are as many as the application has


_PEOPLES, _MACHINES = "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"  # the second is ISO 8601


@functools.lru_cache(4)
def _stamp(second, form):
    """The local time, made once a second: 2026-11-24 09:05:00"""
    return time.strftime(form, time.localtime(second))


# What is not an access


def set_up(as_json):
    """Where the logging module writes: standard error, a line a record; as JSON an error comes without its message's values."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Json() if as_json else logging.Formatter("%(asctime)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])


class _Json(logging.Formatter):
    """A record as one JSON object. Of an exception it tells the kinds and the places: its text may quote what somebody typed."""

    def format(self, record):
        row = {"time": _stamp(int(record.created), _MACHINES), "log": record.name, "level": record.levelname, "message": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            row["error"], row["at"] = _told(record.exc_info[1])
        return json.dumps(row, ensure_ascii=False)


def _told(error):
    """(the kinds of an error and of what caused it, the places in the code from the outermost on)."""
    kinds, one = [], error
    while one is not None and len(kinds) < 10:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    places = traceback.extract_tb(error.__traceback__)
    return " from ".join(kinds), [f"{place.filename}:{place.lineno} {place.name}" for place in places]
