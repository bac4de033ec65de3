"""Where the modules of a project lie: from a name in an import to a file."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath


def resolve(path: str, name: str, paths: Container[str]) -> str | None:
    """Return the file that a module is, seen from another: beside it, or further up."""
    folder = PurePosixPath(path).parent
    dots = len(name) - len(name.lstrip("."))
    parts = [part for part in name[dots:].split(".") if part]
    bases = (folder, *folder.parents)
    if dots:
        bases = bases[dots - 1 : dots]
    return next(filter(None, (_file(base, parts, paths) for base in bases)), None)


def _file(folder: PurePosixPath, parts: list[str], paths: Container[str]) -> str | None:
    base = folder.joinpath(*parts)
    names = [f"{base}.py"] if parts else []
    names.append((base / "__init__.py").as_posix())
    return next((name for name in names if name in paths), None)
