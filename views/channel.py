"""waitress's connections, taught four things.

They end with their answer when the server stops; they send a page and its head together; they refuse in the phone's own
words; and what the loop answers itself (views.at_once) is answered as soon as it was read.
"""

import io
import threading

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.receiver import FixedStreamReceiver
from waitress.task import WSGITask
from waitress.utilities import RequestEntityTooLarge

from views.upload import MOST_BYTES

REFUSED = "groupware.refused"  # in an environ: the status of a request that could not be read


MOST_READ = 512 * 1024 * 1024  # bytes; a longer request isn't even read to be refused
_TOLD = ("USER_AGENT", "COOKIE", "X_FORWARDED_FOR", "X_FORWARDED_PROTO")  # of a refused request: whose page it is, and in which words
_MOST_POSTED = 1024 * 1024  # bytes of a form without files; the application itself refuses far smaller ones


class _Nowhere:
    """Where the bytes go of a body that is too large to be kept."""

    def append(self, data):
        pass

    def __len__(self):
        return 0

    def close(self):
        pass


class _Parser(HTTPRequestParser):
    """A request. One with files that are too large is read to its end and thrown away before it is refused.

    A browser that still sends when the connection closes never shows the answer, but an error of its own.
    """

    most = _MOST_POSTED

    def parse_header(self, header_plus):
        super().parse_header(header_plus)
        if self.headers.get("CONTENT_TYPE", "").lower().startswith("multipart/form-data"):
            self.most = MOST_BYTES
            if self.content_length > self.most:
                self.body_rcv = FixedStreamReceiver(self.content_length, _Nowhere())

    def received(self, data):
        consumed = super().received(data)
        if self.error or max(self.content_length, self.body_bytes_received) <= self.most:
            return consumed
        if self.completed or self.chunked or self.most == _MOST_POSTED:
            self.error, self.completed = RequestEntityTooLarge(f"more than {self.most} bytes"), True
        return consumed


class _Answer(WSGITask):
    """An answer of the application. Its head and a page that is whole go out together: a packet, and a call of the system, less."""

    def write(self, data):
        if self.wrote_header or not self.complete or not self.has_body or len(data) != self.content_length:
            return super().write(data)
        head = self.build_response_header()
        self.wrote_header, self.content_bytes_written = True, len(data)
        self.channel.write_soon(head + data)

    def build_response_header(self):
        if self.channel.server.stopping:  # the client's next request must not meet a process that is gone
            self.request.headers["CONNECTION"] = "close"
        return super().build_response_header()


class _Refusal(_Answer):
    """The answer to a request that is refused: too large, no HTTP, or one too many. The application makes the page."""

    def get_environment(self):
        headers = self.request.headers
        headers["CONNECTION"] = "close"  # what comes next on this connection is anybody's guess
        if self.request.error.code == 503:  # it was read all right: the page shows what was typed
            return super().get_environment() | {REFUSED: 503}
        self.request.command = "GET"
        told = {f"HTTP_{name}": headers[name] for name in _TOLD if name in headers}
        return told | {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/", "QUERY_STRING": getattr(self.request, "query", ""),
            "SERVER_PROTOCOL": "HTTP/1.1", "SERVER_NAME": "localhost", "SERVER_PORT": str(self.channel.server.effective_port), "REMOTE_ADDR": self.channel.addr[0],
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": True,
            "wsgi.run_once": False, REFUSED: self.request.error.code,
        }


class Channel(HTTPChannel):
    """One client's connection. Its server has a flag, stopping, and answer_at_once()."""

    parser_class = _Parser
    task_class = _Answer
    error_task_class = _Refusal

    def handle_read(self):
        super().handle_read()
        self.server.answer_at_once()

    def _flush_outbufs_below_high_watermark(self):
        """A thread waits here until the loop has sent enough of a long answer; the loop can't wait for itself."""
        if threading.current_thread() is not threading.main_thread():
            super()._flush_outbufs_below_high_watermark()
