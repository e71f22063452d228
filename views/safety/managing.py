"""安否確認 for whoever asks: started, watched as answers come in, reminded of, closed."""

from models import safety, safety_counts
from models.base import Invalid, NotAllowed
from views import people as people_field
from views.long_text import LongText, TypedText

ANSWERS = {safety.SAFE: "無事", safety.HELP: "要救助", safety_counts.NONE: "未回答"}

_WORDS = {"help": safety.HELP, "open": safety_counts.NONE, "safe": safety.SAFE}  # in URLs
_EITHER = "人を選んでいますが、相手が「全員」のままです。「下で選んだ人」に変えるか、選んだ人を外してください。"
_EXCERPT = 40  # characters of a comment in a list


def new(visit):
    if not safety.may_start(visit.viewer):
        raise NotAllowed
    return _form(visit, "", LongText(visit, ""), True, people_field.candidates(visit, ()))


def start(visit):
    """Asks everybody or those chosen; what is wrong comes back with everything typed."""
    if visit.is_repeated:
        return visit.redirect("/safety")
    if not safety.may_start(visit.viewer):
        raise NotAllowed
    form, problems = visit.form, {}
    title, body, is_for_all = form.line("title"), form.part("body"), form.get("to") != "some"
    chosen = () if is_for_all else people_field.chosen(visit, problems, people_field.WHOLE_UNITS)
    if is_for_all and any(people_field.typed(visit)):
        problems["users"] = _EITHER  # whoever was chosen with care did not mean the whole company
    try:
        if problems:
            raise Invalid(problems)
        safety.start(visit.viewer, title, body, None if is_for_all else chosen, visit.done_key)
    except Invalid as error:
        candidates = people_field.candidates(visit, *people_field.typed(visit))
        return _form(visit, title, TypedText(form, "body", body), is_for_all, candidates, error.problems)
    return visit.redirect("/safety")


def _form(visit, asked, body, is_for_all, candidates, problems=None):
    return visit.page(
        "safety/form", title="安否確認を送る", asked=asked, body=body, is_for_all=is_for_all, candidates=candidates, problems=problems or {})


def counts(visit, safety_id, problems=None):
    found = safety.find(visit.viewer, int(safety_id))
    path = f"/safety/{found.id}"
    return visit.page(
        "safety/counts", title=found.title, question=found, path=path, total=safety_counts.total(visit.viewer, found.id),
        rows=visit.slice(safety_counts.by_unit(visit.viewer, found.id), f"{path}/counts"), problems=problems or {},
    )


def people(visit, safety_id, answer):
    """Those who gave an answer or none; whom one should call first are one key away."""
    path = f"/safety/{int(safety_id)}"
    rows = visit.window(
        lambda start, count: safety_counts.people(visit.viewer, int(safety_id), _WORDS[answer], start, count), f"{path}/{answer}")
    return visit.page("safety/people", title=ANSWERS[_WORDS[answer]], rows=rows, path=path, excerpt=_excerpt)


def _excerpt(row):
    """What a list shows of an answer: the place, and how the comment begins."""
    comment = row.comment.replace("\n", " ")
    return " ".join(filter(None, [row.place, comment[:_EXCERPT] + ("…" if len(comment) > _EXCERPT else "")]))


def person(visit, safety_id, user_id):
    found = safety_counts.one(visit.viewer, int(safety_id), user_id)
    path = f"/safety/{int(safety_id)}"
    return visit.page(
        "safety/person", title=found.name, person=found, answers=ANSWERS, path=path,
        note=visit.slice(found.comment, f"{path}/people/{user_id}"))


def remind(visit, safety_id):
    try:
        safety.remind(visit.viewer, int(safety_id), visit.done_key)
    except Invalid as error:
        return counts(visit, safety_id, error.problems)
    return visit.redirect(f"/safety/{safety_id}/counts")


def confirm_closing(visit, safety_id):
    found = safety.find(visit.viewer, int(safety_id))
    if not found.may_manage:
        raise NotAllowed
    return visit.page("safety/closing", title="安否確認の終了", question=found, path=f"/safety/{found.id}")


def close(visit, safety_id):
    safety.close(visit.viewer, int(safety_id), visit.done_key)
    return visit.redirect(f"/safety/{safety_id}/counts")
