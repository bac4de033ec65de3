"""The part of a text that fissix is given: it takes a hundred times as long to parse as Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import first_line
from migrator.sources.python2.mentions import rows_mended_beside, rows_of_python_2


def excerpt(text: str, names: Names) -> str:
    """Return a text with only those statements that may need a fixer, and the heads around them.

    The lines of the others are empty, so that all places stay what they were.
    """
    lines = text.split("\n")
    rows = rows_of_python_2(names)
    inner = rows | rows_mended_beside(names)
    for statement in _emptied(names.tree.body, lines, rows):
        _sift(statement, lines, inner)
    return "\n".join(lines)


def _sift(statement: ast.stmt, lines: list[str], rows: frozenset[int]) -> None:
    """Empty what has none of the rows inside a statement; `pass` stands for a whole block."""
    if isinstance(statement, ast.ClassDef) and _is_reported_whole(statement):
        return
    for block in _blocks(statement):
        first = first_line(block[0]) - 1
        head = lines[first]
        indentation = head[: len(head) - len(head.lstrip())]
        if head.startswith("elif", len(indentation)) or len(indentation) < block[0].col_offset:
            kept = block  # it has no lines of its own
        else:
            kept = _emptied(block, lines, rows)
        if not kept:
            lines[first] = f"{indentation}pass"
        for inner in kept:
            _sift(inner, lines, rows)


def _emptied(block: list[ast.stmt], lines: list[str], rows: frozenset[int]) -> list[ast.stmt]:
    """Empty the lines of those statements that have none of the rows, and return the others."""
    kept: list[ast.stmt] = []
    emptied: set[int] = set()
    for statement in block:
        taken = _rows(statement)
        if rows.isdisjoint(taken):
            emptied.update(taken)
        else:
            kept.append(statement)
    shared = {row for statement in kept for row in (_rows(statement)[0], _rows(statement)[-1])}
    for row in emptied - shared:
        lines[row - 1] = ""
    return kept


def _is_reported_whole(node: ast.ClassDef) -> bool:
    """Whether a finding spans a class to its end."""
    return any(getattr(member, "name", "") == "__nonzero__" for member in node.body)


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    handlers, cases = getattr(statement, "handlers", ()), getattr(statement, "cases", ())
    for owner in (statement, *handlers, *cases):
        blocks = (getattr(owner, name, None) for name in ("body", "orelse", "finalbody"))
        yield from (block for block in blocks if block)


def _rows(statement: ast.stmt) -> range:
    return range(first_line(statement), (statement.end_lineno or statement.lineno) + 1)
