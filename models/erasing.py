"""Deleting much in small transactions, and all that a withdrawn member had.

Each function here is a generator that yields after every transaction: whoever runs it may stop there, and begin again
another time. Nothing is remembered but what is left in the tables.
"""

import importlib
import pathlib

from models import search, withdrawal
from models.base import Base, database, locked, parameter, transaction
from models.withdrawal import INITIAL_ADMIN, Withdrawal

BATCH = 500  # rows of a transaction
_BATCHES = {"attachment_part": 50}  # of rows that are large
_ENTRIES = 200  # of the search, each of which is taken out of an index too

# What is left when the groupware's data is gone, for as long as 00001 may see the bills: whole tables, and the rows of 00001.
KEPT_FOR_BILLS = {"member", "membership", "usage_peak", "withdrawal", "counter"}
KEPT_OF_ADMIN = {"person", "profile", "session"}
KEPT_FOR_EVER = {"withdrawal"}


def tables():
    """Every table that has a member_id, from whichever module of models/ it comes."""
    for path in sorted(pathlib.Path(__file__).parent.glob("*.py")):
        importlib.import_module(f"models.{path.stem}")
    return [table for table in Base.__subclasses__() if "member_id" in table._meta.fields]


def delete_all(table, condition):
    """Deletes the rows of a condition, at most BATCH in a transaction; yields how many went after each."""
    size = _BATCHES.get(table._meta.table_name, BATCH)
    key = table._meta.primary_key
    fields = [table._meta.fields[name] for name in getattr(key, "field_names", [key.name])]

    def some():
        rows = list(locked(table.select(*fields).where(condition).limit(size)).tuples())
        delete_rows(table, fields, rows)
        return len(rows)

    while gone := transaction(some):
        yield gone
        if gone < size:
            return


def delete_rows(table, fields, rows):
    """Deletes the rows with these keys, tuples of the fields; only inside a transaction."""
    if rows:
        sql, _ = table.delete().where(*(field == parameter(field.name) for field in fields)).sql()
        database.cursor().executemany(sql, rows)


def erase(member_id, last_day, today):
    """Deletes what a member that has withdrawn may not have any more; yields how many rows went after each transaction.

    last_day: of the membership; today: dates. In the month after, all but what the bills need; later everything but that there was a withdrawal.
    """
    if today <= withdrawal.data_until(last_day):
        return
    shows_bills = today <= withdrawal.bills_until(last_day)
    for table in tables():
        yield from _erase(table, member_id, shows_bills)
    if not shows_bills:
        gone = Withdrawal.update(erased_day=today.toordinal()).where(Withdrawal.member_id == member_id)
        transaction(gone.execute)


def _erase(table, member_id, shows_bills):
    name, mine = table._meta.table_name, table.member_id == member_id
    if name in (KEPT_FOR_BILLS if shows_bills else KEPT_FOR_EVER):
        return
    if shows_bills and name in KEPT_OF_ADMIN:
        mine &= table.user_id != INITIAL_ADMIN
    if name == "search_entry":
        yield from _forget_search(table, mine)
    yield from delete_all(table, mine)


def _forget_search(table, mine):
    """Deletes search entries together with what each engine's index knows of them."""
    def some():
        rows = list(locked(table.select(table.member_id, table.kind, table.item_id).where(mine).limit(_ENTRIES)).tuples())
        for row in rows:
            search.remove(*row)
        return len(rows)

    while gone := transaction(some):
        yield gone
