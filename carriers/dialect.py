"""Dialect: the one list of questions a page asks of a phone.

The defaults are those of a modern browser. A carrier's file states only what
differs there, so a new question is one field here and one answer where it matters.
"""

from dataclasses import dataclass

from carriers import text


@dataclass(frozen=True, slots=True, eq=False)
class Dialect:
    """How to write a page for one kind of phone, and how to read what it sends.

    Compared by identity: there is one object per dialect, and tables are kept by it.
    """

    name: str

    # Bytes. codec: a name in carriers.text.CODECS; charset: the label in header and page.
    codec: str = "utf-8"
    charset: str = "UTF-8"
    content_type: str = "text/html"  # the media type, without its charset

    # Markup. html5; xhtml: well-formed XML, XHTML Basic's elements;
    # chtml: HTML 3.2 without tables or style, empty elements unclosed.
    markup: str = "html5"
    prolog: str = "<!DOCTYPE html>"  # everything before <html>

    # Look. link: a style sheet in a file; inline: style attributes;
    # font: <font> and bgcolor only.
    style: str = "link"
    stylesheet: str = "touch"  # a name in static/, without .css

    # Forms and keys. inputmode: HTML5's attribute and input types; istyle: istyle="1";
    # istyle+mode: istyle and mode="hiragana"; wap: style="-wap-input-format:...".
    input_mode: str = "inputmode"
    access_key: str = "accesskey"  # the attribute's name; directkey on SoftBank 2G
    key_label: str = "none"  # emoji: its number emoji before a link; badge: <kbd>; none: no keys
    script: bool = True

    # Files. upload: some phones of this kind send files from a form (Device.uploads says which).
    upload: bool = True
    file_limit: int = 100_000_000  # bytes of the largest file it takes
    picture: str = "JPEG"  # the format of pictures it shows: JPEG, GIF or PNG; empty where none is known
    picture_width: int = 1_024  # pixels, where the device doesn't tell its screen; a style sheet fits wider ones
    picture_limit: int = 250_000  # bytes of one picture in a page
    pictures: int = 5  # in one page: all of them together count where a page's size does

    # Text.
    half_width_kana: bool = False  # labels in half-width kana: the screen is narrow
    url_limit: int = 2000  # bytes of a URL the phone takes

    # Limits and first guesses, where the device says nothing better.
    page_limit: int = 100_000  # bytes of markup
    redirects: int = 5  # in a row
    cookies: str = "unknown"  # yes, no, unknown: only a guess, proved at login

    @property
    def header(self):
        """The Content-Type header's value."""
        return f"{self.content_type}; charset={self.charset}"

    def encode(self, page):
        """The bytes of a page for this phone. Never fails: what the phone lacks is substituted."""
        return text.encode(page, self.codec)

    def decode(self, data):
        """The text of bytes this phone sent; raises text.MalformedText."""
        return text.decode(data, self.codec)

    def shown(self, value):
        """A text as it comes back from this phone when nobody edits it."""
        return text.shown(value, self.codec)

    def merge(self, original, returned):
        """A field's new text, with every part of the original that was not edited kept whole."""
        return text.merge(original, returned, self.codec)
