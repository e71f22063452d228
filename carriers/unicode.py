"""UTF-8: SoftBank's phones of 3G, with private code points; smartphones, with or without emoji; today's browsers."""

import codecs
import re
from functools import cached_property

from carriers import emoji, look_alikes
from carriers.codec import Codec, MalformedText

# Scripts that no Japanese phone of 3G has glyphs for, as it has none beyond the first plane.
_NO_GLYPHS = [(0x0590, 0x1E00), (0xA000, 0xD800)]


def _name_surrogate(error):
    """A lone surrogate is no text; nothing decodes to one, and a page with one must not fail."""
    return "".join(f"［U+{ord(character):04X}］" for character in error.object[error.start:error.end]).encode(), error.end


codecs.register_error("carriers.surrogate", _name_surrogate)


class Utf8(Codec):
    """A browser of today: text goes out as it is, numeric references stay as a person typed them."""

    def __init__(self, name):
        super().__init__(name, None)

    def encode(self, text):
        """The bytes of a text for this phone. Never fails."""
        return text.encode("utf-8", "carriers.surrogate")

    def decode(self, data):
        """The text of bytes that this phone sent; raises MalformedText."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedText(f"byte {error.start}: {data[error.start:error.end].hex()} is no UTF-8") from None
        if look_alikes.PRIVATE.search(text):
            text = look_alikes.PRIVATE.sub(self.from_private, text)
        return look_alikes.canonical(text)

    @cached_property
    def private(self):
        """Every carrier's and old Android's code points. SoftBank's win where au has the same: iOS before 5 sent them."""
        found = {}
        for carrier in ("docomo", "au", "softbank"):
            found |= emoji.private_points(carrier)
        return found | emoji.google_points()


class Utf8Emoji(Utf8):
    """A phone that knows UTF-8 but not Unicode's emoji: SoftBank's own go out as private code points, the rest as words."""

    def __init__(self, name, carrier):
        super().__init__(name)
        self.carrier = carrier

    def code(self, row):
        return chr(int(row.softbank_private, 16))

    def write(self, text):
        return text

    def encode(self, text):
        parts = self._lacking.split(self.placed(text))  # what is lacking, and what is between
        try:
            parts[1::2] = map(self.known.__getitem__, parts[1::2])
        except KeyError:  # the first time
            parts[1::2] = map(self.spelled, parts[1::2])
        return super().encode("".join(parts))

    def key(self, character):
        return character if self.carrier else f"［{character}］"

    def substitute(self, character):
        return character if not self.carrier and character.isprintable() else super().substitute(character)

    @cached_property
    def _lacking(self):
        """What this phone lacks or has its own code for, as whole sequences.

        It starts with the set of all other characters, negated: so the search takes half the time.
        """
        rows = emoji.table().values()
        first = {ord(row.text[0]) for row in rows if not row.is_mark and "\u20e3" not in row.text} | {0xFE0E, 0xFE0F, 0x200D}
        first -= set() if self.carrier else set(map(ord, "©®™"))
        ranges = [(code, code + 1) for code in first if code < 0x10000] + (_NO_GLYPHS if self.carrier else [])
        end, others = 0, ""
        for start, after in [*sorted(ranges), (0x10000, 0)]:
            others += f"\\u{end:04x}-\\u{start - 1:04x}" if start > end else ""
            end = max(end, after)
        return re.compile(f"([^{others}]{emoji.REST})", re.DOTALL)


class SoftBank(Utf8Emoji):
    """SoftBank 3GC: private code points in UTF-8; web codes and references to private code points come in too."""

    def __init__(self, name):
        super().__init__(name, "softbank")

    @cached_property
    def private(self):
        return emoji.private_points("softbank")

    def decode(self, data):
        return self.unfold_references(self.unfold_web_codes(super().decode(data)))
