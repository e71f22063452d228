"""What happens to which deployment, and what must come of it.

A scenario is a generator of problems. turn: a lock that it holds while its traffic runs: two at a time would measure each other. What
must fail is little traffic, and waits for no turn where its database isn't waited for.
"""

import contextlib
import functools
from concurrent.futures import ThreadPoolExecutor

from tests.cluster import rolling
from tests.cluster.deployment import Deployment
from tests.cluster.galera import Cluster
from tests.cluster.kills import mid_write
from tests.cluster.phones import fill
from tests.cluster.postgresql import Server
from tests.cluster.traffic import Traffic

_SECONDS, _SHORT = 20, 5
_SLOW = 0.25  # of the rate, where something is switched off: a few failures are enough
_KILLS, _FEW_KILLS = 50, 3


def galera(folder, turn):
    """One node is written to; then all of them are. A node is killed, the one that is written to, and an app; both come back."""
    opened = []
    with Cluster(folder) as cluster:
        cluster.start(lambda url: opened.extend(fill(url)))
        urls, first = [node.url() for node in cluster.nodes], cluster.nodes[0]
        url = "mariadb://root@127.0.0.1:{port}/groupware?ssl_disabled=1&init_command=SET%20wsrep_sync_wait=1"
        for name, title in (("one", "Galera, one writer"), ("all", "Galera, three writers")):
            make = functools.partial(Deployment, folder=folder, url=url, databases=[node.port for node in cluster.nodes], all_write=name == "all")
            with turn:
                with make(name) as site:
                    yield from _stands(title, site, opened, urls, [
                        (5, lambda: first.process.kill()), (8, first.come_back), (9, site.apps[0].close), (11, site.apps[0].start)], settle=cluster.wait)
                    if name == "one":
                        yield from rolling.problems(site, opened, urls, folder)
                death = (1, lambda: first.process.kill()), (2, first.come_back)
                yield from _falls(title, make, f"{name}-", opened, urls, death, {"without": "retries"}, settle=cluster.wait)


def postgresql(folder, turn):
    """PostgreSQL is killed and started again, and an app."""
    with Server(folder) as server:
        opened, url = fill(server.url()), server.url()
        make = functools.partial(Deployment, folder=folder, url=url)
        with turn, make("pg") as site:
            yield from _stands("PostgreSQL", site, opened, [url], [
                (5, lambda: server.process.kill()), (7, server.start), (9, site.apps[0].close), (11, site.apps[0].start)])
        death = (1, lambda: server.process.kill()), (2, server.start)
        yield from _falls("PostgreSQL", make, "pg-", opened, [url], death, {"without": "retries"})


def sqlite(folder, turn):
    """Whoever writes is killed in the middle of it, 50 times."""
    url = f"sqlite:///{folder}/groupware.db"
    opened = fill(url)
    make = functools.partial(Deployment, folder=folder, url=url)
    with turn, make("lite") as site:
        yield from _stands("SQLite", site, opened, [url], [(1, lambda: mid_write(site, folder / "groupware.db", _KILLS))])
    yield from _falls("SQLite", make, "lite-", opened, [url], [], {"resends": False}, lambda site: [
        (1, lambda: mid_write(site, folder / "groupware.db", _FEW_KILLS))])


ALL = {"sqlite": sqlite, "postgresql": postgresql, "galera": galera}  # in the order in which they are ready


def _stands(title, site, opened, urls, happenings, settle=lambda: None):
    run = Traffic(site.port, opened, site.name).run(_SECONDS, happenings)
    settle()
    found = site.look(title, run, urls, opened)
    if not found.is_clean:
        yield f"{title}: {found[:5]}\n{site.why(found)}"
    if not site.cable.lost:
        yield f"{title}: no answer was lost on the way, so nothing was shown"
    if not (run.written and run.booked and run.decided and run.entered):
        yield f"{title}: something was never done"


def _falls(title, make, name, opened, urls, happenings, without_retries, more=lambda site: [], settle=lambda: None):
    """The same on a smaller scale without retries, where requests must fail, and without keys, where writes must be doubled."""
    bare, keyless = make(f"{name}r", count=1, **without_retries), make(f"{name}k", count=1, rarely=1, without="keys")
    with contextlib.ExitStack() as stack, ThreadPoolExecutor() as pool:
        sites = list(pool.map(stack.enter_context, (bare, keyless)))
        runs = [pool.submit(Traffic(site.port, opened, site.name, _SLOW).run, _SHORT, happens) for site, happens in zip(
            sites, ([*happenings, *more(bare)], []))]
        for run in runs:
            run.result()
        settle()
        failing = bare.look(f"{title}, without retries", runs[0].result(), urls)
        doubling = keyless.look(f"{title}, without keys", runs[1].result(), urls)
    if not failing.failed:
        yield f"{title}: without retries no request failed, so the test shows nothing"
    if not doubling.doubled:
        yield f"{title}: without keys nothing was doubled, so the test shows nothing"
