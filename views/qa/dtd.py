"""The DTD of XHTML Basic 1.1, with what the carriers added to it, as libxml2 judges by it (lxml).

The DTD is W3C's own, from the system's catalog; the carriers' attributes are those that carriers.markup knows beside it.
"""

import functools
import io
import os
import re

from carriers import checks, markup
from carriers.checks.finding import source_of, spelled
from views.qa.judge import Missing, in_japanese

NAME = "DTD"
_BASIC = '<!ENTITY % basic PUBLIC "-//W3C//DTD XHTML Basic 1.1//EN" "http://www.w3.org/MarkUp/DTD/xhtml-basic11.dtd"> %basic;'
_CATALOG = "file:///etc/xml/catalog"
_NO_LXML = "python -m pip install lxml"
_NO_DTD = "apt-get install w3c-sgml-lib"
_SOURCE = "XHTML Basic 1.1のDTDと各社の属性"
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>|<!DOCTYPE[^>]*>")

# What libxml2 says, and what that means.
_WORDS = (
    (r"Element (\S+) is not declared in (\S+) list of possible children", "<{1}> の中に <{0}> は置けません", "別の要素で囲むか、外に出します。"),
    (r"Element (\S+) content does not follow the DTD, [Ee]xpecting (.*), got (.*)", "<{0}> の中身が決まりに合いません(あるのは {2}、置けるのは {1})", "中に置ける要素だけにします。"),
    (r"Element (\S+) was declared EMPTY this one has content", "<{0}> には中身を置けません", "中身を外に出します。"),
    (r"No declaration for attribute (\S+) of element (\S+)", "<{1}> に属性 {0} はありません", "属性を外します。"),
    (r"No declaration for element (\S+)", "<{0}> という要素はありません", "XHTML Basicにある要素で書きます。"),
    (r"Element (\S+) does not carry attribute (\S+)", "<{0}> に属性 {1} がありません", "必ず要る属性です。付けます。"),
    (r'Value "(.*)" for attribute (\S+) of (\S+) .*', "<{2}> の属性 {1} に {0} とは書けません", "決められた値にします。"),
    (r"Syntax of value for attribute (\S+) of (\S+) is not valid", "<{1}> の属性 {0} の書き方が違います", "決められた形の値にします。"),
    (r"ID (\S+) already defined", "id {0} が2回あります", "idはページに一つずつにします。"),
)


def judge(pages):
    """[tuple of Findings] for (device, body) of XHTML pages. Raises Missing."""
    return [tuple(_findings(device.dialect, source_of(device, body))) for device, body in pages]


def _findings(dialect, source):
    etree, dtd = _lxml(), _dtd(dialect)
    try:
        tree = etree.fromstring(_PROLOG.sub(lambda prolog: "\n" * prolog[0].count("\n"), spelled(source)).encode("utf-8", "replace"), _parser())
    except etree.XMLSyntaxError as error:
        yield _finding("XMLとして読めないので、DTDと比べられません", "まず整形式にします。", error.lineno or 1)
        return
    if not dtd.validate(tree):
        for error in dtd.error_log.filter_from_errors():
            yield _finding(*in_japanese(_WORDS, error.message, "DTDに合う書き方にします。"), error.line)


def _finding(text, advice, line):
    return checks.Finding("dtd", checks.ERROR, f"{text}({line}行目)。", advice, _SOURCE)


@functools.cache
def _parser():
    return _lxml().XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False)


@functools.cache
def _dtd(dialect):
    """The DTD of a dialect. Raises Missing."""
    declarations = "".join(
        f"<!ATTLIST {element} {attribute} CDATA #IMPLIED>"
        for element, has in _standard().items() if markup.known(dialect, element)
        for attribute in sorted(markup.known(dialect, element) - has))
    return _read(declarations + _BASIC)


@functools.cache
def _standard():
    """{element: its attributes} of XHTML Basic 1.1 itself."""
    return {
        element.name: {f"{attribute.prefix}:{attribute.name}" if attribute.prefix else attribute.name for attribute in element.iterattributes()}
        for element in _read(_BASIC).iterelements()}


def _read(text):
    etree = _lxml()
    os.environ.setdefault("XML_CATALOG_FILES", _CATALOG)  # libxml2 in lxml's wheels has no place of its own for it
    try:
        found = etree.DTD(io.StringIO(text))
    except etree.DTDParseError:
        raise Missing(_NO_DTD) from None
    if not any(element.name == "html" for element in found.iterelements()):  # what isn't in the catalog is left out without a word
        raise Missing(_NO_DTD)
    return found


def _lxml():
    try:
        from lxml import etree
    except ImportError:
        raise Missing(_NO_LXML) from None
    return etree
