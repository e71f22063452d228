"""Maintenance as phones meet it: announced beforehand, and during it a page that says until when."""

from bottle import HTTPError

from models import maintenance
from views.html import clock, day_label


class Closed(HTTPError):
    """The answer to every request during maintenance."""

    title = "メンテナンス中"

    def __init__(self, window, now):
        seconds = max(1, int((window.end - now).total_seconds()) + 1)
        text = f"ただいまメンテナンスのため、ご利用いただけません。{_moment(window.end)}に終わる予定です。"
        super().__init__(503, text + window.note, headers={"Retry-After": str(seconds)})


def check(visit):
    """Raises Closed during maintenance, but for the service's own operators. Nothing of the request is carried out."""
    window = maintenance.current(visit.now)
    if window and visit.address not in visit.settings.operators:
        raise Closed(window, visit.now)


def notice(visit):
    """What is to be announced now, or for an operator that the service is closed for others; else empty."""
    window = maintenance.current(visit.now)
    if window:
        return f"メンテナンス中({_moment(window.end)}まで)です。運用担当者だけが見ています。"
    window = maintenance.announced(visit.now)
    if window is None:
        return ""
    return f"{told(window)}、メンテナンスのためご利用いただけません。{window.note}"


def told(window):
    """From when until when: 11/28(土) 22:00から11/29(日) 2:00まで"""
    return f"{_moment(window.start)}から{_moment(window.end)}まで"


def _moment(moment):
    return f"{day_label(moment.date())} {clock(moment)}"
