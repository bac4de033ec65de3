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
    for folder in folders[dots - 1 : dots] if dots else folders:
        found = _file(folder, inside, paths)
        if found is None and not dots:
            found = _file(f"{folder}/src" if folder else "src", inside, paths)
        if found is not None:
            return found
    return None


def _upwards(path: str) -> list[str]:
    """Return the folder of a file, and those above it: the project's own is ""."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:end]) for end in range(len(parts), -1, -1)]


def _file(folder: str, inside: str, paths: Container[str]) -> str | None:
    base = f"{folder}/{inside}" if folder and inside else folder or inside
    if inside and (module := f"{base}.py") in paths:
        return module
    package = f"{base}/__init__.py" if base else "__init__.py"
    return package if package in paths else None
