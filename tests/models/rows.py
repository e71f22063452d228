"""Rows of any table, for tests that are about what is there and not about what it says."""

import peewee

from models.base import insert_rows, transaction


def put(table, **values):
    """Inserts a row; what isn't given is 1, "x", False or b"x", as the column wants it."""
    put_all(table, [values])


def put_all(table, rows):
    """put() for many rows, dicts, at once."""
    some = {field.name: _some(field) for field in table._meta.sorted_fields}
    transaction(lambda: insert_rows(table, [tuple((some | row).values()) for row in rows]))


def _some(field):
    if isinstance(field, peewee.BooleanField):
        return False
    if isinstance(field, peewee.BlobField):
        return b"x"
    return "x" if isinstance(field, peewee.TextField) else 1
