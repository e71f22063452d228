"""The main service's person table, read and written through a Mapping as it stands; never created, migrated or altered."""

import functools
import logging
import operator
import re
from typing import NamedTuple

import peewee

from models import base, password
from models.engine import ConfigError, database, discard, open_url, real, release
from models.mapping import form
from models.member import MEMBER_ID, USER_ID
from models.retry import retrying
from models.values import id_of, is_meant, text_of

log = logging.getLogger(__name__)

_SOME = 20  # rows among which one with a password is looked for
_PADDED = 1042  # PostgreSQL's type "char(n)", whose values come with blanks at their ends


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
    """The main service's person table."""

    def __init__(self, mapping):
        """Raises ConfigError."""
        self.mapping = mapping
        self._database = _open(mapping.database) if mapping.database else database
        self._form = form(mapping)
        schema, _, name = mapping.table.rpartition(".")
        own = {model._meta.table_name for model in base.Base.__subclasses__()}
        if not mapping.database and name.lower() in own:
            raise ConfigError(f"USERS_CONFIG: the table {name} is one of this program's own: give the groupware a DATABASE_URL of its own")
        self.table = peewee.Table(name, schema=schema or None)
        self.columns = tuple(dict.fromkeys(filter(None, (
            mapping.password, *mapping.name, mapping.member_id, mapping.user_id, mapping.user_name, mapping.kana, mapping.mail, mapping.company,
            mapping.disabled, mapping.site_admin))))
        self._padded = None  # the columns of type char(n), once they are known

    # What stands there

    def find(self, member_id, user_id):
        """The Account with these ids, or None."""
        try:
            rows = self._run(self._select().where(self._where(member_id, user_id)))
        except peewee.DataError:  # PostgreSQL: a column of numbers was asked for letters
            return None
        # The table may compare without regard to case, accents or trailing blanks: what it finds is looked at again.
        found = filter(None, map(self.account, rows))
        return next((account for account in found if (account.member_id, account.user_id) == (member_id, user_id)), None)

    def everybody(self, member_id):
        """The Accounts of a member."""
        mapping, query = self.mapping, self._select()
        if mapping.member_id:
            query = query.where(self._column(mapping.member_id) == self._standing(member_id, "")[mapping.member_id])
        elif start := self._cased(mapping.user_name_form.partition("{user_id}")[0].replace("{member_id}", member_id)):
            query = query.where(self._starts(self._column(mapping.user_name), start))
        try:
            found = filter(None, map(self.account, self._run(query)))
        except peewee.DataError:
            return []
        return [account for account in found if account.member_id == member_id]

    def rows(self):
        """Every row as {column: value}, whether its ids are of ours or not."""
        return [self._values(row) for row in self._run(self._select())]

    def some_hash(self):
        """The hash of somebody's password, in a form that is known; empty where there is none."""
        secret = self._column(self.mapping.password)
        texts = [text_of(value) for value, in self._run(self.table.select(secret).where(secret != "").limit(_SOME))]
        return next(filter(password.form, texts), "")

    def account(self, row):
        """The Account of a row, a tuple or {column: value}; None where its ids are none of ours."""
        mapping, values = self.mapping, row if isinstance(row, dict) else self._values(row)
        member_id, user_id = self._ids(values)
        if not (MEMBER_ID.fullmatch(member_id) and USER_ID.fullmatch(user_id)):
            return None
        # Neither another case nor a letter that only in capitals is one of ours ("ı") makes these ids.
        read = {mapping.member_id: text_of}
        if any(read.get(column, id_of)(values[column]) != text for column, text in self._standing(member_id, user_id).items()):
            return None
        return Account(
            member_id, user_id, " ".join(filter(None, (text_of(values[name]).strip() for name in mapping.name))) or user_id,
            text_of(values.get(mapping.kana)), text_of(values.get(mapping.mail)), text_of(values[mapping.password]),
            bool(mapping.disabled) and is_meant(values[mapping.disabled], mapping.disabled_when, unclear=True),
            is_meant(values[mapping.site_admin], mapping.site_admin_when, unclear=False) if mapping.site_admin else None,
            text_of(values.get(mapping.company)),
        )

    def _ids(self, values):
        """(会員ID, ユーザーID) of a row, or of what there is of them."""
        mapping = self.mapping
        found = self._form.fullmatch(id_of(values[mapping.user_name])) if mapping.user_name else None
        parts = found.groupdict() if found else {}
        member_id = parts.get("member_id") or text_of(values.get(mapping.member_id))
        user_id = parts.get("user_id") or id_of(values.get(mapping.user_id))
        return mapping.member_id_is or (member_id.upper() if mapping.lower else member_id), user_id

    def _standing(self, member_id, user_id):
        """{column: the text that stands in it} for the person with these ids."""
        mapping = self.mapping
        name = mapping.user_name_form.replace("{member_id}", member_id).replace("{user_id}", user_id)
        texts = {mapping.user_name: name, mapping.member_id: member_id, mapping.user_id: user_id}
        return {column: self._cased(text) for column, text in texts.items() if column}

    def _cased(self, text):
        return text.lower() if self.mapping.lower else text

    # Writing

    def _cells(self, values):
        """{column: value}; a name that stands in several columns over there is divided where it has its blanks."""
        columns, names = {"password_hash": self.mapping.password, "mail": self.mapping.mail}, self.mapping.name
        cells = {columns[word]: value for word, value in values.items() if word in columns}
        if "name" in values:
            cells |= dict(zip(names, values["name"].split(maxsplit=len(names) - 1) + [""] * len(names)))
        return cells

    def write(self, account, **values):
        """Writes "password_hash", "name" or "mail" of an account, if that is allowed and nobody was faster.

        Returns whether it stands there. Raises NotAllowed where the mapping doesn't let this column be written, or it has no room.
        """
        words = {"password_hash": "password"}
        if any(words.get(name, name) not in self.mapping.write or (name == "mail" and not self.mapping.mail) for name in values):
            raise base.NotAllowed
        secret = self._column(self.mapping.password)
        where = secret == account.password_hash
        where = self._where(account.member_id, account.user_id) & (where if account.password_hash else where | secret.is_null())
        # Not where to the table another person's row is the same as this one's.
        if len(self._run(self.table.select(secret).where(where))) == 1:
            update = self.table.update({self._column(name): value for name, value in self._cells(values).items()}).where(where)
            try:
                if self._tried(update.bind(self._database).execute) == 1:
                    return True
            except peewee.DataError as error:
                log.error("a column of %s has no room for what is written: %s", self.mapping.table, type(error).__name__)
                raise base.NotAllowed from None
        # The first of two tries may have been the one that wrote, and its answer was lost.
        now = self.find(account.member_id, account.user_id)
        return now is not None and all(getattr(now, name) == value for name, value in values.items())

    # The table

    def missing(self):
        """The columns that the mapping names and the table hasn't. Raises ConfigError, and the driver's errors: no such table, no right."""
        try:
            self._database.connect(reuse_if_open=True)  # tried once: whoever starts a command doesn't want to wait
        except peewee.PeeweeException:
            raise
        except Exception as error:  # a certificate, a library of the driver's
            raise ConfigError(f"USERS_CONFIG: the database can't be opened: {error}") from None
        return [column for column in self.columns if column not in self._types()]

    def is_open(self):
        """Whether this thread is connected."""
        return not self._database.is_closed()

    def is_indexed(self):
        """Whether an index helps to find a person; None where that can't be told, as of a view."""
        schema, _, name = self.mapping.table.rpartition(".")
        if name not in self._database.get_tables(schema or None):
            return None
        return any(index.columns[0] in self._standing("", "") for index in self._database.get_indexes(name, schema or None))

    def close(self):
        """Closes this thread's connection, if it is not the groupware's own."""
        if self.mapping.database:
            discard(self._database)

    def release(self):
        """Gives this thread's connection back when a request has been answered."""
        release(self._database)

    def _types(self):
        """{column: its type in the driver's words} of the table or view."""
        query = self.table.select(peewee.SQL("*")).limit(0)
        return {about[0]: about[1] for about in self._tried(lambda: self._database.execute(query)).description}

    def _values(self, row):
        if self._padded is None:
            is_padding = isinstance(real(self._database), peewee.PostgresqlDatabase)
            self._padded = frozenset(name for name, kind in self._types().items() if kind == _PADDED) if is_padding else frozenset()
        values = dict(zip(self.columns, row, strict=True))
        return values | {name: values[name].rstrip(" ") for name in self._padded & values.keys() if values[name] is not None}

    def _tried(self, work):
        # A transaction that lost its connection can't go on with the next statement: it is run again as a whole.
        return work() if self._database.in_transaction() else retrying(work, self._database)

    def _run(self, query):
        return self._tried(lambda: list(query.bind(self._database).tuples()))

    def _column(self, name):
        return peewee.Column(self.table, name)

    def _select(self):
        return self.table.select(*map(self._column, self.columns))

    def _where(self, member_id, user_id):
        standing = self._standing(member_id, user_id)
        return functools.reduce(operator.and_, (self._column(column) == text for column, text in standing.items()))

    def _starts(self, column, text):
        # Of PostgreSQL only LIKE finds by an index; to the others peewee's LIKE is something else.
        like = peewee.OP.LIKE if isinstance(real(self._database), peewee.PostgresqlDatabase) else peewee.OP.ILIKE
        pattern = re.sub(r"([!%_])", r"!\1", text) + "%"
        return peewee.Expression(column, like, peewee.NodeList((peewee.Value(pattern, converter=False), peewee.SQL("ESCAPE '!'"))))


def _open(url):
    try:
        its = open_url(url, is_ours=False)
    except ConfigError as error:
        raise ConfigError(str(error).replace("DATABASE_URL", "database in USERS_CONFIG")) from None
    if isinstance(its, peewee.MySQLDatabase):  # however the server is set: a hash that the column has no room for is not cut off
        its.connect_params.setdefault("init_command", "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')")
    return its
