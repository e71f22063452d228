"""予定 to look at: days, weeks, months, other people, groups."""

import datetime

from models import schedule, unit, user
from models.member import USER_ID
from views.html import WEEKDAYS, day_path
from views.typed import FIRST, LAST, jumped, parse_day


def step(day, days):
    """The day so many days away, kept within the calendar."""
    return min(max(day + datetime.timedelta(days), FIRST), LAST)


def _whose(visit, user_id):
    """(the person whose days these are, the part of the path that says so)."""
    if user_id in (None, visit.viewer.user_id):
        return visit.viewer, ""
    return user.colleague(visit.viewer, user_id), f"/{user_id}"


def _title(visit, person, text):
    return text if person is visit.viewer else f"{person.name} {text}"


def today(visit):
    return day(visit, day_path(visit.now.date()))


def day(visit, day, user_id=None, problems=None):
    """problems: with the day that was asked for instead."""
    shown = parse_day(day)
    person, whose = _whose(visit, user_id)
    rows = schedule.day(visit.viewer, person.user_id, shown)
    return visit.page(
        "schedule/day", title=_title(visit, person, visit.date(shown)), day=shown, whose=whose, person=person,
        rows=visit.slice(rows, f"/day/{day}{whose}"), previous=step(shown, -1), following=step(shown, 1), problems=problems or {},
    )


def week(visit, day, user_id=None):
    first = parse_day(day)
    person, whose = _whose(visit, user_id)
    days = schedule.days(visit.viewer, person.user_id, first, 7)
    rows = [(date, row) for date, rows in days.items() for row in rows or [None]]
    return visit.page(
        "schedule/week", title=_title(visit, person, f"{visit.date(first)}から"), day=first, whose=whose, today=visit.now.date(),
        rows=visit.slice(rows, f"/week/{day}{whose}", max(visit.rows, 21)), previous=step(first, -7), following=step(first, 7),
    )


def month(visit, month, user_id=None):
    first = parse_day(month + "01")
    person, whose = _whose(visit, user_id)
    days = schedule.month(visit.viewer, person.user_id, first)
    return visit.page(
        "schedule/month", title=_title(visit, person, f"{first.year}年{first.month}月"), day=first, whose=whose, weekdays=WEEKDAYS,
        rows=visit.slice(days, f"/month/{month}{whose}", 31), today=visit.now.date(),
        previous=step(first, -1), following=step(first.replace(day=28), 4),
    )


def units(visit):
    rows = visit.window(lambda start, count: unit.units(visit.viewer, start, count), "/units")
    return visit.page("schedule/units", title="組織の予定", day=visit.now.date(), rows=rows)


def group(visit, unit_id, day):
    shown = parse_day(day)
    found = unit.find(visit.viewer, int(unit_id))
    rows = schedule.group_day(visit.viewer, found.id, shown, visit.now)
    return visit.page(
        "schedule/group", title=f"{found.name} {visit.date(shown)}", unit=found, day=shown,
        rows=visit.slice(rows, f"/group/{unit_id}/{day}"), previous=step(shown, -1), following=step(shown, 1),
    )


def people(visit):
    text = visit.query.line("q")[:50]
    if text:
        rows = visit.slice(user.search(visit.viewer, text), visit.url("/people", q=text))
    else:
        rows = visit.window(lambda start, count: user.everybody(visit.viewer, start, count), "/people")
    return visit.page("schedule/people", title="ほかの人の予定", text=text, day=visit.now.date(), rows=rows)


def jump(visit):
    """A day typed into the day page's field."""
    typed, whose = jumped(visit), visit.query.line("u")
    whose = whose if USER_ID.fullmatch(whose) else None
    if typed.problems:
        return day(visit, typed.path, whose, typed.problems)
    return visit.redirect(f"/day/{typed.path}{'/' + whose if whose else ''}")
