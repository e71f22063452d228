"""五十音: under which kana a name stands in an index by its reading."""

import unicodedata

from models.user import fold_name

OTHER = "他"  # letters, digits, kanji whose reading nobody told
# {what an index shows: the kana of its row}
ROWS = {
    "あ": "あいうえお", "か": "かきくけこ", "さ": "さしすせそ", "た": "たちつてと", "な": "なにぬねの", "は": "はひふへほ", "ま": "まみむめも",
    "や": "やゆよ", "ら": "らりるれろ", "わ": "わをん", OTHER: OTHER,
}
_FULL_SIZE = dict(zip("ァィゥェォッャュョヮヵヶヰヱ", "アイウエオツヤユヨワカケイエ", strict=True))


def initial(reading):
    """The kana under which a reading stands, as a plain hiragana: か for ガ, つ for っ, う for ヴ; OTHER where it begins with none.

    Half-width kana and kanji count as in fold_name(); ゐ and ゑ stand under い and え, as they are read.
    """
    first = unicodedata.normalize("NFD", fold_name(reading))[:1]  # without its voice mark
    first = _FULL_SIZE.get(first, first)
    return chr(ord(first) - 0x60) if "ア" <= first <= "ン" else OTHER


def place(reading):
    """A text by which readings sort as an index does: the initial, then the reading as names are compared."""
    return initial(reading) + fold_name(reading)[:100]


def span(kana):
    """(first, end) of the places under these kana, one or those of a row; the end is not among them."""
    return kana[0], chr(ord(kana[-1]) + 1)
