"""What becomes of the days of a series when it is changed. Pure: days in, days out.

The days of a series are those that its rule gives, without the occurrences that were removed or went their own way.
They keep their number in the series when it is moved, so that what was removed stays away.
"""

import datetime
from dataclasses import dataclass

from models import recurrence
from models.base import Invalid


@dataclass(frozen=True)
class Series:
    """first: the day (date) the rule counts from; until: the last day on which an occurrence may start, or None without a rule."""

    first: datetime.date
    rule: str
    until: datetime.date | None

    def numbers(self):
        """{day: its number in the series} of all days that the rule gives."""
        return {day: number for number, day in enumerate(recurrence.days(self.first, self.rule, self.until))}


def part(days, day, scope):
    """Those of an event's days that a change means: scope is "one" (day itself), "after" (and all after it) or "all"."""
    if scope not in ("one", "after", "all"):
        raise ValueError(f"scope {scope!r}")
    return [other for other in days if scope == "all" or other == day or (scope == "after" and other > day)]


def rearranged(series, days, day, draft):
    """(Series, days) that the draft makes of an event's days.

    days: the days that there are; day: the one that the draft describes. The others are moved as far as this one is.
    With the same rule, days that are missing stay missing; another rule starts anew. Raises Invalid.
    """
    same_rule = draft.rule == series.rule
    draft.check(with_series=not same_rule or draft.until != series.until)
    if draft.rule == "":
        changed, kept = Series(draft.start.date(), "", None), [draft.start.date()]
    elif same_rule:
        changed, kept = _moved(series, days, day, draft)
    else:
        changed = Series(days[0] + (draft.start.date() - day), draft.rule, draft.until)
        kept = recurrence.days(changed.first, changed.rule, changed.until)
    if not kept:
        raise Invalid({"until": "この期間には予定の日がありません。繰返しの最後の日を遅くしてください。"})
    draft.starting_on(kept[0], changed.until).check()
    return changed, kept


def _moved(series, days, day, draft):
    numbers = series.numbers()
    distance = draft.start.date() - day
    first, shift = series.first, 0
    if distance:
        first, shift = recurrence.start_for(draft.start.date(), series.rule, numbers[day])
    kept = [recurrence.nth(first, series.rule, numbers[other] + shift) for other in days]
    until = draft.until
    if until == series.until:
        until = _moved_until(until + distance, kept) if distance else until
        return Series(first, series.rule, until), kept
    number = len(numbers) + shift
    while (new := recurrence.nth(first, series.rule, number)) <= until:
        kept.append(new)
        number += 1
    return Series(first, series.rule, until), [other for other in kept if other <= until]


def _moved_until(until, days):
    """The last day of a series that was moved with all its days: short months must cost none of them."""
    return max(until, days[-1])
