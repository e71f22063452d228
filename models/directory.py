"""The person table where the main service owns it: mapped as it stands, never created, migrated or altered.

The mapping is a TOML file that USERS_CONFIG names; README tells its words. Its people are copied into this program's own
person table, which every screen joins: the copy of one person is brought up to date at each of that person's requests,
the copy of a member's people when somebody logs in or looks for colleagues. So whoever is disabled over there, or has a
new password, is out at the next request.
"""

import time
from typing import NamedTuple

import peewee

from models import base, password
from models.engine import ConfigError, database, open_url
from models.mapping import form
from models.member import MEMBER_ID, USER_ID, Member, Person
from models.retry import retrying

_EVERY = 60  # seconds between two copies of a member's people, unless somebody logs in who isn't known yet


class Account(NamedTuple):
    """A person over there. company: the company's name, or empty."""

    member_id: str
    user_id: str
    name: str
    kana: str
    mail: str
    password_hash: str
    disabled: bool
    site_admin: bool | None  # None: not told over there
    company: str


class Directory:
    """The main service's person table, through a mapping."""

    def __init__(self, mapping):
        """Raises ConfigError."""
        self.mapping = mapping
        self._database = open_url(mapping.database) if mapping.database else database
        self._form = form(mapping) if mapping.user_name else None
        schema, _, name = mapping.table.rpartition(".")
        own = {model._meta.table_name for model in base.Base.__subclasses__()}
        if not mapping.database and name.lower() in own:
            raise ConfigError(f"USERS_CONFIG: the table {name} is one of this program's own: give the groupware a DATABASE_URL of its own")
        names = [mapping.password, *mapping.name, *filter(None, (
            mapping.member_id, mapping.user_id, mapping.user_name, mapping.kana, mapping.mail, mapping.company, mapping.disabled,
            mapping.site_admin))]
        self.columns = tuple(dict.fromkeys(names))
        self.table = peewee.Table(name, self.columns, schema=schema or None)

    def _run(self, query):
        return retrying(lambda: list(query.bind(self._database).tuples()))

    def _select(self):
        return self.table.select(*(getattr(self.table, name) for name in self.columns))

    def find(self, member_id, user_id):
        """The Account with these ids, or None."""
        where = self._where(member_id, user_id)
        # The table may compare without regard to case or trailing blanks: what it finds is looked at again.
        found = [account for row in self._run(self._select().where(where)) if (account := self.account(row))]
        return next((account for account in found if (account.member_id, account.user_id) == (member_id, user_id)), None)

    def _where(self, member_id, user_id):
        mapping, table = self.mapping, self.table
        if mapping.user_name:
            name = mapping.user_name_form.format(member_id=member_id, user_id=user_id)
            return getattr(table, mapping.user_name) == self._cased(name)
        where = getattr(table, mapping.user_id) == self._cased(user_id)
        return where & (getattr(table, mapping.member_id) == self._cased(member_id)) if mapping.member_id else where

    def _cased(self, text):
        return text.lower() if self.mapping.lower else text

    def everybody(self, member_id=None):
        """All Accounts, or those of one member; rows whose ids are none of ours are left out."""
        query = self._select()
        if member_id and self.mapping.member_id:
            query = query.where(getattr(self.table, self.mapping.member_id) == self._cased(member_id))
        elif member_id and self.mapping.user_name:
            start = self.mapping.user_name_form.partition("{user_id}")[0].format(member_id=member_id)
            query = query.where(getattr(self.table, self.mapping.user_name).startswith(self._cased(start))) if start else query
        found = filter(None, map(self.account, self._run(query)))
        return [account for account in found if member_id in (None, account.member_id)]

    def rows(self):
        """Every row as {column: value}, whether its ids are of ours or not."""
        return [dict(zip(self.columns, row)) for row in self._run(self._select())]

    def account(self, row):
        """The Account of a row, or None where its ids are none of ours."""
        mapping, values = self.mapping, dict(zip(self.columns, row))
        member_id, user_id = self._ids(values)
        if not (MEMBER_ID.fullmatch(member_id) and USER_ID.fullmatch(user_id)):
            return None
        return Account(
            member_id, user_id, " ".join(filter(None, (_text(values[name]).strip() for name in mapping.name))),
            _text(values.get(mapping.kana)), _text(values.get(mapping.mail)), _text(values[mapping.password]),
            bool(mapping.disabled) and _same(values[mapping.disabled], mapping.disabled_when),
            _same(values[mapping.site_admin], mapping.site_admin_when) if mapping.site_admin else None, _text(values.get(mapping.company)),
        )

    def _ids(self, values):
        mapping = self.mapping
        if mapping.user_name:
            name = _text(values[mapping.user_name])
            found = self._form.fullmatch(name.upper() if mapping.lower else name)
            ids = found.groupdict() if found else {}
        else:
            ids = {"member_id": _text(values.get(mapping.member_id)), "user_id": _text(values[mapping.user_id])}
            ids = {name: value.upper() if mapping.lower else value for name, value in ids.items()}
        return mapping.member_id_is or ids.get("member_id", ""), ids.get("user_id", "")

    def write(self, account, **values):
        """Writes "password_hash", "name" or "mail" of an account, if that is allowed and nobody was faster.

        Returns whether it was written. Raises NotAllowed where the mapping doesn't let this column be written.
        """
        words = {"password_hash": "password"}
        if any(words.get(name, name) not in self.mapping.write or (name == "mail" and not self.mapping.mail) for name in values):
            raise base.NotAllowed
        table = self.table
        where = self._where(account.member_id, account.user_id)
        where &= getattr(table, self.mapping.password) == account.password_hash
        update = table.update({getattr(table, column): value for column, value in self._cells(values).items()}).where(where)
        return retrying(lambda: update.bind(self._database).execute()) == 1

    def _cells(self, values):
        """{column: value}; a name that stands in several columns over there is divided where it has its blanks."""
        columns, names = {"password_hash": self.mapping.password, "mail": self.mapping.mail}, self.mapping.name
        cells = {columns[word]: value for word, value in values.items() if word in columns}
        if "name" in values:
            cells |= dict(zip(names, values["name"].split(maxsplit=len(names) - 1) + [""] * len(names)))
        return cells

    def close(self):
        """Closes this thread's connection."""
        self._database.close()

    def missing(self):
        """The columns that the mapping names and the table hasn't; None where there is no such table."""
        _, _, name = self.mapping.table.rpartition(".")
        schema = self.mapping.table.rpartition(".")[0] or None
        if not self._database.table_exists(name, schema):
            return None
        there = {column.name for column in self._database.get_columns(name, schema)}
        return [column for column in self.columns if column not in there]


def _text(value):
    return "" if value is None else str(value)


def _same(value, wanted):
    """Whether a column's value is the one that the mapping names: 1 and true, "1" and 1 are."""
    if isinstance(wanted, bool):
        return _text(value).strip().lower() in (("1", "true", "t", "y", "yes") if wanted else ("0", "false", "f", "n", "no", ""))
    return _text(value) == _text(wanted)


# The one in use


_used = None  # a Directory, or None while the person table is this program's own
_copied_at = {}  # {会員ID: when its people were copied, time.monotonic()}


def use(mapping):
    """Takes people from the table of a Mapping from now on; None: from this program's own. Raises ConfigError."""
    global _used
    _copied_at.clear()
    _used = Directory(mapping) if mapping else None


def disconnect():
    """Closes this thread's connection to the main service's database, as before a fork."""
    if _used is not None and _used.mapping.database:
        _used.close()


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


def refresh(member_id, user_id):
    """Brings the copy of a person up to date. Returns whether that person may log in; True where nothing is mapped."""
    if _used is None:
        return True
    account = _used.find(member_id, user_id)
    if account is None:
        theirs = (Person.member_id == member_id) & (Person.user_id == user_id)
        if Person.select().where(theirs & ~Person.disabled).exists():
            base.transaction(Person.update(disabled=True).where(theirs).execute)
        return False
    if _differs(account, Person.get_or_none(member_id=member_id, user_id=user_id)):  # it seldom does: most requests write nothing
        base.transaction(lambda: _copy([account]))
    return not account.disabled


def refresh_member(member_id):
    """Brings the copies of a member's people up to date, if that was not done within the last minute."""
    if _used is None or time.monotonic() < _copied_at.get(member_id, -_EVERY) + _EVERY:
        return
    _copied_at[member_id] = time.monotonic()
    accounts = _used.everybody(member_id)

    def work():
        gone = {user_id for user_id, in Person.select(Person.user_id).where(Person.member_id == member_id).tuples()}
        gone -= {account.user_id for account in accounts}
        _copy(accounts)
        for user_id in gone:
            Person.update(disabled=True).where((Person.member_id == member_id) & (Person.user_id == user_id)).execute()

    base.transaction(work)


def _copy(accounts):
    """Writes what has changed; in a transaction."""
    for member_id, name in {account.member_id: account.company or account.member_id for account in accounts}.items():
        Member.insert(member_id=member_id, name=name).on_conflict_ignore().execute()
    member_ids = {account.member_id for account in accounts}
    there = {(row.member_id, row.user_id): row for row in Person.select().where(Person.member_id.in_(member_ids))} if len(accounts) > 1 else {}
    for account in accounts:
        ids = {"member_id": account.member_id, "user_id": account.user_id}
        row = there.get(tuple(ids.values())) or (Person.get_or_none(**ids) if len(accounts) == 1 else None)
        if row is None:
            Person.insert({"site_admin": False} | _values(account) | ids).on_conflict_ignore().execute()
        elif _differs(account, row):
            theirs = (Person.member_id == account.member_id) & (Person.user_id == account.user_id)
            Person.update(_values(account)).where(theirs).execute()


def _values(account):
    """The columns of Person that an account decides."""
    values = {name: getattr(account, name) for name in ("name", "kana", "mail", "password_hash", "disabled")}
    return values if account.site_admin is None else values | {"site_admin": account.site_admin}


def _differs(account, row):
    return row is None or any(getattr(row, name) != value for name, value in _values(account).items())


def set_password(member_id, user_id, text, old_hash):
    """Writes a new password in the form of the old one, over there where people are mapped.

    Returns the new hash. Raises NotAllowed where passwords aren't changed here, Stale where somebody was faster.
    """
    if _used is None:
        return password.hashed(text)
    new_hash = password.hashed_like(old_hash, text, _used.mapping.scheme)
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
