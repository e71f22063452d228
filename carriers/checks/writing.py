"""Charset, emoji and words: every byte is a character of the phone's, and nothing was lost on the way."""

import functools
import re

from carriers.checks.finding import ERROR, NOTE, WARNING, found, header, is_page, page_of, source_of, text_of
from carriers.emoji import private_points, table
from carriers.look_alikes import PRIVATE
from carriers.reading import declared_charsets, read
from carriers.text import CODECS

# What UTF-8 looks like when it is read as Shift_JIS (縺ゅ＞, 繧ｳ, 譁ｭ) or as Latin-1 (ã‚, Ã©).
_GARBLED = re.compile("[縺繧繝].{0,3}[縺繧繝]|[ÃãÂ][\u0080-\u00bf‚ƒ„]")
_CHARACTER = re.compile(rb"[\x81-\x9f\xe0-\xfc][\x40-\xfc]|[\x00-\xff]")  # of Shift_JIS
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\u2b00-\u2bff\U0001f18e-\U0001f1e5\U0001f200-\U0001faff]")
_VENDORS_ROWS = frozenset((0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC))  # first bytes of NEC's and IBM's characters
# Whose emoji a dialect's phones have, whatever its codec makes of them (Encode-JP-Mobile; ktai-style).
_WHOSE = {
    **dict.fromkeys(("mova", "imode1", "imode2", "willcom", "emobile"), "docomo"), "ez1": "au", "ez": "au",
    **dict.fromkeys(("sb2g", "sbw", "sb3g"), "softbank"),
}
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")


def charset(device, status, headers, body):
    """Header and page name one charset, and every byte is a character of it."""
    if not is_page(headers) or not body:
        return
    said = re.search(r"charset=\"?([\w-]+)", header(headers, "Content-Type") or "")
    inside = declared_charsets(source_of(device, body))
    if not inside:
        yield found(charset, ERROR, "ページの中に文字コードの指定がありません。", "meta要素にcharsetを書きます。", "unoh 2006-10-30")
    elif said and {*inside} != {said[1].lower()}:
        yield found(charset, ERROR, f"ヘッダーは {said[1]}、ページは {'と'.join(inside)} で、文字コードの指定が食い違っています。", "同じ名前にそろえます。", "takot; unoh")
    if device.dialect.markup != "html5" and body.startswith(b"\xef\xbb\xbf"):
        yield found(charset, ERROR, "ページがBOMで始まります。", "BOMを外します。古い端末では文字として出ます。", "XML 1.0, 2.8; WK")
    if control := _CONTROL.search(source_of(device, body)):
        yield found(charset, ERROR, f"制御文字があります: {ord(control[0]):02X}", "送る前に取り除きます。", "XML 1.0, 2.2; HTML Standard")
    if text_of(device.dialect, body) is None:
        yield found(charset, ERROR, f"{device.dialect.charset} とこの端末の絵文字として読めないバイトがあります。",
                    "文字は端末の文字コードで、絵文字は端末のものだけを書き出します。", "CP932 (Microsoft); UTF-8 (RFC 3629)")


def emoji(device, status, headers, body):
    """Emoji are the phone's own codes: none of another carrier, none that only some font draws."""
    if not is_page(headers) or not body:
        return
    carrier = _WHOSE.get(device.dialect.name)
    strange = _strange_codes(carrier, body) if device.dialect.charset != "UTF-8" else []
    strange += _strange_points(carrier, source_of(device, body), device.dialect.charset == "UTF-8")
    strange += _lacking(device.dialect, text_of(device.dialect, body) or "")
    if strange:
        yield found(emoji, ERROR, f"この端末の絵文字ではないコードがあります: {'、'.join(sorted(set(strange))[:5])}",
                    "絵文字はUnicodeで持ち、書き出すときに端末のものにします。", "Unicode EmojiSources; emoji4unicode")


def _strange_codes(carrier, body):
    """The codes of Shift_JIS's private rows, F040 to F9FC, that are no emoji of the carrier."""
    own = _codes(carrier)
    return [code.hex().upper() for code in _CHARACTER.findall(body) if len(code) == 2 and b"\xf0" <= code < b"\xfa" and code not in own]


@functools.cache
def _codes(carrier):
    return {bytes.fromhex(code) for row in table().values() if carrier and (code := getattr(row, f"{carrier}_sjis"))}


def _strange_points(carrier, source, is_unicode):
    """The private code points, written as such or as a numeric reference, that the carrier's phones don't know."""
    own = private_points(carrier) if carrier else {}
    written = [_referred(match) for match in _REFERENCE.finditer(source)] + ([source] if is_unicode else [])
    return [f"U+{ord(point):04X}" for point in PRIVATE.findall("".join(written)) if point not in own]


def _lacking(dialect, text):
    """The emoji of Unicode, written as such or as a numeric reference, that the phone doesn't draw."""
    text = _REFERENCE.sub(_referred, text) if "&#" in text else text
    return [" ".join(f"U+{ord(point):04X}" for point in emoji) for emoji in dict.fromkeys(_EMOJI.findall(text)) if dialect.shown(emoji) != emoji]


def _referred(match):
    number = int(match[1], 16) if match[1] else int(match[2])
    return chr(number) if number <= 0x10FFFF else ""


def doubtful(device, status, headers, body):
    """Characters of vendors' own rows, which some models lack: no fault, but QA wants to know."""
    if not is_page(headers) or device.dialect.charset == "UTF-8":
        return
    own = _codes(CODECS[device.dialect.codec].carrier)
    codes = {code for code in _CHARACTER.findall(body) if len(code) == 2 and code[0] in _VENDORS_ROWS and code not in own}
    if codes:
        words = "".join(sorted(code.decode("cp932", "ignore") for code in codes))
        yield found(doubtful, NOTE, f"機種によっては出ない文字があります: {words[:20]}", "人の名前の字はそのままにし、記号は(株)や(1)のように書きます。", "docomo、留意点(NEC特殊文字とIBM拡張文字)")


def lost(device, status, headers, body):
    """No word was lost in a conversion: no 〓, no replacement character, no UTF-8 read as something else."""
    text = text_of(device.dialect, body) if is_page(headers) and body else None
    if text is None:
        return
    words = read(text, device.dialect.markup == "xhtml").text
    if "\ufffd" in text or "〓" in text:
        yield found(lost, ERROR, "文字が失われています(〓または置換文字)。", "近い文字か、言葉に置き換えます。", "Encode-JP-Mobile、絵文字の変換")
    if _GARBLED.search(words):
        yield found(lost, ERROR, f"文字化けしています: {_GARBLED.search(words)[0]}", "文字コードの変換が重なっていないか確かめます。", "CP932 (Microsoft); UTF-8 (RFC 3629)")
    if swallowed := re.search(r"[ぁ-んァ-ヶ一-龠]\?[ぁ-んァ-ヶ一-龠]|(?<!\?)\?\?(?!\?)", words):
        yield found(lost, NOTE, f"「{swallowed[0]}」は、文字が失われたあとかもしれません。", "元の文と見比べます。", "Encode-JP-Mobile、絵文字の変換")
    if twice := re.search(r"&(?:amp|lt|gt|quot|nbsp|#\d{2,6});", words):
        yield found(lost, NOTE, f"「{twice[0]}」が画面に出ています。", "だれかが入力したのでなければ、2回エスケープしていないか確かめます。", "HTML Standard, 13.1.4")
    if re.search(r"\?{3,}", words):
        yield found(lost, WARNING, "「???」があります。文字が失われたかもしれません。", "変換できない文字を ? にしていないか確かめます。", "Encode-JP-Mobile、絵文字の変換")


# A template's own signs: an expression, a line of code, the two backslashes at a line's end.
_LEFT_OVER = re.compile(r"\{\{!?[a-z_]{4,}(?:\.[a-z_]+)*\}\}|^\s*% ?(?:if|for|end|include|else)\b|\\\\\s*$", re.MULTILINE)


def left_over(device, status, headers, body):
    """Nothing of the template's own language stands on the page."""
    page = page_of(device, headers, body)
    sign = _LEFT_OVER.search(page.text) if page else None
    if sign:
        yield found(left_over, WARNING, f"テンプレートの記号が画面に出ています: {sign[0].strip()}", "テンプレートの書き方を直します。", "Bottle、SimpleTemplate")


def substituted(device, status, headers, body):
    """Emoji that the phone lacks are written in words: no fault, but QA wants to know."""
    if not is_page(headers):
        return
    words = sorted(set(re.findall(r"［[^［］]{1,20}］", source_of(device, body))))
    if words:
        yield found(substituted, NOTE, f"この端末にない絵文字を言葉で書いています: {' '.join(words[:8])}", "対応は不要です。", "emoji4unicode、text fallback")
