"""所在: one's own state with one press, its details, and everybody's by 組織."""

import datetime

from models import presence, texts, unit
from models.base import Invalid, Stale
from views.long_text import LongText, TypedText
from views.moments import moment
from views.typed import typed_day, typed_time


def show(visit):
    """One's own state: what it is, keys to change it, and a form for its details."""
    status = presence.find(visit.viewer, visit.viewer.user_id)
    values = {
        "state": status.state, "place": status.place, "version": status.version, "note": LongText(visit, status.comment),
        "time": status.back_at or "", "day": status.back_at.date() if status.back_at else "",
    }
    return _page(visit, status, values)


def change(visit):
    try:
        presence.change(visit.viewer, visit.form.get("state"), visit.now, visit.done_key)
    except Invalid as error:
        return _page(visit, presence.find(visit.viewer, visit.viewer.user_id), {}, error.problems)
    return visit.redirect("/presence")


def save(visit):
    """Keeps the details; shows the form again, with everything typed, where something is wrong."""
    if visit.is_repeated:
        return visit.redirect("/presence")
    form, status = visit.form, presence.find(visit.viewer, visit.viewer.user_id)
    state, place, comment = form.get("state"), form.line("place", status.place), form.part("note", status.comment)
    version, (back_at, problems) = form.number("version"), _back(visit)
    try:
        if problems:
            raise Invalid(problems)
        presence.save(visit.viewer, state, place, back_at, comment, version, visit.now, visit.done_key)
        return visit.redirect("/presence")
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = status.version
        problems = {"": "ほかの端末かタイムカードで、先に所在が変わりました。内容を確かめ、よければもう一度保存してください。"}
    values = {
        "state": state, "place": place, "version": version, "note": TypedText(form, "note", comment, status.comment),
        "time": form.line("time"), "day": form.line("day"),
    }
    return _page(visit, status, values, problems)


def _back(visit):
    """(the time of return that was typed, or None, {field: what is wrong with it})."""
    form = visit.form
    if not form.line("time"):
        return None, {"time": "戻る日だけでなく、戻り時刻も入力してください。"} if form.line("day") else {}
    minutes = typed_time(form.line("time"))
    if minutes is None:
        return None, {"time": "戻り時刻は 15:30 か 1530 のように入力してください。"}
    day = typed_day(form.line("day"), visit.now.date()) if form.line("day") else visit.now.date()
    if day is None:
        return None, {"day": texts.day_problem("戻る日", form.line("day"))}
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=minutes), {}


def _page(visit, status, values, problems=None):
    empty = {"state": "", "place": "", "version": status.version, "note": LongText(visit, ""), "time": "", "day": ""}
    return visit.page(
        "presence/own", title="所在", whereabouts=status, states=presence.STATES, moment=moment, problems=problems or {}, **empty | values)


def units(visit):
    return visit.page("presence/units", title="みんなの所在", rows=visit.window(lambda start, count: unit.units(visit.viewer, start, count), "/presence/units"))


def group(visit, unit_id):
    found = unit.find(visit.viewer, int(unit_id))
    rows = visit.window(lambda start, count: presence.of_unit(visit.viewer, found.id, start, count), f"/presence/{found.id}")
    return visit.page("presence/group", title=f"{found.name}の所在", rows=rows, moment=moment)


def person(visit, user_id):
    status = presence.find(visit.viewer, user_id)
    path = f"/presence/people/{user_id}"
    return visit.page(
        "presence/person", title=status.name, whereabouts=status, moment=moment, note=visit.slice(status.comment, path),
        is_own=user_id == visit.viewer.user_id)


ROUTES = [
    ("GET", "/presence", show, "signed_in"),
    ("POST", "/presence", save, "signed_in"),
    ("POST", "/presence/state", change, "signed_in"),
    ("GET", "/presence/units", units, "signed_in"),
    ("GET", "/presence/<unit_id:re:[0-9]{1,18}>", group, "signed_in"),
    ("GET", "/presence/people/<user_id:re:[0-9]{5}>", person, "signed_in"),
]
