"""空き時間: people and a length, the next three common times, and one key that books."""

import datetime
import re

from bottle import HTTPError

from models import facility, slots, texts, user
from models.base import Invalid
from models.slots import Faster
from views import people
from views.html import day_path
from views.typed import FIRST, LAST, typed_day

LENGTHS = (30, 60, 90, 120)  # minutes
_MOMENT = re.compile(r"[0-9]{12}", re.ASCII)
_FORMAT = "%Y%m%d%H%M"
_FASTER = "ほかの人が先に予約しました。次の候補から選んでください。"


def new(visit):
    """The question, about oneself and the colleague whose page the link was on."""
    wanted = visit.query.get("u")
    other = (user.colleague(visit.viewer, wanted).user_id,) if wanted else ()
    return _form(visit, tuple(dict.fromkeys((visit.viewer.user_id, *other))), {"minutes": "60", "day": visit.now.date()})


def _form(visit, chosen, values, problems=None):
    categories = [row for row in facility.categories(visit.viewer) if row.count]
    values = {"minutes": "", "other_minutes": "", "room": None, "typed": ""} | values
    if values["room"] is None:
        values["room"] = str(categories[0].id) if categories else ""
    return visit.page(
        "slots/slots", title="空き時間", lengths=LENGTHS, categories=categories[:20], problems=problems or {},
        candidates=people.candidates(visit, chosen, values.pop("typed")), **values,
    )


def search(visit):
    """The next three; or the question again, to be changed."""
    problems = {}
    chosen, minutes, since, category_id = _asked(visit, problems)
    if problems or "edit" in visit.form:
        return _again(visit, problems)
    try:
        return _offer(visit, chosen, minutes, since, category_id)
    except Invalid as error:
        return _again(visit, error.problems)


def _asked(visit, problems):
    """(ユーザーIDs, minutes, the earliest start, the category of the room or None) of a form."""
    form = visit.form
    minutes = form.number("other_minutes") if form.line("other_minutes") else form.number("minutes")
    since, day = form.get("since"), typed_day(form.line("day"), visit.now.date())
    if since:
        since = _moment(since)
    elif day:
        since = datetime.datetime.combine(day, datetime.time())
    else:
        problems["day"] = texts.day_problem("日付", form.line("day"))
        since = visit.now
    category_id = facility.find_category(visit.viewer, form.number("room")).id if form.get("room") else None
    return people.chosen(visit, problems, slots.MOST_PEOPLE), minutes, max(since, visit.now), category_id


def _moment(text):
    try:
        found = datetime.datetime.strptime(text, _FORMAT) if _MOMENT.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None or not FIRST <= found.date() <= LAST:
        raise HTTPError(400)
    return found


def _again(visit, problems):
    (chosen, words), form, other = people.typed(visit), visit.form, visit.form.line("other_minutes")
    if not other and form.number("minutes") not in LENGTHS:
        other = form.get("minutes")
    values = {"minutes": form.get("minutes"), "other_minutes": other, "day": form.line("day"), "room": form.get("room")}
    return _form(visit, chosen, values | {"typed": words}, problems)


def _offer(visit, chosen, minutes, since, category_id, problems=None):
    """The page with the next three. Raises Invalid."""
    found = slots.find(visit.viewer, chosen, minutes, since, category_id)
    names = [user.colleague(visit.viewer, user_id).name for user_id in chosen[:3]]
    form = visit.form
    return visit.page(
        "slots/found", title="空き時間", found=[(number, slot.start.strftime(_FORMAT), slot) for number, slot in enumerate(found, 1)],
        names="、".join(names), more_names=len(chosen) - len(names),
        minutes=minutes, chosen=" ".join(chosen), day=form.line("day"), room=form.get("room"), since=since.strftime(_FORMAT),
        later=found[-1].end.strftime(_FORMAT) if found else "", typed=form.line("title") if "title" in form else slots.TITLE,
        problems=problems or {},
    )


def book(visit):
    """Books the one whose button was pressed, or says that somebody was faster and offers the next three."""
    form, problems = visit.form, {}
    number = next((number for number in (1, 2, 3) if f"slot{number}" in form), None)
    if number is None:
        raise HTTPError(400)
    start = _moment(form.get(f"at{number}"))
    page = f"/day/{day_path(start)}"
    if visit.is_repeated:
        return visit.redirect(page)
    chosen, minutes, since, category_id = _asked(visit, problems)
    room = form.get(f"room{number}")
    if room and not re.fullmatch("[0-9]{1,18}", room, re.ASCII):
        raise HTTPError(400)
    facility_id = int(room) if room else None
    try:
        if problems:
            raise Invalid(problems)
        slots.book(visit.viewer, chosen, start, minutes, facility_id, form.line("title"), visit.done_key)
    except Faster:
        return _offer(visit, chosen, minutes, since, category_id, {"": _FASTER})
    except Invalid as error:
        if {"title", "facilities"} & set(error.problems):
            return _offer(visit, chosen, minutes, since, category_id, error.problems)
        return _again(visit, error.problems)
    return visit.redirect(page)


ROUTES = [
    ("GET", "/slots", new, "signed_in"),
    ("POST", "/slots", search, "signed_in"),
    ("POST", "/slots/booking", book, "signed_in"),
]
