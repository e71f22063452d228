"""Visit: one request of one phone, from its headers to the page it gets."""

import functools
import re
from urllib.parse import urlencode

from bottle import HTTPResponse, response

from carriers import VERSIONS, detect_environ, shown_as
from models import base, clock
from views import guard, page
from views.form import Form, read_form
from views.html import day_label

_CHARACTER = 6  # bytes that one takes at most in most texts
_URL_ID = re.compile(r"(?:^|&)s=([\w-]{22})(?=&|$)", re.ASCII)
_VERSION = re.compile(r"(?:^|&)v=([a-z])(?=&|$)", re.ASCII)
_CARRIED = re.compile(r"(?<=[?&])[sv]=[^&#]*&?")


class Visit:
    """What a handler is given: the phone, who is signed in, what was typed; and how to answer."""

    __slots__ = ("environ", "settings", "device", "version", "viewer", "session_id", "named_session", "now", "_form", "_query")

    def __init__(self, environ, settings):
        self.environ = environ
        self.settings = settings
        self.device = detect_environ(environ)
        self.version = None  # carriers.versions.Version that somebody chose instead of what was found
        if "v=" in environ.get("QUERY_STRING", ""):
            self._show_as_asked()
        self.viewer = None  # models.session.Signed
        self.session_id = None  # the id that found it, as the phone sent it
        self.named_session = False  # the request named a session, found or not
        self.now = clock.now()
        self._form = self._query = None

    def _show_as_asked(self):
        found = _VERSION.search(self.environ["QUERY_STRING"])
        self.choose(VERSIONS.get(found[1]) if found else None)

    def choose(self, version):
        """Shows this and all pages that its links lead to as a Version says; None: as what was found. No cookie is needed."""
        self.version = version
        found = detect_environ(self.environ)
        self.device = shown_as(found, version) if version else found

    # What came in

    @property
    def path(self):
        raw = self.environ.get("bottle.raw_path", self.environ["PATH_INFO"])  # bottle decodes PATH_INFO in place
        return raw.encode("latin-1").decode("utf-8", "replace")

    @property
    def secure(self):
        return self.environ["wsgi.url_scheme"] == "https"

    @property
    def address(self):
        return self.environ.get("REMOTE_ADDR", "")

    @property
    def from_elsewhere(self):
        """Whether the browser says that another site's page led here (W3C, Fetch Metadata); old ones say nothing."""
        return self.environ.get("HTTP_SEC_FETCH_SITE") == "cross-site"

    @property
    def url_id(self):
        found = _URL_ID.search(self.environ.get("QUERY_STRING", ""))
        return found and found[1]

    @property
    def query(self):
        if self._query is None:
            self._query = Form(self.environ.get("QUERY_STRING", "").encode("latin-1"), self.device.dialect, is_query=True)
        return self._query

    @property
    def form(self):
        if self._form is None:
            self._form = read_form(self.environ, self.device.dialect, takes_files=self.viewer is not None)
        return self._form

    @property
    def in_url(self):
        return self.viewer is not None and self.viewer.mode == "url"

    # What goes out

    @property
    def enctype(self):
        """How a form is sent that may hold files; a phone that can't send them needs the plain way."""
        return "multipart/form-data" if self.device.uploads else "application/x-www-form-urlencoded"

    def date(self, day):
        """11/24(火) in this year, 2027/11/24(水) in another."""
        return f"{'' if day.year == self.now.year else f'{day.year}/'}{day_label(day)}"

    @property
    def kana(self):
        """What is written in half-width kana: what the user said, else what suits the phone."""
        wish = self.viewer.half_width if self.viewer else ""
        if wish:
            return "all" if wish == "on" else "none"
        return "labels" if self.device.dialect.half_width_kana else "none"

    @property
    def rows(self):
        """Rows of a list on one page: nine where keys open them."""
        wish = self.viewer.page_rows if self.viewer else 0
        if self.device.dialect.key_label != "none":
            return min(wish, 9) or 9
        return wish or 20

    def link(self, path):
        """A path of this site with what is carried: the session's id, where the phone has no cookies, and the version chosen."""
        carried = "&".join(f"{name}={value}" for name, value in self._carried())
        if not carried:
            return path
        path, mark, fragment = path.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{carried}{mark}{fragment}"

    def _carried(self):
        """[(name, value)] of what every link and form has in its query."""
        session = [("s", self.session_id)] if self.in_url else []
        return [*session, ("v", self.version.code)] if self.version else session

    def url(self, path, /, **query):
        """A path with a query of texts, in the phone's charset; an empty text is left out."""
        query = urlencode({name: self.device.dialect.encode(text) for name, text in query.items() if text})
        return f"{path}?{query}" if query else path

    def slots(self):
        """What every template gets filled in."""
        carried = self._carried()
        query = "&amp;".join(f"{name}={value}" for name, value in carried)
        return {
            "_ask": query and f"?{query}",
            "_and": query and f"&amp;{query}",
            "_link": self.link,
            "_session_field": self._fields(carried),
            "_form_key": self.form_key,
            "visit": self,
            "viewer": self.viewer,
        }

    def _fields(self, carried):
        end = "/>" if self.device.dialect.markup == "xhtml" else ">"
        return "".join(f'<input type="hidden" name="{name}" value="{value}"{end}' for name, value in carried)

    def form_key(self):
        """A fresh key for a form: it proves the page was ours, and makes a second press harmless."""
        return guard.form_key(self.session_id)

    def page(self, name, /, status=200, **values):
        body = page.render(self, name, values)
        if status != 200:  # which it is until somebody says otherwise
            response.status = status
        # Not headers.update(): it checks and spells anew what is the same for every page.
        response.headers.dict.update({name: [value] for name, value in headers(self.device.dialect).items()})
        return body

    @property
    def text_size(self):
        """Characters of a long text that a page shows at once, in whole thousands: all 10,000 where the phone takes as large a page."""
        return max(1, self.device.page_limit // _CHARACTER // 1_000) * 1_000

    def slice(self, whole, url, size=None):
        """The part of a list or text that the query's p asks for."""
        return page.Slice(whole, self._part, size or (self.text_size if isinstance(whole, str) else self.rows), url)

    def window(self, fetch, url, size=None):
        """The same of a list that is too long to be read whole; fetch(start, count) reads some rows of it."""
        return page.Window(fetch, self._part, size or self.rows, url)

    @property
    def _part(self):
        return self.query.number("p") if "p=" in self.environ.get("QUERY_STRING", "") else 0  # most ask for no part

    @property
    def done_key(self):
        """What a post is remembered by. The key of its form alone won't do: whoever goes back and sends the same page with
        another button or another text means something else."""
        return self.form.done_key

    @property
    def is_repeated(self):
        """A second press of a form's button: the first one did it, and what it did must not be missing or wrong now."""
        return base.is_done(self.viewer.member_id, self.done_key)

    def redirect(self, path):
        """Sends the phone to a page of this site: 302 and an absolute URL, which the oldest need."""
        answer = response.copy(cls=HTTPResponse)  # with its cookies: an HTTPResponse replaces what was set before
        answer.status = 302
        answer.headers.update({"Location": self.origin + self.link(path), "Content-Type": self.device.dialect.header, "Cache-Control": "no-cache", "Vary": "User-Agent"})
        return answer

    @property
    def origin(self):
        """https://host:port of this site as the phone named it; guard has checked the name."""
        return f"{self.environ['wsgi.url_scheme']}://{self.environ.get('HTTP_HOST') or self.settings.name}"

    def back(self):
        """The path of this request without what is carried: where to return after a login."""
        return without_carried(f"{self.path}?{self.environ.get('QUERY_STRING', '')}")


def without_carried(path):
    """A path without the id of a session and a version in its query."""
    return _CARRIED.sub("", path).rstrip("?&")


@functools.cache
def headers(dialect):
    """The headers of a page: the few an old phone needs, and on a browser of today its protections."""
    common = {"Content-Type": dialect.header, "Cache-Control": "no-cache", "Vary": "User-Agent"}
    if dialect.markup != "html5":
        return common
    return common | {
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                                   "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    }
