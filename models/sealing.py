"""Texts that lie in the database for a while and are secret: sealed with a key that the database doesn't hold.

The text is added to a stream that SHAKE256 makes of the key and a nonce of its own. A key must be random and long, as the
id of a session is: the database has only its hash.
"""

import hashlib
import secrets

_NONCE = 16  # bytes


def sealed(text, key):
    """A text as it may be stored; key: a str of at least 128 random bits."""
    nonce = secrets.token_bytes(_NONCE)
    return (nonce + _mixed(text.encode("utf-8"), nonce, key)).hex()


def opened(stored, key):
    """The text that sealed() was given, with the same key."""
    data = bytes.fromhex(stored)
    return _mixed(data[_NONCE:], data[:_NONCE], key).decode("utf-8")


def mark(key):
    """A short text that tells a key from others, and nothing about it."""
    return hashlib.blake2b(key.encode("utf-8"), digest_size=8, person=b"seal").hexdigest()


def _mixed(data, nonce, key):
    stream = hashlib.shake_256(b"seal" + nonce + key.encode("utf-8")).digest(len(data))
    return bytes(one ^ other for one, other in zip(data, stream))
