"""回覧 and レポート to write: drafts, sending, changes, more people, reminding, closing, deleting."""

from models import circulation
from models.base import Invalid, NotAllowed, Stale
from views import attached
from views.circular import fields
from views.circular.reading import find, path_of, waiting


def new(visit, kind):
    return _form(visit, kind, f"{kind.name}を書く", kind.path, fields.of(visit, kind))


def add(visit, kind):
    if visit.is_repeated:
        return visit.redirect(f"{kind.path}/sent")
    send = "keep" not in visit.form

    def save(draft):
        circulation.write(visit.viewer, kind.key, draft, visit.done_key, send, attached.read(visit))

    return _save(visit, kind, f"{kind.name}を書く", kind.path, f"{kind.path}/sent", save, send)


def edit(visit, circular_id, kind):
    one = _own(visit, circular_id, kind)
    return _form(visit, kind, f"{kind.name}の変更", path_of(kind, circular_id), fields.of(visit, kind, one), one, one.version)


def change(visit, circular_id, kind):
    path = path_of(kind, circular_id)
    if visit.is_repeated:
        return visit.redirect(path)
    one = _own(visit, circular_id, kind)
    send = one.is_draft and "keep" not in visit.form

    def save(draft):
        circulation.rewrite(
            visit.viewer, kind.key, one.id, draft, visit.form.number("version"), visit.done_key, send=send,
            ask_again="ask_again" in visit.form, files=attached.read(visit))

    return _save(visit, kind, f"{kind.name}の変更", path, path, save, send, one)


def people(visit, circular_id, kind, problems=None):
    """Whom else it is to go to."""
    one = _own(visit, circular_id, kind)
    chosen = fields.typed_candidates(visit) if problems else fields.candidates(visit, ())
    return visit.page(
        "circular/people", title="宛先の追加", one=one, path=path_of(kind, circular_id), candidates=chosen, problems=problems or {},
        everybody="everybody" in visit.form if problems else False,
    )


def add_people(visit, circular_id, kind):
    path, problems = path_of(kind, circular_id), {}
    if visit.is_repeated:
        return visit.redirect(path)
    _own(visit, circular_id, kind)
    users = fields.recipients(visit, problems)
    try:
        if problems:
            raise Invalid(problems)
        circulation.add_people(visit.viewer, kind.key, int(circular_id), users, "everybody" in visit.form, visit.done_key)
    except Invalid as error:
        return people(visit, circular_id, kind, error.problems)
    return visit.redirect(path)


def remind(visit, circular_id, kind):
    try:
        circulation.remind(visit.viewer, kind.key, int(circular_id), visit.done_key)
    except Invalid as error:
        return waiting(visit, circular_id, kind, error.problems)
    return visit.redirect(f"{path_of(kind, circular_id)}/waiting")


def close(visit, circular_id, kind):
    circulation.close(visit.viewer, kind.key, int(circular_id), visit.done_key)
    return visit.redirect(path_of(kind, circular_id))


def confirm_deletion(visit, circular_id, kind):
    one = _own(visit, circular_id, kind)
    return visit.page("circular/deletion", title=f"{kind.name}の削除", one=one, path=path_of(kind, circular_id))


def delete(visit, circular_id, kind):
    if not visit.is_repeated:
        circulation.delete(visit.viewer, kind.key, int(circular_id), visit.done_key)
    return visit.redirect(f"{kind.path}/sent")


def _own(visit, circular_id, kind):
    one = find(visit, circular_id, kind)
    if not one.is_author:
        raise NotAllowed
    return one


def _save(visit, kind, title, path, then, save, send, one=None):
    """Reads the form and saves; shows it again, with everything typed, where something is wrong."""
    draft, problems = fields.read(visit, kind, one, send)
    version = visit.form.number("version")
    try:
        draft.check(kind.key, send or (one is not None and not one.is_draft))
        if problems:
            raise Invalid(problems)
        save(draft)
        return visit.redirect(then)
    except Invalid as error:
        problems = error.problems | problems
    except Stale:
        version = one.version
        problems = {"": "ほかの端末で先に変更されました。内容を確かめ、よければもう一度押してください。"}
    return _form(visit, kind, title, path, fields.typed(visit, draft, one), one, version, attached.lost(visit) | problems)


def _form(visit, kind, title, path, values, one=None, version=None, problems=None):
    return visit.page(
        "circular/form", title=title, kind=kind, path=path, one=one, version=version, is_draft=one is None or one.is_draft,
        problems=problems or {}, attached=attached.field(visit, kind.key, one.id if one else 0), **values,
    )
