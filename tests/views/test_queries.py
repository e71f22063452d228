"""No screen asks the database more often than ten times, however much it shows."""

import contextlib

import pytest

from models import base
from tests.views.screens import SCREENS
from tests.views.test_screens import with_session

MOST = 10


@contextlib.contextmanager
def statements():
    """The list of the statements that SQLite runs meanwhile, those that begin and end transactions left out."""
    connection, seen = base.database.obj.connection(), []
    connection.set_trace_callback(lambda text: seen.append(text) if text.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE") else None)
    try:
        yield seen
    finally:
        connection.set_trace_callback(None)


@pytest.mark.parametrize("function", SCREENS)
def test_a_screen_asks_at_most_ten_times(signed_in, cast, today, function):
    phone = signed_in("modern", cast.administrator)
    words = {"day": today.strftime("%Y%m%d"), "month": today.strftime("%Y%m")}
    asked = {}
    for screen in SCREENS[function]:
        with statements() as seen:
            assert phone.get(with_session(phone, screen.format(**words))).status == 200
        asked[screen] = len(seen)
    assert all(0 < count <= MOST for count in asked.values()), asked
