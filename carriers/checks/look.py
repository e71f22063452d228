"""Looks: colours that can be told apart, a focus that can be seen, targets that a finger hits."""

import re

from carriers import cascade
from carriers.checks.finding import ERROR, WARNING, found, header

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
    return cascade.Element(tag.name, frozenset(tag.attributes.get("class", "").split()), style)


def tap_targets(device, page, sheets):
    """On a touch screen a link of few letters is still wide enough to be hit."""
    if device.dialect.markup != "html5" or device.keypad or not sheets:
        return
    for tag in page.named("a"):
        words = tag.text.strip()
        around = next(page.around(tag), None)
        if not 1 <= len(words) <= 2 or (around and len(around.own.strip()) > 2):  # in a sentence: exempt
            continue
        style = cascade.look(_chain(page, tag), sheets)
        if style.get("display") in ("block", "table-cell") or _pixels(style.get("width")) or _pixels(style.get("min-width")) >= _TARGET:
            continue
        width = sum(16 if ord(char) > 0xFF else 8 for char in words) + _beside(style.get("padding", ""))
        if width < _TARGET:
            yield found(tap_targets, WARNING, f"「{words}」は幅がおよそ{width:.0f}ピクセルで、指で押しにくいリンクです。",
                        f"余白を付けて、{_TARGET}ピクセル以上にします。", "WCAG 2.2, 2.5.8")


def _beside(padding):
    """The pixels left and right of what a padding says."""
    parts = [_pixels(part) for part in padding.split()]
    if not parts:
        return 0
    top, right, _, left = (parts * 4)[:4] if len(parts) in (1, 2, 4) else (*parts, parts[1])
    return left + right


def _pixels(text):
    match = re.match(r"([\d.]+)(px|em|%)?", text or "")
    return float(match[1]) * {"px": 1, "em": 16, "%": 3, None: 1}[match[2]] if match else 0


# What Android 2.3 and iOS 5 don't know (caniuse).
_NEW = {"display:flex": "flexbox", "display:grid": "grid", "calc(": "calc()", "vw;": "vw", "vh;": "vh", "var(": "変数"}


def style_sheet(device, status, headers, body):
    """A style sheet uses what the browser knows; on keypad phones the focus can be seen."""
    if device.dialect.style != "link" or not (header(headers, "Content-Type") or "").startswith("text/css"):
        return
    text = re.sub(r"/\*.*?\*/", "", body.decode("utf-8", "replace"), flags=re.DOTALL)
    outside = re.sub(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    selectors = "".join(re.findall(r"(?:^|\})([^{}]*)\{", outside))
    if device.dialect.stylesheet == "touch":
        for word, name in _NEW.items():
            if word in re.sub(r"\s|}", "", outside.replace("}", ";")):
                yield found(style_sheet, WARNING, f"Android 2.3やiOS 5が知らない {name} を使っています。", "別の書き方をするか、@supportsの中に入れます。", "caniuse")
    if device.dialect.markup == "xhtml" and re.search(r"[>+~\[@]|:(?:hover|before|after)", selectors):
        yield found(style_sheet, WARNING, "3G端末が知らないセレクタがあります。", "要素、クラス、IDだけで書きます。", "docomo、CSS")
    if device.keypad:
        missing = [name for name in ("a", "input", "select", "textarea") if not re.search(rf"(?:^|[\s,}}*])(?:{name})?:focus", text)]
        if missing:
            yield found(style_sheet, ERROR, f"選んでいる場所が見えません({'、'.join(missing)} の :focus がありません)。", ":focus に枠と色を付けます。", "WCAG 2.2, 2.4.7")
    if re.search(r":focus[^{]*\{[^}]*outline:\s*(?:0|none)", text):
        yield found(style_sheet, ERROR, ":focus の枠を消しています。", "枠を残します。", "WCAG 2.2, 2.4.7")
