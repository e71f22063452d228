"""A day of one's own, and phones that walk to any path."""

import datetime

import pytest


@pytest.fixture
def quiet_day(today):
    """A day two years on, on which nobody has anything."""
    return today + datetime.timedelta(days=800)


@pytest.fixture
def walk(signed_in):
    """A phone that adds its session to paths, as its links do."""

    def make(name, login=None, **options):
        made = signed_in(name, login, **options)
        _, _, query = made.top.link("その他").partition("?")
        made.link = lambda path: f"{path}{'&' if '?' in path else '?'}{query}" if query else path
        made.see = lambda path: made.get(made.link(path))
        return made

    return make
