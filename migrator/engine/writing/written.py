"""What is planned for an expression so far: of what stands inside others, before those."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise

from migrator.engine.reading.source import Source
from migrator.engine.writing.edits import Edit


class MoreThanBytes(Exception):  # noqa: N818 - it says what is the case, not what failed
    """What is written anew depends on the layout around it."""


class Written:
    """Edits of one expression, in the order of the source."""

    def __init__(self, source: Source, edits: Iterable[Edit]) -> None:
        self._source = source
        self.edits = sorted(edits, key=_place)

    def copy(self, start: int, end: int) -> str:
        """Return what becomes of a part of the source that is to be written elsewhere.

        Raises:
            MoreThanBytes: an edit is only half in it, or two are at one place.
        """
        inside = self._from(start, end)
        if collide(inside) or any(e.start < start or e.end > end for e in inside):
            raise MoreThanBytes
        parts = []
        for edit in inside:
            parts += [self._source.data[start : edit.start].decode(), edit.text]
            start = edit.end
        return "".join([*parts, self._source.data[start:end].decode()])

    def add(self, edits: Iterable[Edit], copied: Iterable[tuple[int, int]]) -> None:
        """Add the edits of a call; what they replace, and say anew as they copied it, goes."""
        new = list(edits)
        for start, end in copied:
            if any(e.start <= start < end <= e.end for e in new):
                for edit in self._from(start, end):
                    self.edits.remove(edit)
        for edit in new:
            insort(self.edits, edit, key=_place)

    def _from(self, start: int, end: int) -> list[Edit]:
        """Return the edits of a part; those that only reach its start or end are none of them."""
        first = bisect_left(self.edits, (start, start), key=_place)
        if first and self.edits[first - 1].end > start:
            first -= 1
        return self.edits[first : bisect_left(self.edits, (end, end + 1), key=_place)]


def collide(edits: Iterable[Edit]) -> bool:
    """Whether some edits, in order, overlap, or two insert at one place."""
    places = map(_place, edits)
    return any(left[1] > right[0] or left == right for left, right in pairwise(places))


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
