"""Turns the fields of `Config` into options of the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import Field, fields
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

import typer

from migrator.config import configure
from migrator.config.options import Config, about, flag, hints
from migrator.errors import UsageError

_OPPOSITES = (("quiet", "verbose"), ("verbose", "quiet"))
_ALSO = {"write": ("--diff",)}  # as in ruff and black


def with_options(command: Callable[..., None], *names: str) -> Callable[..., None]:
    """Give a command a parameter for each field of `Config`, where it says `**values`.

    And two that say where else options are read from. names: the fields that are meant, if not all.
    """
    signature = Signature.from_callable(command, eval_str=True)
    *own, _ = signature.parameters.values()
    paths, *rest = own
    command.__signature__ = Signature([paths, *_options(names), *rest, *_READ_FROM])  # type: ignore[attr-defined]
    return command


def _options(names: tuple[str, ...]) -> list[Parameter]:
    """Return a parameter for each field, and for each flag one more that takes it back."""
    named = [option for option in fields(Config) if not names or option.name in names]
    return [
        *(_parameter(option.name, option, flag(option)) for option in named),
        *(_refusal(option) for option in named if hints()[option.name] is bool),
    ]


_READ_FROM = (
    Parameter(
        "config",
        Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[
            Path | None,
            typer.Option("--config", metavar="FILE", help="Instead of the nearest pyproject.toml."),
        ],
    ),
    Parameter(
        "isolated",
        Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[bool, typer.Option("--isolated", help="Read no configuration file.")],
    ),
)


def configured(values: dict[str, Any], paths: Sequence[str]) -> Config:
    """Return the options in force for some files, given the values of a command's parameters."""
    return configure(given(values), paths, **read_from(values))


def read_from(values: dict[str, Any]) -> dict[str, Any]:
    """Return where options are read from besides the command line, as `configure` takes it."""
    return {"file": values["config"], "isolated": values["isolated"]}


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Put the refusals (`--no-write`) in their place, and return what was given of each field."""
    found = {option.name: values.get(option.name) for option in fields(Config)}
    for name in found:
        if values.get(f"no_{name}"):
            found[name] = False
    for name, other in _OPPOSITES:
        if found.get(name) and found.get(other):
            raise UsageError(f"--{name} and --{other} cannot both be had.")
        if found.get(name):
            found[other] = False  # whatever the file says
    return found


def _parameter(name: str, option: Field[Any], *flags: str, hidden: bool = False) -> Parameter:
    said = about(option)
    info = typer.Option(
        *flags,
        *([said.short] if said.short and not hidden else []),
        help=said.text,
        metavar=said.metavar,
        hidden=hidden,
    )
    kind: Any = _kind(hints()[option.name])
    hint: Any = Annotated[kind | None, info]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=hint)


def _refusal(option: Field[Any]) -> Parameter:
    flags = (f"--no-{flag(option)[2:]}", *_ALSO.get(option.name, ()))
    return _parameter(f"no_{option.name}", option, *flags, hidden=True)


def _kind(hint: Any) -> Any:  # noqa: ANN401 - types
    """Return the type that typer reads: it knows neither globs nor tuples of any length."""
    if hint is bool or get_origin(hint) is Literal:
        return hint
    if get_origin(hint) is tuple:
        return list[str]
    return next(kind for kind in (Path, int, str) if hint in (kind, kind | None))
