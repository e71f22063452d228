"""Moments as pages show them: short while they are near."""

from views.html import clock


def moment(visit, at):
    """9:05 for today, 11/24(火) 9:05 for another day."""
    return clock(at) if at.date() == visit.now.date() else f"{visit.date(at.date())} {clock(at)}"
