"""vCalendar 1.0, as the schedulers of handsets read it: one entry in, the handset's own bytes out.

docomo's guide for contents asks for Shift_JIS in quoted-printable and line ends of two characters; au's and
SoftBank's handsets write the same. Times are Japan's, without a zone: no handset here was sold elsewhere.
"""

import re

from views.page import Slice

_LINE = 76  # octets (RFC 1521, section 5.1, to which vCalendar refers)
_PLAIN = re.compile(rb"[\w .:/()-]*", re.ASCII)
_CUT = "…"


def write(entry, dialect, most):
    """The calendar of a models.feed.Entry. What would make it longer than most bytes goes: the end of the note, then the place."""
    note = Slice(entry.note, 0, len(entry.note))
    data = _whole(entry, entry.place, note.shown, dialect)
    while len(data) > most and note.shrink(len(data) - most):
        data = _whole(entry, entry.place, note.shown + _CUT, dialect)
    return data if len(data) <= most else _whole(entry, "", "", dialect)


def _whole(entry, place, note, dialect):
    lines = [
        b"BEGIN:VCALENDAR", b"VERSION:1.0", b"PRODID:-//Groupware Mobile//Schedule//JA", b"TZ:+09:00", b"BEGIN:VEVENT",
        f"UID:{entry.uid}".encode(), f"DTSTART:{entry.start:%Y%m%dT%H%M%S}".encode(), f"DTEND:{entry.end:%Y%m%dT%H%M%S}".encode(),
        _text("SUMMARY", entry.title, dialect),
        *(_text(name, value, dialect) for name, value in (("LOCATION", place), ("DESCRIPTION", note)) if value),
        b"CLASS:PRIVATE" if entry.private else b"CLASS:PUBLIC", b"STATUS:TENTATIVE" if entry.tentative else b"STATUS:CONFIRMED",
        b"END:VEVENT", b"END:VCALENDAR", b"",
    ]
    return b"\r\n".join(lines)


def _text(name, value, dialect):
    """A line with a text in it, in the phone's own charset and emoji."""
    data = dialect.encode(value).replace(b"\n", b"\r\n")
    if _PLAIN.fullmatch(data):
        return name.encode() + b":" + data
    return _quoted(f"{name};CHARSET={dialect.charset.upper()};ENCODING=QUOTED-PRINTABLE:".encode(), data)


def _quoted(head, data):
    """The bytes in quoted-printable, all of them: the second byte of a kanji may look like a letter."""
    lines, line = [], head
    for byte in data:
        code = b"=%02X" % byte
        if len(line) + len(code) >= _LINE:  # a soft line break takes one more
            lines.append(line)
            line = b""
        line += code
    return b"=\r\n".join([*lines, line])
