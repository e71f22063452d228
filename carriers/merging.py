"""Loss-free editing: a text that came back from a phone, with what the phone could not show put back in its place."""

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher

from carriers import emoji

# One character as a reader sees it, with the marks and invisible characters that belong to it; line ends; references.
_ATOM = re.compile(
    rf"{emoji.KEYCAP.pattern}|&#\w{{1,7}};|\r\n?|(?:{emoji.SEQUENCE.pattern})[\u0300-\u036f\u3099\u309a\u200b-\u200f\u20e3\ufeff]*",
    re.DOTALL,
)
_SMALL = 100_000  # tokens before times tokens after that are still compared one by one
_GRAM = 8  # tokens in a row that anchor a long text where both versions have them once


def merge(original, returned, shown):
    """The new text: what was edited as it was typed, everything else as it was in the original.

    shown: how a text comes back from the phone unedited. A substitute that was edited inside
    is what was typed, never a part of the original.
    """
    display = shown(original)
    if display == original and not display.startswith("\n"):
        return returned
    returned = _with_first_line(display, returned)
    if returned == display:
        return original
    atoms = _atoms(original, shown)
    if "".join(after for _, after in atoms) != display:
        return returned  # the phone reads the parts otherwise than the whole: nothing is sure
    return _merge(atoms, returned)


def _with_first_line(display, returned):
    """HTML drops a newline right after <textarea> (HTML 5, 13.2.6.4.7): the first line, if empty, is put back."""
    newlines, left = (len(text) - len(text.lstrip("\n")) for text in (display, returned))
    dropped = newlines and left == newlines - 1 and returned[:1] == display[1:2]
    return "\n" + returned if dropped else returned


def _atoms(original, shown):
    """[(part of the original, what the phone returns for it)]; a part that vanishes goes with the one before it."""
    atoms, known = [], {}
    for match in _ATOM.finditer(original):
        part = match[0]
        after = known.get(part)
        if after is None:
            after = known[part] = shown(part)
        if after == "" and atoms:
            atoms[-1] = (atoms[-1][0] + part, atoms[-1][1])
        else:
            atoms.append((part, after))
    if len(atoms) > 1 and atoms[0][1] == "":
        atoms[:2] = [(atoms[0][0] + atoms[1][0], atoms[1][1])]
    return atoms


def _merge(atoms, returned):
    start, end = 0, len(atoms)
    first, last = 0, len(returned)
    while start < end and returned.startswith(atoms[start][1], first, last):
        first += len(atoms[start][1])
        start += 1
    while end > start and returned.endswith(atoms[end - 1][1], first, last):
        last -= len(atoms[end - 1][1])
        end -= 1
    middle = _middle(atoms[start:end], returned[first:last])
    before, after = ("".join(part for part, _ in some) for some in (atoms[:start], atoms[end:]))
    return before + middle + after


def _middle(atoms, returned):
    """Between the first edit and the last: substitutes count as one token each, so none is torn."""
    words = sorted({after for part, after in atoms if part != after and len(after) > 1}, key=len, reverse=True)
    token = re.compile("|".join([*map(re.escape, words), "."]), re.DOTALL)
    shown, typed = [after for _, after in atoms], token.findall(returned)
    for i, j in _matches(shown, typed):
        typed[j] = atoms[i][0]
    return "".join(typed)


def _matches(old, new):
    """Pairs of places where the two lists have the same, in order; about linear in time for long lists."""
    if len(old) * len(new) <= _SMALL:
        yield from _compared(old, new, 0, 0)
        return
    i = j = 0
    for next_i, next_j in [*_anchors(old, new), (len(old), len(new))]:
        if next_i >= i and next_j >= j:
            yield from _gap(old, new, (i, next_i), (j, next_j))
            i, j = next_i, next_j
            while i < len(old) and j < len(new) and old[i] == new[j]:
                yield i, j
                i, j = i + 1, j + 1


def _gap(old, new, i, j):
    """Matches within a stretch between two anchors: its end, then the rest if that is short."""
    (start, end), (first, last) = i, j
    while end > start and last > first and old[end - 1] == new[last - 1]:
        end, last = end - 1, last - 1
        yield end, last
    if (end - start) * (last - first) <= _SMALL:
        yield from _compared(old[start:end], new[first:last], start, first)


def _compared(old, new, start, first):
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for n in range(block.size):
            yield start + block.a + n, first + block.b + n


def _anchors(old, new):
    """The longest rising row of places where both lists have the same tokens, which they have only there."""
    places = _unique_grams(new)
    pairs = [(i, places[gram]) for gram, i in _unique_grams(old).items() if gram in places]
    tails, ends, before = [], [], {}
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        tails[at:at + 1], ends[at:at + 1] = [j], [index]
        before[index] = ends[at - 1] if at else None
    row, index = [], ends[-1] if ends else None
    while index is not None:
        row.append(pairs[index])
        index = before[index]
    return reversed(row)


def _unique_grams(tokens):
    grams = ["\0".join(tokens[i:i + _GRAM]) for i in range(len(tokens) - _GRAM + 1)]
    counts = Counter(grams)
    return {gram: i for i, gram in enumerate(grams) if counts[gram] == 1}
