"""The groupware at work on a server that is backed up, destroyed and restored: what it wrote, and when."""

import contextlib
import datetime
import threading
import time

from models import base
from models.base import DoneKey


def note(key):
    """One acknowledged write of the groupware: a transaction with its key, as every form's."""
    base.once("ACME1", key, lambda: True)


def notes():
    """The keys of all writes that are there."""
    return {row.form_key for row in DoneKey.select().where(DoneKey.member_id == "ACME1")}


@contextlib.contextmanager
def serving():
    """Writes as fast as it can in a thread of its own; gives the list of the keys that were acknowledged."""
    acknowledged, stop = [], threading.Event()

    def work():
        while not stop.is_set():
            key = f"meanwhile {len(acknowledged)}"
            note(key)
            acknowledged.append(key)
        base.disconnect()

    writer = threading.Thread(target=work)
    writer.start()
    try:
        while not acknowledged:
            time.sleep(0.01)
        yield acknowledged
    finally:
        stop.set()
        writer.join()


def next_second():
    """Waits for a new second and returns the one that is over: binary logs know no fractions."""
    now = datetime.datetime.now()
    time.sleep(1.05 - now.microsecond / 1e6)
    return datetime.datetime.now().replace(microsecond=0)
