"""Where a name stands inside an f-string: Python 3.11 tells no exact positions there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source


def place_in(node: ast.expr, names: Names, source: Source) -> ast.Name | None:
    """Return a stand-in for a chain of names at its exact place, if there is no doubt of that.

    It is the same text as often as there are such chains, so that none is in the string's words.
    """
    around = [each for each in names.ancestors(node) if isinstance(each, ast.JoinedStr)]
    if not around:
        return None
    whole = around[-1]
    start = source.start(whole)
    text = ast.unparse(node)
    chains = [each for each in _within(whole) if _is_chain(each) and ast.unparse(each) == text]
    pattern = rf"(?<![\w.]){re.escape(text)}(?!\w)".encode()
    found = list(re.finditer(pattern, source.data[start : source.end(whole)]))
    if len(found) != len(chains) or node not in chains or whole.lineno != whole.end_lineno:
        return None
    place = found[chains.index(node)]
    return source.span_of(start + place.start(), start + place.end(), whole.lineno)


def _within(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a node, in the order of its text."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _within(child)


def _is_chain(node: ast.AST) -> bool:
    return isinstance(node, ast.Name | ast.Attribute)
