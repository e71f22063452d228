"""docs/backup.md, PostgreSQL: a copy taken while the groupware writes, and what was written since, up to a point in time."""

import shutil
import time

import pytest

from models import base
from tests.engines import Server, folder
from tests.engines.serving import next_second, note, notes, serving


@pytest.fixture
def server():
    """A server whose write-ahead log is archived beside it."""
    with folder("postgresql") as path:
        server = Server("postgresql", path)
        server.prepare()
        server.run("mkdir", "archive")
        server.archiving = ["-c", "archive_mode=on", "-c", f"archive_command=test ! -f {path}/archive/%f && cp %p {path}/archive/%f"]
        server.start(*server.archiving)
        base.connect(server.url)
        base.migrate()
        yield server
        base.disconnect()
        server.kill()


def archive_all():
    """Ends the segment of the log that is being written, and waits until it lies in the archive."""
    (last,), = base.database.execute_sql("SELECT pg_walfile_name(pg_switch_wal())").fetchall()
    deadline = time.monotonic() + 30
    while (base.database.execute_sql("SELECT last_archived_wal FROM pg_stat_archiver").fetchall()[0][0] or "") < last:
        assert time.monotonic() < deadline, "nothing is archived"
        time.sleep(0.02)


def restore(server, until):
    """What docs/backup.md says: the copy becomes the data directory, and the log is replayed up to a time."""
    shutil.rmtree(server.data)
    server.run("mv", "copy", "data")
    server.run("touch", "data/recovery.signal")
    server.start(
        "-c", f"restore_command=cp {server.folder}/archive/%f %p", "-c", f"recovery_target_time={until.astimezone().isoformat()}",
        "-c", "recovery_target_action=promote")
    deadline = time.monotonic() + 30
    base.connect(server.url)
    while base.database.execute_sql("SELECT pg_is_in_recovery()").fetchall()[0][0]:
        assert time.monotonic() < deadline, "the log is still being replayed"
        time.sleep(0.02)


def test_a_point_in_time_between_the_copy_and_the_mistake(server):
    note("before the copy")
    with serving() as acknowledged:
        server.run(server.program("pg_basebackup"), "-d", server.url, "-D", "copy", "--checkpoint=fast")
        copied = len(acknowledged)
    note("after the copy")
    point = next_second()
    base.DoneKey.delete().execute()
    note("after the mistake")
    archive_all()
    base.disconnect()
    server.kill()
    restore(server, point)
    assert notes() == {"before the copy", "after the copy", *acknowledged} and copied > 0
    assert base.is_ready()
    note("and on")
    assert "and on" in notes()
