"""A Finding, and what every check asks of an answer."""

import functools
import re
from html.entities import name2codepoint
from typing import NamedTuple

from carriers.reading import read
from carriers.text import MalformedText

ERROR, WARNING, NOTE = "error", "warning", "note"


class Finding(NamedTuple):
    """check: the name of the function that found it; severity: ERROR, WARNING or NOTE; source: who says so."""

    check: str
    severity: str
    text: str
    advice: str
    source: str


def found(check, severity, text, advice, source):
    return Finding(check.__name__, severity, text, advice, source)


def header(headers, name):
    """A header's value, or None."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


def is_page(headers):
    """Whether an answer is a page, as its Content-Type says."""
    return (header(headers, "Content-Type") or "").split(";")[0].strip().lower() in ("text/html", "application/xhtml+xml")


def source_of(device, body):
    """The page's text as its charset alone has it; what is no text of it is replaced."""
    return _decoded("utf-8" if device.dialect.charset == "UTF-8" else "cp932", body)


def spelled(source):
    """The source with XHTML's named characters as numbers: a parser that reads no DTD doesn't know &nbsp;."""
    return _NAMED.sub(lambda match: f"&#{name2codepoint[match[1]]};" if match[1] in name2codepoint else match[0], source)


_NAMED = re.compile("&(?!(?:lt|gt|amp|quot);)([A-Za-z][A-Za-z0-9]*);")
# SoftBank's web codes hold quotation marks and brackets that are no markup (unoh 2006-10-30).
_WEB_CODE = re.compile("\x1b\\$.[!-z]*\x0f?")


@functools.lru_cache(8)
def _decoded(codec, body):
    text = body.decode(codec, "replace")
    return _WEB_CODE.sub("\ufffc", text) if "\x1b" in text else text


@functools.lru_cache(8)
def text_of(dialect, body):
    """The page's text with the phone's emoji as Unicode; None where the bytes are no text of the phone's."""
    try:
        return dialect.decode(body)
    except MalformedText:
        return None


def title_of(device, headers, body):
    """The title of a page with the carrier's emoji as Unicode; empty where the answer is none."""
    text = text_of(device.dialect, body) if is_page(headers) and body else None
    page = read(text, device.dialect.markup == "xhtml") if text else page_of(device, headers, body)
    return page.title if page else ""


def page_of(device, headers, body):
    """The page taken apart, a reading.Reading, or None where the answer is none."""
    if not is_page(headers) or not body:
        return None
    return read(source_of(device, body), device.dialect.markup == "xhtml")
