"""The files of docs/deploy: programs take them, and both listeners of nginx let in whom they should and nobody else."""

import http.client
import http.server
import re
import shutil
import ssl
import subprocess
import threading

import pytest

from tests.cluster.processes import ROOT, Process, free_port, wait_for
from tests.engines import find
from views import FEATURES

_DEPLOY = ROOT / "docs/deploy"
# What only those who administer something, or change who they are, have to do with.
_ADMINISTRATION = ["admin", "members", "audit", "bills", "disk", "retention", "calendar"]
_EVERYDAY = ["/", "/login", "/day/20261125", "/event/new", "/queue", "/memos", "/reservations", "/timecard", "/safety", "/search", "/infos", "/preferences"]


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=False, **options)


def test_haproxy_takes_its_file():
    checked = run(find("haproxy", "haproxy"), "-c", "-f", _DEPLOY / "haproxy.cfg")
    assert checked.returncode == 0 and "Configuration file is valid" in checked.stdout + checked.stderr, checked.stderr


@pytest.mark.parametrize("unit", ["groupware@.service", "groupware-nightly.service", "groupware-nightly.timer"])
def test_systemd_takes_the_units(unit, tmp_path):
    """With programs that are here: it looks whether they are."""
    for file in _DEPLOY.glob("groupware*"):
        text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", file.read_text("utf-8")).replace("User=groupware\n", "")
        (tmp_path / file.name).write_text(text, "utf-8")
    checked = run(find("systemd-analyze", "systemd"), "verify", tmp_path / unit.replace("@.", "@8080."))
    assert (checked.returncode, [line for line in checked.stderr.splitlines() if "groupware" in line]) == (0, []), checked.stderr


class Behind(http.server.BaseHTTPRequestHandler):
    """Where HAProxy would be: tells what it was asked, and redirects as the app does."""

    def do_GET(self):
        scheme = self.headers["X-Forwarded-Proto"]
        self.send_response(302)
        self.send_header("Location", f"{scheme}://{self.headers['Host']}{self.path}")
        self.send_header("X-Asked", f"{scheme} {self.headers['X-Forwarded-For']} {self.path}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Nothing."""


class Site:
    """nginx with docs/deploy/nginx.conf. today, old: the ports of its two listeners."""

    def __init__(self, folder, behind):
        self.today, self.old, self._folder = free_port(), free_port(), folder
        text = (_DEPLOY / "nginx.conf").read_text("utf-8")
        for there, here in (
            ("user www-data;\n", "daemon off;\n"), ("/run/nginx.pid", f"{folder}/pid"), ("/var/log/nginx/error.log", "stderr"),
            ("127.0.0.1:8000", f"127.0.0.1:{behind}"), ("listen 80 ", f"listen 127.0.0.1:{free_port()} "),
            ("listen 443 ", f"listen 127.0.0.1:{self.today} "), ("listen 10.0.0.9:443 ", f"listen 127.0.0.1:{self.old} "),
            ("/etc/ssl/groupware", str(folder)),
            ("http {\n", "http {\n" + "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))),
        ):
            assert text.count(there) == (2 if there.startswith("/etc") else 1) or there.startswith("/etc"), there
            text = text.replace(there, here)
        self.file = folder / "nginx.conf"
        self.file.write_text(text, "utf-8")

    def ask(self, port, path, version=None, host="old.example.co.jp"):
        """A GET over TLS, of one version where it is given and as old handsets do, without a name."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        if version:
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version = context.maximum_version = version
        connection = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": host})
            answer = connection.getresponse()
            answer.body = answer.read()
            answer.tls = connection.sock.version() if connection.sock else ""
            return answer
        finally:
            connection.close()

    def certificate(self, port):
        """What the listener shows whoever sends no name."""
        return ssl.get_server_certificate(("127.0.0.1", port))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    for name in ("m", "old"):
        made = run(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}.example.co.jp",
            "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.pem")
        assert made.returncode == 0, made.stderr
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Behind) as behind:
        threading.Thread(target=behind.serve_forever, args=(0.05,), daemon=True).start()
        site = Site(folder, behind.server_port)
        nginx = find("nginx", "nginx-light")
        checked = run(nginx, "-t", "-c", site.file)
        assert checked.returncode == 0, checked.stderr
        with Process("nginx", [nginx, "-c", site.file], folder) as process:
            wait_for(lambda: process.is_alive and _listens(site), lambda: process.said)
            yield site
            process.stop()
        behind.shutdown()
    shutil.rmtree(folder)


def _listens(site):
    try:
        return site.certificate(site.old)
    except OSError:
        return None


OLD_VERSIONS = [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_an_old_handset_gets_in_at_its_own_listener_and_not_at_todays(site, version):
    assert site.ask(site.old, "/day/20261125", version).status == 302
    with pytest.raises((ssl.SSLError, ConnectionError)):
        site.ask(site.today, "/day/20261125", version)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_todays_listener_takes_what_is_safe(site, version):
    answer = site.ask(site.today, "/users", version, "m.example.co.jp")
    assert answer.status == 302 and answer.getheader("X-Asked") == "https 127.0.0.1 /users"
    assert answer.getheader("Strict-Transport-Security")


def test_a_cipher_without_forward_secrecy_is_for_old_handsets_alone(site):
    def speak(port):
        return run("openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0", input="").returncode

    assert speak(site.old) == 0 and speak(site.today) != 0


def test_each_listener_has_a_certificate_of_its_own_also_without_a_name(site):
    assert site.certificate(site.old) != site.certificate(site.today)


def test_what_comes_over_the_old_listener_counts_as_plain_http_and_stays_on_it(site):
    answer = site.ask(site.old, "/queue?s=abc")
    assert answer.getheader("X-Asked") == "http 127.0.0.1 /queue?s=abc"
    assert answer.getheader("Location") == "https://old.example.co.jp/queue?s=abc"


def administration():
    """The paths of all that administers, with some id where they want one."""
    rows = [route for feature in FEATURES if feature.__name__.split(".")[1] in _ADMINISTRATION for route in feature.ROUTES]
    paths = {re.sub(r"<[^<>]*(\(\?[^)]*\))?[^<>]*>", "1", path) for _, path, *_ in rows}
    paths = {path for path in paths if not path.startswith("/event/")}  # an event as a file
    return sorted(paths | {"/facilities/admin", "/infos/categories", "/workflow/forms", "/safety/new"})


@pytest.mark.parametrize("path", administration())
def test_nobody_administers_over_the_old_listener(site, path):
    answer = site.ask(site.old, path)
    assert answer.status == 403 and b"m.example.co.jp" in answer.body
    assert site.ask(site.today, path).status == 302


@pytest.mark.parametrize("path", ["//admin", "/%61dmin", "/x/../users", "/password?s=abc"])
def test_another_spelling_is_no_way_around(site, path):
    assert site.ask(site.old, path).status == 403


@pytest.mark.parametrize("path", _EVERYDAY)
def test_everyday_work_passes_at_the_old_listener(site, path):
    assert site.ask(site.old, path).status == 302
