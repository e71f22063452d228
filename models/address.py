"""アドレス帳: contacts that colleagues share and those for oneself, and how to reach colleagues.

A private contact is there for whoever registered it, and for nobody else. A shared one is seen and changed by all
colleagues, and deleted by whoever registered it or a システム管理者.
"""

from typing import NamedTuple

from peewee import JOIN, SQL, NodeList, Value, fn

from models import kana, search, telephone, texts
from models.base import NotAllowed, NotFound, Read, Stale, locked, next_id, once, parameter
from models.contact import SHARED, Card, Contact
from models.member import Person
from models.profile import Profile, name_of, same_person
from models.telephone import Telephone
from models.user import fold_name

KIND = "contact"
MOST_WORDS = 5  # of a search
_FEWEST_DIGITS = 3  # that are looked for in numbers: fewer stand in nearly all
MOST = 1_000  # entries that a list goes on for: who pages further has not found what to look for


class Entry(NamedTuple):
    """A contact in a list; title: its name, or the company's where it has none."""

    id: int
    title: str
    company: str
    private: bool


class Detail(NamedTuple):
    """A contact with its Card; is_own: the viewer registered it; may_delete: whether the viewer may."""

    id: int
    card: Card
    version: int
    is_own: bool
    may_delete: bool


class Colleague(NamedTuple):
    """How to reach somebody of the viewer's member; telephone and mail are empty where there is none."""

    user_id: str
    name: str
    kana: str
    telephone: str
    mail: str


# Looking


def under(viewer, letters, start, count):
    """Entries under these kana (one, or those of a row of kana.ROWS), by their reading; so many from the start-th on."""
    first, end = kana.span(letters)
    return _merged(viewer, start, count, lambda scope, most: _under(
        member_id=viewer.member_id, scope=scope, first=first, end=end, most=most))


def find_all(viewer, text, start, count):
    """Entries whose name, reading, company, telephone numbers or mail addresses hold each word of a text, by their reading;
    all of them for an empty text.

    Words are compared as models.user compares names; in numbers only digits count, from three on. A number may have blanks.
    """
    number = telephone.fold(text)
    words = [number] if telephone.is_number(number) else texts.UNUSABLE.sub(" ", text).split()
    words = [word for word in words if fold_name(word)][:MOST_WORDS]

    def read(scope, most):
        query = _listed().where(_in_scope(Contact, viewer.member_id, scope))
        for word in words:
            query = query.where(_found(word, viewer.member_id, scope))
        return query.limit(most).tuples()

    return _merged(viewer, start, count, read)


def _in_scope(contact, member_id, scope):
    return (contact.member_id == member_id) & (contact.scope == scope)


def _found(word, member_id, scope):
    """The condition that a contact of a scope holds a word. Numbers and mail addresses stand in an index of their own."""
    is_named, reached = _holds(Contact.folded, fold_name(word)), _reached(word)
    if not reached:
        return is_named
    other = Contact.alias("other")
    return is_named | Contact.id.in_(other.select(other.id).where(_in_scope(other, member_id, scope) & _holds(other.reach, reached)))


def _reached(word):
    """What is looked for in Card.reach; empty for what stands in no number and no mail address."""
    digits = telephone.fold(word).replace("-", "").lstrip("+")
    if digits.isdecimal():
        return digits if len(digits) >= _FEWEST_DIGITS else ""
    folded = fold_name(word)
    return folded if folded.isascii() else ""


def _holds(column, word):
    """The condition that a folded column holds a word; peewee's contains() ignores case, which takes PostgreSQL twice as long."""
    for special in "!%_":
        word = word.replace(special, "!" + special)
    return NodeList((column, SQL("LIKE"), Value(f"%{word}%"), SQL("ESCAPE '!'")))


def _merged(viewer, start, count, read):
    """What all share and what is the viewer's own in one list: each is read along the index, no further than the list goes."""
    most = min(start + count, MOST)
    if start >= most:
        return []
    found = sorted((*row, scope) for scope in (SHARED, viewer.user_id) for row in read(scope, most))[start:most]
    names = _names(viewer.member_id, [contact_id for _, _, contact_id, _ in found])
    return [Entry(contact_id, *names[contact_id], scope != SHARED) for _, _, contact_id, scope in found if contact_id in names]


def _names(member_id, ids):
    """{id: (title, company)} of contacts; the company is empty where it is the title."""
    query = Contact.select(Contact.id, Contact.name, Contact.company).where((Contact.member_id == member_id) & Contact.id.in_(ids))
    return {contact_id: (name, company) if name else (company, "") for contact_id, name, company in query.tuples()}


def find(viewer, contact_id):
    """The Detail of a contact. Raises NotFound, also for a private one of others."""
    for owner_id, scope, version, *values in _one(member_id=viewer.member_id, contact_id=contact_id):
        if scope in (SHARED, viewer.user_id):
            return _detail(viewer, contact_id, owner_id, version, Card(*values, private=scope != SHARED))
    raise NotFound


def _detail(viewer, contact_id, owner_id, version, card):
    is_own = owner_id == viewer.user_id
    return Detail(contact_id, card, version, is_own, is_own or viewer.system_admin)


def colleague(viewer, user_id):
    """The Colleague with this ユーザーID. Raises NotFound."""
    for row in _colleague(member_id=viewer.member_id, user_id=user_id):
        return Colleague(*row)
    raise NotFound


# Writing


def add(viewer, card, form_key):
    """Registers a contact. Returns its id, or None for a repeated post. Raises Invalid."""
    card.check()

    def work():
        contact_id = next_id(viewer.member_id, KIND)
        Contact.insert(**row(viewer.member_id, contact_id, viewer.user_id, card)).execute()
        make_found(viewer.member_id, contact_id, viewer.user_id, card)
        return contact_id

    return once(viewer.member_id, form_key, work)


def change(viewer, contact_id, card, version, form_key):
    """Makes of a contact what the card says; version: that of the contact when it was shown.

    Raises NotFound, NotAllowed where somebody else's would become private, Stale, Invalid.
    """
    card.check()

    def work():
        old = _locked(viewer, contact_id)
        if old.version != version:
            raise Stale
        if card.private and old.owner_id != viewer.user_id:
            raise NotAllowed
        news = row(viewer.member_id, contact_id, old.owner_id, card) | {"version": version + 1}
        Contact.update(news).where((Contact.member_id == viewer.member_id) & (Contact.id == contact_id)).execute()
        make_found(viewer.member_id, contact_id, old.owner_id, card)

    once(viewer.member_id, form_key, work)


def delete(viewer, contact_id, form_key):
    """Deletes a contact. Raises NotFound, NotAllowed."""

    def work():
        old = _locked(viewer, contact_id)
        if not (old.owner_id == viewer.user_id or viewer.system_admin):
            raise NotAllowed
        Contact.delete().where((Contact.member_id == viewer.member_id) & (Contact.id == contact_id)).execute()
        search.remove(viewer.member_id, KIND, contact_id)

    once(viewer.member_id, form_key, work)


def _locked(viewer, contact_id):
    """A contact that the viewer sees, kept from others until the transaction ends."""
    seen = Contact.scope.in_([SHARED, viewer.user_id])
    query = Contact.select(Contact.owner_id, Contact.version).where((Contact.member_id == viewer.member_id) & (Contact.id == contact_id) & seen)
    found = locked(query).first()
    if found is None:
        raise NotFound
    return found


def row(member_id, contact_id, owner_id, card):
    """The columns of a new Contact, as {name: value}, in their order."""
    keys = {"member_id": member_id, "id": contact_id, "owner_id": owner_id, "scope": owner_id if card.private else SHARED}
    return keys | {"place": card.place, "folded": card.folded, "reach": card.reach} | card.texts | {"version": 1}


def make_found(member_id, contact_id, owner_id, card):
    """Lets a contact be found by those who may see it; only inside a transaction."""
    text = "\n".join(text for text in card.texts.values() if text)
    search.put(member_id, KIND, contact_id, card.title, text, [owner_id] if card.private else None)


# Queries


def _listed():
    """No more than the index holds: to look into the table for each row of a search takes five times as long on MariaDB."""
    order = Contact.place, Contact.folded, Contact.id
    return Contact.select(*order).order_by(*order)


def _under_query():
    mine = (Contact.member_id == parameter("member_id")) & (Contact.scope == parameter("scope"))
    return _listed().where(mine & (Contact.place >= parameter("first")) & (Contact.place < parameter("end"))).limit(parameter("most"))


def _one_query():
    columns = [getattr(Contact, name) for name in Card().texts]
    one = (Contact.member_id == parameter("member_id")) & (Contact.id == parameter("contact_id"))
    return Contact.select(Contact.owner_id, Contact.scope, Contact.version, *columns).where(one)


def _colleague_query():
    return (
        Person.select(
            Person.user_id, name_of(Person.user_id), fn.COALESCE(Profile.kana, Person.kana), fn.COALESCE(Telephone.number, ""),
            fn.COALESCE(Profile.mail, Person.mail))
        .join(Profile, JOIN.LEFT_OUTER, on=same_person(Profile, Person))
        .join(Telephone, JOIN.LEFT_OUTER, on=same_person(Telephone, Person))
        .where((Person.member_id == parameter("member_id")) & (Person.user_id == parameter("user_id")))
    )


_under = Read(_under_query)
_one = Read(_one_query)
_colleague = Read(_colleague_query)
