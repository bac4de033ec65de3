"""The command line: options in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import TextIOWrapper

from typer.main import get_command

from migrator.cli.commands import COMMANDS
from migrator.errors import KmigrateError, UsageError

_OBJECTS = 200_000  # a syntax tree has as many: nearly all that is new lives until it is done with


def main() -> None:
    """Run `kmigrate` with the arguments of the process, and leave with its exit code."""
    gc.set_threshold(_OBJECTS, *gc.get_threshold()[1:])
    arguments = sys.argv[1:]
    if "_KMIGRATE_COMPLETE" in os.environ:
        from migrator.cli.completion import answer  # noqa: PLC0415 - only when a shell asks

        answer()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error: a name is no reason
    try:
        _stand_somewhere()
        _run(arguments or ["--help"])
    except SystemExit as leaving:
        gc.freeze()  # what is left when Python ends it need not search for garbage in
        sys.exit(leaving.code if arguments else 2)
    except KmigrateError as error:
        sys.stderr.write(f"kmigrate: {error}\n")
        sys.exit(2)


def _stand_somewhere() -> None:
    """Refuse to start in a folder that was removed: no path means anything there."""
    try:
        os.getcwd()  # noqa: PTH109 - nothing else of pathlib is needed yet
    except OSError as error:
        raise UsageError(f"Cannot read the current folder: {error.strerror}.") from error


def _run(arguments: list[str]) -> None:
    """Import the command that is asked for, and no other."""
    name, rest, program = "migrating", arguments, "kmigrate"
    if arguments[0] in COMMANDS:
        name, rest, program = arguments[0], arguments[1:], f"kmigrate {arguments[0]}"
    command = get_command(import_module(f"migrator.cli.{name}").app)
    command(rest, prog_name=program, standalone_mode=True)
