"""The application with many events, and the request that is measured: a signed-in FOMA phone's day of ten events."""

import datetime
import io
import os
import pathlib
import time
import zlib
from urllib.parse import urlsplit

DAY = datetime.date(2026, 11, 24)
MEMBER, USER = "BENCH", "00001"
USERS = 500
PHONE = {"User-Agent": "DoCoMo/2.0 N901iS(c100;TB;W24H12)"}  # i-mode 1.0: XHTML, no cookies, the session in the URL
HOST = "localhost:8080"


def database(folder, events):
    """(the URL of a SQLite file with so many events, the seconds it took to build or None where it was there)."""
    from models import base
    from models.samples import big

    path = folder / f"events-{events}-{version()}.db"
    if path.exists():
        return f"sqlite:///{path}", None
    for old in folder.glob(f"events-{events}-*"):
        old.unlink()
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    started = time.perf_counter()
    base.connect(f"sqlite:///{unfinished}?synchronous=off")
    base.migrate()
    big.fill(MEMBER, USERS, events, today=DAY)
    base.disconnect()
    unfinished.rename(path)
    return f"sqlite:///{path}", time.perf_counter() - started


def version():
    """A word that changes with the schema and with what fills it."""
    from models import migrations, password
    from models.samples import big

    makers = [*migrations.numbers().values(), pathlib.Path(password.__file__), *sorted(pathlib.Path(big.__file__).parent.glob("*.py"))]
    return f"{zlib.crc32(b''.join(maker.read_bytes() for maker in makers)):08x}"


def application():
    """The WSGI application as the server runs it, its access log written to nowhere."""
    import mobile_app
    from views import app, log

    nowhere = open(os.devnull, "w", encoding="utf-8", buffering=1)  # a line at a time, as on standard error
    return log.logged(app.build(mobile_app.Settings()), nowhere.write)


def day_path(app, headers=None):
    """Logs a phone in; the path and query of its day, with the session in it."""
    from models.samples import big
    from tests.phone import Phone

    top = Phone(app, headers or PHONE, keeps_cookies=False, host=HOST).log_in(MEMBER, USER, big.PASSWORD)
    if "s=" not in top.url:
        raise RuntimeError(f"the phone can't log in: {top.status} {top.text}")
    return f"/day/{DAY:%Y%m%d}?{urlsplit(top.url).query}"


def request(app, path):
    """A callable that sends one request of the phone to an application in this process, and checks nothing."""
    parts = urlsplit(path)
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "8080", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": HOST, "HTTP_USER_AGENT": PHONE["User-Agent"], "HTTP_CONNECTION": "keep-alive",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.version": (1, 0),
    }

    def call():
        return app(dict(environ), _start_response)

    return call


def _start_response(status, headers, exc_info=None):
    if not status.startswith("200"):
        raise RuntimeError(f"the application answered {status}")
