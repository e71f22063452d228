"""The fields of the 予定 form: filled from a Draft, read back into one."""

import datetime

from models import schedule, unit, user
from models.member import USER_ID
from views.page import Slice
from views.schedule.typed import typed_day, typed_time

RULES = {"": "なし", "daily": "毎日", "weekday": "平日", "weekly": "毎週", "monthly": "毎月", "yearly": "毎年"}

_DAY_WRONG = "日付は 2026/11/24 か 20261124 のように入力してください。"
_TIME_WRONG = "%sの時刻は 9:30 か 0930 のように入力してください。"
_PAST = 31  # days: whoever types a month and a day without a year means one to come, or one of the last weeks
_MOST_NAMES = 20  # each is looked for among all colleagues
_LONGEST_OTHERS = 2_000  # characters; 200 people by their ids take 1,200


def of(visit, draft):
    """The form's values for a Draft: {field: value}."""
    last_day = (draft.end - datetime.timedelta(minutes=1)).date() if draft.all_day else draft.end.date()
    return {
        "draft": draft, "day": draft.start.date(), "start": draft.start, "end": draft.end,
        "until_day": "" if last_day == draft.start.date() else last_day, "until": draft.until or "",
        "note": Note(draft.note, visit.query.number("p"), 1000, visit.path), "others": "",
    }


def typed(visit, draft, original):
    """The form's values as they were typed: nothing is lost when it is shown again."""
    form = visit.form
    return {
        "draft": draft, "day": form.line("day"), "start": form.line("start"), "end": form.line("end"),
        "until_day": form.line("until_day"), "until": form.line("until"), "others": _unknown(visit),
        "note": TypedNote(form, draft.note, original.note),
    }


class Note(Slice):
    """A note, or the part of a long one that the page takes. place: which part it is, start-end in characters; empty for all."""

    is_cut = False

    @property
    def place(self):
        return f"{self.start}-{self.end}" if self.start or self.next else ""


class TypedNote(Slice):
    """The part of a note that came back from the phone. Only where the phone can't take all of it, it is cut."""

    next = previous = None

    def __init__(self, form, note, original):
        start, _, end = form.get("note_at").partition("-")
        first, last = (int(part) if part.isdecimal() and len(part) < 6 else 0 for part in (start, end))
        typed = note[first:len(note) - max(0, len(original) - last)] if end else note
        super().__init__(typed, 0, len(typed))
        self.place = f"{first}-{last}" if end else ""

    @property
    def is_cut(self):
        return self.end < len(self.whole)


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

    start_day = parsed("day", as_day, _DAY_WRONG) or today
    end_day = parsed("until_day", as_day, _DAY_WRONG) if form.line("until_day") else start_day
    until = parsed("until", as_day, _DAY_WRONG) if form.line("until") else None
    if "all_day" in form:
        start, end = 0, 24 * 60
    else:
        start, end = (parsed(name, typed_time, _TIME_WRONG % label) or 0 for name, label in (("start", "開始"), ("end", "終了")))
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
    chosen = [user_id for user_id in visit.form.all("users") if USER_ID.fullmatch(user_id)]
    words = list(dict.fromkeys(_other_words(visit)))
    if len([word for word in words if not USER_ID.fullmatch(word)]) > _MOST_NAMES:
        problems["others"] = f"名前での指定は、一度に{_MOST_NAMES}人までにしてください。"
        return tuple(dict.fromkeys(chosen))
    for word in words:
        if USER_ID.fullmatch(word):
            chosen.append(word)
            continue
        found = user.search(visit.viewer, word)
        if len(found) == 1:
            chosen.append(found[0].user_id)
        else:
            names = "、".join(f"{person.name}({person.user_id})" for person in found[:5])
            problems["others"] = f"「{word}」に当てはまる人が" + (f"何人かいます: {names}。IDで入力してください。" if found else "いません。")
    return tuple(dict.fromkeys(chosen))


def _other_words(visit):
    return visit.form.line("others")[:_LONGEST_OTHERS].replace("、", " ").replace(",", " ").split()


def _unknown(visit):
    """What stands for nobody of the form's other people: who was found is ticked in the list when the form comes back."""
    return " ".join(word for word in _other_words(visit) if not (USER_ID.fullmatch(word) and user.exists(visit.viewer, word)))


class Candidates(Slice):
    """(user_id, name, ticked) to choose from, as many as the page takes; who is ticked and has no place is in others."""

    def __init__(self, rows, size):
        super().__init__(rows, 0, size)

    @property
    def others(self):
        return " ".join(user_id for user_id, _, ticked in self.whole[self.end:] if ticked)

    def shrink(self, excess):
        if not self.end:
            return False
        self.end -= 1
        return True


def candidates(visit, values):
    """Who takes part, then one's own group."""
    chosen = values["draft"].users
    people = {user_id: user.colleague(visit.viewer, user_id).name for user_id in chosen if user.exists(visit.viewer, user_id)}
    for user_id, name in unit.mates(visit.viewer):
        people.setdefault(user_id, name)
    return Candidates([(user_id, name, user_id in chosen) for user_id, name in people.items()], visit.rows)
