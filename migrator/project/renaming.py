"""Files of weights that several files of a project name: renamed in all of these, or in none."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import KmigrateError
from migrator.project.find import Found
from migrator.project.ignores import matches
from migrator.project.process import Task, named_files, untouched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from migrator.config import Pattern
    from migrator.facts import Facts, NamedFile
    from migrator.options import Options
    from migrator.project.surroundings import Surroundings


class Renaming:
    """Tells each file what the weight files that it shares with others are to end in.

    That is found out of what the migration of each makes of the name, whichever of them a run is
    about: so it does not matter in which order they are migrated.

    around: returns the surroundings of a file. options: those for one, with these facts. exclude:
    the files that no run is about.
    """

    def __init__(
        self,
        around: Callable[[Found], Surroundings],
        options: Callable[..., Options],
        exclude: Iterable[Pattern],
    ) -> None:
        self._around = around
        self._options = options
        self._exclude = tuple(exclude)
        self._named: dict[str, Mapping[str, NamedFile]] = {}

    def settled(self, beside: Surroundings, path: str, facts: Facts) -> Facts:
        """Return the facts about a file, with the endings that files get where all agree."""
        files = dict(facts.files)
        for name, others in beside.naming(path).items():
            every = sorted((beside.place(path), *others))
            files[name] = replace(files[name], ending=self._ending(name, every, beside))
        return replace(facts, files=files)

    def _ending(self, name: str, places: Iterable[str], beside: Surroundings) -> str:
        """Return what a file can end in at all places that name it; "" if it keeps its name."""
        known = []
        for place in places:
            named = self._of(place, beside).get(name)
            if named is None or not named.endings:
                return ""
            known.append(named)
        return ending_for(known)

    def _of(self, place: str, beside: Surroundings) -> Mapping[str, NamedFile]:
        """Return how a file of the same project names those that it shares with others."""
        path = os.path.relpath(os.path.join(beside.root, place))  # noqa: PTH118 - as paths are named
        if path not in self._named:
            named = beside.focus is not None
            self._named[path] = self._read(Found(path, beside.root, beside.whole, named))
        return self._named[path]

    def _read(self, found: Found) -> Mapping[str, NamedFile]:
        """Migrate a file for the names of files in it; of one that cannot be, none are known."""
        if any(matches(each, found.path) for each in self._exclude):
            return {}
        try:
            data = Path(found.path).read_bytes()
            around = self._around(found)
            settled = untouched(found.path, data, around.lend_keras)
            if settled is not None or around.unknown(found.path, data) is not None:
                return {}
            options = self._options(found, facts=around.told(found.path))
            return named_files(Task(found.path, data, options))
        except (OSError, KmigrateError):
            return {}


def ending_for(named: list[NamedFile]) -> str:
    """Return what a file can end in at all places that name it; "" if it keeps its name.

    It is renamed where Keras 3 refuses its name, and both who writes it and who reads it are in
    sight. That two mean the same file is certain if each does both, or all name its folder alike.
    """
    paths = {each.path for each in named}
    alike = all(each.both_ends for each in named) or (len(paths) == 1 and "" not in paths)
    both_ends = any(each.written for each in named) and any(each.read for each in named)
    if not (alike and both_ends and any(each.wrong for each in named)):
        return ""
    return next(_endings(named), "")


def _endings(named: list[NamedFile]) -> Iterator[str]:
    """Yield the endings that a file can have everywhere, as who writes it first prefers them."""
    first = next(each for each in named if each.written)
    yield from (e for e in first.endings if all(e in each.endings for each in named))
