"""回覧 and レポート to read, to confirm and to reply to."""

from models import circular, circular_answers, clock
from models.base import Invalid, NotAllowed
from views import attached
from views.long_text import LongText, TypedText


def received(visit, kind):
    def fetch(start, count):
        return circular.received(visit.viewer, kind.key, start, count)

    return visit.page(
        "circular/received", title=kind.name, kind=kind, today=visit.now.date(), rows=visit.window(fetch, kind.path))


def sent(visit, kind):
    def fetch(start, count):
        return circular.sent(visit.viewer, kind.key, start, count)

    return visit.page("circular/sent", title=f"送信した{kind.name}", kind=kind, rows=visit.window(fetch, f"{kind.path}/sent"))


def show(visit, circular_id, kind):
    one = find(visit, circular_id, kind)
    confirmed, asked = (0, 0) if one.is_draft else circular_answers.progress(visit.viewer, one)
    return visit.page(
        "circular/one", title=one.name or "下書き", kind=kind, one=one, path=path_of(kind, circular_id), confirmed=confirmed, asked=asked,
        is_overdue=one.due is not None and one.due < visit.now.date(), answered=_moment(one.mine),
        files=attached.shown(visit, kind.key, one.id), note=visit.slice(one.body, path_of(kind, circular_id)),
    )


def find(visit, circular_id, kind):
    """The circular that a path names."""
    return circular.find(visit.viewer, kind.key, int(circular_id))


def path_of(kind, circular_id):
    return f"{kind.path}/{circular_id}"


def _moment(answer):
    return clock.from_unix(answer.answered_at) if answer and answer.answered_at else None


# Answering


def reply(visit, circular_id, kind, problems=None):
    """The form of one's reply, as it was given or typed."""
    one = find(visit, circular_id, kind)
    if one.mine is None:
        raise NotAllowed
    given = one.mine.comment
    area = TypedText(visit.form, "reply", visit.form.part("reply", given), given) if problems else LongText(visit, given)
    return visit.page(
        "circular/reply", title="返信を直す" if one.mine.answer else "返信して確認", one=one, path=path_of(kind, circular_id),
        problems=problems or {}, area=area,
    )


def confirm(visit, circular_id, kind):
    """One press confirms; a form with a reply gives it, or another one."""
    page = path_of(kind, circular_id)
    if visit.is_repeated:
        return visit.redirect(page)
    mine = find(visit, circular_id, kind).mine
    if mine is None:
        raise NotAllowed
    save = circular.amend if mine.answer and "reply" in visit.form else circular.confirm
    try:
        save(visit.viewer, int(circular_id), visit.done_key, visit.form.part("reply", mine.comment))
    except Invalid as error:
        return reply(visit, circular_id, kind, error.problems)
    return visit.redirect(page)


# Who has answered


def answers(visit, circular_id, kind):
    return _answers(visit, circular_id, kind, "answers", circular_answers.answered)


def waiting(visit, circular_id, kind, problems=None):
    return _answers(visit, circular_id, kind, "waiting", circular_answers.waiting, problems)


def _answers(visit, circular_id, kind, name, some, problems=None):
    one = find(visit, circular_id, kind)
    path = path_of(kind, circular_id)
    confirmed, asked = circular_answers.progress(visit.viewer, one)
    rows = visit.window(lambda start, count: some(visit.viewer, one, start, count), f"{path}/{name}")
    return visit.page(
        f"circular/{name}", title="確認した人" if name == "answers" else "まだの人", one=one, path=path, confirmed=confirmed,
        asked=asked, rows=rows, moment=_moment, problems=problems or {},
    )


def answer(visit, circular_id, user_id, kind):
    """One reply, whole."""
    found = circular_answers.answer_of(visit.viewer, find(visit, circular_id, kind), user_id)
    path = path_of(kind, circular_id)
    return visit.page(
        "circular/answer", title=f"{found.name}さんの返信", path=path, answered=_moment(found),
        note=visit.slice(found.comment, f"{path}/answers/{user_id}"),
    )
