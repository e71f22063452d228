"""引継ぎ: the 初期管理者's id with its data goes to a successor, or becomes one for administration."""

import pytest

from models import company, feed, handover, member, session, telephone, todo, user
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed
from models.todo import Plan
from tests.models.conftest import NOW, PASSWORD

NEW = "Successor_1"


@pytest.fixture
def initial(people, log_in):
    return log_in(people.administrator)[1]


def test_a_successor_gets_the_id_with_its_data(people, initial, log_in, try_login):
    ids = [log_in(people.administrator)[0] for _ in range(2)]
    todo.add(initial, Plan("引き継ぐ仕事"), "t1")
    telephone.save(initial, "090-0000-0000")
    link = feed.renew(initial, "f1")
    handover.to_successor(initial, "後任 二郎", "コウニン ジロウ", "jiro@acme.example", PASSWORD, NEW, "h1")
    assert not any(session.find(raw_id, "cookie", "docomo", False, NOW) for raw_id in ids)
    person = member.find_person("ACME1", "00001")
    assert (person.name, person.kana, person.mail, person.site_admin) == ("後任 二郎", "コウニン ジロウ", "jiro@acme.example", True)
    assert try_login(person) is user.WrongPassword and try_login(person, NEW) == person
    successor = log_in(person)[1]
    assert successor.name == "後任 二郎" and [row.title for row in todo.still_open(successor, 0, 9)] == ["引き継ぐ仕事"]
    assert feed.CalendarFeed.select().count() == 0 and link and telephone.find(successor, "00001") == ""
    assert [(row.action, row.detail, row.label) for row in AuditEntry.select()] == [("member.hand_over", "後任: 後任 二郎", "P901i")]


@pytest.mark.parametrize("name", handover.NAMES)
def test_an_administration_id_has_the_successors_contacts(people, initial, name, try_login):
    handover.to_administration(initial, name, "総務 花子", "０３-0000-0000", "soumu@acme.example", PASSWORD, NEW, "h1")
    person, found = member.find_person("ACME1", "00001"), company.find(initial).details
    assert (person.name, person.kana, person.mail) == (name, "", "soumu@acme.example") and try_login(person, NEW) == person
    assert (found.contact, found.contact_phone, found.contact_mail) == ("総務 花子", "03-0000-0000", "soumu@acme.example")
    assert member.find_person("TWIN2", "00104").name == "佐藤 花子"


def test_only_the_initial_administrator_hands_over(people, initial, log_in):
    for person, rights in ((people.member, {}), (people.colleague, {"site_admin": True, "system_admin": True}), (people.twin, {"site_admin": True})):
        viewer = log_in(person)[1]._replace(**rights)
        for work in (lambda: handover.to_successor(viewer, "x", "", "", PASSWORD, NEW, "h1"),
                     lambda: handover.to_administration(viewer, handover.NAMES[0], "x", "03-0000-0000", "a@b.jp", PASSWORD, NEW, "h2")):
            with pytest.raises(NotAllowed):
                work()
    assert member.find_person("ACME1", "00001").name == "佐々木 一郎" and AuditEntry.select().count() == 0


@pytest.mark.parametrize("name, mail, new, field", [("", "", NEW, "name"), ("後任", "x", NEW, "mail"), ("後任", "", "short", "new"), ("後任", "", PASSWORD, "new")])
def test_what_is_wrong_is_told_and_nothing_is_handed_over(people, initial, try_login, name, mail, new, field):
    with pytest.raises(Invalid) as told:
        handover.to_successor(initial, name, "", mail, PASSWORD, new, "h1")
    assert list(told.value.problems) == [field] and try_login(people.administrator) == people.administrator


def test_a_stolen_session_neither_hands_over_nor_guesses_the_password(people, initial, try_login):
    for number in range(4):
        with pytest.raises(Invalid) as told:
            handover.to_successor(initial, "後任", "", "", "Wrong_123", NEW, f"h{number}")
        assert list(told.value.problems) == ["old"]
    for guess in ("Wrong_123", PASSWORD):  # typed as the new one too it tells nothing of the old one
        with pytest.raises(Invalid) as told:
            handover.to_successor(initial, "後任", "", "", guess, guess, "h8")
        assert list(told.value.problems) == ["new"]
    with pytest.raises(Invalid) as told:
        handover.to_administration(initial, handover.NAMES[0], "x", "03-0000-0000", "a@b.jp", PASSWORD, NEW, "h9")
    assert "秒" in told.value.problems["old"] and member.find_person("ACME1", "00001").name == "佐々木 一郎"
    assert try_login(people.administrator, NEW) != people.administrator and AuditEntry.select().count() == 0


def test_an_administration_id_needs_its_name_and_contacts(people, initial):
    with pytest.raises(Invalid) as told:
        handover.to_administration(initial, "社長", "", "電話", "", "", "", "h1")
    assert set(told.value.problems) == {"name", "contact", "phone", "mail", "new"} and company.find(initial).version == 0
