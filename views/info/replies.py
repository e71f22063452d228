"""Replies to インフォメーション."""

from models import info_reply
from models.base import Invalid, NotAllowed
from views.info.reading import find
from views.long_text import LongText, TypedText


def show(visit, info_id, problems=None):
    found, path = find(visit, info_id), f"/infos/{info_id}/replies"
    rows = visit.window(
        lambda start, count: info_reply.replies(visit.viewer, found.id, visit.now.date(), start, count), path)
    area = TypedText(visit.form, "body", visit.form.text("body")) if problems else LongText(visit, "")
    return visit.page("info/replies", title="返信", info=found, path=path, rows=rows, area=area, problems=problems or {})


def add(visit, info_id):
    path = f"/infos/{info_id}/replies"
    if visit.is_repeated:
        return visit.redirect(path)
    try:
        info_reply.add(visit.viewer, int(info_id), visit.form.text("body"), visit.now.date(), visit.done_key)
    except Invalid as error:
        return show(visit, info_id, error.problems)
    return visit.redirect(path)


def one(visit, info_id, reply_id):
    """One reply, whole."""
    found, path = _find(visit, info_id, reply_id), f"/infos/{info_id}/replies/{reply_id}"
    return visit.page(
        "info/reply", title=f"{found.author}さんの返信", reply=found, info_id=info_id, path=path,
        may_delete=info_reply.may_delete(visit.viewer, found), note=visit.slice(found.body, path),
    )


def confirm_deletion(visit, info_id, reply_id):
    found, path = _find(visit, info_id, reply_id), f"/infos/{info_id}/replies/{reply_id}"
    if not info_reply.may_delete(visit.viewer, found):
        raise NotAllowed
    return visit.page("info/deletion", title="返信の削除", text=f"{found.author}さんの返信", path=path)


def delete(visit, info_id, reply_id):
    if not visit.is_repeated:
        info_reply.delete(visit.viewer, int(info_id), int(reply_id), visit.now.date(), visit.done_key)
    return visit.redirect(f"/infos/{info_id}/replies")


def _find(visit, info_id, reply_id):
    return info_reply.find(visit.viewer, int(info_id), int(reply_id), visit.now.date())
