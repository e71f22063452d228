"""トップ: the answer in the first five lines, and where everything else is."""

from models import schedule
from views import closed


def top(visit):
    today = visit.now.date()
    return visit.page(
        "top/top", title=visit.viewer.name, today=today, upcoming=schedule.next_event(visit.viewer, visit.now),
        notice=closed.notice(visit), count=len(schedule.day(visit.viewer, visit.viewer.user_id, today)),
    )


def others(visit):
    return visit.page("top/others", title="その他")


ROUTES = [
    ("GET", "/", top, "signed_in"),
    ("GET", "/others", others, "signed_in"),
]
