"""The session's id: it never leaves for another site, neither in an address nor in a form nor by the Referer."""

import re
from urllib.parse import urlsplit

from carriers.checks.finding import ERROR, found, header, page_of

# Ours, and the names under which the usual servers and frameworks put it into addresses.
_NAMES = r"PHPSESSID|JSESSIONID|CGISESSID|ASP\.NET_SessionId|[a-z]*sess(?:ion)?_?id|sid"
_SESSION = re.compile(rf"[?&#;](?:s=[\w-]{{22}}(?![\w-])|(?:{_NAMES})=[\w.-]{{16,}})", re.ASCII | re.IGNORECASE)
_FIELD = re.compile(rf"s|{_NAMES}", re.IGNORECASE)
_REFRESH = re.compile(r"[^;,]*[;,]\s*url\s*=\s*[\"']?([^\"']*)", re.IGNORECASE)
_ADVICE = "外へのリンクからIDを外します。"


def leaks(device, status, headers, body, host=""):
    """No session's id leads out. host: host:port of the site itself."""
    page = page_of(device, headers, body)
    tags = page.tags if page else ()
    for address in filter(None, (header(headers, "Location"), _refreshed(header(headers, "Refresh")), *map(_of_meta, tags))):
        if _leads_out(address, host) and _SESSION.search(address):
            yield _to(address)
    has_id = any(_SESSION.search(address) for tag in tags for address in _addresses(tag)) or any(map(_keeps_id, tags))
    for tag in tags:
        for address in _addresses(tag):
            if not _leads_out(address, host):
                continue
            if _SESSION.search(address):
                yield _to(address)
            elif tag.name == "form" and any(_keeps_id(field) and tag in page.around(field) for field in tags):
                yield found(leaks, ERROR, f"セッションのIDが、フォームの隠した欄で外のサイトに渡ります: {_site(address)}", "外へのフォームにIDを入れません。", "JVN 2005; OpenPNE3, urlProxy")
            elif has_id and not address.startswith("mailto:"):
                yield found(leaks, ERROR, f"セッションのIDを含むページから、外のサイトに直接リンクしています: {_site(address)}",
                            "IDのないページを間に置きます(Refererで漏れるため)。", "unoh 2009-07-13; OpenPNE3, urlProxy")


def _to(address):
    return found(leaks, ERROR, f"セッションのIDが外のサイトに渡ります: {_site(address)}", _ADVICE, "JVN 2005; OpenPNE3, urlProxy")


def _addresses(tag):
    return [tag.attributes[name] for name in ("href", "src", "action", "formaction", "data") if tag.attributes.get(name)]


def _of_meta(tag):
    return _refreshed(tag.attributes.get("content")) if tag.name == "meta" and tag.attributes.get("http-equiv", "").lower() == "refresh" else ""


def _refreshed(value):
    """The address of a Refresh header or meta tag."""
    match = _REFRESH.match(value or "")
    return match[1] if match else ""


def _keeps_id(tag):
    return tag.name == "input" and tag.attributes.get("type") == "hidden" and bool(
        _FIELD.fullmatch(tag.attributes.get("name", "")) and re.fullmatch(r"[\w.-]{16,}", tag.attributes.get("value", ""), re.ASCII))


def _leads_out(address, host):
    return bool(re.match(r"mailto:|(?:https?:)?//", address, re.IGNORECASE)) and (not host or _site(address).lower() != host.lower())


def _site(address):
    """Whose an address is: host:port, or where a mail goes."""
    try:
        return urlsplit(address).netloc or address.partition("?")[0][:60]
    except ValueError:
        return address[:60]
