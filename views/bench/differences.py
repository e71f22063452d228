"""Where two phones got something else: facts, headers, and the pages line by line."""

import difflib
from typing import NamedTuple

from carriers.checks.finding import is_page
from views.qa import answer
from views.qa.runner import masked

_MOST_LINES = 3_000  # of each page
_LONGEST = 500  # characters of a line within which the difference is looked for
_ALIKE = 0.6  # of a line, below which two lines have nothing to do with each other
_SAME_AROUND = 3  # lines shown around what differs
_NAMES = {
    "carrier": "携帯電話会社", "dialect": "方言", "charset": "文字コード", "content_type": "Content-Type", "markup": "マークアップ", "style": "スタイル",
    "input_mode": "入力の指定", "access_key": "アクセスキー", "codec": "絵文字", "half_width_kana": "半角カナ", "page_limit": "ページの上限",
}


class Fact(NamedTuple):
    """name, and its value on each phone."""

    name: str
    one: str
    other: str

    @property
    def differs(self):
        return self.one != self.other


class Line(NamedTuple):
    """A line of both pages.

    kind: equal, replace, delete, insert, or skip for a number of lines left out; one, other: [(text, whether it
    differs)], empty where a page has no such line.
    """

    kind: str
    one: list
    other: list
    number: int = 0


def facts(one, other):
    """[Fact] of two Seen: what was decided on, and what came of it."""
    values = [(name, _of(one, field), _of(other, field)) for field, name in _NAMES.items()]
    values += [
        ("セッション", one.mode or "なし", other.mode or "なし"), ("ステータス", one.page.status, other.page.status),
        ("題", one.page.title, other.page.title), ("大きさ", f"{len(one.page.body):,}バイト", f"{len(other.page.body):,}バイト"),
        ("転送", f"{one.page.redirects}回", f"{other.page.redirects}回"), ("指摘", len(one.page.findings), len(other.page.findings)),
    ]
    return [Fact(name, str(first), str(second)) for name, first, second in values]


def _of(seen, field):
    device = seen.phone.device
    if field == "dialect":
        return device.dialect.name
    found = getattr(device, field) if field in device._fields else getattr(device.dialect, field)
    if isinstance(found, bool):
        return "はい" if found else "いいえ"
    return "—" if found is None else f"{found:,}" if isinstance(found, int) else found


def headers(one, other):
    """[Fact] of the headers of two Seen, "—" where one lacks it."""
    first, second = dict(one.page.headers), dict(other.page.headers)
    return [Fact(name, first.get(name, "—"), second.get(name, "—")) for name in dict.fromkeys([*first, *second])]


def lines(one, other):
    """[Line] of the pages of two Seen, without long runs of what is the same. Ids that are new each time don't count."""
    first, second = _lines(one), _lines(other)
    found = []
    for kind, start, end, other_start, other_end in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _equal(first[start:end], is_first=start == 0, is_last=end == len(first))
            continue
        left, right = first[start:end], second[other_start:other_end]
        pairs = min(len(left), len(right))
        found += [Line("replace", *_within(before, after)) for before, after in zip(left, right)]
        found += [Line("delete", [(text, True)], []) for text in left[pairs:]]
        found += [Line("insert", [], [(text, True)]) for text in right[pairs:]]
    return found


def _lines(seen):
    page = seen.page._replace(body=masked(seen.page.body))
    text = answer.written(seen.phone.device, page) if is_page(page.headers) else ""
    return answer.coloured(answer.lines(text)).splitlines()[:_MOST_LINES]


def _equal(texts, is_first, is_last):
    """Lines that are the same; of many only those beside a difference."""
    whole = [Line("equal", [(text, False)], [(text, False)]) for text in texts]
    before, after = (0 if is_first else _SAME_AROUND), (0 if is_last else _SAME_AROUND)
    skipped = len(whole) - before - after
    return whole if skipped <= 1 else [*whole[:before], Line("skip", [], [], skipped), *whole[len(whole) - after:]]


def _within(one, other):
    """Both texts as parts: what they share, and what differs."""
    if max(len(one), len(other)) > _LONGEST:
        return [(one, True)], [(other, True)]
    matcher, left, right = difflib.SequenceMatcher(None, one, other, autojunk=False), [], []
    if matcher.ratio() < _ALIKE:
        return [(one, True)], [(other, True)]
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        left += [(one[start:end], kind != "equal")] if end > start else []
        right += [(other[other_start:other_end], kind != "equal")] if other_end > other_start else []
    return left, right
