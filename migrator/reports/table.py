"""A table in plain text, as wide as its content: it may be read in a log or a pull request."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNBOUNDED = 10_000


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lay out the rows under their heads, and return the lines."""
    layout = Table(box=box.MARKDOWN)
    for title in head:
        layout.add_column(title, no_wrap=True)
    for row in rows:
        layout.add_row(*(Text(cell) for cell in row))
    stream = io.StringIO()
    Console(file=stream, width=_UNBOUNDED, color_system=None).print(layout)
    return [line for line in stream.getvalue().splitlines() if line.strip()]
