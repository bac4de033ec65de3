"""`kmigrate PATH...`: the command that migrates."""

# ruff: noqa: PLC0415 - a run imports only what it needs

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from migrator.cli.commands import COMMANDS, OVERVIEW
from migrator.cli.parameters import configured, given, with_options
from migrator.cli.settings import application
from migrator.config import Config
from migrator.config.options import by_name, flag
from migrator.errors import UsageError

_OF_THE_PROOF = ("build", "argv", "timeout", "memory", "legacy_version", "legacy_dir")

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
        str | None,
        typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input."),
    ] = None,
    version: Annotated[  # noqa: ARG001 - its callback has done it
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    **values: Any,  # noqa: ANN401 - the fields of Config
) -> None:
    """Migrate legacy Keras source to Keras 3; shows the diff unless --write is given."""
    named = [path for path in paths or [] if path != "-"]
    settings = configured(values, named or [stdin_filename or "."])
    _refuse_idle(given(values), settings)
    if paths == ["-"] and values["output_format"] is None:
        settings = replace(settings, output_format="text")  # an editor waits for the source
    raise typer.Exit(_run(paths or [], settings, stdin_filename))


def _run(paths: list[str], config: Config, stdin_filename: str | None) -> int:
    from migrator.project.run import run, run_text
    from migrator.reports import report, report_text

    if paths == ["-"] and config.files_from is None:
        name = stdin_filename or "<stdin>"
        return report_text(run_text(sys.stdin.buffer.read(), name, config), config)
    if "-" in paths:
        raise UsageError("Standard input (-) cannot be migrated together with files.")
    if not paths and config.files_from is None:
        raise UsageError("Name a file or a folder, - for standard input, or --files-from FILE.")
    if stdin_filename is not None:
        raise UsageError("--stdin-filename names standard input, which is migrated with - alone.")
    _refuse_misspelled_command(paths)
    outcomes = run(paths, config)
    return report(outcomes, config, awaited=outcomes.awaited)


def _refuse_idle(said: dict[str, Any], config: Config) -> None:
    """Refuse what is said on the command line about a proof that nobody asks for."""
    idle = [by_name()[name] for name in _OF_THE_PROOF if said[name]]
    if idle and not config.verify:
        raise UsageError(f"{flag(idle[0])} is about what --verify builds: pass --verify, too.")


def _refuse_misspelled_command(paths: list[str]) -> None:
    """Say which command was meant by what is no path: `kmigrate explian Dense`."""
    from difflib import get_close_matches

    from migrator.looking import exists

    for word in paths[:1]:
        near = [] if exists(Path(word)) else get_close_matches(word, COMMANDS, n=1, cutoff=0.75)
        if near:
            raise UsageError(
                f"There is no file or folder {word!r}. Did you mean `kmigrate {near[0]}`?"
            )


app.command("migrate", epilog=OVERVIEW)(with_options(_migrate))
