"""Templates as functions: bottle's template language, compiled to one Python function that joins f-strings.

bottle's own runs a template's code as a module, where every name is looked up in a dictionary and every value passes
through three calls; as a function the same page takes a fifth of the time.
"""

import ast
import builtins
import dis
import types

from bottle import StplParser

from views.html import escape

# Helpers of templates whose text has nothing to escape.
_PLAIN = {"day_path", "day_label", "clock", "span"}


def compile_template(source, helpers):
    """A function that takes the values of a page, a dictionary, and returns its text.

    helpers: {name: what every page may use}. A page that lacks a value it names raises KeyError; defined('name') asks.
    Raises SyntaxError.
    """
    module = _Rewriter().visit(ast.parse(StplParser(source).translate()))
    known = {**vars(builtins), **helpers, "_escape": escape}
    values = sorted(_globals(_code(module.body, ())) - set(known) - {"_values"})
    return types.FunctionType(_code(module.body, values), known)


def _code(body, values):
    """The code of the function whose statements these are, with the values as its local names."""
    function = ast.parse("def page(_values):\n _texts = []\n _print = _texts.append\n return ''.join(_texts)").body[0]
    taken = ast.parse("\n".join(f"{name} = _values[{name!r}]" for name in values)).body
    function.body[2:2] = taken + body
    module = ast.fix_missing_locations(ast.Module([function], []))
    return next(part for part in compile(module, "<template>", "exec").co_consts if isinstance(part, types.CodeType))


def _globals(code):
    """The names that a function takes from outside, those of the functions in it too."""
    found = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    return found.union(*(_globals(part) for part in code.co_consts if isinstance(part, types.CodeType)))


class _Rewriter(ast.NodeTransformer):
    """Makes an f-string of each run of text and values that bottle's translation prints."""

    def visit_Expr(self, node):
        node = self.generic_visit(node)
        if not _calls(node.value, "_printlist"):
            return node
        parts = [_part(part) for part in node.value.args[0].elts]
        return ast.Expr(ast.Call(ast.Name("_print", ast.Load()), [ast.JoinedStr(parts)], []))

    def visit_Call(self, node):
        node = self.generic_visit(node)
        if _calls(node, "defined"):
            return ast.Compare(node.args[0], [ast.In()], [ast.Name("_values", ast.Load())])
        return node


def _calls(node, name):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _part(node):
    """A text as it is; a value as a field, escaped where bottle's translation says so."""
    if isinstance(node, ast.Constant):
        return node
    return ast.FormattedValue(_escaped(node.args[0]) if _calls(node, "_escape") else node.args[0], -1)


def _escaped(node):
    """The expression with its value escaped; what is known now is escaped now."""
    if isinstance(node, ast.Constant):
        return ast.Constant(escape(node.value))
    if isinstance(node, ast.IfExp):
        return ast.IfExp(node.test, _escaped(node.body), _escaped(node.orelse))
    if any(_calls(node, name) for name in _PLAIN):
        return node
    return ast.Call(ast.Name("_escape", ast.Load()), [node], [])
