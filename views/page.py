"""The only renderer: compile per dialect, render, encode, fit to the phone's page limit."""

import functools
import itertools
import pathlib
import re
import zlib
from typing import NamedTuple

from carriers import DIALECTS
from carriers.text import CODECS, half_width
from views import html
from views.kept import Kept, fingerprint
from views.tailor import STATIC, Tailor, access_key, has_pickers, key_label
from views.template import compile_template, page_function

VIEWS = pathlib.Path(__file__).parent
_INCLUDE = "% include('"
_BODY_LINE = "% body()\n"  # where the layout takes the page
_JOIN = re.compile(r"\\\\\n(?!%)")  # bottle's two backslashes at a line's end mean something before a line of code only


def names():
    """Every page template, as handlers name it: schedule/day."""
    found = (path.relative_to(VIEWS).with_suffix("") for path in VIEWS.glob("*/*.tpl") if path.parent.name != "parts")
    return sorted({str(name).removesuffix(".keitai") for name in found})


def compile_all():
    """Compiles every page for every dialect, so that a template that fails stops the start; once, while nothing changes."""
    kept = _kept()
    if kept:
        return
    keys = [(name, dialect, "labels" if dialect.half_width_kana else "none") for name in names() for dialect in DIALECTS]
    kept.write({_key(*key): _code(*key) for key in keys})
    _tailored.cache_clear()  # the source of what is compiled isn't needed any more


@functools.cache
def _kept():
    return Kept(fingerprint())


def _key(name, dialect, kana):
    return name, dialect.name, kana


@functools.cache
def compiled(name, dialect, kana):
    """The template of a page in a dialect: a function of its values that returns the page's text."""
    return page_function(_kept().find(_key(name, dialect, kana)) or _code(name, dialect, kana), _helpers(dialect))


def _code(name, dialect, kana):
    try:
        written = _Written.of(dialect)
        source = _JOIN.sub("", _tailored("layout", written, kana).replace(_BODY_LINE, _tailored(name, written, kana)))
        return compile_template(CODECS[dialect.codec].placed("{{!_prolog}}" + source), frozenset(_helpers(dialect)))
    except SyntaxError as error:
        raise SyntaxError(f"template {name} for {dialect.name}: {error}") from error


class _Written(NamedTuple):
    """What a template's tailoring asks of a dialect; many dialects answer all of it alike."""

    markup: str
    style: str
    stylesheet: str
    input_mode: str
    access_key: str
    key_label: str
    upload: bool

    @classmethod
    def of(cls, dialect):
        return cls(*(getattr(dialect, field) for field in cls._fields))


@functools.cache
def _tailored(name, written, kana):
    """A template's source in a dialect's own language, parts pasted in."""
    return Tailor(written, kana)("\n".join(_paste(name, written)))


def _source(name, dialect):
    """A template's text; its keitai variant where there is one and the dialect is not HTML5."""
    return _read(name, dialect.markup != "html5")


@functools.cache
def _read(name, is_keitai):
    variant = VIEWS / f"{name}.keitai.tpl"
    return (variant if is_keitai and variant.exists() else VIEWS / f"{name}.tpl").read_text("utf-8")


def _paste(name, written):
    for line in _source(name, written).splitlines():
        line = line.strip()
        if line.startswith(_INCLUDE):
            yield from _paste(line[len(_INCLUDE):].split("'")[0], written)
        else:
            yield line


@functools.cache
def _asset(name):
    """A static file's URL; it changes with the file, so that phones may keep it for a year."""
    return f"/static/{name}?{zlib.crc32((STATIC / name).read_bytes()):x}"


_day_path = functools.lru_cache(4_096)(html.day_path)  # strftime takes 2 µs, and a page asks for twenty days


class _Labels(dict):
    """{key of the phone: text}; no text for what is no key."""

    def __missing__(self, key):
        return ""


@functools.cache
def _helpers(dialect):
    """What every template may call, bound to the dialect."""
    iso = has_pickers(dialect)
    keys = [*range(10), *"0123456789*#"] if dialect.key_label != "none" else []
    labels = _Labels({key: CODECS[dialect.codec].placed(key_label(dialect, str(key))) for key in keys})
    attributes = _Labels({
        key: " " + " ".join(name if value is None else f'{name}="{value}"' for name, value in access_key(dialect, str(key)).items())
        for key in keys
    })
    return {
        "_prolog": dialect.prolog, "_charset": dialect.charset, "_header": dialect.header, "_style": _asset(dialect.stylesheet + ".css"),
        "_key": labels.__getitem__,
        "_accesskey": attributes.__getitem__,
        "_fold": lambda value: html.escape(half_width(str(value))),
        "_asset": _asset,
        "_date": lambda day: day if isinstance(day, str) else day.strftime("%Y-%m-%d" if iso else "%Y%m%d"),
        "_time": lambda moment: moment if isinstance(moment, str) else moment.strftime("%H:%M" if iso else "%H%M"),
        "clock": html.clock, "day_label": html.day_label, "day_path": _day_path, "hours": html.hours, "span": html.span,
    }


_TITLES = 6  # the part of a page that too long a title may take; it stands there twice


def _fitted(title, dialect, room):
    """A title in so many bytes: one in a script that the phone writes in words would leave no room for what it is the title of."""
    kept = title
    while len(dialect.encode(kept)) > room:
        kept = kept[:-1]
    return title if kept == title else f"{kept}…"


def render(visit, name, values):
    """The bytes of a page for a visit's phone.

    A value that is a Slice gives way, step by step, until the page is within the phone's limit;
    what it leaves out is a page further.
    """
    dialect = visit.device.dialect
    template = compiled(name, dialect, visit.kana)
    filled = visit.slots() | values
    body = dialect.encode(template(filled))
    limit = visit.device.page_limit
    if len(body) > limit:
        filled["title"] = _fitted(values["title"], dialect, limit // _TITLES)
        body = dialect.encode(template(filled))
        parts = [value for value in values.values() if isinstance(value, Slice)]
        for part in parts + [part.last_resort for part in parts if part.last_resort]:
            while len(body) > limit and part.shrink(len(body) - limit):
                body = dialect.encode(template(filled))
    return body


_LONGEST_WHOLE = 16  # characters; a longer chain of marks or joined emoji may be torn


class Slice:
    """A part of a list or a long text: as much as the page takes, with a way to the rest.

    whole: a list of rows or a str; start: the first index shown; url: the page's own path, to
    which the start of another part is added. last_resort: another Slice, that gives way where all
    of the page's have.
    """

    last_resort = None

    def __init__(self, whole, start, size, url=""):
        self.whole = whole
        self.start = max(0, min(start, len(whole) - 1)) if whole else 0
        self.end = self._boundary(min(len(whole), self.start + size), self.start)
        self.size = size
        self.url = url
        self._before = None  # (how much was shown, the excess then) at the last step of giving way

    @property
    def shown(self):
        return self.whole[self.start:self.end]

    @property
    def numbered(self):
        """The rows with the keys that open them: 1 to 9."""
        return list(zip(itertools.chain(range(1, 10), itertools.repeat("")), self.shown))

    @property
    def next(self):
        """The next part's URL, or None."""
        return self._at(self.end) if self.end < len(self.whole) else None

    @property
    def previous(self):
        return self._at(self._boundary(max(0, self.start - self.size), 0)) if self.start else None

    def _at(self, start):
        return f"{self.url}{'&' if '?' in self.url else '?'}p={start}"

    def shrink(self, excess):
        """Gives way by about the excess in bytes; False when nothing can go."""
        count = self.end - self.start
        if count <= 1:
            return False
        # Never more than half: the guess may be wrong, as a character takes from one byte to some fifty in words.
        gone = min(max(1, excess // self._size_of_one(count, excess)), count // 2)
        self._before = count, excess
        self.end = self._boundary(self.end - gone, self.start)
        return True

    def _size_of_one(self, count, excess):
        """Bytes of a row or a character, as the last step has shown; before that a guess that takes little."""
        if self._before and excess < self._before[1]:
            return max(1, (self._before[1] - excess) // (self._before[0] - count))
        return 20 if isinstance(self.whole, str) else excess

    def _boundary(self, index, first):
        """In a text, the index moved back, but not to the first, so that no emoji sequence or mark is torn from its base."""
        if not isinstance(self.whole, str) or index == len(self.whole):
            return index
        for place in range(index, max(first, index - _LONGEST_WHOLE), -1):
            if not _joins(self.whole[place - 1], self.whole[place]) or self._is_between_flags(place):
                return place
        return index

    def _is_between_flags(self, index):
        """Whether one flag ends here and another begins: two letters are a flag, however many stand in a row."""
        first = index
        while first and _is_flag_letter(self.whole[first - 1]):
            first -= 1
        return first < index and (index - first) % 2 == 0 and _is_flag_letter(self.whole[index])


def _is_flag_letter(character):
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _joins(left, right):
    code = ord(right)
    return (
        left == "\u200d" or right in "\u200d\ufe0e\ufe0f\u20e3\u3099\u309a" or 0x300 <= code <= 0x36F
        or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F
        or (_is_flag_letter(left) and _is_flag_letter(right))
    )


class Window(Slice):
    """A part of a list that may be very long: no more of it is read than is shown.

    fetch(start, count): at most so many rows from the one with this index on.
    """

    def __init__(self, fetch, start, size, url):
        rows = fetch(start, size + 1)
        if start and not rows:  # rows have gone since the link was made
            start, rows = 0, fetch(0, size + 1)
        self._rows, self._first = rows, start
        super().__init__(range(start + len(rows)), start, size, url)

    @property
    def shown(self):
        return self._rows[:self.end - self._first]


NOTHING = Slice("", 0, 0)
