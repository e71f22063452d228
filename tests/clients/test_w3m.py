"""A text browser without cookies and scripts, over a real socket, as three kinds of phone."""

import pytest

from tests.clients import agents
from tests.clients.terminal import TextBrowser

PHONES = {"foma": agents.FOMA, "mova": agents.MOVA, "au": agents.AU, "w3m": None}
PEOPLE = dict(zip(PHONES, ["00104", "00112", "00115", "00107"], strict=True))
FAR_DAY = "20310305"  # with no sample event on it


@pytest.fixture(params=PHONES)
def phone(request):
    return request.param


@pytest.fixture
def terminal(w3m, server, tmp_path, phone):
    opened = TextBrowser(w3m, tmp_path, server.address, PHONES[phone])
    yield opened
    opened.close()


@pytest.fixture
def person(people, phone):
    return people[PEOPLE[phone]]


def log_in(terminal, person, password=None):
    terminal.sees("会員ID", "パスワード")
    terminal.type_into("会員ID", person.member_id)
    terminal.type_into("ユーザーID", person.user_id)
    terminal.type_into("パスワード", password or person.password)
    terminal.open_link("ログイン")


def test_a_phone_without_cookies_does_everything(terminal, person, phone):
    log_in(terminal, person)
    terminal.sees("予定の追加", "まとめて処理")

    terminal.open_link("予定(")
    terminal.sees("予定を追加")

    terminal.open_link("予定を追加")
    terminal.sees("件名", "終わりの日")
    title = f"見積もり打合せ{phone}"
    terminal.type_into("件名", title)
    terminal.type_into("日", FAR_DAY)
    terminal.type_into("場所", "第3会議室")
    terminal.open_link("登録")
    terminal.sees("3/5(水)", title, "第3会議室")

    terminal.open_link("トップ")
    terminal.sees("その他")
    terminal.open_link("その他")
    terminal.sees("会員情報管理")
    address = terminal.address
    assert "s=" in address
    terminal.open_link("ログアウト")
    terminal.sees("ログアウトしました。")

    terminal.open_address(address)
    terminal.sees("アプリケーション情報が存在しません。", "もう一度ログインしてください。")


def test_a_wrong_password_is_named(terminal, people):
    log_in(terminal, people["00214"], password="wrong-password")
    terminal.sees("パスワードエラー", "わからないときは、社内の管理者に問い合わせてください。")
