"""Which other file of a project names the same weight file? Such a name is not changed alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MARK = b"keras"
_NAME = re.compile(rb"([^/\\\s'\"]+\.(?:h5|hdf5|hdf))(?=\\?['\"])")


class WeightNames:
    """The names of weight files, without folders, and the files with Keras that have them.

    paths: the files of the project. read: returns the bytes of one.
    """

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        self._paths = paths
        self._read = read
        self._naming: dict[bytes, list[str]] | None = None

    def shared(self, path: str) -> dict[str, str]:
        """Return the names in a file that another one has too, and the first that has."""
        mine = dict.fromkeys(_NAME.findall(self._read(path)))
        if not mine:
            return {}
        if self._naming is None:
            self._naming = self._index()
        others = {n: [p for p in self._naming.get(n, ()) if p != path] for n in mine}
        return {n.decode(errors="replace"): found[0] for n, found in others.items() if found}

    def _index(self) -> dict[bytes, list[str]]:
        naming: dict[bytes, list[str]] = {}
        for path in sorted(self._paths):
            data = self._read(path)
            for name in dict.fromkeys(_NAME.findall(data)) if _MARK in data else ():
                naming.setdefault(name, []).append(path)
        return naming
