"""Every screen on every phone, in process: what each answered, and what the checks find in it.

Phones are independent: each has a fresh copy of the database and a clock that stands, so that the same program gives the
same pages whatever else ran, on however many processors.
"""

import contextlib
import datetime
import functools
import multiprocessing
import pathlib
import re
import shutil
import traceback
from typing import NamedTuple
from urllib.parse import urljoin

from carriers import checks
from carriers.checks.finding import page_of, title_of
from models import base, clock, maintenance, password, samples
from models.samples import extremes
from views.qa.browser import Phone
from views.qa.deeds import DEEDS
from views.qa.extremes import lines

NOW = datetime.datetime(2026, 11, 25, 10, 0)  # in a run, always
# What is new each time: a session's id, a form's key, and what an account's form was made from, which has a password's salt in it.
_ID = re.compile(rb"([?&;]s=|name=\"[sk]\" value=\")[\w-]{22}|(name=\"token\" value=\")[0-9a-f]{18}(?=\")")


def masked(data):
    """Bytes of an answer with every id that is new each time the same."""
    return _ID.sub(lambda match: match[1] + b"x" * 22 if match[1] else match[2] + b"x" * 18, data)


class Page(NamedTuple):
    """An answer, with every id that is new each time the same. title: of the page, where it is one; redirects: before it, in a row."""

    status: int
    headers: tuple
    body: bytes
    title: str
    redirects: int
    findings: tuple


class Run(NamedTuple):
    """What a phone got. session: a mode of reasons.session(); pages: {screen's place in the list: Page}."""

    session: str
    pages: dict


def prepare(path, is_whole=True):
    """Makes the database of a run, a SQLite file: the sample companies, and where is_whole the extreme ones."""
    base.connect(f"sqlite:///{path}?synchronous=off")
    with clock.stopped(NOW), _cheap_hashes():
        base.migrate()
        samples.make()
        if is_whole:
            extremes.make(NOW, lines())
    base.disconnect()


@contextlib.contextmanager
def _cheap_hashes():
    """Each phone logs in several times, and nothing here is worth guarding."""
    cost, password.COST = password.COST, {"memory_cost": 8, "time_cost": 1, "parallelism": 1}
    try:
        yield
    finally:
        password.COST = cost


def run(app, path, phones, screens, jobs, report, folder):
    """[Run] of each phone (rows of phones.toml), in their order.

    path: a database made by prepare(); report(number done, phone): called for each phone; folder: for copies of the database.
    """
    work = functools.partial(_walk, app, pathlib.Path(path), pathlib.Path(folder), screens)
    if jobs == 1:
        return [_noted(work(phone), number, phone, report) for number, phone in enumerate(phones, 1)]
    global _work
    _work = work  # forked processes find it there: a WSGI application can't be sent
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        found = pool.imap(_call, phones)
        return [_noted(one, number, phone, report) for number, (one, phone) in enumerate(zip(found, phones), 1)]


def _call(phone):
    return _work(phone)


def _noted(found, number, phone, report):
    report(number, phone)
    return found


def _walk(app, path, folder, screens, row):
    """One phone through all screens."""
    copy = folder / f"{multiprocessing.current_process().pid}.db"
    shutil.copy(path, copy)
    maintenance.forget()
    base.connect(f"sqlite:///{copy}?synchronous=off")
    try:
        with clock.stopped(NOW):
            walk = _Walk(app, row)
            return Run(walk.session(), {place: walk.look(screen) for place, screen in enumerate(screens)})
    finally:
        base.disconnect()
        copy.unlink()
        maintenance.forget()


# Who logs in, by Screen.who.
LOGINS = {
    "sample": lambda: _sample("00001"),
    "member": lambda: _sample("00104"),
    "full": lambda: (extremes.FULL, extremes.USER_ID, extremes.PASSWORD),
    "empty": lambda: (extremes.EMPTY, extremes.USER_ID, extremes.PASSWORD),
}


def _sample(user_id):
    found = next(row for row in samples.logins() if row["user_id"] == user_id)
    return found["member_id"], user_id, found["password"]


class _Walk:
    """A phone with several people's sessions on it."""

    def __init__(self, app, row):
        self._app, self._headers = app, row.headers
        self._phones, self._sheets = {"": Phone(app, row.headers)}, {}

    def session(self):
        """How this phone keeps its session: "cookie" or "url"; empty where it can't log in, which every screen then tells."""
        try:
            return "url" if self._as("sample").suffix else "cookie"
        except Exception:
            return ""

    def _as(self, who):
        """The phone of somebody who has logged in. suffix: what keeps the session in an address."""
        if who not in self._phones:
            phone = Phone(self._app, self._headers)
            top = phone.log_in(*LOGINS[who]())
            found = re.search(r"[?&](s=[\w-]{22})", top.source)
            phone.suffix = found[1] if found else ""
            self._phones[who] = phone
        return self._phones[who]

    def look(self, screen):
        """The Page of a Screen; a mistake of the program's is a finding."""
        try:
            phone = self._as(screen.who)
            path = screen.path.format(day=f"{NOW:%Y%m%d}", month=f"{NOW:%Y%m}")
            suffix = getattr(phone, "suffix", "")
            answer = DEEDS[screen.does](phone, f"{path}{'&' if '?' in path else '?'}{suffix}" if suffix else path, screen)
        except Exception:
            lines = traceback.format_exc().splitlines()
            return Page(0, (), b"", "", 0, (checks.Finding("crash", checks.ERROR, lines[-1], "\n".join(lines[-4:-1]), ""),))
        return self._checked(phone, answer, screen)

    def _checked(self, phone, answer, screen):
        headers, body = _steady(answer)
        device = phone.device._replace(**_NO_MATTER)
        title, named = _told(device, headers, body)
        sheets = tuple(self._sheet(phone, urljoin(answer.url, address)) for address in named)
        found = _check(device, answer.status, headers, body, sheets, phone.host)
        for hop in answer.passed:
            found += tuple(one for one in _check(device, hop.status, *_steady(hop), (), phone.host) if one not in found)
        found += tuple(checks.chain(phone.device, len(answer.passed)))
        if screen.status and answer.status != screen.status:
            found += (checks.Finding("status", checks.ERROR, f"ステータスが{answer.status}です。{screen.status}のはずです。", "画面を開いて確かめます。", "QA"),)
        elif screen.who and answer.path == "/login":
            found += (checks.Finding("status", checks.ERROR, "ログインの画面に戻されました。", "セッションが保たれているか確かめます。", "QA"),)
        return Page(answer.status, headers, body, title, len(answer.passed), found)

    def _sheet(self, phone, address):
        if address not in self._sheets:
            self._sheets[address] = phone.get(address).body.decode("utf-8", "replace")
        return self._sheets[address]


def _steady(answer):
    """(headers, body) of an answer, without the ids that are new each time."""
    return tuple((name, masked(value.encode("latin-1")).decode("latin-1")) for name, value in answer.headers), masked(answer.body)


# Facts of a phone that no check asks for: phones that differ in nothing else share what was found.
_NO_MATTER = {"model": None, "generation": None, "browser": None, "browser_version": None, "screen": None, "family": ""}


@functools.lru_cache(4_096)
def _told(device, headers, body):
    """(title, addresses of style sheets) of a page; nothing of what is none."""
    page = page_of(device, headers, body)
    return title_of(device, headers, body), tuple(page.sheets) if page else ()


@functools.lru_cache(4_096)
def _check(device, status, headers, body, sheets, host):
    return tuple(checks.run(device, status, headers, body, sheets, host))
