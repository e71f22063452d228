"""Sessions: opened, proved, found, ended; and what must not open one."""

import sqlite3

import pytest

from models import audit, base, clock, password, retry, session
from models.member import Person
from models.profile import Profile
from models.session import BOUNCE, IDLE, MOST_SESSIONS, Session
from tests.models.conftest import NOW


def find(raw_id, mode="cookie", family="docomo", secure=False, now=NOW):
    return session.find(raw_id, mode, family, secure, now)


def test_ids_are_128_random_bits_in_22_characters_and_only_hashes_are_stored(people):
    ids = {raw_id for _ in range(5) for raw_id in session.open_session(people.member, "docomo", "P901i", False, NOW)}
    assert len(ids) == 10 and {len(raw_id) for raw_id in ids} == {22}
    stored = str(list(Session.select().tuples()))
    assert not any(raw_id in stored for raw_id in ids)


def test_before_the_bounce_neither_id_opens_anything(people):
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    assert not find(cookie_id, "cookie") and not find(url_id, "url")
    assert not find(cookie_id, "url") and not find(url_id, "cookie")


def test_a_cookie_that_comes_back_kills_the_url_id(people):
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    assert session.prove(cookie_id, url_id, "docomo", NOW + 1) == "cookie"
    assert find(cookie_id).mode == "cookie"
    assert not find(url_id, "url") and not find(cookie_id, "url")


@pytest.mark.parametrize("cookie", [None, "", "x" * 22])
def test_without_the_cookie_the_cookie_id_dies(people, cookie):
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    assert session.prove(cookie, url_id, "docomo", NOW + 1) == "url"
    assert find(url_id, "url").mode == "url"
    assert not find(cookie_id) and not find(url_id)


@pytest.mark.parametrize("mode", ["cookie", "url"])
def test_the_bounce_works_once(people, mode):
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    cookie = cookie_id if mode == "cookie" else None
    assert session.prove(cookie, url_id, "docomo", NOW) == mode
    assert not session.prove(cookie_id, url_id, "docomo", NOW)
    assert not session.prove(None, url_id, "docomo", NOW)
    assert find(cookie_id if mode == "cookie" else url_id, mode)


def test_the_bounce_must_come_in_time(people):
    for late, expected in ((BOUNCE, "cookie"), (BOUNCE + 1, None)):
        cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
        assert session.prove(cookie_id, url_id, "docomo", NOW + late) == expected


def test_the_bounce_of_another_family_proves_nothing(people):
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    assert not session.prove(cookie_id, url_id, "au", NOW)
    assert session.prove(cookie_id, url_id, "docomo", NOW)


def test_a_cookie_of_another_session_does_not_prove_this_one(people, log_in):
    """Fixation: somebody's own cookie planted in a phone doesn't become the session of who logs in on it."""
    planted, _ = log_in(people.colleague)
    cookie_id, url_id = session.open_session(people.member, "docomo", "P901i", False, NOW)
    assert session.prove(planted, url_id, "docomo", NOW) == "url"
    assert find(planted).user_id == people.colleague.user_id
    assert find(url_id, "url").user_id == people.member.user_id


def test_every_login_has_new_ids(people, log_in):
    first, _ = log_in(people.member)
    second, _ = log_in(people.member)
    assert first != second and find(first) and find(second)


def test_what_is_found_is_the_person_of_this_company(people, log_in):
    for person in people:
        raw_id, signed = log_in(person)
        assert find(raw_id) == signed
        assert (signed.member_id, signed.user_id, signed.name) == (person.member_id, person.user_id, person.name)
        assert (signed.half_width, signed.page_rows, signed.look) == ("", 0, "")


def test_rights_are_true_or_false_and_never_linked(people, log_in):
    raw_id, signed = log_in(people.administrator)
    assert signed.site_admin is True and signed.system_admin is False
    log_in(people.member)
    Profile.update(system_admin=True).where(Profile.user_id == "00104", Profile.member_id == "ACME1").execute()
    _, member = log_in(people.member)
    assert member.site_admin is False and member.system_admin is True
    assert log_in(people.twin)[1].system_admin is False
    people.administrator.site_admin = False
    people.administrator.save()
    assert find(raw_id).site_admin is False  # in the very next request


@pytest.mark.parametrize("mode", ["cookie", "url"])
def test_an_id_is_worth_nothing_elsewhere(people, log_in, mode):
    raw_id, _ = log_in(people.member, mode)
    assert find(raw_id, mode)
    assert not find(raw_id, mode, family="au")
    assert not find(raw_id, mode, secure=True)
    assert not find(raw_id, "url" if mode == "cookie" else "cookie")
    assert not find("x" * 22, mode)
    over_https, _ = log_in(people.member, mode, secure=True)
    assert find(over_https, mode, secure=True) and not find(over_https, mode)


@pytest.mark.parametrize("mode", ["cookie", "url"])
def test_a_session_ends_when_idle_and_to_the_second(people, log_in, mode):
    raw_id, _ = log_in(people.member, mode)
    last = NOW + IDLE[mode]
    assert find(raw_id, mode, now=last)
    assert find(raw_id, mode, now=last + IDLE[mode])
    assert not find(raw_id, mode, now=last + 2 * IDLE[mode] + 1)


def test_urls_live_half_an_hour():
    assert IDLE["url"] == 30 * 60 < IDLE["cookie"]


def test_last_seen_is_written_once_a_minute(people, log_in):
    raw_id, _ = log_in(people.member)

    def seen(now):
        find(raw_id, now=now)
        return Session.get().last_seen - NOW

    assert [seen(NOW + later) for later in (1, 59, 60, 61, 119, 120)] == [0, 0, 60, 60, 60, 120]


@pytest.mark.on_sqlite("only there a writer stands in the way of all others")
def test_a_locked_database_is_not_waited_for_again_and_again(people, log_in, monkeypatch):
    raw_id, _ = log_in(people.member)
    writer = sqlite3.connect(base.database.obj.database, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(retry.time, "sleep", lambda _: pytest.fail("a look at the session was tried again"))
    monkeypatch.setattr(base, "_PASSING_AGAIN", 0)
    assert find(raw_id, now=NOW + 60)
    writer.execute("ROLLBACK")
    writer.close()
    assert base.database.execute_sql("PRAGMA busy_timeout").fetchone() == (5000,)
    assert find(raw_id, now=NOW + 60) and Session.get().last_seen == NOW + 60


def test_a_request_is_one_read(people, log_in, monkeypatch):
    raw_id, _ = log_in(people.member)
    statements = []
    run = base.database.obj.execute_sql
    monkeypatch.setattr("models.read._direct", lambda: None)
    monkeypatch.setattr(base.database.obj, "execute_sql", lambda sql, *rest: statements.append(sql) or run(sql, *rest))
    assert find(raw_id, now=NOW + 1)
    assert len(statements) == 1 and statements[0].startswith("SELECT")


def test_who_is_disabled_or_deleted_is_out_at_once(people, log_in):
    raw_id, _ = log_in(people.member)
    other_id, _ = log_in(people.colleague)
    people.member.disabled = True
    people.member.save()
    people.colleague.delete_instance()
    assert not find(raw_id) and not find(other_id)


def test_without_a_profile_the_session_goes_on(people, log_in):
    raw_id, signed = log_in(people.member)
    Profile.delete().execute()
    assert find(raw_id) == signed


# Places


def test_places_are_ones_own_live_phones_newest_first(people, log_in):
    old_id, _ = log_in(people.member, "url", label="SH505i", now=NOW - IDLE["url"] - 1)
    log_in(people.member, label="P901i", now=NOW - 600)
    log_in(people.colleague, label="W41CA")
    log_in(people.twin, label="W41CA")
    session.open_session(people.member, "docomo", "not yet proved", False, NOW)
    _, viewer = log_in(people.member, "url", label="N901i")
    found = session.places(viewer, NOW)
    assert [(place.label, place.mode) for place in found] == [("N901i", "url"), ("P901i", "cookie")]
    assert found[0].session_id == viewer.session_id
    assert found[1].last_seen == clock.from_unix(NOW - 600) and found[1].last_seen.tzinfo is None
    assert not find(old_id, "url")


def test_end_is_for_ones_own_sessions(people, log_in):
    lost_id, lost = log_in(people.member)
    kept_id, viewer = log_in(people.member)
    others = {raw_id: signed for raw_id, signed in (log_in(people.colleague), log_in(people.twin))}
    session.end(viewer, lost.session_id)
    assert not find(lost_id) and find(kept_id)
    for number in {lost.session_id, 999, *(signed.session_id for signed in others.values())} - {viewer.session_id}:
        with pytest.raises(base.NotFound):
            session.end(viewer, number)
    assert all(find(raw_id) for raw_id in others)


def test_ending_another_place_is_recorded_and_a_logout_is_not(people, log_in):
    _, lost = log_in(people.member, label="W41CA")
    _, viewer = log_in(people.member)
    session.end(viewer, lost.session_id)
    session.end(viewer, viewer.session_id)
    found = [(row.actor_id, row.action, row.detail, row.label) for row in audit.AuditEntry.select()]
    assert found == [("00104", "session.end", "W41CA", "P901i")] and session.places(viewer, NOW) == []


def test_the_twin_company_has_the_same_session_numbers_and_cannot_end_them(people, log_in):
    raw_id, signed = log_in(people.member)
    twin_id, twin = log_in(people.twin)
    assert twin.session_id == signed.session_id
    session.end(twin, signed.session_id)
    assert find(raw_id) and not find(twin_id)


def test_logout_ends_this_session_alone_and_twice_is_harmless(people, log_in):
    raw_id, viewer = log_in(people.member)
    other_id, _ = log_in(people.member)
    session.close(viewer)
    session.close(viewer)
    assert not find(raw_id) and find(other_id)


@pytest.mark.parametrize("mode", ["cookie", "url"])
def test_a_renewed_id_replaces_the_old_one(people, log_in, mode):
    raw_id, viewer = log_in(people.member, mode)
    new_id = session.renew(viewer, NOW + 1)
    assert not find(raw_id, mode) and find(new_id, mode) == viewer
    session.close(viewer)
    with pytest.raises(base.NotFound):
        session.renew(viewer, NOW + 1)


def test_end_all_spares_the_one_to_keep_and_everybody_else(people, log_in):
    kept_id, kept = log_in(people.member)
    lost_id, _ = log_in(people.member)
    others = [log_in(people.colleague)[0], log_in(people.twin)[0]]
    session.end_all("ACME1", "00104", keep=kept.session_id)
    assert find(kept_id) and not find(lost_id) and all(map(find, others))
    session.end_all("ACME1", "00104")
    assert not find(kept_id) and all(map(find, others))


def test_a_login_clears_away_what_has_ended(people, log_in):
    log_in(people.member, "url", now=NOW - IDLE["url"] - 1)
    session.open_session(people.member, "docomo", "never bounced", False, NOW - BOUNCE - 1)
    other_id, _ = log_in(people.colleague, "url", now=NOW - 60)
    raw_id, _ = log_in(people.member)
    assert Session.select().count() == 2 and find(raw_id) and find(other_id, "url")


def test_the_session_unused_for_longest_ends_when_there_are_too_many(people, log_in):
    ids = [log_in(people.member, now=NOW - 1000 + number)[0] for number in range(MOST_SESSIONS)]
    find(ids[0], now=NOW)  # the first is used again
    newest, viewer = log_in(people.member)
    assert len(session.places(viewer, NOW)) == MOST_SESSIONS
    assert find(newest) and find(ids[0]) and not find(ids[1]) and find(ids[2])


def test_a_password_that_the_main_service_changed_ends_open_sessions(people, log_in):
    raw_id, _ = log_in(people.member)
    others, _ = log_in(people.colleague)
    Person.update(password_hash=password.hashed("Another_1")).where(Person.member_id == "ACME1", Person.user_id == "00104").execute()
    assert session.find(raw_id, "cookie", "docomo", False, NOW) is None
    assert session.find(others, "cookie", "docomo", False, NOW)
