"""Where every screen is, for whoever walks through all of them."""

import datetime
import re

SIGNED_OUT = {"login": "/login", "environment": "/environment", "supported": "/environment/supported"}
_JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def with_session(address, home):
    """The address, with the session's id where the page reached by the login has one."""
    found = re.search(r"[?&](s=[\w-]+)", home)
    return f"{address}{'&' if '?' in address else '?'}{found[1]}" if found else address


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
