"""Bytes and headers: what an answer must carry, and how much of it."""

import re
from urllib.parse import urlsplit

from carriers.checks.finding import ERROR, WARNING, found, header, is_page

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype )?html\b", re.IGNORECASE)
_LARGEST_COOKIE = 4_096  # bytes (docomo, i-mode browser 2.0; RFC 6265, 6.1)


def weight(device, status, headers, body):
    """The page is within what the phone takes."""
    if is_page(headers) and len(body) > device.page_limit:
        yield found(weight, ERROR, f"ページが{len(body):,}バイトで、上限の{device.page_limit:,}バイトを超えています。",
                    "一覧や長い文章を分けて、次のページに送ります。", "docomo、KDDI、SoftBankの作成ガイド; ktai-style")


def content_type(device, status, headers, body):
    """The media type and charset are those the phone understands; a page is one that says so, and there is something in it."""
    said, wanted = header(headers, "Content-Type"), device.dialect.header
    if not body:
        if status == 200:
            yield found(content_type, ERROR, "答えに中身がありません。", "画面を返すか、転送します。", "RFC 9110, 15.3.1")
    elif said is None:
        yield found(content_type, ERROR, "Content-Typeがありません。", f"{wanted} を付けます。", "docomo、iモードコンテンツ作成の基礎")
    elif (is_page(headers) or _PAGE.match(body)) and said.replace(" ", "").lower() != wanted.replace(" ", "").lower():
        yield found(content_type, ERROR, f"Content-Typeが {said} です。この端末向けは {wanted} です。",
                    "端末に合うContent-Typeを返します。iモード1.0は application/xhtml+xml のときだけCSSを使います。", "docomo; unoh 2009-07-13")


def required_headers(device, status, headers, body):
    """The headers that every answer needs."""
    length = header(headers, "Content-Length")
    if body and length is None:
        yield found(required_headers, ERROR, "Content-Lengthがありません。", "本文の長さを付けます。", "unoh 2006-12-11")
    elif body and length != str(len(body)):
        yield found(required_headers, ERROR, f"Content-Lengthは{length}ですが、本文は{len(body)}バイトです。", "実際の長さにします。", "RFC 9110, 8.6")
    if not is_page(headers):
        return
    if "user-agent" not in (header(headers, "Vary") or "").lower():
        yield found(required_headers, ERROR, "Vary: User-Agent がありません。", "端末ごとに違うページなので、キャッシュが混ざらないように付けます。", "RFC 9110, 12.5.5")
    cache = (header(headers, "Cache-Control") or "").lower()
    if "no-cache" not in cache and "no-store" not in cache:
        yield found(required_headers, ERROR, "Cache-Controlに no-cache がありません。", "auは強くキャッシュするため、no-cacheを付けます。", "unoh 2006-11-16")
    if status == 503 and not header(headers, "Retry-After"):
        yield found(required_headers, WARNING, "503にRetry-Afterがありません。", "いつ戻るかを秒で付けます。", "RFC 9110, 10.2.3")


def protective_headers(device, status, headers, body):
    """A browser of today gets what keeps others out."""
    if device.dialect.markup != "html5" or not is_page(headers) or not body:
        return
    for name, protects in _PROTECTIVE.items():
        if not protects((header(headers, name) or "").lower()):
            yield found(protective_headers, ERROR, f"{name} がないか、弱すぎます。", "今のブラウザを守るヘッダーです。", "OWASP Secure Headers Project")


def _limits_scripts(policy):
    """Whether a Content-Security-Policy lets in only scripts that it names."""
    parts = {words[0]: set(words[1:]) for words in (part.split() for part in policy.split(";")) if words}
    scripts = parts.get("script-src", parts.get("default-src", {"*"}))
    return "default-src" in parts and not scripts & {"*", "http:", "https:", "data:", "'unsafe-inline'", "'unsafe-eval'"}


_PROTECTIVE = {
    "X-Content-Type-Options": lambda said: "nosniff" in said, "Content-Security-Policy": _limits_scripts,
    "Referrer-Policy": lambda said: bool(said) and "unsafe-url" not in said,
}


def redirect(device, status, headers, body):
    """A redirect is a 302 with an absolute address that the phone takes."""
    if not 300 <= status < 400 or status == 304:
        return
    location = header(headers, "Location") or ""
    if not urlsplit(location).netloc:
        yield found(redirect, ERROR, f"Locationが絶対URLではありません: {location[:80]}", "https://ホスト から書きます。", "docomo、iモードコンテンツ作成の基礎")
    if status != 302:
        yield found(redirect, ERROR, f"転送のステータスが{status}です。", "古い端末が知っている302にします。", "symmetric 123")
    if len(location.encode()) > device.dialect.url_limit:
        yield found(redirect, ERROR, f"転送先のURLが{len(location.encode())}バイトで、上限の{device.dialect.url_limit}を超えています。", "短くします。", "symmetric 49")


def cookies(device, status, headers, body):
    """A cookie names no domain, is kept from scripts, and is small."""
    for name, value in headers:
        if name.lower() != "set-cookie":
            continue
        if re.search(r";\s*domain=", value, re.IGNORECASE):
            yield found(cookies, WARNING, "CookieにDomainがあります。", "Domainを付けません。auとSoftBankで決まりが違い、戻らない端末があります。", "unoh 2008-10-08")
        if not re.search(r";\s*httponly", value, re.IGNORECASE):
            yield found(cookies, ERROR, f"Cookie {value.partition('=')[0]} にHttpOnlyがありません。", "HttpOnlyを付けます。", "OWASP, Session Management")
        if re.search(r";\s*samesite=none", value, re.IGNORECASE):
            yield found(cookies, WARNING, f"Cookie {value.partition('=')[0]} が SameSite=None です。", "Laxにするか、書きません。iOS 12はNoneをStrictと読みます。", "caniuse、SameSite")
        if len(value.encode()) > _LARGEST_COOKIE:
            yield found(cookies, ERROR, f"Cookieが{len(value.encode())}バイトで、上限の{_LARGEST_COOKIE:,}を超えています。", "小さくします。", "docomo、iモードブラウザ2.0; RFC 6265")


def chain(device, redirects):
    """The findings of so many redirects in a row before an answer; no check of one answer can see them."""
    if redirects > device.dialect.redirects:
        yield found(chain, ERROR, f"転送が{redirects}回続きます。この端末は{device.dialect.redirects}回までです。", "転送を減らします。", "oscasierra.net 2012-06; unoh 2006-10-30")
