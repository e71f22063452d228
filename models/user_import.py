"""ユーザー一括登録 on the member site: many users from a CSV file, all of them or none, with a report of every wrong line.

To hash a thousand passwords takes half a minute and more. So what was sent is kept, its passwords sealed with a key that
only the session of whoever sent it holds; work() hashes them, a few at a time, and registers all users in one transaction
at the end. When the process that works is gone, another goes on from where it was.
"""

from typing import NamedTuple

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from models import audit, clock, directory, importing, lease, password, registration, rights, sealing
from models.base import Base, Invalid, NotAllowed, NotFound, Read, insert_rows, locked, next_id, once, parameter, transaction
from models.registration import Entry

MOST_USERS = 5_000  # of one file: some four minutes
WRONG, WORKING, DONE = "wrong", "working", "done"
_MOST_REPORTED = 1_000  # lines
_NOBODY = {0: "登録するユーザーがありません。1行目に列の名前、2行目からユーザーを書いてください。"}
_AT_ONCE = 20  # passwords between two marks of progress: less than a second
_LEASE = 60  # seconds
STOPPED = 30  # seconds without progress, after which nobody works at it any more
_KEPT = 24 * 3600  # seconds; what nobody has gone on with by then is forgotten


class UserImport(Base):
    """One registration. The columns are explained in the migration that makes them."""

    member_id = TextField()
    id = BigIntegerField()
    user_id = TextField()
    state = TextField()
    total = BigIntegerField()
    hashed = BigIntegerField()
    key_mark = TextField()
    moved_at = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("member_id", "id")


class UserImportRow(Base):
    """One user of it, or one wrong line."""

    member_id = TextField()
    import_id = BigIntegerField()
    line = BigIntegerField()
    user_id = TextField()
    name = TextField()
    kana = TextField()
    mail = TextField()
    site_admin = BooleanField()
    sealed = TextField()
    password_hash = TextField()
    problem = TextField()

    class Meta:
        primary_key = CompositeKey("member_id", "import_id", "line")


class Progress(NamedTuple):
    """How far a registration is. state: WRONG, WORKING or DONE; total: users, or wrong lines; hashed: of so many the password is done.

    is_moving: somebody works at it; can_go_on: the viewer's session holds the key.
    """

    id: int
    state: str
    total: int
    hashed: int
    is_moving: bool
    can_go_on: bool


# Sending


def start(viewer, data, key, form_key):
    """Takes a CSV file's bytes, or its text; key: a secret of the session. Returns the registration's id, or None for a repeated post.

    Its Progress is WRONG at once where a line is; else work() has to be called. Raises NotAllowed.
    """
    rights.site_only(viewer)
    if directory.is_mapped():
        raise NotAllowed
    try:
        rows, problems = importing.read(data if isinstance(data, str) else importing.text_of(data), MOST_USERS)
    except Invalid as error:
        rows, problems = [], error.problems
    else:
        problems = importing.with_taken(viewer.member_id, rows, problems) if rows else _NOBODY
    problems = dict(sorted(problems.items())[:_MOST_REPORTED])

    def work():
        rights.lock_site(viewer)
        _forget(viewer)
        import_id = next_id(viewer.member_id, "user_import")
        UserImport.insert(
            member_id=viewer.member_id, id=import_id, user_id=viewer.user_id, state=WRONG if problems else WORKING,
            total=len(problems or rows), hashed=0, key_mark=sealing.mark(key), moved_at=clock.unix()).execute()
        _keep(viewer.member_id, import_id, rows, problems, key)
        return import_id

    return once(viewer.member_id, form_key, work)


def _keep(member_id, import_id, rows, problems, key):
    """Writes the users down; where something is wrong, only what: no password is kept without need."""
    if problems:
        insert_rows(UserImportRow, [
            (member_id, import_id, line, "", "", "", "", False, "", "", text) for line, text in problems.items()])
        return
    insert_rows(UserImportRow, [
        (member_id, import_id, line, row["user_id"], *importing.entry_of(row), sealing.sealed(row["password"], key), "", "")
        for line, row in rows])


def _forget(viewer):
    """Deletes the viewer's registrations before, and those of others that nobody went on with."""
    jobs = UserImport.member_id == viewer.member_id
    old = jobs & ((UserImport.user_id == viewer.user_id) | _is_old())
    _delete(viewer.member_id, [import_id for import_id, in UserImport.select(UserImport.id).where(old).tuples()])


def _is_old():
    return UserImport.moved_at < clock.unix() - _KEPT


def forget_old():
    """Deletes the registrations of all members that nobody went on with for a day; for the nightly job. Returns how many."""
    found = list(UserImport.select(UserImport.member_id, UserImport.id).where(_is_old()).tuples())
    for member_id, import_id in found:
        transaction(lambda: _delete(member_id, [import_id]))
    return len(found)


def _delete(member_id, ids):
    if ids:
        UserImportRow.delete().where((UserImportRow.member_id == member_id) & UserImportRow.import_id.in_(ids)).execute()
        UserImport.delete().where((UserImport.member_id == member_id) & UserImport.id.in_(ids)).execute()


# Looking


def last(viewer):
    """The id of the viewer's own last registration, or None. Raises NotAllowed."""
    rights.site_only(viewer)
    for import_id, in _last(member_id=viewer.member_id, user_id=viewer.user_id):
        return import_id


def find(viewer, import_id, key):
    """The Progress of one of the viewer's own registrations. Raises NotAllowed and NotFound."""
    rights.site_only(viewer)
    for state, total, hashed, key_mark, moved_at in _one(member_id=viewer.member_id, user_id=viewer.user_id, import_id=import_id):
        is_moving = state == WORKING and moved_at > clock.unix() - STOPPED
        return Progress(import_id, state, total, hashed, is_moving, key_mark == sealing.mark(key))
    raise NotFound


def report(viewer, import_id, start, count):
    """[(line, what is wrong)] of a registration that is WRONG, by lines; line 0 stands for the whole file."""
    return _report(member_id=viewer.member_id, import_id=import_id, start=start, count=count)


def give_up(viewer, import_id, form_key):
    """Deletes one of the viewer's own registrations; nobody of it is registered. Raises NotAllowed and NotFound."""
    rights.site_only(viewer)

    def work():
        if locked(UserImport.select().where(_with_id(viewer, import_id))).first() is None:
            raise NotFound
        _delete(viewer.member_id, [import_id])

    once(viewer.member_id, form_key, work)


def _with_id(viewer, import_id):
    return (UserImport.member_id == viewer.member_id) & (UserImport.id == import_id) & (UserImport.user_id == viewer.user_id)


# Working


def work(viewer, import_id, key):
    """Hashes what is left to hash and registers everybody. Does nothing while another does it, or without the right key."""
    with lease.held(f"user_import {viewer.member_id} {import_id}", _LEASE) as renew:
        while renew and renew():
            job = UserImport.get_or_none(_with_id(viewer, import_id) & (UserImport.state == WORKING))
            if job is None or job.key_mark != sealing.mark(key):
                return
            some = list(_unhashed(member_id=viewer.member_id, import_id=import_id, count=_AT_ONCE))
            if not some:
                _finish(viewer, import_id)
                return
            hashes = [(line, password.hashed(sealing.opened(sealed, key))) for line, sealed in some]
            transaction(lambda: _note_hashes(viewer, import_id, hashes))


def _note_hashes(viewer, import_id, hashes):
    rows = (UserImportRow.member_id == viewer.member_id) & (UserImportRow.import_id == import_id)
    news = {"hashed": UserImport.hashed + len(hashes), "moved_at": clock.unix()}
    if not UserImport.update(**news).where(_with_id(viewer, import_id) & (UserImport.state == WORKING)).execute():
        return  # given up meanwhile
    for line, its_hash in hashes:
        UserImportRow.update(password_hash=its_hash, sealed="").where(rows & (UserImportRow.line == line)).execute()


def _finish(viewer, import_id):
    """Registers everybody, or notes who can't be any more."""
    try:
        transaction(lambda: _register(viewer, import_id))
    except NotAllowed:
        transaction(lambda: _fail(viewer, import_id, {0: "管理者ではなくなったため、登録しませんでした。"}))
    except Invalid:
        transaction(lambda: _fail(viewer, import_id, {0: "ほかの管理者が同時に同じユーザーIDを登録しました。もう一度送信してください。"}))


def _register(viewer, import_id):
    rights.lock_site(viewer)
    rows = list(_users(member_id=viewer.member_id, import_id=import_id))
    used = registration.used(viewer.member_id, {row[1] for row in rows})
    if used:
        _fail(viewer, import_id, {line: used[user_id] for line, user_id, *_ in rows if user_id in used})
        return
    if _move(viewer, import_id, DONE, len(rows)):
        people = [(user_id, Entry(name, kana, mail, bool(admin)), its_hash) for _, user_id, name, kana, mail, admin, its_hash in rows]
        registration.insert(viewer.member_id, people)
        audit.note(viewer, "user.import", "", f"{len(rows)}人")


def _fail(viewer, import_id, problems):
    if _move(viewer, import_id, WRONG, len(problems)):
        _keep(viewer.member_id, import_id, [], problems, "")


def _move(viewer, import_id, state, total):
    """Ends the work, with this state; returns whether it was still going on. The users need not be kept any longer."""
    going_on = _with_id(viewer, import_id) & (UserImport.state == WORKING)
    if not UserImport.update(state=state, total=total, hashed=total, moved_at=clock.unix()).where(going_on).execute():
        return False
    UserImportRow.delete().where((UserImportRow.member_id == viewer.member_id) & (UserImportRow.import_id == import_id)).execute()
    return True


# Queries


_JOB = (UserImport.member_id == parameter("member_id")) & (UserImport.user_id == parameter("user_id"))
_ROWS = (UserImportRow.member_id == parameter("member_id")) & (UserImportRow.import_id == parameter("import_id"))

_last = Read(lambda: UserImport.select(UserImport.id).where(_JOB).order_by(UserImport.id.desc()).limit(1))
_one = Read(lambda: UserImport.select(
    UserImport.state, UserImport.total, UserImport.hashed, UserImport.key_mark, UserImport.moved_at).where(
    _JOB & (UserImport.id == parameter("import_id"))))
_report = Read(lambda: UserImportRow.select(UserImportRow.line, UserImportRow.problem).where(_ROWS & (UserImportRow.problem != "")).order_by(
    UserImportRow.line).limit(parameter("count")).offset(parameter("start")))
_unhashed = Read(lambda: UserImportRow.select(UserImportRow.line, UserImportRow.sealed).where(_ROWS & (UserImportRow.password_hash == "")).order_by(
    UserImportRow.line).limit(parameter("count")))
_users = Read(lambda: UserImportRow.select(
    UserImportRow.line, UserImportRow.user_id, UserImportRow.name, UserImportRow.kana, UserImportRow.mail, UserImportRow.site_admin,
    UserImportRow.password_hash).where(_ROWS).order_by(UserImportRow.line))
