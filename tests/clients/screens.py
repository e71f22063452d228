"""Where every screen is, for whoever walks through all of them."""

import datetime
import re

SIGNED_OUT = {"login": "/login", "environment": "/environment", "supported": "/environment/supported"}
# What each function is used for most; {day} is today, {event} the path of an event of today.
MAIN = {
    "top": "/", "day": "/day/{day}", "week": "/week/{day}", "month": "/month/{month}", "group": "/group/1/{day}", "event": "{event}",
    "event-new": "/event/new", "queue": "/queue", "memos": "/memos", "memo": "/memos/6", "memo-new": "/memos/new", "circulars": "/circulars",
    "circular": "/circulars/4", "circular-new": "/circulars/new", "reports": "/reports", "infos": "/infos", "info": "/infos/3",
    "workflow": "/workflow", "waiting": "/workflow/waiting", "application": "/workflow/8", "apply": "/workflow/new/2",
    "facilities": "/facilities", "room": "/facilities/1/{day}", "room-new": "/facilities/1/new", "slots": "/slots", "presence": "/presence",
    "presence-group": "/presence/1", "timecard": "/timecard", "timecard-month": "/timecard/month/{month}", "safety": "/safety/2",
    "safety-counts": "/safety/2/counts", "addresses": "/addresses", "address": "/addresses/1", "todos": "/todos", "todo": "/todos/1",
    "search": "/search?q=1", "others": "/others", "preferences": "/preferences", "calendar": "/calendar", "members": "/members",
    "help": "/help", "not-found": "/nowhere",
}
_JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def with_session(address, home):
    """The address, with the session's id where the page reached by the login has one."""
    found = re.search(r"[?&](s=[\w-]+)", home)
    return f"{address}{'&' if '?' in address else '?'}{found[1]}" if found else address


def main(event_path):
    """{name: path} of what each function is used for most."""
    today = datetime.datetime.now(_JAPAN).strftime("%Y%m%d")
    return {name: path.format(day=today, month=today[:6], event=event_path) for name, path in MAIN.items()}


def signed_in(page, server, event_path, home=""):
    """{name: path} of every screen behind the login.

    event_path: that of an event which the person may change; home: the page that the login led to.
    """
    today = datetime.datetime.now(_JAPAN).strftime("%Y%m%d")
    page.goto(with_session(f"{server.address}/units", home))
    group = page.get_attribute("a[href*='/group/']", "href").partition("?")[0]
    return {
        "top": "/", "day": f"/day/{today}", "week": f"/week/{today}", "month": f"/month/{today[:6]}", "units": "/units", "group": group,
        "people": "/people", "search": "/search?q=%E4%BC%9A", "event": event_path,
        "form": "/event/new", "change": f"{event_path}/edit", "copy": f"{event_path}/copy",
        "deletion": f"{event_path}/deletion", "others": "/others", "preferences": "/preferences", "members": "/members",
        "password": "/password", "not found": "/nowhere",
    }
