"""アドレス帳 to write: added, changed, deleted."""

from models import address, kana
from models.base import Invalid, NotAllowed, Stale
from models.contact import Card
from views.long_text import LongText, ShortText, TypedText

_LINES = ("address", "section", "company", "kana", "name")
_PLAIN = ("phone", "mobile", "fax", "mail", "second_mail")  # too short to give way


def new(visit):
    return _form(visit, "アドレスの追加", "/addresses", Card(), _of(visit, Card()))


def add(visit):
    card = _read(visit, Card())
    if visit.is_repeated:
        return visit.redirect(_list_of(card))
    try:
        address.add(visit.viewer, card, visit.done_key)
    except Invalid as error:
        return _form(visit, "アドレスの追加", "/addresses", card, _typed(visit, card, Card()), problems=error.problems)
    return visit.redirect(_list_of(card))


def edit(visit, contact_id):
    found = address.find(visit.viewer, int(contact_id))
    return _form(visit, "アドレスの変更", _path(contact_id), found.card, _of(visit, found.card), found)


def change(visit, contact_id):
    if visit.is_repeated:
        return visit.redirect(_path(contact_id))
    found = address.find(visit.viewer, int(contact_id))
    card, version = _read(visit, found.card), visit.form.number("version")
    try:
        address.change(visit.viewer, found.id, card, version, visit.done_key)
    except Invalid as error:
        problems = error.problems
    except Stale:
        version = found.version
        problems = {"": "ほかの人が先にこのアドレスを変更しました。内容を確かめ、よければもう一度登録してください。"}
    else:
        return visit.redirect(_path(contact_id))
    return _form(visit, "アドレスの変更", _path(contact_id), card, _typed(visit, card, found.card), found, version, problems)


def confirm_deletion(visit, contact_id):
    found = address.find(visit.viewer, int(contact_id))
    if not found.may_delete:
        raise NotAllowed
    return visit.page("addresses/deletion", title="アドレスの削除", name=found.card.title, path=_path(contact_id))


def delete(visit, contact_id):
    address.delete(visit.viewer, int(contact_id), visit.done_key)
    return visit.redirect("/addresses")


def _path(contact_id):
    return f"/addresses/{contact_id}"


def _list_of(card):
    """The list in which the card stands: all that a repeated press knows of where the first one led."""
    letter = kana.initial(card.kana or card.title)
    row, letters = next((row, letters) for row, letters in enumerate(kana.ROWS.values()) if letter in letters)
    return f"/addresses/in/{row}" + (f"/{letters.index(letter)}" if len(letters) > 1 else "")


# The form


def _form(visit, title, path, card, areas, found=None, version=None, problems=None):
    return visit.page(
        "addresses/form", title=title, path=path, card=card, may_hide=found is None or found.is_own,
        version=found.version if found and version is None else version, problems=problems or {}, **areas,
    )


def _of(visit, card):
    """{field: the text of it as the page takes it}; those that give way first stand first."""
    return {"memo": LongText(visit, card.memo)} | {name: ShortText(card.texts[name]) for name in _LINES}


def _typed(visit, card, original):
    return {name: TypedText(visit.form, name, card.texts[name], original.texts[name]) for name in ("memo", *_LINES)}


def _read(visit, original):
    """The Card that the form describes."""
    lines = {name: visit.form.line(name, original.texts[name]) for name in _PLAIN}
    lines |= {name: visit.form.part(name, original.texts[name]).replace("\n", " ").strip() for name in _LINES}
    return Card(**lines, memo=visit.form.part("memo", original.memo), private="private" in visit.form)
