"""Threads of a worker in two lanes, each with a bound on how many wait: pages, and what hashes a password.

A hash takes as long as a hundred pages, and at ten to nine everybody logs in. In a lane of their own logins wait for each
other, and pages for none of them. Whoever would have to wait too long is told so at once: a phone that has given up
costs as much as one that still waits.
"""

import time

from waitress.task import ThreadedTaskDispatcher

_HASHES = ("/login", "/password", "/users", "/handover")  # posts there


class Lane(ThreadedTaskDispatcher):
    """Some threads, and the requests that wait for them. most: how many may wait; longest: seconds that the first of them may have waited
    when another one comes, which is what that one will have to wait, however slow the machine or the database is.
    """

    longest = 4.0

    def __init__(self, threads, most):
        super().__init__()
        self.most = most
        self.set_thread_count(threads)

    @property
    def is_full(self):
        try:
            waited = time.time() - self.queue[0].last_activity  # since the request was read
        except IndexError:
            return False
        return waited > self.longest or len(self.queue) >= self.most


class Lanes:
    """What waitress calls a dispatcher: hands each request to the threads of its lane."""

    def __init__(self):
        self.pages = Lane(threads=4, most=100)  # of some milliseconds each
        self.hashes = Lane(threads=2, most=100)  # of some twenty: while one hashes, another asks the database

    def _of(self, request):
        return self.hashes if request.command == "POST" and request.path.startswith(_HASHES) else self.pages

    def is_full(self, request):
        """Whether a request would have to wait for too many others."""
        return self._of(request).is_full

    def add_task(self, channel):
        self._of(channel.requests[0]).add_task(channel)

    @property
    def waiting(self):
        """How many requests wait for a thread."""
        return len(self.pages.queue) + len(self.hashes.queue)

    def shutdown(self):
        self.pages.shutdown()
        self.hashes.shutdown()
