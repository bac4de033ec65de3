"""What the files around a file tell about it: found, read and surveyed, once for each project.

The project of a file is the folder that a .git, pyproject.toml or setup.py marks; without one, the
folder that was named, or the files beside the one that was named. So `kmigrate train.py` and
`kmigrate .` come to the same.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from migrator.errors import SourceError
from migrator.facts import Facts, Pinned
from migrator.project.find import tree
from migrator.project_files import Needs, lists_requirements, pinned_release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.engine.across import Joined, Survey

_MOST = 20_000  # files: in a larger tree, only those beside the file are looked at
_ROUNDS = 3  # of modules that import modules
_MARK = b"keras"
_WRAPPERS = b"keras.wrappers.scikit_learn"


@dataclass
class Surroundings:
    """The project around some files.

    root: its folder. whole: whether all below it belongs to it, or only the files directly in it.
    """

    root: str
    whole: bool
    _sources: dict[str, bytes] = field(default_factory=dict)
    _mentions: set[bytes] = field(default_factory=set)
    _pins: dict[str, Pinned | None] = field(default_factory=dict)

    def facts(self, path: str) -> Facts | None:
        """Return what the rest of the project tells about one of its files."""
        joined, pinned = self._joined, self._pinned(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120 - for many files
        if joined is None and pinned is None:
            return None
        facts = joined.facts(self._inside(path)) if joined is not None else Facts()
        return replace(facts, pinned=pinned)

    def _pinned(self, folder: str) -> Pinned | None:
        """Return what the requirements nearest to a folder pin: beside it, or further up."""
        if folder not in self._pins:
            above = str(Path(folder).parent)
            further = None if folder in (self.root, above) else self._pinned(above)
            self._pins[folder] = _pinned_in(folder) or further
        return self._pins[folder]

    @property
    def needs(self) -> Needs:
        """What the migrated code of the project needs."""
        self._joined  # noqa: B018 - reads the sources
        return Needs(keras=_MARK in self._mentions, scikeras=_WRAPPERS in self._mentions)

    def _inside(self, path: str) -> str:
        relative = os.path.relpath(path, self.root)
        return relative.replace(os.sep, "/")

    @cached_property
    def _joined(self) -> Joined | None:
        """Survey the files that mention Keras, and those that hang together with them."""
        paths = self._paths()
        sources = self._sources = dict(_mentioning(self.root, paths))
        words = (_MARK, _WRAPPERS)
        self._mentions = {w for w in words if any(w in data for data in sources.values())}
        if not sources or len(paths) == 1:
            return None
        from migrator.engine.across import join  # noqa: PLC0415 - only where there is Keras

        self._add_importing(paths)
        surveys = {path: found for path in sources if (found := self._survey(path, paths))}
        self._add_imported(paths, surveys)
        joined = join(surveys.values())
        for path in joined.dependent:
            surveys[path] = self._survey(path, paths, joined) or surveys[path]
        self._sources = {}
        return join(surveys.values())

    def _add_importing(self, paths: frozenset[str]) -> None:
        """Add the files that import those at hand, and those that import them."""
        new = set(self._sources)
        for _ in range(_ROUNDS):
            found = dict(_importing(self.root, paths - self._sources.keys(), new)) if new else {}
            self._sources.update(found)
            new = set(found)

    def _add_imported(self, paths: frozenset[str], surveys: dict[str, Survey]) -> None:
        """Add the files that those at hand import, and those that they import."""
        new = set(surveys)
        for _ in range(_ROUNDS):
            new = set(_imported(paths, (surveys[path] for path in new))) - surveys.keys()
            surveys |= {path: found for path in new if (found := self._survey(path, paths))}
            new &= surveys.keys()

    def _paths(self) -> frozenset[str]:
        found: list[str] = []
        for path in tree(self.root, whole=self.whole):
            found.append(self._inside(path))
            if len(found) > _MOST:
                beside = tree(self.root, whole=False)
                return frozenset(self._inside(path) for path in beside)
        return frozenset(found)

    def _survey(
        self, path: str, paths: frozenset[str], joined: Joined | None = None
    ) -> Survey | None:
        """Survey one file; one that is no Python 3 tells nothing."""
        from migrator.engine.across import Place, module_heads, survey  # noqa: PLC0415 - as above
        from migrator.knowledge import KERAS_1  # noqa: PLC0415 - as above

        data = self._sources.get(path) or _read(self.root, path)
        place = Place(path, module_heads(paths), _shown(Path(self.root, path)))
        try:
            return survey(data, place, KERAS_1, joined.facts(path) if joined else None)
        except SourceError:
            return None


def _read(root: str, path: str) -> bytes:
    try:
        return Path(root, path).read_bytes()
    except OSError:
        return b""  # whoever migrates it says why it cannot be read


def _mentioning(root: str, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    for path in sorted(paths):
        data = _read(root, path)
        if _MARK in data:
            yield path, data


def _importing(
    root: str, paths: Iterable[str], imported: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files in whose imports the name of one of some others stands."""
    words = sorted({_module_word(path) for path in imported})
    pattern = rf"^[ \t]*(?:from|import)\b[^\n#]*\b(?:{'|'.join(map(re.escape, words))})\b"
    imports = re.compile(pattern.encode(), re.MULTILINE)
    for path in sorted(paths):
        data = _read(root, path)
        if imports.search(data):
            yield path, data


def _module_word(path: str) -> str:
    pure = PurePosixPath(path)
    return pure.parent.name if pure.name == "__init__.py" else pure.stem


def _imported(paths: frozenset[str], surveys: Iterable[Survey]) -> Iterator[str]:
    """Yield the files that some others import."""
    from migrator.engine.across import resolve  # noqa: PLC0415 - as above

    for survey in surveys:
        for name in survey.imports:
            target = resolve(survey.path, name, paths)
            if target is not None:
                yield target


def _shown(path: Path) -> str:
    """Name a file as a reader in the current folder would."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _pinned_in(folder: str) -> Pinned | None:
    """Return what requirements in a folder pin; they are read only where there are some."""
    for path in sorted(Path(folder).glob("*")):
        data = path.read_bytes() if lists_requirements(path.name) and path.is_file() else b""
        found = pinned_release(path.name, data) if _MARK in data.lower() else None
        if found is not None:
            release, line = found
            return Pinned(release, f"{_shown(path)}:{line}")
    return None
