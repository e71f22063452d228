"""Draft: an event as a person describes it, and what is wrong with it."""

import datetime
from dataclasses import dataclass, replace

from models import clock, recurrence, texts
from models.base import Invalid
from models.reservation_slots import MOST_SLOTS, TOO_MANY, slots

_FIRST, _END = datetime.datetime(1970, 1, 1), datetime.datetime(2100, 1, 1)  # of the calendar
LONGEST = datetime.timedelta(days=31)
LONGEST_SERIES = 3  # years
MOST_USERS = 200
MOST_FACILITIES = 10
# People times days of one series: each is a row of a table, written in one transaction.
MOST_ROWS = 60_000


@dataclass(frozen=True)
class Draft:
    """An event as it is to be.

    start and end are naive datetimes in Japan time, to the minute; end is exclusive. An all-day event reaches
    from midnight to midnight, whatever times it is given. users: the ユーザーID of everyone who takes part.
    facilities: the ids of what is booked for it, on all its days. rule: one of recurrence.RULES; until: the last day on
    which a repeat may start.
    """

    title: str = ""
    place: str = ""
    note: str = ""
    start: datetime.datetime | None = None
    end: datetime.datetime | None = None
    all_day: bool = False
    private: bool = False
    tentative: bool = False
    users: tuple = ()
    rule: str = ""
    until: datetime.date | None = None
    facilities: tuple = ()

    def __post_init__(self):
        def put(name, value):
            object.__setattr__(self, name, value)

        put("note", texts.lines(self.note))
        put("users", tuple(dict.fromkeys(self.users)))
        put("facilities", tuple(dict.fromkeys(self.facilities)))
        if not (self.start and self.end):
            return
        put("start", self.start.replace(second=0, microsecond=0))
        put("end", self.end.replace(second=0, microsecond=0))
        if self.all_day and _FIRST <= self.start <= self.end <= _END:
            last = max(self.start.date(), recurrence.last_day(self.end))
            put("start", datetime.datetime.combine(self.start, datetime.time()))
            put("end", datetime.datetime.combine(last, datetime.time()) + datetime.timedelta(days=1))

    def days(self):
        """The first days of all occurrences; the draft must have no problems."""
        return recurrence.days(self.start.date(), self.rule, self.until)

    def alone(self):
        """The same event, happening once."""
        return replace(self, rule="", until=None)

    def starting_on(self, day, until):
        """The same event at the same time of another day (date), repeated until another one."""
        start = datetime.datetime.combine(day, self.start.time())
        return replace(self, start=start, end=start + (self.end - self.start), until=until)

    def check(self, with_series=True):
        """Raises Invalid where the draft has problems. with_series: whether it is asked about the repeats too."""
        problems = self.problems(with_series)
        if problems:
            raise Invalid(problems)

    def problems(self, with_series=True):
        """{field: a sentence that says what to do}; empty where everything is right."""
        problems = texts.problems(
            title=texts.problem("件名", self.title, 50, required=True, one_line=True),
            place=texts.problem("場所", self.place, 50, one_line=True), note=texts.problem("メモ", self.note, 1000),
        )
        if not self.users:
            problems["users"] = "参加者を1人以上選んでください。"
        elif len(self.users) > MOST_USERS:
            problems["users"] = f"参加者は{MOST_USERS}人以内にしてください。"
        problems |= time_problems(self.start, self.end) or (self._series_problems() if with_series else {})
        return problems or (self._facility_problems() if with_series else {})

    def _series_problems(self):
        first, until = self.start.date(), self.until
        if self.rule == "":
            return {}
        if self.rule not in recurrence.RULES:
            return {"rule": "繰返しを選び直してください。"}
        if until is None:
            return {"until": "繰返しの最後の日を入力してください。"}
        if until < first:
            return {"until": "繰返しの最後の日は、予定の日か、それより後の日にしてください。"}
        if until > min(recurrence.months_later(first, LONGEST_SERIES * 12), recurrence.last_day(_END)):
            return {"until": f"繰返しの最後の日は、予定の日から{LONGEST_SERIES}年以内(2099年まで)にしてください。"}
        if self.end - self.start > datetime.timedelta(recurrence.SHORTEST_STEP[self.rule]):
            return {"end": "繰返しの間隔より長い予定は登録できません。終了を早めてください。"}
        days = self.days()
        if not days:
            return {"until": "この期間には予定の日がありません。繰返しの最後の日を遅くしてください。"}
        if len(days) * len(recurrence.covered(self.start, self.end)) * len(self.users) > MOST_ROWS:
            return {"until": "繰返しの回数と参加者が多すぎます。期間を短くするか、参加者を減らしてください。"}
        return {}

    def spans(self, days):
        """(start, end) in minutes of the occurrences that start on these days (dates)."""
        length = (self.end - self.start) // datetime.timedelta(minutes=1)
        starts = [clock.minutes(datetime.datetime.combine(day, self.start.time())) for day in days]
        return [(start, start + length) for start in starts]

    def _facility_problems(self):
        if len(self.facilities) > MOST_FACILITIES:
            return {"facilities": f"設備は{MOST_FACILITIES}件以内にしてください。"}
        if self.facilities and sum(len(slots(*span)) for span in self.spans(self.days())) * len(self.facilities) > MOST_SLOTS:
            return {"facilities": TOO_MANY}
        return {}


def time_problems(start, end, what="予定"):
    """{field: what is wrong with these times}; what: the word for whatever is to happen then."""
    if start is None or end is None:
        return {"day": "日付と時刻を入力してください。"}
    if end <= start:
        return {"end": "終了は開始より後にしてください。"}
    if start < _FIRST or end > _END:
        return {"day": "日付は1970年から2099年の間にしてください。"}
    if end - start > LONGEST:
        return {"end": f"{what}の長さは{LONGEST.days}日以内にしてください。"}
    return {}
