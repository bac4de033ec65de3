"""The part of a text that fissix is given: it takes a hundred times as long to parse as Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from migrator.engine.reading.names import Names
from migrator.engine.reading.source import first_line
from migrator.findings import Span
from migrator.frozen import frozen
from migrator.sources.python2.mentions import rows_mended_beside, rows_of_python_2


@frozen
class Excerpt:
    """Some lines of a text. rows: which; of each, its number in the text."""

    text: str
    rows: list[int]

    def span(self, span: Span) -> Span:
        """Return the span of the text for one of the excerpt."""
        first, last = self.rows[span.line - 1], self.rows[span.end_line - 1]
        return replace(span, line=first, end_line=last)


def excerpt(text: str, names: Names) -> Excerpt:
    """Return those statements that may need a fixer, and the heads around them."""
    lines = text.split("\n")
    rows = rows_of_python_2(names)
    inner = rows | rows_mended_beside(names)
    kept = _kept(names.tree.body, rows)
    taken = set[int]().union(*map(_rows, kept))
    for statement in kept:
        _sift(statement, lines, taken, inner)
    numbers = sorted(taken)
    return Excerpt("".join(f"{lines[number - 1]}\n" for number in numbers), numbers)


def _sift(statement: ast.stmt, lines: list[str], taken: set[int], rows: frozenset[int]) -> None:
    """Leave out what has none of the rows inside a statement; `pass` stands for a whole block."""
    if isinstance(statement, ast.ClassDef) and _is_reported_whole(statement):
        return
    for block in _blocks(statement):
        first = first_line(block[0])
        head = lines[first - 1]
        indentation = head[: len(head) - len(head.lstrip())]
        if head.startswith("elif", len(indentation)) or len(indentation) < block[0].col_offset:
            kept = block  # it has no lines of its own
        else:
            kept = _kept(block, rows)
            taken.difference_update(*map(_rows, block))
            taken.update(*map(_rows, kept))
        if not kept:
            lines[first - 1] = f"{indentation}pass"
            taken.add(first)
        for inner in kept:
            _sift(inner, lines, taken, rows)


def _kept(block: list[ast.stmt], rows: frozenset[int]) -> list[ast.stmt]:
    return [statement for statement in block if not rows.isdisjoint(_rows(statement))]


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
