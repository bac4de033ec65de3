"""A stand-in for the command line: what a script with `argparse` cannot do without."""

from __future__ import annotations

import argparse
import ast
from typing import TYPE_CHECKING

from migrator.verification.inventing import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.verification.objects import Runtime

_NUMBER = 2
_TEXT = "stand-in"


def install(remarks: dict[str, None]) -> None:
    """Let parsers do with nothing: what they require is given by its choices, type and name."""
    real = argparse.ArgumentParser.parse_known_args

    def parse(
        parser: argparse.ArgumentParser,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> Runtime:
        if not args:
            args = _command(parser)
            _fill(parser, remarks)
        return real(parser, args, namespace)

    argparse.ArgumentParser.parse_known_args = parse  # type: ignore[method-assign,assignment]


def _command(parser: argparse.ArgumentParser) -> list[str] | None:
    """Return the first of the commands that a parser has, if it has some."""
    for action in parser._actions:  # noqa: SLF001 - no public list
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            return list(action.choices)[:1]
    return None


def _fill(parser: argparse.ArgumentParser, remarks: dict[str, None]) -> None:
    """Give a default to whatever is required."""
    for action in parser._actions:  # noqa: SLF001 - no public list
        if action.required and not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            action.required = False
            action.default = _value(action)
            remarks[f"the command line lacks {action.dest}: {action.default!r} stood in"] = None
    for group in parser._mutually_exclusive_groups:  # noqa: SLF001 - the same
        group.required = False


def _value(action: argparse.Action) -> Runtime:
    """Return what answers for an argument: a list of it where several are wanted."""
    one = _one(action)
    if action.nargs in (None, "?"):
        return one
    return [one] * (action.nargs if isinstance(action.nargs, int) else 1)


def _one(action: argparse.Action) -> Runtime:
    if action.choices:
        return next(iter(action.choices))
    known = ast.literal_eval(values.by_name(action.dest) or "None")
    if action.type in (int, float):
        return action.type(known if isinstance(known, int | float) else _NUMBER)
    return known if isinstance(known, str) else _TEXT
