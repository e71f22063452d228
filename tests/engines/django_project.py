"""A Django project as a process of its own: its users are made, changed and checked by Django and nothing else.

    python -m tests.engines.django_project postgresql://...

Reads a JSON list a line, [command, {argument: value}], and answers a JSON value a line.
"""

import json
import sys
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.management import call_command
from django.test.utils import override_settings

_HASHERS = "django.contrib.auth.hashers."


def _set_up(url):
    where = urlsplit(url)
    settings.configure(
        DATABASES={"default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": where.path[1:], "USER": where.username, "HOST": where.hostname, "PORT": where.port}},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"], USE_TZ=True, SECRET_KEY="of a test",
        PASSWORD_HASHERS=[_HASHERS + name for name in (
            "PBKDF2PasswordHasher", "Argon2PasswordHasher", "BCryptSHA256PasswordHasher", "BCryptPasswordHasher", "ScryptPasswordHasher")],
    )
    django.setup()
    call_command("migrate", verbosity=0)


def _user(username):
    from django.contrib.auth.models import User

    return User.objects.get(username=username)


# The commands


def prefer(hasher):
    """Makes a hasher the project's own from now on: what others wrote is written anew at a login."""
    override_settings(PASSWORD_HASHERS=[_HASHERS + hasher, *(one for one in settings.PASSWORD_HASHERS if one != _HASHERS + hasher)]).enable()


def make(username, password, **fields):
    from django.contrib.auth.models import User

    User.objects.create_user(username, password=password, **fields)


def change(username, password=None, new_name=None, **fields):
    user = _user(username)
    for name, value in (fields | ({"username": new_name} if new_name else {})).items():
        setattr(user, name, value)
    if password is not None:
        user.set_password(password)
    user.save()


def authenticate(username, password):
    """Whether Django's own login takes this; with the right password it may write the hash anew."""
    from django.contrib.auth import authenticate

    return authenticate(username=username, password=password) is not None


def check(username, password):
    """Whether this is the user's password; nothing is written."""
    from django.contrib.auth.hashers import check_password

    return check_password(password, _user(username).password)


def row(username):
    """Every column of a user's row, as texts."""
    from django.contrib.auth.models import User

    return {name: str(value) for name, value in User.objects.filter(username=username).values()[0].items()}


def sql(text):
    """The rows of a query, as lists of texts; None of what has no rows."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.description and [[str(value) for value in row] for row in cursor.fetchall()]


COMMANDS = {command.__name__: command for command in (prefer, make, change, authenticate, check, row, sql)}

if __name__ == "__main__":
    _set_up(sys.argv[1])
    for line in sys.stdin:
        name, arguments = json.loads(line)
        print(json.dumps(COMMANDS[name](**arguments)), flush=True)
