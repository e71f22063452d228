"""w3m in a pseudo-terminal: what is typed into it, and what its screen shows."""

import codecs
import os
import re
import unicodedata

import pexpect
import pyte

from tests.clients.server import wait_for

_COLUMNS, _LINES = 100, 70


def _solid(text):
    """The text without blanks, which w3m leaves out between Japanese words."""
    return "".join(text.split())


class TextBrowser:
    """w3m with cookies off and a phone's user-agent, read and driven as a person does: Tab, Enter, typing.

    Text is compared in NFKC, so that half-width kana are the words they stand for.
    """

    def __init__(self, program, home, address, user_agent=None):
        self._typed, editor = home / "typed", home / "editor"
        editor.write_text(f"#!/bin/sh\ncp {self._typed} \"$1\"\n")  # w3m leaves a text of several lines to an editor
        editor.chmod(0o755)
        options = ["-o", f"editor={editor}", "-no-cookie", "-no-mouse", "-O", "UTF-8", "-o", "use_jisx0201k=1"] + (["-o", f"user_agent={user_agent}"] if user_agent else [])
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
        """Waits until the screen shows all the words, whatever blanks and line breaks are between them."""
        wait_for(lambda: all(_solid(word) in _solid(self.text) for word in words), lambda: f"{words} in:\n{self.text}")

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
        self.sees(words)
        self._tab_until(lambda row, column: _solid(self._line(row, column)).lstrip("[").startswith(_solid(words)), words)
        self._process.send("\r")

    def type_into(self, label, value):
        """Fills the field beside or under a label, in place of what it holds."""
        self._tab_until(lambda row, column: self._label(row, column) == label, label)
        self._process.send("\r")
        wait_for(lambda: self._bottom.startswith(("TEXT:", "Password:")), lambda: f"a prompt for {label} in:\n{self.text}")
        self._process.send(f"\x15{value}\r")
        wait_for(lambda: not self._bottom.startswith(("TEXT:", "Password:")), lambda: f"{label} typed in:\n{self.text}")

    def write_into(self, label, text):
        """Fills the text area under a label."""
        self._typed.write_text(text, "utf-8")
        self._tab_until(lambda row, column: self._label(row, column) == label, label)
        self._process.send("\r")
        self.sees(text.splitlines()[0])

    def tick(self, name):
        """Ticks the box before a name, or takes the tick away."""
        self.sees(name)
        self._tab_until(lambda row, column: _solid(self._line(row, column)).partition("]")[2].startswith(_solid(name)), name)
        before = self._line(*self._cursor)
        self._process.send("\r")
        wait_for(lambda: self._line(*self._cursor) != before, lambda: f"{name} ticked in:\n{self.text}")

    def to_top(self):
        """Goes back to the page's first line; Tab only ever leads down."""
        self._process.send("g")
        wait_for(lambda: self._cursor[0] == 0, lambda: f"the first line in:\n{self.text}")

    def lines(self, pattern):
        """Every text on the screen that matches, from above."""
        return re.findall(pattern, self.text)

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
