"""How a page looks, as far as it can be told without drawing it: which declarations of a style sheet reach an element.

Known are elements, classes and what stands in what; rules with other selectors are passed over. Enough for our own
sheets, and for telling colours that stand together. Source: CSS 2.1, chapters 5 and 6.
"""

import functools
import re
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLOCK = re.compile(r"@(media|supports)([^{]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
_COMPOUND = re.compile(r"([a-z][a-z0-9]*|\*)?((?:\.[\w-]+)*)", re.IGNORECASE)
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\b|\b(?:white|black|red)\b|\btransparent\b", re.IGNORECASE)
_NAMED = {"white": "#ffffff", "black": "#000000", "red": "#ff0000"}
_INHERITED = ("color",)
# What browsers have where no sheet says otherwise (HTML Standard, "Rendering").
_CONTROL = {"color": "#000000", "background": "#ffffff"}
_CONTROLS = {"input", "select", "textarea", "button"}


class Element(NamedTuple):
    """What of a tag decides on its look."""

    name: str
    classes: frozenset
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
                    classes = sum(len(classes) for _, classes in compounds)
                    found.append(_Rule((classes, sum(name != "" for name, _ in compounds), order), compounds, declared))
    return tuple(sorted(found, key=lambda rule: rule.weight))


def _compounds(selector):
    parts = [_COMPOUND.fullmatch(part) for part in selector.split()]
    if not parts or None in parts:
        return ()
    return tuple(((part[1] or "").replace("*", ""), frozenset(part[2].split(".")[1:])) for part in parts)


def declarations(text):
    """{property: value} of a style attribute or a rule's inside; background-color counts as background."""
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    found = {name.strip().lower(): value.strip() for name, value in pairs}
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
    colours = {name: _colour(found.get(name)) or (inherited | {"background": around["background"]})[name] for name in ("color", "background")}
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


def _colour(value):
    """The colour that a value names, or None: inherited or transparent."""
    match = _COLOUR.search(value or "")
    if not match or match[0].lower() == "transparent":
        return None
    text = _NAMED.get(match[0].lower(), match[0].lower())
    return text if len(text) == 7 else "#" + "".join(2 * digit for digit in text[1:])


def contrast_ratio(one, other):
    """The contrast of two colours #rrggbb, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
