"""Templates as functions: bottle's template language, compiled to one Python function per page.

bottle itself runs a template's code as a module, where every name is looked up in a dictionary and every value passes
through three calls; as a function the same page takes half the time.
"""

import builtins
import re
import symtable

from bottle import StplParser

from views.html import escape

_HEAD = "def page(_values):\n  _texts = []; _printlist = _texts.extend; defined = _values.__contains__\n"
_TAIL = "  return ''.join(_texts)\n"
# A value whose text has nothing to escape: one helper's call, or one of two fixed texts.
_PLAIN = re.compile(r"(?:day_path|day_label|clock|span)\([\w., ]*\)|'[^'&<>\"\\]*' if [\w.]+ else '[^'&<>\"\\]*'")


class _Parser(StplParser):
    """bottle's parser; what it makes is the inside of a function."""

    def __init__(self, source):
        super().__init__(source)
        self.indent = 1

    @staticmethod
    def process_inline(chunk):
        return f"({chunk})" if _PLAIN.fullmatch(chunk) else StplParser.process_inline(chunk)


def compile_template(source, helpers):
    """A function that takes the values of a page, a dictionary, and returns its text.

    helpers: {name: what every page may use}. A page that lacks a value it names raises KeyError; defined('name') asks.
    Raises SyntaxError.
    """
    body = _Parser(source).translate()
    known = {**helpers, "_escape": escape, "_str": str}
    values = _globals(symtable.symtable(_HEAD + body + _TAIL, "template", "exec")) - set(known) - set(dir(builtins))
    taken = "".join(f"  {name} = _values[{name!r}]\n" for name in sorted(values))
    exec(compile(_HEAD + taken + body + _TAIL, "template", "exec"), known)
    return known["page"]


def _globals(table):
    """The names that the functions in it take from outside."""
    own = table.get_globals() if isinstance(table, symtable.Function) else ()
    return set(own).union(*(_globals(inner) for inner in table.get_children()))
