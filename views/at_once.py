"""Requests that the loop of a worker answers itself, without handing them to a thread.

To hand a request over and wake the loop again takes waitress as long as a page takes us, and threads that take turns
at one interpreter slow each other down. A thread is only needed for what may wait: for a lock, for the network, for a hash.
"""

import threading

from waitress.utilities import Error

# What needs nobody, and must be answered while every thread waits for a database that is away.
_NEVER_WAIT = ("/healthz", "/static/")
# Reads that may take long on a processor of their own: files, pictures, tables, searches, the forms that name people;
# and the one that writes, the bounce after a login.
_SLOW = (
    "/login/check", "/files/", "/search", "/slots", "/timecard/", "/calendar/", "/safety/", "/users", "/admin/", "/people", "/addresses/find",
    "/addresses/people", "/memos/new", "/circulars/", "/reports/", "/event/new", "/disk", "/bills", "/audit", "/workflow/stuck",
    "/bench",
)


class Busy(Error):
    """Too many requests wait."""

    code, reason = 503, "Service Unavailable"


class AtOnce:
    """The requests that a server's loop answers itself, and the refusal of those that would wait too long. To be made by the loop's own thread.

    reads_wait: whether a read may wait, as it does on a database behind a network; SQLite's never do (Write-Ahead
    Logging: "readers do not block writers and a writer does not block readers").
    """

    def __init__(self, server, reads_wait):
        self._loop = threading.get_ident()
        self._reads_wait = reads_wait
        self._waiting = []
        self._lanes = server.task_dispatcher
        self._hand_over, self._wake = server.add_task, server.pull_trigger
        server.add_task, server.pull_trigger, server.answer_at_once = self.add, self.wake, self.answer

    def add(self, channel):
        """Takes a channel whose first request is complete; waitress calls this while it holds the channel's lock."""
        if threading.get_ident() != self._loop:
            return self._hand_over(channel)
        request = channel.requests[0]
        if not self._is_quick(request):
            if not self._lanes.is_full(request):
                return self._hand_over(channel)
            request.error = Busy("too many requests wait")
        self._waiting.append(channel)

    def _is_quick(self, request):
        if request.error:
            return True  # the page that says so
        if request.command not in ("GET", "HEAD"):
            return False
        return request.path.startswith(_NEVER_WAIT) or not (self._reads_wait or request.path.startswith(_SLOW))

    def answer(self):
        """Answers what was taken, and sends as much of it as the connection takes."""
        while self._waiting:
            channel = self._waiting.pop()
            channel.service()
            if channel.connected:
                channel.handle_write()

    def wake(self):
        """Makes the loop look again, unless it is the loop that asks."""
        if threading.get_ident() != self._loop:
            self._wake()
