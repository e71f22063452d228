"""What happens to which deployment, and what must come of it."""

import collections
import contextlib
import re
import time

from tests.cluster import checks
from tests.cluster.apps import App
from tests.cluster.balancer import Balancer
from tests.cluster.cable import Cable
from tests.cluster.galera import Cluster
from tests.cluster.phones import Far, fill
from tests.cluster.processes import free_port
from tests.cluster.traffic import Traffic

_SECONDS = 20


def galera(folder):
    """One node is written to; it is killed, and an app."""
    with Cluster(folder) as cluster:
        opened = []
        begun = time.monotonic()
        cluster.start(lambda url: opened.extend(fill(url)))
        print(f"cluster started in {time.monotonic() - begun:.0f} s", flush=True)
        return _galera(folder, cluster, opened, "one writer")


def _galera(folder, cluster, opened, title, all_write=False):
    urls, writer = [node.url() for node in cluster.nodes], cluster.nodes[0]
    with Deployment(folder, "w" if all_write else "o", [node.port for node in cluster.nodes], all_write) as site:
        run = Traffic(site.port, opened, site.name, _SECONDS).run([
            (5, writer.process.kill), (8, writer.come_back), (9, site.apps[0].close), (11, site.apps[0].start)])
        return _told(title, run, site, urls, opened)


class Deployment:
    """Three apps behind HAProxy, in front of databases on these ports."""

    def __init__(self, folder, name, databases, all_write):
        self.name, self._folder, self._databases, self._all_write = name, folder, databases, all_write
        self._open = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            ports = free_port(), free_port()
            url = f"mariadb://root@127.0.0.1:{ports[1]}/groupware?ssl_disabled=1&init_command=SET%20wsrep_sync_wait=1"
            self.apps = [App(f"{self.name}-app{number}", self._folder, url) for number in range(3)]
            self.cable = stack.enter_context(Cable(free_port(), self.apps[1].port))
            self.balancer = stack.enter_context(Balancer(
                f"{self.name}-haproxy", self._folder, ports, [app.port for app in self.apps], self._databases, self.cable.server_port,
                self._all_write))
            for app in self.apps:
                stack.enter_context(app)
            self.port = ports[0]
            self.balancer.wait(3)
            self._open = stack.pop_all()
        return self

    def __exit__(self, *details):
        return self._open.__exit__(*details)


def _told(title, run, site, urls, opened):
    """Prints what was found; the problems."""
    alive = [Far.of(site.port, one, lambda *_: None) for one in opened]
    resent = site.balancer.resent()
    found = checks.look(run, urls, site.name, alive)
    print(
        f"{title}: {run.offered} requests offered, {run.answers} answered at {run.rate:.0f}/s, longest {run.longest:.1f} s; "
        f"HAProxy resent {resent[0]} ({resent[1]} elsewhere), {site.cable.lost} answers to what was written lost on the way; "
        f"{len(run.written)} events, {len(run.booked)} tries for a room, {len(run.decided)} decisions, {len(run.entered)} logins; "
        f"failed {found.failed}, lost {found.lost}, doubled {found.doubled}, clashes {found.clashes}, dead sessions {found.dead}", flush=True)
    if not found.is_clean:
        kinds = collections.Counter(re.sub(r"\d+", "#", text) for text in found.details)
        print("\n".join(f"{count} x {text}" for text, count in kinds.most_common(12)), flush=True)
        print("\n".join(f"{count} x {text}" for text, count in _errors(site).most_common(8)), flush=True)
    return [] if found.is_clean else [f"{title}: {found[:5]}"]


def _errors(site):
    """How often which error stands in the logs of the apps."""
    lines = [line for app in site.apps for line in app.process.log.read_text("utf-8", "replace").splitlines()]
    return collections.Counter(re.sub(r"\d{5,}|0x\w+", "#", line)[:160] for line in lines if re.match(r"[\w.]*(Error|Exception|Taken)\b", line))


ALL = {"galera": galera}
