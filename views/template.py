"""Templates as functions: bottle's template language, compiled to one Python function per page.

bottle itself runs a template's code as a module, where every name is looked up in a dictionary and every value passes
through three calls; as a function the same page takes half the time.
"""

import builtins
import functools
import re
import symtable

from bottle import StplParser

from views.html import escape

_HEAD = "def page(_values):\n  _texts = []; _printlist = _texts.extend; defined = _values.__contains__\n"
_TAIL = "  return ''.join(_texts)\n"
# A value whose text has nothing to escape: one helper's call, or one of two fixed texts.
_PLAIN = re.compile(
    r"!?(?:day_path|day_label|clock|span|_key|_accesskey|_form_key)\([\w., '*#]*\)|!_(?:ask|and|session_field|prolog|charset|header|style)"
    r"|'[^'&<>\"\\]*'(?: if [\w.]+ else '[^'&<>\"\\]*')?")


# What lists say again and again, none of it long. Kept escaped, it costs a look-up in C instead of four searches.
_SHORT = re.compile(r"title|whose|row\.(?:event_id|title|place|name)|name|user_id")
_escape_short = functools.lru_cache(2_048, typed=True)(escape)  # typed: 1 == True, but their texts differ


class _Parser(StplParser):
    """bottle's parser; what it makes is the inside of a function."""

    def __init__(self, source):
        super().__init__(source)
        self.indent = 1

    @staticmethod
    def process_inline(chunk):
        if _PLAIN.fullmatch(chunk):
            return f"({chunk.lstrip('!')})"
        return f"_escape_short({chunk})" if _SHORT.fullmatch(chunk) else StplParser.process_inline(chunk)


def page_function(code, helpers):
    """The function of a page: it takes the page's values, a dictionary, and returns its text.

    code: what compile_template() made; helpers: {name: what every page may use}. A page that lacks a value it names
    raises KeyError; defined('name') asks.
    """
    known = {**helpers, **_OWN}
    exec(code, known)
    return known["page"]


_OWN = {"_escape": escape, "_escape_short": _escape_short, "_str": str}


@functools.lru_cache(16)  # many dialects differ in nothing but their helpers
def compile_template(source, names):
    """The code of a template; names: a frozenset of what helpers there will be. Raises SyntaxError."""
    body = _Parser(source).translate()
    known = names | set(_OWN) | set(dir(builtins))
    values = _globals(symtable.symtable(_HEAD + body + _TAIL, "template", "exec")) - known
    taken = "".join(f"  {name} = _values[{name!r}]\n" for name in sorted(values))
    return compile(_HEAD + taken + body + _TAIL, "template", "exec")


def _globals(table):
    """The names that the functions in it take from outside."""
    own = table.get_globals() if isinstance(table, symtable.Function) else ()
    return set(own).union(*(_globals(inner) for inner in table.get_children()))
