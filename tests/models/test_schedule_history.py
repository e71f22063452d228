"""Any history of additions, changes and deletions leaves exactly the days that it should."""

import datetime
from dataclasses import replace

from hypothesis import HealthCheck, given, settings, strategies

from models import clock, recurrence, schedule
from models.base import DoneKey
from models.event import Event, Occurrence
from models.schedule import Draft
from models.series import Series, rearranged

FIRST = datetime.date(2028, 1, 27)  # the days after it reach over 29 February and several ends of months
DAYS = strategies.integers(0, 40).map(lambda distance: FIRST + datetime.timedelta(distance))
STARTS = strategies.integers(0, 23)
LENGTHS = strategies.sampled_from([1, 8, 24])  # hours
RULES = strategies.sampled_from(recurrence.RULES)
SCOPES = strategies.sampled_from(["one", "after", "all"])
ACTIONS = strategies.lists(
    strategies.one_of(
        strategies.tuples(strategies.just("add"), DAYS, STARTS, LENGTHS, RULES, strategies.integers(0, 100)),
        strategies.tuples(strategies.just("move"), strategies.integers(0, 99), SCOPES, strategies.integers(-3, 3), STARTS),
        strategies.tuples(strategies.just("delete"), strategies.integers(0, 99), SCOPES),
    ),
    min_size=1, max_size=8,
)


def moment(day, hour):
    return datetime.datetime.combine(day, datetime.time(hour))


class History:
    """Does the same to the schedule and to a plain set of (event id, day, hour), which is kept by simpler means."""

    def __init__(self, viewer):
        self.viewer = viewer
        self.expected = set()
        self.pressed = 0

    def key(self):
        self.pressed += 1
        return f"key {self.pressed}"

    def do(self, action, *arguments):
        getattr(self, action)(*arguments)

    def add(self, day, hour, length, rule, reach):
        start, until = moment(day, hour), day + datetime.timedelta(reach) if rule else None
        draft = Draft(title="予定", start=start, end=start + datetime.timedelta(hours=length), users=("00104", "00107"), rule=rule, until=until)
        if draft.problems():  # no day fits
            return
        event_id = schedule.add(self.viewer, draft, self.key())
        self.expected |= {(event_id, day, hour) for day in recurrence.days(day, rule, until)}

    def chosen(self, number, scope):
        """One of the occurrences, and all that are meant with it."""
        if not self.expected:
            return None, set()
        event_id, day, hour = sorted(self.expected)[number % len(self.expected)]
        found = schedule.find(self.viewer, event_id, day)
        same = {one for one in self.expected if one[0] == event_id}
        return found, {one for one in same if scope == "all" or one[1] == day or (scope == "after" and one[1] > day)}

    def delete(self, number, scope):
        found, meant = self.chosen(number, scope)
        if found:
            schedule.delete(self.viewer, found.event_id, found.day, scope, self.key())
            self.expected -= meant

    def move(self, number, scope, distance, hour):
        found, meant = self.chosen(number, scope)
        if not found:
            return
        start = moment(found.day + datetime.timedelta(distance), hour)
        draft = Draft(
            title="予定", start=start, end=start + (found.end - found.start), users=("00104", "00107"), rule=found.rule, until=found.until)
        event_id = schedule.change(self.viewer, found.event_id, found.day, scope, draft, found.version, self.key())
        days = {row.first_day for row in Occurrence.select().where(Occurrence.event_id == event_id)}
        days = {datetime.date.fromordinal(day) for day in days}
        if distance == 0 or scope == "one" or found.rule in ("", "daily", "weekly"):
            assert days == {day + datetime.timedelta(distance) for _, day, _ in meant}
        assert len(days) == len(meant)  # short months and weekends cost no occurrence
        assert start.date() in days or found.rule == "weekday"
        self.expected = (self.expected - meant) | {(event_id, day, hour) for day in days}

    def check(self):
        rows = list(Occurrence.select())
        for user_id in ("00104", "00107"):
            mine = [row for row in rows if row.user_id == user_id]
            found = {(row.event_id, datetime.date.fromordinal(row.first_day), clock.local(row.start).hour) for row in mine}
            assert found == self.expected
            touched = sum(len(recurrence.covered(clock.local(row.start), clock.local(row.end))) for row in mine if row.day == row.first_day)
            assert touched == len(mine)
        assert {event.id for event in Event.select()} == {event_id for event_id, _, _ in self.expected}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS)
def test_any_history(people, actions):
    Occurrence.delete().execute()
    Event.delete().execute()
    DoneKey.delete().execute()
    history = History(people.member)
    for action in actions:
        history.do(*action)
        history.check()


@settings(deadline=None)
@given(
    DAYS, strategies.sampled_from([rule for rule in recurrence.RULES if rule]), strategies.integers(0, 800), strategies.integers(0, 999),
    strategies.sets(strategies.integers(0, 999)), strategies.integers(-40, 40),
)
def test_a_moved_series_has_as_many_days_as_before(first, rule, reach, number, removed, distance):
    series = Series(first, rule, first + datetime.timedelta(reach))
    every = list(series.numbers())
    if not every:
        return
    day = every[number % len(every)]
    days = [other for at, other in enumerate(every) if other == day or at not in removed]
    start = moment(day + datetime.timedelta(distance), 9)
    draft = Draft(title="予定", start=start, end=start + datetime.timedelta(hours=1), users=("00104",), rule=rule, until=series.until)
    moved, kept = rearranged(series, days, day, draft)
    assert len(set(kept)) == len(days) and kept == sorted(kept) and set(kept) <= set(moved.numbers())
    assert recurrence.nth(start.date(), rule, 0) == kept[days.index(day)]
    if distance == 0:
        assert (moved, kept) == (series, days)
    back, again = rearranged(moved, kept, kept[days.index(day)], replace(draft, start=moment(day, 9), end=moment(day, 10), until=moved.until))
    if rule in ("daily", "weekly"):
        assert again == days
