"""docs/backup.md, MariaDB: a copy taken while the groupware writes, and what was written since, up to a point in time."""

import shutil
from urllib.parse import urlsplit

import pytest

from models import base
from tests.engines import Server, folder
from tests.engines.serving import next_second, note, notes, serving


@pytest.fixture
def server():
    """A server whose binary log lies outside its data directory."""
    with folder("mariadb") as path:
        server = Server("mariadb", path)
        server.prepare()
        server.run("mkdir", "log-bin")
        server.logging = [f"--log-bin={path}/log-bin/log", "--binlog-format=ROW", "--server-id=1", "--gtid-domain-id=1"]
        server.start(*server.logging)
        base.connect(server.url)
        base.migrate()
        yield server
        base.disconnect()
        server.kill()


def restore(server, until):
    """What docs/backup.md says: the copy becomes the data directory, and the binary log from the copy's own place on is replayed up to a time."""
    server.run(server.program("mariadb-backup"), "--prepare", "--target-dir=copy")
    logs = sorted(path.name for path in (server.folder / "log-bin").glob("log.0*"))
    first, position = (server.folder / "copy" / "xtrabackup_binlog_info").read_text("utf-8").split()[:2]
    shutil.rmtree(server.data)
    server.run("mv", "copy", "data")
    server.start(*server.logging)  # it goes on in a new file of the log
    said = server.run(
        server.program("mariadb-binlog"), f"--start-position={position}", f"--stop-datetime={until:%Y-%m-%d %H:%M:%S}",
        *(f"log-bin/{name}" for name in logs[logs.index(first):]))
    server.run(server.program("mariadb"), "--no-defaults", "--socket=socket", "--user=root", input=said)
    base.connect(server.url)


def test_a_point_in_time_between_the_copy_and_the_mistake(server):
    port = urlsplit(server.url).port
    note("before the copy")
    with serving() as acknowledged:
        server.run(
            server.program("mariadb-backup"), "--no-defaults", "--backup", "--target-dir=copy", "--host=127.0.0.1", f"--port={port}", "--user=root",
            f"--datadir={server.data}")
        copied = len(acknowledged)
    note("after the copy")
    point = next_second()
    base.DoneKey.delete().execute()
    note("after the mistake")
    base.disconnect()
    server.kill()
    restore(server, point)
    assert notes() == {"before the copy", "after the copy", *acknowledged} and copied > 0
    assert base.is_ready()
    note("and on")
    assert "and on" in notes()
