"""ユーザーレベル: given and taken by システム管理者, never linked with 権限区分; and the first one of a company."""

import pytest

from models import audit, granting, level, session
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.member import Person
from models.profile import Profile
from tests.models.administration import at_once, make_system
from tests.models.conftest import NOW


@pytest.fixture
def system(people, log_in):
    """The colleague as a システム管理者, who is no 管理者 of the member site."""
    make_system(people.colleague)
    return log_in(people.colleague)[1]


def levels(member_id="ACME1"):
    return {row.user_id for row in Profile.select().where((Profile.member_id == member_id) & Profile.system_admin)}


def test_a_system_administrator_makes_others_so_who_never_logged_in_too(system, people, log_in):
    raw_id, twin_id = log_in(people.member)[0], log_in(people.twin)[0]
    assert Profile.get_or_none(member_id="ACME1", user_id="00001") is None
    for user_id in ("00104", "00001"):
        level.change(system, user_id, True, False, f"c{user_id}")
    assert levels() == {"00001", "00104", "00107"} and levels("TWIN2") == set()
    assert not session.find(raw_id, "cookie", "docomo", False, NOW) and session.find(twin_id, "cookie", "docomo", False, NOW)
    assert not Person.get(member_id="ACME1", user_id="00104").site_admin  # never linked
    assert level.find(system, "00104") == ("00104", "佐藤 花子", True) and level.administrators(system) == levels()
    level.change(system, "00104", False, True, "c3")
    assert levels() == {"00001", "00107"}
    assert [(row.action, row.target) for row in AuditEntry.select().order_by(AuditEntry.id)] == [("right.system", user_id) for user_id in ("00104", "00001", "00104")]


def test_nobody_else_does(system, people, log_in):
    administrator, member, twin = (log_in(person)[1] for person in (people.administrator, people.member, people.twin))
    for viewer in (administrator, member, twin):
        for work in (lambda: level.change(viewer, "00104", True, False, "c1"), lambda: level.find(viewer, "00104"), lambda: level.administrators(viewer)):
            with pytest.raises(NotAllowed):
                work()
    Person.create(member_id="TWIN2", user_id="00500", name="", kana="", mail="", password_hash="", site_admin=False, disabled=False)
    for user_id in ("00500", "99999"):
        with pytest.raises(NotFound):
            level.change(system, user_id, True, False, "c2")
    with pytest.raises(NotAllowed):
        level.change(member._replace(system_admin=True), "00001", True, False, "c3")  # whose level has gone
    assert levels() == {"00107"} and AuditEntry.select().count() == 0


def test_ones_own_level_stays_so_one_is_always_left(system, people, log_in):
    with pytest.raises(Invalid):
        level.change(system, "00107", False, True, "c1")
    make_system(people.member)
    other = log_in(people.member)[1]
    outcomes = at_once(lambda: level.change(system, "00104", False, True, "a"), lambda: level.change(other, "00107", False, True, "b"))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, NotAllowed])) and len(levels()) == 1


def test_of_two_who_change_a_level_the_second_is_told(system, people):
    make_system(people.member)
    level.change(system, "00104", False, True, "c1")
    level.change(system, "00104", False, True, "c1")  # pressed twice
    with pytest.raises(Stale):
        level.change(system, "00104", False, True, "c2")
    assert levels() == {"00107"} and AuditEntry.select().count() == 1


def test_the_first_of_a_company_gets_the_right_from_the_service(people, log_in):
    raw_id, member = log_in(people.member)
    granting.grant("ACME1", "00104", "system-admin")
    assert levels() == {"00104"} and not session.find(raw_id, "cookie", "docomo", False, NOW)
    granting.grant("ACME1", "00104", "site-admin")
    person = Person.get(member_id="ACME1", user_id="00104")
    assert person.site_admin and not Person.get(member_id="TWIN2", user_id="00104").site_admin
    assert [(entry.actor_id, entry.action) for entry in audit.entries(log_in(person)[1], 0, 9)] == [("", "権限区分の変更"), ("", "ユーザーレベルの変更")]
    with pytest.raises(NotFound):
        granting.grant("ACME1", "99999", "site-admin")
