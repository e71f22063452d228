"""伝言 to write: an empty form, an answer to a memo, and what a form said."""

import datetime

from models import memo, memo_box, presence, texts, user
from models.base import Invalid, NotFound
from views import attached, people
from views.long_text import LongText, TypedText
from views.typed import typed_day, typed_time

_LONGEST_TITLE = 50


def new(visit):
    """An empty form, to the person that the link names."""
    wanted = visit.query.get("u")
    users = (user.colleague(visit.viewer, wanted).user_id,) if wanted else ()
    return _form(visit, memo.Draft(phrase="call", called_at=visit.now, users=users))


def reply(visit, memo_id):
    """A form for the answer to a memo, to its sender."""
    found = memo_box.find(visit.viewer, int(memo_id))
    draft = memo.Draft(title=_reply_title(found), secret=found.secret, called_at=visit.now, users=(found.sender_id,))
    return _form(visit, draft, reply_to=found.id)


def send(visit):
    """Sends what the form says; shows it again, with everything typed, where something is wrong."""
    if visit.is_repeated:
        return visit.redirect("/memos/sent")
    reply_to = visit.form.number("reply_to") or None
    draft, problems = _read(visit, reply_to)
    try:
        problems = _all_problems(draft, problems)
        if problems:
            raise Invalid(problems)
        memo.send(visit.viewer, draft, visit.done_key, reply_to, attached.read(visit))
    except Invalid as error:
        return _form(visit, draft, reply_to, attached.lost(visit) | error.problems)
    return visit.redirect("/memos/sent")


def _reply_title(found):
    answered = found.subject if found.subject.startswith("Re: ") else f"Re: {found.subject}"
    return answered if len(answered) <= _LONGEST_TITLE else found.subject


def _read(visit, reply_to):
    """(the Draft that the form describes, {field: what is wrong with it})."""
    form, problems = visit.form, {}
    day, minutes = typed_day(form.line("day"), visit.now.date(), 366), typed_time(form.line("time"))
    if day is None:
        problems["day"] = texts.day_problem("日付", form.line("day"))
    elif day > visit.now.date():
        problems["day"] = "電話のあった日は、今日までの日にしてください。"
    if minutes is None:
        problems["time"] = "時刻は 9:30 か 0930 のように入力してください。"
    called_at = datetime.datetime.combine(day or visit.now.date(), datetime.time()) + datetime.timedelta(minutes=minutes or 0)
    return memo.Draft(
        caller=form.line("caller"), title=form.line("title", _original_title(visit, reply_to)), phrase=form.get("phrase"),
        phone=form.line("phone"), body=form.part("note"), secret="secret" in form, called_at=called_at,
        users=people.chosen(visit, problems),
    ), problems


def _all_problems(draft, problems):
    found = problems | draft.problems()
    if "others" in problems:  # whoever was meant is missing because of it
        found.pop("users", None)
    return found


def _original_title(visit, reply_to):
    """The title that the form of an answer began with, so that what the phone could not show of it is kept."""
    if reply_to is None:
        return ""
    try:
        return _reply_title(memo_box.find(visit.viewer, reply_to))
    except NotFound:  # taken back while the answer was written
        return ""


def _form(visit, draft, reply_to=None, problems=None):
    """problems: of what was typed, or None for a form that nobody has filled in yet."""
    is_new = problems is None
    candidates = _candidates(visit, *([draft.users] if is_new else people.typed(visit)))
    return visit.page(
        "memos/form", title="伝言を書く" if reply_to is None else "伝言の返信", draft=draft, reply_to=reply_to, problems=problems or {},
        phrases=memo.PHRASES, candidates=candidates, states=presence.labels(visit.viewer, [row[0] for row in candidates.shown]),
        attached=attached.field(visit, memo.KIND, 0), note=LongText(visit, draft.body) if is_new else TypedText(visit.form, "note", draft.body),
        day=draft.called_at.date() if is_new else visit.form.line("day"), time=draft.called_at if is_new else visit.form.line("time"),
    )


def _candidates(visit, users, typed=""):
    """Whom the memo may go to; oneself only where that was wanted."""
    found = people.candidates(visit, users, typed)
    return found if visit.viewer.user_id in users else found.without(visit.viewer.user_id)
