"""The tokens of search entries in the index of each engine, and the look-up in it.

SQLite: FTS5 without content, whose rowid is the entry's number: hits come last number first and it stops when there are
enough. PostgreSQL (GIN) and MariaDB (FULLTEXT) gather all hits before they sort them, so the newest entries are looked
through first: a word that is common fills the page there, and for a rare one there is little to gather.
"""

import peewee

from models import clock, grams
from models.engine import database
from models.retry import retrying

_NEWEST = 1_000  # entries that are looked through


def next_number():
    """The number of the next entry; only inside a transaction."""
    return _engine().next_number()


def add(entries):
    """Indexes entries, tuples of SearchEntry's columns; only inside a transaction."""
    engine = _engine()
    rows = [engine.row(entry, " ".join(engine.tokens(*entry))) for entry in entries]
    database.cursor().executemany(_sql(engine.ADD), rows)


def drop(entry):
    """Takes an entry, which must be as it was added, out of the index."""
    _engine().drop(entry)


def find(member_id, user_id, words, kind, start, count):
    """(kind, item_id, title, day) of so many entries with all words that the person may see, from the one with index start on."""
    return _engine().find(member_id, user_id, words, kind, start, count)


def _engine():
    return next(engine for kind, engine in _ENGINES.items() if isinstance(database.obj, kind))


def _sql(text):
    return text.replace("?", database.obj.param)


def _read(text, *values):
    def run():
        return list(database.execute_sql(_sql(text), values).fetchall())

    return run() if database.in_transaction() else retrying(run)


class _Engine:
    """What they share. HOLDS: the engine's function that finds a text in another."""

    COLUMNS = "e.kind, e.item_id, e.title, e.day"
    HOLDS = "instr"

    @staticmethod
    def tokens(member_id, kind, item_id, number, title, day, folded, readers):
        audience = {grams.of_reader(member_id, user_id) for user_id in readers.split()} if readers else {grams.of_reader(member_id, "")}
        return grams.of_text(member_id, folded) | audience | {grams.of_kind(member_id, kind)}

    def checks(self, member_id, user_id, words, kind):
        """(condition, values): what must hold for an entry, whatever the index said."""
        conditions, values = ["e.member_id = ?", f"(e.readers = '' OR {self.HOLDS}(e.readers, ?) > 0)"], [member_id, f" {user_id} "]
        if kind:
            conditions.append("e.kind = ?")
            values.append(kind)
        conditions += [f"{self.HOLDS}(e.folded, ?) > 0"] * len(words)
        return " AND ".join(conditions), values + words

    @staticmethod
    def wanted(member_id, user_id, words, kind):
        """(tokens one of which an entry must have, tokens all of which it must have)."""
        tokens = set().union(*(grams.of_word(member_id, word) for word in words))
        if kind:
            tokens.add(grams.of_kind(member_id, kind))
        return [grams.of_reader(member_id, ""), grams.of_reader(member_id, user_id)], sorted(tokens)


class _SQLite(_Engine):
    ADD = "INSERT INTO search_index (rowid, tokens) VALUES (?, ?)"

    @staticmethod
    def next_number():
        return database.execute_sql("SELECT COALESCE(MAX(number), 0) + 1 FROM search_entry").fetchone()[0]

    @staticmethod
    def row(entry, tokens):
        return entry[3], tokens

    def drop(self, entry):
        sql = "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', ?, ?)"
        database.execute_sql(sql, self.row(entry, " ".join(self.tokens(*entry))))

    def find(self, member_id, user_id, words, kind, start, count):
        audience, tokens = self.wanted(member_id, user_id, words, kind)
        match = " AND ".join([f'"{token}"' for token in tokens] + [f'("{audience[0]}" OR "{audience[1]}")'])
        condition, values = self.checks(member_id, user_id, words, kind)
        return _read(
            f"SELECT {self.COLUMNS} FROM search_index i CROSS JOIN search_entry e ON e.number = i.rowid"
            f" WHERE search_index MATCH ? AND {condition} ORDER BY i.rowid DESC LIMIT ? OFFSET ?", match, *values, count, start)


class _Server(_Engine):
    ADD = "INSERT INTO search_index (member_id, kind, item_id, tokens) VALUES (?, ?, ?, ?)"
    LAST_FIRST = "ORDER BY e.number DESC, e.kind, e.item_id LIMIT ? OFFSET ?"

    @staticmethod
    def next_number():
        return clock.microseconds()  # no counter: whoever writes would wait for everybody else who does

    @staticmethod
    def row(entry, tokens):
        return *entry[:3], tokens

    def drop(self, entry):
        database.execute_sql(_sql("DELETE FROM search_index WHERE member_id = ? AND kind = ? AND item_id = ?"), entry[:3])

    def find(self, member_id, user_id, words, kind, start, count):
        condition, values = self.checks(member_id, user_id, words, kind)
        among, key = ("member_id = ? AND kind = ?", [member_id, kind]) if kind else ("member_id = ?", [member_id])
        found = _read(
            f"SELECT {self.COLUMNS} FROM (SELECT * FROM search_entry WHERE {among} ORDER BY number DESC LIMIT {_NEWEST}) e"
            f" WHERE {condition} {self.LAST_FIRST}", *key, *values, count, start)
        if len(found) == count:
            return found
        return _read(
            f"SELECT {self.COLUMNS} FROM search_index i JOIN search_entry e"
            " ON e.member_id = i.member_id AND e.kind = i.kind AND e.item_id = i.item_id"
            f" WHERE {self.MATCH} AND {condition} {self.LAST_FIRST}",
            self.match(*self.wanted(member_id, user_id, words, kind)), *values, count, start)


class _PostgreSQL(_Server):
    HOLDS = "strpos"
    MATCH = "i.tokens @@ CAST(? AS tsquery)"

    @staticmethod
    def match(audience, tokens):
        return " & ".join([*tokens, f"({' | '.join(audience)})"])


class _MariaDB(_Server):
    MATCH = "MATCH (i.tokens) AGAINST (? IN BOOLEAN MODE)"

    @staticmethod
    def tokens(member_id, kind, item_id, number, title, day, folded, readers):
        """Only those of the text: it reads all that a token stands for, and everybody may see most entries."""
        return grams.of_text(member_id, folded)

    @staticmethod
    def wanted(member_id, user_id, words, kind):
        return _Engine.wanted(member_id, user_id, words, "")

    @staticmethod
    def match(audience, tokens):
        return " ".join(f"+{token}" for token in tokens)


_ENGINES = {peewee.SqliteDatabase: _SQLite(), peewee.PostgresqlDatabase: _PostgreSQL(), peewee.MySQLDatabase: _MariaDB()}
