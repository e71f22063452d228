"""タイムカード to correct: a punch at a wrong time, one too many, one forgotten; always with a reason."""

import datetime

from models import clock, timecard
from models.base import Invalid, Stale
from views.html import clock as time_label
from views.html import day_path
from views.typed import parse_day, typed_time

_TIME_WRONG = "時刻は 9:30 か 0930 のように入力してください。"


def time_of(at, date):
    """9:05, and 翌2:05 for the day after."""
    return f"{'翌' if at.date() > date else ''}{time_label(at)}"


def new(visit, day):
    date = parse_day(day)
    return _form(visit, date, {"kind": "leave", "time": "", "next_day": False, "reason": ""})


def add(visit, day):
    date = parse_day(day)
    if visit.is_repeated:
        return visit.redirect(f"/timecard/{day}")
    form = visit.form
    try:
        timecard.add(visit.viewer, date, form.get("kind"), _typed(visit, date), form.line("reason"), visit.now, visit.done_key)
    except Invalid as error:
        return _form(visit, date, _values(form), problems=error.problems)
    return visit.redirect(f"/timecard/{day}")


def edit(visit, day, punch_id):
    date = parse_day(day)
    mark = timecard.find(visit.viewer, date, int(punch_id))
    return _form(visit, date, {"kind": mark.kind, "time": mark.moment, "next_day": mark.moment.date() > date, "reason": ""}, mark)


def correct(visit, day, punch_id):
    date = parse_day(day)
    if visit.is_repeated:
        return visit.redirect(f"/timecard/{day}")
    form, mark = visit.form, timecard.find(visit.viewer, date, int(punch_id))
    was = clock.local(form.number("was"))
    try:
        moment = None if "cancel" in form else _typed(visit, date)
        timecard.correct(visit.viewer, date, mark.id, moment, was, form.line("reason"), visit.now, visit.done_key)
        return visit.redirect(f"/timecard/{day}")
    except Invalid as error:
        problems = error.problems
    except Stale:
        was, problems = mark.moment, {"": f"ほかの端末で {time_of(mark.moment, date)} に訂正されています。確かめて、よければもう一度訂正してください。"}
    return _form(visit, date, _values(form), mark, was, problems)


def _typed(visit, date):
    """The moment that was typed. Raises Invalid."""
    minutes = typed_time(visit.form.line("time"))
    if minutes is None:
        raise Invalid({"moment": _TIME_WRONG})
    days = datetime.timedelta(1 if "next_day" in visit.form else 0, minutes=minutes)
    return datetime.datetime.combine(date, datetime.time()) + days


def _values(form):
    return {"kind": form.get("kind"), "time": form.line("time"), "next_day": "next_day" in form, "reason": form.line("reason")}


def _form(visit, date, values, mark=None, was=None, problems=None):
    path = f"/timecard/{day_path(date)}"
    return visit.page(
        "timecard/correction", title=f"{visit.date(date)} {mark.label}の訂正" if mark else f"{visit.date(date)} 打刻の追加", mark=mark,
        path=f"{path}/punches/{mark.id}" if mark else f"{path}/punches", back=path, kinds=timecard.KINDS, date=date, time_of=time_of,
        was=clock.minutes(was or mark.moment) if mark else 0, problems=problems or {}, **values,
    )
