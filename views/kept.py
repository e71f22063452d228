"""Compiled pages, kept in a file from one start to the next, as Python keeps its modules.

To compile every page for every dialect takes seconds; to see that nothing has changed since takes milliseconds. A file is
of one state of templates, tailoring and dialects, and of one Python; what is read from it is what was compiled there.
"""

import hashlib
import marshal
import os
import pathlib
import sys
import tempfile

_ROOT = pathlib.Path(__file__).parent.parent
_FOLDER = pathlib.Path(__file__).parent / "__pycache__"
# Whatever a compiled page is made from.
_MADE_FROM = ("views/**/*.tpl", "views/*.py", "static/*", "carriers/*.py", "carriers/data/*.tsv")
_START = 8  # bytes of the number that says how long the index is


# What else the program is.
_PROGRAM = ("mobile_app.py", "views/*/*.py", "models/**/*.py", "models/**/*.sql")


def version():
    """A word that changes with the program: two machines that say the same run the same."""
    return fingerprint(_MADE_FROM + _PROGRAM)[:8]


def fingerprint(made_from=_MADE_FROM):
    """A word that changes with whatever compiled pages are made from."""
    found = hashlib.blake2b(sys.version.encode(), digest_size=8)
    for pattern in made_from:
        for path in sorted(_ROOT.glob(pattern)):
            found.update(str(path.relative_to(_ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


class Kept:
    """The file of one fingerprint. Of its pages only those that are asked for are read."""

    def __init__(self, word):
        self._path = _FOLDER / f"pages.{sys.implementation.cache_tag}.{word}"
        self._index = {}
        self._codes = {}  # {place in the file: code}: many dialects have the same
        self._read_index()

    def _read_index(self):
        try:
            with open(self._path, "rb") as file:
                length = int.from_bytes(file.read(_START), "big")
                self._index = marshal.loads(file.read(length))
        except (OSError, ValueError, EOFError, TypeError):
            self._index = {}

    def __bool__(self):
        """Whether the file is there; it is whole or not at all."""
        return bool(self._index)

    def find(self, key):
        """The code of a page, or None. key: a tuple of texts."""
        place = self._index.get(key)
        if place is None or place in self._codes:
            return self._codes.get(place)
        try:
            with open(self._path, "rb") as file:
                file.seek(place[0])
                self._codes[place] = marshal.loads(file.read(place[1]))
        except (OSError, ValueError, EOFError, TypeError):  # somebody has tidied up: it is compiled again
            return None
        return self._codes[place]

    def write(self, codes):
        """Keeps {key: code}; where the folder can't be written, pages are compiled at each start."""
        places = {}
        for key, code in codes.items():
            places.setdefault(code, []).append(key)
        index, data, place = {}, [], 0
        for code, keys in places.items():
            blob = marshal.dumps(code)
            index |= dict.fromkeys(keys, (place, len(blob)))
            data.append(blob)
            place += len(blob)
        # The index tells where in the file, and its own length moves that: numbers of five bytes are as long as any.
        head = len(marshal.dumps({key: (place + 2**30, length) for key, (place, length) in index.items()}))
        moved = {key: (place + _START + head, length) for key, (place, length) in index.items()}
        start = marshal.dumps(moved).ljust(head, b"\0")
        try:
            _FOLDER.mkdir(exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=_FOLDER, delete=False) as file:
                file.write(head.to_bytes(_START, "big") + start + b"".join(data))
            os.chmod(file.name, 0o644)
            os.replace(file.name, self._path)
            self._forget_others()
        except OSError:
            return
        self._read_index()

    def _forget_others(self):
        for path in _FOLDER.glob(f"pages.{sys.implementation.cache_tag}.*"):
            if path != self._path:
                path.unlink(missing_ok=True)
