"""HAProxy with docs/deploy/haproxy.cfg, at other addresses."""

import csv
import io
import socket

from tests.cluster.processes import ROOT, Process, wait_for
from tests.engines import find

_CONFIG = ROOT / "docs/deploy/haproxy.cfg"
_NOT_HERE = ("log /dev/log", "user ", "group ", "log global", "option httplog")  # of a service that the system starts


class Balancer(Process):
    """HAProxy. ports: where phones come in, and where apps find the database; apps, databases: the ports behind it.

    cable: the port of a Cable, to which one post in `rarely` goes. all_write: whether every node is written to; resends: whether a
    request without an answer is sent again.
    """

    def __init__(self, name, folder, ports, apps, databases, cable, rarely, all_write=False, resends=True):
        self._socket = folder / f"{name}.socket"
        text = _local(_CONFIG.read_text("utf-8"), *ports, apps, databases)
        text = text.replace("global\n", f"global\n    stats socket {self._socket}\n", 1)
        if all_write:
            text = text.replace(" backup", "").replace(" on-marked-up shutdown-backup-sessions", "")
        if not resends:
            text = text.replace("retries 6", "retries 0").replace("retry-on conn-failure empty-response", "retry-on none")
        lost = f"    server cable 127.0.0.1:{cable} weight 0 no-check\n    use-server cable if METH_POST {{ rand({rarely}) -m int 0 }}\n"
        text = text.replace("\n# One node is written to", f"{lost}\n# One node is written to", 1)
        file = folder / f"{name}.cfg"
        file.write_text(text, "utf-8")
        super().__init__(name, [find("haproxy", "haproxy"), "-db", "-f", file], folder)

    def wait(self, count):
        """Waits until so many apps have answered its checks: before the first of them it takes every server for one that does."""
        wait_for(
            lambda: len([name for name, status in self.states("apps").items() if status == "UP" and name.startswith("app")]) >= count,
            lambda: f"{count} apps: {self.states('apps')} {self.said}")

    def states(self, backend):
        """{name of a server: UP, DOWN, or something between}; a server that was not checked yet is between."""
        return {row["svname"]: row["status"] if row["check_code"] or row["check_status"] == "L4OK" else "" for row in self._rows()
                if row["# pxname"] == backend}

    def resent(self):
        """(how often it tried again, how often with another server) for phones."""
        row = self._apps()
        return int(row["wretr"]), int(row["wredis"])

    def waiting(self):
        """How many requests have no answer yet."""
        return int(self._apps()["scur"])

    def _apps(self):
        return next(row for row in self._rows() if (row["# pxname"], row["svname"]) == ("apps", "BACKEND"))

    def _rows(self):
        try:
            with socket.socket(socket.AF_UNIX) as asked:
                asked.connect(str(self._socket))
                asked.sendall(b"show stat\n")
                return list(csv.DictReader(io.StringIO(b"".join(iter(lambda: asked.recv(65536), b"")).decode())))
        except OSError:
            return []


def _local(text, port, database, apps, databases):
    """The file with addresses of this machine, and only as many servers as there are."""
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{port}").replace("127.0.0.1:3307", f"127.0.0.1:{database}")
    lines = []
    for line in text.splitlines():
        word = line.strip()
        if word.startswith(_NOT_HERE):
            continue
        for kind, there, here in (("server app-", ":8080", apps), ("server db-", ":3306", databases)):
            if word.startswith(kind):
                number = "abc".index(word.removeprefix(kind)[0])
                line = line.replace(f"10.0.0.{11 + number}{there}", f"127.0.0.1:{here[number]}") if number < len(here) else ""
        lines.append(line)
    return "\n".join(lines) + "\n"
