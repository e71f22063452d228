"""Failed logins slow down: per account and per address, the same whether the account exists or not.

A failure counts, and with every further one the next try must wait twice as long. Whoever tries while waiting is
told how long and nothing else happens: the password isn't looked at, and the wait doesn't grow, so nobody can keep
an owner out for longer than the longest wait. One failure is forgiven per stretch of time; a right login forgives
all of its account's, but none of its address's: one good account must not help to guess others.
"""

import hashlib
import ipaddress
from typing import NamedTuple

from peewee import BigIntegerField, TextField

from models import base
from models.base import Base, Read, parameter


class LoginFailure(Base):
    """What is remembered of one account or address. subject: its keyed hash. Times in Unix seconds.

    last_at: up to when failures have been forgiven. open_at: when the next try is allowed.
    """

    subject = TextField(primary_key=True)
    failures = BigIntegerField()
    last_at = BigIntegerField()
    open_at = BigIntegerField()


class Pace(NamedTuple):
    """How a kind of subject is slowed. free: failures without a wait; the rest in seconds."""

    free: int
    longest: int
    forgiven_every: int


# Guessing at one account comes down to four tries an hour. Thousands of honest phones share one address of their
# carrier, so an address may fail three times a minute for good, and never waits long.
ACCOUNT = Pace(free=3, longest=15 * 60, forgiven_every=15 * 60)
ADDRESS = Pace(free=20, longest=60, forgiven_every=20)

_KEPT = 24 * 3600  # seconds; by then all failures of a subject are forgiven
_FORGOTTEN_AT_ONCE = 500  # rows


def wait(member_id, user_id, address, now):
    """Seconds until a login may be tried; 0 when it may be now.

    Tries that are under way do not count yet: somebody's phones may log in all at once. A guesser gains by it no more
    tries than this server has threads.
    """
    return max(_open_at(account_of(member_id, user_id)) - now, _open_at(address_of(address)) - now, 0)


def failed(member_id, user_id, address, now):
    """Counts a login that failed, for its account and for its address."""

    def work():
        _count(account_of(member_id, user_id), ACCOUNT, now)
        if address:
            _count(address_of(address), ADDRESS, now)

    base.transaction(work)


def passed(member_id, user_id, now):
    """Forgives the account everything after a right login, and deletes what is forgiven anyway."""
    account = account_of(member_id, user_id)
    gone = [account] if _find(subject=account) else []  # most have nothing to forgive: then nobody waits for the right to write
    gone += [subject for subject, in _old(before=now - _KEPT)]
    if gone:
        forgiven = (LoginFailure.subject == account) | is_forgiven(now)
        base.transaction(LoginFailure.delete().where(LoginFailure.subject.in_(gone), forgiven).execute)


def _open_at(subject):
    found = _find(subject=subject)
    return found[0][0] if found else 0


_find = Read(lambda: LoginFailure.select(LoginFailure.open_at).where(LoginFailure.subject == parameter("subject")))
_old = Read(lambda: LoginFailure.select(LoginFailure.subject).where(LoginFailure.last_at < parameter("before")).limit(_FORGOTTEN_AT_ONCE))


def _locked(subject):
    """The subject's row or None; nobody else counts it until the transaction ends."""
    return base.locked(LoginFailure.select().where(LoginFailure.subject == subject)).first()


def _count(subject, pace, now):
    LoginFailure.insert(subject=subject, failures=0, last_at=now, open_at=0).on_conflict_ignore().execute()
    row = _locked(subject)
    forgiven = max(now - row.last_at, 0) // pace.forgiven_every
    failures = max(row.failures - forgiven, 0) + 1
    # Once the wait is at its longest more failures would only take longer to be forgiven.
    failures = min(failures, pace.free + pace.longest.bit_length())
    row.last_at = now if failures == 1 else row.last_at + forgiven * pace.forgiven_every
    row.failures, row.open_at = failures, now + wait_after(failures, pace)
    row.save()


def wait_after(failures, pace):
    """Seconds from the last of so many failures to the next try: 0, then 2, 4, 8 … up to the longest."""
    return min(2 ** (failures - pace.free), pace.longest) if failures > pace.free else 0


def is_forgiven(now):
    """The condition for a LoginFailure that slows nobody any more; now: Unix seconds."""
    return LoginFailure.last_at < now - _KEPT


# Subjects


def account_of(member_id, user_id):
    """The subject of an account, whether there is one or not."""
    return _hash(f"account {member_id} {user_id}")


def address_of(address):
    """The subject of an IP address; of IPv6 the /64, which is what one subscriber gets (RFC 6177)."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return _hash(f"address {address}")
    found = getattr(found, "ipv4_mapped", None) or found
    if found.version == 6:
        found = ipaddress.ip_network((found, 64), strict=False)
    return _hash(f"address {found}")


def _hash(text):
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=base.secret(), digest_size=16).hexdigest()
