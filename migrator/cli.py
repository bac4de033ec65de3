"""The command line: options in, exit code out."""

# ruff: noqa: PLC0415 - each command imports only what it needs

import sys
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from migrator.config import Color, Config, OutputFormat, configure
from migrator.errors import KmigrateError, UsageError
from migrator.options import DataFormatOption, Dialect, Semantics

_SETTINGS: dict[str, Any] = {
    "add_completion": False,
    "rich_markup_mode": None,  # rich costs more to import than most runs take
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
_OPTIONS = frozenset(option.name for option in fields(Config))
_COMMANDS = """\b
Commands:
  kmigrate explain SYMBOL     what happens to a legacy symbol, and why
  kmigrate rules              all legacy symbols, a line each
  kmigrate legacy fetch [V]   download the Keras that --verify builds originals with
  kmigrate legacy list        which legacy releases are here
A path named like a command is written ./rules.

\b
Exit codes: 0 done; 1 --check and a file would change; 2 usage or configuration;
3 a file could not be processed (the others were); 4 verification found a difference,
or --write --verify left a file alone because it is not verified equal."""

migrating = typer.Typer(**_SETTINGS)
commands = typer.Typer(**_SETTINGS)
legacy = typer.Typer(**_SETTINGS, help="The legacy releases of Keras that --verify runs.")
commands.add_typer(legacy, name="legacy")


def main() -> None:
    """Run `kmigrate` with the arguments of the process, and leave with its exit code."""
    arguments = sys.argv[1:]
    known = {"explain", "rules", "legacy"}
    app = commands if arguments[:1] and arguments[0] in known else migrating
    try:
        get_command(app)(arguments or ["--help"], prog_name="kmigrate", standalone_mode=True)
    except SystemExit as leaving:
        sys.exit(leaving.code if arguments else 2)
    except KmigrateError as error:
        sys.stderr.write(f"kmigrate: {error}\n")
        sys.exit(2)


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        from migrator import __version__

        sys.stdout.write(f"kmigrate {__version__}\n")
        raise typer.Exit


@migrating.command(epilog=_COMMANDS)
def migrate(
    *,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH...", help="Files and folders; - for standard input."),
    ] = None,
    write: Annotated[bool | None, typer.Option("--write", help="Apply in place.")] = None,
    check: Annotated[
        bool | None, typer.Option("--check", help="Exit 1 if a file would change.")
    ] = None,
    verify: Annotated[
        bool | None,
        typer.Option("--verify", help="Build both versions of each changed file and compare."),
    ] = None,
    dialect: Annotated[
        Dialect | None, typer.Option("--from", help="The Keras the source is for [auto].")
    ] = None,
    data_format: Annotated[
        DataFormatOption | None,
        typer.Option("--data-format", help="The order of image dimensions [auto]."),
    ] = None,
    keras_json: Annotated[
        Path | None,
        typer.Option("--keras-json", metavar="FILE", help="The keras.json the source ran with."),
    ] = None,
    semantics: Annotated[
        Semantics | None,
        typer.Option("--semantics", help="Write out changed defaults, or only rename [exact]."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="GLOB", help="Only these symbols (a,b or repeated)."),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="GLOB", help="All but these symbols.")
    ] = None,
    output_format: Annotated[
        OutputFormat | None, typer.Option("--output-format", help="For people or programs [text].")
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option("--exclude", metavar="GLOB", help="Leave these out of folders."),
    ] = None,
    files_from: Annotated[
        str | None,
        typer.Option("--files-from", metavar="FILE", help="Read paths from a file, or - (stdin)."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", metavar="N", help="Processes [as many as processors]."),
    ] = None,
    statistics: Annotated[
        bool | None, typer.Option("--statistics", help="Count the changes by symbol.")
    ] = None,
    color: Annotated[
        Color | None, typer.Option("--color", help="Colours [auto: on a terminal].")
    ] = None,
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Only failures.")] = None,
    verbose: Annotated[
        bool | None, typer.Option("--verbose", "-v", help="Every change and every file.")
    ] = None,
    build: Annotated[
        list[str] | None,
        typer.Option("--build", metavar="EXPR", help="An expression that makes a model to verify."),
    ] = None,
    argv: Annotated[
        list[str] | None,
        typer.Option("--argv", metavar="ARG", help="An argument for the scripts that are built."),
    ] = None,
    stdin_filename: Annotated[
        str, typer.Option("--stdin-filename", metavar="NAME", help="What to call standard input.")
    ] = "<stdin>",
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Instead of the nearest pyproject.toml."),
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Read no configuration file.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Migrate legacy Keras source to Keras 3; shows the diff unless --write is given."""
    given = {name: value for name, value in locals().items() if name in _OPTIONS}
    named = [path for path in paths or [] if path != "-"]
    settings = configure(given, named or [stdin_filename], file=config, isolated=isolated)
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
    return report(run(paths, config), config)


@commands.command("explain")
def explain_symbol(
    symbol: Annotated[str, typer.Argument(help="keras.layers.Convolution2D, or Convolution2D.")],
) -> None:
    """Say what happens to a legacy symbol: signatures, arguments, defaults, an example."""
    from migrator.explain import explain
    from migrator.knowledge import KERAS_1

    sys.stdout.write(explain(symbol, KERAS_1))


@commands.command("rules")
def list_rules() -> None:
    """List all legacy symbols and what becomes of each, a line each."""
    from migrator.explain import summary
    from migrator.knowledge import KERAS_1

    for rule in sorted(KERAS_1.rules, key=lambda rule: rule.name):
        sys.stdout.write(f"{summary(rule)}\n")


@legacy.command("fetch")
def fetch_legacy(
    version: Annotated[str, typer.Argument(metavar="[V]", help="Which release.")] = "1.2.2",
) -> None:
    """Download a legacy release of Keras, checked against its known sha256."""
    from migrator.verification import fetch

    sys.stdout.write(f"{fetch(version)}\n")


@legacy.command("list")
def list_legacy() -> None:
    """Say which legacy releases there are, and where those that were fetched lie."""
    from migrator.verification import available

    for version, folder in available().items():
        sys.stdout.write(f"{version}  {folder or '-'}\n")
