"""The lines of code for another Keras, which Keras 3 never comes by."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.denotations import Denotations
from migrator.engine.reading.untaken import METHODS, VERSION, untaken

_NAMES = tuple(
    f"{package}{VERSION}{method}"
    for package in ("", "tensorflow.")
    for method in ("", *(f".{method}" for method in METHODS))
)


def untaken_lines(names: Denotations) -> frozenset[int]:
    """Return the lines of the branches that Keras 3 never takes."""
    asked = [node for name in _NAMES for node in names.denoted.get(name, ())]
    choices = {choice for node in asked for choice in _choices(node, names)} if asked else ()
    found: set[int] = set()
    for choice in choices:
        for statement in untaken(choice, names.module):
            found.update(range(statement.lineno, (statement.end_lineno or 0) + 1))
    return frozenset(found)


def _choices(node: ast.AST, names: Denotations) -> Iterator[ast.If]:
    """Yield the statement that asks for the release in its test."""
    below = node
    for above in names.ancestors(node):
        if isinstance(above, ast.If) and above.test is below:
            yield above
        if isinstance(above, ast.stmt):
            return
        below = above
