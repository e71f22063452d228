"""Throw-away servers of the engines that a deployment may use: PostgreSQL and MariaDB, as Debian has them.

Each has a data directory of its own in a temporary one, listens on a free port of 127.0.0.1, and loses everything when it ends: nothing
waits for the disk. A root user starts them as the user that their packages made, as they refuse to run as root.

    with started("mariadb") as url: ...
"""

import contextlib
import glob
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

_PATIENCE = 60  # seconds that a start or an end may take
_SBIN = os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin"  # where Debian has mariadbd


class Missing(Exception):
    """An engine that isn't installed; its text says what to do."""


class _Engine:
    """What differs between engines. folder: the temporary directory, whose "data" is the server's."""

    def __init__(self, folder, port):
        self.folder, self.port = folder, port
        self.data = folder / "data"


class _PostgreSQL(_Engine):
    owner, package, last_signal = "postgres", "postgresql", signal.SIGQUIT  # at once: what it holds is thrown away

    def preparation(self):
        return [self.program("initdb"), "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"]

    def server(self):
        options = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "jit": "off", "unix_socket_directories": self.folder}
        settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        return [self.program("postgres"), "-D", self.data, "-h", "127.0.0.1", "-p", str(self.port), *settings]

    def url(self):
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def connect(self):
        import psycopg

        psycopg.connect(self.url(), connect_timeout=5).close()

    def program(self, name):
        """The path of one of its programs. Raises Missing."""
        versions = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: int(path.split("/")[4].split(".")[0]))
        return _found((versions or [None])[-1] or shutil.which(name), name, self.package)


class _MariaDB(_Engine):
    owner, package, last_signal = "mysql", "mariadb-server", signal.SIGKILL  # the same; SIGTERM would write everything down first

    def preparation(self):
        return [
            self.program("mariadb-install-db"), "--no-defaults", f"--datadir={self.data}", "--auth-root-authentication-method=normal",
            "--skip-test-db", "--skip-name-resolve",
        ]

    def server(self):
        return [
            self.program("mariadbd"), "--no-defaults", f"--datadir={self.data}", f"--port={self.port}", "--bind-address=127.0.0.1",
            f"--socket={self.folder}/socket", f"--pid-file={self.folder}/pid", f"--tmpdir={self.folder}", "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--innodb-buffer-pool-size=256M",
        ]

    def url(self):
        # Without TLS: PyMySQL reads all certificates of the system for each connection, 30 ms.
        return f"mariadb://root@127.0.0.1:{self.port}/groupware?ssl_disabled=1"

    def connect(self):
        import pymysql

        with pymysql.connect(host="127.0.0.1", port=self.port, user="root", ssl_disabled=True, connect_timeout=5) as connection:
            connection.cursor().execute("CREATE DATABASE IF NOT EXISTS groupware")

    def program(self, name):
        """The path of one of its programs. Raises Missing."""
        return find(name, self.package)


ENGINES = {"postgresql": _PostgreSQL, "mariadb": _MariaDB}


def _found(path, name, package):
    if not path:
        raise Missing(f"{name} is not installed: apt-get install {package}")
    return path


def find(name, package):
    """The path of a program that a package of Debian brings. Raises Missing."""
    return _found(shutil.which(name, path=_SBIN), name, package)


class Server:
    """A server whose life is up to who made it: prepared, started, killed, started again on what was put into its folder's "data".

    folder: a directory of its own, which the server's user must be able to reach. Raises Missing.
    """

    def __init__(self, name, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._engine = ENGINES[name](folder, free.getsockname()[1])
        self.url, self.folder, self.data = self._engine.url(), folder, self._engine.data
        self._as_owner = run_as(self._engine)
        self._process = None

    def prepare(self):
        """Makes an empty data directory."""
        self.run(*self._engine.preparation())

    def program(self, name):
        return self._engine.program(name)

    def run(self, *arguments, **options):
        """Runs a program to its end as the server's user; what it said, as bytes. Raises RuntimeError when it fails."""
        made = subprocess.run(arguments, cwd=self.folder, capture_output=True, timeout=_PATIENCE, check=False, **self._as_owner, **options)
        if made.returncode:
            raise RuntimeError(f"{arguments[0]}: {made.stdout.decode(errors='replace')} {made.stderr.decode(errors='replace')}")
        return made.stdout

    def start(self, *options):
        """Starts it with options of its own beside the usual ones, and waits until it answers."""
        with open(self.folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                [*self._engine.server(), *options], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._as_owner)
        self._wait()

    @property
    def process_id(self):
        return self._process.pid

    def kill(self):
        """Ends it at once; harmless when it has ended."""
        if self._process:
            self._process.send_signal(self._engine.last_signal)
            self._process.wait(_PATIENCE)

    def _wait(self):
        """Its log is the error where it doesn't answer."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._engine.connect()
            except Exception as error:  # each driver has its own
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text("utf-8", "replace")) from error
            time.sleep(0.05)


@contextlib.contextmanager
def folder(name):
    """A directory for a server of this engine, and for nobody else; gone when the with block ends."""
    path = pathlib.Path(tempfile.mkdtemp(prefix=f"{name}-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def started(name):
    """Starts an engine; the URL of an empty database on it. It is gone when the with block ends. Raises Missing."""
    with folder(name) as its_folder:
        server = Server(name, its_folder)
        server.prepare()
        try:
            server.start()
            yield server.url
        finally:
            server.kill()


def run_as(engine):
    """What makes a process one of the engine's own user, where we may choose."""
    engine.preparation()  # whoever has the programs has the user
    if os.getuid():
        return {}
    user = pwd.getpwnam(engine.owner)
    os.chown(engine.folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def prepare(engine, owner):
    """Makes an engine's data directory; owner: what run_as returned. Raises RuntimeError when it fails."""
    made = subprocess.run(engine.preparation(), cwd=engine.folder, capture_output=True, timeout=_PATIENCE, check=False, **owner)
    if made.returncode:
        raise RuntimeError(f"{engine.package}: {made.stdout.decode(errors='replace')} {made.stderr.decode(errors='replace')}")
