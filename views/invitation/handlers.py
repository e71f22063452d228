"""出欠: one's own answer to an event, and everybody's."""

from models import delivery, invitation, schedule
from models.base import Invalid
from views import page
from views.html import day_path
from views.typed import parse_day

ITEMS = {invitation.KIND: "/invitation/{}"}

MARKS = {"accept": "○", "decline": "×", "": "−"}
_WORDS = {"accept": "出席", "decline": "欠席", "": "未回答"}
_MOST_NAMES = 9  # on the event's page


def shown(visit, event):
    """What an event's page tells of the answers: {value of the template}."""
    answers = {answer.user_id: answer for answer in invitation.answers(visit.viewer.member_id, event.event_id)}
    names = [MARKS[answers[user_id].answer] + name if user_id in answers else name for user_id, name in event.attendees[:_MOST_NAMES]]
    given = [answer.answer for answer in answers.values()]
    return {
        "own": answers.get(visit.viewer.user_id), "marks": MARKS, "names": page.Slice(names, 0, len(names)),
        "counts": " ".join(f"{word}{given.count(answer)}" for answer, word in _WORDS.items() if answer in given),
    }


def open_event(visit, event_id):
    """From the queue, which knows no day, to the event's page on the day that it is about."""
    return visit.redirect(f"/event/{event_id}/{day_path(invitation.day_of(visit.viewer, int(event_id), visit.now))}")


def edit(visit, event_id, day, comment=None, problems=None):
    """The answer with a comment; comment: as it was typed, where something is wrong."""
    event = schedule.find(visit.viewer, int(event_id), parse_day(day))
    own = delivery.find(visit.viewer, invitation.KIND, event.event_id)
    own = own if comment is None else own._replace(comment=comment)
    return visit.page("invitation/answer", title="出欠の返事", event=event, day=parse_day(day), own=own, problems=problems or {})


def answer(visit, event_id):
    day = parse_day(visit.form.get("day"))
    page = f"/event/{event_id}/{day_path(day)}"
    if visit.is_repeated:
        return visit.redirect(page)
    own = delivery.find(visit.viewer, invitation.KIND, int(event_id))
    comment = visit.form.line("comment", own.comment) if "comment" in visit.form else own.comment
    given = next((answer for answer in invitation.ANSWERS if answer in visit.form), "")
    try:
        invitation.answer(visit.viewer, int(event_id), given, visit.done_key, comment)
    except Invalid as error:
        return edit(visit, event_id, day_path(day), comment, error.problems)
    return visit.redirect(page)


def answers(visit, event_id, day):
    """Everybody's answers and comments; who may see the event may see them."""
    event = schedule.find(visit.viewer, int(event_id), parse_day(day))
    path = f"/event/{event_id}/{day}"

    def fetch(start, count):
        return invitation.answers(visit.viewer.member_id, event.event_id, start, count)

    return visit.page(
        "invitation/answers", title="出欠", event=event, path=path, marks=MARKS, rows=visit.window(fetch, f"{path}/answers"))


_EVENT = "/event/<event_id:re:[0-9]{1,18}>/<day:re:[0-9]{8}>"

ROUTES = [
    ("GET", "/invitation/<event_id:re:[0-9]{1,18}>", open_event, "signed_in"),
    ("POST", "/invitation/<event_id:re:[0-9]{1,18}>", answer, "signed_in"),
    ("GET", f"{_EVENT}/answer", edit, "signed_in"),
    ("GET", f"{_EVENT}/answers", answers, "signed_in"),
]
