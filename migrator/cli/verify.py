"""`kmigrate verify OLD NEW`."""

# ruff: noqa: PLC0415 - the help needs neither the engine nor the witness

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from migrator.cli.parameters import configured, with_options
from migrator.cli.settings import application
from migrator.errors import SourceError, UsageError

_WORLD = (
    "dialect",
    "py2",
    "data_format",
    "keras_json",
    "build",
    "argv",
    "legacy_version",
    "legacy_dir",
    "timeout",
    "memory",
    "output_format",
    "color",
)

app = application()


def _verify(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The original.")],
    *,
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same for Keras 3.")],
    **values: Any,  # noqa: ANN401 - fields of Config
) -> None:
    """Build two files, the original and its migration by whoever, and compare what they compute.

    Exit codes: 0 equal; 2 usage; 3 they cannot be built; 4 they differ. --output-format json
    writes one object: old, new, and verification as in the report of a migration.
    """
    from migrator.project.compare import compare_files
    from migrator.reports.comparison import report_comparison

    if values["output_format"] not in {None, "text", "json"}:
        raise UsageError("`kmigrate verify` answers in text or json.")
    settings = configured(values, [str(old)])
    try:
        found = compare_files(old, new, settings)
    except SourceError as error:
        sys.stderr.write(f"kmigrate: {error}\n")
        raise typer.Exit(3) from error
    raise typer.Exit(report_comparison(str(old), str(new), found, settings))


app.command("verify")(with_options(_verify, *_WORLD))
