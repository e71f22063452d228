"""The whole application on a main service's table that lies on a real server, and the server itself; some files here are for one engine."""

import os
import re

import pytest

from tests.conftest import headers_of
from tests.phone import Phone

URL = os.environ.get("TEST_DATABASE_URL", "")
_NEEDS = {
    "test_django.py": "postgresql://", "test_php.py": "mariadb://", "test_restore_postgresql.py": "postgresql://", "test_restore_mariadb.py": "mariadb://",
}
collect_ignore = [name for name, scheme in _NEEDS.items() if not URL.startswith(scheme)]
if not URL:
    collect_ignore += ["test_connecting.py", "test_readiness.py"]


class Here(Phone):
    """A phone of somebody of ACME1."""

    def enter(self, user_id, password, member_id="ACME1"):
        """Tries to log in; whether that lets somebody in. The page is kept as .top."""
        self.top = self.log_in(member_id, user_id, password)
        return self.top.status == 200 and self.top.says("予定(")

    def open(self, path):
        """A page of the session, which lives in the links where there are no cookies."""
        found = re.search(r"[?&]s=([\w-]{22})", self.top.link("予定("))
        return self.get(path + (f"?s={found[1]}" if found else ""))

    def is_in(self):
        return self.open("/").says("予定(")

    def change_password(self, old, new):
        """The page that follows. The session gets a new id with it."""
        answer = self.submit(self.open("/password"), {"old": old, "new": new, "again": new})
        self.top = self.get(answer.link("トップ"))
        return answer


@pytest.fixture(scope="module")
def connect(tmp_path_factory):
    """Opens the groupware as its command line does: connect(toml, database_url="") -> a function that makes phones on it."""
    import mobile_app
    from models import base, directory

    made = []

    def connect(toml, database_url=""):
        folder = tmp_path_factory.mktemp("groupware")
        file = folder / "users.toml"
        file.write_text(toml, "utf-8")
        settings = mobile_app.Settings(
            database_url=database_url or f"sqlite:///{folder}/groupware.db?synchronous=off", users_config=str(file), name="localhost:8080")
        directory.disconnect()
        mobile_app.open_database(settings)
        made[:] = made or [mobile_app.create_app(settings)]  # it asks whatever database is open
        return lambda dialect="modern": Here(made[0], headers_of(dialect))

    yield connect
    directory.disconnect()
    directory.use(None)
    base.disconnect()


@pytest.fixture
def check_users(tmp_path):
    """Runs the command check-users on a mapping: (exit code, what it says, what it complains of)."""
    from tests.clients.server import command

    def check_users(toml):
        file = tmp_path / "users.toml"
        file.write_text(toml, "utf-8")
        ran = command(tmp_path, "check-users", USERS_CONFIG=str(file))
        return ran.returncode, ran.stdout.decode(), ran.stderr.decode()

    return check_users
