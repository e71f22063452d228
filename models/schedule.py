"""予定: what the screens ask of the schedule, in one place.

Everything is found through the viewer (a signed-in user with member_id, user_id and name): rows of another member are
not there. A private event is shown in full to those who take part and to whoever registered it; others see
HIDDEN_TITLE and the time.
"""

from models.agenda import day, days, group_day, month, next_event
from models.booking import add, change, delete
from models.detail import Detail, find, next_day
from models.draft import Draft
from models.event import HIDDEN_TITLE, Row
from models.overlap import overlaps

__all__ = [
    "Detail", "Draft", "HIDDEN_TITLE", "Row", "add", "change", "day", "days", "delete", "find", "group_day", "month",
    "next_day", "next_event", "overlaps",
]
