"""Compare two files that are there: any migration, whoever made it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import UsageError
from migrator.knowledge import LIBRARY
from migrator.project.process import migration_of
from migrator.project.proving import Proof, project_of, settings_for
from migrator.project.run import task_for
from migrator.sources import python_3
from migrator.verification import verify

if TYPE_CHECKING:
    from migrator.config import Config
    from migrator.verification import Verification


def compare_files(old: Path, new: Path, config: Config) -> Verification:
    """Build `old` under its legacy Keras and `new` under Keras 3, and compare.

    The old file is migrated in memory, but only to learn its dialect and ordering: nothing that
    kmigrate would announce excuses the new one.

    Raises:
        UsageError: a file is not there.
        SourceError: one of them is not Python.
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    for path in (old, new):
        if not path.is_file():
            raise UsageError(f"There is no file {path}.")
    task = task_for(old, replace(config, verify=True))
    known = migration_of(task)
    before = python_3(task.data, LIBRARY, filename=str(old), options=task.options)
    after = python_3(new.read_bytes(), LIBRARY, filename=str(new), options=task.options)
    ours = task.proof or Proof()
    theirs = task_for(new, replace(config, verify=True)).proof or Proof()
    settings = replace(
        settings_for(ours, known),
        announced=frozenset(),
        projects=(project_of(ours, task.options), project_of(theirs, task.options)),
    )
    return verify(before.text, after.text, filename=str(old), settings=settings)
