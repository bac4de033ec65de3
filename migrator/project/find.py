"""Which files a run is about."""

from __future__ import annotations

import difflib
import os
import sys
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from migrator.errors import UsageError
from migrator.looking import exists, is_file
from migrator.project.ignores import Ignores, matches
from migrator.project_files import is_project_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.config import Pattern

_SOURCES = (".py", ".ipynb")
_PROJECT_MARKS = ("pyproject.toml", ".git", "setup.py", "setup.cfg")


class Found(NamedTuple):
    """A file to look at: its path as the user would write it, and the folder of its project.

    whole: whether everything below that folder belongs to the project, as something marks it, or
    the user named it; otherwise it is just the folder of a file that the user named. named: whether
    the user named the file itself.
    """

    path: str
    root: str
    whole: bool = True
    named: bool = False


class Trees:
    """The files of whole projects, looked for once: a run is about them and surveys them, too."""

    def __init__(self) -> None:
        self._known: dict[str, list[tuple[str, str]]] = {}

    def below(self, root: str) -> list[tuple[str, str]]:
        """Return the path of each file below a folder, and its real path."""
        if root not in self._known:
            self._known[root] = list(_walk(root, Ignores.of(root, ())))
        return self._known[root]


def find(
    paths: Iterable[str],
    *,
    files_from: str | None = None,
    exclude: Iterable[Pattern] = (),
    force: bool = False,
    trees: Trees | None = None,
) -> Iterator[Found]:
    """Yield each file once, in the order of the arguments and, within a folder, of the names.

    A file or folder that is named is taken whatever the exclusions say, as black and ruff do; with
    `force` it is not. Folders that are symbolic links are not entered; a linked file is taken if it
    stays within the folder.

    Raises:
        UsageError: at once, if a path is not there.
    """
    exclude = tuple(exclude)
    asked = [*_existing(paths), *_listed(files_from)]
    if force:
        asked = [path for path in asked if not any(matches(each, path) for each in exclude)]
    return _each_once(asked, exclude, trees or Trees())


def _each_once(paths: Iterable[str], exclude: tuple[Pattern, ...], trees: Trees) -> Iterator[Found]:
    seen: set[str] = set()
    for path in paths:
        for found, real in _below(path, exclude, trees):
            if real not in seen:
                seen.add(real)
                yield found


def _below(path: str, exclude: tuple[Pattern, ...], trees: Trees) -> Iterator[tuple[Found, str]]:
    """Yield the files that one argument stands for, each with its real path."""
    if Path(path).is_dir():
        folder = path.rstrip("/" + os.sep) or os.sep
        root = project_root(Path(path))
        if not exclude and root == str(Path(path).absolute()):
            before = "" if folder == "." else _posix(os.path.join(folder, ""))  # noqa: PTH118 - it ends in one
            start = len(_posix(os.path.join(root, "")))  # noqa: PTH118 - likewise
            for found, real in trees.below(root):
                yield Found(before + found[start:] or _posix(folder), root), real
            return
        for found, real in _walk(folder, Ignores.of(folder, exclude)):
            yield Found(found, root), real
    else:
        yield lone(Path(path)), os.path.realpath(path)


def lone(path: Path) -> Found:
    """Return a file that is named by itself, and the project it belongs to."""
    marked = _marked(path.parent)
    root = str(marked or path.parent.absolute())
    return Found(path.as_posix(), root, marked is not None, named=True)


def tree(root: str, trees: Trees, *, whole: bool) -> Iterator[str]:
    """Yield the sources of a project: all below its folder, or those directly in it."""
    if whole:
        found = (path for path, _ in trees.below(root))
    else:
        found = (str(path) for path in sorted(Path(root).glob("*")) if is_file(path))
    yield from (path for path in found if path.endswith(_SOURCES))


def project_root(folder: Path) -> str:
    """Return the folder of the project that holds this one; itself if nothing marks one."""
    return str(_marked(folder) or folder.absolute())


def _marked(folder: Path) -> Path | None:
    folder = folder.absolute()
    for candidate in (folder, *folder.parents):
        if any(exists(candidate / mark) for mark in _PROJECT_MARKS):
            return candidate
    return None


def _walk(folder: str, ignores: Ignores) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below a folder, and its real path."""
    open_folders = [_inside(folder, ignores)]
    while open_folders:
        for found in open_folders[-1]:
            if isinstance(found, _Folder):
                open_folders.append(_inside(*found))
                break
            yield found
        else:
            open_folders.pop()


class _Folder(NamedTuple):
    """A folder that a walk comes by, and what is left out below it."""

    path: str
    ignores: Ignores


def _inside(folder: str, ignores: Ignores) -> Iterator[tuple[str, str] | _Folder]:
    """Yield what is directly in a folder: of a file, its path and its real path."""
    real = ignores.real(folder)
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=attrgetter("name"))
    except OSError:  # left to whoever reads the files, who says why
        yield _posix(folder), real
        return
    ignores = ignores.within(folder, {entry.name for entry in entries})
    shown, real = _posix(os.path.join(folder, "")), os.path.join(real, "")  # noqa: PTH118 - for many files
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not ignores.folder(entry):
                yield _Folder(entry.path, ignores)
        elif _is_wanted(entry.name, folder) and not ignores.file(entry):
            linked = entry.is_symlink()
            yield shown + entry.name, os.path.realpath(entry.path) if linked else real + entry.name


def _is_wanted(name: str, folder: str) -> bool:
    return name.endswith(_SOURCES) or is_project_file(f"{folder}/{name}")


def _posix(path: str) -> str:
    return path.replace(os.sep, "/").removeprefix("./")


def _existing(paths: Iterable[str]) -> list[str]:
    """Refuse a path that is not there before any work is done."""
    paths = list(paths)
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"There is no file or folder {path!r}.{_nearest(Path(path))}")
    return paths


def _nearest(path: Path) -> str:
    try:
        names = [sibling.name for sibling in path.parent.iterdir()]
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, names, n=1)
    return f" Did you mean {(path.parent / close[0]).as_posix()!r}?" if close else ""


def _listed(source: str | None) -> list[str]:
    """Read the paths in a file or, for `-`, on standard input: one a line, or ended by NUL."""
    if source is None:
        return []
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise UsageError(f"Cannot read --files-from {source}: {error.strerror}.") from error
    names = data.split(b"\0") if b"\0" in data else data.splitlines()
    return [os.fsdecode(name) for name in names if name.strip()]
