"""会費情報照会, disk space and 保存期間 on phones: who sees them, what is typed, and what a withdrawn 00001 is left."""

import pytest

from models import audit, disk_notice, expiry, membership, retention, withdrawal
from models.base import transaction
from models.member import Person
from models.recurrence import months_later
from models.session import Signed
from tests.conftest import headers_of
from tests.phone import Phone
from tests.views.screens import SCREENS
from tests.views.test_screens import check_page
from views.disk.words import bar, size

SMALL = ["mova", "imode1", "ez", "sb3g", "modern"]
FOR_管理者 = ["/bills", "/bills/{month}", "/disk"]
FOR_システム管理者 = ["/admin/retention", "/admin/retention/memo"]


@pytest.fixture
def roles(everyone):
    """{who: Login} of SAMPLE1: an ordinary user, and those with one of the two rights alone."""
    return {name: everyone["SAMPLE1", user_id] for name, user_id in (("user", "00104"), ("site", "00107"), ("system", "00112"))}


def key(made):
    return dict(made.see("/preferences").form(0)["fields"])["k"]


@pytest.mark.parametrize("who, sees", [
    ("user", []), ("site", [*FOR_管理者, "/disk/use"]), ("system", [*FOR_システム管理者, "/disk/use"])])
def test_each_screen_is_for_one_of_the_two_rights(walk, roles, today, who, sees):
    made = walk("modern", roles[who])
    for path in (*FOR_管理者, *FOR_システム管理者, "/disk/use"):
        assert made.see(path.format(month=f"{today:%Y%m}")).status == (200 if path in sees else 403), path
    for path, fields in (("/disk", [("unit", "megabytes"), ("amount", "5")]), ("/admin/retention/memo", [("months", "12"), ("sure", "1")])):
        assert made.post(made.link(path), [("k", key(made)), *fields]).status == (200 if path in sees else 403), path
    assert (disk_notice.DiskNotice.get(member_id="SAMPLE1").unit == "megabytes") is (who == "site")
    assert retention.of_member("SAMPLE1") == ({"memo": 12} if who == "system" else {})
    assert retention.of_member("SAMPLE2") == {}


def test_links_lead_where_one_may_go(walk, roles):
    for who, path, seen in (("site", "/members", True), ("user", "/members", False), ("system", "/admin", True), ("user", "/admin", False)):
        page = walk("imode1", roles[who]).see(path)
        assert page.says("会費情報照会" if path == "/members" else "保存期間") is seen, (who, path)


# Bills


@pytest.mark.parametrize("name", SMALL)
def test_how_an_amount_came_about(walk, cast, today, name):
    made = walk(name, cast.administrator, keeps_cookies=name != "imode1")
    page = made.see("/bills")
    found = membership.account(Signed("SAMPLE1", "00001", "", "cookie", 1, "", 0, "", True, False), today)
    assert len(found.bills) > 9 and page.says("スタンダード 月払い") and page.says("見本")
    assert page.says(f"{today.year}/{today.month} {found.bills[0].total:,}円")
    last = made.get(page.link(f"{today.year}/{today.month} "))
    assert last.says(f"合計 {found.bills[0].total:,}円") and last.says("基本料金") and last.says("超過ユーザー") and last.says("超過容量")
    for line in found.bills[0].lines:
        assert last.says(f"{line.count:,}×{line.price:,}円={line.amount:,}円")
    check_page(last, made)
    assert made.see(f"/bills/{months_later(today, 2):%Y%m}").status == made.see("/bills/190001").status == made.see("/bills/202613").status == 404


def test_the_twin_sees_its_own(walk, everyone, today):
    page = walk("modern", everyone["SAMPLE2", "00001"]).see("/bills")
    assert page.says("ライト 年払い お申込み45人")


def test_without_a_membership_and_in_the_free_months_it_says_so(walk, cast, today):
    made = walk("modern", cast.administrator)
    membership.enter("SAMPLE1", "light", "yearly", 7, today)
    start = months_later(today.replace(day=1), 3)
    assert made.see("/bills").says(f"{start.year}年{start.month}月からです")
    membership.Membership.delete().execute()
    assert made.see("/bills").says("まだ登録されていません") and made.see("/disk").status == 200
    assert made.submit(made.see("/disk"), {"unit": "percent", "amount": "80"}).says("使用率では設定できません")


def test_a_withdrawal_is_seen_from_the_day_it_is_noted(walk, cast, everyone, today):
    made = walk("mova", cast.administrator)
    assert not made.see("/bills").says("届出日")
    last = withdrawal.enter("SAMPLE1", today, today)
    page = made.see("/bills")
    assert page.says(f"届出日 {today.year}/{today.month}/{today.day}(") and page.says(f"終了日 {last.year}/{last.month}/{last.day}(")
    check_page(page, made)
    assert not walk("modern", everyone["SAMPLE2", "00001"]).see("/bills").says("届出日")


# After a withdrawal


def test_a_withdrawn_00001_sees_its_bills_and_nothing_else(phone, walk, everyone, cast, today):
    open_before = walk("sb3g", cast.administrator)
    colleague = walk("modern", cast.member)
    twin = walk("modern", cast.twin)
    withdrawal.Withdrawal.insert(member_id="SAMPLE1", arrived_day=1, last_day=today.toordinal() - 1).execute()
    # ... as its days are when they come from enter(): the last one of a month
    made = phone("modern")
    page = made.log_in("SAMPLE1", "00001", cast.administrator.password)
    assert page.url.endswith("/bills") and page.says("退会されました") and page.says("会費情報照会")
    assert not page.says("その他") and not page.says("伝言")
    words = {"day": today.strftime("%Y%m%d"), "month": f"{months_later(today, -1):%Y%m}"}
    for path in [screen.format(**words) for screens in SCREENS.values() for screen in screens]:
        expected = 200 if path.startswith(("/help", "/environment", "/version", "/bills")) or path == "/" else 403
        assert made.get(path).status == expected, path
    k = dict(page.form(-1)["fields"])["k"]
    for path in ("/disk", "/password", "/admin/retention/memo", "/preferences", "/memos/1/confirmation"):
        assert made.post(path, [("k", k), ("unit", "megabytes"), ("amount", "5"), ("months", "1"), ("sure", "1")]).status in (403, 404), path
    assert made.get("/schedule").says("会費情報照会だけ")
    assert open_before.see("/schedule").status == 403 and open_before.get(open_before.link("/bills")).status == 200
    assert colleague.get("/schedule").status == colleague.get("/bills").status == 403
    assert phone("modern").log_in(*cast.member[:3]).says("0120-70-4515")
    assert twin.get("/schedule").status == 200
    assert made.submit(page, form=-1).says("ログアウトしました")
    assert made.get("/bills", follow=False).status in (302, 403)


@pytest.mark.parametrize("name", SMALL)
def test_when_that_month_is_over_a_text_says_whom_to_call(phone, cast, today, name):
    from models import erasing

    last = withdrawal.month_end(months_later(today, -2))
    withdrawal.Withdrawal.insert(member_id="SAMPLE1", arrived_day=1, last_day=last.toordinal()).execute()
    for erased in (False, True):
        if erased:
            for _ in erasing.erase("SAMPLE1", last, today):
                pass
        for login in (cast.administrator, cast.member):
            answer = phone(name).log_in(*login[:3])
            assert answer.status == 403 and answer.says("退会の手続き") and answer.says("0120-70-4515")
    assert phone(name).log_in(*cast.twin[:3]).status == 200


def test_with_one_text_for_every_error_a_former_member_looks_like_none(site, cast, today):
    import mobile_app

    app = mobile_app.create_app(mobile_app.Settings(name="localhost:8080", uniform_login_errors=True))
    withdrawal.Withdrawal.insert(member_id="SAMPLE1", arrived_day=1, last_day=today.toordinal() - 70).execute()
    Person.delete().where(Person.member_id == "SAMPLE1").execute()
    answers = [Phone(app, headers_of("modern")).log_in(member_id, "00001", "x") for member_id in ("SAMPLE1", "NOBODY")]
    assert answers[0].text == answers[1].text.replace("NOBODY", "SAMPLE1") and not answers[0].says("退会")


# Disk space


@pytest.mark.parametrize("name", SMALL)
def test_use_is_a_bar_that_every_phone_shows_and_the_limit_is_kept(walk, roles, name):
    made = walk(name, roles["site"], keeps_cookies=name != "ez")
    page = made.see("/disk")
    assert page.says("■■■■■■■■■■ 133%") and page.says("1,330MB / 基本容量1,000MB")
    saved = made.submit(page, {"unit": "megabytes", "amount": "1500"})
    assert saved.says("保存しました") and disk_notice.DiskNotice.get(member_id="SAMPLE1").amount == 1500
    again = made.submit(saved, {"unit": "megabytes", "amount": "0"})
    assert again.says("数字で入力してください") and dict(again.form(0)["fields"])["amount"] == "0"
    again = made.submit(saved, {"unit": "megabytes", "amount": "たくさん"})
    assert again.says("数字で入力してください") and dict(again.form(0)["fields"])["amount"] == "たくさん"
    off = made.submit(again, {"unit": "", "amount": ""})
    assert off.says("保存しました") and not disk_notice.DiskNotice.select().where(disk_notice.DiskNotice.member_id == "SAMPLE1").exists()
    check_page(made.see("/disk/use"), made)


def test_those_who_use_most_come_first(walk, roles):
    page = walk("modern", roles["system"]).see("/disk/use")
    assert page.says("MB") and not page.says("通知の設定")


def test_bars_and_sizes():
    assert [bar(part, 100) for part in (0, 1, 10, 19, 99, 100, 500)] == [
        "□□□□□□□□□□", "■□□□□□□□□□", "■□□□□□□□□□", "■□□□□□□□□□", "■■■■■■■■■□", "■■■■■■■■■■", "■■■■■■■■■■"]
    assert bar(9, 1_000) == "□" * 10 and bar(10, 1_000) == "■" + "□" * 9, "what is said to be 0% has no mark"
    assert [size(bytes) for bytes in (0, 1, 999_001, 1_000_000, 1_200_001, 9_999_999, 10_000_001, 1_234_567_890)] == [
        "0KB", "1KB", "1000KB", "1.0MB", "1.3MB", "10.0MB", "11MB", "1,235MB"]


# 保存期間


@pytest.mark.parametrize("name", SMALL)
def test_less_than_before_is_confirmed_with_how_much_will_go(walk, roles, today, name):
    made = walk(name, roles["system"])
    kinds = made.see("/admin/retention")
    assert kinds.says("予定 無制限")
    page = made.get(kinds.link("予定 "))
    count = expiry.count("SAMPLE1", "event", 1, today)
    sure = made.submit(page, {"months": "1"})
    assert sure.says("元には戻せません") and sure.says(f"{count}件" if count else "ありません") and retention.of_member("SAMPLE1") == {}
    check_page(sure, made)
    saved = made.submit(sure, form=-1)
    assert saved.says("保存しました") and saved.says("予定 1か月") and retention.of_member("SAMPLE1") == {"event": 1}
    longer = made.submit(made.get(saved.link("予定 1")), {"months": "24"})  # more than before needs no confirmation
    assert longer.says("予定 2年") and retention.of_member("SAMPLE1") == {"event": 24}
    assert made.submit(page, {"months": "7"}).says("選び直してください") and retention.of_member("SAMPLE1") == {"event": 24}
    assert made.see("/admin/retention/money").status == 404


def test_what_the_law_asks_for_is_said(walk, roles):
    made = walk("imode1", roles["system"])
    page = made.see("/admin/retention/timecard")
    assert page.says("労働基準法") and made.submit(page, {"months": "1"}).says("労働基準法")


def test_what_is_set_is_in_the_record(walk, roles, cast):
    site, system = walk("modern", roles["site"]), walk("modern", roles["system"])
    site.submit(site.see("/disk"), {"unit": "megabytes", "amount": "1500"})
    system.submit(system.see("/admin/retention/memo"), {"months": "12", "sure": "1"})
    transaction(lambda: audit.note_operator("SAMPLE1", "withdrawal.enter"))
    page = walk("modern", cast.administrator).see("/audit")
    assert page.says("90% → 1500MB") and page.says("無制限 → 1年") and page.says("伝言")


