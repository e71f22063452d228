"""Waitress processes that share one listening socket, and a parent that keeps them alive.

The parent opens the socket, forks the workers and waits. A worker that dies is replaced. SIGTERM or SIGINT to the
parent stops all of them: each answers what has been sent, and ends.
"""

import contextlib
import logging
import os
import select
import signal
import socket
import sys
import time
from typing import NamedTuple

from waitress import create_server, wasyncore

from models import field, metrics
from views.at_once import AtOnce
from views.channel import MOST_READ, Channel
from views.lanes import Lanes

log = logging.getLogger(__name__)

_STOPS = (signal.SIGTERM, signal.SIGINT)
_MAX_HEADERS = 16 * 1024  # bytes; detection remembers a thousand of them
# Bytes of an answer that wait for its end. A page goes out with its head: of half an answer, of a worker that was killed, a load
# balancer can't make a whole one by asking again.
_SENT_AT_ONCE = 128 * 1024
_FINISH = 20  # seconds a worker is given to finish its requests
_LAST_CALL = 1.0  # seconds for which a worker that ends goes on accepting what waits
_SHORT_LIFE = 1.0  # seconds; a worker that lives no longer is not replaced at once


class Beside(NamedTuple):
    """Another application, for a process of its own. listener: what listen() gave; start: what that process calls before it answers."""

    application: object
    listener: socket.socket
    start: object


def serve(application, host, port, workers, trusted_proxy="", reads_wait=True, on_ready=lambda port: None, beside=None):
    """Serves a WSGI application, and what is Beside it, until SIGTERM or SIGINT.

    port 0 takes any free port; on_ready is called with the port when it accepts connections. trusted_proxy: the
    address whose X-Forwarded-* headers are believed; reads_wait: see views.at_once. Raises OSError when the port can't be had.
    """
    listener = listen(host, port)
    jobs = [lambda number=number: _work(application, listener, trusted_proxy, reads_wait, number) for number in range(workers)]
    if beside:
        jobs.append(lambda: _work_beside(beside))
    metrics.share(len(jobs))
    parent = _Parent(jobs, metrics.ended)
    for number in _STOPS:
        signal.signal(number, parent.stop)
    parent.fill()
    on_ready(listener.getsockname()[1])
    parent.wait()
    listener.close()


def listen(host, port):
    """A listening socket. Raises OSError when the address can't be had, OverflowError for a port that is none."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address[0], port, *address[2:]))  # getaddrinfo cuts a port of more than 16 bits short
    listener.listen(1024)
    listener.setblocking(False)
    return listener


class _Parent:
    """The processes at work: {process id: (the number of its job, when it was started)}. on_end: told the numbers of those that have ended."""

    def __init__(self, jobs, on_end):
        self._jobs, self._on_end = jobs, on_end
        self._started = {}
        self._stopping = False

    def fill(self):
        """Forks until every job has its process."""
        for number in sorted(set(range(len(self._jobs))) - {number for number, _ in self._started.values()}):
            if self._stopping:
                return
            sys.stdout.flush()
            # A signal between fork and the worker's own handlers would run the parent's in the wrong process.
            signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
            process_id = os.fork()
            if process_id == 0:
                self._child(self._jobs[number])
            self._started[process_id] = number, time.monotonic()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)

    def _child(self, job):
        status = 1
        try:
            job()
            status = 0
        except BaseException:
            log.exception("a worker ended")
        finally:
            os._exit(status)  # the parent's own clean-up is not for a copy of it to run

    def stop(self, *_):
        """Tells every worker to finish; those that have not after a while are killed."""
        self._stopping = True
        self._signal(signal.SIGTERM)
        signal.signal(signal.SIGALRM, lambda *_: self._signal(signal.SIGKILL))
        signal.alarm(_FINISH + 5)

    def _signal(self, number):
        for process_id in list(self._started):
            with contextlib.suppress(ProcessLookupError):  # it has ended, and wait() is about to learn it
                os.kill(process_id, number)

    def wait(self):
        """Replaces workers that die, until told to stop and all have ended."""
        while self._started:
            process_id, status = os.waitpid(-1, 0)
            number, started = self._started.pop(process_id)
            lived = time.monotonic() - started
            self._on_end(number)
            if self._stopping:
                continue
            log.error("worker %d ended with status %d; another takes its place", process_id, status)
            if lived < _SHORT_LIFE:
                time.sleep(_SHORT_LIFE)  # whatever ends them so soon, don't spin
            self.fill()
        signal.alarm(0)


def _work(application, listener, trusted_proxy, reads_wait, number):
    """One worker's life, from its start to its clean end. number: its own among the workers, from 0."""
    metrics.use(number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from the terminal; the parent passes SIGTERM on
    server = make(application, listener, trusted_proxy, reads_wait)
    _run(server, listener, lambda: metrics.waiting(server.task_dispatcher.waiting))


def make(application, listener, trusted_proxy="", reads_wait=True):
    """The waitress server of one worker; its loop must be run by the thread that calls this."""
    proxy = {"trusted_proxy": trusted_proxy, "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto"} if trusted_proxy else {}
    server = create_server(
        application, sockets=[listener], _dispatcher=Lanes(), connection_limit=500, channel_timeout=60, ident="",
        max_request_header_size=_MAX_HEADERS, max_request_body_size=MOST_READ, clear_untrusted_proxy_headers=True, **proxy,
    )
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is what threads are for
    server.adj.send_bytes = _SENT_AT_ONCE
    server.channel_class, server.stopping = Channel, False
    AtOnce(server, reads_wait)
    return server


def _work_beside(beside):
    """The life of the process that serves what is beside: one thread is enough for whoever asks there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = create_server(beside.application, sockets=[beside.listener], threads=1, connection_limit=50, ident="", clear_untrusted_proxy_headers=True)
    server.channel_class, server.stopping, server.answer_at_once = Channel, False, lambda: None
    beside.start()
    _run(server, beside.listener)


def _run(server, listener, after_each=lambda: None):
    """Serves until told to stop, or until the parent is gone."""
    signal.signal(signal.SIGTERM, lambda *_: setattr(server, "stopping", True))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    parent = os.getppid()
    while not server.stopping and os.getppid() == parent:
        wasyncore.loop(timeout=0.5, map=server._map, count=1)
        after_each()
    server.stopping = True
    _finish(server, listener)
    field.write()


def _finish(server, listener):
    """Answers the requests that have been sent, closing each connection with its answer, and ends the threads."""
    started = time.monotonic()
    while time.monotonic() < started + _FINISH:
        # Connections that wait to be accepted have sent their requests, too; but new ones come for as long as one listens.
        server.accepting = time.monotonic() < started + _LAST_CALL
        wasyncore.loop(timeout=0.05, map=server._map, count=1)
        channels = list(server.active_channels.values())
        is_called = server.accepting and (select.select([listener], [], [], 0)[0] or any(map(_is_unheard, channels)))
        if not is_called and not any(map(_is_busy, channels)):
            break
    server.task_dispatcher.shutdown()


def _is_busy(channel):
    return channel.connected and (channel.requests or channel.request or channel.total_outbufs_len)


def _is_unheard(channel):
    """Accepted, and its request may have been sent but has not been read."""
    return channel.connected and channel.last_activity == channel.creation_time
