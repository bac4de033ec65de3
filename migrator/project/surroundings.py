"""What the files around a file tell about it: found, read and surveyed, once for each project.

The project of a file is the folder that a .git, pyproject.toml or setup.py marks; without one, the
folder that was named, or the files beside the one that was named. So `kmigrate train.py` and
`kmigrate .` come to the same; but for a file that is named, only those are surveyed that import
it, or that it imports.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.looking import contents
from migrator.modules import resolve
from migrator.patterns import regex
from migrator.project.find import Trees, tree
from migrator.project.importing import (
    imported_in,
    importers,
    imports_any,
    modules_in,
    with_packages,
)
from migrator.project.parallel import Workers
from migrator.project.weight_names import WeightNames
from migrator.project_files import Needs, lists_requirements, pinned_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from migrator.engine.across import Joined, Survey
    from migrator.facts import Facts, Pinned
    from migrator.project.outcome import Failure

_MOST = 20_000  # files: in a larger tree, only those beside the file are looked at
_ROUNDS = 3  # of modules that import modules
_MOST_IMPORTED = 200
_MOST_NEARBY = 200
_NOT_OWN = sys.stdlib_module_names | {"keras", "tensorflow", "tf_keras", "theano", "numpy"}
_MARK = b"keras"
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_MENTION = regex(_MARK)  # finds it twice as fast as `in` does
_REQUIRED = regex(rb"keras|tensorflow", re.IGNORECASE)
_WRAPPERS = b"keras.wrappers.scikit_learn"


@dataclass
class Surroundings:
    """The project around some files.

    root: its folder. whole: whether all below it belongs to it, or only the files directly in it.
    focus: the one file that was named, if it was. workers: those who may be busy with it. trees:
    what the run has found. nearby: the surveys of files that were made for the sake of one named.
    settle: decides how files of weights are renamed that several files name.
    """

    root: str
    whole: bool
    focus: str | None = None
    workers: Workers = field(default_factory=partial(Workers, 1))
    trees: Trees = field(default_factory=Trees)
    nearby: dict[str, Survey | None] = field(default_factory=dict)
    settle: Callable[[Surroundings, str, Facts], Facts] | None = None
    _pins: dict[str, Pinned | None] = field(default_factory=dict)
    _folders: dict[str, str] = field(default_factory=dict)
    _sources: dict[str, bytes] = field(default_factory=dict)
    _unsurveyed: dict[str, Failure] = field(default_factory=dict)

    def silent(self, path: str) -> bool:
        """Whether a file is one of a project that does not mention Keras, and was read for that."""
        return self.focus is None and not self._mentioning and self._inside(path) in self._paths

    def lend_keras(self, path: str, data: bytes) -> bool:
        """Whether a file that does not mention Keras may have something of it through others."""
        if self.focus is None:
            return self._inside(path) in self._lent
        paths = _OnDisk(self.root)
        seen = {self._inside(path)}
        new = [(self._inside(path), data)]
        for _ in range(_ROUNDS):
            targets = {t for p, d in new for t in imported_in(p, d, paths)} - seen
            seen |= targets
            new = [(target, _read(self.root, target)) for target in targets]
            if any(_MARK in found for _, found in new):
                return True
        return False

    @cached_property
    def _lent(self) -> frozenset[str]:
        """The files that reach one that mentions Keras, by imports of imports."""
        found = set(self._mentioning)
        if found:
            imported = {p: {*imported_in(p, _read(self.root, p), self._paths)} for p in self._paths}
            for _ in range(_ROUNDS):
                found |= {p for p, targets in imported.items() if not targets.isdisjoint(found)}
        return frozenset(found)

    def unknown(self, path: str, data: bytes) -> Failure | None:
        """Why it is not known what a file means: a bug, met on surveying it or one it imports."""
        if self._joined is None or not self._unsurveyed:
            return None
        if self._inside(path) in self._unsurveyed:
            return self._unsurveyed[self._inside(path)]
        place = next(
            (place for place in self.imported(path, data) if place in self._unsurveyed), ""
        )
        if not place:
            return None
        failure, shown = self._unsurveyed[place], self.shown(place)
        return replace(failure, message=f"On reading {shown}, which it imports: {failure.message}")

    def place(self, path: str) -> str:
        """Return where a file lies in the project: a path relative to its folder."""
        return self._inside(path)

    def imported(self, path: str, data: bytes) -> dict[str, bytes]:
        """Return the files that one imports from its project and those that they import.

        By their paths relative to the project's folder. A module that Python or Keras has under
        that name is theirs.
        """
        paths = _OnDisk(self.root)
        found: dict[str, bytes] = {}
        new = {self._inside(path): data}
        while new and len(found) < _MOST_IMPORTED:
            targets = {
                part: None
                for place, source in new.items()
                for name in modules_in(source)
                if name.partition(".")[0] not in _NOT_OWN
                for part in with_packages(resolve(place, name, paths))
            }
            wanted = targets.keys() - found.keys() - {self._inside(path)}
            new = {place: self._source(place) for place in sorted(wanted) if place in paths}
            found |= new
        return found

    def _source(self, place: str) -> bytes:
        """Return what a file holds; many import the same one, which is kept once."""
        if place not in self._sources:
            self._sources[place] = _read(self.root, place)
        return self._sources[place]

    def facts(self, path: str) -> Facts | None:
        """Return what the rest of the project tells about one of its files."""
        facts = self.told(path)
        if facts is None or not facts.files or self.settle is None:
            return facts
        return self.settle(self, path, facts)

    def told(self, path: str) -> Facts | None:
        """Return the same before it is decided how files of weights are renamed."""
        joined, pinned = self._joined, self._pinned(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120 - for many files
        shared, renamed = self.naming(path), self._weight_names.renamed(self._inside(path))
        if joined is None and pinned is None and not shared and not renamed:
            return None
        from migrator.facts import Elsewhere, Facts  # noqa: PLC0415 - start-up: only with Keras

        facts = joined.facts(self._inside(path)) if joined is not None else Facts()
        files = {name: Elsewhere(self.shown(others[0])) for name, others in shared.items()}
        files |= {name: Elsewhere(self.shown(r.path), r.ending) for name, r in renamed.items()}
        return replace(facts, pinned=pinned, files=files)

    def naming(self, path: str) -> Mapping[str, list[str]]:
        """Return the names of weight files that others name, too, and the places of those."""
        return self._weight_names.shared(self._inside(path))

    def shown(self, place: str) -> str:
        """Return how the user would write a place of the project."""
        return _shown(Path(self.root, place))

    @cached_property
    def _weight_names(self) -> WeightNames:
        return WeightNames(self._paths, partial(_read, self.root))

    def _pinned(self, folder: str) -> Pinned | None:
        """Return what the requirements nearest to a folder pin: beside it, or further up."""
        if folder not in self._pins:
            above = str(Path(folder).parent)
            further = None if folder in (self.root, above) else self._pinned(above)
            self._pins[folder] = _pinned_in(folder) or further
        return self._pins[folder]

    @cached_property
    def needs(self) -> Needs:
        """What the migrated code of the project needs."""
        wrapped = any(_WRAPPERS in _read(self.root, path) for path in self._mentioning)
        return Needs(keras=bool(self._mentioning), scikeras=wrapped)

    def _inside(self, path: str) -> str:
        """Return a path as one relative to the project's folder, with forward slashes."""
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            relative = os.path.relpath(path, self.root).replace(os.sep, "/")
            self._folders[folder] = relative[: len(relative) - len(name)]
        return self._folders[folder] + name

    @cached_property
    def _joined(self) -> Joined | None:
        """Survey the files that mention Keras, and those that hang together with them."""
        paths = self._paths
        sources = {path: _read(self.root, path) for path in self._first}
        if not sources or len(paths) == 1:
            return None
        self._add_importing(paths, sources)
        alone = self.focus is not None and len(sources) == 1 and not imports_any(sources, paths)
        if alone and len(self._mentioning) <= 1:
            return None
        from migrator.engine.across import join, module_heads  # noqa: PLC0415 - only with Keras

        heads = module_heads(paths)
        surveys = {survey.path: survey for survey in self._survey(sources, heads)}
        self._add_imported(paths, surveys, heads)
        joined = join(surveys.values())
        for survey in self._survey(dict.fromkeys(joined.dependent, b""), heads, joined):
            surveys[survey.path] = survey
        joined = join(surveys.values())
        return joined if self.focus is None else self._with_nearby(joined, self.focus, heads)

    def _with_nearby(self, joined: Joined, focus: str, heads: frozenset[str]) -> Joined:
        """Survey what lies near a file that was named, until some of it tells its Keras.

        Of a circle with too many files to look at for the sake of one, nothing.
        """
        from migrator.engine.across import circles, join  # noqa: PLC0415 - as above

        inside = self._inside(focus)
        for circle in circles(inside):
            if joined.facts(inside).dialect is not None or joined.told_in(circle, inside):
                break
            new = [p for p in self._near(circle) if p not in joined.surveys]
            if len(new) > _MOST_NEARBY:
                break
            for path in new:
                if path not in self.nearby:
                    self.nearby[path] = next(self._survey({path: b""}, heads), None)
            joined = join((*joined.surveys.values(), *filter(None, map(self.nearby.get, new))))
        return joined

    def _near(self, circle: str) -> list[str]:
        """Return the files of a circle around a file that mention Keras."""
        folder = circle.rstrip("*")
        below = [path for path in self._mentioning if path.startswith(folder)]
        return below if circle.endswith("**") else [p for p in below if "/" not in p[len(folder) :]]

    @property
    def _first(self) -> Iterable[str]:
        """The files to start from."""
        return self._mentioning if self.focus is None else [self._inside(self.focus)]

    @cached_property
    def _mentioning(self) -> tuple[str, ...]:
        """The files of the project that mention Keras, or cannot be read."""
        folder = os.path.join(self.root, "")  # noqa: PTH118 - for thousands of files
        return tuple(path for path in sorted(self._paths) if not _is_silent(folder + path))

    def _add_importing(self, paths: frozenset[str], sources: dict[str, bytes]) -> None:
        """Add the files that import those at hand, and those that import them."""
        new = set(sources)
        read = partial(_read, self.root)
        for _ in range(_ROUNDS):
            found = dict(importers(read, paths - sources.keys(), new)) if new else {}
            sources.update(found)
            new = set(found)

    def _add_imported(
        self, paths: frozenset[str], surveys: dict[str, Survey], heads: frozenset[str]
    ) -> None:
        """Add the files that those at hand import, and those that they import."""
        new = set(surveys)
        for _ in range(_ROUNDS):
            new = set(_imported(paths, (surveys[path] for path in new))) - surveys.keys()
            found = {s.path: s for s in self._survey(dict.fromkeys(sorted(new), b""), heads)}
            surveys |= found
            new = set(found)

    def _survey(
        self, sources: Mapping[str, bytes], heads: frozenset[str], joined: Joined | None = None
    ) -> Iterator[Survey]:
        """Survey some files; those whose source is not at hand are read again."""
        from migrator.engine.across import Place  # noqa: PLC0415 - as above
        from migrator.project.surveying import Job, Unsurveyed, survey_all  # noqa: PLC0415 - as above

        jobs = [
            Job(
                data or _read(self.root, path),
                Place(path, heads, self.shown(path)),
                joined.facts(path) if joined else None,
            )
            for path, data in sources.items()
        ]
        for found in survey_all(jobs, self.workers):
            if isinstance(found, Unsurveyed):
                self._unsurveyed[found.path] = found.failure
            else:
                yield found

    @cached_property
    def _paths(self) -> frozenset[str]:
        start = len(self.root.rstrip(os.sep)) + 1
        found: list[str] = []
        for path in tree(self.root, self.trees, whole=self.whole):
            found.append(path[start:])
            if len(found) > _MOST:
                return frozenset(path[start:] for path in tree(self.root, self.trees, whole=False))
        beside = frozenset(found)
        return self._with_imported(beside) if self.focus and not self.whole else beside

    def _with_imported(self, beside: frozenset[str]) -> frozenset[str]:
        """Add to the files beside the one that was named those further down that they hang on.

        What `from nets import build` brings lies in `nets/`, wherever that has it from.
        """
        on_disk, found, new = _OnDisk(self.root), beside, beside
        for _ in range(_ROUNDS):
            imported = (imported_in(path, _read(self.root, path), on_disk) for path in new)
            new = frozenset().union(*imported) - found
            found |= new
        return found


class _OnDisk:
    """The files below a folder, looked up one by one."""

    def __init__(self, root: str) -> None:
        self._root = root

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and os.path.isfile(os.path.join(self._root, path))  # noqa: PTH113, PTH118 - asked for each import


def _is_silent(path: str) -> bool:
    """Whether a file can be read, and does not mention Keras."""
    try:
        return _MENTION.search(_contents(path)) is None
    except OSError:
        return False


def _contents(path: str) -> bytes:
    """Read a file, as a rule with one call: most of a tree without Keras costs no more."""
    descriptor = os.open(path, _READ)
    try:
        size = os.fstat(descriptor).st_size
        data = os.read(descriptor, size + 1)
    finally:
        os.close(descriptor)
    return data if len(data) == size else Path(path).read_bytes()


def _read(root: str, path: str) -> bytes:
    try:
        with open(os.path.join(root, path), "rb", buffering=0) as stream:  # noqa: PTH118, PTH123 - thousands of files
            return stream.read()
    except OSError:
        return b""  # whoever migrates it says why it cannot be read


def _imported(paths: frozenset[str], surveys: Iterable[Survey]) -> Iterator[str]:
    """Yield the files that some others import."""
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
    """Return what requirements in a folder pin; they are read only where there are some.

    As long as some ask for an older Keras, others that ask for Keras 3 say nothing.
    """
    modern = None
    for path in sorted(Path(folder).glob("*")):
        data = contents(path) if lists_requirements(path.name) else b""
        found = pinned_release(path.name, data) if _REQUIRED.search(data) else None
        if found is not None:
            from migrator.facts import Pinned  # noqa: PLC0415 - as above

            asked, line = found
            pinned = Pinned(asked.release, f"{_shown(path)}:{line}", asked.before)
            if not pinned.is_modern:
                return pinned
            modern = modern or pinned
    return modern
