"""The fields of the 予定 form: filled from a Draft, read back into one."""

import datetime

from models import schedule, texts
from views import people
from views.facilities import choice, offers
from views.long_text import LongText, TypedText
from views.typed import typed_day, typed_time

RULES = {"": "なし", "daily": "毎日", "weekday": "平日", "weekly": "毎週", "monthly": "毎月", "yearly": "毎年"}

_TIME_WRONG = "%sの時刻は 9:30 か 0930 のように入力してください。"
_PAST = 31  # days: whoever types a month and a day without a year means one to come, or one of the last weeks


def of(visit, draft):
    """The form's values for a Draft: {field: value}. What stands first gives way first where a page is too small."""
    return {
        "facilities": choice.choice(visit, draft.facilities), "draft": draft, **when(draft), "until": draft.until or "",
        "note": LongText(visit, draft.note), "candidates": people.candidates(visit, draft.users),
    }


def when(draft):
    """The values of the fields that say when."""
    last_day = (draft.end - datetime.timedelta(minutes=1)).date() if draft.all_day else draft.end.date()
    return {
        "day": draft.start.date(), "start": draft.start, "end": draft.end,
        "until_day": "" if last_day == draft.start.date() else last_day,
    }


def typed(visit, draft, original):
    """The form's values as they were typed: nothing is lost when it is shown again."""
    form = visit.form
    times = when(draft) if offers.taken(visit) else {name: form.line(name) for name in ("day", "start", "end", "until_day")}
    return {
        "facilities": choice.choice(visit, draft.facilities, choice.unknown(visit)), "draft": draft, **times,
        "until": form.line("until"), "candidates": people.candidates(visit, *people.typed(visit)),
        "note": TypedText(form, "note", draft.note, original.note),
    }


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
        return typed_day(text, today, _PAST)

    def day(name):
        return parsed(name, as_day, texts.day_problem("日付", form.line(name)))

    start_day = day("day") or today
    end_day = day("until_day") if form.line("until_day") else start_day
    until = day("until") if form.line("until") else None
    if "all_day" in form:
        start, end = 0, 24 * 60
    else:
        start, end = (parsed(name, typed_time, _TIME_WRONG % label) or 0 for name, label in (("start", "開始"), ("end", "終了")))
    offer = offers.taken(visit)
    start, end = offers.moved(_moment(start_day, start), _moment(end_day or start_day, end), offer)
    draft = schedule.Draft(
        title=form.line("title", original.title), place=form.line("place", original.place), note=form.part("note", original.note),
        start=start, end=end, all_day="all_day" in form, private="private" in form, tentative="tentative" in form,
        users=people.chosen(visit, problems), rule=form.get("rule"), until=until,
        facilities=offers.swapped(choice.chosen(visit, problems), offer),
    )
    return draft, problems


def _moment(day, minutes):
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=minutes)
