"""Who may administer what, asked again inside the transaction that does it: the right may have gone since the page was shown.

Two rights that are never linked: 権限区分「管理者」 on the member site, and ユーザーレベル「システム管理者」 in the groupware.
"""

from models.base import NotAllowed, locked
from models.member import Person
from models.profile import Profile, same_person
from models.withdrawal import INITIAL_ADMIN

INITIAL = INITIAL_ADMIN  # the service's contact: never deleted, and always a 管理者


def site_only(viewer):
    """Raises NotAllowed unless the viewer is a 管理者 of the member site."""
    if not viewer.site_admin:
        raise NotAllowed


def system_only(viewer):
    """Raises NotAllowed unless the viewer is a システム管理者 of the groupware."""
    if not viewer.system_admin:
        raise NotAllowed


def initial_only(viewer):
    """Raises NotAllowed unless the viewer is the 初期管理者, of a membership that has not ended."""
    if viewer.user_id != INITIAL or viewer.bills_only:
        raise NotAllowed


def lock_site(viewer):
    """Locks the rows of the member's 管理者 and returns their ユーザーIDs. Raises NotAllowed where the viewer is none any more."""
    theirs = (Person.member_id == viewer.member_id) & Person.site_admin & ~Person.disabled
    return _with_viewer(viewer, Person.select(Person.user_id).where(theirs).order_by(Person.user_id))


def lock_system(viewer):
    """The same of the システム管理者."""
    return _with_viewer(viewer, _system(viewer.member_id))


def lock_system_of(member_id):
    """Locks the rows of a member's システム管理者 and returns their ユーザーIDs, for who is none."""
    return {user_id for user_id, in locked(_system(member_id)).tuples()}


def _system(member_id):
    there = Person.select(Person.user_id).where(same_person(Person, Profile) & ~Person.disabled)
    theirs = (Profile.member_id == member_id) & Profile.system_admin & Profile.user_id.in_(there)
    return Profile.select(Profile.user_id).where(theirs).order_by(Profile.user_id)


def _with_viewer(viewer, query):
    found = {user_id for user_id, in locked(query).tuples()}  # all lock in one order, so that nobody waits in a circle
    if viewer.user_id not in found:
        raise NotAllowed
    return found
