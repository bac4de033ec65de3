"""Which cell a line of a notebook's JSON text belongs to, for the headers of a diff."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from migrator.errors import UnparsableError
from migrator.sources.notebook.document import read_document


def cells_of(data: bytes) -> Callable[[Iterable[int]], str]:
    """Return what names the cells that lines, from 1, of a notebook are in: `cells 3, 5`."""
    text = data.decode(errors="replace").removeprefix("\ufeff")
    try:
        cells = read_document(text).cells
    except UnparsableError:
        cells = ()
    firsts = [text.count("\n", 0, cell.start) + 1 for cell in cells]

    def named(lines: Iterable[int]) -> str:
        found = {max(0, bisect_right(firsts, line) - 1) for line in lines} if cells else set()
        numbers = [str(cells[index].number) for index in sorted(found)]
        return f"cell{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}" if numbers else ""

    return named if len(set(firsts)) == len(firsts) else lambda _: ""
