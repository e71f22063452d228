"""The rooms and the arrows between them."""

import ast
import pathlib
import re

import pytest

ROOT = pathlib.Path(__file__).parent.parent
MAY_IMPORT = {
    "carriers": {"carriers"},
    "models": {"models"},
    "views": {"views", "models", "carriers", "bottle", "waitress"},
}
ROOMS = {"carriers", "models", "views", "mobile_app", "bottle", "waitress"}
SOURCES = [path for room in MAY_IMPORT for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = sorted((ROOT / "views").rglob("*.tpl"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its arrow"
            yield node.module.split(".")[0]


def test_there_is_something_to_check():
    assert len(SOURCES) > 30 and len(TEMPLATES) > 15


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_go_one_way(path):
    room = path.relative_to(ROOT).parts[0]
    assert set(imported(path)) & ROOMS <= MAY_IMPORT[room]


@pytest.mark.parametrize("path", [p for p in SOURCES if "views" in p.parts], ids=lambda path: str(path.relative_to(ROOT)))
def test_handlers_write_no_tags(path):
    if path.name in ("tailor.py", "visit.py", "html.py"):  # where tags are made
        return
    assert not re.search(r"</?(a|div|p|b|br|form|input|span)\b", path.read_text("utf-8"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_ask_no_carrier_and_query_nothing(path):
    source = path.read_text("utf-8")
    assert not re.search(r"device\.carrier|docomo|softbank|dialect\.name|import |execute|select\(", source) or "supported" in path.name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_link_to_no_other_host(path):
    assert not re.search(r"(href|src|action)=\"(https?:)?//", path.read_text("utf-8"))
