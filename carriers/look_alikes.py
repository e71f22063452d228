"""Characters that look alike: one code point for each inside, and a readable form for phones that lack the character."""

import functools
import pathlib
import re
import unicodedata

PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_DATA = pathlib.Path(__file__).parent / "data"

# Vendors disagree about six characters of JIS X 0208: Windows has the left ones, most others the right ones, and
# CP932 encodes both. Inside there is one, so that a text does not tell which phone it came from. The wave dash and
# the minus are the standard's own; ∥ (U+2225) is what CP932 and so most texts have for the standard's ‖.
_CANONICAL = str.maketrans("～－‖￠￡￢", "〜−∥¢£¬")
_NOT_CANONICAL = re.compile("[～－‖￠￡￢]")

# Compatible forms that would be markup in a page, which is escaped by then (≮ has the form < with a stroke), or read
# as a failed conversion.
_HARMLESS = str.maketrans("<>&\"'?", "＜＞＆＂＇？")
_BLANK = "\u115f\u1160\u2800\u3164"  # no letter stands there, whatever their category says
# A tag's own > followed by a text that starts with a stroke must not become ≯, nor the ; of a reference something else.
_MARKED = re.compile("[^<=>\"&';\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")
_KIND = re.compile(r"^.*\b(?:LETTER|SYLLABLE|IDEOGRAPH-\w+) ?")
_LATIN = re.compile(r"(?:NEGATIVE )?(CIRCLED |SQUARED )?LATIN (CAPITAL|SMALL) LETTER ([A-Z])(?: WITH .+)?")


def canonical(text):
    """The text with one code point for each character that vendors map differently."""
    return text.translate(_CANONICAL) if _NOT_CANONICAL.search(text) else text


def composed(text):
    """The text, or page, with combining marks made one with their letters (か + ゛ as が); markup's characters take none."""
    return _MARKED.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def is_combining(character):
    return character in "\u3099\u309a" or "\u0300" <= character <= "\u036f"


def in_cp932(text):
    """Whether text has a place in CP932; private code points have none."""
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return not any("\ue000" <= character <= "\uf8ff" or character in "\x80\xa0" for character in text)


@functools.cache
def nearest():
    """{character: a form of it that says the same}: characters and words of CP932, and emoji."""
    found = {}
    for characters, forms in _rows("look_alikes.tsv"):
        by_one = len(forms) == len(characters) and forms[0] != "［"
        found |= dict(zip(characters, forms)) if by_one else dict.fromkeys(characters, forms)
    return found


@functools.lru_cache(4096)
def substitute(character):
    """How a character that CP932 lacks is written with those it has: another form of it, else its name in ［］."""
    near = " " if character.isspace() else _readable(nearest().get(character, character))
    if near is not None:
        return near
    return _kanji().get(unicodedata.normalize("NFC", character)) or _latin(character) or _named(character)


def private_name(character):
    """What a private code point is called: it means nothing to the next reader."""
    return f"［外字{ord(character):04X}］"


def _readable(text):
    """The text, or its compatible form without accents, if CP932 has that; empty for what has no width."""
    if in_cp932(text):
        return text
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(nearest().get(part, part) for part in parts if not unicodedata.combining(part))
    form = unicodedata.normalize("NFC", plain).translate(_HARMLESS)
    if in_cp932(form):
        return f"({form})" if unicodedata.decomposition(text[0]).startswith("<circle>") else form
    return "" if all(part in _BLANK or unicodedata.category(part) in ("Mn", "Me", "Cf", "Cc") for part in parts) else None


def _latin(character):
    """The letter that this one is, but for a stroke or a hook: đ as d."""
    match = _LATIN.fullmatch(unicodedata.name(character, ""))
    if not match:
        return None
    circled, case, letter = match.groups()
    letter = letter if case == "CAPITAL" else letter.lower()
    return f"({letter})" if circled else letter


def _named(character):
    """［GA］ for a Hangul syllable, ［U+20089］ for a kanji nobody knows: named, so that nobody reads something else."""
    name = _KIND.sub("", unicodedata.name(character, ""))
    return f"［{name}］" if name else f"［U+{ord(character):04X}］"


@functools.cache
def _kanji():
    """{kanji that CP932 lacks: the form of it that CP932 has}"""
    return {kanji: form for kanji, form, _ in _rows("kanji.tsv")}


def _rows(name):
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
