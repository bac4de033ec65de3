"""What the options ask for: checked before the first file, and chosen for each."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from migrator.errors import UsageError
from migrator.project import keras_json
from migrator.project.ignores import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.config import Config, Pattern


def ready(config: Config) -> Config:
    """Check what can be checked before the first file, and spell out the names of symbols."""
    if config.keras_json:
        keras_json.given(config.keras_json)
    if config.verify:
        ready_to_verify(config)
    if not config.select and not config.ignore and not config.per_file_ignores:
        return config
    per_file = (
        replace(ignored, symbols=_spelled("--per-file-ignores", ignored.symbols))
        for ignored in config.per_file_ignores
    )
    return replace(
        config,
        select=_spelled("--select", config.select),
        ignore=_spelled("--ignore", config.ignore),
        per_file_ignores=tuple(per_file),
    )


def _spelled(option: str, globs: tuple[str, ...]) -> tuple[str, ...]:
    """Return globs over the full names of symbols."""
    from migrator.families import matching_anywhere  # noqa: PLC0415 - start-up: for few options
    from migrator.knowledge import LIBRARY  # noqa: PLC0415 - the same

    try:
        return matching_anywhere(globs, LIBRARY)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from error


def ready_to_verify(config: Config) -> None:
    """Get Keras 3, and the release that was asked for by name, before any file is touched."""
    from migrator.verification import fetch  # noqa: PLC0415 - only for --verify

    missing = [name for name in ("keras", "tensorflow") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"--verify needs {' and '.join(missing)}, not installed here."
            " Install them with: pip install 'kmigrate[verify]'"
        )
    if config.legacy_version != "auto":
        fetch(config.legacy_version, archives_dir=config.legacy_dir)


def excluded(config: Config) -> tuple[Pattern, ...]:
    """Return the globs of files that the run leaves out."""
    return (*config.exclude, *config.extend_exclude)


def ignored_in(path: str, config: Config) -> Iterator[str]:
    """Yield the globs over symbols that are left alone in this file."""
    for ignored in config.per_file_ignores:
        if matches(ignored.files, path):
            yield from ignored.symbols


def builds_for(path: str, config: Config) -> tuple[str, ...]:
    """Gather the expressions that are configured for this file."""
    return tuple(
        expression
        for build in config.build
        if build.files is None or matches(build.files, path)
        for expression in build.texts
    )


def argv_for(path: str, config: Config) -> tuple[str, ...]:
    """Return the command line that is configured for this file: of several, the last."""
    found = [a.texts for a in config.argv if a.files is None or matches(a.files, path)]
    return found[-1] if found else ()
