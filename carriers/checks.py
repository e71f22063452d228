"""What can be wrong with an answer on a phone: CHECKS, pure functions of the device and what it was sent.

    check(device, status, headers, body) -> findings      headers: [(name, value)], body: bytes

Each check names its source. The tests and the QA bench run all of them over every page (run); a finding says what was
found, how bad it is, and what to do. Texts are in Japanese: those who read them test phones for a living.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.parsers import expat

from carriers import markup
from carriers.reading import declared_charset, read
from carriers.text import MalformedText

ERROR, WARNING, NOTE = "error", "warning", "note"


class Finding(NamedTuple):
    """check: the name of the function that found it; severity: ERROR, WARNING or NOTE; source: who says so."""

    check: str
    severity: str
    text: str
    advice: str
    source: str


def run(device, status, headers, body):
    """The Findings of all checks."""
    return [finding for check in CHECKS for finding in check(device, status, headers, body)]


def _found(check, severity, text, advice, source):
    return Finding(check.__name__, severity, text, advice, source)


def _header(headers, name):
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def _is_page(headers):
    return (_header(headers, "Content-Type") or "").split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def _source(device, body):
    """The page's text as the phone reads it; what is no text of its charset is replaced."""
    codec = "utf-8" if device.dialect.charset == "UTF-8" else "cp932"
    return body.decode(codec, "replace")


def _read(device, headers, body):
    """The page taken apart, or None where the answer is none."""
    if not _is_page(headers) or not body:
        return None
    return read(_source(device, body), device.dialect.markup == "xhtml")


# Bytes and headers


def weight(device, status, headers, body):
    """The page is within what the phone takes."""
    if _is_page(headers) and len(body) > device.page_limit:
        yield _found(weight, ERROR, f"ページが{len(body):,}バイトで、上限の{device.page_limit:,}バイトを超えています。",
                     "一覧や長い文章を分けて、次のページに送ります。", "docomo、KDDI、SoftBankの作成ガイド; ktai-style")


def content_type(device, status, headers, body):
    """The media type and charset are those the phone understands."""
    said, wanted = _header(headers, "Content-Type"), device.dialect.header
    if not body:
        return
    if said is None:
        yield _found(content_type, ERROR, "Content-Typeがありません。", f"{wanted} を付けます。", "docomo、iモードコンテンツ作成の基礎")
    elif _is_page(headers) and said.replace(" ", "").lower() != wanted.replace(" ", "").lower():
        yield _found(content_type, ERROR, f"Content-Typeが {said} です。この端末向けは {wanted} です。",
                     "端末に合うContent-Typeを返します。iモード1.0は application/xhtml+xml のときだけCSSを使います。", "docomo; unoh 2009-07-13")


def charset(device, status, headers, body):
    """Header and page name one charset, and every byte is a character of it."""
    if not _is_page(headers) or not body:
        return
    source = _source(device, body)
    said = re.search(r"charset=([\w-]+)", _header(headers, "Content-Type") or "")
    inside = declared_charset(source)
    if inside is None:
        yield _found(charset, ERROR, "ページの中に文字コードの指定がありません。", "meta要素にcharsetを書きます。", "unoh 2006-10-30")
    elif said and inside != said[1].lower():
        yield _found(charset, ERROR, f"ヘッダーは {said[1]}、ページは {inside} と、文字コードの指定が食い違っています。", "同じ名前にそろえます。", "takot; unoh")
    try:
        device.dialect.decode(body)
    except MalformedText:
        yield _found(charset, ERROR, f"{device.dialect.charset} として読めないバイトがあります。",
                     "文字は端末の文字コードで書き出します。", "CP932 (Microsoft); UTF-8 (RFC 3629)")


def emoji(device, status, headers, body):
    """Emoji are the phone's own: no bytes of another carrier, no private code points, nothing that was lost."""
    if not _is_page(headers) or not body:
        return
    try:
        text = device.dialect.decode(body)
    except MalformedText:
        return  # charset has said so
    private = sorted({f"U+{ord(char):04X}" for char in text if "\ue000" <= char <= "\uf8ff"})
    if private:
        yield _found(emoji, ERROR, f"この端末の絵文字ではない外字が残っています: {'、'.join(private[:5])}",
                     "絵文字はUnicodeで持ち、書き出すときに端末のものにします。", "Unicode EmojiSources; emoji4unicode")
    if "\ufffd" in text or "〓" in text:
        yield _found(emoji, ERROR, "文字が失われています(〓または置換文字)。", "近い文字か、言葉に置き換えます。", "Encode-JP-Mobile、絵文字の変換")


def substituted(device, status, headers, body):
    """Emoji that the phone lacks are written in words: no fault, but QA wants to know."""
    if not _is_page(headers):
        return
    words = sorted(set(re.findall(r"［[^［］]{1,20}］", _source(device, body))))
    if words:
        yield _found(substituted, NOTE, f"この端末にない絵文字を言葉で書いています: {' '.join(words[:8])}", "対応は不要です。", "emoji4unicode、text fallback")


def required_headers(device, status, headers, body):
    """The headers that every answer needs."""
    length = _header(headers, "Content-Length")
    if body and length is None:
        yield _found(required_headers, ERROR, "Content-Lengthがありません。", "本文の長さを付けます。", "unoh 2006-12-11")
    elif length is not None and body and int(length) != len(body):
        yield _found(required_headers, ERROR, f"Content-Lengthは{length}ですが、本文は{len(body)}バイトです。", "実際の長さにします。", "RFC 9110, 8.6")
    if not _is_page(headers):
        return
    if "user-agent" not in (_header(headers, "Vary") or "").lower():
        yield _found(required_headers, ERROR, "Vary: User-Agent がありません。", "端末ごとに違うページなので、キャッシュが混ざらないように付けます。", "RFC 9110, 12.5.5")
    cache = (_header(headers, "Cache-Control") or "").lower()
    if "no-cache" not in cache and "no-store" not in cache:
        yield _found(required_headers, ERROR, "Cache-Controlに no-cache がありません。", "auは強くキャッシュするため、no-cacheを付けます。", "unoh 2006-11-16")


def protective_headers(device, status, headers, body):
    """A browser of today gets what keeps others out."""
    if device.dialect.markup != "html5" or not _is_page(headers):
        return
    for name, wanted in (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src"), ("Referrer-Policy", "")):
        said = _header(headers, name)
        if said is None or wanted not in said.lower():
            yield _found(protective_headers, ERROR, f"{name} がないか、弱すぎます。", "今のブラウザを守るヘッダーです。", "OWASP Secure Headers Project")


def redirect(device, status, headers, body):
    """A redirect is a 302 with an absolute address that the phone takes."""
    if not 300 <= status < 400 or status == 304:
        return
    location = _header(headers, "Location") or ""
    if not urlsplit(location).netloc:
        yield _found(redirect, ERROR, f"Locationが絶対URLではありません: {location[:80]}", "https://ホスト から書きます。", "docomo、iモードコンテンツ作成の基礎")
    if status != 302:
        yield _found(redirect, ERROR, f"転送のステータスが{status}です。", "古い端末が知っている302にします。", "symmetric 123")
    if len(location.encode()) > device.dialect.url_limit:
        yield _found(redirect, ERROR, f"転送先のURLが{len(location.encode())}バイトで、上限の{device.dialect.url_limit}を超えています。", "短くします。", "symmetric 49")


# Markup


def well_formed(device, status, headers, body):
    """Tags pair; where XML is promised, it is XML."""
    page = _read(device, headers, body)
    if page is None:
        return
    for text in (*page.unpaired[:3], *(f"{tag} の属性が2回あります" for tag in page.doubled[:3])):
        yield _found(well_formed, ERROR, f"{text}。", "タグの対応と属性を直します。SoftBankは対応の狂ったdivを捨てます。", "HTML Standard; XML 1.0; ugukan")
    if device.dialect.markup == "xhtml" and not page.unpaired:
        yield from _xml(device, body)


def _xml(device, body):
    parser = expat.ParserCreate()
    source = re.sub(r"^\s*<\?xml[^>]*\?>|<!DOCTYPE[^>]*>", "", _source(device, body))
    try:
        parser.Parse(source, True)
    except expat.ExpatError as error:
        yield _found(well_formed, ERROR, f"XMLとして読めません: {expat.errors.messages.get(error.code, error.code)}({error.lineno}行目)。",
                     "XHTMLとして送るページは、整形式でないと表示されません。", "XML 1.0; iモード1.0")


def elements(device, status, headers, body):
    """Every element and attribute is one that the phone knows."""
    page = _read(device, headers, body)
    if page is None:
        return
    unknown, wrong = {}, {}
    for tag in page.tags:
        has = markup.known(device.dialect, tag.name)
        if has is None:
            unknown.setdefault(tag.name, tag.line)
        elif has is not True:
            for name in set(tag.attributes) - has:
                wrong.setdefault(f"{tag.name} {name}", tag.line)
        elif any(name.startswith("on") for name in tag.attributes):
            wrong.setdefault(f"{tag.name} on…", tag.line)
    for text, line in [*unknown.items(), *wrong.items()]:
        yield _found(elements, ERROR, f"<{text}> をこの端末は知りません({line}行目)。", "端末が知っている要素と属性で書きます。",
                     {"chtml": "W3C Compact HTML", "xhtml": "XHTML Basic 1.1と各社の拡張", "html5": "HTML Standard; CSP"}[device.dialect.markup])
    if not device.dialect.script and page.named("script"):
        yield _found(elements, ERROR, "この端末はJavaScriptを使えません。", "script要素を送りません。", "docomo; sym 125; Ktai")


def styles(device, status, headers, body):
    """Style is written in the way the phone takes it, and in properties it knows."""
    page = _read(device, headers, body)
    if page is None:
        return
    way = device.dialect.style
    for tag in page.tags:
        style = tag.attributes.get("style")
        if way != "link" and (tag.name == "style" or (tag.name == "link" and "stylesheet" in tag.attributes.get("rel", ""))):
            yield _found(styles, WARNING, "この端末はスタイルシートを読みません。", "style属性かfont要素で書きます。", "docomo、XHTML; Ktai")
        if style and way == "font":
            yield _found(styles, WARNING, f"この端末はstyle属性を使えません(<{tag.name}>)。", "font、bgcolor、alignで書きます。", "docomo、HTML")
        elif style and way == "inline":
            unknown = {part.split(":")[0].strip() for part in style.split(";") if part.strip()} - markup.INLINE_STYLES
            for name in sorted(unknown):
                yield _found(styles, WARNING, f"この端末はstyleの {name} を知りません。", "使えるプロパティで書きます。", "docomo、XHTML; galakei")


def input_modes(device, status, headers, body):
    """The input mode of a field is asked for in the phone's own way."""
    page = _read(device, headers, body)
    mode = device.dialect.input_mode
    for tag in page.named("input", "textarea") if page else ():
        has_wap = "-wap-input-format" in tag.attributes.get("style", "")
        if has_wap and mode != "wap":
            yield _found(input_modes, ERROR, "-wap-input-format は、この端末では入力できる文字を制限してしまいます。", "istyleかmodeで指定します。", "symmetric 182")
        if "istyle" in tag.attributes and mode in ("wap", "inputmode"):
            yield _found(input_modes, WARNING, "istyle はこの端末では効きません。", {"wap": "-wap-input-format", "inputmode": "inputmode"}[mode] + " で指定します。", "docomo、XHTML")
        if tag.attributes.get("type") == "password" and tag.attributes.get("istyle") == "1":
            yield _found(input_modes, WARNING, "パスワードの欄がひらがな入力で始まります。", "英字(3)で始めます。", "docomo、フォーム")


# Keys, links, pictures


def access_keys(device, status, headers, body):
    """A key stands once, is one that phones have, and is shown beside what it opens."""
    page = _read(device, headers, body)
    if page is None:
        return
    name = device.dialect.access_key
    keyed = [(tag, tag.attributes[name]) for tag in page.tags if name in tag.attributes]
    keys = [key for _, key in keyed]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield _found(access_keys, ERROR, f"キー {key} が{keys.count(key)}か所にあります。", "1つのページで1回だけ使います。", "docomo、accesskey")
    for tag, key in keyed:
        if not re.fullmatch(r"[0-9*#]", key):
            yield _found(access_keys, ERROR, f"キー {key!r} は電話機にありません。", "0〜9、*、# を使います。", "docomo、accesskey")
        elif device.dialect.key_label != "none" and not _shows(tag, key, device, body):
            yield _found(access_keys, ERROR, f"キー {key} が画面に示されていません(<{tag.name}> {tag.text[:20]})。", "番号の絵文字か印を付けます。", "docomo、accesskey")
    if device.dialect.key_label == "none" and keyed:
        yield _found(access_keys, WARNING, "キーのない端末にaccesskeyを送っています。", "画面読み上げの操作と重なるので外します。", "WebAIM, Keyboard Accessibility")


def _shows(tag, key, device, body):
    """Whether the key is written just before the tag or at the start of its words; emoji come in the carrier's own bytes."""
    if device.dialect.key_label == "badge":
        return tag.text.strip().startswith(key) or tag.before.rstrip().endswith(key)
    try:
        before = read(device.dialect.decode(body), device.dialect.markup == "xhtml")
    except MalformedText:
        return True  # charset has said so
    same = next((other for other in before.tags if other.name == tag.name and other.attributes == tag.attributes), tag)
    shown = same.before.rstrip()
    return shown.endswith((f"{key}\ufe0f\u20e3", f"{key}\u20e3", key))


def links(device, status, headers, body):
    """No address is longer than the phone takes, and none leads out with a session in it."""
    page = _read(device, headers, body)
    for tag in page.tags if page else ():
        for name in ("href", "src", "action"):
            address = tag.attributes.get(name)
            if not address:
                continue
            if len(address.encode()) > device.dialect.url_limit:
                yield _found(links, ERROR, f"URLが{len(address.encode())}バイトで、上限の{device.dialect.url_limit}を超えています。", "短くします。", "symmetric 49; docomo")
            parts = urlsplit(address)
            if parts.netloc and parts.scheme in ("", "http", "https"):
                if re.search(r"(?:^|[?&])s=[\w-]{22}", parts.query):
                    yield _found(links, ERROR, f"セッションのIDが外のサイトに渡ります: {parts.netloc}", "外へのリンクからIDを外します。", "JVN 2005; OpenPNE3, urlProxy")
                elif _carries_session(page):
                    yield _found(links, ERROR, f"セッションのIDを含むページから、外のサイトに直接リンクしています: {parts.netloc}",
                                 "IDのないページを間に置きます(Refererで漏れるため)。", "unoh 2009-07-13; OpenPNE3, urlProxy")
            if parts.scheme.lower() == "javascript":
                yield _found(links, ERROR, "javascript: のリンクがあります。", "ふつうのリンクかフォームにします。", "OWASP, XSS")


def _carries_session(page):
    return any(re.search(r"[?&]s=[\w-]{22}", tag.attributes.get("href", "")) for tag in page.tags)


# What a picture's name ends with, and the kinds of markup whose phones draw none of it (memorva; docomo, XHTML; fkoji).
_UNSEEN = {"webp": {"chtml", "xhtml"}, "svg": {"chtml", "xhtml"}, "bmp": {"chtml", "html5"}, "avif": {"chtml", "xhtml"}}


def pictures(device, status, headers, body):
    """Pictures are of a kind the phone draws, with a size and words in their place."""
    page = _read(device, headers, body)
    for tag in page.named("img") if page else ():
        ending = urlsplit(tag.attributes.get("src", "")).path.rpartition(".")[2].lower()
        no_png = device.dialect.name in ("mova", "imode1", "willcom")
        no_gif = device.dialect.name == "sb2g"
        if device.dialect.markup in _UNSEEN.get(ending, ()) or (ending == "png" and no_png) or (ending == "gif" and no_gif):
            yield _found(pictures, ERROR, f"この端末は {ending} の画像を表示できません。", "表示できる形式にします。", "memorva; fkoji; docomo")
        for name in ("alt", "width", "height"):
            if name not in tag.attributes:
                yield _found(pictures, WARNING, f"画像に {name} がありません。", "alt、width、heightを付けます。", "unoh 2010-06-03")


# What people can see and reach


def labels(device, status, headers, body):
    """On a browser of today every field has a label, and the page says its language and title."""
    page = _read(device, headers, body)
    if page is None:
        return
    if not any(tag.text.strip() for tag in page.named("title")):
        yield _found(labels, ERROR, "ページに題名がありません。", "title要素を書きます。", "WCAG 2.2, 2.4.2")
    if device.dialect.markup == "html5" and not any(tag.attributes.get("lang") for tag in page.named("html")):
        yield _found(labels, ERROR, "ページの言語が示されていません。", 'html要素に lang="ja" を付けます。', "WCAG 2.2, 3.1.1")
    if any(int(tag.attributes["tabindex"] or 0) > 0 for tag in page.tags if re.fullmatch(r"-?\d+", tag.attributes.get("tabindex", ""))):
        yield _found(labels, ERROR, "tabindexで順番を変えています。", "十字キーの順番は、ページに並ぶ順番にします。", "WCAG 2.2, 2.4.3")


def contrast(device, status, headers, body):
    """Colours that stand together in one style can be told apart."""
    page = _read(device, headers, body)
    for tag in page.tags if page else ():
        style = dict(part.split(":", 1) for part in tag.attributes.get("style", "").replace(" ", "").split(";") if ":" in part)
        text, ground = style.get("color"), style.get("background-color", "#ffffff" if "color" in style else None)
        if text and ground and (ratio := contrast_ratio(text, ground)) and ratio < 4.5:
            yield _found(contrast, WARNING, f"文字の色 {text} と背景 {ground} の差が小さく、{ratio:.1f}:1 です。", "4.5:1 以上にします。", "WCAG 2.2, 1.4.3")


def contrast_ratio(one, other):
    """The contrast of two colours #rgb or #rrggbb, 1 to 21 (WCAG 2.2, "contrast ratio"); None where one is none of these."""
    found = [_luminance(colour) for colour in (one, other)]
    if None in found:
        return None
    dark, light = sorted(found)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    match = re.fullmatch(r"#(?:([0-9a-f]{6})|([0-9a-f]{3}))", colour.strip().lower())
    if not match:
        return None
    digits = match[1] or "".join(2 * digit for digit in match[2])
    parts = [int(digits[place:place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def style_sheet(device, status, headers, body):
    """A style sheet uses what the browser knows; on keypad phones the focus can be seen."""
    if not (_header(headers, "Content-Type") or "").startswith("text/css"):
        return
    text = re.sub(r"/\*.*?\*/", "", body.decode("utf-8", "replace"), flags=re.DOTALL)
    outside = re.sub(r"@(?:media|supports)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)
    if device.dialect.markup == "html5" and device.dialect.stylesheet == "touch":
        for word, name in (("display:flex", "flexbox"), ("display:grid", "grid"), ("calc(", "calc()"), ("vw;", "vw"), ("var(", "変数")):
            if word in outside.replace(" ", ""):
                yield _found(style_sheet, WARNING, f"Android 2.3やiOS 5が知らない {name} を使っています。", "別の書き方をするか、@supportsの中に入れます。", "caniuse")
    if device.dialect.markup == "xhtml" and re.search(r"[>+~\[]|@(?!charset)|:(?:hover|before|after)", text.split("{")[0] + "".join(re.findall(r"\}([^{]*)\{", text))):
        yield _found(style_sheet, WARNING, "3G端末が知らないセレクタがあります。", "要素、クラス、IDだけで書きます。", "docomo、CSS")
    if device.keypad and ":focus" not in text:
        yield _found(style_sheet, ERROR, "選んでいる場所が見えません(:focus がありません)。", ":focus に枠と色を付けます。", "WCAG 2.2, 2.4.7")
    if re.search(r":focus[^{]*\{[^}]*outline:\s*(?:0|none)", text):
        yield _found(style_sheet, ERROR, ":focus の枠を消しています。", "枠を残します。", "WCAG 2.2, 2.4.7")


CHECKS = (
    weight, content_type, charset, emoji, substituted, required_headers, protective_headers, redirect, well_formed, elements, styles,
    input_modes, access_keys, links, pictures, labels, contrast, style_sheet,
)
