"""Passwords: the rule for new ones, and hashes in every form the main service may have written.

New hashes are argon2id. A hash that is there is never rewritten by itself: the main service must go on reading it.
"""

import base64
import hashlib
import hmac
import logging
import re
import threading

log = logging.getLogger(__name__)

SHORTEST, LONGEST = 8, 30  # characters
_ALLOWED = re.compile(r"[A-Za-z0-9!%&@#$^*?_~]*", re.ASCII)
_LONGEST_TRIED = 4096  # bytes; a hash of more would cost the server, and nobody has such a password

# Of the equally strong settings in OWASP's Password Storage Cheat Sheet the one with the least memory: 7 MiB, 5 passes.
COST = {"memory_cost": 7168, "time_cost": 5, "parallelism": 1}

# Hashing takes a core and its memory; one at a time leaves the other requests of this process theirs.
_turn = threading.Lock()

# How a stored hash begins, and the name of its scheme in passlib.hash.
_SCHEMES = {
    "$argon2": "argon2",
    "$2a$": "bcrypt",
    "$2b$": "bcrypt",
    "$2y$": "bcrypt",
    "$6$": "sha512_crypt",
    "$pbkdf2-sha256$": "pbkdf2_sha256",
    "$pbkdf2-sha512$": "pbkdf2_sha512",
    "$scrypt$": "scrypt",
    "$bcrypt-sha256$": "bcrypt_sha256",
    "pbkdf2_sha256$": "django_pbkdf2_sha256",
    "bcrypt_sha256$": "django_bcrypt_sha256",
}
# Django writes these with a word before the form that everybody else uses.
_DJANGO_WORDS = ("argon2$argon2", "bcrypt$$2")
_BCRYPT_BYTES = 72  # bcrypt hashes no more of a password, and bcrypt 5.0 refuses what it used to cut off


def problem(text):
    """What is wrong with a new password, as a sentence that names the rule; empty where nothing is."""
    if not _ALLOWED.fullmatch(text):
        return "パスワードに使えるのは、半角の英字と数字、記号(! % & @ # $ ^ * ? _ ~)だけです。"
    if len(text) < SHORTEST:
        return f"パスワードは{SHORTEST}文字以上にしてください(いま{len(text)}文字です)。"
    if len(text) > LONGEST:
        return f"パスワードは{LONGEST}文字以内にしてください(いま{len(text)}文字です)。"
    return ""


def hashed(text):
    """A new hash of a password, in the form $argon2id$…, with a salt of its own."""
    with _turn:
        return _scheme("argon2").using(type="ID", **COST).hash(text)


def is_right(text, stored):
    """Whether a password as it was typed, not trimmed or folded, is the one of a stored hash."""
    secret = text.encode("utf-8", "surrogatepass")
    if len(secret) > _LONGEST_TRIED or b"\0" in secret:  # to PBKDF2 and scrypt "x" and "x\0" are one password
        return False
    with _turn:
        try:
            return _matches(secret, stored)
        except ValueError:  # a damaged hash
            return False


def _matches(secret, stored):
    if stored.startswith(_DJANGO_WORDS):
        stored = stored.partition("$")[2] if stored.startswith("bcrypt") else stored.removeprefix("argon2")
    if stored.startswith("scrypt$"):
        return _is_right_for_django_scrypt(secret, stored)
    name = next((name for start, name in _SCHEMES.items() if stored.startswith(start)), None)
    if name is None:
        log.error("a password hash in the person table has a form that is not known")
        return False
    if name == "bcrypt":
        secret = secret[:_BCRYPT_BYTES]
    return _scheme(name).verify(secret, stored)


def _is_right_for_django_scrypt(secret, stored):
    """scrypt$n$salt$r$p$hash, as django.contrib.auth.hashers.ScryptPasswordHasher writes it."""
    _, n, salt, r, p, expected = stored.split("$")
    n, r, p = int(n), int(r), int(p)
    memory = 128 * r * (n + p + 2)  # bytes; OpenSSL refuses to take more than it is told
    found = hashlib.scrypt(secret, salt=salt.encode(), n=n, r=r, p=p, maxmem=memory, dklen=64)
    return hmac.compare_digest(base64.b64encode(found), expected.encode())


def _scheme(name):
    import passlib.hash  # only when the first password comes: it takes a tenth of a second

    return getattr(passlib.hash, name)
