"""A page's exact bytes beside what they say: no character is torn between two rows, and each emoji is named."""

import re
from typing import NamedTuple

from carriers.emoji import table
from carriers.text import MalformedText

_WIDTH = 24  # bytes of a row; a character or a web code may reach beyond
# A SoftBank web code; a character of the charset; a byte that is none.
_SHIFT_JIS = re.compile(rb"\x1b\$.[!-z]*\x0f?|[\x81-\x9f\xe0-\xfc][\x40-\xfc]|[\x00-\xff]", re.DOTALL)
_UTF_8 = re.compile(rb"[\x00-\x7f]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]")


class Row(NamedTuple):
    """offset: of its first byte; hex: "82 A0"; text: what it says, a dot for what has no look; names: of the emoji in it."""

    offset: int
    hex: str
    text: str
    names: str


def rows(dialect, body):
    """[Row] of all bytes."""
    found, part, offset, known = [], [], 0, {}
    for character in (_UTF_8 if dialect.charset == "UTF-8" else _SHIFT_JIS).findall(body):
        part.append(character)
        if sum(map(len, part)) >= _WIDTH:
            found.append(_row(dialect, offset, part, known))
            offset += sum(map(len, part))
            part = []
    return found + ([_row(dialect, offset, part, known)] if part else [])


def _row(dialect, offset, part, known):
    texts = [_text(dialect, character, known) for character in part]
    names = [f"{text} {table()[text].words or table()[text].name}" for text in texts if text in table() and len(text.encode()) > 2]
    return Row(offset, b"".join(part).hex(" ").upper(), "".join(texts), "、".join(dict.fromkeys(names)))


def _text(dialect, character, known):
    if character not in known:
        known[character] = chr(character[0]) if len(character) == 1 and 0x20 <= character[0] < 0x7F else _decoded(dialect, character)
    return known[character]


def _decoded(dialect, character):
    if len(character) == 1 and character[0] < 0x20:
        return "·"
    try:
        text = dialect.decode(character)
    except MalformedText:
        return "·"
    return text if text.isprintable() or text in table() else "·"
