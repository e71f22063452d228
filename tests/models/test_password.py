"""Passwords: the rule, and hashes in the forms that other programs write."""

import base64
import hashlib
import threading
import time

import argon2
import bcrypt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import password

LONGEST = "!%&@#$^*?_~" + "aZ09" * 4 + "xyz"


@pytest.mark.parametrize("text", ["Passw0rd", "!%&@#$^*?_~", LONGEST, "00000000"])
def test_passwords_of_the_rule(text):
    assert password.problem(text) == ""


@pytest.mark.parametrize("text, names", [
    ("Passw0r", "8文字以上"), ("", "8文字以上"), (LONGEST + "x", "30文字以内"), ("Passw0rd ", "記号"), ("Passw0rd\n", "記号"),
    ("Passw0rd-", "記号"), ("Passw0rd+", "記号"), ("Passw0rd'", "記号"), ("Ｐａｓｓｗ０ｒｄ", "半角"), ("パスワードです", "半角"),
    ("Passw0rd\0", "記号"), ("Passw0rdé", "半角"), ("١٢٣٤٥٦٧٨", "半角"), ("😀😀😀😀😀😀😀😀", "半角"),
])
def test_a_refusal_names_the_rule(text, names):
    assert names in password.problem(text)


def test_every_symbol_of_the_rule_is_named_in_the_refusal():
    assert all(symbol in password.problem("-") for symbol in "!%&@#$^*?_~")


def test_new_hashes_are_argon2id_at_a_cost_that_owasp_recommends():
    made = password.hashed(LONGEST)
    assert made.startswith("$argon2id$v=19$m=7168,t=5,p=1$")
    assert made != password.hashed(LONGEST)
    assert argon2.PasswordHasher().verify(made, LONGEST)  # as any other program reads it


TYPED = "Pass!word_30~é"
SECRET = TYPED.encode()
SALT = b"0123456789abcdef"


def plain_base64(data):
    return base64.b64encode(data).decode().rstrip("=")


def passlib_base64(data):
    return plain_base64(data).replace("+", ".")


def pbkdf2(name, length):
    return hashlib.pbkdf2_hmac(name, SECRET, SALT, 1000, length)


def of_others():
    """{form: a hash of TYPED as the form's own library writes it}, without passlib."""
    argon2id = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=2).hash(TYPED)
    argon2i = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1, type=argon2.Type.I).hash(TYPED)
    blowfish = bcrypt.hashpw(SECRET, bcrypt.gensalt(4)).decode()
    of_digest = bcrypt.hashpw(hashlib.sha256(SECRET).hexdigest().encode(), bcrypt.gensalt(4)).decode()
    scrypt = hashlib.scrypt(SECRET, salt=SALT, n=16, r=8, p=1, dklen=32)
    django_scrypt = hashlib.scrypt(SECRET, salt=SALT, n=2**10, r=8, p=5, maxmem=2**26, dklen=64)
    return {
        "argon2id": argon2id,
        "argon2i": argon2i,
        "bcrypt 2b": blowfish,
        "bcrypt 2a": blowfish.replace("$2b$", "$2a$"),
        "bcrypt 2y, PHP's": blowfish.replace("$2b$", "$2y$"),
        "PBKDF2-SHA256": f"$pbkdf2-sha256$1000${passlib_base64(SALT)}${passlib_base64(pbkdf2('sha256', 32))}",
        "PBKDF2-SHA512": f"$pbkdf2-sha512$1000${passlib_base64(SALT)}${passlib_base64(pbkdf2('sha512', 64))}",
        "scrypt": f"$scrypt$ln=4,r=8,p=1${plain_base64(SALT)}${plain_base64(scrypt)}",
        "Django pbkdf2": f"pbkdf2_sha256$1000${SALT.decode()}${base64.b64encode(pbkdf2('sha256', 32)).decode()}",
        "Django bcrypt_sha256": f"bcrypt_sha256${of_digest}",
        "Django bcrypt": f"bcrypt${blowfish}",
        "Django argon2": f"argon2{argon2id}",
        "Django scrypt": f"scrypt${2**10}${SALT.decode()}$8$5${base64.b64encode(django_scrypt).decode()}",
    }


HASHES = of_others()


@pytest.mark.parametrize("form", HASHES)
def test_hashes_that_others_wrote(form):
    assert password.is_right(TYPED, HASHES[form])
    for wrong in (TYPED.lower(), TYPED + " ", " " + TYPED, TYPED[:-1], TYPED + "\0", "", "\ud800", "ｘ" * 40):
        assert not password.is_right(wrong, HASHES[form])


@pytest.mark.parametrize("typed, stored", [
    # Of openssl passwd -6; the examples of "Unix crypt using SHA-256 and SHA-512" (Drepper), of Openwall's crypt_blowfish, of argon2's test.c.
    ("Hello world!",
     "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"),
    ("Hello world!",
     "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v."),
    ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ("password", "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
])
def test_published_hashes(typed, stored):
    assert password.is_right(typed, stored) and not password.is_right(typed + "x", stored)


@pytest.mark.parametrize("stored", [
    "", "!", "*", "x", "password", "$6$", "$2b$12$short", "$argon2id$", "$scrypt$ln=4", "scrypt$1$2", "scrypt$a$b$c$d$e", "argon2$argon2id$",
    "bcrypt$$2b$", "pbkdf2_sha256$", "$1$salt$hash", "scrypt$16$salt$8$1$ä"])
def test_a_damaged_or_unknown_hash_is_nobodys(stored):
    assert not password.is_right("password", stored) and not password.is_right(stored, stored) and not password.is_right("", stored)


def test_an_unknown_form_is_logged_without_the_hash(caplog):
    password.is_right("x", "MySecret")
    assert "form" in caplog.text and "MySecret" not in caplog.text


def test_bcrypt_hashes_72_bytes_and_longer_texts_raise_nothing(cheap_hashes):
    long = "x" * 72
    stored = bcrypt.hashpw(long.encode(), bcrypt.gensalt(4)).decode()
    assert password.is_right(long, stored) and password.is_right(long + "y", stored) and not password.is_right(long[:-1] + "y", stored)


def test_a_huge_password_is_refused_before_it_is_hashed(monkeypatch):
    monkeypatch.setattr(password, "_matches", lambda *_: pytest.fail("hashed"))
    assert not password.is_right("x" * 5000, HASHES["argon2id"])


TEXTS = st.text(st.characters(exclude_characters="\0"), max_size=40)


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_only_the_same_text_is_right(text, other):
    """Nothing is folded or trimmed: not even two ways to write the same letter are one."""
    stored = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(text.encode("utf-8", "surrogatepass"))
    assert password.is_right(text, stored)
    assert password.is_right(other, stored) is (text == other)


def test_one_password_is_hashed_at_a_time_and_others_work_meanwhile(monkeypatch):
    """argon2 and bcrypt let go of Python's lock: a hash in one thread doesn't stop the rest of the process."""
    stored = bcrypt.hashpw(SECRET, bcrypt.gensalt(10)).decode()
    running, most = 0, 0
    matches = password._matches

    def watched(*arguments):
        nonlocal running, most
        running += 1
        most = max(most, running)
        try:
            return matches(*arguments)
        finally:
            running -= 1

    monkeypatch.setattr(password, "_matches", watched)
    threads = [threading.Thread(target=password.is_right, args=(TYPED, stored)) for _ in range(3)]
    for thread in threads:
        thread.start()
    steps = 0
    while any(thread.is_alive() for thread in threads):
        time.sleep(0.001)
        steps += 1
    assert most == 1 and steps > 20
