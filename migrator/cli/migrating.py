"""`kmigrate PATH...`: the command that migrates."""

# ruff: noqa: PLC0415 - a run imports only what it needs

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from migrator.cli.commands import OVERVIEW
from migrator.cli.parameters import configured, with_options
from migrator.cli.settings import application
from migrator.config import Config
from migrator.errors import UsageError

app = application()


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from migrator import FROM_KERAS, TO_KERAS, __version__

        sys.stdout.write(f"kmigrate {__version__} (from {FROM_KERAS}, to Keras {TO_KERAS})\n")
        raise typer.Exit


def _migrate(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files and folders; - for standard input."),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = "<stdin>",
    version: Annotated[  # noqa: ARG001 - its callback has done it
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    **values: Any,  # noqa: ANN401 - the fields of Config
) -> None:
    """Migrate legacy Keras source to Keras 3; shows the diff unless --write is given."""
    named = [path for path in paths or [] if path != "-"]
    settings = configured(values, named or [stdin_filename])
    raise typer.Exit(_run(paths or [], settings, stdin_filename))


def _run(paths: list[str], config: Config, stdin_filename: str) -> int:
    from migrator.project.run import run, run_text
    from migrator.reports import report, report_text

    if paths == ["-"]:
        return report_text(run_text(sys.stdin.buffer.read(), stdin_filename, config), config)
    if "-" in paths:
        raise UsageError("Standard input (-) cannot be migrated together with files.")
    if not paths and config.files_from is None:
        raise UsageError("Name a file or a folder, - for standard input, or --files-from FILE.")
    outcomes = run(paths, config)
    return report(outcomes, config, awaited=outcomes.awaited)


app.command("migrate", epilog=OVERVIEW)(with_options(_migrate))
