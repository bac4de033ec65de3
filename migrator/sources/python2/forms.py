"""Python 2 that parses as Python 3 too, and means something else there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from migrator.engine.reading.nodes import statements
from migrator.engine.reading.source import syntax_tree
from migrator.patterns import regex

_BRACKETS = r"\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\)"
# Each starts with a plain word, which is what `re` finds fast.
_PRINTS = regex(rf"print[ \t]*(?:>>|$|[;#]|{_BRACKETS}[ \t]*[^\s;#])", re.MULTILINE)
_CATCHES = regex(r"except\b[^:#\n(]*,")
_SHEBANG = regex(r"#![^\n]*python2[.\d]*")
_FUTURE = regex(r"^from[ \t]+__future__[ \t]+import\b([^\n]*\([^)]*\)|[^\n]*)", re.MULTILINE)


def future_features(text: str) -> frozenset[str]:
    """Return what a text imports from `__future__`."""
    return frozenset(name for found in _FUTURE.findall(text) for name in re.findall(r"\w+", found))


def is_python_2(text: str, module: ast.Module) -> bool:
    """Whether a text that parses shows a form that only Python 2 gives a meaning."""
    return _is_suspect(text) and any(_forms(module, text))


def may_be_python_2(text: str) -> bool:
    """Whether a text that parses needs a closer look."""
    return _is_suspect(text) or names_python_2(text)


def _is_suspect(text: str) -> bool:
    prints = (match.start() for match in _PRINTS.finditer(text))
    return _CATCHES.search(text) is not None or any(_starts(text, place) for place in prints)


def _starts(text: str, place: int) -> bool:
    """Whether a statement may start at a place."""
    before = text[text.rfind("\n", 0, place) + 1 : place].rstrip(" \t")
    return before[-1:] in {"", ":", ";"}


def names_python_2(text: str) -> bool:
    """Whether a script asks to be run by Python 2."""
    return _SHEBANG.match(text) is not None


def parsed(text: str) -> ast.Module | None:
    """Parse Python 3, or return None."""
    try:
        return syntax_tree(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _forms(tree: ast.Module, text: str) -> Iterator[bool]:
    features, lines = future_features(text), text.split("\n")
    for node in statements(tree):
        match node:
            case ast.Expr(value=value) if "print_function" not in features:
                yield _is_print_statement(value)
            case ast.ExceptHandler(type=ast.Tuple() as caught):  # Python 3.14 parses it
                yield not lines[caught.lineno - 1].encode()[caught.col_offset :].startswith(b"(")


def _is_print_statement(node: ast.expr) -> bool:
    """Whether an expression that stands for itself is what was printed, and not printed now."""
    match node:
        case ast.Name(id="print"):
            return True
        case ast.Tuple(elts=[first, *others]):
            if _is_print_call(first):
                return not all(map(_is_print_call, others))
            return _is_print_statement(first) and not isinstance(first, ast.Name)
        case ast.BinOp(op=ast.RShift(), left=ast.Name(id="print")):
            return True
        case ast.BinOp(left=left) | ast.Compare(left=left):
            return _is_print_call(left) or _is_print_statement(left)
        case ast.Call(func=ast.Attribute(value=value)) | ast.Subscript(value=value):
            return _is_print_call(value)
    return False


def _is_print_call(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    )
