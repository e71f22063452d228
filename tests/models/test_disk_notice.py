"""ディスク容量超過通知設定: who sets it, and one mail for each crossing, through a real SMTP server."""

import datetime
import email
import email.policy

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from models import audit, clock, disk_notice, mail, membership, nightly
from models.base import Invalid, NotAllowed
from models.disk import DiskUse
from models.engine import ConfigError
from models.mail import Failed, Mailer
from models.member import Person
from tests.models.rows import put

TODAY = datetime.date(2027, 1, 15)
MEGABYTE = 1_000_000


class Inbox:
    """What the server was given: (addresses, message) each. refuses: addresses; accepts: anything at all."""

    def __init__(self):
        self.got, self.refuses, self.accepts = [], set(), True

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if not self.accepts:
            return "451 try again later"
        self.got.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.SMTP)))
        return "250 OK"


class Server(Controller):
    """A server on a port that the system chooses."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def knows(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b"user@mail", b"p/w"), handled=False)


@pytest.fixture(scope="module")
def server():
    inbox = Inbox()
    controller = Server(inbox, "127.0.0.1", 0, authenticator=knows, auth_require_tls=False, auth_required=False)
    controller.start()
    inbox.port = controller.port
    yield inbox
    controller.stop()


@pytest.fixture
def inbox(server):
    server.got, server.refuses, server.accepts = [], set(), True
    return server


@pytest.fixture
def mailer(inbox):
    return Mailer(f"smtp://user%40mail:p%2Fw@127.0.0.1:{inbox.port}", "groupware@service.example")


@pytest.fixture
def viewers(people, log_in):
    return [log_in(person)[1] for person in people]


def use(megabytes, member_id="ACME1"):
    DiskUse.delete().where(DiskUse.member_id == member_id).execute()
    put(DiskUse, member_id=member_id, user_id="", total=megabytes * MEGABYTE + 1)


def night(mailer):
    """Runs the job; what it says."""
    said = []
    nightly.run(mailer, said.append, [("notices", nightly.send_notices)])
    return said


# Setting


def test_a_管理者_sets_it_and_it_is_recorded(viewers):
    _, _, administrator, twin = viewers
    disk_notice.save(administrator, "megabytes", 800, TODAY, "k1")
    disk_notice.save(administrator, "megabytes", 900, TODAY, "k1")  # the same press again
    assert disk_notice.wish(administrator) == ("megabytes", 800) and disk_notice.wish(twin._replace(site_admin=True)) == ("", 0)
    membership.enter("ACME1", "standard", "monthly", 3, TODAY)
    disk_notice.save(administrator, "percent", 80, TODAY, "k2")
    disk_notice.save(administrator, "percent", 80, TODAY, "k3")
    disk_notice.save(administrator, "", 0, TODAY, "k4")
    assert disk_notice.wish(administrator) == ("", 0)
    found = [(row.action, row.detail) for row in audit.entries(administrator, 0, 9) if row.actor_id]
    assert found == [("ディスク容量超過通知設定", text) for text in ("80% → 通知しない", "800MB → 80%", "通知しない → 800MB")]


def test_nobody_else_may(viewers):
    member, _, administrator, _ = viewers
    disk_notice.save(administrator, "megabytes", 800, TODAY, "k1")
    for viewer in (member, member._replace(system_admin=True)):
        with pytest.raises(NotAllowed):
            disk_notice.wish(viewer)
        with pytest.raises(NotAllowed):
            disk_notice.save(viewer, "megabytes", 1, TODAY, "k2")
    assert disk_notice.wish(administrator) == ("megabytes", 800)


@pytest.mark.parametrize("unit, amount, field", [
    ("megabytes", 0, "amount"), ("megabytes", 10**8, "amount"), ("percent", 1_001, "amount"), ("percent", 80, "unit"), ("pages", 5, "unit")])
def test_what_makes_no_sense_is_refused(viewers, unit, amount, field):
    with pytest.raises(Invalid) as refused:
        disk_notice.save(viewers[2], unit, amount, TODAY, "k")  # percent: of what, while no plan is known
    assert list(refused.value.problems) == [field] and disk_notice.wish(viewers[2]) == ("", 0)


# Crossing


def test_one_mail_for_each_crossing(viewers, inbox, mailer):
    administrator = viewers[2]
    Person.create(member_id="ACME1", user_id="00002", name="管理", kana="", mail="no address", password_hash="", site_admin=True, disabled=False)
    disk_notice.save(administrator, "megabytes", 800, TODAY, "k")
    expected = {799: 0, 800: 1, 950: 1, 700: 1, 801: 2, 900: 2}
    for megabytes, mails in expected.items():
        use(megabytes)
        night(mailer)
        night(mailer)
        assert len(inbox.got) == mails, megabytes
    addresses, message = inbox.got[0]
    assert addresses == ["00001@ACME1.example"] and message["From"] == "groupware@service.example"
    assert message["Subject"] == "ディスク容量超過のお知らせ(801MB)" and message["Auto-Submitted"] == "auto-generated"
    body = message.get_content()
    assert "Acme1 管理者様" in body and "上限800MB" in body and "801MB" in body and message.get_content_charset() == "utf-8"


def test_a_rate_is_of_the_plans_capacity(viewers, inbox, mailer):
    membership.enter("ACME1", "light", "monthly", 3, datetime.date(2026, 1, 1))  # 500 MB
    disk_notice.save(viewers[2], "percent", 80, TODAY, "k")
    for megabytes, mails in ((399, 0), (400, 1)):
        use(megabytes)
        night(mailer)
        assert len(inbox.got) == mails
    assert "使用率80%" in inbox.got[0][1].get_content()


def test_another_limit_is_another_crossing(viewers, inbox, mailer):
    disk_notice.save(viewers[2], "megabytes", 800, TODAY, "k1")
    use(900)
    night(mailer)
    disk_notice.save(viewers[2], "megabytes", 850, TODAY, "k2")
    night(mailer)
    assert len(inbox.got) == 2


def test_a_mail_that_fails_is_tried_the_next_night(viewers, inbox, mailer):
    disk_notice.save(viewers[2], "megabytes", 800, TODAY, "k")
    use(900)
    inbox.accepts = False
    assert "not told" in night(mailer)[0] and "451" in night(mailer)[0] and not inbox.got
    inbox.accepts, inbox.refuses = True, {"00001@ACME1.example"}
    assert "refuses 00001@ACME1.example" in night(mailer)[0]
    inbox.refuses = set()
    assert "SMTP_URL" in night(None)[0]
    Person.update(mail="").execute()
    assert "no 管理者 has a mail address" in night(mailer)[0]
    Person.update(mail="a@b.example").execute()
    assert "ACME1 told" in night(mailer)[0] and len(inbox.got) == 1


def test_one_refused_address_keeps_nobody_else_from_the_mail(viewers, inbox, mailer):
    Person.update(site_admin=True).where(Person.user_id == "00107").execute()
    disk_notice.save(viewers[2], "megabytes", 800, TODAY, "k")
    use(900)
    inbox.refuses = {"00107@ACME1.example"}
    assert "refused: 1 of 2" in night(mailer)[0]
    assert inbox.got[0][0] == ["00001@ACME1.example"]


def test_whoever_claims_first_sends_and_a_dead_ones_claim_runs_out(viewers, monkeypatch):
    disk_notice.save(viewers[2], "megabytes", 800, TODAY, "k")
    use(900)
    claimed = disk_notice.due("ACME1", TODAY)
    assert claimed.used == 900 * MEGABYTE + 1 and disk_notice.due("ACME1", TODAY) is None
    now = clock.unix()
    monkeypatch.setattr(clock, "unix", lambda: now + 3601)
    assert disk_notice.due("ACME1", TODAY) == claimed
    disk_notice.sent(claimed)
    monkeypatch.setattr(clock, "unix", lambda: now + 2 * 3601)
    assert disk_notice.due("ACME1", TODAY) is None


def test_an_address_can_smuggle_nothing_in(people):
    Person.update(site_admin=True).execute()
    for bad in ("a@b.example\nBcc: c@d.example", "a@b.example, c@d.example", "佐藤@b.example", "x" * 400 + "@b.example"):
        Person.update(mail=bad).execute()
        assert disk_notice._addresses("ACME1") == ()


# Mailer


def test_a_wrong_password_is_said_and_not_shown(inbox):
    with pytest.raises(Failed, match="user and password") as failed:
        Mailer(f"smtp://user%40mail:secret1@127.0.0.1:{inbox.port}", "a@b.example").send(["c@d.example"], "件名", "本文")
    assert "secret1" not in str(failed.value) and not inbox.got


def test_a_password_is_not_sent_in_the_clear(inbox, monkeypatch):
    monkeypatch.setattr(mail, "_LOCAL", ())
    with pytest.raises(Failed, match="no encryption"):
        Mailer(f"smtp://user%40mail:p%2Fw@127.0.0.1:{inbox.port}", "a@b.example").send(["c@d.example"], "件名", "本文")
    Mailer(f"smtp://127.0.0.1:{inbox.port}", "a@b.example").send(["c@d.example"], "件名", "本文")  # without one it is sent
    assert len(inbox.got) == 1


def test_a_server_that_is_away_is_said():
    with pytest.raises(Failed, match="refused"):
        Mailer("smtp://127.0.0.1:1", "a@b.example").send(["c@d.example"], "件名", "本文")


@pytest.mark.parametrize("url, sender", [
    ("http://mail.example", "a@b.example"), ("smtp://", "a@b.example"), ("smtp://u:p/w@host:x", "a@b.example"), ("smtp://host", ""), ("smtp://host", "no address")])
def test_settings_that_cannot_work_are_named(url, sender):
    with pytest.raises(ConfigError, match="SMTP_URL|MAIL_FROM") as refused:
        Mailer(url, sender)
    assert "p/w" not in str(refused.value)
