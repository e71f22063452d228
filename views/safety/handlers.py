"""安否確認: what is mounted where; asked and answered."""

from models import safety
from models.base import Invalid
from views.long_text import ShortText, TypedText
from views.page import NOTHING
from views.safety import managing

ITEMS = {safety.KIND: "/safety/{}"}

_CLOSED = {"": "この安否確認は終了しているため、回答できません。"}


def questions(visit):
    rows = visit.window(lambda start, count: safety.questions(visit.viewer, start, count), "/safety")
    return visit.page(
        "safety/list", title="安否確認", rows=rows, answers=managing.ANSWERS, may_start=safety.may_start(visit.viewer))


def show(visit, safety_id):
    found = safety.find(visit.viewer, int(safety_id))
    return _page(visit, found, found.answer, ShortText(found.place), ShortText(found.comment))


def answer(visit, safety_id):
    """By one key, or with a place and a comment from the form."""
    form = visit.form
    if visit.is_repeated:
        return visit.redirect(_path(safety_id))
    found = safety.find(visit.viewer, int(safety_id))
    given = next((word for word in (safety.SAFE, safety.HELP) if word in form), form.get("answer"))
    place = comment = None
    if "place" in form:
        place, comment = form.part("place", found.place).replace("\n", " ").strip(), form.part("comment", found.comment)
    try:
        taken = safety.answer(visit.viewer, found.id, given, visit.done_key, comment, place)
        problems = _CLOSED if taken is False else {}
    except Invalid as error:
        problems = error.problems
    if not problems:
        return visit.redirect(_path(safety_id))
    areas = (TypedText(form, "place", place or "", found.place), TypedText(form, "comment", comment or "", found.comment))
    return _page(visit, found, given, *areas, problems)


def _page(visit, found, given, place, comment, problems=None):
    """given: the answer that the form has chosen; place, comment: what stands in its fields.

    What was written before gives way to the question, and the question to what has just been typed.
    """
    note = NOTHING if problems else visit.slice(found.body, _path(found.id))
    return visit.page(
        "safety/question", title=found.title, question=found, path=_path(found.id), answers=managing.ANSWERS, given=given,
        problems=problems or {}, comment=comment, place=place, note=note,
    )


def _path(safety_id):
    return f"/safety/{safety_id}"


_QUESTION = "/safety/<safety_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/safety", questions, "signed_in"),
    ("GET", "/safety/new", managing.new, "signed_in"),
    ("POST", "/safety", managing.start, "signed_in"),
    ("GET", _QUESTION, show, "signed_in"),
    ("POST", f"{_QUESTION}/answer", answer, "signed_in"),
    ("GET", f"{_QUESTION}/counts", managing.counts, "signed_in"),
    ("GET", f"{_QUESTION}/<answer:re:help|open|safe>", managing.people, "signed_in"),
    ("GET", f"{_QUESTION}/people/<user_id:re:[0-9]{{5}}>", managing.person, "signed_in"),
    ("POST", f"{_QUESTION}/reminder", managing.remind, "signed_in"),
    ("GET", f"{_QUESTION}/closing", managing.confirm_closing, "signed_in"),
    ("POST", f"{_QUESTION}/closing", managing.close, "signed_in"),
]
