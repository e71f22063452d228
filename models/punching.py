"""タイムカード to write: punches, which change 所在 with them, and corrections, whose old values are kept.

Everything that writes somebody's card first locks that person's row of 所在, so that two phones take turns.
"""

from models import clock, presence, texts
from models.base import Invalid, NotFound, Stale, locked, once
from models.punch import KINDS, Correction, Mark, Punch, is_possible, refusal

STATES = {"arrive": "in", "back": "in", "out": "out", "leave": "home"}  # what a punch makes of 所在
_DAYS_BACK = 2  # in which a running shift may have begun
_SLIP = 1  # minutes in which the same punch again is the same press again
_MOST = 100  # punches added to one day


def punch(viewer, kind, remark, now, form_key):
    """Punches the viewer's card at this moment (naive datetime), and changes 所在; the same again within a minute does nothing.

    Raises Invalid where this punch can't come now.
    """
    problems = texts.problems(remark=texts.problem("備考", remark, 100, one_line=True))
    if kind not in KINDS:
        problems["kind"] = "打刻を選び直してください。"
    if problems:
        raise Invalid(problems)

    def work():
        presence.row_of(viewer.member_id, viewer.user_id)
        today, moment = now.date().toordinal(), clock.minutes(now)
        found = _marks(viewer, today - _DAYS_BACK, today)
        last_day, last = found[-1] if found else (None, None)
        if last and last.kind == kind and 0 <= moment - clock.minutes(last.moment) <= _SLIP:
            return
        problem = refusal(kind, [mark for _, mark in found], now)
        if problem:
            raise Invalid({"": problem})
        day = today if kind == "arrive" else last_day
        _insert(viewer, day, kind, moment, remark)
        presence.become(viewer.member_id, viewer.user_id, STATES[kind], now)

    once(viewer.member_id, form_key, work)


def correct(viewer, day, punch_id, moment, was, reason, now, form_key):
    """Moves one of the viewer's punches to another moment (naive datetime), or takes it away where that is None.

    day: its date; was: the moment that was shown. Raises NotFound, Stale, and Invalid with the fields "reason", "moment" and "".
    """
    _check_reason(reason)

    def work():
        marks = _locked_day(viewer, day)
        old = next((mark for mark in marks if mark.id == punch_id), None)
        if old is None:
            raise NotFound
        if old.moment != was:
            raise Stale
        kept = [mark for mark in marks if mark is not old]
        _check(viewer, day, kept if moment is None else [*kept, old._replace(moment=moment)], now)
        mine = _of_day(Punch, viewer, day.toordinal()) & (Punch.id == punch_id)
        if moment is None:
            Punch.delete().where(mine).execute()
        else:
            Punch.update(moment=clock.minutes(moment)).where(mine).execute()
        _note(viewer, day, old.kind, old.moment, moment, reason)

    once(viewer.member_id, form_key, work)


def add(viewer, day, kind, moment, reason, now, form_key):
    """Adds a punch that the viewer forgot on a day (date). Raises Invalid with the fields "kind", "reason", "moment" and ""."""
    _check_reason(reason)
    if kind not in KINDS:
        raise Invalid({"kind": "打刻を選び直してください。"})

    def work():
        marks = _locked_day(viewer, day)
        if len(marks) >= _MOST:
            raise Invalid({"": f"打刻は1日に{_MOST}件までです。"})
        # Behind all others of the same minute, as a punch of today is.
        _check(viewer, day, [*marks, Mark(moment, max((mark.id for mark in marks), default=0) + 1, kind, "")], now)
        _insert(viewer, day.toordinal(), kind, clock.minutes(moment), "")
        _note(viewer, day, kind, None, moment, reason)

    once(viewer.member_id, form_key, work)


def _check_reason(reason):
    problems = texts.problems(reason=texts.problem("理由", reason, 100, required=True, one_line=True))
    if problems:
        raise Invalid(problems)


def _locked_day(viewer, day):
    presence.row_of(viewer.member_id, viewer.user_id)
    return [mark for _, mark in _marks(viewer, day.toordinal(), day.toordinal())]


def _check(viewer, day, marks, now):
    """Raises Invalid where these would be no possible Marks of a day."""
    marks = sorted(marks)
    if marks and marks[-1].moment > now:
        raise Invalid({"moment": "これからの時刻は登録できません。時刻を確かめてください。"})
    if not is_possible(marks):
        raise Invalid({"": "打刻が 出社→外出→戻り→退社 の順になりません。ほかの打刻の時刻を確かめてください。取り消すときは、あとの打刻から取り消してください。"})
    if not marks:
        return
    if marks[0].moment.date() != day:
        raise Invalid({"moment": "出社の時刻は、この日の0:00から23:59の間にしてください。"})
    ordinal = day.toordinal()
    others = [(its_day, mark.moment) for its_day, mark in _marks(viewer, ordinal - 1, ordinal + 1) if its_day != ordinal]
    if any(moment > marks[0].moment if its_day < ordinal else moment < marks[-1].moment for its_day, moment in others):
        raise Invalid({"moment": "前か次の日の勤務と重なります。時刻を確かめてください。"})


def _of_day(table, viewer, day):
    return (table.member_id == viewer.member_id) & (table.user_id == viewer.user_id) & (table.day == day)


def _marks(viewer, first, last):
    """[(day, Mark)] of the viewer from one ordinal to another, in order of time."""
    mine = (Punch.member_id == viewer.member_id) & (Punch.user_id == viewer.user_id) & Punch.day.between(first, last)
    rows = Punch.select(Punch.day, Punch.moment, Punch.id, Punch.kind, Punch.remark).where(mine)
    # Locked: an ordinary read could show what was there before the lock on the person was waited for.
    rows = locked(rows.order_by(Punch.day, Punch.moment, Punch.id))
    return [(day, Mark(clock.local(moment), *values)) for day, moment, *values in rows.tuples()]


def _insert(viewer, day, kind, moment, remark):
    Punch.insert(
        member_id=viewer.member_id, user_id=viewer.user_id, day=day, id=_next(Punch, viewer, day), kind=kind, moment=moment, remark=remark,
    ).execute()


def _note(viewer, day, kind, old, new, reason):
    old, new = (None if moment is None else clock.minutes(moment) for moment in (old, new))
    Correction.insert(
        member_id=viewer.member_id, user_id=viewer.user_id, day=day.toordinal(), id=_next(Correction, viewer, day.toordinal()), kind=kind,
        old_moment=old, new_moment=new, reason=reason, changed_at=clock.unix(),
    ).execute()


def _next(table, viewer, day):
    """The next id of somebody's day; whoever asks has locked the person."""
    last = locked(table.select(table.id).where(_of_day(table, viewer, day)).order_by(table.id.desc()).limit(1)).scalar()
    return (last or 0) + 1
