"""Which other files of a project name the same weight file? Such a name is not changed alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from migrator.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_ENDING = regex(rb"\.(?:h5|hdf5|hdf)(?=\\?['\"])")
_BEFORE = regex(rb"[\s'\"]")  # the name
_OLD = (".h5", ".hdf5", ".hdf")
_NEW = (".weights.h5", ".h5")
_LONGEST = 255  # bytes that a file system takes for a name


class Renamed(NamedTuple):
    """A file of weights that another file has under a new ending: it was migrated before."""

    path: str
    ending: str


class WeightNames:
    """The names of weight files, and the files that have them.

    Also those without Keras: who reads the file otherwise, or has Keras from others.

    paths: the files of the project. read: returns the bytes of one.
    """

    def __init__(self, paths: Iterable[str], read: Callable[[str], bytes]) -> None:
        self._paths = paths
        self._read = read
        self._known: dict[str, dict[str, set[str]]] = {}

    def shared(self, path: str) -> dict[str, list[str]]:
        """Return the names in a file, without folders, that others have too, and those that do."""
        others = {name: self._others(name, path) for name in self._mine(path)}
        return {name: found for name, found in others.items() if found}

    def _others(self, name: str, path: str) -> list[str]:
        return [other for other in self._index.get(name, {}) if other != path]

    def renamed(self, path: str) -> dict[str, Renamed]:
        """Return the names in a file, without folders, that others have under a new ending."""
        mine = self._mine(path)
        found = {name: self._renamed(name, wholes, path) for name, wholes in mine.items()}
        return {name: renamed for name, renamed in found.items() if renamed is not None}

    def _renamed(self, name: str, wholes: set[str], path: str) -> Renamed | None:
        old = max((e for e in _OLD if name.endswith(e)), key=len)
        if self._others(name, path) or name.endswith(_NEW[0]):
            return None
        for new in (e for e in _NEW if e != old):
            having = self._index.get(name.removesuffix(old) + new, {})
            same = {whole.removesuffix(old) + new for whole in wholes}
            other = next((p for p, its in having.items() if same <= its), None)
            if other is not None and path not in having:
                return Renamed(other, new)
        return None

    def _mine(self, path: str) -> dict[str, set[str]]:
        """Return the names in a file, and the same with their folders."""
        if path not in self._known:
            from migrator.facts import from_here, without_folders  # noqa: PLC0415 - only with Keras

            found = self._known[path] = {}
            for whole in _names(self._read(path)):
                found.setdefault(without_folders(whole), set()).add(from_here(whole))
        return self._known[path]

    @cached_property
    def _index(self) -> dict[str, dict[str, set[str]]]:
        """The files that have a name, and that with its folders."""
        found: dict[str, dict[str, set[str]]] = {}
        for path in sorted(self._paths):
            for name, wholes in self._mine(path).items():
                found.setdefault(name, {})[path] = wholes
        return found


def _names(data: bytes) -> Iterator[str]:
    """Yield the names of weight files in quotes, found from behind: a long line is no harder."""
    for ending in _ENDING.finditer(data):
        place = ending.start()
        stem = _BEFORE.split(data[max(place - _LONGEST, 0) : place])[-1]
        if stem and not stem.endswith((b"/", b"\\")):
            yield (stem + ending.group()).decode(errors="replace")
