"""What the groupware itself knows of a person: the name and mail of the last login, rights of its own, and wishes."""

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField, fn

from models import base, member
from models.base import Base
from models.member import Person


class Profile(Base):
    """A person in the groupware, from the first login on.

    system_admin: the ユーザーレベル 「システム管理者」, never linked with the member site's 「管理者」.
    half_width: "", "on" or "off"; page_rows: 0 as suits the phone; look: "" or "large".
    """

    member_id = TextField()
    user_id = TextField()
    name = TextField()
    kana = TextField()
    mail = TextField()
    system_admin = BooleanField()
    half_width = TextField()
    page_rows = BigIntegerField()
    look = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "user_id")


def _mine(member_id, user_id):
    return (Profile.member_id == member_id) & (Profile.user_id == user_id)


def at_login(person):
    """Brings the person's name, kana and mail over from the member site; never its rights. In a transaction."""
    news = {"name": person.name, "kana": person.kana, "mail": person.mail}
    mine = _mine(person.member_id, person.user_id)
    old = Profile.select(Profile.name, Profile.kana, Profile.mail).where(mine).dicts().first()
    if old is None:
        _make(person.member_id, person.user_id, **news)
    elif old != news:
        Profile.update(**news).where(mine).execute()


def _make(member_id, user_id, **values):
    empty = {"name": "", "kana": "", "mail": "", "system_admin": False, "half_width": "", "page_rows": 0, "look": ""}
    row = empty | values | {"member_id": member_id, "user_id": user_id}
    Profile.insert(row).on_conflict_ignore().execute()  # two phones may log in at the same moment


def ensure(person):
    """Gives a person who never logged in the row of a login, for a right of the groupware or a name that stays. In a transaction."""
    _make(person.member_id, person.user_id, name=person.name, kana=person.kana, mail=person.mail)


def save(viewer, half_width, page_rows, look):
    """Keeps how the viewer's pages are to look; the values are Profile's."""
    wishes = Profile.update(half_width=half_width, page_rows=page_rows, look=look)
    wishes = wishes.where(_mine(viewer.member_id, viewer.user_id))

    def work():
        if not wishes.execute():  # the groupware's data of this person was deleted during the session
            at_login(member.find_person(viewer.member_id, viewer.user_id))
            wishes.execute()

    base.transaction(work)


def name_of(user_id):
    """A person's name as the groupware knows it, else as the person table does; of someone deleted the ユーザーID is left."""
    return fn.COALESCE(Profile.name, Person.name, user_id)


def same_person(table, other):
    """The condition that joins two tables with a member_id and a user_id."""
    return (table.member_id == other.member_id) & (table.user_id == other.user_id)
