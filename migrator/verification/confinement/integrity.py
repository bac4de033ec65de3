"""Notice when the code under test replaces the functions that measure it.

Such a file need not mean harm - it may patch what it found by chance - but its numbers say nothing.
"""

from __future__ import annotations

import sys
from types import FunctionType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.verification.objects import Runtime

_OURS = "migrator.verification"
Place = tuple[str, ...]


class Fingerprint:
    """What the functions and classes of this package are, at one time."""

    def __init__(self) -> None:
        self._found = dict(_places())

    def still_holds(self) -> bool:
        """Tell whether all of them are what they were; others may have been imported since."""
        now = dict(_places())
        return all(now.get(place) == value for place, value in self._found.items())


def _places() -> Iterator[tuple[Place, Runtime]]:
    for name, module in list(sys.modules.items()):
        if name.startswith(_OURS):
            yield from _within((name,), module)


def _within(owner: Place, space: Runtime) -> Iterator[tuple[Place, Runtime]]:
    """Yield functions with their code, which can be replaced in place, and look into classes."""
    for name, held in list(vars(space).items()):
        value = getattr(held, "__func__", held)  # of a class or static method
        if isinstance(value, FunctionType):
            yield (*owner, name), (value, value.__code__, value.__defaults__)
        elif isinstance(value, type) and value.__module__.startswith(_OURS) and len(owner) == 1:
            yield (*owner, name), value
            yield from _within((*owner, name), value)
