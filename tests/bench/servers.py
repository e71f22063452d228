"""Servers in processes of their own, and a client that asks them over 127.0.0.1."""

import http.client
import os
import pathlib
import re
import selectors
import socket
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).parent.parent.parent
_LENGTH = re.compile(rb"HTTP/1\.1 200 .*?\r\nContent-Length: (\d+)\r\n.*?\r\n\r\n", re.DOTALL)


class Server:
    """A server's process, from its start to the end of the with block.

    arguments: of Python; started: time.perf_counter() before it was started.
    """

    def __init__(self, arguments, port=None, database_url=""):
        environment = os.environ | ({"DATABASE_URL": database_url} if database_url else {})
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.port = port or int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()

    def first_answer(self, limit=30):
        """Seconds from the start of the process to the first 200 of /healthz."""
        while time.perf_counter() < self.started + limit:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return time.perf_counter() - self.started
            except OSError:
                time.sleep(0.002)
            finally:
                connection.close()
        raise RuntimeError("the server doesn't answer")

    @property
    def worker(self):
        """The id of its one worker's process."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return int(children.split()[0])


# peewee loads every driver that it finds; requirements.txt has none of these, only the tests' own requirements do.
_AS_INSTALLED = """
import runpy, sys
sys.modules.update(dict.fromkeys(["psycopg", "pymysql"]))
sys.argv[0] = "mobile_app.py"
runpy.run_path("mobile_app.py", run_name="__main__")
"""


def groupware(database_url):
    """The groupware's own command with one worker, and no more packages than requirements.txt installs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return Server(["-c", _AS_INSTALLED, "serve", "--port", str(port)], port, database_url)


def bare():
    """Waitress as it comes, with as many threads, and the bare page."""
    return Server(["-m", "tests.bench.yardsticks"])


def as_application(port):
    """A WSGI callable that passes requests on to a server, so that a tests.phone.Phone can use it."""

    def call(environ, start_response):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")}
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        query = environ["QUERY_STRING"] and "?" + environ["QUERY_STRING"]
        connection.request(environ["REQUEST_METHOD"], environ["PATH_INFO"] + query, environ["wsgi.input"].read() or None, headers)
        answer = connection.getresponse()
        start_response(f"{answer.status} {answer.reason}", answer.getheaders())
        body = answer.read()
        connection.close()
        return [body]

    return call


def rate(port, path, headers, connections, seconds):
    """Requests per second over so many kept connections; one request at a time on each."""
    lines = [f"GET {path} HTTP/1.1", "Host: localhost:8080", *(f"{name}: {value}" for name, value in headers.items())]
    request = "\r\n".join([*lines, "", ""]).encode("ascii")
    chooser = selectors.EpollSelector()
    sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    for one in sockets:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        chooser.register(one, selectors.EVENT_READ)
        one.sendall(request)
    answered, started = 0, time.perf_counter()
    while (now := time.perf_counter()) < started + seconds:
        for key, _ in chooser.select(5):
            _read_answer(key.fileobj)
            key.fileobj.sendall(request)
            answered += 1
    for one in sockets:
        one.close()
    chooser.close()
    return answered / (now - started)


def _read_answer(connection):
    """Reads one whole answer; raises RuntimeError if it isn't a 200."""
    data = connection.recv(65536)
    while not (head := _LENGTH.match(data)) or len(data) < head.end() + int(head[1]):
        more = connection.recv(65536)
        if not more:
            raise RuntimeError(f"the server answered {data[:100]!r}")
        data += more
