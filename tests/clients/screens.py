"""Where every screen is, for whoever walks through all of them."""

import datetime

SIGNED_OUT = {"login": "/login", "environment": "/environment", "supported": "/environment/supported"}


def signed_in(page, server, event_path):
    """{name: path} of every screen behind the login; event_path is that of an event which the person may change."""
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=9))).strftime("%Y%m%d")
    page.goto(f"{server.address}/units")
    group = page.get_attribute("main li a", "href").partition("?")[0]
    return {
        "top": "/", "day": f"/day/{today}", "week": f"/week/{today}", "month": f"/month/{today[:6]}", "units": "/units", "group": group,
        "people": "/people", "event": event_path, "form": "/event/new", "change": f"{event_path}/edit", "copy": f"{event_path}/copy",
        "deletion": f"{event_path}/deletion", "others": "/others", "preferences": "/preferences", "members": "/members",
        "password": "/password", "not found": "/nowhere",
    }
