"""w3m in a pseudo-terminal: what is typed into it, and what its screen shows."""

import codecs
import os
import unicodedata

import pexpect
import pyte

from tests.clients.server import wait_for

_COLUMNS, _LINES = 100, 70


class TextBrowser:
    """w3m with cookies off and a phone's user-agent, read and driven as a person does: Tab, Enter, typing.

    Text is compared in NFKC, so that half-width kana are the words they stand for.
    """

    def __init__(self, program, home, address, user_agent=None):
        options = ["-no-cookie", "-no-mouse", "-O", "UTF-8", "-o", "use_jisx0201k=1"] + (["-o", f"user_agent={user_agent}"] if user_agent else [])
        self._screen = pyte.Screen(_COLUMNS, _LINES)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._process = pexpect.spawn(
            program, [*options, address], dimensions=(_LINES, _COLUMNS), timeout=5,
            env=os.environ | {"HOME": str(home), "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        )
        self._process.delaybeforesend = None  # what must have come is waited for

    # What it shows

    def _read(self):
        """Lets the screen catch up with what w3m has written."""
        try:
            while True:
                self._stream.feed(self._decoder.decode(self._process.read_nonblocking(65536, timeout=0)))
        except pexpect.TIMEOUT:
            pass

    def _line(self, row, start=0, end=_COLUMNS):
        cells = self._screen.buffer[row]
        return unicodedata.normalize("NFKC", "".join(cells[at].data for at in range(start, end)))

    def _label(self, row, column):
        """What names the field in which the cursor is: the words before it, or else the line above."""
        before = self._line(row, 0, column)
        return (before[:-1].rpartition("]")[2].strip() or self._line(row - 1).strip()) if before.endswith("[") else None

    @property
    def text(self):
        self._read()
        return "\n".join(self._line(row).rstrip() for row in range(_LINES))

    @property
    def _bottom(self):
        self._read()
        return self._line(_LINES - 1)

    @property
    def _cursor(self):
        self._read()
        return self._screen.cursor.y, self._screen.cursor.x

    def sees(self, *words):
        """Waits until the screen shows all the words, be they broken over lines or not."""
        wait_for(lambda: all(word in self.text.replace("\n", "") for word in words), lambda: f"{words} in:\n{self.text}")

    # What is done to it

    def _tab_until(self, condition, what):
        for _ in range(60):
            before = self._cursor
            if condition(*before):
                return
            self._process.send("\t")
            wait_for(lambda: self._cursor != before, lambda: f"{what} in:\n{self.text}")
        raise AssertionError(f"no {what} in:\n{self.text}")

    def open_link(self, words):
        """Follows the link, or presses the button, that starts with the words."""
        self._tab_until(lambda row, column: self._line(row, column).lstrip("[ ").startswith(words), words)
        self._process.send("\r")

    def type_into(self, label, value):
        """Fills the field beside or under a label, in place of what it holds."""
        self._tab_until(lambda row, column: self._label(row, column) == label, label)
        self._process.send("\r")
        wait_for(lambda: self._bottom.startswith(("TEXT:", "Password:")), lambda: f"a prompt for {label} in:\n{self.text}")
        self._process.send(f"\x15{value}\r")
        wait_for(lambda: not self._bottom.startswith(("TEXT:", "Password:")), lambda: f"{label} typed in:\n{self.text}")

    @property
    def address(self):
        """The page's URL, as w3m's own command tells it."""
        self._process.send("c")
        return wait_for(lambda: self._bottom.startswith("http://") and self._bottom.strip(), lambda: f"the address in:\n{self.text}")

    def open_address(self, address):
        self._process.send("U")
        wait_for(lambda: self._bottom.startswith("Goto URL:"), lambda: f"a prompt in:\n{self.text}")
        self._process.send(f"\x15{address}\r")

    def close(self):
        self._process.close(force=True)
