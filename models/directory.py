"""The person table where the main service owns it: what is there is asked at each request, and copied for the screens.

The mapping is a TOML file that USERS_CONFIG names; README tells its words. Who may log in, with which password and right, is
always what stands over there. Its people are copied into this program's own person table, which every screen joins: the copy of
one person is brought up to date at each of that person's requests, the copies of a member's people when somebody logs in or
looks for colleagues. So whoever is disabled over there, or has a new password, is out at the next request.
"""

import time
from collections import Counter

import peewee

from models import base, password
from models.base import Read, parameter
from models.engine import database
from models.mapped import Account, Directory
from models.member import Member, Person

_EVERY = 60  # seconds between two copies of a member's people, by each process
_AT_ONCE = 500  # people of one transaction: whoever else writes is not kept waiting

_used = None  # a Directory, or None while the person table is this program's own
_copied_at = {}  # {会員ID: when its people were copied, time.monotonic()}


def use(mapping):
    """Takes people from the table of a Mapping from now on; None: from this program's own. Raises ConfigError."""
    global _used
    _copied_at.clear()
    _used = Directory(mapping) if mapping else None


def disconnect():
    """Closes this thread's connection to the main service's database, as before a fork."""
    if _used is not None:
        _used.close()


def release():
    """Gives this thread's connection to the main service's database back when a request has been answered."""
    if _used is not None:
        _used.release()


def in_use():
    """The Directory in use, or None."""
    return _used


def is_mapped():
    """Whether the main service's own table is in use."""
    return _used is not None


def may_write(word):
    """Whether "password", "name", "kana", "mail" or "site_admin" may be changed here."""
    if _used is None:
        return True
    if word == "mail" and not _used.mapping.mail:
        return False
    return not _used.mapping.site_admin if word == "site_admin" else word in _used.mapping.write


def find(member_id, user_id):
    """The person with these ids as the main service has it now: an Account, or None. Nothing is written."""
    return _used.find(member_id, user_id)


def refresh(member_id, user_id):
    """Brings the copy of a person up to date. The Account of whoever may log in now, or None; None where nothing is mapped."""
    if _used is None:
        return None
    account = _used.find(member_id, user_id)
    if account is not None:
        keep(account)
        return None if account.disabled else account
    theirs = (Person.member_id == member_id) & (Person.user_id == user_id)
    if Person.select().where(theirs & ~Person.disabled).exists():
        base.transaction(Person.update(disabled=True).where(theirs).execute)
    return None


# The copies


_KEPT = ("name", "kana", "mail", "password_hash", "disabled", "site_admin")  # of Person, in this order
_OF_MEMBER = Person.member_id == parameter("member_id")


def _copies():
    return Person.select(Person.user_id, *(getattr(Person, name) for name in _KEPT)).where(_OF_MEMBER)


_ALL = Read(_copies)
_ONE = Read(lambda: _copies().where(Person.user_id == parameter("user_id")))


def keep(account):
    """Brings the copy of one Account up to date: mostly it is, and nothing is written."""
    copy = next((row[1:] for row in _ONE(member_id=account.member_id, user_id=account.user_id)), None)
    if _values(account, copy) == copy:
        return
    company = Member.insert(member_id=account.member_id, name=account.company or account.member_id).on_conflict_ignore()

    def work():
        company.execute()
        _write([(account, copy)])

    base.transaction(work)


def kept(its_hash):
    """What the person table has for the hash of a password: where it is a copy not the hash itself, only what tells it from others.

    So no hash is spread over two databases, and nobody logs in by a copy when USERS_CONFIG is forgotten one day.
    """
    return its_hash if _used is None else f"!{password.mark(its_hash)}"


def refresh_member(member_id):
    """Brings the copies of a member's people up to date, if that was not done within the last minute."""
    if _used is None or time.monotonic() < _copied_at.get(member_id, -_EVERY) + _EVERY:
        return
    _copied_at[member_id] = time.monotonic()  # before it is done: others go on meanwhile
    try:
        _copy_member(member_id)
    except BaseException:
        _copied_at.pop(member_id, None)
        raise


def _copy_member(member_id):
    accounts = {}
    for account in _used.everybody(member_id):
        accounts.setdefault(account.user_id, account)
    copies = {row[0]: row[1:] for row in _ALL(member_id=member_id)}
    changed = [(account, copies.get(user_id)) for user_id, account in accounts.items()]
    changed = [(account, copy) for account, copy in changed if _values(account, copy) != copy]
    gone = [user_id for user_id, copy in copies.items() if user_id not in accounts and not copy[_KEPT.index("disabled")]]
    _name_company(member_id, Counter(account.company for account in accounts.values() if account.company))
    for start in range(0, len(changed), _AT_ONCE):
        base.transaction(lambda some=changed[start:start + _AT_ONCE]: _write(some))
    for start in range(0, len(gone), _AT_ONCE):
        theirs = (Person.member_id == member_id) & Person.user_id.in_(gone[start:start + _AT_ONCE])
        base.transaction(Person.update(disabled=True).where(theirs).execute)


def _name_company(member_id, companies):
    """companies: {name: how many people have it}; the name of most is the company's."""
    name = max(sorted(companies), key=companies.get, default="")
    there = Member.get_or_none(member_id=member_id)
    if there is None:
        base.transaction(Member.insert(member_id=member_id, name=name or member_id).on_conflict_ignore().execute)
    elif name and there.name != name:
        base.transaction(Member.update(name=name).where(Member.member_id == member_id).execute)


def _write(some):
    """Makes or changes the copies of these, pairs of an Account and the row that there was; in a transaction."""
    rows = [{"member_id": account.member_id, "user_id": account.user_id} | dict(zip(_KEPT, _values(account, copy), strict=True))
            for account, copy in some]
    changed = {"preserve": [getattr(Person, name) for name in _KEPT]}
    if not isinstance(database.obj, peewee.MySQLDatabase):  # which takes whichever key there is
        changed["conflict_target"] = [Person.member_id, Person.user_id]
    Person.insert_many(rows).on_conflict(**changed).execute()


def _values(account, copy):
    """What the copy of an Account should be, a tuple as _KEPT has them; copy: what it is, or None."""
    right = account.site_admin if account.site_admin is not None else bool(copy and copy[_KEPT.index("site_admin")])
    return account.name, account.kana, account.mail, kept(account.password_hash), account.disabled, right


def set_password(member_id, user_id, text, old_hash):
    """Writes a new password in the form of the old one, over there where people are mapped.

    Returns the new hash. Raises NotAllowed where passwords aren't changed here, Stale where somebody was faster.
    """
    if _used is None:
        return password.hashed(text)
    scheme = _used.mapping.scheme
    like = old_hash if password.form(old_hash) or scheme else _used.some_hash()
    new_hash = password.hashed_like(like, text, scheme or "argon2")
    account = Account(member_id, user_id, "", "", "", old_hash, False, None, "")
    if not _used.write(account, password_hash=new_hash):
        raise base.Stale
    return new_hash


def set_details(member_id, user_id, **news):
    """Writes a person's new "name" or "mail" over there, where people are mapped; doing it twice does no harm.

    Raises NotAllowed where that isn't changed here, Stale where the person has changed over there meanwhile.
    """
    if _used is None or not news:
        return
    account = _used.find(member_id, user_id)
    if account is None or not _used.write(account, **news):
        raise base.Stale
