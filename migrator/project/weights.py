"""Convert a weight file: migrate its model's source in memory, and let the witness do the rest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.errors import UsageError
from migrator.frozen import frozen
from migrator.knowledge import LIBRARY
from migrator.project.process import migration_of
from migrator.project.proving import Proof, settings_for
from migrator.project.run import task_for
from migrator.sources import python_3
from migrator.verification import builds
from migrator.verification.weights import conversion
from migrator.verification.weights.conversion import Model

if TYPE_CHECKING:
    from migrator.config import Config
    from migrator.findings import Finding
    from migrator.options import Options
    from migrator.verification.weights.conversion import Conversion, Request


@frozen
class Converted:
    """The conversion, and what the migration of the source left to a person."""

    conversion: Conversion
    findings: tuple[Finding, ...]


def convert_weights(
    request: Request, model: str, migrated: str | None, config: Config
) -> Converted:
    """Convert `request.old` to the migrated model.

    model: FILE[:builder], the legacy source of the model. migrated: the same of the migrated
    source, where it is not what kmigrate makes of FILE.

    Raises:
        UsageError: some file is not there, or would be overwritten.
        SourceError: the source cannot be migrated, or the file cannot be converted.
        LegacyUnavailable: the legacy Keras can be had neither from the cache nor from an index.
    """
    conversion.check(request)
    path, builder = _split(model)
    task = task_for(path, replace(config, verify=True))
    result = migration_of(task)
    before = _runnable(task.data, task.path, task.options)
    after, new_builder = _runnable(result.data, task.path, task.options), builder
    if migrated is not None:
        new_path, named = _split(migrated)
        after, new_builder = (
            _runnable(new_path.read_bytes(), str(new_path), task.options),
            named or builder,
        )
    done = conversion.convert(
        Model(before, builds.expression(builder, before)),
        Model(after, builds.expression(new_builder, after)),
        request,
        filename=task.path,
        settings=settings_for(task.proof or Proof(), result),
    )
    return Converted(done, tuple(sorted(result.findings)) if migrated is None else ())


def _runnable(data: bytes, path: str, options: Options) -> str:
    return python_3(data, LIBRARY, filename=path, options=options).text


def _split(model: str) -> tuple[Path, str]:
    """Part FILE from builder at the first colon that leaves the name of a file."""
    if Path(model).is_file():
        return Path(model), ""
    parts = model.split(":")
    for many in range(1, len(parts)):
        path = Path(":".join(parts[:many]))
        if path.is_file():
            return path, ":".join(parts[many:])
    raise UsageError(f"There is no file {model}; --model wants FILE or FILE:builder.")
