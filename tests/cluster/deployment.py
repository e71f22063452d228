"""Apps behind HAProxy in front of a database, and what a run on them has shown."""

import collections
import contextlib
import re

from tests.cluster import checks
from tests.cluster.apps import App
from tests.cluster.balancer import Balancer
from tests.cluster.cable import Cable
from tests.cluster.phones import Far
from tests.cluster.processes import free_port


class Deployment:
    """Three apps behind HAProxy, or one. name: a word that no other has; url: of the database, with {port} for HAProxy's.

    databases: ports of nodes behind HAProxy; all_write, resends, rarely: see Balancer; without: see tests.cluster.without.
    """

    def __init__(self, name, folder, url, databases=(), count=3, all_write=False, resends=True, rarely=12, without=""):
        self.name, ports = name, (free_port(), free_port())
        self.port = ports[0]
        self.apps = [App(f"{name}-app{number}", folder, url.format(port=ports[1]), without) for number in range(count)]
        self.cable = Cable(free_port(), self.apps[-1].port)
        self._make_balancer = lambda: Balancer(
            f"{name}-haproxy", folder, ports, [app.port for app in self.apps], databases, self.cable.server_port, rarely, all_write, resends)
        self._open = contextlib.ExitStack()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.cable)
            self.balancer = stack.enter_context(self._make_balancer())
            for app in self.apps:
                stack.enter_context(app)
            self.balancer.wait(len(self.apps))
            self._open = stack.pop_all()
        return self

    def __exit__(self, *details):
        return self._open.__exit__(*details)

    def renew(self, app):
        """Stops an app as its machine does for a new version, starts it again and waits until HAProxy sends to it; the exit code."""
        code = app.process.stop()
        app.start().wait()
        self.balancer.wait(len(self.apps))
        return code

    def look(self, title, run, urls, opened=(), mark=""):
        """Prints what a Traffic has come to on the databases of these URLs; checks.Found. opened: the Sessions that must be alive."""
        alive = [Far.of(self.port, one, lambda *_: None) for one in opened]
        resent, elsewhere = self.balancer.resent()
        found = checks.look(run, urls, mark or self.name, alive)
        print(
            f"{title}: {run.offered} requests offered, {run.answers} answered at {run.rate:.0f}/s, the longest after {run.longest:.1f} s; "
            f"{len(run.written)} events, {len(run.booked)} tries for a room, {len(run.decided)} decisions, {len(run.entered)} logins, "
            f"{len(alive)} sessions; HAProxy resent {resent}, {elsewhere} of them elsewhere; {self.cable.lost} answers to writes were lost\n"
            f"    failed {found.failed}, lost {found.lost}, doubled {found.doubled}, rooms {found.clashes}, sessions {found.dead}", flush=True)
        return found

    def why(self, found):
        """What went wrong, in some lines: what phones met, and the errors in the logs of the apps."""
        lines = [line for app in self.apps for line in app.process.log.read_text("utf-8", "replace").splitlines()]
        lines += self.balancer.said.splitlines()
        errors = [line[:160] for line in lines if re.match(r"[\w.]*(Error|Exception)\b|\[(WARNING|ALERT)\]", line)]
        return "\n".join(f"    {count} x {text}" for texts in (found.details, errors) for text, count in collections.Counter(
            re.sub(r"\d+", "#", text) for text in texts).most_common(8))
