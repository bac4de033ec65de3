"""The files in which a run prepares new bytes, and those that a killed run left behind."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

from migrator.patterns import regex

_ENDING = ".kmigrate"
_OURS = regex(rf"\..+\.(\d+)\.[^.]*{re.escape(_ENDING)}")


def draft(target: Path) -> tuple[int, str]:
    """Open a new file beside a target, whose name says which process made it."""
    prefix = f".{target.name[:100]}.{os.getpid()}."  # a name may be 255 bytes long
    return tempfile.mkstemp(prefix=prefix, suffix=_ENDING, dir=target.parent)


def sweep(folder: Path) -> None:
    """Remove what runs left in a folder that are over; those of a living process stay."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _OURS.fullmatch(entry.name)
            if match and not _lives(int(match.group(1))):
                with contextlib.suppress(OSError):
                    Path(entry.path).unlink()


def _lives(process: int) -> bool:
    """Whether a process is there; where that cannot be asked, it is taken to be."""
    if os.name == "nt":  # there, signal 0 ends a process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
