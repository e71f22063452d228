"""設備 to look at: categories, the day of a category and of one facility, what is free, one's own reservations."""

import datetime

from models import facility, reservation, texts
from views.html import day_path
from views.schedule.days import step
from views.typed import jumped, parse_day, typed_day, typed_time

_MOST_GAPS = 6  # free times that a day shows
_OPENS, _CLOSES = datetime.time(8), datetime.time(20)  # between them a day's free times are shown


def categories(visit):
    rows = visit.slice(facility.categories(visit.viewer), "/facilities")
    return visit.page("facilities/categories", title="設備", day=visit.now.date(), rows=rows)


def category(visit, category_id, day, problems=None):
    """The day of all facilities of a category: when each is taken; problems: with the day that was asked for instead."""
    shown = parse_day(day)
    found = facility.find_category(visit.viewer, int(category_id))
    rows = visit.window(
        lambda start, count: facility.in_category(visit.viewer, found.id, start, count), f"/facilities/in/{found.id}/{day}")
    busy = reservation.busy(visit.viewer, [row.id for row in rows.shown], shown, shown)
    coming = {number: [time for time in times if time[1] > visit.now or shown != visit.now.date()] for number, times in busy.items()}
    return visit.page(
        "facilities/category", title=f"{found.name} {visit.date(shown)}", category=found, day=shown, rows=rows, busy=coming,
        previous=step(shown, -1), following=step(shown, 1), problems=problems or {},
    )


def day(visit, facility_id, day=None, problems=None):
    """The day of one facility: what is free, then what is booked; problems: with the day that was asked for instead."""
    shown = parse_day(day) if day else visit.now.date()
    found = facility.find(visit.viewer, int(facility_id))
    booked = reservation.day(visit.viewer, found.id, shown)
    path = f"/facilities/{found.id}/{day_path(shown)}"
    return visit.page(
        "facilities/day", title=f"{found.name} {visit.date(shown)}", facility=found, day=shown, rows=visit.slice(booked, path),
        free=_free(visit, booked, shown), previous=step(shown, -1), following=step(shown, 1), problems=problems or {},
    )


def _free(visit, booked, day):
    """[(start, end)] of what the booked Rows of a day leave free between 8:00 and 20:00, and is not past."""
    busy = [reservation.rounded(row.start, row.end) for row in booked]
    now = visit.now.replace(minute=visit.now.minute // 5 * 5, second=0, microsecond=0) + datetime.timedelta(minutes=5)
    opens, closes = (datetime.datetime.combine(day, time) for time in (_OPENS, _CLOSES))
    return reservation.gaps(busy, max(opens, now), closes)[:_MOST_GAPS]


def note(visit, facility_id):
    found = facility.find(visit.viewer, int(facility_id))
    text = visit.slice(found.note, f"/facilities/{found.id}/note")
    return visit.page("facilities/note", title=found.name, facility=found, note=text, day=visit.now.date())


def free(visit):
    """What is free at a time that was typed."""
    query, now = visit.query, visit.now
    default = now.replace(minute=0) + datetime.timedelta(hours=1)
    typed = {
        "day": query.line("day") or day_path(default), "start": query.line("start") or f"{default:%H%M}",
        "end": query.line("end") or f"{default.hour + 1:02d}00",
    }
    on, start, end = typed_day(typed["day"], now.date(), 31), typed_time(typed["start"]), typed_time(typed["end"])
    if on is None:
        wrong = texts.day_problem("日付", typed["day"])
    elif None in (start, end):
        wrong = "時刻は 9:30 のように入力してください。"
    else:
        wrong = "" if start < end else "終了は開始より後にしてください。"
    if wrong:
        rows = visit.slice([], "/facilities/free")
    else:
        moments = [datetime.datetime.combine(on, datetime.time()) + datetime.timedelta(minutes=time) for time in (start, end)]
        rows = visit.window(
            lambda skip, count: reservation.free(visit.viewer, *moments, count, skip), visit.url("/facilities/free", **typed))
        typed = {"day": on, "start": moments[0], "end": moments[1]}
    return visit.page(
        "facilities/free", title="空いている設備", rows=rows, problems={"day": wrong} if wrong else {}, typed=typed,
        asked="" if wrong else f"d={day_path(on)}&s={start // 60:02d}{start % 60:02d}&e={end // 60:02d}{end % 60:02d}",
    )


def mine(visit):
    rows = visit.window(lambda start, count: reservation.mine(visit.viewer, visit.now, start, count), "/reservations")
    return visit.page("facilities/mine", title="自分の予約", rows=rows)


def jump(visit):
    """A day typed into the page of a facility's day."""
    typed, facility_id = jumped(visit), visit.query.number("f")
    if typed.problems:
        return day(visit, facility_id, typed.path, typed.problems)
    return visit.redirect(f"/facilities/{facility_id}/{typed.path}")


def jump_in(visit):
    """A day typed into the page of a category's day."""
    typed, category_id = jumped(visit), visit.query.number("c")
    if typed.problems:
        return category(visit, category_id, typed.path, typed.problems)
    return visit.redirect(f"/facilities/in/{category_id}/{typed.path}")
