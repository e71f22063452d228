"""Shift_JIS as the carriers' phones speak it: CP932 with the carrier's emoji in the rows for private use."""

import codecs
import re
from functools import cached_property

from carriers import emoji, look_alikes
from carriers.codec import KEPT, Codec, MalformedText

_SURROGATES = range(0xD800, 0xE000)
# Python's cp932 decodes F040-F9FC to these code points, and a few single bytes that are no Shift_JIS.
_USER_ROWS = re.compile("[\x80\ue000-\uf8ff]")
_TWO_BYTES = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xfc]")
# SoftBank's groups P and Q lie on kanji, which Python's cp932 writes with their other code, in NEC's rows ED and EE.
_ON_KANJI = frozenset(bytes((0xFB, trail)) for trail in (*range(0x41, 0x7F), *range(0x80, 0x8E), *range(0xA1, 0xDF)))


class _Decomposed(Exception):
    """The text has a combining mark: it has to be composed first."""


def _user_point(code):
    """The code point that cp932 gives a code of the user's rows, F040 to F9FC."""
    return bytes.fromhex(code).decode("cp932")


class ShiftJis(Codec):
    """A phone that speaks Shift_JIS.

    also: a carrier whose codes the phone sends too.
    """

    nothing = b""

    def __init__(self, name, carrier, also=None):
        super().__init__(name, carrier)
        self.also = also
        self.known_alone = {}  # {character: its bytes, whatever stands around it}
        self._handler = f"carriers.{name}"
        self._register()

    def code(self, row):
        return bytes.fromhex(getattr(row, f"{self.carrier}_sjis"))

    def write(self, text):
        return text.encode("cp932")

    # Out

    def encode(self, text):
        """The bytes of a text for this phone. Never fails."""
        text = self.placed(text)
        if "\x80" in text:  # which cp932 would make a byte of its own
            text = text.replace("\x80", "")
        try:
            return text.encode("cp932", self._handler + ".joined" if "\u200d" in text else self._handler)
        except _Decomposed:
            return look_alikes.composed(text).encode("cp932", self._handler + ".composed")

    def _register(self):
        """The encoder's ways out of a character that CP932 lacks: the carrier's bytes, and where to go on."""
        known = self.known_alone

        def replace(error):
            end = error.end  # one past the character
            try:
                return known[error.object[end - 1]], end
            except KeyError:
                return self._met(error.object, error.start)

        def replace_joined(error):
            if look_alikes.is_combining(error.object[error.start]):
                raise _Decomposed
            return replace_composed(error)

        def replace_composed(error):
            sequence = emoji.SEQUENCE.match(error.object, error.start)
            return self.spelled(sequence[0]), sequence.end()

        codecs.register_error(self._handler, replace)
        codecs.register_error(self._handler + ".joined", replace_joined)
        codecs.register_error(self._handler + ".composed", replace_composed)

    def _met(self, text, start):
        """(bytes, where to go on) for a character that is met for the first time, or that belongs to its neighbours."""
        character = text[start]
        if look_alikes.is_combining(character):
            raise _Decomposed
        if emoji.is_dress(character) and start and text[start - 1] in self.known_alone:
            return b"", start + 1
        sequence = emoji.SEQUENCE.match(text, start)[0]
        if len(emoji.undressed(sequence)) != 1 or character in emoji.GROWING:
            return self.spelled(sequence), start + len(sequence)
        code = self.spelled(character)
        if len(self.known_alone) < KEPT:
            self.known_alone[character] = code
        return code, start + 1

    # In

    def decode(self, data):
        """The text of bytes that this phone sent; raises MalformedText."""
        text = self._from_utf8(data)
        if text is None:
            text = self._from_shift_jis(data)
        return look_alikes.canonical(self.unfold_references(self.unfold_web_codes(text)))

    def _from_shift_jis(self, data):
        try:
            text = self.clear(data).decode("cp932")
        except UnicodeDecodeError as error:
            raise MalformedText(f"byte {error.start}: {data[error.start:error.start + 2].hex()} is no Shift_JIS") from None
        return _USER_ROWS.sub(self._from_user_row, text) if _USER_ROWS.search(text) else text

    def _from_utf8(self, data):
        """The text, if it is UTF-8 with this carrier's private code points: Shift_JIS is hardly ever both."""
        if b"\xee" not in data and b"\xef" not in data:
            return None
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            return None
        has_emoji = any(character in self.private for character in text)
        return look_alikes.PRIVATE.sub(self.from_private, text) if has_emoji else None

    def clear(self, data):
        """The bytes with emoji that lie on kanji moved to a row that the carrier leaves empty."""
        return data

    def cleared(self, code):
        """Where a code, in hexadecimal, is after that."""
        return code

    @cached_property
    def _user_rows(self):
        """{the code point that cp932 makes of an emoji: text}"""
        carriers = [carrier for carrier in (self.also, self.carrier) if carrier]
        codes = {code: text for carrier in carriers for code, text in self._codes(carrier)}
        return {_user_point(self.cleared(code)): text for code, text in codes.items()}

    def _codes(self, carrier):
        """(Shift_JIS code in hexadecimal, text) of what a carrier has."""
        return [(code, row.text) for row in emoji.table().values() if (code := getattr(row, f"{carrier}_sjis"))]

    def _from_user_row(self, match):
        """An emoji; else a name: EMOBILE has some of its own, and handsets have rows for characters drawn by their users."""
        if not "\ue000" <= match[0] <= "\ue757":
            raise MalformedText(f"character {match.start()}: {match[0].encode('cp932').hex()} is no Shift_JIS")
        return self._user_rows.get(match[0]) or look_alikes.private_name(match[0])

    @cached_property
    def numbers(self):
        """Private code points, and docomo's and au's Shift_JIS codes as numbers."""
        codes = {int(code, 16): text for code, text in self._codes(self.carrier)}
        return codes | super().numbers

    def referred(self, number):
        """A character that this charset cannot hold. What it can hold, a person typed as a reference."""
        if number > 0x10FFFF or number in _SURROGATES:
            return None
        character = chr(number)
        printable = character.isprintable() or character == "\u200d"
        return character if printable and not look_alikes.in_cp932(character) else None


class SoftBankShiftJis(ShiftJis):
    """SoftBank in Shift_JIS. web: emoji go out as web codes, the only ones that phones of 2G know."""

    def __init__(self, name, web):
        super().__init__(name, "softbank")
        self.web = web

    def code(self, row):
        return b"\x1b$%s\x0f" % row.softbank_web.encode("ascii") if self.web else super().code(row)

    @cached_property
    def numbers(self):
        """Private code points alone: these phones know no references to Shift_JIS codes."""
        return {ord(point): text for point, text in self.private.items()}

    def clear(self, data):
        return _TWO_BYTES.sub(self._clear, data) if b"\xfb" in data else data

    def _clear(self, match):
        return b"\xf0" + match[0][1:] if match[0] in _ON_KANJI else match[0]

    def cleared(self, code):
        return code.replace("FB", "F0")
