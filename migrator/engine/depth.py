"""Room for deeply nested sources: an `elif` of a thousand branches is as deep as it is long."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from migrator.errors import UnparsableError

#: `ast.parse` gives up at 3,000 levels; a walk takes up to four frames a level, none of them in C.
_FRAMES = 15_000


@contextmanager
def room() -> Iterator[None]:
    """Let functions that walk a syntax tree call themselves as often as a tree may be deep.

    Raises:
        UnparsableError: it was not enough.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, _FRAMES))
    try:
        yield
    except RecursionError as error:
        raise UnparsableError("Nested too deeply to be migrated.") from error
    finally:
        sys.setrecursionlimit(before)
