"""CSS, in a sheet, in the page and in a tag: it uses what the browser knows, and on keypad phones the focus can be seen."""

import re

from carriers.checks.finding import ERROR, WARNING, found, header, page_of

# What browsers don't know (caniuse): Android 2.3 and iOS 5; and the keypad phones' Chrome 33 and Gecko 48.
_NEW = {"display:flex": "flexbox", "display:grid": "grid", "calc(": "calc()", "vw;": "vw", "vh;": "vh", "var(": "変数"}
_NEW_TO_KEYPADS = {name: _NEW[name] for name in ("display:grid", "var(")} | {"position:sticky": "position: sticky", "aspect-ratio:": "aspect-ratio"}
# What 3G phones that load a sheet take: WAP CSS and CSS MP, without float, which au lacks (flexfirm; docomo, CSS; unoh 2009-07-13).
_MOBILE = re.compile(
    "color|background(?:-.+)?|font(?:-.+)?|text-(?:align|decoration|indent|transform)|vertical-align|line-height|border(?:-(?!radius).+)?|margin(?:-.+)?"
    "|padding(?:-.+)?|width|height|list-style(?:-.+)?|display|visibility|white-space|-wap-.+")
_DECLARATION = re.compile(r"(?:^|[{;])\s*([a-z-]+)\s*:", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*outline(?:-style|-width)?\s*:\s*(?:0|none)\b")


def strange(device, text):
    """What a phone doesn't know of a sheet, or of a style attribute: in the words of a finding."""
    text = re.sub(r"@supports[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    if device.dialect.markup == "xhtml":
        return [name for name in dict.fromkeys(map(str.lower, _DECLARATION.findall(text))) if not _MOBILE.fullmatch(name)]
    news = _NEW_TO_KEYPADS if device.keypad else _NEW if device.dialect.name == "old-smart" else {}
    squeezed = re.sub(r"\s", "", text.replace("}", ";") + ";")
    return [name for word, name in news.items() if word in squeezed]


def style_sheet(device, status, headers, body):
    """A style sheet, or the style element of a page, uses what the browser knows; on keypad phones the focus can be seen."""
    if device.dialect.style != "link":
        return
    is_sheet = (header(headers, "Content-Type") or "").startswith("text/css")
    page = None if is_sheet else page_of(device, headers, body)
    text = body.decode("utf-8", "replace") if is_sheet else "\n".join(tag.own for tag in page.named("style")) if page else ""
    if text.strip():
        yield from _judged(device, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), is_sheet)


def _judged(device, text, is_whole):
    """The findings of CSS; is_whole: it is a sheet, not a part beside one."""
    for name in strange(device, text):
        yield found(style_sheet, WARNING, f"この端末のブラウザが知らない {name} を使っています。", "別の書き方をするか、@supportsの中に入れます。", "caniuse; docomo、CSS")
    if text.count("{") != text.count("}"):
        yield found(style_sheet, ERROR, "CSSの { と } の数が合いません。", "あとの規則が読まれなくなります。閉じます。", "CSS 2.1, 4.2")
    outside = re.sub(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    selectors = "".join(re.findall(r"(?:^|\})([^{}]*)\{", outside))
    if device.dialect.markup == "xhtml" and re.search(r"[>+~\[@]|:(?:hover|before|after)", selectors):
        yield found(style_sheet, WARNING, "3G端末が知らないセレクタがあります。", "要素、クラス、IDだけで書きます。", "docomo、CSS")
    if device.keypad and is_whole:
        missing = [name for name in ("a", "input", "select", "textarea") if not re.search(rf"(?:^|[\s,}}*])(?:{name})?:focus", text)]
        if missing:
            yield found(style_sheet, ERROR, f"選んでいる場所が見えません({'、'.join(missing)} の :focus がありません)。", ":focus に枠と色を付けます。", "WCAG 2.2, 2.4.7")
    hiding = [selector.strip() for selector, inside in re.findall(r"([^{}]*)\{([^{}]*)\}", text) if _HIDDEN.search(inside)]
    if any(re.search(r":focus|(?:^|[\s,])(?:\*|a|input|select|textarea|button)\s*(?:,|$)", selector) for selector in hiding):
        yield found(style_sheet, ERROR, ":focus の枠を消しています。", "枠を残します。", "WCAG 2.2, 2.4.7")
