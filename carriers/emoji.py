"""The table of emoji: what each carrier has, what it shows instead of the others, and the words for all of them."""

import functools
import pathlib
import re
from typing import NamedTuple

_FILE = pathlib.Path(__file__).parent / "data" / "emoji.tsv"
CARRIERS = ("docomo", "au", "softbank")

# A tone of skin, a selector of the emoji or the text form: no handset draws them apart.
_DRESS = re.compile("[\ufe0e\ufe0f\U0001F3FB-\U0001F3FF]")
_GENDER = re.compile("\u200d[♀♂]$")

# One character as a reader sees it, after its first code point: the second letter of a flag; or dress, tags, people joined.
_DRESSED = "[\ufe0e\ufe0f\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]*"
_LETTER = "[\U0001F1E6-\U0001F1FF]"
_MOST_JOINED = 10  # Unicode joins four at most
REST = f"(?:(?<={_LETTER}){_LETTER}|{_DRESSED}(?:\u200d.{_DRESSED}){{0,{_MOST_JOINED}}})"
SEQUENCE = re.compile(f".{REST}", re.DOTALL)
KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
# First code points that mean something else with what follows: a flag with tags, a letter of a flag with the next.
GROWING = frozenset("\U0001F3F4") | {chr(code) for code in range(0x1F1E6, 0x1F200)}


class Emoji(NamedTuple):
    """A row of the table. Codes are hexadecimal, empty where the carrier lacks it; text is Unicode.

    docomo_private and the like are code points of the Private Use Area in the carrier's UTF-8; au_private_2
    are those that au's phones send (KDDI's unofficial set, Shift_JIS - 0x700); softbank_web is the code between
    ESC $ and SI; google is the code point of Android before 4.3; near_* is the text a carrier shows instead.
    """

    text: str
    docomo_sjis: str
    docomo_private: str
    au_sjis: str
    au_private: str
    au_private_2: str
    softbank_sjis: str
    softbank_private: str
    softbank_web: str
    google: str
    near_docomo: str
    near_au: str
    near_softbank: str
    words: str
    name: str

    def codes(self, carrier):
        """The private code points that a carrier's phones send for it."""
        found = (self.au_private, self.au_private_2) if carrier == "au" else (getattr(self, f"{carrier}_private"),)
        return [chr(int(code, 16)) for code in found if code]

    @property
    def is_mark(self):
        """A carrier's own mark: Unicode has no code point for it, so its words are its text."""
        return self.text[0] == "［"


@functools.cache
def table():
    """Every Emoji by its text, which has no variation selectors."""
    with _FILE.open(encoding="utf-8") as lines:
        rows = (Emoji._make(line.rstrip("\n").split("\t")) for line in lines if not line.startswith("# "))
        next(rows)  # the names of the columns
        return {row.text: row for row in rows}


def is_dress(character):
    """Whether a character only says how the emoji before it looks."""
    return _DRESS.match(character) is not None


def undressed(sequence):
    """A sequence without tones of skin and selectors: as the table has it."""
    return _DRESS.sub("", sequence)


def ungendered(sequence):
    """🏃‍♀ as 🏃: handsets draw one of them."""
    return _GENDER.sub("", sequence)


def split(text):
    """The emoji of a near match, each on its own."""
    return [match[0] for match in SEQUENCE.finditer(text)]


@functools.cache
def private_points(carrier):
    """{private code point: text} of what a carrier's phones send in UTF-8."""
    return {point: row.text for row in table().values() for point in row.codes(carrier)}


@functools.cache
def google_points():
    """{private code point: text} of Android before 4.3."""
    return {chr(int(row.google, 16)): row.text for row in table().values() if row.google}
