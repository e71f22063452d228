"""The record of who did what: written with the deed, read by 管理者, of one's own member only."""

import pathlib

import pytest

from models import audit, user, user_admin
from models.base import NotAllowed, transaction
from tests.models.conftest import PASSWORD


@pytest.fixture
def viewers(people, log_in):
    return [log_in(person)[1] for person in people]


def test_a_deed_is_recorded_with_actor_phone_and_no_secret(viewers):
    member, _, administrator, _ = viewers
    user.change_own_password(member, PASSWORD, "Changed_99", member.session_id, "k")
    user_admin.overwrite_password(administrator, "00107", "Changed_98", user_admin.find(administrator, "00107").token, "k1")
    newest, oldest = audit.entries(administrator, 0, 9)
    assert oldest[1:] == ("00104", "佐藤 花子", "パスワード変更", "", "", "P901i")
    assert newest[1:5] == ("00001", "佐々木 一郎", "パスワードの上書き", "00107")
    assert not {"Changed_99", "Changed_98", PASSWORD} & set(map(str, (*newest, *oldest)))


def test_only_administrators_read_it_and_only_their_own_members(viewers):
    member, colleague, administrator, twin = viewers
    transaction(lambda: audit.note(twin, "unit.change", "別会社"))
    transaction(lambda: audit.note_operator("ACME1", "withdrawal.enter"))
    for viewer in (member, colleague, twin):
        with pytest.raises(NotAllowed):
            audit.entries(viewer, 0, 9)
    assert [(row.actor_id, row.action) for row in audit.entries(administrator, 0, 9)] == [("", "退会届の受付")]


def test_a_deed_that_fails_leaves_no_record(viewers):
    _, _, administrator, _ = viewers

    def work():
        audit.note(administrator, "unit.change", "営業部")
        raise KeyError

    with pytest.raises(KeyError):
        transaction(work)
    assert audit.entries(administrator, 0, 9) == []


def test_an_action_without_a_name_is_a_mistake(viewers):
    with pytest.raises(ValueError):
        transaction(lambda: audit.note(viewers[0], "tea.make"))


def test_every_action_is_recorded_by_some_module():
    """A word that nobody writes would promise a record that isn't kept."""
    sources = "".join(path.read_text("utf-8") for path in pathlib.Path(audit.__file__).parent.glob("*.py") if path.stem != "audit")
    assert [action for action in audit.ACTIONS if f'"{action}"' not in sources] == []
