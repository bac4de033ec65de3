"""Looking around a project: what may not be entered or read is as if it were not there.

`Path.is_file` raises where a folder may not be entered; and a `.gitignore` that cannot be read
excludes nothing, as with Git. Files that are to be migrated are read otherwise: of those, the run
says why they cannot be read.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def is_file(path: Path | str) -> bool:
    """Whether there is a file."""
    return os.path.isfile(path)  # noqa: PTH113 - it does not raise


def exists(path: Path | str) -> bool:
    """Whether there is anything."""
    return os.path.exists(path)  # noqa: PTH110 - it does not raise


def contents(path: Path) -> bytes:
    """Return what is in a file that a run can do without."""
    with suppress(OSError):
        return path.read_bytes()
    return b""
