"""アドレス帳: what is mounted where, and everything to look at."""

from models import address, kana, unit, user
from views.addresses import editing

ITEMS = {address.KIND: "/addresses/{}"}

_ROWS = list(kana.ROWS)
_KEYS = "123456789*#"  # as a phone's keys have kana on them: 1 あ, 2 か ... 9 ら; 0 is taken by トップ


def front(visit):
    return visit.page("addresses/front", title="アドレス帳", rows=list(zip(_KEYS, range(len(_ROWS)), _ROWS)))


def under(visit, row, column=None):
    """The contacts of a row of kana, or of one kana of it."""
    letters = _letters(int(row), column)
    path = f"/addresses/in/{row}" + (f"/{column}" if column else "")
    rows = visit.window(lambda start, count: address.under(visit.viewer, letters, start, count), path)
    narrower = list(enumerate(letters)) if len(letters) > 1 and (rows.next or rows.previous) else []
    return visit.page(
        "addresses/list", title=f"アドレス帳 {letters[0] if column else _ROWS[int(row)]}", text="", rows=rows, row=row, narrower=narrower)


def _letters(row, column):
    letters = kana.ROWS[_ROWS[row]]
    return letters[min(int(column), len(letters) - 1)] if column else letters


def search(visit):
    text = visit.query.line("q")[:50]
    rows = visit.window(
        lambda start, count: address.find_all(visit.viewer, text, start, count), visit.url("/addresses/find", q=text))
    return visit.page("addresses/list", title="アドレス帳の検索", text=text, rows=rows, row="", narrower=[])


def contact(visit, contact_id):
    found = address.find(visit.viewer, int(contact_id))
    path = f"/addresses/{contact_id}"
    return visit.page(
        "addresses/contact", title=found.card.title, card=found.card, may_delete=found.may_delete, path=path,
        note=visit.slice(_details(found.card), path),
    )


def _details(card):
    """All that is not called or mailed, as one text: it has parts where a page doesn't take it whole."""
    lines = [
        ("よみがな", card.kana), ("会社", card.company if card.name else ""), ("部署・役職", card.section), ("住所", card.address), ("FAX", card.fax),
    ]
    told = [f"{label} {text}" for label, text in lines if text] + ["個人用"] * card.private
    return "\n".join(told + ([card.memo] if card.memo else []))


def colleagues(visit):
    """社内: one's own 組織, or everybody where that has nobody else; or whoever is looked for among everybody."""
    text, path, mates = visit.query.line("q")[:50], "/addresses/people", []
    if text:
        rows = visit.slice(_named(user.search(visit.viewer, text)), visit.url(path, q=text))
    elif len(mates := unit.mates(visit.viewer)) > 1:
        rows = visit.slice(mates, path)
    else:
        rows = visit.window(lambda start, count: _named(user.everybody(visit.viewer, start, count)), path)
    return visit.page("addresses/colleagues", title="社内の人", text=text, rows=rows, are_mates=len(mates) > 1)


def _named(people):
    return [(person.user_id, person.name) for person in people]


def colleague(visit, user_id):
    person = address.colleague(visit.viewer, user_id)
    return visit.page("addresses/colleague", title=person.name, person=person)


_CONTACT = "/addresses/<contact_id:re:[0-9]{1,18}>"

ROUTES = [
    ("GET", "/addresses", front, "signed_in"),
    ("GET", "/addresses/in/<row:re:[0-9]|10>", under, "signed_in"),
    ("GET", "/addresses/in/<row:re:[0-9]|10>/<column:re:[0-4]>", under, "signed_in"),
    ("GET", "/addresses/find", search, "signed_in"),
    ("GET", "/addresses/people", colleagues, "signed_in"),
    ("GET", "/addresses/people/<user_id:re:[0-9]{5}>", colleague, "signed_in"),
    ("GET", "/addresses/new", editing.new, "signed_in"),
    ("POST", "/addresses", editing.add, "signed_in"),
    ("GET", _CONTACT, contact, "signed_in"),
    ("GET", f"{_CONTACT}/edit", editing.edit, "signed_in"),
    ("POST", _CONTACT, editing.change, "signed_in"),
    ("GET", f"{_CONTACT}/deletion", editing.confirm_deletion, "signed_in"),
    ("POST", f"{_CONTACT}/deletion", editing.delete, "signed_in"),
]
