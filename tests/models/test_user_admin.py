"""Users registered, changed and deleted by 管理者: who may, what is refused, whose sessions end, and what is recorded."""

import pytest

from models import address, audit, feed, member, password, search, session, todo, unit, user, user_admin
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed, NotFound, Stale
from models.contact import Card
from models.member import Person
from models.profile import Profile
from models.registration import Entry
from models.todo import Plan
from tests.models.administration import at_once, make_system
from tests.models.conftest import NOW, PASSWORD

NEW = "Neu0!%&@#$^*?_~Neu0neu0neu0neu"  # 30 characters, every symbol


@pytest.fixture
def viewers(people, log_in):
    """(member, colleague, administrator, twin), signed in; the twin is a 管理者, too."""
    people.twin.site_admin = True
    people.twin.save()
    return [log_in(person)[1] for person in people]


def token(viewer, user_id):
    return user_admin.find(viewer, user_id).token


def entry(viewer, user_id, **changes):
    return user_admin.find(viewer, user_id).entry._replace(**changes)


def change(viewer, user_id, form_key="c1", seen=None, **changes):
    user_admin.change(viewer, user_id, entry(viewer, user_id, **changes), seen or token(viewer, user_id), form_key)


def overwrite(viewer, user_id, new, form_key="o1"):
    user_admin.overwrite_password(viewer, user_id, new, token(viewer, user_id), form_key)


def acts():
    return [(row.actor_id, row.action, row.target) for row in AuditEntry.select().order_by(AuditEntry.id)]


# Who may


def test_only_administrators_of_the_member_site(viewers):
    member_, colleague, administrator, _ = viewers
    seen = token(administrator, "00107")
    system = colleague._replace(system_admin=True)  # the groupware's right says nothing here
    for viewer in (member_, colleague, system):
        for work in (
            lambda: user_admin.find(viewer, "00107"), lambda: user_admin.add(viewer, "00500", Entry("新人"), NEW, "k"),
            lambda: user_admin.change(viewer, "00107", Entry("別名"), seen, "k"), lambda: user_admin.delete(viewer, "00107", "k"),
            lambda: user_admin.overwrite_password(viewer, "00107", NEW, seen, "k"), lambda: user_admin.erase(viewer, "k"),
            lambda: user.everybody_registered(viewer, 0, 9),
        ):
            with pytest.raises(NotAllowed):
                work()
    assert acts() == [] and Person.select().count() == 4


def test_a_right_that_has_gone_meanwhile_is_no_right(viewers):
    administrator, seen = viewers[2], token(viewers[2], "00107")
    Person.update(site_admin=False).where(Person.user_id == "00001").execute()
    for work in (
        lambda: user_admin.add(administrator, "00500", Entry("新人"), NEW, "a"), lambda: user_admin.delete(administrator, "00107", "d"),
        lambda: user_admin.change(administrator, "00107", Entry("別名"), seen, "c"),
        lambda: user_admin.overwrite_password(administrator, "00107", NEW, seen, "o"), lambda: user_admin.erase(administrator, "e"),
    ):
        with pytest.raises(NotAllowed):
            work()
    assert acts() == [] and member.find_person("ACME1", "00107").name == "髙橋 健太"


def test_another_members_people_are_not_there(viewers, people):
    administrator, twin = viewers[2], viewers[3]
    Person.create(member_id="TWIN2", user_id="00500", name="別会社", kana="", mail="", password_hash="", site_admin=False, disabled=False)
    for work in (
        lambda: user_admin.find(administrator, "00500"), lambda: user_admin.change(administrator, "00500", Entry("別名"), "", "c"),
        lambda: user_admin.delete(administrator, "00500", "d"), lambda: user_admin.overwrite_password(administrator, "00500", NEW, "", "o"),
        lambda: user_admin.erase(twin, "e"),
    ):
        with pytest.raises(NotFound):
            work()
    change(twin, "00104", name="別の花子")
    assert member.find_person("ACME1", "00104").name == "佐藤 花子" and member.find_person("TWIN2", "00104").name == "別の花子"
    assert [row.name for row in user.everybody_registered(twin, 0, 9)] == ["別の花子", "別会社"]
    assert len(user.everybody_registered(administrator, 0, 2)) == 2 and len(user.everybody(administrator, 2, 9)) == 1


# Registering


def test_a_registered_user_is_there_at_once_and_logs_in(viewers, try_login):
    administrator = viewers[2]
    user_admin.add(administrator, "00500", Entry("𠮷田 新", "ヨシダ シン", "shin@acme.example", True), NEW, "a1")
    user_admin.add(administrator, "00500", Entry("𠮷田 新"), NEW, "a1")  # pressed twice
    found = member.find_person("ACME1", "00500")
    assert (found.name, found.kana, found.mail, found.site_admin) == ("𠮷田 新", "ヨシダ シン", "shin@acme.example", True)
    assert try_login(found, NEW) == found and user.colleague(administrator, "00500").name == "𠮷田 新"
    assert Profile.get_or_none(user_id="00500") is None and member.find_person("TWIN2", "00500") is None  # no right in the groupware
    assert acts() == [("00001", "user.add", "00500")]


@pytest.mark.parametrize("user_id, given, new, fields", [
    ("500", Entry("新人"), NEW, {"user_id"}), ("００５００", Entry("新人"), NEW, {"user_id"}), ("00104", Entry("新人"), NEW, {"user_id"}),
    ("00500", Entry(" "), NEW, {"name"}), ("00500", Entry("長" * 51), NEW, {"name"}), ("00500", Entry("新\n人"), NEW, {"name"}),
    ("00500", Entry("新人", "カ" * 51), NEW, {"kana"}), ("00500", Entry("新人", "", "a@b"), NEW, {"mail"}),
    ("00500", Entry("新人", "", "a@b.jp" + "p" * 100), NEW, {"mail"}), ("00500", Entry("新人"), "short", {"new"}),
    ("00500", Entry("新人"), "ｆｕｌｌwidth", {"new"}), ("", Entry("", "", "@"), "", {"user_id", "name", "mail", "new"}),
])
def test_what_is_wrong_is_told_by_field(viewers, user_id, given, new, fields):
    with pytest.raises(Invalid) as told:
        user_admin.add(viewers[2], user_id, given, new, "a1")
    assert set(told.value.problems) == fields and Person.select().count() == 4


def test_of_two_who_register_the_same_id_at_once_one_is_told(viewers, people):
    people.colleague.site_admin = True
    people.colleague.save()
    second = viewers[1]._replace(site_admin=True)
    outcomes = at_once(*(
        lambda viewer=viewer, name=name: user_admin.add(viewer, "00500", Entry(name), NEW, name) for viewer, name in ((viewers[2], "一"), (second, "二"))))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, Invalid]))
    assert Person.select().where(Person.user_id == "00500").count() == 1 and len(acts()) == 1


# Changing


def test_names_reach_the_groupware_at_the_next_login(viewers, people, log_in):
    administrator, colleague = viewers[2], viewers[1]
    change(administrator, "00104", name="鈴木 花子", kana="スズキ ハナコ", mail="suzuki@acme.example")
    assert user.colleague(colleague, "00104").name == "佐藤 花子" and user.registered(administrator, "00104").name == "鈴木 花子"
    log_in(member.find_person("ACME1", "00104"))
    assert user.colleague(colleague, "00104").name == "鈴木 花子" and Profile.get(user_id="00104", member_id="ACME1").mail == "suzuki@acme.example"
    assert acts() == [("00001", "user.change", "00104")]
    assert "佐藤 花子→鈴木 花子" in audit.entries(administrator, 0, 1)[0].detail


def test_a_change_of_the_right_ends_the_persons_sessions_and_nobody_elses(viewers, people, log_in):
    administrator = viewers[2]
    theirs, others = log_in(people.member)[0], log_in(people.colleague)[0]
    change(administrator, "00104", name="別名")
    assert session.find(theirs, "cookie", "docomo", False, NOW)
    change(administrator, "00104", "c2", site_admin=True)
    assert not session.find(theirs, "cookie", "docomo", False, NOW) and session.find(others, "cookie", "docomo", False, NOW)
    assert not Profile.get(user_id="00104", member_id="ACME1").system_admin  # never linked
    theirs = log_in(member.find_person("ACME1", "00104"))[0]
    change(administrator, "00104", "c3", site_admin=False)
    assert not session.find(theirs, "cookie", "docomo", False, NOW)
    assert [action for _, action, _ in acts()] == ["user.change", "right.site", "right.site"]


def test_nobody_gives_the_right_away_by_mistake(viewers, people):
    administrator = viewers[2]
    change(administrator, "00104", site_admin=True)
    second = viewers[0]._replace(site_admin=True)
    for viewer, user_id in ((administrator, "00001"), (second, "00104"), (second, "00001")):
        with pytest.raises(Invalid) as told:
            change(viewer, user_id, f"x{user_id}{viewer.user_id}", site_admin=False)
        assert list(told.value.problems) == ["site_admin"]
    assert Person.select().where((Person.member_id == "ACME1") & Person.site_admin).count() == 2


def test_two_who_take_the_right_from_each_other_at_once_leave_one(viewers, people):
    Person.update(site_admin=True).where((Person.member_id == "ACME1") & Person.user_id.in_(("00104", "00107"))).execute()
    first, second = (viewer._replace(site_admin=True) for viewer in viewers[:2])
    works = []
    for viewer, other in ((first, "00107"), (second, "00104")):
        new, seen = entry(viewer, other, site_admin=False), token(viewer, other)
        works.append(lambda viewer=viewer, other=other, new=new, seen=seen: user_admin.change(viewer, other, new, seen, other))
    assert sorted(map(str, at_once(*works))) == sorted(map(str, [None, NotAllowed]))
    assert Person.select().where((Person.member_id == "ACME1") & Person.site_admin).count() == 2  # 00001, and one of them


def test_of_two_administrators_who_change_one_user_the_second_is_told(viewers, people):
    people.colleague.site_admin = True
    people.colleague.save()
    first, second = viewers[2], viewers[1]._replace(site_admin=True)
    seen = token(second, "00104")
    change(first, "00104", "c1", name="一の花子")
    with pytest.raises(Stale):
        change(second, "00104", "c2", seen=seen, name="二の花子")
    with pytest.raises(Stale):
        user_admin.overwrite_password(second, "00104", NEW, seen, "o2")
    change(first, "00104", "c1", seen=seen, name="三の花子")  # a repeated press does nothing
    assert member.find_person("ACME1", "00104").name == "一の花子"
    seen = token(first, "00104")
    works = [lambda viewer=viewer, name=name: user_admin.change(viewer, "00104", Entry(name), seen, name) for viewer, name in ((first, "四"), (second, "五"))]
    assert sorted(map(str, at_once(*works))) == sorted(map(str, [None, Stale]))


# Passwords


def test_an_administrator_overwrites_a_forgotten_password(viewers, people, log_in, try_login):
    administrator = viewers[2]
    lost = log_in(people.member)[0], log_in(people.member)[0]
    twin_id, _ = log_in(people.twin)
    for _ in range(5):
        try_login(people.member, "wrong")
    overwrite(administrator, "00104", NEW)
    assert not any(session.find(raw_id, "cookie", "docomo", False, NOW) for raw_id in lost)
    assert session.find(twin_id, "cookie", "docomo", False, NOW)
    assert try_login(people.member, NEW) == people.member
    assert try_login(people.twin) == people.twin and try_login(people.twin, NEW) is user.WrongPassword


def test_an_administrators_own_present_session_stays(people, log_in):
    kept_id, administrator = log_in(people.administrator)
    lost_id, _ = log_in(people.administrator)
    overwrite(administrator, "00001", NEW)
    assert session.find(kept_id, "cookie", "docomo", False, NOW) and not session.find(lost_id, "cookie", "docomo", False, NOW)


def test_a_repeated_press_ends_no_session_that_began_in_between(viewers, people, log_in):
    administrator, seen = viewers[2], token(viewers[2], "00104")
    user_admin.overwrite_password(administrator, "00104", NEW, seen, "o1")
    raw_id, _ = log_in(member.find_person("ACME1", "00104"))
    user_admin.overwrite_password(administrator, "00104", NEW, seen, "o1")
    assert session.find(raw_id, "cookie", "docomo", False, NOW) and len(acts()) == 1


def test_a_password_that_breaks_the_rule_changes_nothing(viewers, people, try_login):
    with pytest.raises(Invalid) as refused:
        overwrite(viewers[2], "00104", "short")
    assert list(refused.value.problems) == ["new"] and all(try_login(person) == person for person in people)


# Deleting


def test_whoever_is_deleted_is_out_and_what_others_saw_keeps_the_name(viewers, people, log_in, try_login):
    colleague, administrator = viewers[1], viewers[2]
    raw_id, leaving = log_in(people.member)
    unit.Unit.create(member_id="ACME1", id=1, name="営業部", position=1)
    unit.UnitPerson.create(member_id="ACME1", unit_id=1, user_id="00104")
    todo.add(leaving, Plan("自分だけのToDo"), "t1")
    address.add(leaving, Card(name="自分だけの相手", private=True), "a1")
    address.add(leaving, Card(name="みんなの相手"), "a2")
    feed.renew(leaving, "f1")
    user_admin.delete(administrator, "00104", "d1")
    assert not session.find(raw_id, "cookie", "docomo", False, NOW) and try_login(people.member) is user.UnknownId
    assert [one.user_id for one in user.search(colleague, "")] == ["00001", "00107"] and not user.exists(colleague, "00104")
    assert unit.people(colleague, 1) == []
    kept = Profile.get(member_id="ACME1", user_id="00104")
    assert (kept.name, kept.mail, kept.system_admin) == ("佐藤 花子", "", False)
    assert todo.Todo.select().count() == 0 and feed.CalendarFeed.select().count() == 0
    assert [row.title for row in search.find(leaving, "相手")] == ["みんなの相手"]
    assert member.find_person("TWIN2", "00104") and acts() == [("00001", "user.delete", "00104")]


def test_an_id_that_somebody_had_is_not_given_to_somebody_else(viewers):
    administrator = viewers[2]
    user_admin.delete(administrator, "00104", "d1")
    with pytest.raises(Invalid) as told:
        user_admin.add(administrator, "00104", Entry("別人"), NEW, "a1")
    assert "削除した人" in told.value.problems["user_id"]
    user_admin.delete(administrator, "00107", "d2")  # who never logged in on a phone of this site


@pytest.mark.parametrize("user_id, words", [("00001", "初期管理者IDは、弊社のシステム上削除できないID"), ("00112", "自分は削除できません"), ("00107", "ただ1人のシステム管理者")])
def test_who_is_never_deleted(viewers, people, log_in, user_id, words):
    own = Person.create(member_id="ACME1", user_id="00112", name="管理", kana="", mail="", password_hash=password.hashed(PASSWORD), site_admin=True, disabled=False)
    make_system(people.colleague)
    with pytest.raises(Invalid) as told:
        user_admin.delete(log_in(own)[1], user_id, "d1")
    assert words in told.value.problems[""] and Person.select().where(Person.member_id == "ACME1").count() == 4


def test_who_is_gone_is_not_found(viewers):
    user_admin.delete(viewers[2], "00104", "d1")
    with pytest.raises(NotFound):
        user_admin.delete(viewers[2], "00104", "d2")


def test_two_at_once_delete_once(viewers):
    outcomes = at_once(*(lambda key=key: user_admin.delete(viewers[2], "00104", key) for key in ("d1", "d2")))
    assert sorted(map(str, outcomes)) == sorted(map(str, [None, NotFound]))
    assert len(acts()) == 1
