"""What /readyz says of a database that is part of a cluster: a node of Galera, a standby of PostgreSQL."""

import pytest

from models import base, migrations
from tests import engines
from tests.clients.server import wait_for
from tests.engines.conftest import URL
from tests.phone import Phone

IS_GALERA = URL.startswith("mariadb")
_GALERA = "/usr/lib/galera/libgalera_smm.so"


@pytest.fixture(scope="module")
def server():
    """A server that is one node of a cluster."""
    name = URL.partition(":")[0]
    with engines.folder(name) as folder:
        made = engines.Server(name, folder)
        made.prepare()
        try:
            made.start(*_options())
            base.connect(made.url)
            base.migrate()
            base.disconnect()
            yield made
        finally:
            made.kill()


def _options():
    if not IS_GALERA:
        return []
    with engines.socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return [
        "--wsrep-on=ON", f"--wsrep-provider={_GALERA}", "--wsrep-cluster-address=gcomm://", "--wsrep-new-cluster", "--binlog-format=ROW",
        "--innodb-autoinc-lock-mode=2", "--wsrep-node-address=127.0.0.1",
        f"--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:{port};ist.recv_addr=127.0.0.1:{port + 1};gcache.size=8M"]


@pytest.fixture
def ready(server, application):
    """ready() -> (status, its lines), of the application on the server."""
    base.connect(server.url)

    def ready():
        answer = Phone(application, {}).get("/readyz")
        return answer.status, answer.body.decode().splitlines()

    yield ready
    base.disconnect()


DONE = f"migrations: all {len(migrations.numbers())} done"

if IS_GALERA:

    def test_a_synced_node_is_ready(ready):
        assert ready() == (200, ["ok", "database: ok", "cluster: Primary Synced", DONE])

    def test_a_node_that_falls_behind_is_not_until_it_has_caught_up(ready):
        base.database.execute_sql("SET GLOBAL wsrep_desync = ON")
        assert ready() == (503, ["not ready", "database: ok", "cluster: Primary Donor/Desynced", "migrations: not asked"])
        base.database.execute_sql("SET GLOBAL wsrep_desync = OFF")  # it first looks whether it has missed anything
        assert wait_for(lambda: ready()[0] == 200, "the node to catch up")

    def test_a_node_that_has_lost_its_cluster_is_not_ready(ready):
        """It refuses every statement but SHOW and SET."""
        base.database.execute_sql("SET GLOBAL wsrep_cluster_address = ''")
        status, lines = ready()
        assert status == 503 and lines[1] == "database: ok" and "Primary Synced" not in lines[2] and lines[3] == "migrations: not asked"

else:

    def test_a_standby_is_not_ready(ready, server):
        assert ready() == (200, ["ok", "database: ok", "cluster: none, or the primary", DONE])
        server.kill()
        (server.data / "standby.signal").touch()
        server.start()
        assert ready() == (503, ["not ready", "database: ok", "cluster: standby, read only", "migrations: not asked"])
