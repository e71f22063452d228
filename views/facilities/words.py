"""How the time of a reservation reads."""

from views.html import clock


def times(visit, start, end):
    """9:00-10:00; 22:00-11/25(水)6:00 where it ends on another day."""
    return f"{clock(start)}-{'' if end.date() == start.date() else visit.date(end.date())}{clock(end)}"


def when(visit, start, end):
    """11/24(火) 9:00-10:00"""
    return f"{visit.date(start.date())} {times(visit, start, end)}"
