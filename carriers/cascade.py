"""How a page looks, as far as it can be told without drawing it: which declarations of a style sheet reach an element.

Known are elements, classes, ids and what stands in what; rules with other selectors are passed over. Enough for our own
sheets, and for telling colours that stand together. Source: CSS 2.1, chapters 5 and 6.
"""

import functools
import re
from typing import NamedTuple

from carriers.colours import colour

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"@(media|supports)([^{]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_INHERITED = ("color",)
# What browsers have where no sheet says otherwise (HTML Standard, "Rendering").
_CONTROL = {"color": "#000000", "background": "#ffffff"}
_CONTROLS = {"input", "select", "textarea", "button"}


class Element(NamedTuple):
    """What of a tag decides on its look."""

    name: str
    classes: frozenset  # and its id, as #id
    style: str


class _Rule(NamedTuple):
    weight: tuple  # specificity, and the place in the sheet
    compounds: tuple  # (element name or "", classes) from the outermost on
    declared: dict


@functools.lru_cache(16)
def rules(sheets, dark=False):
    """The rules of the sheets, a tuple of texts, in the order in which they win; dark: as for who prefers dark."""
    found, order = [], 0
    for sheet in sheets:
        sheet = _COMMENT.sub("", sheet)
        text = _BLOCK.sub("", sheet) + "".join(match[3] for match in _BLOCK.finditer(sheet) if dark and "prefers-color-scheme: dark" in match[2])
        for selectors, body in _RULE.findall(text):
            declared = declarations(body)
            for selector in selectors.split(","):
                compounds, order = _compounds(selector), order + 1
                if compounds:
                    marks = [mark for _, classes in compounds for mark in classes]
                    ids = sum(mark.startswith("#") for mark in marks)
                    found.append(_Rule((ids, len(marks) - ids, sum(name != "" for name, _ in compounds), order), compounds, declared))
    return tuple(sorted(found, key=lambda rule: rule.weight))


def _compounds(selector):
    parts = [_COMPOUND.fullmatch(part) for part in selector.split()]
    if not parts or None in parts:
        return ()
    return tuple(((part[1] or "").replace("*", ""), frozenset(_marks(part[2]))) for part in parts)


def _marks(text):
    """Classes, and ids with their sign, of .a#b."""
    return [mark.lstrip(".") for mark in re.findall(r"[.#][\w-]+", text)]


def declarations(text):
    """{property: value} of a style attribute or a rule's inside; background-color counts as background."""
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    found = {name.strip().lower(): value.replace("!important", "").strip() for name, value in pairs}
    if "background-color" in found:
        found["background"] = found.pop("background-color")
    return found


def look(chain, sheets, dark=False):
    """{property: value} of the last of a chain of Elements, each standing in the one before; with color and background as #rrggbb."""
    return _look(tuple(chain), tuple(sheets), dark)


@functools.lru_cache(4_096)
def _look(chain, sheets, dark):
    if not chain:
        return {"color": "#000000", "background": "#ffffff"}
    around, last = _look(chain[:-1], sheets, dark), chain[-1]
    found = dict(_CONTROL) if last.name in _CONTROLS else {}
    if last.name == "a":
        found["color"] = "#0000ee"
    for rule in rules(sheets, dark):
        if _reaches(rule.compounds, chain):
            found.update(rule.declared)
    found.update(declarations(last.style))
    inherited = {name: around[name] for name in _INHERITED}
    colours = {name: colour(found.get(name, "")) or (inherited | {"background": around["background"]})[name] for name in ("color", "background")}
    return found | colours


def _reaches(compounds, chain):
    if not _fits(compounds[-1], chain[-1]):
        return False
    place = len(chain) - 1
    for compound in reversed(compounds[:-1]):
        place = next((index for index in range(place - 1, -1, -1) if _fits(compound, chain[index])), None)
        if place is None:
            return False
    return True


def _fits(compound, element):
    name, classes = compound
    return (not name or name == element.name) and classes <= element.classes


def contrast_ratio(one, other):
    """The contrast of two colours #rrggbb, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
