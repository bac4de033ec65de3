"""What the surveys of a run have found out, kept for the migrations: of as many files as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.engine import Analysed

_MOST = 2_000_000  # bytes of source: with what is known of them they take some 60 MB


class Kept:
    """Analysed sources by their bytes, each to be taken once."""

    def __init__(self, most: int = _MOST) -> None:
        self._left = most
        self._found: dict[bytes, Analysed] = {}

    def keep(self, data: bytes, found: Analysed) -> None:
        """Keep what was found out, if there is still room for it."""
        if len(data) <= self._left and data not in self._found:
            self._left -= len(data)
            self._found[data] = found

    def take(self, data: bytes) -> Analysed | None:
        """Hand out what is known of a source, if anything is, and forget it."""
        found = self._found.pop(data, None)
        if found is not None:
            self._left += len(data)
        return found
