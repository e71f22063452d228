"""The phones of data/phones.toml: what real phones send, with the facts that are known about them."""

import functools
import json
import os
import pathlib
import tomllib
from typing import NamedTuple

_FILE = pathlib.Path(__file__).parent / "data" / "phones.toml"


class Phone(NamedTuple):
    name: str
    headers: dict  # header names to values, the user-agent among them
    expected: dict  # keys of carriers.detect.facts to values; None where the fact is that there is none
    source: str


class Refused(Exception):
    """A row that the file can't take; the text says why."""


@functools.cache
def phones():
    """Every phone, in the file's order."""
    return _read(_FILE.read_text("utf-8"))


def _read(text):
    return tuple(_phone(**row) for row in tomllib.loads(text)["phone"])


def add(name, user_agent, dialect, source):
    """Adds a phone that is expected to speak a dialect behind the last one that is; returns its row, as TOML. Raises Refused."""
    for phone in phones():
        if phone.headers == {"User-Agent": user_agent}:
            raise Refused(f"this user-agent is there already: {phone.name}")
        if phone.name == name:
            raise Refused(f"another phone is called {name!r} already: give this one another name")
    text = _FILE.read_text("utf-8")
    row = f'[[phone]]\nname = {_quoted(name)}\nuser_agent = {_quoted(user_agent)}\nexpected = {{ dialect = {_quoted(dialect)} }}\n' \
          f"source = {_quoted(source)}\n"
    place = _behind(text, dialect)
    changed = f"{text[:place].rstrip()}\n\n{row}{text[place:]}"
    old, new = phones(), _read(changed)
    added = Phone(name, {"User-Agent": user_agent}, {"dialect": dialect}, source)
    if added not in new or [phone for phone in new if phone != added] != list(old):
        raise Refused("the row would change others: add it by hand")
    draft = _FILE.with_suffix(".new")
    draft.write_text(changed, "utf-8")
    os.replace(draft, _FILE)
    phones.cache_clear()
    return row


def _behind(text, dialect):
    """The index in the file's text behind the last row that expects this dialect, or behind all."""
    place = text.rfind(f'dialect = "{dialect}"')
    end = text.find("\n\n", place) if place >= 0 else -1
    return len(text) if end < 0 else end + 1


def _quoted(text):
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")  # TOML's strings are JSON's, but for this sign


def _phone(name, user_agent, expected, source, headers=None):
    expected = {key: None if value == "" else value for key, value in expected.items()}
    return Phone(name, {"User-Agent": user_agent, **(headers or {})}, expected, source)


def __getattr__(name):
    if name == "PHONES":
        return phones()
    raise AttributeError(name)
