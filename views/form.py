"""Decoded input: what a phone typed, as Unicode text, whatever bytes it came in."""

import contextlib
import hashlib
import re
from urllib.parse import unquote_to_bytes

from bottle import HTTPError

from carriers.text import MalformedText
from views import upload

MAX_BODY = 256 * 1024  # bytes; the longest text of 10,000 characters in escaped UTF-8 is 90 KB
_MAX_FIELDS = 500
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # what no page can show again
_PLACE = re.compile(r"[0-9]{1,6}", re.ASCII)


def read_body(environ):
    """The bytes of a form post; HTTPError 413 when there are too many, 400 when they are no form."""
    declared = environ.get("CONTENT_LENGTH") or "0"
    if not declared.isdigit():
        raise HTTPError(400)
    if int(declared) > MAX_BODY:
        raise HTTPError(413)
    kind = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind not in ("", "application/x-www-form-urlencoded"):
        raise HTTPError(400)
    return environ["wsgi.input"].read(int(declared))


def read_form(environ, dialect, takes_files):
    """The Form of a post, of either kind; one with files only where they are taken: that costs room on the disk."""
    if takes_files and upload.is_multipart(environ):
        fields, files = upload.read(environ, MAX_BODY, _MAX_FIELDS)
        form = Form(b"", dialect)
        for name, value in fields:
            form.put(name, value)
        form.uploads = [(name, form.file_name(file_name), file) for name, file_name, file in files]
        return form
    return Form(read_body(environ), dialect)


class Form:
    """The fields of a query or a form post, and the files that came with it.

    Raises carriers.text.MalformedText for bytes that the phone's charset does not have.
    """

    def __init__(self, data, dialect, is_query=False):
        pairs = [part for part in data.replace(b"+", b" ").split(b"&") if part]
        if len(pairs) > _MAX_FIELDS:
            raise HTTPError(400)
        self.uploads = ()
        self.is_query = is_query
        self._dialect = dialect
        self._fields = {}
        for pair in pairs:
            name, _, value = pair.partition(b"=")
            self.put(unquote_to_bytes(name), unquote_to_bytes(value))

    def put(self, name, value):
        """Takes a field, as the phone's bytes."""
        name, value = self._dialect.decode(name), self._dialect.decode(value)
        if self.is_query:
            value = _CONTROL.sub("", value)
        self._fields.setdefault(name, []).append(value.replace("\r\n", "\n").replace("\r", "\n"))

    def file_name(self, data):
        """A file's name as text, in the phone's charset or another; it's no reason to refuse a file."""
        for decode in (self._dialect.decode, lambda data: data.decode("utf-8"), lambda data: data.decode("cp932")):
            with contextlib.suppress(MalformedText, UnicodeDecodeError):
                return decode(data)
        return "file"

    def files(self, name):
        """[(its name, a seekable file)] of a file field, in the order they were chosen."""
        return [(file_name, file) for field, file_name, file in self.uploads if field == name.encode("ascii")]

    def __contains__(self, name):
        return name in self._fields

    def get(self, name, default=""):
        return self._fields[name][0] if name in self._fields else default

    @property
    def done_key(self):
        """The key of the form and a digest of everything else in it; the same for a second press of the same button."""
        found = hashlib.blake2b(digest_size=9)
        for name, value in sorted(self.pairs()):
            if name not in ("k", "s"):
                found.update(f"{name}\0{value}\0".encode("utf-8", "surrogatepass"))
        for name, file_name, file in self.uploads:
            found.update(f"{name}\0{file_name}\0{file.seek(0, 2)}\0".encode("utf-8", "surrogatepass"))
            file.seek(0)
        return f"{self.get('k')}.{found.hexdigest()}"

    def pairs(self):
        """(name, value) of every field."""
        return [(name, value) for name, values in self._fields.items() for value in values]

    def all(self, name):
        return self._fields.get(name, [])

    def number(self, name, default=0):
        """A whole number as typed, full-width digits too; the default for anything else."""
        text = self.get(name).strip()
        return int(text) if text.isdecimal() and len(text) < 10 else default

    def line(self, name, original="", most=2_000):
        """One line of text: au's one-line fields let line breaks through.

        One that is longer than any field of ours is cut in a query, and refused in a post: HTTPError 413.
        """
        if len(self.get(name)) > most and not self.is_query:
            raise HTTPError(413)
        return self.text(name, original)[:most].replace("\n", " ").strip()

    def text(self, name, original=""):
        """A text; what the phone could not show of the original, and nobody edited, is kept."""
        returned = self.get(name)
        return self._dialect.merge(original, returned) if original else returned

    def part(self, name, original=""):
        """A text of which the page held only a part: the rest stays as it was.

        The field ``name_at`` says which part, as start-end in characters.
        """
        start, _, end = self.get(f"{name}_at").partition("-")
        if not (_PLACE.fullmatch(start) and _PLACE.fullmatch(end) and int(start) <= int(end) <= len(original)):
            return self.text(name, original)
        start, end = int(start), int(end)
        return original[:start] + self.text(name, original[start:end]) + original[end:]
