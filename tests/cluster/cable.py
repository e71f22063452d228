"""A bad line between HAProxy and an app: it carries a post to the app, and loses the first answer to it.

So the post was carried out, and whoever sent it knows nothing: what happens when a process dies between commit and answer.
"""

import contextlib
import hashlib
import http.client
import http.server
import threading


class Cable(http.server.ThreadingHTTPServer):
    """Listens on a port of 127.0.0.1. app: the port of the app. lost: how many answers to what was written are gone."""

    daemon_threads, request_queue_size = True, 128

    def __init__(self, port, app):
        super().__init__(("127.0.0.1", port), _Handler)
        self.app, self.lost, self.seen = app, 0, set()
        self.lock = threading.Lock()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return super().__enter__()

    def __exit__(self, *details):
        self.shutdown()
        super().__exit__(*details)

    def is_new(self, body):
        """Whether these bytes were never sent before."""
        digest = hashlib.blake2b(body).digest()
        with self.lock:
            is_new = digest not in self.seen
            self.seen.add(digest)
        return is_new

    def handle_error(self, request, client_address):
        """Whoever hung up has no answer."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.close_connection = True
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer, page = self._ask(body)
            if self.server.is_new(body):
                with self.server.lock:
                    self.server.lost += answer.status == 302
                return
            head = "".join(f"{name}: {value}\r\n" for name, value in answer.getheaders())
            self.wfile.write(f"HTTP/1.1 {answer.status} {answer.reason}\r\n{head}\r\n".encode("latin-1") + page)

    def _ask(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.app, timeout=40)
        try:
            connection.request("POST", self.path, body, dict(self.headers) | {"Connection": "close"})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def log_message(self, *_):
        """Nothing: HAProxy counts what it had to send again."""
