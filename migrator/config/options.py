"""Every option of kmigrate, in one place: a field is an option, a key, and a line of the help."""

from __future__ import annotations

from dataclasses import Field, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args, get_origin, get_type_hints

from migrator.config import values
from migrator.config.values import Ignored, Pattern, Reader, Texts
from migrator.frozen import frozen
from migrator.options import DataFormatOption, Dialect, Py2, Semantics, Target

OutputFormat: TypeAlias = Literal["text", "json", "sarif", "github", "markdown"]
Color: TypeAlias = Literal["auto", "always", "never"]
LegacyVersion: TypeAlias = Literal[
    "auto", "0.3.3", "1.0.8", "1.1.2", "1.2.2", "2.0.9", "2.2.4", "2.3.1", "tf_keras"
]


@frozen
class About:
    """How an option is spelled, read and explained.

    key: its name in the file, and with dashes on the command line, if it is not the field's.
    short: its one-letter flag. reads: turns what was written into the field's value.
    """

    text: str
    metavar: str | None = None
    key: str | None = None
    short: str | None = None
    reads: Reader = values.flag


def option(text: str, *, default: object = False, **more: Any) -> Any:  # noqa: ANN401 - as `field`
    """Return the default of a field that is an option; the rest is what `About` takes."""
    return field(default=default, metadata={"about": About(text, **more)})


@frozen
class Config:
    """Everything a run depends on; the options of the help, in its order."""

    write: bool = option("Apply in place.")
    todo: bool = option("Put a comment above each line that you must change.")
    allow_dirty: bool = option("Write files too that have changes Git does not hold.")
    check: bool = option("Exit 1 if a file would change.")
    project_files: bool = option("Also rewrite requirements: pins of Keras and its backends.")
    verify: bool = option("Build both versions of each changed file and compare.")
    dialect: Dialect = option("The Keras the source is for [auto].", default="auto", key="from")
    data_format: DataFormatOption = option("The order of image dimensions [auto].", default="auto")
    keras_json: Path | None = option(
        "The keras.json the source ran with.", default=None, metavar="FILE", reads=values.path
    )
    semantics: Semantics = option(
        "Write out changed defaults, or only rename [exact].", default="exact"
    )
    target: Target = option("Where the result has Keras from [keras].", default="keras")
    py2: Py2 = option("What to convert of Python 2 [auto].", default="auto")
    select: tuple[str, ...] = option(
        "Only these symbols (a,b or repeated).", default=(), metavar="GLOB", reads=values.globs
    )
    ignore: tuple[str, ...] = option(
        "All but these symbols.", default=(), metavar="GLOB", reads=values.globs
    )
    per_file_ignores: tuple[Ignored, ...] = option(
        "Not these symbols in these files.",
        default=(),
        metavar="GLOB:SYMBOL",
        reads=values.ignored,
    )
    output_format: OutputFormat = option("For people or programs [text].", default="text")
    report: tuple[Path, ...] = option(
        "Also write a report: .html, .md, .json or .sarif.",
        default=(),
        metavar="FILE",
        reads=values.paths,
    )
    exclude: tuple[Pattern, ...] = option(
        "Leave these out of folders.", default=(), metavar="GLOB", reads=values.patterns
    )
    extend_exclude: tuple[Pattern, ...] = option(
        "And these, whatever --exclude says.",
        default=(),
        metavar="GLOB",
        reads=values.patterns,
    )
    force_exclude: bool = option("Leave them out also where they are named.")
    files_from: str | None = option(
        "Read paths from a file, or - (stdin).",
        default=None,
        metavar="FILE",
        reads=values.path_or_dash,
    )
    jobs: int | None = option(
        "Processes [as many as processors].", default=None, metavar="N", reads=values.count
    )
    statistics: bool = option("Count by symbol, and say what is left to do by hand.")
    exit_zero: bool = option("Exit 0 whatever the files hold.")
    color: Color = option("Colours [auto: on a terminal].", default="auto")
    quiet: bool = option("Only failures.", short="-q")
    verbose: bool = option("Every change and every file.", short="-v")
    build: tuple[Texts, ...] = option(
        "An expression that makes a model to verify.",
        default=(),
        metavar="EXPR",
        reads=values.by_file,
    )
    argv: tuple[Texts, ...] = option(
        "An argument for the scripts that are built.",
        default=(),
        metavar="ARG",
        reads=values.by_file,
    )
    timeout: int = option(
        "Seconds that --verify gives a file on each side [300].",
        default=300,
        metavar="SECONDS",
        reads=values.count,
    )
    memory: int = option(
        "Gigabytes of memory that it gives [12].", default=12, metavar="GB", reads=values.count
    )
    legacy_version: LegacyVersion = option(
        "The Keras that --verify builds originals with [auto: by the source].", default="auto"
    )
    legacy_dir: Path | None = option(
        "Where its archives lie, instead of a package index.",
        default=None,
        metavar="DIR",
        reads=values.path,
    )


def about(option: Field[Any]) -> About:
    """Return what the field says of itself as an option."""
    found: About = option.metadata["about"]
    return found


def key(option: Field[Any]) -> str:
    """Return the name of an option in the file."""
    return about(option).key or option.name


def flag(option: Field[Any]) -> str:
    """Return the name of an option on the command line."""
    return f"--{key(option).replace('_', '-')}"


@cache
def by_name() -> dict[str, Field[Any]]:
    """Return all options, by the names of their fields."""
    return {option.name: option for option in fields(Config)}


@cache
def hints() -> dict[str, Any]:
    """Return the types of the fields."""
    return get_type_hints(Config)


def read(name: str, value: object, where: str, base: Path) -> object:
    """Turn what was written into the type of the field, or say what could have been written.

    Raises:
        UsageError: the value is none that this option can have.
    """
    hint = hints()[name]
    if get_origin(hint) is Literal:
        return values.one_of(get_args(hint), value, where)
    return about(by_name()[name]).reads(value, where, base)
