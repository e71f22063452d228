"""タイムカード: punched with one press, the month with its totals; for a システム管理者 everybody's, and a file of them."""

import datetime

from bottle import HTTPResponse

from models import timecard, user
from models.base import Invalid
from models.member import USER_ID
from views.html import WEEKDAYS
from views.moments import moment
from views.timecard import correcting, sheet
from views.typed import FIRST, LAST, jumped, parse_day

_NEXT = {"": "arrive", "arrive": "leave", "out": "back", "back": "leave", "leave": "arrive"}


def show(visit, problems=None):
    date, marks = timecard.current(visit.viewer, visit.now)
    last = marks[-1].kind if marks else ""
    return visit.page(
        "timecard/card", title="タイムカード", date=date, marks=marks, kinds=timecard.KINDS, following=_NEXT[last], moment=moment,
        remark=visit.form.line("remark") if problems else "", problems=problems or {},
    )


def punch(visit):
    try:
        timecard.punch(visit.viewer, visit.form.get("kind"), visit.form.line("remark"), visit.now, visit.done_key)
    except Invalid as error:
        return show(visit, error.problems)
    return visit.redirect("/timecard")


def month(visit, month, user_id=None):
    first = parse_day(month + "01")
    person, whose = _whose(visit, user_id)
    days = timecard.month(visit.viewer, person.user_id, first, visit.now)
    return visit.page(
        "timecard/month", title=f"{person.name + ' ' if whose else ''}{first.year}年{first.month}月", first=first, whose=whose,
        rows=visit.slice(days, f"/timecard/month/{month}{whose}", 31), weekdays=WEEKDAYS, length=length,
        worked=sum(day.worked for day in days), missing=sum(day.is_missing for day in days),
        previous=max(first - datetime.timedelta(1), FIRST), following=min(first.replace(day=28) + datetime.timedelta(4), LAST),
    )


def day(visit, day, user_id=None, problems=None):
    """problems: with the day that was asked for instead."""
    date = parse_day(day)
    person, whose = _whose(visit, user_id)
    marks = timecard.day(visit.viewer, person.user_id, date)
    return visit.page(
        "timecard/day", title=f"{person.name + ' ' if whose else ''}{visit.date(date)}", date=date, whose=whose,
        rows=visit.slice(marks, f"/timecard/{day}{whose}"), moment=correcting.time_of, totals=timecard.minutes(marks), length=length,
        problems=problems or {},
    )


def history(visit, day, user_id=None):
    date = parse_day(day)
    person, whose = _whose(visit, user_id)
    rows = visit.window(
        lambda start, count: timecard.history(visit.viewer, person.user_id, date, start, count), f"/timecard/{day}{whose}/history")
    return visit.page(
        "timecard/history", title=f"{visit.date(date)}の訂正", date=date, whose=whose, rows=rows, time_of=correcting.time_of, moment=moment)


def jump(visit):
    """A day typed into the month page's field."""
    typed, whose = jumped(visit, 366), visit.query.line("u")
    whose = whose if USER_ID.fullmatch(whose) else None
    if typed.problems:
        return day(visit, typed.path, whose, typed.problems)
    return visit.redirect(f"/timecard/{typed.path}{'/' + whose if whose else ''}")


def length(minutes):
    """8:03"""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _whose(visit, user_id):
    """(the person whose card it is, the part of the path that says so)."""
    if user_id in (None, visit.viewer.user_id):
        return visit.viewer, ""
    return timecard.owner(visit.viewer, user_id), f"/{user_id}"


# For a システム管理者


def people(visit):
    timecard.check_admin(visit.viewer)
    text = visit.query.line("q")[:50]
    if text:
        found = [(person.user_id, person.name) for person in user.search(visit.viewer, text)]
        rows = visit.slice(found, visit.url("/timecard/people", q=text))
    else:
        rows = visit.window(lambda start, count: timecard.people(visit.viewer, start, count), "/timecard/people")
    first = visit.now.date().replace(day=1)
    return visit.page(
        "timecard/people", title="全員のタイムカード", rows=rows, text=text, first=first, before=first - datetime.timedelta(1))


def download(visit, month):
    """Everybody's month as a file. It is no page: it goes to a spreadsheet, not to the phone's screen."""
    rows = timecard.sheet(visit.viewer, parse_day(month + "01"), visit.now)
    return HTTPResponse(
        sheet.lines(rows), Content_Type="text/csv; charset=UTF-8", Cache_Control="no-store", X_Content_Type_Options="nosniff",
        Content_Disposition=f'attachment; filename="timecard-{month}.csv"',
    )


_MONTH = "<month:re:[0-9]{6}>"
_DAY = "/timecard/<day:re:[0-9]{8}>"
_USER = "<user_id:re:[0-9]{5}>"
_PUNCH = f"{_DAY}/punches/<punch_id:re:[0-9]{{1,9}}>"

ROUTES = [
    ("GET", "/timecard", show, "signed_in"),
    ("POST", "/timecard", punch, "signed_in"),
    ("GET", f"/timecard/month/{_MONTH}", month, "signed_in"),
    ("GET", f"/timecard/month/{_MONTH}/{_USER}", month, "signed_in"),
    ("GET", "/timecard/day", jump, "signed_in"),
    ("GET", _DAY, day, "signed_in"),
    ("GET", f"{_DAY}/{_USER}", day, "signed_in"),
    ("GET", f"{_DAY}/history", history, "signed_in"),
    ("GET", f"{_DAY}/{_USER}/history", history, "signed_in"),
    ("GET", f"{_DAY}/punches/new", correcting.new, "signed_in"),
    ("POST", f"{_DAY}/punches", correcting.add, "signed_in"),
    ("GET", _PUNCH, correcting.edit, "signed_in"),
    ("POST", _PUNCH, correcting.correct, "signed_in"),
    ("GET", "/timecard/people", people, "signed_in"),
    ("GET", f"/timecard/{_MONTH}.csv", download, "signed_in"),
]
