"""カレンダー連携: an event for the phone's own calendar, and the feed of one's schedule for calendars elsewhere."""

import hashlib

from bottle import HTTPResponse

from models import clock, feed, schedule
from views.calendar import icalendar, vcalendar
from views.typed import parse_day

# What handsets without HTML5 know is vCalendar; everything younger knows iCalendar.
FORMATS = {"vcs": "text/x-vcalendar", "ics": "text/calendar"}


def path(visit, event_path):
    """Where an event's page finds the event for the phone's own calendar, in the format that it reads."""
    return f"{event_path}/calendar.{'ics' if visit.device.dialect.markup == 'html5' else 'vcs'}"


def event(visit, event_id, day, ending):
    """One occurrence; who may see its page may have it."""
    found = feed.entry(visit.viewer, schedule.find(visit.viewer, int(event_id), parse_day(day)))
    dialect = visit.device.dialect
    if ending == "vcs":
        return _file(vcalendar.write(found, dialect, visit.device.page_limit), f"{FORMATS['vcs']}; charset={dialect.charset}")
    return _file(icalendar.write([found], visit.now.date()), f"{FORMATS['ics']}; charset=utf-8")


def _file(data, content_type, status=200, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if status == 200:
        headers |= {"Content-Type": content_type, "Content-Length": str(len(data))}
    return HTTPResponse(data, status, {"Cache-Control": "private, no-cache", "Vary": "User-Agent", "X-Content-Type-Options": "nosniff"} | headers)


# The feed


def subscribed(visit, token):
    """The feed behind an address, for a program that has no session."""
    today = visit.now.date()
    found = feed.find(token, today)
    data = icalendar.write(feed.entries(found, today), today, f"{found.name}の予定")
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    is_known = tag in visit.environ.get("HTTP_IF_NONE_MATCH", "")
    return _file(b"" if is_known else data, f"{FORMATS['ics']}; charset=utf-8", 304 if is_known else 200, ETag=tag)


def show(visit, token="", again=False):
    return visit.page(
        "calendar/calendar", title="カレンダー連携", made_at=feed.made_at(visit.viewer), again=again,
        address=f"{visit.origin}/calendar/{token}.ics" if token else "", days=(feed.PAST, feed.AHEAD),
    )


def renew(visit):
    """The address is shown in the answer to the post, once: nobody can look it up later."""
    token = feed.renew(visit.viewer, visit.done_key)
    return show(visit, token or "", again=not token)


def revoke(visit):
    feed.revoke(visit.viewer, visit.done_key)
    return visit.redirect("/calendar")


ROUTES = [
    ("GET", "/event/<event_id:re:[0-9]{1,18}>/<day:re:[0-9]{8}>/calendar.<ending:re:vcs|ics>", event, "signed_in"),
    ("GET", "/calendar", show, "signed_in"),
    ("POST", "/calendar", renew, "signed_in"),
    ("POST", "/calendar/end", revoke, "signed_in"),
    ("GET", "/calendar/<token>.ics", subscribed, "anyone"),
]
