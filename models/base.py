"""What every table stands on: the connection, transactions, ids, and migrations."""

import contextlib
import functools
import random
import secrets
import time

import peewee

from models import clock, engine
from models.engine import BUSY_TIMEOUT, ConfigError, database, open_url
from models.read import Read, parameter
from models.retry import drop_connection, kind, reading_again, retrying

DatabaseError = peewee.DatabaseError
DATABASE_ERRORS = (peewee.DatabaseError, peewee.InterfaceError)  # whatever a driver raises is one of these


class NotFound(Exception):
    """No such row for this member. Another member's row is never found: it looks the same as none."""


class NotAllowed(Exception):
    """The row is there, and this user may not do that to it."""


class Stale(Exception):
    """Somebody else changed the row after it was read."""


class Invalid(Exception):
    """Input that breaks a rule. problems: {field: a sentence in Japanese that says what to do}."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


class Base(peewee.Model):
    """A table. Every key is led by the member, so that a member's rows lie together and nobody else's are near."""

    class Meta:
        database = database
        legacy_table_names = False


# The connection


_PASSING_AGAIN = 0.5  # seconds
_passing_from = 0.0  # time.monotonic() from which in_passing() tries again


def connect(url):
    """Opens the database that a URL names for this thread; other threads open their own when they first ask.

    Raises ConfigError with one line that says what to do.
    """
    global _passing_from
    _passing_from = 0.0
    disconnect()
    database.initialize(reading_again(open_url(url)))
    try:
        database.connect()
    except Exception as error:  # a driver raises what it likes: of a certificate, of an option, of a library that it needs
        raise engine.refusal(error) from None


def disconnect():
    """Closes this thread's connection and those that nobody uses, as before a fork."""
    if database.obj is not None:
        engine.discard(database)


def release():
    """Gives this thread's connection back when a request has been answered; one of SQLite is kept."""
    engine.release(database)


def migrate():
    """Brings the schema up to date; safe to run again and on several machines at once."""
    from models import migrations  # the only arrow down: migrations are run, never asked

    migrations.run(database.obj)


def is_ready():
    """Whether the database has the schema that this program needs. Raises whatever the driver does."""
    from models import migrations

    return migrations.is_current(database.obj)


def is_away(error):
    """Whether a database error says that the database is away or busy for now, rather than that we are wrong."""
    return kind(error) is not None


# Writing


def transaction(work):
    """Runs work() in a transaction and returns what it returns.

    When another transaction was in the way, or the connection was lost, work is run again from its start: it must
    read whatever it needs itself, and leave nothing behind outside the database.
    """
    if database.in_transaction():
        return work()

    def attempt():
        with database.atomic():
            return work()

    return retrying(attempt)


class _Done(Exception):
    """Ends a transaction without a commit."""


def rehearsed(work):
    """Runs work() in a transaction, undoes whatever it wrote, and returns what it returned: for looking, where looking leaves traces."""

    def attempt():
        found = None
        with contextlib.suppress(_Done), database.atomic():
            found = work()
            raise _Done
        return found

    return retrying(attempt)


def in_passing(work):
    """Runs work() in a transaction, once; an error of the database leaves it undone.

    For what can wait until next time, so that nobody waits for it or is told that it failed: on SQLite it isn't tried
    while somebody else writes, nor for a moment after that. Not inside a transaction.
    """
    global _passing_from
    if time.monotonic() < _passing_from:
        return
    try:
        with _impatient(), database.atomic():
            work()
    except DATABASE_ERRORS as error:
        _passing_from = time.monotonic() + _PASSING_AGAIN
        if kind(error) == "lost":
            drop_connection()


@contextlib.contextmanager
def _impatient():
    """SQLite doesn't wait for another writer; the others wait for a row, which is never long."""
    if not isinstance(database.obj, peewee.SqliteDatabase):
        yield
        return
    database.execute_sql("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        database.execute_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


class DoneKey(Base):
    """The keys of the form posts that were carried out."""

    member_id = peewee.TextField()
    form_key = peewee.TextField()
    done_at = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("member_id", "form_key")


KEY_LIFE = 6 * 24 * 3600  # seconds for which a form may lie open
_KEYS_KEPT = KEY_LIFE + 24 * 3600  # longer than any form can bring one back, whichever machine's clock is wrong
# One post in so many deletes old keys of its member, at most so many: twice as many as posts add.
_POSTS_PER_CLEARING, _CLEARED_AT_ONCE = 50, 100


def once(member_id, form_key, work):
    """Runs work() in a transaction, unless a post with this key was carried out before: then nothing happens.

    Returns what work returns, or None. This makes it harmless to press a button twice, and to try again when the
    answer to a committed transaction was lost.
    """

    def attempt():
        if is_done(member_id, form_key):
            return None
        DoneKey.insert(member_id=member_id, form_key=form_key, done_at=clock.unix()).execute()
        return work()

    try:
        done = transaction(attempt)
    except peewee.IntegrityError:
        if is_done(member_id, form_key):
            return None  # two presses at once: the other one did it
        raise
    if random.randrange(_POSTS_PER_CLEARING) == 0:
        in_passing(lambda: forget_done_keys(member_id, clock.unix()))
    return done


_done = Read(lambda: DoneKey.select(DoneKey.done_at).where(
    (DoneKey.member_id == parameter("member_id")) & (DoneKey.form_key == parameter("form_key"))))


def is_done(member_id, form_key):
    """Whether a post with this key was carried out before."""
    return bool(_done(member_id=member_id, form_key=form_key))


def forget_done_keys(member_id, now):
    """Deletes some of the member's keys that no open form can bring back; now: Unix seconds. In a transaction."""
    mine = DoneKey.member_id == member_id
    old = DoneKey.select(DoneKey.form_key).where(mine, is_stale_key(now)).limit(_CLEARED_AT_ONCE)
    keys = [row.form_key for row in old]
    if keys:
        DoneKey.delete().where(mine, DoneKey.form_key.in_(keys)).execute()


def is_stale_key(now):
    """The condition for a DoneKey that no open form can bring back; now: Unix seconds."""
    return DoneKey.done_at < now - _KEYS_KEPT


def locked(query):
    """The query with its rows locked until the transaction ends; SQLite's write lock holds already."""
    return query if isinstance(database.obj, peewee.SqliteDatabase) else query.for_update()


class Counter(Base):
    """The last id given out, per member and kind of row: ids are short, and none is given out twice."""

    member_id = peewee.TextField()
    kind = peewee.TextField()
    last_id = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("member_id", "kind")


_last_id = Read(lambda: Counter.select(Counter.last_id).where((Counter.member_id == parameter("member_id")) & (Counter.kind == parameter("kind"))))


def next_id(member_id, kind):
    """A new id for a row of this kind; only inside a transaction."""
    mine = (Counter.member_id == member_id) & (Counter.kind == kind)
    count = Counter.update(last_id=Counter.last_id + 1).where(mine)
    if not count.execute():  # another transaction may be making the same first row
        Counter.insert(member_id=member_id, kind=kind, last_id=0).on_conflict_ignore().execute()
        count.execute()
    return _last_id(member_id=member_id, kind=kind)[0][0]


_ROWS_AT_ONCE = 2000  # of one call of the driver


def insert_rows(table, rows):
    """Inserts many rows, tuples in the order of the table's columns; only inside a transaction."""
    sql, rows = _insert(table, type(database.obj)), list(rows)
    with peewee.__exception_wrapper__:  # the driver's errors as peewee's, as everywhere else
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            database.cursor().executemany(sql, rows[start:start + _ROWS_AT_ONCE])


@functools.cache
def _insert(table, engine_type):
    """The SQL that inserts a row; it takes peewee longer than the row takes the database."""
    names = [field.name for field in table._meta.sorted_fields]
    return table.insert({name: parameter(name) for name in names}).returning().sql()[0]


# The server's own secret


class Secret(Base):
    """One row: the key that signs what must be known again before there is a session."""

    id = peewee.IntegerField(primary_key=True)
    value = peewee.TextField()


_secrets = {}


def secret():
    """The secret that all processes and machines on this database share, as bytes."""
    if database.obj not in _secrets:
        _secrets.clear()
        _secrets[database.obj] = bytes.fromhex(transaction(_read_or_make_secret))
    return _secrets[database.obj]


def _read_or_make_secret():
    Secret.insert(id=1, value=secrets.token_hex(32)).on_conflict_ignore().execute()
    return Secret.get_by_id(1).value
