"""Every screen of the QA bench; {day} and {month} in a path stand for a day of the run's own.

SCREENS are those that a path alone opens on the sample company, by function, for whoever walks through all of them: a
new function adds its own here. The others are what a path alone doesn't show: nothing, everything, and what goes wrong.
"""

import re
from typing import NamedTuple

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
    "version": ["/version"],
    "preferences": ["/preferences"],
    "members": [
        "/members", "/password", "/users", "/users?q=1", "/users/00104", "/users/00001", "/users/new", "/users/00104/deletion", "/users/00001/deletion",
        "/users/erasure", "/users/import", "/company", "/company/edit", "/handover", "/handover/successor", "/handover/administration",
    ],
    "admin": [
        "/admin", "/admin/users", "/admin/users?q=1", "/admin/users/00104", "/admin/units", "/admin/units/new", "/admin/units/1", "/admin/units/1/edit",
        "/admin/units/1/deletion",
    ],
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

# Before a login.
SIGNED_OUT = {"login": ["/login", "/login?next=/todos"], "help": ["/help", "/help/1"], "environment": ["/environment", "/environment/supported"]}

# The company where everything is as much and as long as it may be (models.samples.extremes): what its lists and longest texts are on.
FULL = {
    "top": ["/", "/others"],
    "queue": ["/queue"],
    "schedule": [
        "/schedule", "/day/{day}", "/week/{day}", "/month/{month}", "/units", "/group/1/{day}", "/people", "/event/new?d={day}",
        "/event/1/{day}", "/event/1/{day}/edit", "/event/2/{day}", "/event/2/{day}/copy", "/event/2/{day}/deletion",
    ],
    "facilities": [
        "/facilities", "/facilities/in/1/{day}", "/facilities/1", "/facilities/1/{day}", "/facilities/1/note", "/facilities/1/new?d={day}",
        "/facilities/free", "/reservations", "/reservations/1", "/reservations/1/edit", "/facilities/1/edit", "/facilities/admin",
        "/facilities/admin/1",
    ],
    "slots": ["/slots?u=00002"],
    "search": ["/search?q=1"],
    "memos": ["/memos", "/memos/sent", "/memos/1", "/memos/1/people", "/memos/2", "/memos/2/reply", "/memos/new?u=00002"],
    "presence": ["/presence", "/presence/units", "/presence/1", "/presence/people/00002"],
    "timecard": ["/timecard", "/timecard/{day}", "/timecard/people"],
    "circular": [
        "/circulars", "/circulars/sent", "/circulars/new", "/circulars/157", "/circulars/157/edit", "/circulars/157/people",
        "/circulars/157/answers", "/circulars/157/waiting", "/circulars/158", "/circulars/158/reply", "/reports", "/reports/160",
    ],
    "info": [
        "/infos", "/infos/own", "/infos/new", "/infos/39", "/infos/39/edit", "/infos/40", "/infos/40/replies", "/infos/40/replies/1",
        "/infos/categories", "/infos/categories/1",
    ],
    "addresses": [
        "/addresses", "/addresses/in/0", "/addresses/find?q=", "/addresses/1", "/addresses/1/edit", "/addresses/people", "/addresses/people/00002",
    ],
    "todos": ["/todos", "/todos/done", "/todos/1", "/todos/1/edit", "/todos/1/deletion"],
    "safety": ["/safety", "/safety/new", "/safety/40", "/safety/40/counts", "/safety/40/help", "/safety/40/people/00002"],
    "preferences": ["/preferences"],
    "members": ["/members", "/users", "/users/00002"],
    "workflow": [
        "/workflow", "/workflow/mine", "/workflow/all", "/workflow/new", "/workflow/new/40", "/workflow/new/40/about", "/workflow/1",
        "/workflow/1/round/1", "/workflow/1/round/1/1", "/workflow/1/history", "/workflow/1/route", "/workflow/forms", "/workflow/forms/40",
        "/workflow/forms/40/name", "/workflow/forms/40/fields", "/workflow/forms/40/fields/1", "/workflow/forms/40/route",
        "/workflow/forms/40/route/1",
    ],
}

# Forms as they come back with an error: the form's page, and what is typed into it. An emoji and more than fits.
_TOO_LONG = "🐌" * 60
FORMS = {
    "login": [("/login", {"member_id": "NOBODY", "user_id": "00000", "password": "wrong"})],
    "schedule": [("/event/new?d={day}", {"title": _TOO_LONG, "start": "x"}), ("/event/new?d={day}", {"title": "", "others": "だれもいない"})],
    "facilities": [("/facilities/1/new?d={day}", {"purpose": _TOO_LONG}), ("/facilities/admin/new", {"name": _TOO_LONG})],
    "memos": [("/memos/new?u=00104", {"title": _TOO_LONG, "phone": "x"})],
    "presence": [("/presence", {"place": _TOO_LONG})],
    "timecard": [("/timecard/{day}/punches/new", {"time": "x"})],
    "circular": [("/circulars/new", {"title": _TOO_LONG}), ("/reports/new", {"title": "", "body": ""})],
    "info": [("/infos/new", {"title": _TOO_LONG, "last": "x"}), ("/infos/categories/new", {"name": _TOO_LONG})],
    "addresses": [("/addresses/new", {"name": _TOO_LONG, "mail": "x"})],
    "todos": [("/todos/new", {"title": _TOO_LONG, "due": "x"})],
    "safety": [("/safety/new", {"title": _TOO_LONG})],
    "members": [("/password", {"old": "x", "new": "y", "again": "z"})],
    "workflow": [("/workflow/new/2", {}), ("/workflow/forms/new", {"name": _TOO_LONG})],
}


class Screen(NamedTuple):
    """What is looked at. who: one of the runner's LOGINS, or "" for nobody; does: one of the runner's DEEDS; status: what it answers."""

    function: str
    name: str
    who: str
    path: str
    does: str = "get"
    status: int = 200
    fields: tuple = ()


ERRORS = [
    Screen("error", "400 読めない文字", "sample", "/todos", "garble", 400),
    Screen("error", "403 権限がない", "member", "/users", "get", 403),
    Screen("error", "403 ほかの画面からの送信", "sample", "/todos", "forge", 403),
    Screen("error", "403 ログインが切れた", "", "/?s=" + "A" * 22, "get", 403),
    Screen("error", "404 ページがない", "sample", "/nowhere", "get", 404),
    Screen("error", "405 送り方が違う", "sample", "/logout", "get", 405),
    Screen("error", "413 大きすぎる", "sample", "/todos", "flood", 413),
    Screen("error", "503 メンテナンス", "sample", "/", "close", 503),
]


def every():
    """All Screens, in an order in which none disturbs another: nobody has logged in, somebody has, the site is closed."""
    found = [Screen(function, f"前 {path}", "", path) for function, paths in SIGNED_OUT.items() for path in paths]
    found += [Screen(function, path, "sample", path) for function, paths in SCREENS.items() for path in paths]
    found += [Screen(function, f"満 {path}", "full", path) for function, paths in FULL.items() for path in paths]
    found += [Screen(function, f"空 {path}", "empty", path) for function, paths in SCREENS.items() for path in paths if needs_nothing(path)]
    for function, rows in FORMS.items():
        for number, (path, fields) in enumerate(rows, 1):
            who = "" if path == "/login" else "sample"
            found.append(Screen(function, f"誤{number} {path}", who, path, "mistype", 200, tuple(fields.items())))
    found.append(Screen("login", "ログインする", "", "/login", "log_in", 200, (("member_id", "SAMPLE1"), ("user_id", "00104"), ("password", "Hanako_104"))))
    found.append(Screen("files", "添付の写真", "sample", "/files/event/3", "picture"))
    found.append(Screen("style", "スタイルシート", "", "/login", "sheet"))
    return sorted([*found, *ERRORS], key=lambda screen: (screen.does == "close", screen.who != ""))


def needs_nothing(path):
    """Whether a path names no row: a company without any has this screen, too."""
    return not re.search(r"/\d|[?&]u=|/(?:new|files)\b|/bills/", path)
