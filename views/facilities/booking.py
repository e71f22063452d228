"""設備の予約: shown, made, changed, cancelled."""

import datetime

from models import facility, reservation, texts
from models.base import Invalid, NotAllowed, Stale
from models.reservation import Taken, Wish
from views.facilities import offers
from views.facilities.words import when
from views.html import day_path
from views.long_text import LongText, TypedText
from views.typed import parse_day, typed_day, typed_time

_PAST = 31  # days: whoever types a month and a day without a year means one to come, or one of the last weeks


def show(visit, reservation_id):
    found = reservation.find(visit.viewer, int(reservation_id))
    event = found.event
    return visit.page(
        "facilities/reservation", title=found.facility, found=found, when=when(visit, found.start, found.end),
        event_path=f"/event/{event.event_id}/{day_path(event.day)}" if event else "", day=found.start.date(),
        note=visit.slice(found.note, f"/reservations/{found.id}"),
    )


def new(visit, facility_id):
    """An empty form, for the facility, day and free time that the link names."""
    found = facility.find(visit.viewer, int(facility_id))
    query, now = visit.query, visit.now
    asked = query.get("d")
    day = parse_day(asked) if len(asked) == 8 and asked.isdecimal() else now.date()
    hour = min(now.hour + 1, 22) if day == now.date() else 9
    start, end = typed_time(query.get("s")), typed_time(query.get("e"))
    start = hour * 60 if start is None else start
    end = min(start + 60, 24 * 60) if end is None else min(start + 60, end)
    wish = Wish(found.id, "", "", _moment(day, start), _moment(day, end))
    return _form(visit, "/reservations", found.name, wish, _values(visit, wish))


def add(visit):
    wish, typed, problems = _read(visit)
    if visit.is_repeated:
        return visit.redirect(_landing(visit, wish))
    return _save(visit, "/reservations", wish, typed, problems, lambda: reservation.book(visit.viewer, wish, visit.done_key))


def edit(visit, reservation_id):
    found = _own(visit, reservation_id)
    if found.event:
        return visit.redirect(f"/event/{found.event_id}/{day_path(found.event.day)}/edit")
    wish = _wish(found)
    return _form(visit, f"/reservations/{found.id}", found.facility, wish, _values(visit, wish), version=found.version)


def change(visit, reservation_id):
    if visit.is_repeated:
        return visit.redirect(_landing(visit, _read(visit)[0]))
    found = _own(visit, reservation_id)
    wish, typed, problems = _read(visit, _wish(found))
    version = visit.form.number("version")

    def save():
        reservation.change(visit.viewer, found.id, wish, version, visit.done_key)

    return _save(visit, f"/reservations/{found.id}", wish, typed, problems, save, found)


def confirm_cancellation(visit, reservation_id):
    found = _own(visit, reservation_id)
    return visit.page("facilities/cancellation", title="予約の取消", found=found, when=when(visit, found.start, found.end))


def cancel(visit, reservation_id):
    """Cancels, and lands where the page before it said: what was cancelled is not there to be asked."""
    if not visit.is_repeated:
        try:
            reservation.cancel(visit.viewer, int(reservation_id), visit.done_key)
        except Stale:  # the event was changed a moment ago: it is shown as it is now
            return confirm_cancellation(visit, reservation_id)
    day = typed_day(visit.form.line("day"), visit.now.date()) or visit.now.date()
    return visit.redirect(f"/facilities/{visit.form.number('facility')}/{day_path(day)}")


def _own(visit, reservation_id):
    found = reservation.find(visit.viewer, int(reservation_id))
    if not found.may_change:
        raise NotAllowed
    return found


def _wish(found):
    return Wish(found.facility_id, found.purpose, found.note, found.start, found.end)


def _landing(visit, wish):
    return f"/facilities/{wish.facility_id}/{day_path(wish.start or visit.now)}"


def _moment(day, minutes):
    return datetime.datetime.combine(day, datetime.time()) + datetime.timedelta(minutes=minutes)


# The form


def _values(visit, wish):
    """The form's values for a Wish: {field: value}."""
    other = wish.end.date() != wish.start.date()
    return {
        "purpose": wish.purpose, "note": LongText(visit, wish.note), "day": wish.start.date(), "start": wish.start, "end": wish.end,
        "until_day": wish.end.date() if other else "",
    }


def _read(visit, original=Wish(0, "", "", None, None)):
    """(the Wish that the form and the offer pressed in it describe, what was typed, {field: what is wrong with it})."""
    form, problems, today = visit.form, {}, visit.now.date()
    day = typed_day(form.line("day"), today, _PAST)
    until = typed_day(form.line("until_day"), today, _PAST) if form.line("until_day") else day
    start, end = typed_time(form.line("start")), typed_time(form.line("end"))
    if day is None or until is None:
        problems["day"] = texts.day_problem("日付", form.line("day" if day is None else "until_day"))
    if start is None or end is None:
        problems["start"] = "時刻は 9:30 か 0930 のように入力してください。"
    start, end = (None, None) if problems else (_moment(day, start), _moment(until, end))
    offer = offers.taken(visit)
    start, end = offers.moved(start, end, offer)
    facility_id, = offers.swapped([form.number("facility")], offer)
    wish = Wish(facility_id, form.line("purpose", original.purpose), form.part("note", original.note), start, end)
    typed = {name: form.line(name) for name in ("day", "start", "end", "until_day")}
    if offer and start:
        typed = _values(visit, wish)
    typed |= {"purpose": wish.purpose, "note": TypedText(form, "note", wish.note, original.note)}
    return wish, typed, problems


def _save(visit, path, wish, typed, problems, save, found=None):
    """Saves what was read; shows the form again, with everything typed, where something is wrong or taken."""
    name = facility.find(visit.viewer, wish.facility_id).name
    version, instead = visit.form.number("version"), []
    try:
        if problems:
            raise Invalid({field: text for field, text in wish.problems().items() if field != "day"} | problems)
        save()
        return visit.redirect(_landing(visit, wish))
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = found.version
        problems = {"": "この予約は先に変更されました。内容を確かめ、よければもう一度登録してください。"}
    except Taken as error:
        own = {"reservation_id": found.id} if found else {}
        problems, instead = offers.refused(visit, error, wish.start, wish.end, **own)
    return _form(visit, path, name, wish, typed, version, problems, instead)


def _form(visit, path, name, wish, values, version=None, problems=None, offers=()):
    return visit.page(
        "facilities/form", title=f"{name}の予約", path=path, facility_id=wish.facility_id, version=version, problems=problems or {},
        offers=offers, **values,
    )
