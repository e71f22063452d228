"""Sessions: who is signed in on which phone.

A login makes one session with two ids of 128 random bits: one goes out as a cookie, one in the URL of a bounce. What
comes back from the bounce proves how the phone carries ids: the other id dies, and until then neither opens anything.
Only hashes of ids are stored. A session belongs to one person, one family of phones and one scheme (http or https),
and is found nowhere else.
"""

import datetime
import hashlib
import secrets
from typing import NamedTuple

from peewee import JOIN, BigIntegerField, BooleanField, Case, CompositeKey, TextField, fn

from models import base, clock, directory, password, profile, withdrawal
from models.base import Base, NotFound, Read, parameter
from models.member import Person, WrongPassword
from models.profile import Profile
from models.withdrawal import Withdrawal

# Seconds without a request after which a session has ended. URLs are seen by others: in histories, over a shoulder.
IDLE = {"url": 30 * 60, "cookie": 7 * 24 * 3600}
BOUNCE = 10 * 60  # seconds between the login and its bounce: a slow phone on a bad line, not a link kept for later
MOST_SESSIONS = 20  # of one person; one more ends the one unused for longest
SEEN_LATELY = 5 * 60  # seconds for which a session counts as in use
_SEEN_EVERY = 60  # seconds; a write for every request would cost more than the request


class Session(Base):
    """One phone's login. cookie_hash, url_hash: one of them is None once the bounce has come back.

    family: of phones, as carriers calls it; label: the phone in plain words. Times in Unix seconds; last_seen is
    behind by less than a minute. mark: of the password hash with which it was opened (password.mark).
    """

    member_id = TextField()
    id = BigIntegerField()
    user_id = TextField()
    cookie_hash = TextField(null=True)
    url_hash = TextField(null=True)
    family = TextField()
    label = TextField()
    secure = BooleanField()
    started_at = BigIntegerField()
    last_seen = BigIntegerField()
    mark = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class Signed(NamedTuple):
    """Who makes a request, and what every page needs of them. mode: "cookie" or "url". The wishes are Profile's.

    bills_only: the membership has ended, and all that is left to see are its bills.
    """

    member_id: str
    user_id: str
    name: str
    mode: str
    session_id: int
    half_width: str
    page_rows: int
    look: str
    site_admin: bool
    system_admin: bool
    bills_only: bool = False


class Place(NamedTuple):
    """A phone that is logged in. last_seen: a naive datetime in Japan time."""

    session_id: int
    label: str
    last_seen: datetime.datetime
    mode: str


# Login and bounce


def open_session(person, family, label, secure, now):
    """Opens a session; returns its two ids: for a cookie, and for the URL of the bounce.

    person: whom user.check_login returned; now: Unix seconds. The person's name and mail reach the groupware here.
    Raises WrongPassword where the password was changed, or the person disabled or deleted, since then.
    """
    def work():
        cookie_id, url_id = _new_id(), _new_id()  # others each time: a commit whose answer was lost has used them up
        profile.at_login(_still(person))
        _make_room(person.member_id, person.user_id, now)
        Session.insert(
            member_id=person.member_id, id=base.next_id(person.member_id, "session"), user_id=person.user_id,
            cookie_hash=_hash(cookie_id), url_hash=_hash(url_id), family=family, label=label, secure=secure,
            started_at=now, last_seen=now, mark=password.mark(person.password_hash),
        ).execute()
        return cookie_id, url_id

    return base.transaction(work)


def _still(person):
    """The person as they are now, locked, so that a new password ends this session too. Raises WrongPassword."""
    same = (Person.member_id == person.member_id) & (Person.user_id == person.user_id)
    now = base.locked(Person.select().where(same)).first()
    if now is None or now.disabled or now.password_hash != directory.kept(person.password_hash):
        raise WrongPassword
    return now


def _new_id():
    return secrets.token_urlsafe(16)  # 128 bits as 22 characters


def _hash(raw_id):
    return hashlib.blake2b(raw_id.encode("utf-8"), digest_size=16).hexdigest()


def _of(member_id, user_id):
    return (Session.member_id == member_id) & (Session.user_id == user_id)


def _make_room(member_id, user_id, now):
    """Deletes the person's ended sessions, and of the others those that would be too many."""
    rows = Session.select().where(_of(member_id, user_id)).order_by(Session.last_seen.desc(), Session.id.desc())
    kept, gone = [], []
    for row in rows:
        (kept if _is_live(row, now) and len(kept) < MOST_SESSIONS - 1 else gone).append(row.id)
    if gone:
        Session.delete().where(Session.member_id == member_id, Session.id.in_(gone)).execute()


def _is_live(row, now):
    if row.cookie_hash and row.url_hash:
        return now - row.started_at <= BOUNCE
    return now - row.last_seen <= IDLE[_mode(row)]


def is_dead(now):
    """The condition for a Session that is not live any more; now: Unix seconds."""
    has_cookie, has_url = Session.cookie_hash.is_null(False), Session.url_hash.is_null(False)
    return (
        (has_cookie & has_url & (Session.started_at < now - BOUNCE))
        | (has_cookie & ~has_url & (Session.last_seen < now - IDLE["cookie"]))
        | (~has_cookie & (Session.last_seen < now - IDLE["url"])))


def tally(now):
    """(sessions in cookies, sessions in URLs, of both those seen in the last minutes) of all members; now: Unix seconds."""
    def count(condition):
        return fn.COALESCE(fn.SUM(Case(None, ((condition, 1),), 0)), 0)

    in_cookie, in_url = Session.url_hash.is_null(), Session.cookie_hash.is_null()
    counts = count(in_cookie), count(in_url), count(Session.last_seen >= now - SEEN_LATELY)
    return tuple(map(int, Session.select(*counts).where(~is_dead(now)).tuples().get()))


def _mode(row):
    return "cookie" if row.cookie_hash else "url"


def prove(cookie_id, url_id, family, now):
    """The bounce after a login, once per session: a cookie that came back kills the URL's id, else the cookie's dies.

    Returns how the session goes on, "cookie" or "url"; None if these ids have no bounce open.
    """
    bounce = (Session.url_hash == _hash(url_id)) & (Session.family == family) & (Session.started_at >= now - BOUNCE)
    if not Session.select(Session.id).where(bounce & Session.cookie_hash.is_null(False)).exists():
        return None  # an id that was made up doesn't take the lock for writing
    came_back = Session.cookie_hash == _hash(cookie_id or "")
    if _change(bounce & came_back, url_hash=None, last_seen=now):
        return "cookie"
    if _change(bounce & Session.cookie_hash.is_null(False), cookie_hash=None, last_seen=now):
        return "url"
    return None


def _change(condition, **values):
    """Writes these values where the condition holds; returns how many sessions that is."""
    return base.transaction(Session.update(**values).where(condition).execute)


# Every request


def _finding(hash_field, other):
    """The read of a session by one of its ids, where the other one is dead."""
    return Read(lambda: (
        Session.select(
            Session.member_id, Session.user_id, Session.id, Session.family, Session.secure, Session.last_seen, Session.mark, Person.name,
            Person.password_hash, Person.site_admin, Person.disabled, Withdrawal.last_day, Profile.name, Profile.half_width, Profile.page_rows, Profile.look,
            Profile.system_admin)
        .join(Person, on=(Person.member_id == Session.member_id) & (Person.user_id == Session.user_id))
        .join(Profile, JOIN.LEFT_OUTER, on=(Profile.member_id == Session.member_id) & (Profile.user_id == Session.user_id))
        .join(Withdrawal, JOIN.LEFT_OUTER, on=(Withdrawal.member_id == Session.member_id))
        .where(hash_field == parameter("hash"), other.is_null())))


_FIND = {"cookie": _finding(Session.cookie_hash, Session.url_hash), "url": _finding(Session.url_hash, Session.cookie_hash)}


def find(raw_id, mode, family, secure, now):
    """Who is signed in with this id: Signed, or None.

    raw_id: as the phone sent it; mode: "cookie" or "url", where it stood; secure: it came over https; now: Unix
    seconds. None also after too long without a request, from another family of phones, over another scheme, and for
    a person who was disabled or deleted or has another password than at login, or whose membership has ended; 00001
    goes on for another month, with no right but to see the bills.
    """
    rows = _FIND[mode](hash=_hash(raw_id))
    if not rows:
        return None
    (member_id, user_id, session_id, its_family, its_secure, last_seen, mark, person_name, its_hash, site_admin, disabled, last_day,
     name, half_width, page_rows, look, system_admin) = rows[0]
    if its_family != family or bool(its_secure) is not bool(secure) or now - last_seen > IDLE[mode]:
        return None
    if directory.is_mapped():
        now_there = directory.refresh(member_id, user_id)
        disabled = now_there is None
        if now_there:
            its_hash, person_name = now_there.password_hash, now_there.name
            site_admin = site_admin if now_there.site_admin is None else now_there.site_admin
    if disabled or (mark is not None and mark != password.mark(its_hash)):  # the password was changed, here or by the main service
        _forget(member_id, session_id)
        return None
    bills_only = last_day is not None and clock.from_unix(now).toordinal() > last_day
    if bills_only and not withdrawal.sees_bills(withdrawal.day_of(last_day), user_id, clock.from_unix(now).date()):
        return None
    if now - last_seen >= _SEEN_EVERY:
        _see(member_id, session_id, now)
    return Signed(
        member_id, user_id, name or person_name, mode, session_id, half_width or "", page_rows or 0, look or "",
        bool(site_admin) and not bills_only, bool(system_admin) and not bills_only, bills_only)


def _forget(member_id, session_id):
    """Ends a session for good: it is not to open anything again when its person may log in again."""
    mine = (Session.member_id == member_id) & (Session.id == session_id)
    base.in_passing(Session.delete().where(mine).execute)


def _see(member_id, session_id, now):
    mine = (Session.member_id == member_id) & (Session.id == session_id)
    base.in_passing(Session.update(last_seen=now).where(mine & (Session.last_seen < now)).execute)


# What a user does with sessions


def places(viewer, now):
    """The phones on which the viewer is logged in, newest first, as Place."""
    rows = Session.select().where(_of(viewer.member_id, viewer.user_id)).order_by(Session.last_seen.desc(), Session.id.desc())
    return [
        Place(row.id, row.label, clock.from_unix(row.last_seen), _mode(row))
        for row in rows if _is_live(row, now) and not (row.cookie_hash and row.url_hash)
    ]


def end(viewer, session_id):
    """Ends one of the viewer's own sessions. Raises NotFound."""
    from models import audit  # which stands on this module: it tells the phone of whoever does something

    own = _of(viewer.member_id, viewer.user_id) & (Session.id == session_id)

    def work():
        found = base.locked(Session.select().where(own)).first()
        if found is None:
            raise NotFound
        if session_id != viewer.session_id:  # else it is a logout
            audit.note(viewer, "session.end", "", found.label)
        Session.delete().where(own).execute()

    base.transaction(work)


def close(viewer):
    """Logs out: ends the session that the viewer is in, if it hasn't ended already."""
    own = Session.delete().where(_of(viewer.member_id, viewer.user_id), Session.id == viewer.session_id)
    base.transaction(own.execute)


def renew(viewer, now):
    """Gives the viewer's session a new id and returns it; the old one opens nothing from now on. Raises NotFound.

    For the moments when a session comes to mean more, as after a new password: whoever saw the old id has nothing.
    """
    raw_id = _new_id()
    change = {"cookie_hash" if viewer.mode == "cookie" else "url_hash": _hash(raw_id), "last_seen": now}
    if not _change(_of(viewer.member_id, viewer.user_id) & (Session.id == viewer.session_id), **change):
        raise NotFound
    return raw_id


def end_all(member_id, user_id, keep=None, new_hash=""):
    """Ends every session of a person but the one to keep, as when the password or the rights change.

    new_hash: that of the new password, which the session kept goes on with.
    """
    if keep is not None and new_hash:
        kept = Session.update(mark=password.mark(new_hash)).where(_of(member_id, user_id), Session.id == keep)
        base.transaction(kept.execute)
    theirs = Session.delete().where(_of(member_id, user_id))
    if keep is not None:
        theirs = theirs.where(Session.id != keep)
    base.transaction(theirs.execute)
