"""Which files and folders a walk leaves out: .gitignore, --exclude and the usual places."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.frozen import frozen
from migrator.looking import contents, exists, is_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

    from migrator.config import Pattern

USUAL = frozenset(
    {
        "__pycache__",
        "__pypackages__",
        "_build",
        "build",
        "dist",
        "node_modules",
        "site-packages",
        "venv",
        ".bzr",
        ".direnv",
        ".eggs",
        ".git",
        ".hg",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".nox",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".tox",
        ".venv",
    }
)


@frozen
class _Spec:
    """The patterns of one .gitignore or option, and the folder they are relative to."""

    base: str
    patterns: GitIgnoreSpec

    def verdict(self, path: str) -> bool | None:
        """Whether these patterns leave the path out; None if they do not speak of it."""
        if not path.startswith(self.base):
            return None
        return self.patterns.check_file(path[len(self.base) :].replace(os.sep, "/")).include


@frozen
class Ignores:
    """What is left out below one folder.

    named: the folder that the user named. top: the same, as a real path. options: --exclude.
    gitignores: outermost first; the innermost that speaks of a path decides.
    """

    top: str
    named: str
    options: tuple[_Spec, ...] = ()
    gitignores: tuple[_Spec, ...] = ()

    @classmethod
    def of(cls, path: str, exclude: Iterable[Pattern]) -> Ignores:
        """Start at a folder that the user named: its repository's .gitignore files count too."""
        folder = Path(path).resolve()
        options = tuple(_spec(pattern.base, [pattern.text]) for pattern in exclude)
        above = tuple(
            _gitignore(parent)
            for parent in _up_to_repository(folder)
            if is_file(parent / ".gitignore")
        )
        return cls(str(folder), path, options, above)

    def within(self, path: str, names: set[str]) -> Ignores:
        """Add what the .gitignore of one folder further down says."""
        if ".gitignore" not in names:
            return self
        here = _gitignore(Path(self.real(path)))
        if here in self.gitignores:
            return self
        return replace(self, gitignores=(*self.gitignores, here))

    def folder(self, entry: os.DirEntry[str]) -> bool:
        """Whether a folder is left out with everything in it."""
        if entry.name in USUAL or os.path.isfile(f"{entry.path}/pyvenv.cfg"):  # noqa: PTH113 - many folders
            return True
        return self._speak and self._left_out(self.real(entry.path) + os.sep)

    def file(self, entry: os.DirEntry[str]) -> bool:
        """Whether a file is left out."""
        if not (self._is_inside(entry.path) if entry.is_symlink() else entry.is_file()):
            return True  # a link that leads out or nowhere; a pipe, which would be waited for
        return self._speak and self._left_out(self.real(entry.path))

    @property
    def _speak(self) -> bool:
        """Whether there are any patterns."""
        return bool(self.options or self.gitignores)

    def _is_inside(self, path: str) -> bool:
        real = Path(os.path.realpath(path))
        return real.is_relative_to(self.top) and is_file(real)

    def real(self, path: str) -> str:
        """Return the real path of something that the walk came by without a symbolic link."""
        return self.top + path[len(self.named) :]

    def _left_out(self, path: str) -> bool:
        if any(spec.verdict(path) for spec in self.options):
            return True
        for spec in reversed(self.gitignores):
            verdict = spec.verdict(path)
            if verdict is not None:
                return verdict
        return False


def matches(pattern: Pattern, path: str) -> bool:
    """Whether a glob means a file, or a folder that it is in."""
    relative = os.path.relpath(path, pattern.base).replace(os.sep, "/")
    return bool(_lines([pattern.text]).match_file(relative))


def _up_to_repository(folder: Path) -> list[Path]:
    """Return the folders from that of the Git repository down to this one; none without Git."""
    chain = [folder, *folder.parents]
    for index, candidate in enumerate(chain):
        if exists(candidate / ".git"):
            return chain[index::-1]
    return []


def _gitignore(folder: Path) -> _Spec:
    text = contents(folder / ".gitignore").decode(errors="replace")
    return _spec(str(folder), text.splitlines())


def _spec(base: str, lines: Iterable[str]) -> _Spec:
    return _Spec(str(Path(base).resolve()) + os.sep, _lines(lines))


def _lines(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - start-up: many runs need no patterns

    return GitIgnoreSpec.from_lines(lines)
