"""The phones of data/phones.toml: what real phones send, with the facts that are known about them."""

import functools
import pathlib
import tomllib
from typing import NamedTuple

_FILE = pathlib.Path(__file__).parent / "data" / "phones.toml"


class Phone(NamedTuple):
    name: str
    headers: dict  # header names to values, the user-agent among them
    expected: dict  # keys of carriers.detect.facts to values; None where the fact is that there is none
    source: str


@functools.cache
def phones():
    """Every phone, in the file's order."""
    return tuple(_phone(**row) for row in tomllib.loads(_FILE.read_text("utf-8"))["phone"])


def _phone(name, user_agent, expected, source, headers=None):
    expected = {key: None if value == "" else value for key, value in expected.items()}
    return Phone(name, {"User-Agent": user_agent, **(headers or {})}, expected, source)


def __getattr__(name):
    if name == "PHONES":
        return phones()
    raise AttributeError(name)
