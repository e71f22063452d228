"""Text at the door: a phone's bytes in, Unicode inside, a phone's bytes out.

Inside, an emoji is its standard code point, bare of the selectors that no handset sends, and each character that vendors
map differently is one code point (look_alikes). No private code point is stored: a carrier's own mark, for which
Unicode has none, is its words, ［iモード］, which every phone can show and which the carrier's phones get as the mark.

A phone gets the carrier's code, else the nearest emoji it has, else a look-alike (✖ ×), else words in ［］; other characters
it lacks become another form of themselves (𠮷 吉, é e, ♡ ❤), else their name. What was lost that way on the screen, merge() keeps in the text.

Numeric references come from phones whose charset lacks a character. So those to private code points are read for every
carrier, those to other characters only in Shift_JIS and only where Shift_JIS lacks them; all others a person typed.
"""

import functools

from carriers import merging
from carriers.codec import MalformedText
from carriers.shift_jis import ShiftJis, SoftBankShiftJis
from carriers.unicode import SoftBank, Utf8, Utf8Emoji
from carriers.width import half_width

__all__ = ["CODECS", "MalformedText", "convert", "decode", "encode", "half_width", "merge", "shown"]

CODECS = {codec.name: codec for codec in (
    ShiftJis("docomo", "docomo"),
    ShiftJis("au", "au", also="docomo"),  # au draws docomo's codes and sends them on when pasted
    SoftBank("softbank"),
    SoftBankShiftJis("softbank-sjis", web=False),
    SoftBankShiftJis("jphone", web=True),
    ShiftJis("willcom", "docomo"),
    ShiftJis("emobile", "docomo"),
    Utf8("utf-8"),
    Utf8Emoji("utf-8-words", None),
)}


def encode(text, codec):
    """The bytes of a text, or of a finished page, for a phone. Never fails: what the phone lacks is substituted."""
    return CODECS[codec].encode(text)


def decode(data, codec):
    """The text of bytes that a phone sent; raises MalformedText for bytes that such a phone can't send."""
    return CODECS[codec].decode(data)


def shown(text, codec):
    """A text as a form field of that phone returns it when nobody edits it: line ends are newlines, as Form has them."""
    codec = CODECS[codec]
    try:
        returned = codec.decode(codec.encode(text))
    except MalformedText:  # a control sequence that somebody stored otherwise: nobody knows what a phone makes of it
        return text
    return returned.replace("\r\n", "\n").replace("\r", "\n") if "\r" in returned else returned


def merge(original, returned, codec):
    """The text that a field returned, with every part of the original that was not edited kept whole."""
    return merging.merge(original, returned, functools.partial(shown, codec=codec))


def convert(data, source, target):
    """The bytes of a text that one phone sent, as another phone gets them; raises MalformedText."""
    return encode(decode(data, source), target)
