"""A token of values as a page showed them, for rows that have no version of their own: the main service writes some of them."""

import hashlib

from models.base import Stale


def token(*values):
    """A short text that is the same for the same values and tells nothing about them."""
    text = "\0".join(map(str, values)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=9, person=b"seen").hexdigest()


def check(seen, *values):
    """Raises Stale where the values, read and locked, are not those that were seen."""
    if token(*values) != seen:
        raise Stale
