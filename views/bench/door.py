"""The door before the application, for those who walk as a phone.

It puts the phone's headers in place of the browser's, hands the application the phone's own cookies, and rewrites pages
and posts between the phone's bytes and the PC's UTF-8. The bench itself is never seen as the phone.
"""

import functools
import io
import pathlib
import re

from bottle import SimpleTemplate

from carriers.text import MalformedText
from models import base, session
from views.bench import recoding, walk
from views.form import MAX_BODY
from views.qa.answer import frame

_NEVER = ("/bench/", "/static/", "/favicon.ico", "/healthz", "/readyz", "/robots.txt")
_KEPT = ("HTTP_HOST", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE")  # what guards against other sites looks at
_COOKIE = re.compile(rf"(?:^|;\s*){walk.PREFIX}([\w-]{{1,16}}=[^;]*)")
_BODY = re.compile(r"<body[^>]*>")
_FORM = "application/x-www-form-urlencoded"
# Whatever the application says for the phone: an answer is for this browser alone, and stands in no frame.
_GUARDS = {
    "Cache-Control": "private, no-store", "Vary": "Cookie, User-Agent", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; script-src "


def door(application):
    """The WSGI application with the door before it."""

    def call(environ, start_response):
        path = environ["PATH_INFO"]
        if f"{walk.COOKIE}=" not in environ.get("HTTP_COOKIE", "") or path == "/bench" or path.startswith(_NEVER):
            return application(environ, start_response)
        try:
            found = walk.read(environ)
            allowing = found and walk.allowing(environ, found)
            if found and not allowing:
                walk.end(environ, found)
        except base.DATABASE_ERRORS:  # the application says it in its own words
            return application(environ, start_response)
        if allowing:
            return _Step(application, environ, found, allowing).answer(start_response)
        gone = [("Set-Cookie", value) for value in walk.cookies(environ["wsgi.url_scheme"] == "https")]
        return application(environ, lambda status, headers, exc_info=None: start_response(status, [*headers, *gone], exc_info))

    return call


class _Step:
    """One request of a walk, and its answer."""

    def __init__(self, application, environ, walked, allowing):
        self._application, self._environ, self._walk, self._allowing = application, environ, walked, allowing
        self._dialect = walked.device.dialect
        self._logs_out = environ["PATH_INFO"] == "/logout" and environ["REQUEST_METHOD"] == "POST"

    def answer(self, start_response):
        self._disguise()
        started = []
        chunks = self._application(self._environ, lambda status, headers, exc_info=None: started.append((status, headers)))
        status, headers = started[-1]
        is_over = self._logs_out and status.startswith("200")
        kind = dict(headers).get("Content-Type", "").partition(";")[0]
        headers = [pair for name, value in headers for pair in self._header(name, value)] + list(_GUARDS.items())
        if kind in ("text/html", "application/xhtml+xml") and self._environ["REQUEST_METHOD"] != "HEAD":
            body = self._page(b"".join(chunks), is_over)
            headers = [pair for pair in headers if pair[0] not in ("Content-Type", "Content-Length", "Content-Security-Policy")] + [
                ("Content-Type", "text/html; charset=UTF-8"), ("Content-Length", str(len(body))),
                ("Content-Security-Policy", _POLICY + ("'self'" if self._dialect.script else "'none'"))]
            chunks = [body]
        start_response(status, headers + (self._leave() if is_over else []))
        return chunks

    # In

    def _disguise(self):
        """Makes the request one of the phone's."""
        environ = self._environ
        own = "; ".join(_COOKIE.findall(environ["HTTP_COOKIE"])) if self._walk.keeps_cookies else ""
        for name in [name for name in environ if name.startswith("HTTP_") and name not in _KEPT]:
            del environ[name]
        environ |= {"HTTP_" + name.upper().replace("-", "_"): value for name, value in self._walk.headers.items()}
        if own:
            environ["HTTP_COOKIE"] = own
        environ["QUERY_STRING"] = recoding.sent(self._dialect, environ.get("QUERY_STRING", "").encode("latin-1"))
        length = environ.get("CONTENT_LENGTH") or ""
        is_form = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == _FORM
        if is_form and length.isdigit() and int(length) <= MAX_BODY:
            body = recoding.sent(self._dialect, environ["wsgi.input"].read(int(length))).encode("latin-1")
            environ |= {"wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}

    # Out

    def _header(self, name, value):
        """What becomes of a header of the phone's answer: [] or one for the PC."""
        if name == "Set-Cookie":
            return [(name, walk.PREFIX + value)] if self._walk.keeps_cookies else []
        if name == "Location":
            return [(name, recoding.address(self._dialect, value))]
        return [] if name in _GUARDS else [(name, value)]

    def _page(self, body, is_over):
        """The page in UTF-8, with the way out at its top."""
        try:
            text = recoding.page(self._dialect, body)
        except MalformedText:
            text = body.decode("utf-8", "replace")
        bar = "" if is_over else self._bar()
        return _BODY.sub(lambda match: match[0] + bar, text, count=1).encode("utf-8", "replace")

    def _bar(self):
        named = walk.NAMED.search(self._environ["QUERY_STRING"])  # so that the end knows whom the phone has logged in
        session_query = f"?s={named[1]}" if named else ""
        return _template().render(walk=self._walk, width=frame(self._walk.device)[0], session=session_query)

    def _leave(self):
        """After a logout: it ends the login on the PC, too, as whoever presses it leaves the machine to others."""
        walk.end(self._environ, self._walk)
        session.close(self._allowing)
        secure = self._environ["wsgi.url_scheme"] == "https"
        return [("Set-Cookie", value) for value in (*walk.cookies(secure), walk.spelled("s", "", secure))]


@functools.cache
def _template():
    return SimpleTemplate((pathlib.Path(__file__).parent / "bar.html").read_text("utf-8"))
