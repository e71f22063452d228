"""What people do: logins, pages, events, rooms that several want, decisions; so many requests a second, whatever the answers."""

import datetime
import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from models import clock
from tests.cluster import phones
from tests.clients import agents

RATE = 200  # requests a second
EMOJI = "🍺☀"
# {what: how often a second}; a password takes 20 ms of a processor, so logins are few and most phones logged in earlier.
_DEEDS = {"log_in": 4, "write": 12, "book": 9, "decide": 8, "look": 97}
_REQUESTS = {"log_in": 4, "write": 3, "book": 3, "decide": 3, "look": 1}
assert sum(count * _REQUESTS[deed] for deed, count in _DEEDS.items()) == RATE
_PAGES = ["/", "/schedule", "/memos", "/facilities", "/circulars", "/infos"]
_RIVALS = 3  # people who want a room at the same time
_THREADS = 600
_FACILITY = 1
_runs = itertools.count()
_LONGEST = 120  # seconds of a run whatever happens


class Booking(NamedTuple):
    """A try to get the room. turn: which time of the room; taken: the server said that somebody else has it."""

    turn: int
    purpose: str
    taken: bool


class Traffic:
    """A run. port: HAProxy's; opened: the Sessions; mark: a word that no other run uses; share: the part of RATE.

    Afterwards: written (titles), booked (Bookings), decided ((user_id, kind, item_id)): what was acknowledged; failures
    (texts); entered: the phones that logged in; offered, answers: numbers of requests,
    fewer answers where a room was taken or nothing was left to decide, so that there was no next page; longest: seconds.
    """

    def __init__(self, port, opened, mark, share=1.0):
        self._port, self._mark, self._share = port, mark, share
        self._phones = itertools.cycle([phones.Far.of(port, one, self._tell) for one in opened])
        self._logins = itertools.cycle(phones.passwords())
        self._lock = threading.Lock()
        self.written, self.booked, self.decided, self.failures, self.entered = [], [], [], [], []
        self.offered = self.answers = self.failed = 0
        self.longest = 0.0
        self.first_day = clock.now().date() + datetime.timedelta(40 + 5 * next(_runs))  # where no other run wants the room

    def run(self, seconds, happenings=()):
        """Runs it for so many seconds, and until all has happened. happenings: (second, function without arguments), each in a thread."""
        self._first = self._last = begun = time.monotonic()
        with ThreadPoolExecutor(_THREADS) as pool:
            done = [pool.submit(_at, begun + second, happen) for second, happen in happenings]
            for second, deed, number in _deeds(self._share, _LONGEST):
                if second > seconds and all(one.done() for one in done):
                    break
                time.sleep(max(0, begun + second - time.monotonic()))
                self.offered += _REQUESTS[deed]
                pool.submit(self._do, deed, next(self._phones), number)
        for one in done:
            one.result()
        return self

    @property
    def rate(self):
        """Answers a second, from the first request to the last answer."""
        return self.answers / (self._last - self._first)

    def _tell(self, status, seconds):
        with self._lock:
            self.answers += status in (200, 302)
            self.failed += status not in (200, 302)
            self._last = time.monotonic()
            self.longest = max(self.longest, seconds)

    def _do(self, deed, phone, number):
        try:
            getattr(self, f"_{deed}")(phone.at_once(), number)
        except Exception as error:  # whatever it is, it must not happen
            with self._lock:
                self.failures.append(f"{deed} {number}: {type(error).__name__} {error}"[:300])

    def _look(self, phone, number):
        answer = phone.open(_PAGES[number % len(_PAGES)])
        assert answer.status == 200 and "/login" not in answer.path, (answer.status, answer.text[:80])

    def _log_in(self, _, number):
        with self._lock:
            member_id, user_id, password = next(self._logins)
        phone = phones.Far(self._port, [agents.IPHONE, agents.FOMA][number % 2], self._tell)
        answer = phone.enter(member_id, user_id, password)
        assert answer.says("予定("), (answer.status, answer.path, answer.text[:120])
        self.entered.append(phone)

    def _write(self, phone, number):
        title = f"{self._mark}-{number}{EMOJI}"
        day = self.first_day + datetime.timedelta(number % 300)
        page = phone.open(f"/event/new?d={day:%Y%m%d}")
        answer = phone.submit(page, {"title": title, "anyway": "1"}, follow=False)
        assert answer.status == 302, (answer.status, answer.text[:80])
        self.written.append(title)
        assert phone.get(answer.header("Location")).status == 200

    def _book(self, phone, number):
        turn, purpose = number // _RIVALS, f"{self._mark}-{number}{EMOJI}"
        start = datetime.datetime.combine(self.first_day, datetime.time()) + datetime.timedelta(minutes=30 * turn)
        page = phone.open(f"/facilities/{_FACILITY}/new?d={start:%Y%m%d}&s={start:%H%M}&e={start + datetime.timedelta(minutes=30):%H%M}")
        answer = phone.submit(page, {"purpose": purpose, "end": f"{start + datetime.timedelta(minutes=29):%H%M}"}, follow=False)
        taken = answer.status == 200 and answer.says("ほかの予約")
        assert answer.status == 302 or taken, (answer.status, answer.text[:80])
        self.booked.append(Booking(turn, purpose, taken))
        if not taken:
            assert phone.get(answer.header("Location")).status == 200

    def _decide(self, phone, number):
        page = phone.open("/queue")
        actions = [form["action"].partition("?")[0] for form in page.page.forms]
        chosen = next((action for action in actions if action.endswith("/ok")), None)
        if chosen is None:  # nothing is left
            assert page.status == 200
            return
        answer = phone.submit(page, form=actions.index(chosen), follow=False)
        assert answer.status == 302, (answer.status, answer.text[:80])
        if "done=ok" in answer.header("Location"):
            _, _, kind, item_id, _ = chosen.split("/")
            self.decided.append((phone.user_id, kind, int(item_id)))
        assert phone.get(answer.header("Location")).status == 200


def _deeds(share, seconds):
    """(second, deed, number), evenly spread; rivals come at the same moment."""
    return sorted(
        (((number // _RIVALS * _RIVALS if deed == "book" else number) + place / len(_DEEDS)) / (count * share), deed, number)
        for place, (deed, count) in enumerate(_DEEDS.items()) for number in range(int(count * share * seconds)))


def _at(moment, happen):
    time.sleep(max(0, moment - time.monotonic()))
    happen()


