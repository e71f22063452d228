"""Phones that ask over the network, and the data that they start with: the sample companies, open sessions, memos to decide on."""

import copy
import http.client
import re
import time
from typing import NamedTuple
from urllib.parse import quote

from models import base, clock, memo, samples, session
from models.member import Person
from tests.clients import agents
from tests.phone import Phone

MEMBER = "SAMPLE1"
_AGENTS = [agents.FOMA, agents.IPHONE, agents.AU, agents.KEYPAD, agents.SOFTBANK, agents.ANDROID, agents.MOVA, agents.PC]
_EACH = 4  # phones of a person
_MEMOS = 8  # that await a person's decision, beside those of the samples
_TIMEOUT = 40  # seconds; phones and HAProxy wait longer than the app tries


class Session(NamedTuple):
    """What a phone that logged in earlier knows. mode: "cookie" or "url"."""

    user_id: str
    agent: str
    raw_id: str
    mode: str


def fill(url):
    """Fills an empty database; the Sessions that are open on it."""
    base.connect(url)
    base.migrate()
    samples.make()
    people = list(Person.select().where(Person.member_id == MEMBER).order_by(Person.user_id))
    sender = next(person for person in people if person.user_id == "00001")
    draft = memo.Draft(caller="見本商店🍺", title="返事をください☀", called_at=clock.now(), users=tuple(person.user_id for person in people))
    for number in range(_MEMOS):
        memo.send(sender, draft, f"memo {number}")
    opened = [_open(person, _AGENTS[(number + turn) % len(_AGENTS)]) for turn in range(_EACH) for number, person in enumerate(people)]
    base.disconnect()
    return opened


def _open(person, agent):
    device = Phone(None, {"User-Agent": agent}).device
    cookie_id, url_id = session.open_session(person, device.family, "", False, clock.unix())
    mode = "url" if device.cookies == "no" else "cookie"
    session.prove(cookie_id if mode == "cookie" else None, url_id, device.family, clock.unix())
    return Session(person.user_id, agent, cookie_id if mode == "cookie" else url_id, mode)


class Far(Phone):
    """A phone behind a port of 127.0.0.1. tell(status, seconds): told of every answer, None for none at all."""

    def __init__(self, port, agent, tell):
        super().__init__(self._ask, {"User-Agent": agent}, host=f"127.0.0.1:{port}")
        self.port, self.tell, self.url_id, self.user_id = port, tell, "", ""

    @classmethod
    def of(cls, port, opened, tell):
        """The phone of a Session."""
        phone = cls(port, opened.agent, tell)
        phone.user_id = opened.user_id
        if opened.mode == "cookie":
            phone.cookies["s"], phone.keeps_cookies = opened.raw_id, True
        else:
            phone.url_id = opened.raw_id
        return phone

    def at_once(self):
        """The same phone once more: it doesn't wait for its last answer."""
        twin = copy.copy(self)
        twin.cookies, twin.app = dict(self.cookies), twin._ask
        return twin

    def open(self, path):
        """A page of the session."""
        return self.get(path + (f"{'&' if '?' in path else '?'}s={self.url_id}" if self.url_id else ""))

    def is_in(self):
        """Whether its session is alive."""
        return self.open("/").says("予定(")

    def enter(self, member_id, user_id, password):
        """Logs in; the page that follows."""
        answer = self.log_in(member_id, user_id, password)
        if "s" not in self.cookies or not self.keeps_cookies:
            found = re.search(r"[?&]s=([\w-]{22})", answer.source)
            self.url_id = found[1] if found else ""
        return answer

    def _ask(self, environ, start_response):
        begun, status = time.monotonic(), None
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        try:
            path = quote(environ["PATH_INFO"].encode("latin-1")) + (f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else "")
            connection.request(environ["REQUEST_METHOD"], path, environ["wsgi.input"].read() or None, _headers(environ))
            answer = connection.getresponse()
            body = answer.read()
            status = answer.status
            start_response(f"{answer.status} {answer.reason}", answer.getheaders())
            return [body]
        finally:
            connection.close()
            self.tell(status, time.monotonic() - begun)


def _headers(environ):
    found = {name[5:].replace("_", "-").title(): value for name, value in environ.items() if name.startswith("HTTP_")}
    if "CONTENT_TYPE" in environ:
        found["Content-Type"] = environ["CONTENT_TYPE"]
    return found | {"Connection": "close"}


def passwords():
    """[(member_id, user_id, password)] of those who log in during the run: the people of the other company."""
    return [(row["member_id"], row["user_id"], row["password"]) for row in samples.logins() if row["member_id"] != MEMBER]
