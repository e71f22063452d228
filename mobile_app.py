"""The groupware's mobile front: settings, wiring and the command line.

    python mobile_app.py                serve on 127.0.0.1:8080 with SQLite in ./data
    python mobile_app.py --help         everything else
"""

import argparse
import datetime
import json
import os
import pathlib
import re
import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Settings:
    """What a deployment decides. The environment is read here and nowhere else."""

    # Where the data is: sqlite:///path, postgresql://..., mysql://... or mariadb://...
    database_url: str = "sqlite:///data/mobile.db"
    # A TOML file that maps the main service's person table; empty: this program's own table, which the service may share.
    users_config: str = ""
    # Names this site answers to, beside localhost and any IP address. Comma-separated in ALLOWED_HOSTS.
    allowed_hosts: frozenset = frozenset({"localhost"})
    # host:port for phones that send no Host header (HTTP/1.0).
    name: str = "localhost:8080"
    # One text for every failed login, so that ids cannot be guessed from it.
    uniform_login_errors: bool = False
    # Addresses of the service's own operators, who look in during maintenance. Comma-separated in OPERATORS.
    operators: frozenset = frozenset()
    # Where manuals and seminars are, for the help; empty: no link.
    manual_url: str = ""
    seminar_url: str = ""
    # The mail server, smtp://user:password@host:587 or smtps://..., and the address that mail comes from; empty: no mail is sent.
    smtp_url: str = ""
    mail_from: str = ""
    # How the log is written: "json" for machines, an object a line; empty: lines for people.
    log: str = ""
    # Whether システム管理者 find the QA bench at /bench: screens as any phone gets them, and the site as any phone.
    bench: bool = False
    # The address of the proxy whose X-Forwarded-* headers are believed; empty: nobody's.
    trusted_proxy: str = ""

    @property
    def is_trial(self):
        """No database was named: the sample companies are made at the first start."""
        return self.database_url == Settings.database_url and not self.users_config


def settings_from(environment, **changes):
    """The settings that the environment's variables give, each with a default that works."""
    def names(variable):
        return frozenset(name.strip().lower() for name in environment.get(variable, "").split(",") if name.strip())

    def is_on(variable):
        return environment.get(variable, "").strip().lower() in ("1", "true", "yes", "on")

    return Settings(
        database_url=environment.get("DATABASE_URL") or Settings.database_url,
        users_config=environment.get("USERS_CONFIG", ""),
        allowed_hosts=Settings.allowed_hosts | names("ALLOWED_HOSTS"),
        operators=names("OPERATORS"),
        uniform_login_errors=is_on("UNIFORM_LOGIN_ERRORS"),
        bench=is_on("BENCH"),
        manual_url=_address(environment, "MANUAL_URL"),
        seminar_url=_address(environment, "SEMINAR_URL"),
        smtp_url=environment.get("SMTP_URL", ""),
        mail_from=environment.get("MAIL_FROM", ""),
        log=_one_of(environment, "LOG", ("", "json")),
        trusted_proxy=environment.get("TRUSTED_PROXY", ""),
        **changes,
    )


def _address(environment, variable):
    """The web address that a variable holds, or an empty text. Raises WrongCall."""
    text = environment.get(variable, "")
    if text and not re.fullmatch(r"https?://[^\s\"'<>]+", text):
        raise WrongCall(f"{variable} must be an address that starts with http:// or https://")
    return text


def _one_of(environment, variable, words):
    """The word that a variable holds. Raises WrongCall."""
    word = environment.get(variable, "")
    if word not in words:
        raise WrongCall(f"{variable} must be {' or '.join(word or 'empty' for word in words)}, not {word!r}")
    return word


class WrongCall(Exception):
    """A call that can't be carried out; its text is one line that says what to do."""


def open_database(settings):
    """Connects, and brings the schema up to date."""
    from models import base, directory, mapping

    if settings.database_url == Settings.database_url:
        pathlib.Path("data").mkdir(exist_ok=True)
    try:
        base.connect(settings.database_url)
        base.migrate()
        directory.use(mapping.read(settings.users_config) if settings.users_config else None)
    except base.ConfigError as error:
        raise WrongCall(error) from None
    except base.DATABASE_ERRORS as error:
        raise WrongCall(f"the database can't be used ({type(error).__name__}: {' '.join(str(error).split())}): check DATABASE_URL") from None


def create_app(settings):
    """The whole application as a WSGI callable; the database must be open."""
    from views import app, log

    return log.logged(app.released(app.build(settings)), as_json=settings.log == "json")


# Commands


def serve(options, settings):
    from models import base, checking, directory
    from views import log, memory, server

    if not 1 <= options.workers <= 64:
        raise WrongCall("--workers takes a number from 1 to 64")
    if not 0 <= options.port <= 65535:
        raise WrongCall(f"--port takes a number up to 65535, not {options.port}; 0 takes any free port")
    open_database(settings)
    problem = _asked_of_users(checking.problem) if settings.users_config else ""
    if problem:
        raise WrongCall(f"{problem} (see mobile_app.py check-users)")
    logins = []
    if settings.is_trial:
        from models import samples

        samples.make()
        logins = samples.logins()
    application, beside = create_app(settings), _beside(options, settings)
    base.disconnect()  # no connection crosses the fork
    directory.disconnect()
    memory.settle()
    log.set_up(as_json=settings.log == "json")
    try:
        server.serve(
            application, options.host, options.port, options.workers, trusted_proxy=settings.trusted_proxy,
            reads_wait=bool(settings.users_config) or not settings.database_url.startswith("sqlite:"), beside=beside,
            on_ready=lambda port: greet(f"http://{settings.name.rpartition(':')[0]}:{port}/", logins, beside),
        )
    except (OSError, OverflowError) as error:
        raise WrongCall(f"can't listen on {options.host} port {options.port} ({error}): choose others with --host and --port") from None


def _beside(options, settings):
    """What operators look at, where --status names a place for it; else None."""
    if not options.status:
        return None
    from views import server
    from views.status.application import build
    from views.status.watch import Watch

    watch = Watch(options.workers)
    try:
        return server.Beside(build(settings, watch), server.listen(*options.status), watch.start)
    except OSError as error:
        raise WrongCall(f"can't listen on {options.status[0]} port {options.status[1]} ({error}): choose another place with --status") from None


def greet(address, logins, beside):
    """What the terminal says when the server is up: the address, a QR code of it, who can log in, and where operators look."""
    import segno

    print(f"\n  {address}\n")
    segno.make(address, error="l").terminal(compact=True, border=2)
    for login in logins[:4]:
        print(f"  会員ID {login['member_id']}  ユーザーID {login['user_id']}  パスワード {login['password']}  {login['name']}")
    if beside:
        host, port = beside.listener.getsockname()[:2]
        print(f"  http://{f'[{host}]' if ':' in host else host}:{port}/status")
    print(flush=True)


def detect(options, settings):
    from carriers.detect import detect_lines

    detect_lines(sys.stdin.buffer, sys.stdout)


def convert(options, settings):
    from carriers.text import convert, MalformedText

    try:
        sys.stdout.buffer.write(convert(sys.stdin.buffer.read(), options.source, options.target))
    except MalformedText as error:
        raise WrongCall(f"standard input is not text of {options.source}: {error}") from error


def sample(options, settings):
    from models import samples

    open_database(settings)
    samples.make()
    if options.json:
        print(json.dumps(samples.logins(), ensure_ascii=False, indent=1))
        return
    for login in samples.logins():
        print(login["member_id"], login["user_id"], login["password"], login["name"], ",".join(login["roles"]), sep="\t")


def import_users(options, settings):
    from models.base import Invalid
    from models.checking import counted
    from models.importing import import_users

    if settings.users_config:
        raise WrongCall("the people are the main service's (USERS_CONFIG): register them there")
    open_database(settings)
    try:
        data = sys.stdin.buffer.read() if options.file == "-" else pathlib.Path(options.file).read_bytes()
        print(counted(import_users(options.member, data, options.company), "user"), "registered")
    except OSError as error:
        raise WrongCall(f"can't read {options.file}: {error.strerror}") from None
    except Invalid as error:
        report = "".join(f"\n  line {line}: {text}" if line else f" {text}" for line, text in sorted(error.problems.items()))
        raise WrongCall(f"nothing was registered:{report}") from None


def qa(options, settings):
    """The QA bench; a report in --out. Returns 1 on errors and warnings."""
    import time

    from views.qa import bench

    if not (options.out or options.url):
        raise WrongCall("name the folder for the report with --out, or an address with --url")
    if bool(options.url) != bool(options.phone):
        raise WrongCall("--url and --as belong together: the address, and the phone that asks for it")
    if not 1 <= options.jobs <= 64:
        raise WrongCall("--jobs takes a number from 1 to 64")
    started = time.monotonic()
    try:
        if options.out:
            bench.check_place(options.out)
        baseline = bench.earlier(options.baseline) if options.baseline else None
        if options.url:
            found = bench.look_at(options.url, options.phone)
        else:
            found = _looked_at(bench, options)
        found = bench.judge(found)
        print("\n".join(bench.told(found)))
        if options.out or options.json or options.junit:
            print("\n".join(bench.write(found, options.out, time.monotonic() - started, options.jobs, baseline, options.json, options.junit)))
    except bench.Nothing as error:
        raise WrongCall(error) from None
    except OSError as error:
        raise WrongCall(f"can't write {error.filename} ({error.strerror}): choose another place") from None
    return 0 if found.is_clean else 1


def _looked_at(bench, options):
    """Every chosen screen on every chosen phone, on a database of the run's own."""
    from views import app

    phones, screens = bench.choose_phones(options.phones), bench.choose_screens(options.screens)
    application = app.build(Settings())  # without the access log
    return bench.look(application, phones, screens, options.jobs, bench.Progress(len(phones)))


def check_users(options, settings):
    from models import checking

    if not settings.users_config:
        raise WrongCall("set USERS_CONFIG to the TOML file that maps the main service's table")
    open_database(settings)
    lines, fits = _asked_of_users(checking.report)
    print("\n".join(lines))
    return 0 if fits else 1


def _asked_of_users(ask):
    """What ask tells of the main service's table. Raises WrongCall where its database can't be used."""
    from models import base, directory

    try:
        return ask(directory.in_use())
    except base.ConfigError as error:
        raise WrongCall(error) from None
    except base.DATABASE_ERRORS as error:
        reason = " ".join(str(error).split())
        raise WrongCall(f"the main service's table can't be read ({type(error).__name__}: {reason}): check database in USERS_CONFIG") from None


def membership(options, settings):
    from models import membership
    from models.base import Invalid, NotFound

    if (options.since is None) == (options.joined is None):
        raise WrongCall("give --joined DAY to enter a membership, or --from MONTH for what changes from a month on")
    if options.since and (options.billed_from or options.free_until):
        raise WrongCall("--billed-from and --free-until go with --joined, not with --from")
    open_database(settings)
    terms = options.plan, options.pay, options.users
    try:
        if options.since:
            membership.change(options.member, options.since, *terms)
        else:
            membership.enter(options.member, *terms, options.joined, options.billed_from, options.free_until)
    except NotFound:
        raise WrongCall(f"there is no member {options.member}: check the 会員ID") from None
    except Invalid as error:
        raise WrongCall(" ".join(error.problems.values())) from None
    print("\n".join(membership.told(options.member)))


def withdraw(options, settings):
    from models import clock, membership, withdrawal
    from models.base import Invalid, NotFound

    open_database(settings)
    try:
        free_until = options.free_until or membership.free_until(options.member)
        last = withdrawal.enter(options.member, options.arrived, clock.now().date(), free_until, options.correct)
        print("the membership ends with", last)
    except NotFound:
        raise WrongCall(f"there is no member {options.member}: check the 会員ID") from None
    except Invalid as error:
        raise WrongCall(" ".join(error.problems.values())) from None


def nightly(options, settings):
    from models import nightly
    from models.base import ConfigError
    from models.mail import Mailer

    try:
        mailer = Mailer(settings.smtp_url, settings.mail_from) if settings.smtp_url else None
    except ConfigError as error:
        raise WrongCall(error) from None
    open_database(settings)
    return 0 if nightly.run(mailer, lambda line: print(line, flush=True)) else 1


def backup(options, settings):
    from models import backup

    try:
        print(f"{options.file}: {backup.write(settings.database_url, options.file):,} bytes, checked")
    except backup.Failed as error:
        raise WrongCall(error) from None


def restore(options, settings):
    from models import backup

    try:
        kept = backup.restore(settings.database_url, options.file)
    except backup.Failed as error:
        raise WrongCall(error) from None
    open_database(settings)  # a copy of an older version is brought up to date at once
    print("restored, checked;", f"what was there before is in {kept}" if kept else "there was nothing before")


def field(options, settings):
    from models import field

    if options.user_agent is None and (options.name or options.dialect):
        raise WrongCall("--name and --dialect go with --row")
    open_database(settings)
    rows = field.seen()
    if options.user_agent is not None:
        return _add_phone(options, rows)
    if options.json:
        print(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(row.times, row.detected, row.chosen or "unknown", row.user_agent or "(others)", sep="\t")


def _add_phone(options, rows):
    """Makes a user-agent a row of phones.toml. Its dialect is what most people chose; where nobody did, --dialect says it."""
    from carriers import phones
    from carriers.detect import facts
    from carriers.serials import without_serials
    from models.checking import counted

    agent = without_serials(options.user_agent)
    chosen = [row for row in rows if row.chosen and row.user_agent == agent]
    dialect = options.dialect or (chosen[0].chosen if chosen else None)
    if not agent or not dialect:
        raise WrongCall("nobody chose a version for this user-agent: say with --dialect which it should have")
    times = sum(row.times for row in chosen if row.chosen == dialect)
    source = f"from the field, {datetime.date.today():%Y-%m}" + (f", chosen {counted(times, 'time')}" if times else "")
    try:
        print(phones.add(options.name or agent[:80], agent, dialect, source))
    except phones.Refused as error:
        raise WrongCall(error) from None
    found = facts({"User-Agent": agent})["dialect"]
    print("# it is recognised" if found == dialect else f"# it is taken for {found}: a rule is missing (pytest tests/carriers/test_phones.py)")


def maintenance(options, settings):
    from models import clock, maintenance
    from models.base import Invalid

    open_database(settings)
    now = clock.now()
    if (options.start or options.note) and not options.until:
        raise WrongCall("say with --until when it ends")
    if options.lift and not maintenance.lift(now):
        print("the service was open")
    elif options.cancel and not maintenance.cancel(options.cancel, now):
        raise WrongCall(f"nothing is planned to begin at {options.cancel:%Y-%m-%dT%H:%M}: see mobile_app.py maintenance")
    elif options.until:
        try:
            maintenance.plan(options.start or now, options.until, options.note)
        except Invalid as error:
            raise WrongCall(" ".join(error.problems.values())) from None
    windows = maintenance.windows(now)
    if not windows:
        print("no maintenance is planned")
    for window in windows:
        print(f"closed from {window.start:%Y-%m-%d %H:%M} until {window.end:%Y-%m-%d %H:%M}", window.note)


def _moment(text):
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it as 2026-11-30T22:00, in Japan time") from None
    if moment.tzinfo:
        raise argparse.ArgumentTypeError(f"{text!r} has a time zone: write it in Japan time, without one")
    return moment


def _place(text):
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no place; write it as 9180 or 10.0.0.5:9180")
    return host.strip("[]") or "127.0.0.1", int(port)


def _month(text):
    return _day(f"{text}-01") if re.fullmatch(r"\d{4}-\d{2}", text) else _day(text)


def _day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-11-30") from None


def grant(options, settings):
    from models import granting
    from models.base import Invalid, NotFound

    open_database(settings)
    try:
        granting.grant(options.member, options.user, options.right)
    except NotFound:
        raise WrongCall(f"there is no user {options.user} of a member {options.member}: check both ids") from None
    except Invalid:
        raise WrongCall("the main service says who is site-admin (USERS_CONFIG): change it there") from None
    print(f"{options.user} of {options.member} is {options.right} from the next login on")


def migrate(options, settings):
    open_database(settings)
    print("the schema is up to date")


DIALECTS = [
    "mova", "imode1", "imode2", "ez1", "ez", "sb2g", "sbw", "sb3g", "willcom", "emobile", "garaho", "kaios", "old-smart", "modern"]
PHONES = ["docomo", "au", "softbank", "softbank-sjis", "jphone", "willcom", "emobile", "utf-8"]


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and exits with 2. Options are written out: an abbreviation could mean another one day."""

    def __init__(self, **options):
        super().__init__(allow_abbrev=False, **options)

    def error(self, message):
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser():
    top = Parser(prog="mobile_app.py", description="The groupware's mobile front.")
    commands = top.add_subparsers(dest="command", parser_class=Parser, metavar="COMMAND")

    def command(name, run, about):
        added = commands.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        return added

    serving = command("serve", serve, "serve the site (the default command)")
    serving.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=int, default=8080, help="the port to listen on (8080)")
    serving.add_argument("--workers", type=int, default=1, help="processes that share the port (1)")
    serving.add_argument("--status", type=_place, metavar="[HOST:]PORT", help="where operators see /status and /metrics; without a host on 127.0.0.1 alone")
    serving.epilog = "Settings are environment variables (README.md); BENCH=on also serves the QA bench at /bench, for システム管理者."
    command("detect", detect, "tell what phones user-agents or JSON headers on standard input are, a JSON object a line")
    converting = command("convert", convert, "rewrite one phone's bytes on standard input as another phone's")
    converting.add_argument("--from", dest="source", choices=PHONES, required=True)
    converting.add_argument("--to", dest="target", choices=PHONES, required=True)
    command("sample", sample, "make the sample companies where they are missing, and list their logins").add_argument(
        "--json", action="store_true", help="list them as JSON")
    importing = command("import-users", import_users, "register the users of a CSV file: all of them, or none and a report")
    importing.add_argument("member", help="the 会員ID")
    importing.add_argument("file", help="UTF-8 or Shift_JIS; its first line names the columns; - for standard input")
    importing.add_argument("--company", default="", help="the company's name, when the member is new")
    withdrawing = command("withdraw", withdraw, "note that a member's 退会届 has arrived, and tell when the membership ends")
    withdrawing.add_argument("member", help="the 会員ID")
    withdrawing.add_argument("--arrived", type=_day, required=True, help="the day it arrived, as 2026-11-30")
    withdrawing.add_argument("--free-until", type=_day, help="the last day of the free period, if it has not passed")
    withdrawing.add_argument("--correct", action="store_true", help="replace the day that was noted before, while the membership has not ended")
    joining = command("membership", membership, "note what a member pays: from its admission on, or what changes from a month on")
    joining.add_argument("member", help="the 会員ID")
    joining.add_argument("--plan", choices=["standard", "light"], required=True)
    joining.add_argument("--pay", choices=["monthly", "yearly"], required=True)
    joining.add_argument("--users", type=int, required=True, help="how many users were applied for")
    joining.add_argument("--joined", type=_day, help="the day of admission, as 2026-11-30; replaces all that was noted before")
    joining.add_argument("--billed-from", type=_month, help="the first billed month, as 2027-02; by the service's rule the fourth")
    joining.add_argument("--free-until", type=_day, help="the last day of the free period; by the service's rule that of the second month")
    joining.add_argument("--from", dest="since", type=_month, help="the month from which this holds; what was billed before stays")
    command("nightly", nightly, "what is done every night: usage, notices, search, retention, withdrawals; safe to run twice and on several machines")
    command("backup", backup, "write a checked copy of the SQLite database to a file, while it is in use").add_argument("file")
    command("restore", restore, "put such a copy in place of the SQLite database, also while it is in use; what was there is kept beside").add_argument("file")
    coming = command("field", field, "list the versions that people chose, and user-agents that aren't known; make one a row of phones.toml")
    coming.add_argument("--json", action="store_true", help="list them as JSON")
    coming.add_argument("--row", metavar="USER_AGENT", dest="user_agent", help="add this user-agent to carriers/data/phones.toml")
    coming.add_argument("--name", help="what the row is called; the user-agent itself where it isn't given")
    coming.add_argument("--dialect", choices=DIALECTS, help="the dialect it should have, instead of what people chose")
    closing = command("maintenance", maintenance, "close the service for a while, now or later, and list when it is closed (Japan time)")
    closing.add_argument("--from", dest="start", type=_moment, help="when it begins, as 2026-11-28T22:00; at once where it isn't given")
    what = closing.add_mutually_exclusive_group()
    what.add_argument("--until", type=_moment, help="when it ends; without it nothing is planned")
    closing.add_argument("--note", default="", help="what users read beside the times, at most 100 characters")
    what.add_argument("--lift", action="store_true", help="open the service again now; what is planned for later stays")
    what.add_argument("--cancel", type=_moment, metavar="WHEN", help="cancel what is planned to begin then")
    bench = command("qa", qa, "look at every screen on every phone, and report what is wrong; exit 1 on errors and warnings")
    bench.add_argument("--out", metavar="DIR", help="the folder for the report, a site that opens from disk")
    bench.add_argument("--phones", metavar="PATTERN", help="only phones whose name, model or dialect fits: words, or patterns with *, with commas between")
    bench.add_argument("--screens", metavar="PATTERN", help="only screens whose path or function fits")
    bench.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (as many as processors)")
    bench.add_argument("--junit", metavar="FILE", help="also write the results as JUnit's XML")
    bench.add_argument("--json", metavar="FILE", help="also write the results as JSON; DIR/qa.json always has them")
    bench.add_argument("--baseline", metavar="DIR", help="the folder of an earlier run, to compare with")
    bench.add_argument("--url", help="look at this address instead, over http or https")
    bench.add_argument("--as", dest="phone", metavar="PHONE", help="the phone that asks for --url")
    command("check-users", check_users, "tell, before going live, what fits of the main service's person table and what doesn't")
    granting = command("grant", grant, "give a user the right that nobody of the company has yet, or can give")
    granting.add_argument("member", help="the 会員ID")
    granting.add_argument("user", help="the ユーザーID")
    granting.add_argument("right", choices=["site-admin", "system-admin"], help="権限区分「管理者」, or ユーザーレベル「システム管理者」")
    command("migrate", migrate, "bring the database's schema up to date")
    return top


def _own_name(options, settings):
    """host:port in redirects of phones that send no Host; an address that stands for all is nobody's name."""
    host = options.host
    if host in ("", "0.0.0.0", "::"):
        host = min(settings.allowed_hosts - Settings.allowed_hosts, default="localhost")
    return f"[{host}]:{options.port}" if ":" in host else f"{host}:{options.port}"


def main(arguments):
    options = parser().parse_args(arguments or ["serve"])
    try:
        if not getattr(options, "run", None):
            raise WrongCall("name a command (see mobile_app.py --help)")
        settings = settings_from(os.environ)
        if hasattr(options, "host"):
            settings = replace(settings, name=_own_name(options, settings))
        return options.run(options, settings) or 0
    except WrongCall as error:
        print(f"mobile_app.py: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
