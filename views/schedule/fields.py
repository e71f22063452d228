"""The fields of the 予定 form: filled from a Draft, read back into one."""

import datetime

from models import schedule, unit, user
from views.page import Slice
from views.schedule.typed import typed_day, typed_time

RULES = {"": "なし", "daily": "毎日", "weekday": "平日", "weekly": "毎週", "monthly": "毎月", "yearly": "毎年"}

_DAY_WRONG = "日付は 20261124 のように数字8けたで入力してください。"
_TIME_WRONG = "時刻は 0930 のように数字4けたで入力してください。"


def of(visit, draft):
    """The form's values for a Draft: {field: value}."""
    last_day = (draft.end - datetime.timedelta(minutes=1)).date() if draft.all_day else draft.end.date()
    return {
        "draft": draft, "day": draft.start.date(), "start": draft.start, "end": draft.end,
        "until_day": "" if last_day == draft.start.date() else last_day, "until": draft.until or "",
        "note": Slice(draft.note, visit.query.number("p"), 1000), "others": "",
    }


def typed(visit, draft, original):
    """The form's values as they were typed: nothing is lost when it is shown again."""
    form = visit.form
    return {
        "draft": draft, "day": form.line("day"), "start": form.line("start"), "end": form.line("end"),
        "until_day": form.line("until_day"), "until": form.line("until"), "others": form.line("others"),
        "note": TypedNote(form, draft.note, original.note),
    }


class TypedNote:
    """The part of a note that came back from the phone: as Slice, but never cut shorter."""

    next = previous = None

    def __init__(self, form, note, original):
        start, _, end = form.get("note_at").partition("-")
        self.start, self.end = (int(part) if part.isdecimal() else 0 for part in (start, end))
        self.shown = note[self.start:len(note) - max(0, len(original) - self.end)] if end else note


def read(visit, original):
    """(the Draft that the form describes, {field: what is wrong with it})."""
    form, problems = visit.form, {}
    today = visit.now.date()

    def parsed(name, parse, wrong):
        value = parse(form.line(name))
        if value is None:
            problems[name] = wrong
        return value

    def as_day(text):
        return typed_day(text, today)

    start_day = parsed("day", as_day, _DAY_WRONG) or today
    end_day = parsed("until_day", as_day, _DAY_WRONG) if form.line("until_day") else start_day
    until = parsed("until", as_day, _DAY_WRONG) if form.line("until") else None
    if "all_day" in form:
        start, end = 0, 24 * 60
    else:
        start, end = (parsed(name, typed_time, _TIME_WRONG) or 0 for name in ("start", "end"))
    draft = schedule.Draft(
        title=form.line("title", original.title), place=form.line("place", original.place), note=form.part("note", original.note),
        start=_moment(start_day, start), end=_moment(end_day or start_day, end), all_day="all_day" in form, private="private" in form,
        tentative="tentative" in form, users=_users(visit, problems), rule=form.get("rule"), until=until,
    )
    return draft, problems


def _moment(day, minutes):
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=minutes)


def _users(visit, problems):
    """The people ticked, and those named in the field below: by ユーザーID or by a part of their name."""
    chosen = list(visit.form.all("users"))
    for word in visit.form.line("others").replace("、", " ").replace(",", " ").split():
        found = user.search(visit.viewer, word)
        if len(found) == 1:
            chosen.append(found[0].user_id)
        else:
            names = "、".join(f"{person.name}({person.user_id})" for person in found[:5])
            problems["others"] = f"「{word}」に当てはまる人が" + (f"何人かいます: {names}。IDで入力してください。" if found else "いません。")
    return tuple(dict.fromkeys(chosen))


def candidates(visit, values):
    """(user_id, name, ticked) to choose from: who takes part, then one's own group, as many as the page lists."""
    chosen = values["draft"].users
    people = {user_id: user.colleague(visit.viewer, user_id).name for user_id in chosen if user.exists(visit.viewer, user_id)}
    for user_id, name in unit.mates(visit.viewer):
        if len(people) < visit.rows:
            people.setdefault(user_id, name)
    return [(user_id, name, user_id in chosen) for user_id, name in people.items()]
