"""A page as a phone got it, taken apart for the checks: tags in their order, nesting, links, words."""

import functools
import re
from html.parser import HTMLParser
from typing import NamedTuple

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
# Elements whose end HTML lets go unwritten (HTML Standard, "Optional tags"); our own pages never do.
_OPTIONAL_END = {"li", "dt", "dd", "p", "option", "optgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "html", "head", "body"}


class Tag(NamedTuple):
    """An opening tag.

    line: where it stands, from 1; text: the words up to its end; before: the last words before it; parent: the place of
    the tag around it in Reading.tags, or None; own: the words that stand in it and in no tag within it.
    """

    name: str
    attributes: dict
    line: int
    text: str
    before: str
    parent: int | None = None
    own: str = ""


class Reading(NamedTuple):
    """tags: every opening Tag; unpaired: a sentence for each tag that doesn't pair; doubled: attributes that stand twice in a tag."""

    tags: tuple
    unpaired: tuple
    doubled: tuple
    text: str

    def named(self, *names):
        """The tags of these elements."""
        return [tag for tag in self.tags if tag.name in names]

    @property
    def title(self):
        return next((tag.text.strip() for tag in self.named("title")), "")

    @property
    def sheets(self):
        """The addresses of the style sheets that it names."""
        return [tag.attributes.get("href", "") for tag in self.named("link") if "stylesheet" in tag.attributes.get("rel", "").lower()]

    def around(self, tag):
        """The tags that a tag stands in, the nearest first."""
        while tag.parent is not None:
            tag = self.tags[tag.parent]
            yield tag


@functools.lru_cache(32)
def read(source, is_xml=False):
    """Takes a page's text apart. Never fails: what is wrong is noted. is_xml: every element must be closed."""
    parser = _Parser(is_xml)
    parser.feed(source)
    parser.close()
    return parser.reading()


class _Parser(HTMLParser):
    def __init__(self, is_xml):
        super().__init__(convert_charrefs=True)
        self._is_xml = is_xml
        self._tags, self._texts, self._open, self._unpaired, self._doubled = [], [], [], [], []
        self._words, self._own = [], []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        self._doubled += [f"<{tag} {name}>" for name in {name for name in names if names.count(name) > 1}]
        line = self.getpos()[0]
        parent = self._open[-1][1] if self._open else None
        self._tags.append((tag, {name: value or "" for name, value in attributes}, line, "".join(self._words[-3:])[-20:], parent))
        self._texts.append([])
        self._own.append([])
        if tag not in VOID:
            self._open.append((tag, len(self._tags) - 1))
        elif self._is_xml:
            self._unpaired.append(f"<{tag}> ({line}行目)が閉じていません")

    def handle_startendtag(self, tag, attributes):
        is_xml, self._is_xml = self._is_xml, False
        self.handle_starttag(tag, attributes)
        self._is_xml = is_xml
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self._is_xml:
            while self._open and self._open[-1][0] != tag and self._open[-1][0] in _OPTIONAL_END and tag in [name for name, _ in self._open]:
                self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        else:
            self._unpaired.append(f"</{tag}> ({self.getpos()[0]}行目)に対応する開始タグがありません")
            if tag in [name for name, _ in self._open]:
                while self._open.pop()[0] != tag:
                    pass

    def handle_data(self, data):
        if not self._open and data.strip() and self._tags and self._tags[0][0] == "html":
            self._unpaired.append(f"</html> の後ろに文字があります({self.getpos()[0]}行目)")
        self._words.append(data)
        for _, place in self._open:
            self._texts[place].append(data)
        if self._open:
            self._own[self._open[-1][1]].append(data)

    def reading(self):
        left = [name for name, _ in self._open if self._is_xml or name not in _OPTIONAL_END]
        unpaired = [*self._unpaired, *(f"<{name}> が閉じていません" for name in left)]
        tags = tuple(
            Tag(name, attributes, line, "".join(text), before, parent, "".join(own))
            for (name, attributes, line, before, parent), text, own in zip(self._tags, self._texts, self._own))
        return Reading(tags, tuple(unpaired), tuple(self._doubled), "".join(self._words))


def declared_charsets(source):
    """The charsets that the page itself names in its XML declaration and meta tags, in lower case, each once."""
    found = re.findall(r"<\?xml[^>]*encoding=[\"']([\w-]+)|<meta[^>]*charset=[\"']?([\w-]+)", source, re.IGNORECASE)
    return list(dict.fromkeys((declared or named).lower() for declared, named in found))
