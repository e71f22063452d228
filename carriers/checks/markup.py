"""Markup: tags pair, and every element, attribute, style and input mode is one that the phone knows."""

import re
from xml.parsers import expat

from carriers import markup as tables
from carriers.checks.finding import ERROR, WARNING, found, page_of, source_of, spelled
from carriers.checks.sheet import strange


def well_formed(device, status, headers, body):
    """Tags pair; where XML is promised, it is XML."""
    page = page_of(device, headers, body)
    if page is None:
        return
    for text in (*page.unpaired[:3], *(f"{tag} の属性が2回あります" for tag in page.doubled[:3])):
        yield found(well_formed, ERROR, f"{text}。", "タグの対応と属性を直します。SoftBankは対応の狂ったdivを捨てます。", "HTML Standard; XML 1.0; ugukan")
    if device.dialect.markup == "xhtml" and not page.unpaired:
        yield from _xml(device, body)


def _xml(device, body):
    parser = expat.ParserCreate()
    source = re.sub(r"^\s*<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", spelled(source_of(device, body)))
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        yield found(well_formed, ERROR, f"XMLとして読めません: {expat.errors.messages.get(error.code, error.code)}({error.lineno}行目)。",
                     "XHTMLとして送るページは、整形式でないと表示されません。", "XML 1.0; iモード1.0")


def nesting(device, status, headers, body):
    """No element stands in one, or outside of one, where browsers close or drop it."""
    page = page_of(device, headers, body)
    for tag in page.tags if page else ():
        outside, inside = _WITHIN.get(tag.name), {around.name for around in page.around(tag)}
        if tag.name in inside and tag.name in ("a", "form", "label", "button", "select"):
            yield found(nesting, ERROR, f"<{tag.name}> の中に <{tag.name}> があります({tag.line}行目)。", "先に閉じます。内側は開けないか、送られません。", "HTML 4.01, 12.2.2、17.3")
        elif outside and not outside & inside and not (
                outside == {"form"} and (device.dialect.script or not tag.attributes.get("name"))):  # a script may ask for it; nothing is sent
            yield found(nesting, ERROR, f"<{tag.name}> が <{'か'.join(sorted(outside))}> の外にあります({tag.line}行目)。", "正しい要素の中に移します。", "HTML 4.01")


_WITHIN = {
    "li": {"ul", "ol", "dir", "menu"}, "option": {"select", "datalist"}, "tr": {"table"}, "td": {"tr", "table"}, "th": {"tr", "table"}, "dd": {"dl"}, "dt": {"dl"},
    "input": {"form"}, "select": {"form"}, "textarea": {"form"},
}


def elements(device, status, headers, body):
    """Every element and attribute is one that the phone knows."""
    page = page_of(device, headers, body)
    if page is None:
        return
    unknown, wrong = {}, {}
    for tag in page.tags:
        has = tables.known(device.dialect, tag.name)
        if has is None:
            unknown.setdefault(tag.name, tag.line)
        elif has is not True:
            for name in set(tag.attributes) - has:
                wrong.setdefault(f"{tag.name} {name}", tag.line)
        elif any(name.startswith("on") for name in tag.attributes):
            wrong.setdefault(f"{tag.name} on…", tag.line)
    for text, line in [*unknown.items(), *wrong.items()]:
        yield found(elements, ERROR, f"<{text}> をこの端末は知りません({line}行目)。", "端末が知っている要素と属性で書きます。",
                     {"chtml": "W3C Compact HTML", "xhtml": "XHTML Basic 1.1と各社の拡張", "html5": "HTML Standard; CSP"}[device.dialect.markup])
    for tag in page.named("input") if device.dialect.markup != "html5" else ():
        if (kind := tag.attributes.get("type", "text").lower()) not in tables.TYPES:
            yield found(elements, ERROR, f"<input type={kind}> をこの端末は知りません({tag.line}行目)。", "textにして、入力の種類は入力モードで指定します。", "HTML 4.01, 17.4.1")
    if not device.dialect.script and page.named("script"):
        yield found(elements, ERROR, "この端末はJavaScriptを使えません。", "script要素を送りません。", "docomo; sym 125; Ktai")


def styles(device, status, headers, body):
    """Style is written in the way the phone takes it, and in properties it knows."""
    page = page_of(device, headers, body)
    if page is None:
        return
    way = device.dialect.style
    for tag in page.tags:
        style = tag.attributes.get("style")
        if way != "link" and (tag.name == "style" or (tag.name == "link" and "stylesheet" in tag.attributes.get("rel", ""))):
            yield found(styles, WARNING, "この端末はスタイルシートを読みません。", "style属性かfont要素で書きます。", "docomo、XHTML; Ktai")
        if style and way == "font":
            yield found(styles, WARNING, f"この端末はstyle属性を使えません(<{tag.name}>)。", "font、bgcolor、alignで書きます。", "docomo、HTML")
        elif style and way == "link":
            for name in strange(device, style):
                yield found(styles, WARNING, f"この端末はstyleの {name} を知りません(<{tag.name}>)。", "使えるプロパティで書きます。", "caniuse; docomo、CSS")
        elif style and way == "inline":
            unknown = {part.split(":")[0].strip() for part in style.split(";") if part.strip()} - tables.INLINE_STYLES
            size = re.search(r"font-size\s*:\s*([^;]+)", style)
            if size and size[1].strip() not in tables.FONT_SIZES:
                unknown.add(f"font-size:{size[1].strip()}")
            for name in sorted(unknown):
                yield found(styles, WARNING, f"この端末はstyleの {name} を知りません。", "使えるプロパティで書きます。", "docomo、XHTML; galakei")


def input_modes(device, status, headers, body):
    """The input mode of a field is asked for in the phone's own way."""
    page = page_of(device, headers, body)
    mode = device.dialect.input_mode
    for tag in page.named("input", "textarea") if page else ():
        has_wap = "-wap-input-format" in tag.attributes.get("style", "")
        if has_wap and mode != "wap":
            yield found(input_modes, ERROR, "-wap-input-format は、この端末では入力できる文字を制限してしまいます。", "istyleかmodeで指定します。", "symmetric 182")
        if "istyle" in tag.attributes and mode in ("wap", "inputmode"):
            yield found(input_modes, WARNING, "istyle はこの端末では効きません。", {"wap": "-wap-input-format", "inputmode": "inputmode"}[mode] + " で指定します。", "docomo、XHTML")
        if mode != "inputmode" and "inputmode" in tag.attributes:
            yield found(input_modes, WARNING, "inputmode はこの端末では効きません。", f"{mode.partition('+')[0].replace('wap', '-wap-input-format')} で指定します。", "docomo、フォーム; caniuse")
        said = [_MODES.get(name, {}).get(value) for name, value in _asked(tag)]
        if tag.attributes.get("type") == "password" and mode != "inputmode" and not said:
            yield found(input_modes, WARNING, f"パスワードの欄 {tag.attributes.get('name', '')} に入力モードの指定がありません。", "英字で始めます。何もないと、かなで始まる端末があります。", "docomo、フォーム")
        if None in said or len({*said}) > 1:
            words = "、".join(f"{name}={value}" for name, value in _asked(tag))
            yield found(input_modes, ERROR, f"入力モードの指定が違います: {words}(欄 {tag.attributes.get('name', '')})", "決められた値を、同じ意味でそろえて書きます。", "docomo、フォーム; galakei、input_mode.rb")
        elif tag.attributes.get("type") == "password" and {*said} & {"kana", "katakana"}:
            yield found(input_modes, WARNING, "パスワードの欄がかな入力で始まります。", "英字で始めます。", "docomo、フォーム")


_MODES = {
    "istyle": {"1": "kana", "2": "katakana", "3": "letters", "4": "digits"},
    "mode": {"hiragana": "kana", "katakana": "katakana", "hankakukana": "katakana", "alphabet": "letters", "numeric": "digits"},
    "-wap-input-format": {"*<ja:h>": "kana", "*<ja:hk>": "katakana", "*<ja:en>": "letters", "*<ja:n>": "digits", "*M": "kana", "*m": "letters", "*N": "digits"},
}


def _asked(tag):
    """(name, value) of each way in which a field asks for its input mode."""
    wap = re.search(r"(-wap-input-format)\s*:\s*[\"']?([^\"';]*)", tag.attributes.get("style", ""))
    return [(name, tag.attributes[name]) for name in ("istyle", "mode") if name in tag.attributes] + ([wap.groups()] if wap else [])
