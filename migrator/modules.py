"""Where the modules of a project lie: from a name in an import to a file."""

from __future__ import annotations

from collections.abc import Container


def resolve(path: str, name: str, paths: Container[str]) -> str | None:
    """Return the file that a module is, seen from another: beside it, or further up.

    Packages may lie in a folder `src` there, from which they are installed.
    """
    dots = len(name) - len(name.lstrip("."))
    inside = "/".join(filter(None, name[dots:].split(".")))
    folders = _upwards(path)
    if dots:
        folders = folders[dots - 1 : dots]
    else:
        folders += ["/".join(filter(None, (folder, "src"))) for folder in folders]
    return next(filter(None, (_file(folder, inside, paths) for folder in folders)), None)


def _upwards(path: str) -> list[str]:
    """Return the folder of a file, and those above it: the project's own is ""."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), -1, -1)]


def _file(folder: str, inside: str, paths: Container[str]) -> str | None:
    base = "/".join(filter(None, (folder, inside)))
    names = [f"{base}.py"] if inside else []
    names.append(f"{base}/__init__.py".removeprefix("/"))
    return next((name for name in names if name in paths), None)
