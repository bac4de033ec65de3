"""Put new bytes in place of a file's old ones, all of them or none."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.findings import Finding, Severity, Span
from migrator.project.git import Repositories
from migrator.project.litter import draft, sweep
from migrator.project.outcome import DIRTY, Failure

if TYPE_CHECKING:
    from migrator.project.outcome import Outcome

_DIRTY = (
    "Not written: the file has changes that Git does not hold. Stage, commit or stash them, "
    "or pass --allow-dirty."
)


class Writer:
    """Writes what files become, but never over work that Git could not give back."""

    def __init__(self, allow_dirty: bool) -> None:  # noqa: FBT001 - the one thing to choose
        self._repositories = None if allow_dirty else Repositories()
        self._swept: set[Path] = set()

    def __call__(self, outcome: Outcome) -> Outcome:
        """Write a file, unless its proof failed or it holds changes that Git does not."""
        if outcome.status != "migrated" or outcome.unproven:
            return outcome
        if self._repositories and self._repositories.lack(outcome.path):
            note = Finding(Span(1, 0, 1, 0), DIRTY, Severity.ACTION, _DIRTY)
            return replace(outcome, status="skipped", notes=(*outcome.notes, note))
        folder = Path(os.path.realpath(outcome.path)).parent
        if folder not in self._swept:
            self._swept.add(folder)
            sweep(folder)
        return written(outcome)


def written(outcome: Outcome) -> Outcome:
    """Write what a file becomes, unless somebody changed it meanwhile."""
    target = Path(os.path.realpath(outcome.path))  # a symbolic link stays one
    try:
        if target.read_bytes() != outcome.before:
            message = "The file changed while it was being migrated. Run kmigrate again."
            return replace(outcome, status="failed", error=Failure("write", message))
        replace_bytes(target, outcome.after)
    except OSError as error:
        message = f"Cannot write the file: {error.strerror or error}. It is as it was."
        return replace(outcome, status="failed", error=Failure("write", message))
    return replace(outcome, written=True)


def replace_bytes(target: Path, data: bytes) -> None:
    """Replace a file at once, so that whoever reads it sees the old bytes or the new ones."""
    handle, name = draft(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_owner(target, name)
        shutil.copymode(target, name)
        Path(name).replace(target)
        _keep_entry(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _keep_entry(folder: Path) -> None:
    """Have the folder's new entry on the disk too, where folders can be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _keep_owner(target: Path, name: str) -> None:
    """Give the new file the owner of the old one, where the system has owners and lets us."""
    if hasattr(os, "chown"):
        status = target.stat()
        with contextlib.suppress(PermissionError):
            os.chown(name, status.st_uid, status.st_gid)
