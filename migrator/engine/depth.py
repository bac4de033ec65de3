"""Room for deeply nested sources: an `elif` of a thousand branches is as deep as it is long."""

from __future__ import annotations

import gc
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


@contextmanager
def quiet() -> Iterator[None]:
    """Put off the search for cycles of garbage while one source is read.

    Nearly all that is made for one lives until it is done: each search looks at all of it, and
    finds next to nothing.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
