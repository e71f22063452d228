"""A phone in process: a small browser on a WSGI application. It sends bytes as its charset has them and reads what comes back."""

import functools
import io
import re
from urllib.parse import quote, quote_from_bytes, unquote_to_bytes, urljoin, urlsplit

from carriers import detect
from carriers.text import half_width
from views.qa.document import Document


class Answer:
    """What came back: status, headers as a list of pairs, bytes; and the page in it. passed: the redirects before it, Answers."""

    passed = ()

    def __init__(self, status, headers, body, dialect, url):
        self.status, self.headers, self.body, self.url = int(status.split()[0]), headers, body, url
        self._dialect = dialect

    def header(self, name):
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None

    @property
    def path(self):
        return urlsplit(self.url).path

    @functools.cached_property
    def source(self):
        return self._dialect.decode(self.body) if self._dialect.markup != "html5" else self.body.decode("utf-8")

    @functools.cached_property
    def page(self):
        return Document(self.source)

    @functools.cached_property
    def text(self):
        return "".join(self.page.words)

    def says(self, words):
        """Whether the page shows these words, in full-width or, on a narrow screen, half-width kana."""
        return words in self.text or half_width(words) in self.text

    def link(self, words):
        """The address behind the link whose text holds these words."""
        return next(link["href"] for link in self.page.links if words in link["text"] or half_width(words) in link["text"])

    def key(self, key):
        """The address behind an access key."""
        return next(link["href"] for link in self.page.links if link["key"] == key)

    def form(self, index=-1):
        return self.page.forms[index]


class Phone:
    """A phone on the application. keeps_cookies: whether it does; None: as phones of its kind do."""

    def __init__(self, app, headers, keeps_cookies=None, scheme="http", host="localhost:8080"):
        self.app, self.headers, self.scheme, self.host = app, dict(headers), scheme, host
        self.device = detect(self.headers)
        self.keeps_cookies = self.device.cookies != "no" if keeps_cookies is None else keeps_cookies
        self.cookies = {}
        self.address = "127.0.0.1"
        self.hops = 0  # redirects in a row behind the last answer

    def get(self, url, follow=True):
        return self._follow(self._request("GET", url, b""), follow)

    def post(self, url, fields, follow=True, **headers):
        """Posts fields: a list of pairs, or bytes that are sent as they are."""
        body = fields if isinstance(fields, bytes) else self.urlencoded(fields)
        return self._follow(self._request("POST", url, body, headers), follow)

    def post_files(self, url, fields, files, follow=True, **headers):
        """Posts fields and files, lists of pairs and of (field, name, bytes), as multipart/form-data; a name may be bytes."""
        lines, boundary = [], b"--------------------------735323031399963166993862"
        for name, value in fields:
            lines += [b'Content-Disposition: form-data; name="%s"' % self._bytes(name), b"", self._bytes(value).replace(b"\n", b"\r\n")]
        for field, name, data in files:
            name = name if isinstance(name, bytes) else self._bytes(name).replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")
            lines += [b'Content-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: image/jpeg' % (self._bytes(field), name), b"", data]
        body = b"".join(b"--%s\r\n%s\r\n\r\n%s\r\n" % (boundary, head, data) for head, data in zip(lines[::3], lines[2::3]))
        headers = {"CONTENT_TYPE": f"multipart/form-data; boundary={boundary.decode()}"} | headers
        return self._follow(self._request("POST", url, body + b"--%s--\r\n" % boundary, headers), follow)

    def submit(self, answer, changes=None, form=-1, follow=True, button=None, files=()):
        """Submits a form of the answer with some fields changed; a field set to None is not sent. files: as post_files has them."""
        found, changes = answer.form(form), dict(changes or {})
        fields = [(name, changes.pop(name) if name in changes else value) for name, value in found["fields"]]
        fields += [pair for name, value in changes.items() for pair in ([(name, one) for one in value] if isinstance(value, list) else [(name, value)])]
        flat = []
        for name, value in fields:
            flat += [(name, one) for one in value] if isinstance(value, list) else [(name, value)]
        fields = [(name, value) for name, value in flat if value is not None] + ([(button, "1")] if button else [])
        url = urljoin(answer.url, found["action"])
        if found["method"] == "get":
            return self.get(f"{url.split('?')[0]}?{self.urlencoded(fields).decode('ascii')}", follow)
        if found["enctype"].startswith("multipart/"):
            untouched = [(name, "", b"") for name in found["files"] if name not in {field for field, _, _ in files}]
            return self.post_files(url, fields, [*files, *untouched], follow)
        assert not files, "the form takes no files"
        return self.post(url, fields, follow)

    def _bytes(self, text):
        return self.device.dialect.encode(text) if self.device.dialect.markup != "html5" else text.encode("utf-8")

    def urlencoded(self, fields):
        """The body of a form post, as this phone's charset has it; what it lacks is a numeric reference, as browsers do."""
        def sent(value):
            return quote_from_bytes(self._bytes(value).replace(b"\n", b"\r\n"), safe=b"")

        return "&".join(f"{sent(name)}={sent(value)}" for name, value in fields).encode("ascii")

    def log_in(self, member_id, user_id, password, **changes):
        fields = {"member_id": member_id, "user_id": user_id, "password": password} | changes
        return self.submit(self.get("/login"), fields)

    def _follow(self, answer, follow):
        self.hops, passed = 0, []
        while follow and answer.status == 302:
            self.hops += 1
            assert self.hops < 10, "redirects in a circle"
            passed.append(answer)
            answer = self._request("GET", answer.header("Location"), b"")
        answer.passed = passed
        return answer

    def _request(self, method, url, body, headers=()):
        parts = urlsplit(urljoin(f"{self.scheme}://{self.host}/", url))
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": unquote_to_bytes(quote(parts.path, safe="/%")).decode("latin-1"), "QUERY_STRING": parts.query, "SERVER_NAME": "localhost",
            "SERVER_PORT": "8080", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": self.scheme, "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
            "wsgi.version": (1, 0), "REMOTE_ADDR": self.address, "HTTP_HOST": self.host, "SCRIPT_NAME": "",
        }
        if method == "POST":
            environ |= {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
        environ |= {"HTTP_" + name.upper().replace("-", "_"): value for name, value in self.headers.items()}
        environ |= dict(headers)
        if self.cookies and self.keeps_cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        started = []
        chunks = self.app(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
        data = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        status, answered = started[-1]
        for name, value in answered:
            if name.lower() == "set-cookie":
                self._keep(value)
        return Answer(status, answered, data, self.device.dialect, parts.geturl())

    def _keep(self, cookie):
        name, value = re.match(r"([^=]+)=\"?([^;\"]*)", cookie).groups()
        if not value or "max-age=0" in cookie.lower():
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value
