"""People who come to work: each logs in on a phone, looks at トップ, punches, and looks again. Over real sockets, at moments that
were drawn beforehand: a server that is slow doesn't make them come later."""

import asyncio
import collections
import random
import re
import time
from typing import NamedTuple
from urllib.parse import urlencode

PHONES = [
    {"User-Agent": "DoCoMo/2.0 N901iS(c100;TB;W24H12)"},
    {"User-Agent": "KDDI-CA39 UP.Browser/6.2.0.13.1.5 (GUI) MMP/2.0"},
    {"User-Agent": "SoftBank/1.0/930SH/SHJ001[/Serial] Browser/NetFront/3.4 Profile/MIDP-2.0 Configuration/CLDC-1.1"},
    {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"},
]
_KEY = re.compile(rb'name="k" value="([^"]+)"')
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_PLACE = re.compile(rb"\r\nlocation: https?://[^/]+(\S+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: s=([^;]*)", re.IGNORECASE)
_PATIENCE = 30  # seconds


class Refused(Exception):
    """The server was busy and said so."""


class Failed(Exception):
    """Anything else that was not to be."""


class Found(NamedTuple):
    """What a run found. times: {page: [seconds]}; statuses: a Counter of what went wrong; visits: begun, and done to their end; seconds: of the run."""

    times: dict
    wrong: collections.Counter
    begun: int
    done: int
    health: list
    seconds: float

    @property
    def requests(self):
        return sum(map(len, self.times.values()))


class Visit:
    """One person's visit. kind: of the punch."""

    def __init__(self, run, port, login, kind, headers):
        self._run, self._port, self._login, self._kind, self._headers = run, port, login, kind, dict(headers)
        self._reader = self._writer = None

    async def go(self, due):
        page, _ = await self._ask("ログイン画面", "GET", "/login", due=due)
        _, place = await self._ask("ログイン", "POST", "/login", self._login | {"k": self._key(page)})
        _, place = await self._ask("確認", "GET", place)
        await self._ask("トップ", "GET", place)
        query = "?" + place.partition("?")[2] if "s=" in place else ""
        session = {"s": query[3:]} if query else {}
        card, _ = await self._ask("タイムカード", "GET", f"/timecard{query}")
        await self._ask("打刻", "POST", "/timecard", {"k": self._key(card), "kind": self._kind} | session)
        await self._ask("トップ", "GET", f"/{query}")

    @staticmethod
    def _key(page):
        found = _KEY.search(page)
        if not found:
            raise Failed("a page without a form")
        return found[1].decode()

    async def _ask(self, name, method, path, fields=None, due=None):
        """(body, where it leads) of an answer; its time counts from when it was due."""
        started = due or time.perf_counter()
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        body = urlencode(fields).encode() if fields else b""
        headers = self._headers | ({"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))} if fields else {})
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost:8080", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        self._writer.write("\r\n".join(lines).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        page = await self._reader.readexactly(int(_LENGTH.search(head)[1]))
        self._run.times[name].append(time.perf_counter() - started)
        status = head[9:12]
        if status == b"503":
            raise Refused
        expected = b"302" if method == "POST" or name == "確認" else b"200"
        if status != expected:
            raise Failed(f"{name} {status.decode()}")
        if b"\r\nConnection: close" in head:
            self.close()
        if cookie := _COOKIE.search(head):
            self._headers["Cookie"] = f"s={cookie[1].decode()}"
        place = _PLACE.search(head)
        return page, place[1].decode() if place else ""

    def close(self):
        if self._writer:
            self._writer.close()
        self._writer = None


class Run:
    """Visits of a company's users, one after the other, each on the next kind of phone."""

    def __init__(self, port, member_id, users, password, seed=0):
        self._port, self._member_id, self._users, self._password = port, member_id, users, password
        self._dice = random.Random(seed)
        self._next = 0
        self._reset()

    def _reset(self):
        self.times, self.wrong, self.done, self.begun, self.health = collections.defaultdict(list), collections.Counter(), 0, 0, []

    async def _visit(self, due):
        turn, number = divmod(self._next, self._users)
        self._next += 1
        self.begun += 1
        login = {"member_id": self._member_id, "user_id": f"{number + 1:05d}", "password": self._password}
        kind = "arrive" if turn == 0 else ("back", "out")[turn % 2]
        visit = Visit(self, self._port, login, kind, PHONES[self._next % len(PHONES)])
        try:
            async with asyncio.timeout(_PATIENCE):
                await visit.go(due)
            self.done += 1
        except Refused:
            self.wrong["refused"] += 1
        except (Failed, OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.wrong[str(error) or type(error).__name__] += 1
        finally:
            visit.close()

    async def _ask_health(self, until):
        while time.perf_counter() < until:
            started = time.perf_counter()
            try:
                async with asyncio.timeout(_PATIENCE):
                    reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
                    writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    answer = await reader.read()
                    writer.close()
                ok = answer.startswith(b"HTTP/1.1 200")
            except (OSError, TimeoutError):
                ok = False
            self.health.append(time.perf_counter() - started if ok else float("inf"))
            await asyncio.sleep(0.1)

    def _found(self, started):
        found = Found(dict(self.times), self.wrong, self.begun, self.done, self.health, time.perf_counter() - started)
        self._reset()
        return found

    async def at_rate(self, visits_a_second, seconds):
        """Begins visits at random moments, so many a second on average, and waits for all to end."""
        started = time.perf_counter()
        health = asyncio.create_task(self._ask_health(started + seconds))
        due, tasks = started, []
        while (due := due + self._dice.expovariate(visits_a_second)) < started + seconds:
            await asyncio.sleep(due - time.perf_counter())
            tasks.append(asyncio.create_task(self._visit(due)))
        await asyncio.gather(health, *tasks)
        return self._found(started)

    async def flat_out(self, at_once, seconds):
        """As many visits as so many people who never rest get done."""
        started = time.perf_counter()

        async def person():
            while time.perf_counter() < started + seconds:
                await self._visit(None)

        await asyncio.gather(*(person() for _ in range(at_once)))
        return self._found(started)
