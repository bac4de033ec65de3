"""Where in the JSON text a character of a cell stands."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from migrator.findings import Span
from migrator.patterns import regex
from migrator.sources.lines import split_lines
from migrator.sources.notebook.document import Cell, Document, Literal
from migrator.sources.notebook.writing import characters

_END = regex(r"\r\n|\r|\n")


class Positions:
    """Leads from the cells of a notebook to the lines of its JSON text."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._cells: dict[int, tuple[list[str], list[int], list[int]]] = {}
        self._literals: dict[int, list[int]] = {}
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
        lines, starts, ends = self._measured(cell)
        within = min(column, len(lines[line].rstrip("\r\n"))) if line < len(lines) else 0
        index = starts[min(line, len(lines))] + within
        if not ends:
            return cell.start
        place = min(bisect_right(ends, index), len(ends) - 1)
        literal = cell.literals[place]
        written = self._written(literal)
        index -= ends[place] - len(literal.value)
        return literal.start + 1 + written[min(index, len(written) - 1)]

    def _measured(self, cell: Cell) -> tuple[list[str], list[int], list[int]]:
        """Return the lines of a cell, where each starts, and where each of its literals ends."""
        if cell.number not in self._cells:
            lines = split_lines(cell.source)
            ends = accumulate(len(literal.value) for literal in cell.literals)
            starts = accumulate(map(len, lines), initial=0)
            self._cells[cell.number] = lines, [*starts], [*ends]
        return self._cells[cell.number]

    def _written(self, literal: Literal) -> list[int]:
        """Return where each character of a literal is written, and where it ends."""
        if literal.start not in self._literals:
            written = characters(self._text, literal.start, literal.end)
            self._literals[literal.start] = [*accumulate(map(len, written), initial=0)]
        return self._literals[literal.start]
