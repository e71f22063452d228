"""The first right of its kind: given by the service's own people at the command line, for a company in which nobody has it."""

from models import audit, directory, profile, session
from models.base import Invalid, NotFound, locked, transaction
from models.level import LEVELS as SYSTEM
from models.member import Person
from models.profile import Profile
from models.user_admin import LEVELS as SITE

RIGHTS = ("site-admin", "system-admin")


def grant(member_id, user_id, right):
    """Makes a user 管理者 of the member site or システム管理者 of the groupware; one of RIGHTS. Raises NotFound and Invalid with the field "right"."""
    directory.refresh(member_id, user_id)
    if right == "site-admin" and not directory.may_write("site_admin"):
        raise Invalid({"right": "権限区分は、本サービス(PC版)で変更してください。"})

    def work():
        theirs = (Person.member_id == member_id) & (Person.user_id == user_id)
        person = locked(Person.select().where(theirs)).first()
        if person is None:
            raise NotFound
        if right == "site-admin":
            Person.update(site_admin=True).where(theirs).execute()
            audit.note_operator(member_id, "right.site", user_id, SITE[True])
        else:
            profile.ensure(person)
            Profile.update(system_admin=True).where((Profile.member_id == member_id) & (Profile.user_id == user_id)).execute()
            audit.note_operator(member_id, "right.system", user_id, SYSTEM[True])
        session.end_all(member_id, user_id)

    transaction(work)
