"""The fields of the form of a 回覧 or レポート: filled from what there is, read back into a Draft."""

from models import circulation, texts
from models.member import USER_ID
from views import people
from views.long_text import LongText, TypedText
from views.typed import typed_day

_PAST = 31  # days: whoever types a month and a day without a year means one to come, or one of the last weeks


def of(visit, kind, one=None):
    """The form's values for a Detail, or for a new one: {field: value}."""
    if one is None:
        users = circulation.last_people(visit.viewer, kind.key) if kind.headings else ()
        draft = circulation.Draft(heading=kind.headings[0] if kind.headings else "", wanted=" ".join(users))
    else:
        draft = circulation.Draft(one.title, one.body, one.heading, one.due, everybody=one.everybody, wanted=one.wanted)
    ids, others = _parted(draft.wanted)
    return {
        "draft": draft, "due": draft.due or "", "body": LongText(visit, draft.body), "ask_again": False,
        "candidates": candidates(visit, ids, " ".join(others)),
    }


def typed(visit, draft, original):
    """The form's values as they were typed: nothing is lost when it is shown again."""
    return {
        "draft": draft, "due": visit.form.line("due"), "ask_again": "ask_again" in visit.form,
        "body": TypedText(visit.form, "body", draft.body, original.body if original else ""), "candidates": typed_candidates(visit),
    }


def candidates(visit, user_ids, typed=""):
    """People to choose from, but for oneself: nobody writes to oneself."""
    return people.candidates(visit, user_ids, typed).without(visit.viewer.user_id)


def typed_candidates(visit):
    """The same, as they were ticked and typed."""
    return candidates(visit, _ticked(visit), visit.form.line("others"))


def read(visit, kind, original, is_ready):
    """(the Draft that the form describes, {field: what is wrong with it}); is_ready: it is to be sent."""
    form, problems, due = visit.form, {}, None
    today = visit.now.date()
    if form.line("due"):
        due = typed_day(form.line("due"), today, _PAST)
        if due is None:
            problems["due"] = texts.day_problem("期限", form.line("due"))
        elif due < today and not (original and original.due == due and not (original.is_draft and is_ready)):
            problems["due"] = f"期限は、今日({visit.date(today)})か、それより後の日にしてください。"
    title = form.line("title", original.title if original else "")
    if kind.headings and not title:
        title = visit.date(today)
    _, others = _parted(original.wanted if original else "")
    draft = circulation.Draft(
        title=title, body=form.part("body", original.body if original else ""), heading=form.get("heading"), due=due,
        users=recipients(visit, problems) if is_ready else (), everybody="everybody" in form,
        wanted=" ".join([*_ticked(visit), form.line("others", " ".join(others))]).strip(),
    )
    return draft, problems


def recipients(visit, problems):
    """The ユーザーIDs that the form names; none where it goes to everybody anyway."""
    return () if "everybody" in visit.form else people.chosen(visit, problems, people.WHOLE_UNITS)


def _ticked(visit):
    return [user_id for user_id in visit.form.all("users") if USER_ID.fullmatch(user_id)]


def _parted(wanted):
    """(the ユーザーIDs, the other words) of what was typed."""
    words = wanted.split()
    ids = tuple(word for word in words if USER_ID.fullmatch(word))
    return ids, [word for word in words if word not in ids]
