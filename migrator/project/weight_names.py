"""Which other file of a project names the same weight file? Such a name is not changed alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ENDING = regex(rb"\.(?:h5|hdf5|hdf)(?=\\?['\"])")
_BEFORE = regex(rb"[/\\\s'\"]")  # the name
_LONGEST = 255  # bytes that a file system takes for a name


class WeightNames:
    """The names of weight files, without folders, and the files that have them.

    Also those without Keras: who reads the file otherwise, or has Keras from others.

    paths: the files of the project. read: returns the bytes of one.
    """

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        self._paths = paths
        self._read = read
        self._naming: dict[bytes, list[str]] | None = None

    def shared(self, path: str) -> dict[str, str]:
        """Return the names in a file that another one has too, and the first that has."""
        mine = dict.fromkeys(_names(self._read(path)))
        if not mine:
            return {}
        if self._naming is None:
            self._naming = self._index()
        others = {n: [p for p in self._naming.get(n, ()) if p != path] for n in mine}
        return {n.decode(errors="replace"): found[0] for n, found in others.items() if found}

    def _index(self) -> dict[bytes, list[str]]:
        naming: dict[bytes, list[str]] = {}
        for path in sorted(self._paths):
            for name in dict.fromkeys(_names(self._read(path))):
                naming.setdefault(name, []).append(path)
        return naming


def _names(data: bytes) -> Iterator[bytes]:
    """Yield the names of weight files in quotes, found from behind: a long line is no harder."""
    for ending in _ENDING.finditer(data):
        place = ending.start()
        stem = _BEFORE.split(data[max(place - _LONGEST, 0) : place])[-1]
        if stem:
            yield stem + ending.group()
