"""Every screen that a path alone opens: the QA bench has the list."""

SCREENS = {
    "top": ["/", "/others"],
    "queue": ["/queue"],
    "schedule": [
        "/schedule", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/day/{day}/00107", "/event/new?d={day}",
    ],
    "facilities": [
        "/facilities", "/facilities/in/1/{day}", "/facilities/1", "/facilities/1/{day}", "/facilities/1/note", "/facilities/1/new?d={day}",
        "/facilities/free", "/reservations", "/reservations/1", "/facilities/admin", "/facilities/admin/new", "/facilities/admin/1",
        "/facilities/admin/1/edit", "/facilities/admin/1/new", "/facilities/admin/1/deletion", "/facilities/1/edit", "/facilities/1/deletion",
    ],
    "calendar": ["/calendar"],
    "slots": ["/slots", "/slots?u=00107"],
    "search": ["/search", "/search?q=1&kind=event", "/search?q=zzz"],
    "memos": ["/memos", "/memos/sent", "/memos/new?u=00104", "/memos/1", "/memos/1/people", "/memos/1/reply"],
    "presence": ["/presence", "/presence/units", "/presence/1", "/presence/people/00104"],
    "timecard": [
        "/timecard", "/timecard/month/{month}", "/timecard/month/{month}/00104", "/timecard/{day}", "/timecard/{day}/00104",
        "/timecard/{day}/history", "/timecard/{day}/punches/new", "/timecard/{day}/punches/1", "/timecard/people",
    ],
    "circular": [
        "/circulars", "/circulars/sent", "/circulars/new", "/circulars/4", "/circulars/4/edit", "/circulars/4/people",
        "/circulars/4/answers", "/circulars/4/answers/00107", "/circulars/4/waiting", "/circulars/4/deletion", "/circulars/9/reply",
        "/reports", "/reports/sent", "/reports/new",
    ],
    "info": [
        "/infos", "/infos?c=0", "/infos/own", "/infos/new", "/infos/3", "/infos/3/edit", "/infos/3/deletion", "/infos/3/replies",
        "/infos/3/replies/1", "/infos/3/replies/1/deletion", "/infos/categories", "/infos/categories/new",
        "/infos/categories/1", "/infos/categories/1/deletion",
    ],
    "addresses": [
        "/addresses", "/addresses/in/0", "/addresses/in/1/0", "/addresses/in/10", "/addresses/find?q=", "/addresses/1", "/addresses/17",
        "/addresses/1/edit", "/addresses/1/deletion", "/addresses/new", "/addresses/people", "/addresses/people/00107",
    ],
    "todos": ["/todos", "/todos/done", "/todos/new", "/todos/11", "/todos/11/edit", "/todos/11/deletion"],
    "safety": [
        "/safety", "/safety/new", "/safety/1", "/safety/2", "/safety/2/counts", "/safety/2/help", "/safety/2/open", "/safety/2/safe",
        "/safety/2/people/00107", "/safety/2/closing",
    ],
    "files": ["/files/event/3"],
    "preferences": ["/preferences"],
    "members": ["/members", "/password", "/users", "/users/00104"],
    "audit": ["/audit"],
    "money": ["/bills", "/bills/{month}", "/disk", "/disk/use", "/admin/retention", "/admin/retention/timecard"],
    "help": ["/help", "/help/1", "/help/3/1", "/help/search?q=a"],
    "workflow": [
        "/workflow", "/workflow/waiting", "/workflow/mine", "/workflow/decided", "/workflow/all", "/workflow/stuck", "/workflow/new",
        "/workflow/new/2", "/workflow/new/2/about", "/workflow/2", "/workflow/2/round/1/3", "/workflow/4/round/1", "/workflow/2/history",
        "/workflow/4/history/2", "/workflow/7/route", "/workflow/7/approver/2/00112", "/workflow/forms", "/workflow/forms/new",
        "/workflow/forms/2", "/workflow/forms/2/name", "/workflow/forms/2/fields", "/workflow/forms/2/fields/4", "/workflow/forms/2/fields/new",
        "/workflow/forms/2/route", "/workflow/forms/2/route/2", "/workflow/forms/2/route/new",
    ],
    "environment": ["/environment?c=1", "/environment/supported"],
}
from views.qa.screens import SCREENS

__all__ = ["SCREENS"]
