"""Codec: how one kind of phone writes text, in bytes, and what it gets for the characters it lacks."""

import re
from functools import cached_property

from carriers import emoji, look_alikes

KEPT = 4096  # sequences whose spelling is remembered, a codec
_LONGEST_KEPT = 16  # characters; nothing that is typed twice is longer
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
# SoftBank's web code: ESC $, the group's letter, emoji of that group, SI; SI may be missing at the end (unoh, 2007-01-13).
_WEB_CODE = re.compile("\x1b\\$(.?)([!-z]*)\x0f?")
_GROUPS = {"G": 0xE000, "E": 0xE100, "F": 0xE200, "O": 0xE300, "P": 0xE400, "Q": 0xE500}


class MalformedText(ValueError):
    """Bytes that no phone of this codec sends; its text says where and what."""


class Codec:
    """What Shift_JIS and UTF-8 have in common.

    carrier: whose emoji the phone has, None for words only.
    """

    nothing = ""

    def __init__(self, name, carrier):
        self.name = name
        self.carrier = carrier
        self.known = {}  # {emoji, or character that the phone lacks: what it gets}

    @cached_property
    def own(self):
        """{text: what this phone gets} of the emoji it has."""
        rows = emoji.table().values() if self.carrier else ()
        return {row.text: self.code(row) for row in rows if getattr(row, f"{self.carrier}_sjis")}

    def code(self, row):
        raise NotImplementedError

    def write(self, text):
        raise NotImplementedError

    def substitute(self, character):
        """What is written for a character that is no emoji."""
        return look_alikes.substitute(character)

    def spelled(self, sequence):
        """What this phone gets for an emoji, or for a character it lacks."""
        found = self.known.get(sequence)
        if found is None:
            found = self._spell(sequence)
            if len(self.known) < KEPT and len(sequence) <= _LONGEST_KEPT:
                self.known[sequence] = found
        return found

    def placed(self, text):
        """The text with a point of its own for what encodes otherwise than its characters do: keycaps, marks."""
        return self._odd.sub(self._place, text) if "\u20e3" in text or "［" in text else text

    @cached_property
    def _places(self):
        """{undressed keycap or mark of this phone: its point, one of Android's, which no text inside has}"""
        odd = [text for text in self.own if "\u20e3" in text or emoji.table()[text].is_mark]
        places = {text: chr(int(emoji.table()[text].google, 16)) for text in odd}
        self.known.update({place: self.own[text] for text, place in places.items()})
        return places

    @cached_property
    def _odd(self):
        marks = [re.escape(text) for text in self._places if emoji.table()[text].is_mark]
        return re.compile("|".join([emoji.KEYCAP.pattern, *marks]))

    def _place(self, match):
        return self._places.get(emoji.undressed(match[0])) or self.key(match[0][0])

    def key(self, character):
        """What stands for the key of a phone that has no emoji for it."""
        return character

    def _spell(self, sequence):
        """Its own code; else that of a near match; else a look-alike; else words; else the parts of a sequence, one by one."""
        plain = emoji.undressed(sequence) or sequence[0]
        for text in (plain, emoji.ungendered(plain)):
            if text in self.own:
                return self.own[text]
            near = self._near(text)
            if near:
                return self.nothing.join(self.own[part] for part in emoji.split(near))
        alike = look_alikes.nearest().get(plain)
        if alike in emoji.table():
            return self.spelled(alike)
        row = emoji.table().get(plain)
        if row and not alike:
            return self.write(f"［{row.words}］")
        if len(plain) > 1:
            return self.nothing.join(self.spelled(part) for part in plain)
        return self.write(self.substitute(plain))

    def _near(self, text):
        row = emoji.table().get(text)
        return row and self.carrier and getattr(row, f"near_{self.carrier}")

    # In

    @cached_property
    def private(self):
        """{private code point: text} of what this phone may send."""
        return emoji.private_points(self.carrier)

    def from_private(self, match):
        return self.private.get(match[0]) or look_alikes.private_name(match[0])

    @cached_property
    def numbers(self):
        """{number: text} of the emoji that a numeric reference of this phone means."""
        return {ord(point): text for point, text in self.private.items()}

    def unfold_web_codes(self, text):
        return _WEB_CODE.sub(self._from_web_code, text) if "\x1b" in text else text

    def _from_web_code(self, match):
        first = _GROUPS.get(match[1])
        points = [chr(first + ord(place) - 0x20) for place in match[2]] if first else []
        if not points or any(point not in self.private for point in points):
            raise MalformedText(f"character {match.start()}: no emoji has this web code")
        return "".join(self.private[point] for point in points)

    def unfold_references(self, text):
        return _REFERENCE.sub(self._from_reference, text) if "&#" in text else text

    def _from_reference(self, match):
        number = int(match[1], 16) if match[1] else int(match[2])
        return self.numbers.get(number) or self.referred(number) or match[0]

    def referred(self, number):
        """The character that a phone of this codec can only send as a numeric reference, or None."""
