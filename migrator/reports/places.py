"""How a place is written for people: a line of a file, or of a cell of a notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.findings import Span


def shown(path: str) -> str:
    """Return a path as a terminal may show it: what its name holds colours and moves nothing."""
    return re.sub(r"[\x00-\x1f\x7f]", lambda odd: f"\\x{ord(odd.group()):02x}", path)


def where(path: str, span: Span) -> str:
    """Return `train.py:12:5`, or `train.ipynb:cell 3:12`."""
    return f"{path}:{line(span)}" if span.cell else f"{path}:{span.line}:{span.column + 1}"


def line(span: Span) -> str:
    """Return `12`, or `cell 3:12`."""
    return f"cell {span.cell}:{span.cell_line}" if span.cell else str(span.line)
