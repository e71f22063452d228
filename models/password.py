"""Passwords: the rule for new ones, and hashes in every form the main service may have written.

New hashes are argon2id. A hash that is there is never rewritten by itself: the main service must go on reading it.
"""

import base64
import hashlib
import hmac
import logging
import os
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
NO_PASSWORD = ("!", "*")  # how a text begins by which Django and crypt say that there is none
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


def hashed_like(stored, text, otherwise):
    """A new hash of a password in the form, and at the cost, of a stored one, so that whoever wrote that one reads it.

    otherwise: a name of WRITTEN, for a stored hash that has none of these forms or is empty.
    """
    name = form(stored) or otherwise
    with _turn:
        try:
            return _write(name, stored, text)
        except (ValueError, IndexError, TypeError):  # a damaged hash, which tells no cost
            return _write(name, "", text)


def form(stored):
    """The name of a stored hash's form, as in WRITTEN; None for one that is not known, and for no hash."""
    if stored.startswith(_DJANGO_WORDS):
        return "django_argon2" if stored.startswith("argon2$") else "django_bcrypt"
    if stored.startswith("scrypt$"):
        return "django_scrypt"
    return next((name for start, name in _SCHEMES.items() if stored.startswith(start)), None)


# The forms in which passwords can be written for the main service, by passlib's names.
WRITTEN = (
    "argon2", "bcrypt", "bcrypt_sha256", "sha512_crypt", "pbkdf2_sha256", "pbkdf2_sha512", "scrypt", "django_pbkdf2_sha256",
    "django_bcrypt_sha256", "django_argon2", "django_bcrypt", "django_scrypt",
)


def is_usable(stored):
    """Whether a password can be tried against a stored hash: there is one, and its form is known."""
    if form(stored):
        return True
    if stored and not stored.startswith(NO_PASSWORD):
        log.error("a password hash in the person table has a form that is not known")
    return False


def _write(name, stored, text):
    """A hash of passlib's scheme with this name, with the rounds of the stored one where that has the same form."""
    if name == "django_scrypt":
        return _django_scrypt(text, *(stored.split("$")[1::2][:1] + stored.split("$")[3:5] if stored.startswith("scrypt$") else (16384, 8, 5)))
    if name == "django_argon2":
        return "argon2" + _argon2(stored, salt_size=_DJANGO_SALT).hash(text)
    if name == "django_bcrypt":
        return "bcrypt$" + _write("bcrypt", stored.partition("$")[2], text)
    if name == "argon2":
        return _argon2(stored).hash(text)
    scheme = _scheme(name)
    options = {"rounds": scheme.from_string(stored).rounds} if stored and scheme.identify(stored) else _DEFAULTS.get(name, {})
    if name == "bcrypt" and stored.startswith("$2y$"):
        options["ident"] = "2y"  # PHP knows only its own name of what everybody calls 2b
    if name == "django_pbkdf2_sha256":
        options["salt_size"] = _DJANGO_SALT
    return scheme.using(**options).hash(text)


_DJANGO_SALT = 22  # characters; a hash with a shorter salt is written anew by Django at the next login there
_ARGON2 = re.compile(r"\$argon2(id?|d)\$(?:v=\d+\$)?m=(\d+),t=(\d+),p=(\d+)\$")


def _argon2(stored, **options):
    """argon2 at the cost of a stored hash, else at our own."""
    found = _ARGON2.search(stored)
    if not found:
        return _scheme("argon2").using(type="ID", **COST, **options)
    kind, *costs = found.groups()
    return _scheme("argon2").using(type=kind, **dict(zip(("memory_cost", "time_cost", "parallelism"), map(int, costs), strict=True)), **options)


# What new forms cost where no stored hash says: OWASP's Password Storage Cheat Sheet, and Django's own for its form.
_DEFAULTS = {"bcrypt": {"rounds": 10}, "pbkdf2_sha256": {"rounds": 600_000}, "django_pbkdf2_sha256": {"rounds": 1_000_000}}


def _django_scrypt(text, n, r, p):
    n, r, p = int(n), int(r), int(p)
    salt = base64.b64encode(os.urandom(16), b"ab").decode().rstrip("=")
    found = hashlib.scrypt(text.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=128 * r * (n + p + 2), dklen=64)
    return f"scrypt${n}${salt}${r}${p}${base64.b64encode(found).decode()}"


def mark(stored):
    """A short text that tells a stored hash from others, and nothing about it."""
    return hashlib.blake2b(stored.encode("utf-8"), digest_size=8, person=b"mark").hexdigest()


def is_right(text, stored):
    """Whether a password as it was typed, not trimmed or folded, is the one of a stored hash."""
    secret = text.encode("utf-8", "surrogatepass")
    if len(secret) > _LONGEST_TRIED or b"\0" in secret or not is_usable(stored):  # to PBKDF2 and scrypt "x" and "x\0" are one password
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
    if name is None:  # Django's word, and nothing that it stands before
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
