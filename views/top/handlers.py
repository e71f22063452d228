"""トップ: the answer in the first five lines, and where everything else is."""

from models import invitation, news, safety, schedule
from views import closed

_IN_OTHERS = ("todo", "report", "result")


def top(visit):
    today = visit.now.date()
    invitation.close_past(visit.viewer, visit.now)
    found = news.counts(visit.viewer, today)
    return visit.page(
        "top/top", title=visit.viewer.name, today=today, upcoming=schedule.next_event(visit.viewer, visit.now),
        notice=closed.notice(visit), count=sum(not row.declined for row in schedule.day(visit.viewer, visit.viewer.user_id, today)), news=found,
        waiting=news.waiting(found), more=sum(found[kind] for kind in _IN_OTHERS),
        question=safety.unanswered(visit.viewer) if found[safety.KIND] else None,
    )


def others(visit):
    return visit.page("top/others", title="その他", news=news.counts(visit.viewer, visit.now.date()))


ROUTES = [
    ("GET", "/", top, "signed_in"),
    ("GET", "/others", others, "signed_in"),
]
