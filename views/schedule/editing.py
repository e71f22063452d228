"""予定 to write: shown, added, changed, copied, deleted."""

import datetime
import re

from bottle import HTTPError

from models import schedule, user
from models.base import Invalid, NotAllowed, Stale
from models.reservation import Taken
from views import attached
from views.calendar import handlers as calendar
from views.facilities import offers
from views.html import day_path
from views.invitation import handlers as invitation
from views.schedule import fields
from views.typed import parse_day

_SOURCE = re.compile(r"[0-9]{1,18}/[0-9]{8}", re.ASCII)
_SCOPES = ("one", "after", "all")


def show(visit, event_id, day):
    event = _find(visit, event_id, day)
    return visit.page(
        "schedule/event", title=event.title, event=event, **invitation.shown(visit, event), path=_path(event_id, day), day=parse_day(day),
        files=attached.shown(visit, "event", event.event_id), note=visit.slice(event.note, _path(event_id, day)),
        rules=fields.RULES, facilities=[name for _, name in event.facilities], calendar=calendar.path(visit, _path(event_id, day)),
    )


def open_event(visit, event_id):
    """An event whose day the link doesn't name, as one that was searched for."""
    return visit.redirect(_path(event_id, day_path(schedule.next_day(visit.viewer, int(event_id), visit.now.date()))))


def new(visit):
    """An empty form, for the day and the person that the link names."""
    asked = visit.query.get("d")
    day = parse_day(asked) if len(asked) == 8 and asked.isdecimal() else visit.now.date()
    hour = min(visit.now.hour + 1, 22) if day == visit.now.date() else 9
    start = datetime.datetime.combine(day, datetime.time(hour))
    draft = schedule.Draft(start=start, end=start + datetime.timedelta(hours=1), users=_invited(visit))
    return _form(visit, "予定の追加", "/event", fields.of(visit, draft))


def _invited(visit):
    """Oneself, and the colleague whose page the form was opened from."""
    wanted = visit.query.get("u")
    other = (user.colleague(visit.viewer, wanted).user_id,) if wanted else ()
    return tuple(dict.fromkeys((visit.viewer.user_id, *other)))


def copy(visit, event_id, day):
    event = _find(visit, event_id, day)
    return _form(visit, "予定のコピー", "/event", fields.of(visit, event.draft()), source=f"{event_id}/{day}")


def add(visit):
    """A new event, or the copy of one: what the phone could not show of the copied text is kept."""
    if visit.is_repeated:
        return visit.redirect(f"/day/{day_path(fields.read(visit, schedule.Draft())[0].start)}")
    original, source = schedule.Draft(), visit.form.get("source")
    if source:
        if not _SOURCE.fullmatch(source):
            raise HTTPError(400)
        event_id, _, day = source.partition("/")
        original = _find(visit, event_id, day).draft()

    def save(draft):
        return schedule.add(visit.viewer, draft, visit.done_key, attached.read(visit))

    return _save(visit, "予定の追加", "/event", original, save, source=source)


def edit(visit, event_id, day):
    event = _find(visit, event_id, day)
    if not event.may_change:
        raise NotAllowed
    return _form(visit, "予定の変更", _path(event_id, day), fields.of(visit, event.draft()), event=event)


def change(visit, event_id, day):
    if visit.is_repeated:
        return visit.redirect(f"/day/{day}")
    event = _find(visit, event_id, day)
    if not event.may_change:
        raise NotAllowed
    scope = _scope(visit)

    def save(draft):
        return schedule.change(
            visit.viewer, event.event_id, parse_day(day), scope, draft, visit.form.number("version"), visit.done_key,
            attached.read(visit),
        )

    return _save(visit, "予定の変更", _path(event_id, day), event.draft(), save, event=event)


def confirm_deletion(visit, event_id, day):
    event = _find(visit, event_id, day)
    if not event.may_change:
        raise NotAllowed
    return visit.page("schedule/deletion", title="予定の削除", event=event, path=_path(event_id, day), day=parse_day(day))


def delete(visit, event_id, day):
    if visit.is_repeated:
        return visit.redirect(f"/day/{day}")
    schedule.delete(visit.viewer, int(event_id), parse_day(day), _scope(visit), visit.done_key)
    return visit.redirect(f"/day/{day}")


def _find(visit, event_id, day):
    return schedule.find(visit.viewer, int(event_id), parse_day(day))


def _path(event_id, day):
    return f"/event/{event_id}/{day}"


def _scope(visit):
    scope = visit.form.get("scope", "one")
    if scope not in _SCOPES:
        raise HTTPError(400)
    return scope


def _save(visit, title, path, original, save, event=None, source=""):
    """Reads the form and saves; shows it again, with everything typed, where something is wrong or overlaps."""
    draft, problems = fields.read(visit, original)
    overlaps, instead, version = [], [], visit.form.number("version")
    try:
        if problems:
            raise Invalid(problems)
        if event and event.version != version:
            raise Stale
        scope = _scope(visit) if event and event.rule else "all"
        (draft.alone() if scope == "one" else draft).check()
        if "anyway" not in visit.form:
            overlaps = schedule.overlaps(visit.viewer, draft, event.event_id if event else None, scope)
        if not overlaps:
            save(draft)
            return visit.redirect(f"/day/{day_path(draft.start)}")
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = event.version
        problems = {"": "ほかの人が先にこの予定を変更しました。内容を確かめ、よければもう一度登録してください。"}
    except Taken as error:
        own = {"event_id": event.event_id} if event else {}
        problems, instead = offers.refused(visit, error, draft.start, draft.end, **own)
    typed, problems = fields.typed(visit, draft, original), attached.lost(visit) | problems
    # Still the version that was changed: whoever was faster is told of at the next press, if not now.
    return _form(
        visit, title, path, typed, event=event, version=version, source=source, problems=problems, overlaps=overlaps, instead=instead,
        scope=visit.form.get("scope"),
    )


def _form(visit, title, path, values, event=None, version=None, source="", problems=None, overlaps=(), instead=(), scope=""):
    version = event.version if event and version is None else version
    item_id = event.event_id if event else int(source.partition("/")[0] or 0)
    return visit.page(
        "schedule/form", title=title, path=path, event=event, version=version, source=source, problems=problems or {},
        overlaps=overlaps[:5], offers=instead, scope=scope, rules=fields.RULES,
        attached=attached.field(visit, "event", item_id, is_copy=bool(source)), **values,
    )
