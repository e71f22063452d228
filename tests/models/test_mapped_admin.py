"""Administration where the main service's own person table is mapped: only what the mapping allows is written, over there too."""

import pytest

from models import directory, granting, handover, level, member, user, user_admin, user_import
from models.audit import AuditEntry
from models.base import Invalid, NotAllowed, NotFound
from models.member import Person
from models.registration import Entry
from tests.models.administration import make_system
from tests.models.conftest import PASSWORD
from tests.models.test_directory import FORM, log_in, service, use  # noqa: F401

NEW = "Changed_99"
WRITABLE = FORM.replace('["password"]', '["password", "name", "mail"]')
RIGHTS = 'site_admin = "role"\nsite_admin_when = "chief"\n'


def administrator(user_id="00107"):
    """The viewer who is a 管理者: of this program's own making, for the mapping names no such column."""
    log_in(user_id=user_id)
    Person.update(site_admin=True).where(Person.user_id == user_id).execute()
    return log_in(user_id=user_id)()


def change(viewer, form_key="c1", **changes):
    found = user_admin.find(viewer, "00104")
    user_admin.change(viewer, "00104", found.entry._replace(**changes), found.token, form_key)


def row_of(service):  # noqa: F811
    return service("SELECT family_name, given_name, mail FROM staff WHERE login = 'acme1-00104'")[0]


def test_names_and_mail_are_written_over_there_where_that_is_allowed(use, service):  # noqa: F811
    use(WRITABLE)
    viewer = administrator()
    change(viewer, name="鈴木 花 子", mail="suzuki@acme.example")
    assert row_of(service) == ("鈴木", "花 子", "suzuki@acme.example")
    change(viewer, "c2", name="鈴木")
    assert row_of(service) == ("鈴木", "", "suzuki@acme.example")
    directory.refresh("ACME1", "00104")
    assert member.find_person("ACME1", "00104").name == "鈴木"
    assert service("SELECT family_name FROM staff WHERE login = 'acme1-00107'") == [("髙橋",)]


@pytest.mark.parametrize("changes", [{"name": "鈴木"}, {"kana": "スズキ"}, {"mail": "x@acme.example"}, {"site_admin": True}])
def test_what_is_not_allowed_is_refused_with_where_to_change_it(use, service, changes):  # noqa: F811
    use(FORM.replace('mail = "mail"\n', "") + RIGHTS)
    service("UPDATE staff SET role = 'chief' WHERE login = 'acme1-00107'")
    viewer, before = log_in(user_id="00107")(), row_of(service)
    log_in()
    with pytest.raises(Invalid) as told:
        change(viewer, **changes)
    assert "本サービス(PC版)で変更してください" in next(iter(told.value.problems.values()))
    assert list(told.value.problems) == list(changes) and row_of(service) == before


def test_nobody_is_registered_or_deleted_here(use):  # noqa: F811
    use(WRITABLE)
    viewer = administrator()
    log_in()
    for work in (lambda: user_admin.add(viewer, "00500", Entry("新人"), NEW, "a1"), lambda: user_admin.delete(viewer, "00104", "d1"),
                 lambda: user_import.start(viewer, b"", "k" * 22, "s1")):
        with pytest.raises(NotAllowed):
            work()


def test_a_forgotten_password_is_overwritten_over_there(use):  # noqa: F811
    use(FORM)
    viewer = administrator()
    here = log_in()
    user_admin.overwrite_password(viewer, "00104", NEW, user_admin.find(viewer, "00104").token, "o1")
    assert here() is None and log_in(NEW)()


def test_a_right_of_this_sites_own_is_changed_here(use, service):  # noqa: F811
    use(FORM)
    viewer = administrator()
    here = log_in()
    change(viewer, site_admin=True)
    assert here() is None and log_in()().site_admin
    make_system(member.find_person("ACME1", "00107"))
    level.change(log_in(user_id="00107")(), "00104", True, False, "l1")
    assert log_in()().system_admin


def test_the_first_right_is_granted_where_the_main_service_does_not_say_it(use, service):  # noqa: F811
    use(FORM)
    granting.grant("ACME1", "00104", "site-admin")
    assert log_in()().site_admin
    use(FORM + RIGHTS)
    with pytest.raises(Invalid):
        granting.grant("ACME1", "00107", "site-admin")


@pytest.mark.parametrize("toml, fields", [(FORM, {"name", "mail"}), (WRITABLE, set())])
def test_a_handover_needs_all_that_it_writes(use, service, toml, fields):  # noqa: F811
    service("UPDATE staff SET login = 'acme1-00001' WHERE login = 'acme1-00107'")
    use(toml)
    viewer = log_in(user_id="00001")()
    if fields:
        with pytest.raises(Invalid) as told:
            handover.to_successor(viewer, "後任 二郎", "", "", PASSWORD, NEW, "h1")
        assert set(told.value.problems) == fields
        return
    handover.to_successor(viewer, "後任 二郎", "", "jiro@acme.example", PASSWORD, NEW, "h1")
    assert service("SELECT family_name, given_name, mail FROM staff WHERE login = 'acme1-00001'") == [("後任", "二郎", "jiro@acme.example")]
    assert log_in(NEW, user_id="00001")().name == "後任 二郎"


@pytest.mark.parametrize("verb", ["own", "overwrite", "hand over"])
def test_of_two_presses_at_once_none_says_that_it_failed(use, service, monkeypatch, verb):  # noqa: F811
    service("UPDATE staff SET login = 'acme1-00001' WHERE login = 'acme1-00107'")
    use(WRITABLE)
    log_in()
    viewer = administrator("00001")
    token, write, asked = user_admin.find(viewer, "00104").token, directory.set_password, []

    def press():
        if verb == "own":
            user.change_own_password(viewer, PASSWORD, NEW, viewer.session_id, "k1")
        elif verb == "overwrite":
            user_admin.overwrite_password(viewer, "00104", NEW, token, "k1")
        else:
            handover.to_successor(viewer, "後任 二郎", "", "", PASSWORD, NEW, "k1")

    def overtaken(*values):
        asked.append(values)
        if len(asked) == 1:
            press()
        return write(*values)

    monkeypatch.setattr(directory, "set_password", overtaken)
    press()
    whose = "00104" if verb == "overwrite" else "00001"
    assert len(asked) == 2 and log_in(NEW, user_id=whose)() and AuditEntry.select().count() == 1


def test_another_button_is_told_that_somebody_was_faster(use, monkeypatch):  # noqa: F811
    use(FORM)
    log_in()
    viewer, write = administrator(), directory.set_password
    token = user_admin.find(viewer, "00104").token

    def overtaken(*values):
        monkeypatch.setattr(directory, "set_password", write)
        user_admin.overwrite_password(viewer, "00104", NEW, token, "k1")
        return write(*values)

    monkeypatch.setattr(directory, "set_password", overtaken)
    with pytest.raises(Invalid) as told:
        user_admin.overwrite_password(viewer, "00104", "Other_999", token, "k2")
    assert list(told.value.problems) == ["new"] and log_in(NEW)()


def test_who_has_just_lost_the_right_writes_nothing_over_there(use, service, monkeypatch):  # noqa: F811
    use(FORM)
    log_in()
    viewer, present = administrator(), user.present
    token, before = user_admin.find(viewer, "00104").token, service("SELECT * FROM staff")

    def meanwhile(*ids):
        Person.update(site_admin=False).execute()
        return present(*ids)

    monkeypatch.setattr(user, "present", meanwhile)
    with pytest.raises(NotAllowed):
        user_admin.overwrite_password(viewer, "00104", NEW, token, "k1")
    assert service("SELECT * FROM staff") == before


def test_an_id_that_is_disabled_meanwhile_is_not_handed_over_over_there(use, service, monkeypatch):  # noqa: F811
    service("UPDATE staff SET login = 'acme1-00001' WHERE login = 'acme1-00107'")
    use(WRITABLE)
    viewer, present = log_in(user_id="00001")(), user.present
    before = service("SELECT * FROM staff")

    def meanwhile(*ids):
        Person.update(disabled=True).execute()
        return present(*ids)

    monkeypatch.setattr(user, "present", meanwhile)
    with pytest.raises(NotFound):
        handover.to_successor(viewer, "後任 二郎", "", "", PASSWORD, NEW, "h1")
    assert service("SELECT * FROM staff") == before
