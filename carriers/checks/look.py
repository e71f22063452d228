"""Looks: colours that can be told apart, targets that a finger hits."""

import re

from carriers import cascade
from carriers.checks.finding import WARNING, found

_ENOUGH = 4.5  # to one
_TARGET = 24  # CSS pixels


def contrast(device, page, sheets):
    """Words and what is behind them can be told apart, by day and in the dark."""
    if device.dialect.style != "link":
        sheets = ()
    seen = set()
    for dark in (False, True) if any("prefers-color-scheme" in sheet for sheet in sheets) else (False,):
        for tag in page.tags:
            words = tag.own.strip() or (tag.attributes.get("type") == "submit" and tag.attributes.get("value"))
            if not words or tag.name in ("title", "script", "style", "option", "head", "html"):
                continue
            style = cascade.look(_chain(page, tag), sheets, dark)
            pair = style["color"], style["background"]
            if pair in seen:
                continue
            seen.add(pair)
            ratio = cascade.contrast_ratio(*pair)
            if ratio < _ENOUGH:
                yield found(contrast, WARNING, f"文字の色 {pair[0]} と背景 {pair[1]} の差が小さく、{ratio:.1f}:1 です(「{words[:12]}」、<{tag.name}>)。",
                            f"{_ENOUGH}:1 以上にします。", "WCAG 2.2, 1.4.3")


def _chain(page, tag):
    return [_element(one) for one in (*reversed([*page.around(tag)]), tag)]


def _element(tag):
    style = tag.attributes.get("style", "")
    if tag.name == "font" and "color" in tag.attributes:
        style += f";color:{tag.attributes['color']}"
    if "bgcolor" in tag.attributes:
        style += f";background:{tag.attributes['bgcolor']}"
    if tag.name == "body" and "text" in tag.attributes:
        style += f";color:{tag.attributes['text']}"
    marks = tag.attributes.get("class", "").split() + ([f"#{tag.attributes['id']}"] if tag.attributes.get("id") else [])
    return cascade.Element(tag.name, frozenset(marks), style)


def tap_targets(device, page, sheets):
    """On a touch screen a link of few letters is still wide enough to be hit, and nothing is made smaller than that."""
    if device.dialect.markup != "html5" or device.keypad:
        return
    for tag in page.named("a", "button", "input", "select", "textarea"):
        style = cascade.look(_chain(page, tag), sheets)
        if style.get("display") == "none" or tag.attributes.get("type") == "hidden":
            continue
        small = [f"{word}{_made(style, side):.0f}" for side, word in _SIDES.items() if 0 < _made(style, side) < _TARGET]
        if small:
            yield found(tap_targets, WARNING, f"「{_name(tag)}」は{'、'.join(small)}ピクセルで、指で押しにくいです。", f"{_TARGET}ピクセル以上にします。", "WCAG 2.2, 2.5.8")
        elif tag.name == "a" and sheets:
            yield from _narrow(page, tag, style)


_SIDES = {"height": "高さ", "width": "幅"}


def _name(tag):
    return (tag.text.strip() or tag.attributes.get("value") or tag.attributes.get("name") or tag.name)[:20]


def _made(style, side):
    """The pixels that a style makes something high or wide, with its padding; 0 where it leaves that to what is in it."""
    length = max(map(_pixels, (style.get(side), style.get(f"min-{side}"))))
    if not length or style.get("display") == "inline":
        return 0
    top, right, bottom, left = _paddings(style.get("padding", ""))
    return length + (top + bottom if side == "height" else left + right)


def _narrow(page, tag, style):
    """A link of one letter or two that nothing makes wider."""
    words, around = tag.text.strip(), next(page.around(tag), None)
    if not 1 <= len(words) <= 2 or (around and len(around.own.strip()) > 2):  # in a sentence: exempt
        return
    if style.get("display") in ("block", "table-cell") or _pixels(style.get("width")) or _pixels(style.get("min-width")) >= _TARGET:
        return
    _, right, _, left = _paddings(style.get("padding", ""))
    width = sum(16 if ord(char) > 0xFF else 8 for char in words) + left + right
    if width < _TARGET:
        yield found(tap_targets, WARNING, f"「{words}」は幅がおよそ{width:.0f}ピクセルで、指で押しにくいリンクです。",
                    f"余白を付けて、{_TARGET}ピクセル以上にします。", "WCAG 2.2, 2.5.8")


def _paddings(text):
    """The pixels above, right, below and left of what a padding says."""
    parts = [_pixels(part) for part in text.split()][:4] or [0]
    return parts * (4 // len(parts)) if len(parts) != 3 else [*parts, parts[1]]


def _pixels(text):
    match = re.match(r"([\d.]+)(px|em|%)?", text or "")
    return float(match[1]) * {"px": 1, "em": 16, "%": 3, None: 1}[match[2]] if match else 0
