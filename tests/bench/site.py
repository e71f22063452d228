"""The application with many events, and the request that is measured: a signed-in FOMA phone's day of ten events."""

import datetime
import io
import logging
import os
import time
from urllib.parse import urlsplit

DAY = datetime.date(2026, 11, 24)
MEMBER, USER = "BENCH", "00001"
USERS = 500
PHONE = {"User-Agent": "DoCoMo/2.0 N901iS(c100;TB;W24H12)"}  # i-mode 1.0: XHTML, no cookies, the session in the URL
HOST = "localhost:8080"


def database(folder, events):
    """(the URL of a SQLite file with so many events, the seconds it took to build or None where it was there)."""
    path = folder / f"events-{events}.db"
    if path.exists():
        return f"sqlite:///{path}", None
    from models import base, sample_fill

    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    started = time.perf_counter()
    base.connect(f"sqlite:///{unfinished}?synchronous=off")
    base.migrate()
    sample_fill.fill(MEMBER, USERS, events, today=DAY)
    base.disconnect()
    unfinished.rename(path)
    return f"sqlite:///{path}", time.perf_counter() - started


def application():
    """The WSGI application as the server runs it, its log written to nowhere."""
    import mobile_app

    logging.basicConfig(level=logging.INFO, format=mobile_app.LOG_FORMAT, stream=open(os.devnull, "w", encoding="utf-8"))
    return mobile_app.create_app(mobile_app.Settings())


def day_path(app, headers=None):
    """Logs a phone in to the open database; the path and query of its day page, the session in it."""
    from models import sample_fill
    from tests.phone import Phone

    phone = Phone(app, headers or PHONE, keeps_cookies=False, host=HOST)
    phone.log_in(MEMBER, USER, sample_fill.PASSWORD)
    answer = phone.get(phone.key("1")) if hasattr(phone, "key") else None
    return answer


def environ(path):
    """A WSGI environ for a path and query, as waitress makes it for this phone."""
    parts = urlsplit(path)
    return {
        "REQUEST_METHOD": "GET", "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "8080", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST, "HTTP_USER_AGENT": PHONE["User-Agent"], "HTTP_CONNECTION": "keep-alive",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.version": (1, 0),
    }
