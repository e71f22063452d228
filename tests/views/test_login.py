"""ログイン: its texts to the letter, and what it forgives."""

import pytest

from models import base

UNKNOWN = ["会員ID・ユーザーIDエラー", "全角で入力していませんか。", "小文字になっていませんか。"]
WRONG = ["パスワードエラー", "全角で入力していませんか。", "大文字と小文字は正しいですか。", "管理者に問い合わせてください。"]


def typed(login, **changes):
    return {"member_id": login.member_id, "user_id": login.user_id, "password": login.password} | changes


def full_width(text):
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


@pytest.mark.parametrize("name", ["mova", "imode1", "ez", "sb3g", "modern"])
@pytest.mark.parametrize("field, value, texts", [
    ("member_id", "NOBODY", UNKNOWN), ("user_id", "54321", UNKNOWN), ("password", "wrong", WRONG), ("password", "", WRONG),
])
def test_what_is_wrong_is_said_with_the_checks_to_make(phone, cast, name, field, value, texts):
    made = phone(name)
    answer = made.submit(made.get("/login"), typed(cast.member, **{field: value}))
    for text in texts:
        assert answer.says(text)
    assert cast.member.password not in answer.source


def test_ids_may_be_full_width_or_lower_case(phone, cast):
    login = cast.member
    for member_id, user_id in (
        (full_width(login.member_id), full_width(login.user_id)), (login.member_id.lower(), login.user_id),
        (f" {login.member_id} ", f"{login.user_id} "),
    ):
        made = phone("modern")
        assert login.name in made.submit(made.get("/login"), typed(login, member_id=member_id, user_id=user_id)).text


@pytest.mark.parametrize("name", ["mova", "modern"])
def test_an_id_longer_than_any_is_not_sent_back(phone, cast, name):
    made = phone(name)
    answer = made.submit(made.get("/login"), typed(cast.member, member_id="A" * 21_000, user_id="1" * 21_000))
    fields = dict(answer.form()["fields"])
    assert answer.says("会員ID・ユーザーIDエラー") and (fields["member_id"], fields["user_id"]) == ("A" * 16, "1" * 16)


@pytest.mark.parametrize("spoil", [str.upper, str.lower, full_width, lambda text: text + " ", lambda text: " " + text])
def test_the_password_is_never_folded(phone, cast, spoil):
    made = phone("imode2")
    assert spoil(cast.member.password) != cast.member.password
    answer = made.submit(made.get("/login"), typed(cast.member, password=spoil(cast.member.password)))
    assert answer.says("パスワードエラー")


def test_the_longest_password_with_every_symbol_works_from_every_charset(phone, everyone):
    login = next(login for login in everyone.values() if len(login.password) == 30)
    assert set("!%&@#$^*?_~") <= set(login.password)
    for name in ("mova", "imode1", "ez", "sb2g", "sb3g", "willcom", "emobile", "modern"):
        made = phone(name)
        assert login.name[-2:] in made.submit(made.get("/login"), typed(login)).text, name


def test_a_login_that_did_not_start_here_is_refused_with_a_way_to_the_right_page(phone, cast):
    made = phone("imode1")
    answer = made.post("/login", list(typed(cast.member).items()))
    text = "ログイン方法が誤っています。ウインドウを閉じ、ご利用案内を確認いただいたうえで再度ログインを行ってください。"
    assert answer.status == 403 and answer.says(text)
    assert made.get(answer.key("1")).form()["action"].startswith("/login")


def test_a_login_from_another_site_hears_the_same_with_or_without_a_key(phone, cast):
    made = phone("modern")
    key = dict(made.get("/login").form()["fields"])["k"]
    for fields in ([], [("k", key)]):
        for headers in ({"HTTP_ORIGIN": "http://evil.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
            answer = made.post("/login", [*typed(cast.member).items(), *fields], **headers)
            assert answer.status == 403 and "ログイン方法が誤っています" in answer.text and "ほかのサイト" not in answer.text
            assert made.get(answer.link("ログイン")).form()["action"].startswith("/login")


def test_a_login_page_of_another_phone_family_is_no_start(phone, cast):
    page = phone("ez").get("/login")
    answer = phone("modern").submit(page, typed(cast.member))
    assert answer.status == 403 and "ログイン方法が誤っています" in answer.text


def test_failures_are_slowed_for_this_account_and_no_other(phone, cast):
    made = phone("modern")
    for _ in range(8):
        answer = made.submit(made.get("/login"), typed(cast.member, password="wrong"))
    assert answer.status == 429 and "しばらくお待ちください" in answer.text
    assert made.submit(made.get("/login"), typed(cast.member)).status == 429  # even the right one waits
    other = phone("modern")
    other.address = "127.0.0.2"
    assert cast.colleague.name in other.submit(other.get("/login"), typed(cast.colleague)).text


def test_unknown_ids_are_slowed_alike(phone):
    made = phone("modern")
    answers = []
    for _ in range(8):
        answers.append(made.submit(made.get("/login"), {"member_id": "NOBODY", "user_id": "00001", "password": "x"}).status)
    assert answers[0] == 200 and answers[-1] == 429


def test_remembered_ids_come_back_and_the_password_never_does(phone, cast):
    made = phone("modern")
    made.submit(made.get("/login"), typed(cast.member, remember="1"))
    made.submit(made.get("/others"))
    page = made.get("/login")
    fields = dict(page.form()["fields"])
    assert (fields["member_id"], fields["user_id"], fields["password"]) == (cast.member.member_id, cast.member.user_id, "")
    assert cast.member.password not in "".join(made.cookies.values())
    made.submit(page, typed(cast.member, remember=None))
    made.submit(made.get("/others"))
    assert dict(made.get("/login").form()["fields"])["member_id"] == ""


def test_where_no_cookie_lives_nothing_is_offered_to_be_remembered(phone):
    assert "remember" not in phone("imode1").get("/login").source


def test_one_text_for_all_failures_where_a_deployment_wants_it(site, cast):
    import mobile_app
    from tests.conftest import headers_of
    from tests.phone import Phone

    made = Phone(mobile_app.create_app(mobile_app.Settings(uniform_login_errors=True)), headers_of("modern"))
    pages = [
        made.submit(made.get("/login"), typed(cast.member, **change)).text
        for change in ({"password": "wrong"}, {"user_id": "54321"}, {"member_id": "NOBODY"})
    ]
    assert pages[0] == pages[1] == pages[2] and "ログインエラー" in pages[0]


def test_a_changed_password_ends_the_other_sessions(signed_in, phone, cast):
    other = signed_in("imode1", keeps_cookies=False)
    made = signed_in("modern")
    page = made.get("/password")
    answer = made.submit(page, {"old": cast.member.password, "new": "New-pass1", "again": "New-pass1"})
    assert "使えません" in answer.text or "記号" in answer.text  # a hyphen is not among the symbols
    answer = made.submit(made.get("/password"), {"old": cast.member.password, "new": "New_pass1", "again": "New_pass1"})
    assert "パスワードを変更しました。" in answer.text
    assert other.get(other.top.link("予定(")).status == 403
    assert made.get("/schedule").status == 200
    again = phone("modern")
    assert cast.member.name in again.log_in(cast.member.member_id, cast.member.user_id, "New_pass1").text


def test_only_an_administrator_overwrites_a_password_and_only_of_a_colleague(signed_in, cast):
    made = signed_in("modern", cast.administrator)
    page = made.get(f"/users/{cast.member.user_id}")
    assert "今までのパスワードは使えません" in made.submit(page, {"new": "Fresh_pass2"}).text
    assert made.get("/users/54321").status == 404
    plain = signed_in("modern", cast.outsider)
    assert plain.get(f"/users/{cast.colleague.user_id}").status == 403
    assert plain.post(f"/users/{cast.colleague.user_id}/password", [("k", form_key(plain)), ("new", "Fresh_pass2")]).status == 403


def form_key(phone):
    return dict(phone.get("/preferences").form(0)["fields"])["k"]


@pytest.mark.parametrize("name", ["imode1", "modern"])
def test_a_changed_password_renews_the_id(walk, cast, name):
    made = walk(name)
    link, cookies = made.top.link("予定("), dict(made.cookies)
    page = made.submit(made.see("/password"), {"old": cast.member.password, "new": "New_pass1", "again": "New_pass1"})
    assert page.says("パスワードを変更しました。") and made.get(page.link("トップ")).says("予定の追加")
    made.cookies = cookies
    assert made.get(link).status == 403


def test_a_member_that_has_withdrawn_is_told_whom_to_call(phone, cast, today):
    import datetime

    from models import withdrawal

    withdrawal.enter(cast.member.member_id, today - datetime.timedelta(days=100), today)
    made = phone("imode1")
    answer = made.submit(made.get("/login"), typed(cast.member))
    assert answer.status == 403 and "退会" in answer.text and "0120-70-4515" in answer.text
    assert cast.twin.name in made.submit(made.get("/login"), typed(cast.twin)).text


@pytest.mark.parametrize("dialect", ["imode1", "modern"])
def test_a_login_outlasts_a_database_that_goes_away_with_each_answer(phone, cast, monkeypatch, dialect):
    """A commit whose answer was lost is tried again: what it did the first time must not be in its own way."""
    retried = base.retrying
    monkeypatch.setattr(base, "retrying", lambda work: (retried(work), retried(work))[1])
    handset = phone(dialect)
    assert handset.log_in(cast.member.member_id, cast.member.user_id, cast.member.password).says("予定(")
