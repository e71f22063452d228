"""引継ぎ of the 初期管理者's id, which its sessions don't outlive: it ends at the login page."""

from models import handover, rights
from models.base import Invalid, Stale

_STALE = {"": "同時にほかの場所でパスワードが変更されました。ログインし直してください。"}
_AGAIN = "新しいパスワードが2回とも同じになるように入力してください。"


def menu(visit):
    rights.initial_only(visit.viewer)
    return visit.page("members/handover", title="引継ぎ")


def successor(visit, typed=("", "", ""), problems=None):
    rights.initial_only(visit.viewer)
    name, kana, mail = typed
    return visit.page("members/successor", title="後任に引き継ぐ", name=name, kana=kana, mail=mail, problems=problems or {})


def to_successor(visit):
    typed = [visit.form.line(field) for field in ("name", "kana", "mail")]
    return _carry_out(visit, handover.to_successor, typed, successor)


def administration(visit, typed=("", "", "", ""), problems=None):
    rights.initial_only(visit.viewer)
    name, contact, phone, mail = typed
    return visit.page(
        "members/administration", title="管理者用IDにする", names=handover.NAMES, name=name, contact=contact, phone=phone, mail=mail,
        problems=problems or {})


def to_administration(visit):
    typed = [visit.form.line(field) for field in ("name", "contact", "phone", "mail")]
    return _carry_out(visit, handover.to_administration, typed, administration)


def _carry_out(visit, verb, typed, form):
    rights.initial_only(visit.viewer)
    short = [text[:200] for text in typed]
    if visit.form.get("new") != visit.form.get("again"):
        return form(visit, short, {"again": _AGAIN})
    try:
        verb(visit.viewer, *typed, visit.form.get("old"), visit.form.get("new"), visit.done_key)
    except Invalid as error:
        return form(visit, short, error.problems)
    except Stale:
        return form(visit, short, _STALE)
    visit.viewer = None  # the session has ended: the next page is one for everybody
    return visit.page("members/handed_over", title="引継ぎ")
