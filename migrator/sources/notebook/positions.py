"""Where in the JSON text a character of a cell stands."""

from __future__ import annotations

import re
from bisect import bisect_right

from migrator.findings import Span
from migrator.sources.lines import split_lines
from migrator.sources.notebook.document import Cell, Document
from migrator.sources.notebook.writing import characters

_END = re.compile(r"\r\n|\r|\n")


class Positions:
    """Leads from the cells of a notebook to the lines of its JSON text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._starts = [0, *(match.end() for match in _END.finditer(document.text))]

    def span(self, cell: Cell, start: tuple[int, int], end: tuple[int, int] | None = None) -> Span:
        """Return the place of what stands between two places of a cell; lines and columns from 0.

        The end may be in another cell: then it is left out.
        """
        first = self._place(cell, *start)
        last = max(first, self._place(cell, *end)) if end else first
        return Span(*first, *last, cell.number, start[0] + 1)

    def _place(self, cell: Cell, line: int, column: int) -> tuple[int, int]:
        offset = self._offset(cell, line, column)
        json_line = bisect_right(self._starts, offset)
        return json_line, offset - self._starts[json_line - 1]

    def _offset(self, cell: Cell, line: int, column: int) -> int:
        lines = split_lines(cell.source)
        within = min(column, len(lines[line].rstrip("\r\n"))) if line < len(lines) else 0
        index = sum(map(len, lines[:line])) + within
        for literal in cell.literals:
            if index < len(literal.value) or literal is cell.literals[-1]:
                written = characters(self._text, literal.start, literal.end)
                return literal.start + 1 + sum(map(len, written[:index]))
            index -= len(literal.value)
        return cell.start
