"""A phone's pages for a PC, and what the PC sends as the phone would have sent it.

A PC's browser draws neither the carriers' emoji nor their Shift_JIS as it is meant. So on the way out a page becomes UTF-8
with Unicode's emoji, in its addresses, too; on the way in, UTF-8 becomes the phone's bytes. What is no UTF-8 is taken for
the phone's own bytes.
"""

import re
from urllib.parse import quote_from_bytes, unquote_to_bytes

from carriers.emoji import KEYCAP, SEQUENCE
from carriers.text import MalformedText
from views.qa.answer import coloured

_ADDRESS = re.compile(r"( (?:href|src|action)=\")([^\"]*%[^\"]*)")
_PART = re.compile(rb"(&amp;|[&=;])")
_CHARACTER = re.compile(f"{KEYCAP.pattern}|{SEQUENCE.pattern}", re.DOTALL)
_UNICODE = ("utf-8", "utf-8-words")  # codecs whose phones send what a PC sends


def page(dialect, body):
    """The text of a page in a phone's bytes, with what names its charset changed to UTF-8. Raises MalformedText."""
    if dialect.codec in _UNICODE:
        return body.decode("utf-8", "replace")
    text = _ADDRESS.sub(lambda match: match[1] + address(dialect, match[2]), dialect.decode(body))
    return coloured(text.replace(f"charset={dialect.charset}", "charset=UTF-8", 1).replace(f'encoding="{dialect.charset}"', 'encoding="UTF-8"', 1))


def address(dialect, url):
    """An address of the phone's page with its query in UTF-8."""
    path, mark, query = url.partition("?")
    return f"{path}{mark}{_each(query.encode('utf-8'), lambda data: dialect.decode(data).encode('utf-8'))}" if "%" in query and dialect.codec not in _UNICODE else url


def sent(dialect, query):
    """A query, or the body of a form post, as bytes in UTF-8: the same as the phone sends it, as a text of ASCII."""
    return _each(query, lambda data: as_sent(dialect, data.decode("utf-8"))) if dialect.codec not in _UNICODE else query.decode("latin-1")


def _each(query, recode):
    """Every name and value through recode; what it can't read stays."""
    return "".join(part.decode("latin-1") if number % 2 else _recoded(part, recode) for number, part in enumerate(_PART.split(query)))


def _recoded(part, recode):
    data = unquote_to_bytes(part.replace(b"+", b" "))
    if data.isascii():
        return part.decode("latin-1")
    try:
        return quote_from_bytes(recode(data), safe=b"/")
    except (MalformedText, UnicodeDecodeError):
        return part.decode("latin-1")


def as_sent(dialect, text):
    """The bytes of a text that somebody typed: the phone's own; of what it lacks a numeric reference, as browsers send it."""
    text = text.replace("\ufe0f", "")  # which page() put there, and no handset sends
    data = dialect.encode(text)
    if _reads(dialect, data) == text:
        return data
    return b"".join(_character(dialect, match[0]) for match in _CHARACTER.finditer(text))


def _character(dialect, character):
    own = dialect.encode(character)
    references = "".join(f"&#{ord(point)};" for point in character).encode("ascii")
    for data in (own, references, character.encode("utf-8")):
        if _reads(dialect, data) == character:
            return data
    return own


def _reads(dialect, data):
    try:
        return dialect.decode(data)
    except MalformedText:
        return None
