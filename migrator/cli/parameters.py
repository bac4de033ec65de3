"""Turns the fields of `Config` into options of the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import Field, fields
from inspect import Parameter, Signature
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

import typer

from migrator.config.options import Config, about, flag, hints


def with_options(command: Callable[..., None], *names: str) -> Callable[..., None]:
    """Give a command a parameter for each field of `Config`, where it says `**values`.

    names: the fields that are meant, if not all.
    """
    signature = Signature.from_callable(command, eval_str=True)
    *own, _ = signature.parameters.values()
    paths, *rest = own
    command.__signature__ = Signature([paths, *_options(names), *rest])  # type: ignore[attr-defined]
    return command


def _options(names: tuple[str, ...]) -> list[Parameter]:
    """Return a parameter for each field, and for each flag one more that takes it back."""
    named = [option for option in fields(Config) if not names or option.name in names]
    return [
        *(_parameter(option.name, option, flag(option)) for option in named),
        *(_refusal(option) for option in named if hints()[option.name] is bool),
    ]


def given(values: dict[str, Any]) -> dict[str, Any]:
    """Put the refusals (`--no-write`) in their place, and return what was given of each field."""
    found = {option.name: values.get(option.name) for option in fields(Config)}
    for name in found:
        if values.get(f"no_{name}"):
            found[name] = False
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
    return _parameter(f"no_{option.name}", option, f"--no-{flag(option)[2:]}", hidden=True)


def _kind(hint: Any) -> Any:  # noqa: ANN401 - types
    """Return the type that typer reads: it knows neither globs nor tuples of any length."""
    if hint is bool or get_origin(hint) is Literal:
        return hint
    if get_origin(hint) is tuple:
        return list[str]
    return next(kind for kind in (Path, int, str) if hint in (kind, kind | None))
