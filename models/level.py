"""ユーザーレベル: who is システム管理者 of the groupware. It says nothing of the member site's 「管理者」, nor the other way round."""

from typing import NamedTuple

from models import audit, profile, rights, session, user
from models.base import Invalid, NotFound, Read, Stale, locked, once, parameter
from models.member import Person
from models.profile import Profile

LEVELS = {False: "一般ユーザー", True: "システム管理者"}


class Level(NamedTuple):
    """Somebody's ユーザーレベル."""

    user_id: str
    name: str
    system_admin: bool


def administrators(viewer):
    """The ユーザーIDs of the システム管理者. Raises NotAllowed."""
    rights.system_only(viewer)
    return {user_id for user_id, in _administrators(member_id=viewer.member_id)}


def find(viewer, user_id):
    """The Level of a colleague. Raises NotAllowed and NotFound."""
    rights.system_only(viewer)
    found = user.colleague(viewer, user_id)
    return Level(user_id, found.name, user_id in administrators(viewer))


def change(viewer, user_id, system_admin, was, form_key):
    """Gives or takes the level システム管理者; was: what it was when it was shown. The person's sessions end.

    Raises NotAllowed, NotFound, Stale, and Invalid with the field "level".
    """
    find(viewer, user_id)

    def work():
        there = rights.lock_system(viewer)
        _change(viewer.member_id, user_id, system_admin, was, user_id in there)
        if not system_admin and user_id == viewer.user_id:
            raise Invalid({"level": "自分のユーザーレベルは下げられません。ほかのシステム管理者に頼んでください。"})
        if system_admin != was:
            audit.note(viewer, "right.system", user_id, f"{LEVELS[was]}→{LEVELS[system_admin]}")

    once(viewer.member_id, form_key, work)


def _change(member_id, user_id, system_admin, was, is_now):
    person = locked(Person.select().where((Person.member_id == member_id) & (Person.user_id == user_id))).first()
    if person is None:
        raise NotFound
    if is_now != was:
        raise Stale
    if system_admin == was:
        return
    profile.ensure(person)  # who never logged in has none
    Profile.update(system_admin=system_admin).where((Profile.member_id == member_id) & (Profile.user_id == user_id)).execute()
    session.end_all(member_id, user_id)


_administrators = Read(lambda: Profile.select(Profile.user_id).where((Profile.member_id == parameter("member_id")) & Profile.system_admin))
