"""Many users from a CSV file on the member site: all or none, a report by lines, work that goes on where it stopped."""

import pytest

from models import clock, importing, lease, member, password, sealing, user_import
from models.audit import AuditEntry
from models.base import NotAllowed, NotFound
from models.member import Person
from models.user_import import DONE, WORKING, WRONG, UserImport, UserImportRow
from tests.models.administration import at_once

HEAD = "ユーザーID,氏名,フリガナ,メールアドレス,パスワード,権限区分\n"
KEY = "k" * 22


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in."""
    return [log_in(person)[1] for person in people]


def line(number, **other):
    row = {"id": f"{number:05d}", "name": f"社員 {number}", "kana": "シャイン", "mail": f"u{number}@acme.example", "password": f"Secret_{number}", "right": ""}
    return ",".join((row | other).values()) + "\n"


def csv(count, changed=()):
    """A file of so many users from 21001 on; changed: {line number: its text}."""
    lines = [line(number) for number in range(21001, 21001 + count)]
    for number, text in dict(changed).items():
        lines[number - 2] = text
    return HEAD + "".join(lines)


def send(viewer, data, form_key="s1", key=KEY):
    return user_import.start(viewer, data, key, form_key)


def progress(viewer, import_id, key=KEY):
    return user_import.find(viewer, import_id, key)[1:4]


def report(viewer, import_id):
    return dict(user_import.report(viewer, import_id, 0, 5_000))


@pytest.mark.parametrize("data", [csv(50), csv(50).encode("utf-8-sig"), csv(50).encode("cp932"), csv(50).replace(",", "\t"), csv(50).replace("\n", "\r\n")])
def test_users_are_registered_together_and_can_log_in(viewers, try_login, data):
    administrator = viewers[2]
    import_id = send(administrator, data)
    assert progress(administrator, import_id) == (WORKING, 50, 0) and Person.select().count() == 4
    user_import.work(administrator, import_id, KEY)
    assert progress(administrator, import_id) == (DONE, 50, 50)
    found = member.find_person("ACME1", "21050")
    assert (found.name, found.mail, found.site_admin) == ("社員 21050", "u21050@acme.example", False)
    assert try_login(found, "Secret_21050") == found and member.find_person("TWIN2", "21050") is None
    assert [(row.action, row.detail) for row in AuditEntry.select()] == [("user.import", "50人")]
    assert UserImportRow.select().count() == 0  # no password, no hash is kept


def test_a_thousand_users_with_mistakes_register_nobody_and_every_mistake_is_named(viewers):
    wrong = {
        7: line(21006, id="106"), 100: line(21099, name=""), 256: line(21255, password="short"), 500: line(21499, mail="nobody"),
        777: line(21776, right="社長"), 801: line(21010), 1001: line(22000, id="00104"),
    }
    import_id = send(viewers[2], csv(1000, wrong))
    found = report(viewers[2], import_id)
    assert list(found) == [7, 100, 256, 500, 777, 801, 1001] and "11行目と同じ" in found[801] and "8文字以上" in found[256]
    assert found[1001] == "このユーザーIDは、すでに登録されています。" and progress(viewers[2], import_id)[:2] == (WRONG, 7)
    user_import.work(viewers[2], import_id, KEY)
    assert Person.select().count() == 4 and not any(row.sealed for row in UserImportRow.select())


def test_a_line_that_is_wrong_and_has_a_taken_id_is_told_both(viewers):
    import_id = send(viewers[2], csv(3, {3: line(0, id="00104", password="short"), 4: line(0, id="\0")}))
    found = report(viewers[2], import_id)
    assert list(found) == [3, 4] and "8文字以上" in found[3] and "すでに登録されています" in found[3] and "5けた" in found[4]


def test_a_thousand_users_are_registered(viewers):
    import_id = send(viewers[2], csv(1000))
    user_import.work(viewers[2], import_id, KEY)
    assert progress(viewers[2], import_id) == (DONE, 1000, 1000) and Person.select().count() == 1004


@pytest.mark.parametrize("data", [b"", "x", b"\xff\xfe\x00", HEAD, b'"' + b"x" * 140_000, csv(3).replace("パスワード", "暗号")])
def test_what_is_no_such_file_is_told(viewers, data):
    import_id = send(viewers[2], data)
    assert progress(viewers[2], import_id)[0] == WRONG and len(report(viewers[2], import_id)) == 1


def test_a_file_of_too_many_users_is_refused_and_not_read_on(viewers, monkeypatch):
    read, rows = [], importing._rows
    monkeypatch.setattr(importing, "_rows", lambda text: (read.append(row) or row for row in rows(text)))
    import_id = send(viewers[2], csv(user_import.MOST_USERS) + "1\n" * 100_000)
    assert report(viewers[2], import_id) == {0: "一度に登録できるのは5000人までです。ファイルを分けてください。"}
    assert len(read) == user_import.MOST_USERS + 1


def test_passwords_lie_in_the_database_sealed_only(viewers):
    send(viewers[2], csv(3))
    rows = list(UserImportRow.select())
    assert all(row.sealed and "Secret" not in bytes.fromhex(row.sealed).decode("latin-1") for row in rows)
    assert len({row.sealed for row in rows}) == 3 and sealing.opened(rows[0].sealed, KEY) == "Secret_21001"
    assert sealing.sealed("a", KEY) != sealing.sealed("a", KEY) and sealing.mark(KEY) != sealing.mark(KEY[:-1])


# Going on


def test_work_that_stopped_goes_on_where_it_was(viewers, monkeypatch):
    administrator, hashed, left = viewers[2], password.hashed, [45]

    def dying(text):
        left[0] -= 1
        if left[0] < 0:
            raise SystemExit
        return hashed(text)

    import_id = send(administrator, csv(60))
    monkeypatch.setattr(password, "hashed", dying)
    with pytest.raises(SystemExit):
        user_import.work(administrator, import_id, KEY)
    assert progress(administrator, import_id) == (WORKING, 60, 40) and Person.select().count() == 4
    done = []
    monkeypatch.setattr(password, "hashed", lambda text: done.append(text) or hashed(text))
    user_import.work(administrator, import_id, KEY)
    assert progress(administrator, import_id)[0] == DONE and len(done) == 20 and Person.select().count() == 64


def test_only_the_session_that_sent_it_goes_on(viewers):
    import_id = send(viewers[2], csv(3))
    user_import.work(viewers[2], import_id, "x" * 22)
    assert progress(viewers[2], import_id) == (WORKING, 3, 0)
    assert not user_import.find(viewers[2], import_id, "x" * 22).can_go_on and user_import.find(viewers[2], import_id, KEY).can_go_on


def test_it_tells_when_nobody_works_at_it(viewers, monkeypatch):
    import_id, now = send(viewers[2], csv(3)), clock.unix()
    assert user_import.find(viewers[2], import_id, KEY).is_moving
    monkeypatch.setattr(clock, "unix", lambda: now + user_import.STOPPED + 1)
    assert not user_import.find(viewers[2], import_id, KEY).is_moving


def test_two_that_work_at_once_register_once(viewers):
    import_id = send(viewers[2], csv(60))
    at_once(*[lambda: user_import.work(viewers[2], import_id, KEY)] * 3)
    user_import.work(viewers[2], import_id, KEY)
    assert progress(viewers[2], import_id)[0] == DONE and Person.select().count() == 64 and AuditEntry.select().count() == 1


def test_nothing_is_done_while_another_holds_the_work(viewers):
    import_id = send(viewers[2], csv(3))
    with lease.held(f"user_import ACME1 {import_id}", 60):
        user_import.work(viewers[2], import_id, KEY)
    assert progress(viewers[2], import_id) == (WORKING, 3, 0)


@pytest.mark.parametrize("meanwhile, words", [
    (lambda: Person.create(member_id="ACME1", user_id="21002", name="先", kana="", mail="", password_hash="", site_admin=False, disabled=False), "すでに登録"),
    (lambda: Person.update(site_admin=False).execute(), "管理者ではなくなった")])
def test_what_happened_meanwhile_registers_nobody(viewers, meanwhile, words):
    import_id = send(viewers[2], csv(3))
    meanwhile()
    before = Person.select().count()
    user_import.work(viewers[2], import_id, KEY)
    found = report(viewers[2], import_id)
    assert progress(viewers[2], import_id)[:2] == (WRONG, 1) and words in next(iter(found.values()))
    assert Person.select().count() == before and AuditEntry.select().count() == 0


def test_what_nobody_went_on_with_is_forgotten_after_a_day(viewers, monkeypatch):
    send(viewers[2], csv(3))
    assert user_import.forget_old() == 0 and UserImportRow.select().count() == 3
    now = clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now + 25 * 3600)
    assert user_import.forget_old() == 1 and UserImport.select().count() == UserImportRow.select().count() == 0


def test_given_up_it_is_gone(viewers):
    import_id = send(viewers[2], csv(3))
    user_import.give_up(viewers[2], import_id, "g1")
    user_import.work(viewers[2], import_id, KEY)
    assert UserImport.select().count() == UserImportRow.select().count() == 0 and Person.select().count() == 4


# Who may


def test_only_administrators_and_only_their_own(viewers, people, log_in):
    member_, _, administrator, twin = viewers
    for viewer in (member_, twin, member_._replace(system_admin=True)):
        with pytest.raises(NotAllowed):
            send(viewer, csv(1))
    import_id = send(administrator, csv(1))
    for viewer in (twin._replace(site_admin=True), member_._replace(site_admin=True)):
        with pytest.raises(NotFound):
            progress(viewer, import_id)
        with pytest.raises(NotFound):
            user_import.give_up(viewer, import_id, "g1")
        user_import.work(viewer, import_id, KEY)
        assert user_import.last(viewer) is None
    assert progress(administrator, import_id) == (WORKING, 1, 0) and user_import.last(administrator) == import_id


def test_a_repeated_post_starts_nothing_and_a_new_one_replaces_the_last(viewers):
    administrator = viewers[2]
    first = send(administrator, csv(1))
    assert send(administrator, csv(1)) is None and user_import.last(administrator) == first
    second = send(administrator, csv(2), "s2")
    assert [row.id for row in UserImport.select()] == [second] and UserImportRow.select().count() == 2
