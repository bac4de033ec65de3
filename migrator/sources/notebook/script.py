"""The code cells of a notebook as one script, and the script as cells again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from migrator.errors import InternalError
from migrator.findings import Span
from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.sources.lines import Places, split_lines
from migrator.sources.notebook.document import Cell, Document
from migrator.sources.notebook.magics import LostMagic, Masks
from migrator.sources.notebook.positions import Positions
from migrator.sources.notebook.writing import rewritten

_BORDER = "pass  # kmigrate_cell_{}\n"
_BORDERS = regex(r"^pass  # kmigrate_cell_\d+\n", re.MULTILINE)


@frozen
class Piece:
    """A cell in the script. head: what stands above its Python; body: that, magics hidden.

    indent: what IPython takes from the start of each line.
    """

    cell: Cell
    head: str
    body: str
    indent: str = ""

    @cached_property
    def text(self) -> str:
        """The lines of the script that the cell makes."""
        return self.body if self.body.endswith("\n") else f"{self.body}\n"

    def column(self, number: int, column: int) -> int:
        """Return the column in the cell: on some lines a magic was hidden."""
        before, after = self._lines
        if number >= len(before) or before[number].rstrip("\n") == after[number].rstrip("\n"):
            return column
        span = Span(1, column, 1, column)
        return Places(before[number], after[number]).span(span).column

    @cached_property
    def _lines(self) -> tuple[list[str], list[str]]:
        """The lines of the cell below its head, and those of the script."""
        return split_lines(self.cell.source[len(self.head) :]), split_lines(self.text)

    @cached_property
    def count(self) -> int:
        """How many lines of the script there are."""
        return self.text.count("\n")

    def source(self, text: str) -> str:
        """Return the source of the cell when these are its lines, magics put back."""
        ended = self.body.endswith("\n")
        lines = split_lines(text if ended else text.rstrip("\n"))
        return self.head + "".join(self.indent + line if line.strip() else line for line in lines)


@frozen
class Script:
    """The Python of a notebook: its pieces, with a statement that does nothing between them."""

    document: Document
    pieces: tuple[Piece, ...]
    masks: Masks

    @cached_property
    def text(self) -> str:
        """The script."""
        return self.joined([piece.text for piece in self.pieces])

    def joined(self, parts: list[str]) -> str:
        """Join the texts of all cells."""
        return "".join(_border(index) + part for index, part in enumerate(parts))

    def parts(self) -> Iterator[tuple[int, str]]:
        """Yield the text of each cell, and its first line in the script."""
        yield from zip(self._firsts, (piece.text for piece in self.pieces), strict=True)

    @cached_property
    def _firsts(self) -> list[int]:
        """The line of the script, from 1, on which each piece begins."""
        firsts, line = [], 1
        for index, piece in enumerate(self.pieces):
            line += bool(index)
            firsts.append(line)
            line += piece.count
        return firsts

    @cached_property
    def positions(self) -> Positions:
        """Where the characters of cells stand in the JSON text."""
        return Positions(self.document)

    def place(self, span: Span) -> Span:
        """Return where a span of the script stands in the notebook."""
        piece, *start = self._in_cell(span.line, span.column)
        other, *end = self._in_cell(span.end_line, span.end_column)
        same = other is piece
        return self.positions.span(
            piece.cell, (start[0], start[1]), (end[0], end[1]) if same else None
        )

    def name(self, line: int) -> str:
        """Name a line of the script as its author knows it."""
        piece, number, _ = self._in_cell(line, 0)
        return f"cell {piece.cell.number} line {number + 1}"

    def _in_cell(self, line: int, column: int) -> tuple[Piece, int, int]:
        """Return the piece that holds a place of the script, and line and column in its cell."""
        index = max(0, bisect_right(self._firsts, line) - 1)
        piece = self.pieces[index]
        number = min(line - self._firsts[index], piece.count - 1)
        return piece, piece.head.count("\n") + number, piece.column(number, column)

    def back(self, text: str) -> str:
        """Return the notebook, when this is what became of the script.

        Raises:
            InternalError: the borders of the cells, or hidden magics, got lost.
        """
        if not self.pieces:
            return self.document.text
        try:
            parts = _BORDERS.split(self.masks.restore(text))
        except LostMagic as error:
            raise InternalError("a magic of the notebook got lost") from error
        if len(parts) != len(self.pieces):
            raise InternalError("a cell of the notebook got lost")
        return rewritten(self.document, self._sources(parts))

    def _sources(self, parts: list[str]) -> Iterator[tuple[Cell, str]]:
        whole = _BORDERS.split(self.masks.restore(self.text))
        for piece, before, after in zip(self.pieces, whole, parts, strict=True):
            if before != after:
                yield piece.cell, piece.source(after)


def _border(index: int) -> str:
    return _BORDER.format(index) if index else ""
