"""Folders for strangers' code: watched while it runs, and removed whatever it made in them."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder for the time of a `with` block."""
    folder = Path(tempfile.mkdtemp(prefix="kmigrate-"))
    try:
        yield folder
    finally:
        remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder, also where names are too deep for the system or may not be listed."""
    empty(folder)
    folder.rmdir()


def empty(folder: Path) -> None:
    """Remove all that is in a folder.

    What lies deeper than one level is moved up first: shutil.rmtree would go down.
    """
    while folders := _emptied(folder):
        for child in folders:
            for inner in _emptied(child):
                inner.rename(folder / secrets.token_hex(16))
            child.rmdir()


def _emptied(folder: Path) -> list[Path]:
    """Unlink the files in a folder and return the folders in it."""
    folder.chmod(stat.S_IRWXU)
    with os.scandir(folder) as entries:
        listed = [(Path(entry), entry.is_dir(follow_symlinks=False)) for entry in entries]
    for path, is_folder in listed:
        if not is_folder:
            path.unlink()
    return [path for path, is_folder in listed if is_folder]


def room(folder: Path, most: int) -> int:
    """Return how many bytes the files below a folder may take: half of the free ones at most."""
    return min(most, shutil.disk_usage(folder).free // 2)


def holds_more_than(folder: Path, size: int) -> bool:
    """Tell whether the files below a folder have more bytes than `size`."""
    found = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):  # gone meanwhile
                found += os.lstat(f"{parent}{os.sep}{name}").st_blocks * 512
        if found > size:
            return True
    return False
