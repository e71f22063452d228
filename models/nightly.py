"""What is done every night: counting, notices, deleting what is too old or belongs to nobody any more.

Each job is a generator over small transactions. It may be stopped anywhere and run again, and running it twice does
nothing twice. One machine at a time does it: it holds a lease, and stops when it has lost it.
"""

import collections
import datetime
import logging
import time

from peewee import BigIntegerField, TextField

from models import clock, directory, disk, disk_notice, erasing, expiry, field, info_board, lease, retention, throttle, user_import, withdrawal
from models.base import Base, DoneKey, is_stale_key, transaction
from models.mail import Failed
from models.member import Member
from models.session import Session, is_dead
from models.throttle import LoginFailure
from models.withdrawal import Withdrawal

log = logging.getLogger(__name__)

_LEASE = 600  # seconds; a transaction takes far less, even with its retries
_RENEW_EVERY = 60
_ALL = "all"  # the job that stands for a whole night
_BEGINNING = datetime.date(1970, 1, 1)  # before the first night


class NightlyDay(Base):
    """A job that goes on where it ended the last time. done_until: the last day, an ordinal, for which it was done."""

    job = TextField(primary_key=True)
    done_until = BigIntegerField()


class Night:
    """What the jobs need. today: a date; now: Unix seconds; mailer: a mail.Mailer, or None where no mail is set up."""

    def __init__(self, mailer=None):
        self.now, self.mailer = clock.unix(), mailer
        self.today = clock.from_unix(self.now).date()
        self.tables = erasing.tables()

    def members(self):
        """The 会員IDs of all members whose membership has not ended."""
        return [member_id for member_id, in list(Member.select(Member.member_id).order_by(Member.member_id).tuples())
                if not withdrawal.is_over(member_id, self.today)]


def run(mailer=None, say=print, jobs=None):
    """Does all JOBS, unless another machine does, and says line by line what was done.

    A job that fails is left where it is, for another night, and the others are done all the same. Returns whether none failed;
    then the day is noted, see last_day().
    """
    with lease.held("nightly", _LEASE) as renew:
        if renew is None:
            say("another machine is at it: nothing done")
            return True
        night, is_ours, failed = Night(mailer), _Renewing(renew), []
        for name, job in JOBS if jobs is None else jobs:
            lines = 0
            try:
                for line in job(night):
                    if line:
                        lines += 1
                        say(f"{name}: {line}")
                    if not is_ours():
                        say("another machine has taken over: stopped")
                        return True
                if not lines:
                    say(f"{name}: nothing to do")
            except Exception as error:
                log.error("%s", name, exc_info=error)
                say(f"{name}: stopped by {type(error).__name__}, to be done another night")
                failed.append(name)
        if not failed:
            transaction(lambda: _note_day(_ALL, night.today))
        return not failed


def last_day():
    """The day of the last night on which all jobs were done, a date; None before the first."""
    row = NightlyDay.get_or_none(job=_ALL)
    return row and datetime.date.fromordinal(row.done_until)


class _Renewing:
    """Asked after every transaction whether the lease is still ours; renews it now and then."""

    def __init__(self, renew):
        self._renew, self._renewed = renew, time.monotonic()

    def __call__(self):
        if time.monotonic() > self._renewed + _RENEW_EVERY:
            self._renewed = time.monotonic()
            return self._renew()
        return True


# Jobs: a generator each, of lines to print, or of None after a transaction


def count_usage(night):
    """What every member uses today, and the month's peak."""
    count = 0
    for member_id in night.members():
        directory.refresh_member(member_id)
        yield from disk.count(member_id, night.tables, night.today, night.now)
        count += 1
    yield f"{count} members counted"


def send_notices(night):
    """Mail to those who use more than they wish."""
    for member_id in night.members():
        yield
        notice = disk_notice.due(member_id, night.today)
        if notice is None:
            continue
        problem = _send(night.mailer, notice)
        if problem.startswith("!"):
            disk_notice.give_back(notice)
            yield f"{member_id} not told: {problem[1:]}"
        else:
            disk_notice.sent(notice)
            yield f"{member_id} told that {notice.used} bytes are above {notice.wish}{problem}"


def _send(mailer, notice):
    """What is to be said of a mail; it starts with ! where nobody got it."""
    if mailer is None:
        return "!set SMTP_URL and MAIL_FROM to send mail"
    if not notice.addresses:
        return "!no 管理者 has a mail address"
    try:
        refused = mailer.send(notice.addresses, *disk_notice.letter(notice))
    except Failed as error:
        return f"!{error}"
    return f" (refused: {len(refused)} of {len(notice.addresses)} addresses)" if refused else ""


def turn_notices(night):
    """What search finds, once the days of インフォメーション have come or gone by."""
    job, turned = "search", 0
    row = NightlyDay.get_or_none(job=job)
    since = datetime.date.fromordinal(row.done_until) if row else _BEGINNING
    for member_id in night.members():
        for _ in info_board.index_turned(member_id, since, night.today):
            turned += 1
            yield
    transaction(lambda: _note_day(job, night.today))
    if turned:
        yield f"{turned} notices that begin or have ended"


def _note_day(job, day):
    NightlyDay.insert(job=job, done_until=0).on_conflict_ignore().execute()
    NightlyDay.update(done_until=day.toordinal()).where(NightlyDay.job == job).execute()


def delete_old(night):
    """What members don't wish to keep any longer."""
    for member_id in night.members():
        for kind, months in retention.of_member(member_id).items():
            gone = 0
            for count in expiry.expire(member_id, kind, months, night.today):
                gone += count
                yield
            if gone:
                yield f"{member_id} {kind}: {gone} deleted, older than {months} months"


def erase_withdrawn(night):
    """What members had that have withdrawn."""
    for row in list(Withdrawal.select().where(Withdrawal.erased_day.is_null() & (Withdrawal.last_day < night.today.toordinal()))):
        gone = 0
        for count in erasing.erase(row.member_id, withdrawal.day_of(row.last_day), night.today):
            gone += count
            yield
        if gone:
            yield f"{row.member_id}: {gone} rows deleted after the withdrawal of {withdrawal.day_of(row.last_day)}"


def tidy(night):
    """What no form, phone or account needs any more."""
    gone = collections.Counter()
    for member_id in night.members():
        for name, table, condition in (
                ("form keys", DoneKey, is_stale_key(night.now)), ("sessions", Session, is_dead(night.now))):
            for count in erasing.delete_all(table, (table.member_id == member_id) & condition):
                gone[name] += count
                yield
    for count in erasing.delete_all(LoginFailure, throttle.is_forgiven(night.now)):
        gone["failed logins"] += count
        yield
    for count in erasing.delete_all(field.FieldCount, field.is_old(night.today)):
        gone["counts from the field"] += count
        yield
    gone["unfinished registrations of users"] += user_import.forget_old()
    if said := ", ".join(f"{count} {name}" for name, count in gone.items() if count):
        yield f"{said} deleted"


# In this order: notices are about what was counted, and what is deleted is counted the next night.
JOBS = (
    ("usage", count_usage), ("notices", send_notices), ("search", turn_notices), ("retention", delete_old), ("withdrawals", erase_withdrawn),
    ("tidying", tidy),
)
