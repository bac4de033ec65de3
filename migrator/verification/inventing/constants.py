"""Values that the text of a file has: constants, and what its calls pass. Nothing is run."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from migrator.verification.objects import Runtime

_LARGEST = 1e9
_LONGEST = 200  # characters of a value that is written out
_SUMS: dict[type[ast.operator], Callable[[Runtime, Runtime], Runtime]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
}


class Unknown(Exception):  # noqa: N818 - no error: most expressions are
    """An expression whose value the text does not tell."""


def assigned(body: list[ast.stmt]) -> dict[str, ast.expr]:
    """Return what names are set to in a block, the last that counts."""
    found: dict[str, ast.expr] = {}
    for node in body:
        if isinstance(node, ast.Assign):
            names = [t.id for t in node.targets if isinstance(t, ast.Name)]
            found |= dict.fromkeys(names, node.value)
    return found


def spelled(node: ast.expr, known: Mapping[str, ast.expr]) -> str | None:
    """Return the value of an expression as text, or nothing."""
    try:
        text = repr(_value(node, known, depth=4))
    except (Unknown, TypeError, ValueError, ArithmeticError):
        return None
    return text if len(text) <= _LONGEST else None


def _value(node: ast.expr, known: Mapping[str, ast.expr], depth: int) -> Runtime:
    match node:
        case ast.Constant(value=value) if value is not ...:
            return value
        case ast.Name(id=name) if name in known and depth:
            return _value(known[name], known, depth - 1)
        case ast.Tuple(elts=members):
            return tuple(_value(member, known, depth) for member in members)
        case ast.List(elts=members):
            return [_value(member, known, depth) for member in members]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, known, depth)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SUMS:
            numbers = [_number(_value(side, known, depth)) for side in (left, right)]
            return _SUMS[type(op)](*numbers)
        case _:
            raise Unknown


def _number(value: Runtime) -> float:
    if isinstance(value, int | float) and abs(value) < _LARGEST:
        return value
    raise Unknown
