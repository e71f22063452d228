"""Members, which are companies, and their people: the tables that the main service may own.

They are mapped here as they stand; this program writes only what its own screens change.
"""

import re

from peewee import BooleanField, CompositeKey, TextField

from models.base import Base, NotFound

MEMBER_ID = re.compile(r"[0-9A-Z]{1,16}", re.ASCII)
USER_ID = re.compile(r"[0-9]{5}", re.ASCII)


class WrongPassword(Exception):
    """The password isn't this person's, or not any more."""


class Member(Base):
    """A company. member_id: its 会員ID, half-width upper-case letters and digits."""

    member_id = TextField(primary_key=True)
    name = TextField()


class Person(Base):
    """A user of a member.

    user_id: the ユーザーID, five digits. password_hash: see models.password; empty where nobody can log in.
    site_admin: the right 「管理者」 of the member site, which says nothing of the groupware's own rights.
    """

    member_id = TextField()
    user_id = TextField()
    name = TextField()
    kana = TextField()
    mail = TextField()
    password_hash = TextField()
    site_admin = BooleanField()
    disabled = BooleanField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


def find(member_id):
    """The member with this 会員ID. Raises NotFound."""
    found = Member.get_or_none(member_id=member_id)
    if found is None or found.member_id != member_id:  # the main service's table may compare without regard to case
        raise NotFound
    return found


def find_person(member_id, user_id):
    """The person with these ids, or None. For code that has no viewer yet: a login, a nightly job."""
    found = Person.get_or_none(member_id=member_id, user_id=user_id)
    return found if found and (found.member_id, found.user_id) == (member_id, user_id) else None
