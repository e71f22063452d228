"""Leases: work that must be done by one machine at a time, and that another takes over when that one is gone."""

import contextlib
import secrets

from peewee import BigIntegerField, TextField

from models import clock
from models.base import Base, transaction


class Lease(Base):
    """Who does a work. holder: a random word of the process; until: Unix seconds, after which anybody may take it."""

    name = TextField(primary_key=True)
    holder = TextField()
    until = BigIntegerField()


@contextlib.contextmanager
def held(name, seconds):
    """Holds a lease for as long as the block runs; gives a function that renews it, or None where another holds it.

    seconds: how long it lasts from now, and from each renewal: renew() says whether it is still ours, so that a machine
    which was away too long stops before it does what another has begun.
    """
    holder = secrets.token_hex(8)
    if not transaction(lambda: _take(name, holder, seconds)):
        yield None
        return
    try:
        yield lambda: transaction(lambda: _take(name, holder, seconds))
    finally:
        transaction(Lease.delete().where((Lease.name == name) & (Lease.holder == holder)).execute)


def _take(name, holder, seconds):
    now = clock.unix()
    Lease.insert(name=name, holder="", until=0).on_conflict_ignore().execute()
    free = (Lease.until < now) | (Lease.holder == holder)
    return Lease.update(holder=holder, until=now + seconds).where((Lease.name == name) & free).execute() == 1
