"""Users: who logs in, whom a viewer may see, and passwords.

Whatever is asked for a viewer is asked of the viewer's own member: another member's people are never found. The
groupware shows the names of its last login (Profile); who never logged in is there at once, as on the member site.
"""

import functools
import itertools
import re
import unicodedata
from typing import NamedTuple

from peewee import JOIN, fn

from models import audit, base, clock, directory, member, password, session, throttle, withdrawal
from models.base import Invalid, NotAllowed, NotFound, Read, Stale, parameter
from models.member import MEMBER_ID, USER_ID, Person, WrongPassword
from models.profile import Profile

# What an unknown id is tried against where nobody has a password yet: the hash of one that nobody knows, of password.COST.
_AT_ONCE = 500  # ids in one statement
_TRIED = 20  # people among whom one with a password is looked for
_NOBODYS_HASH = "$argon2id$v=19$m=7168,t=5,p=1$6H1PKWVs7Z3TunduLUXoPQ$LDcJaDOl5bGtwI7LYBgtkrq8gZWuARqnkzNASawdU3s"


class TooManyFailures(Exception):
    """This account or address must wait after failed logins. wait: seconds."""

    def __init__(self, wait):
        super().__init__(wait)
        self.wait = wait


class UnknownId(Exception):
    """Nobody can log in with this 会員ID and ユーザーID."""


class Withdrawn(Exception):
    """The membership of this person's company has ended."""


class FormerMember(UnknownId):
    """Nobody can log in, and of this company nobody will: its membership has ended, and its people are deleted."""


class Colleague(NamedTuple):
    """A person of the viewer's own member."""

    user_id: str
    name: str
    kana: str


# Login


def fold_id(text):
    """An id as it was meant: full-width and lower-case letters become what ids are made of."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def check_login(member_id, user_id, typed, address, now):
    """The person who logs in: a member.Person, or a directory.Account where the main service's table is mapped.

    typed: the password; address: the phone's IP address; now: Unix seconds. Raises TooManyFailures, and only where
    this time was free to try UnknownId and WrongPassword; with the right password Withdrawn. The first three take as long for
    ids that exist as for others. After the end of a membership 00001 can log in for another month, to see the bills.
    """
    wait = throttle.wait(member_id, user_id, address, now)
    if wait:
        raise TooManyFailures(wait)
    today = clock.from_unix(now).date()
    is_over = bool(MEMBER_ID.fullmatch(member_id)) and withdrawal.is_over(member_id, today)
    person = present(member_id, user_id) if MEMBER_ID.fullmatch(member_id) and USER_ID.fullmatch(user_id) else None
    its_hash, some_hash = person.password_hash if person else "", _some_hash()
    is_usable = password.is_usable(its_hash)
    is_right = password.is_right(typed, its_hash if is_usable else some_hash) and is_usable
    if person and not person.disabled and is_right:
        throttle.passed(member_id, user_id, now)
        if not withdrawal.may_log_in(member_id, user_id, today):
            raise Withdrawn
        if directory.is_mapped():  # not before: a copy that is written would tell by its time that the ids exist
            directory.keep(person)
        if not is_over:  # else their copies would come back, which were deleted
            directory.refresh_member(member_id)
        return person
    throttle.failed(member_id, user_id, address, now)
    if person is None and is_over:
        raise FormerMember
    raise WrongPassword if person and not person.disabled else UnknownId


def present(member_id, user_id):
    """The person with these ids as they are now, where the main service's table is mapped as that has them; or None."""
    return directory.find(member_id, user_id) if directory.is_mapped() else member.find_person(member_id, user_id)


def _some_hash():
    """Somebody's hash, to spend on an unknown id what a known one costs with the hashes of this deployment."""
    if directory.is_mapped():
        return directory.in_use().some_hash() or _NOBODYS_HASH
    everybodys = Person.select(Person.password_hash).where(Person.password_hash != "")
    first = everybodys.order_by(Person.member_id, Person.user_id).limit(_TRIED).tuples()
    return next((text for text, in first if password.form(text)), _NOBODYS_HASH)


# Colleagues

_OF_MEMBER = Person.member_id == parameter("member_id")
_WITH_ID = Person.user_id == parameter("user_id")


def _in_groupware():
    """Everybody of a member with the groupware's names."""
    same = (Profile.member_id == Person.member_id) & (Profile.user_id == Person.user_id)
    names = fn.COALESCE(Profile.name, Person.name), fn.COALESCE(Profile.kana, Person.kana)
    people = Person.select(Person.user_id, *names).join(Profile, JOIN.LEFT_OUTER, on=same)
    return people.where(_OF_MEMBER).order_by(Person.user_id)


def _registered():
    """Everybody of a member with the names of the member site."""
    return Person.select(Person.user_id, Person.name, Person.kana).where(_OF_MEMBER).order_by(Person.user_id)


def _part(query):
    return query.limit(parameter("count")).offset(parameter("start"))


_ALL = Read(lambda: _in_groupware().where(~Person.disabled))
_ONE = Read(lambda: _in_groupware().where(_WITH_ID))
_ALL_REGISTERED = Read(_registered)
_SOME = Read(lambda: _part(_in_groupware().where(~Person.disabled)))
_SOME_REGISTERED = Read(lambda: _part(_registered()))
_ONE_REGISTERED = Read(lambda: _registered().where(_WITH_ID))


def search(viewer, text):
    """The colleagues whose name, kana or ユーザーID holds this text, by ユーザーID; all of them for an empty text.

    Full- and half-width, hiragana and katakana, upper and lower case and the usual variants of kanji in names count
    as the same, and spaces as nothing. People who are disabled are not offered.
    """
    directory.refresh_member(viewer.member_id)
    return _matching(_ALL(member_id=viewer.member_id), text)


def search_each(viewer, texts, most):
    """{text: at most so many of what search() finds for it}; the colleagues are read and folded once for all texts."""
    if not texts:
        return {}
    directory.refresh_member(viewer.member_id)
    # No folded text has a line break.
    people = [("\n".join(map(_folded, row)), row) for row in _ALL(member_id=viewer.member_id)]
    return {text: _first(people, fold_name(text), most) for text in texts}


def _first(people, wanted, most):
    return [Colleague(*row) for row in itertools.islice((row for folded, row in people if wanted in folded), most)]


def everybody(viewer, start, count):
    """Colleagues by ユーザーID, from the start-th on, at most count: what search() finds for an empty text, a part at a time."""
    directory.refresh_member(viewer.member_id)
    return [Colleague(*row) for row in _SOME(member_id=viewer.member_id, start=start, count=count)]


def _matching(rows, text):
    wanted = fold_name(text)
    return [Colleague(*row) for row in rows if any(wanted in _folded(part) for part in row)]


def colleague(viewer, user_id):
    """The person of the viewer's member with this ユーザーID, disabled or not. Raises NotFound."""
    return _only(_ONE, viewer, user_id)


def _only(read, viewer, user_id):
    found = read(member_id=viewer.member_id, user_id=user_id) if USER_ID.fullmatch(user_id) else ()
    if not found:
        raise NotFound
    return Colleague(*found[0])


def exists(viewer, user_id):
    """Whether the viewer's member has this person, disabled or not."""
    try:
        return bool(colleague(viewer, user_id))
    except NotFound:
        return False


def names(viewer, user_ids):
    """{user_id: name} of those of the viewer's member who have one of these ユーザーIDs, disabled or not."""
    user_ids, found = list(user_ids), {}
    same = (Profile.member_id == Person.member_id) & (Profile.user_id == Person.user_id)
    people = Person.select(Person.user_id, fn.COALESCE(Profile.name, Person.name)).join(Profile, JOIN.LEFT_OUTER, on=same)
    for start in range(0, len(user_ids), _AT_ONCE):
        mine = (Person.member_id == viewer.member_id) & Person.user_id.in_(user_ids[start:start + _AT_ONCE])
        found |= dict(people.where(mine).tuples())
    return found


def search_registered(viewer, text):
    """search() for the member site: its own names, which the groupware may not have yet, and disabled people too."""
    _administrators_only(viewer)
    directory.refresh_member(viewer.member_id)
    return _matching(_ALL_REGISTERED(member_id=viewer.member_id), text)


def everybody_registered(viewer, start, count):
    """everybody() for the member site, with its own names and disabled people too. Raises NotAllowed."""
    _administrators_only(viewer)
    directory.refresh_member(viewer.member_id)
    return [Colleague(*row) for row in _SOME_REGISTERED(member_id=viewer.member_id, start=start, count=count)]


def registered(viewer, user_id):
    """colleague() for the member site, with its own names. Raises NotAllowed and NotFound."""
    _administrators_only(viewer)
    return _only(_ONE_REGISTERED, viewer, user_id)


def _administrators_only(viewer):
    if not viewer.site_admin:
        raise NotAllowed


# Kanji of names that few phones can type or show, and the everyday form. NFKC leaves them apart.
_FOLDED = dict(zip("髙﨑𠮷濵濱邉邊齋齊斎澤栁瀨德櫻廣國眞會榮嶋嶌冨", "高崎吉浜浜辺辺斉斉斉沢柳瀬徳桜広国真会栄島島富", strict=True))
_FOLDED |= {chr(code): chr(code + 0x60) for code in [*range(0x3041, 0x3097), 0x309D, 0x309E]}  # hiragana to katakana
_UNFOLDED = re.compile(f"[{''.join(_FOLDED)}]")


def fold_name(text):
    """A text as names are compared."""
    text = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _UNFOLDED.sub(lambda found: _FOLDED[found[0]], text)


_folded = functools.lru_cache(65_536)(fold_name)  # of names: whoever looks for somebody has all the company's folded


# Passwords


_CHANGED = "同時にほかの場所でパスワードが変更されました。新しいパスワードでログインし直してください。"


def change_own_password(viewer, old, new, keep_session, form_key):
    """Changes the viewer's password and ends the viewer's other sessions. keep_session: the id of the one to keep.

    Raises Invalid with the fields "old" and "new".
    """
    problem = password.problem(new)
    if problem:
        raise Invalid({"new": problem})
    person = check_own_password(viewer, old, form_key)
    if person is not None:
        set_password(viewer, viewer.user_id, new, keep_session, person.password_hash, form_key)


def check_own_password(viewer, old, form_key):
    """The viewer as present() has them, whose password is the old one; None where the form was carried out already.

    Raises Invalid with the field "old". Wrong ones count as failed logins: a session that somebody else got hold of is no
    way to guess.
    """
    if base.is_done(viewer.member_id, form_key):
        return None
    now = clock.unix()
    ids = viewer.member_id, viewer.user_id
    wait = throttle.wait(*ids, "", now)
    if wait:
        raise Invalid({"old": f"パスワードの間違いが続いたため、あと{wait}秒は変更できません。時間をおいて、もう一度入力してください。"})
    person = present(*ids)
    if person is None or not password.is_right(old, person.password_hash):
        if base.is_done(viewer.member_id, form_key):  # by another press, while this one looked
            return None
        throttle.failed(*ids, "", now)
        raise Invalid({"old": "今のパスワードが違います。大文字と小文字を確かめて、もう一度入力してください。"})
    throttle.passed(*ids, now)
    return person


def set_password(viewer, user_id, new, keep_session, old_hash, form_key, lock=lambda: None):
    """Gives somebody of the viewer's member another password than that of old_hash, and ends all sessions but the one to keep.

    Whoever calls it has asked for the rule of passwords. lock: raises NotAllowed where the viewer hasn't the right any more;
    it is asked before anything is written over there, where people are mapped, and in the transaction that writes here.
    Raises Invalid with the field "new".
    """
    if not directory.may_write("password"):
        raise Invalid({"new": "パスワードは、本サービス(PC版)で変更してください。ここでは変更できません。"})
    base.transaction(lock)
    member_id = viewer.member_id
    theirs = (Person.member_id == member_id) & (Person.user_id == user_id)
    try:
        new_hash = directory.set_password(member_id, user_id, new, old_hash)
    except Stale:
        if base.is_done(member_id, form_key):  # by another press of the same button
            return
        raise Invalid({"new": _CHANGED}) from None
    kept = directory.kept(old_hash), directory.kept(new_hash)

    def work():
        lock()
        # The new one is there already where it was copied from the main service a moment ago.
        if not Person.update(password_hash=kept[1]).where(theirs & Person.password_hash.in_(kept)).execute():
            raise Invalid({"new": _CHANGED})
        session.end_all(member_id, user_id, keep_session, new_hash)
        audit.note(viewer, "password.change" if user_id == viewer.user_id else "password.overwrite", "" if user_id == viewer.user_id else user_id)

    base.once(member_id, form_key, work)
