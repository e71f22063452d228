"""A Galera cluster of three nodes, with docs/deploy/galera.cnf."""

import contextlib
import re
import subprocess

import pymysql

from tests.cluster.processes import PATIENCE, ROOT, Process, free_port, wait_for
from tests.engines import ENGINES, prepare, run_as

_CONFIG = ROOT / "docs/deploy/galera.cnf"


class Node(ENGINES["mariadb"]):
    """A node. port: that of SQL; group: the first of three for the cluster's own talk."""

    def __init__(self, folder, name):
        super().__init__(folder / name, free_port())
        self.name, self.group = name, free_port(3)
        self.folder.mkdir()
        self._owner = run_as(self)
        self._running = contextlib.ExitStack()
        self.process = None

    def make(self):
        prepare(self, self._owner)

    def copy_of(self, other):
        """Takes the data of a node that was stopped; that one is to be started first."""
        subprocess.run(["cp", "-a", other.data, self.data], check=True, timeout=PATIENCE)
        state = self.data / "grastate.dat"
        state.write_text(state.read_text().replace("safe_to_bootstrap: 1", "safe_to_bootstrap: 0"))

    def configure(self, nodes):
        """Writes the node's file: that of docs/deploy with addresses of its own, and nothing that waits for the disk."""
        own = {
            "bind_address": "127.0.0.1", "innodb_buffer_pool_size": "128M", "wsrep_node_address": "127.0.0.1", "wsrep_node_name": self.name,
            "wsrep_cluster_address": "gcomm://" + ",".join(f"127.0.0.1:{node.group}" for node in nodes),
        }
        lines = []
        for line in _CONFIG.read_text("utf-8").splitlines():
            key = line.partition("=")[0].strip()
            if key == "wsrep_provider_options":
                line = line.rstrip('"') + f';gmcast.listen_addr=tcp://127.0.0.1:{self.group};ist.recv_addr=127.0.0.1:{self.group + 1}"'
            lines.append(f"{key} = {own[key]}" if key in own else line)
        lines += [
            f"datadir = {self.data}", f"port = {self.port}", f"socket = {self.folder}/socket", f"pid_file = {self.folder}/pid",
            f"tmpdir = {self.folder}", f"wsrep_sst_receive_address = 127.0.0.1:{self.group + 2}", "innodb_flush_method = nosync",
            "innodb_log_file_size = 48M", f"server_id = {self.port}",
        ]
        (self.folder / "my.cnf").write_text("\n".join(lines) + "\n", "utf-8")

    def start(self, *options):
        self.process = self._running.enter_context(Process(self.name, self._command(*options), self.folder, self._owner))

    def come_back(self):
        """Starts it after a crash, from where its own log ends."""
        said = subprocess.run(self._command("--wsrep-recover"), capture_output=True, text=True, timeout=PATIENCE, check=True, **self._owner)
        position = re.search(r"Recovered position:\s*(\S+)", said.stdout + said.stderr)[1]
        self.start(f"--wsrep_start_position={position}")

    def _command(self, *options):
        return [self.program("mariadbd"), f"--defaults-file={self.folder}/my.cnf", *options]

    def is_synced(self):
        assert self.process.is_alive, self.process.said
        with contextlib.suppress(pymysql.Error), self.ask() as connection:
            cursor = connection.cursor()
            cursor.execute("SHOW STATUS LIKE 'wsrep_local_state_comment'")
            return cursor.fetchone()[1] == "Synced"

    def ask(self):
        return pymysql.connect(host="127.0.0.1", port=self.port, user="root", ssl_disabled=True, connect_timeout=5)

    def close(self):
        self._running.close()


class Cluster:
    """Three nodes, a, b and c."""

    def __init__(self, folder):
        self.nodes = [Node(folder, name) for name in ("db-a", "db-b", "db-c")]
        for node in self.nodes:
            node.configure(self.nodes)

    def start(self, fill):
        """Starts the nodes with the same data, which fill(url) makes on the first of them alone."""
        first, *others = self.nodes
        first.make()
        first.start("--wsrep-new-cluster")
        wait_for(first.is_synced, lambda: first.process.said)
        first.connect()
        with first.ask() as connection:
            connection.cursor().execute("CREATE USER haproxy@'127.0.0.1'")
        fill(first.url())
        first.process.stop()
        for node in others:
            node.copy_of(first)
        first.start("--wsrep-new-cluster")
        wait_for(first.is_synced, lambda: first.process.said)
        for node in others:
            node.start()
        self.wait()

    def wait(self):
        """Waits until all nodes are in the cluster."""
        for node in self.nodes:
            wait_for(node.is_synced, lambda node=node: node.process.said)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for node in self.nodes:
            node.close()
