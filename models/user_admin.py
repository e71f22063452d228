"""ユーザー登録, 変更, 削除 on the member site, by its 管理者.

Names and mail that are changed here reach the groupware at that person's next login. Where the main service's own person
table is mapped, what it doesn't let be written is refused here.
"""

from typing import NamedTuple

from models import audit, clock, directory, leaving, member, password, profile, registration, rights, seen, session, throttle, user
from models.base import Invalid, NotAllowed, NotFound, Stale, is_done, locked, once
from models.member import USER_ID, Person
from models.profile import Profile
from models.registration import Entry
from models.rights import INITIAL

LEVELS = {False: "一般ユーザー", True: "管理者"}
_LABELS = {"name": "氏名", "kana": "フリガナ", "mail": "メールアドレス", "site_admin": "権限区分"}
NEVER_DELETED = (
    "初期管理者IDは、弊社のシステム上削除できないIDとさせていただいております。"
    "ただし、グループウェア上の初期管理者IDが登録しているユーザーデータについては削除は可能です。")


class Detail(NamedTuple):
    """A user with what a 管理者 may change; token: says what was seen, for whoever changes it."""

    user_id: str
    entry: Entry
    disabled: bool
    token: str


def find(viewer, user_id):
    """The Detail of somebody of the viewer's member. Raises NotAllowed and NotFound."""
    rights.site_only(viewer)
    directory.refresh(viewer.member_id, user_id)
    person = member.find_person(viewer.member_id, user_id) if USER_ID.fullmatch(user_id) else None
    if person is None:
        raise NotFound
    return Detail(user_id, _entry(person), bool(person.disabled), seen.token(*_seen(person)))


def _entry(person):
    return Entry(person.name, person.kana, person.mail, bool(person.site_admin))


def _seen(person):
    return *_entry(person), password.mark(person.password_hash)


# Registering


def add(viewer, user_id, entry, new_password, form_key):
    """Registers a user, who may log in at once. Raises NotAllowed, and Invalid with the fields "user_id", "name", "kana", "mail", "new"."""
    rights.site_only(viewer)
    if directory.is_mapped():
        raise NotAllowed
    if is_done(viewer.member_id, form_key):
        return
    problems = registration.problems(entry)
    if not USER_ID.fullmatch(user_id):
        problems["user_id"] = "ユーザーIDは、半角の数字5けたで入力してください。"
    else:
        problems |= {"user_id": why for why in registration.used(viewer.member_id, {user_id}).values()}
    if problem := password.problem(new_password):
        problems["new"] = problem
    if problems:
        raise Invalid(problems)
    its_hash = password.hashed(new_password)

    def work():
        rights.lock_site(viewer)
        if taken := registration.used(viewer.member_id, {user_id}):
            raise Invalid({"user_id": taken[user_id]})
        registration.insert(viewer.member_id, [(user_id, entry, its_hash)])
        audit.note(viewer, "user.add", user_id, f"{entry.name} {LEVELS[entry.site_admin]}")

    once(viewer.member_id, form_key, work)


# Changing


def change(viewer, user_id, entry, token, form_key):
    """Makes the entry of a user what is given. A change of 権限区分 ends that person's sessions.

    Raises NotAllowed, NotFound, Stale where it isn't what was seen any more, and Invalid with the fields of Entry.
    """
    before = find(viewer, user_id)
    problems = registration.problems(entry) | _not_here(before.entry, entry)
    if problems:
        raise Invalid(problems)

    def work():
        rights.lock_site(viewer)
        person = _locked(viewer, user_id)
        old = _entry(person)
        seen.check(token, *_seen(person))
        if old.site_admin and not entry.site_admin:
            _check_loss(viewer, user_id)
        directory.set_details(viewer.member_id, user_id, **{
            name: getattr(entry, name) for name in ("name", "mail") if getattr(entry, name) != getattr(old, name)})
        Person.update(entry._asdict()).where(_with_id(viewer, user_id)).execute()
        _note_change(viewer, user_id, old, entry)

    once(viewer.member_id, form_key, work)


def _not_here(old, new):
    """What would change that only the main service may change."""
    changed = [name for name in Entry._fields if getattr(old, name) != getattr(new, name)]
    return {name: f"{_LABELS[name]}は、本サービス(PC版)で変更してください。" for name in changed if not directory.may_write(name)}


def _check_loss(viewer, user_id):
    """Nobody gives the right away by mistake, so one 管理者 at least is always there."""
    if user_id == viewer.user_id:
        raise Invalid({"site_admin": "自分の「管理者」は外せません。ほかの管理者に頼んでください。"})
    if user_id == INITIAL:
        raise Invalid({"site_admin": "初期管理者の権限区分は変更できません。"})


def _note_change(viewer, user_id, old, new):
    texts = [f"{_LABELS[name]}: {getattr(old, name) or 'なし'}→{getattr(new, name) or 'なし'}"
             for name in ("name", "kana", "mail") if getattr(old, name) != getattr(new, name)]
    if texts:
        audit.note(viewer, "user.change", user_id, " ".join(texts))
    if old.site_admin != new.site_admin:
        audit.note(viewer, "right.site", user_id, f"{LEVELS[old.site_admin]}→{LEVELS[new.site_admin]}")
        session.end_all(viewer.member_id, user_id)


def _with_id(viewer, user_id):
    return (Person.member_id == viewer.member_id) & (Person.user_id == user_id)


def _locked(viewer, user_id):
    found = locked(Person.select().where(_with_id(viewer, user_id))).first()
    if found is None:
        raise NotFound
    return found


def overwrite_password(viewer, user_id, new, token, form_key):
    """Gives a user who forgot it a new password, and ends all sessions of that person; a 管理者's own present one stays.

    Raises NotAllowed, NotFound, Stale, and Invalid with the field "new".
    """
    found = find(viewer, user_id)
    if is_done(viewer.member_id, form_key):
        return
    if problem := password.problem(new):
        raise Invalid({"new": problem})
    if found.token != token:
        if is_done(viewer.member_id, form_key):  # by another press, while this one looked
            return
        raise Stale
    person = user.present(viewer.member_id, user_id)
    if person is None:  # the main service has deleted them meanwhile
        raise NotFound
    keep = viewer.session_id if user_id == viewer.user_id else None
    user.set_password(viewer, user_id, new, keep, person.password_hash, form_key, lambda: rights.lock_site(viewer))
    throttle.passed(viewer.member_id, user_id, clock.unix())  # whoever forgot it has just failed a few times


# Deleting


def delete(viewer, user_id, form_key):
    """Deletes a user: no login, no list shows the person. What others can see stays, under the name as it was.

    Raises NotAllowed, NotFound, and Invalid with the field "".
    """
    find(viewer, user_id)
    if directory.is_mapped():
        raise NotAllowed
    if user_id == INITIAL:
        raise Invalid({"": NEVER_DELETED})
    if user_id == viewer.user_id:
        raise Invalid({"": "自分は削除できません。ほかの管理者に頼んでください。"})

    def work():
        rights.lock_site(viewer)
        if rights.lock_system_of(viewer.member_id) == {user_id}:
            raise Invalid({"": "ただ1人のシステム管理者です。先に、ほかの人のユーザーレベルをシステム管理者にしてください。"})
        person = _locked(viewer, user_id)
        profile.ensure(person)
        left = (Profile.member_id == viewer.member_id) & (Profile.user_id == user_id)
        Profile.update(system_admin=False, mail="").where(left).execute()
        leaving.leave(viewer.member_id, user_id)
        Person.delete().where(_with_id(viewer, user_id)).execute()
        audit.note(viewer, "user.delete", user_id, person.name)

    once(viewer.member_id, form_key, work)


def erase(viewer, form_key):
    """Deletes what the 初期管理者 has in the groupware (leaving.own). Raises NotAllowed and NotFound."""
    find(viewer, INITIAL)

    def work():
        rights.lock_site(viewer)
        _locked(viewer, INITIAL)
        leaving.own(viewer.member_id, INITIAL)
        audit.note(viewer, "user.erase", INITIAL)

    once(viewer.member_id, form_key, work)
