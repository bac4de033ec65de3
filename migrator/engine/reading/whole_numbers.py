"""Numbers that Keras 3 insists on being Python ints, what NumPy computed or a `/` left, or floats.

Keras 1 and 2 gave them to NumPy or to a loop, which took fractions too; and in Python 2, where much
of their code was written, `/` made no fraction of whole numbers.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.source import Source

_DEPTH = 4


def as_whole(node: ast.expr, names: Names) -> str:
    """Return the template that makes a whole number of an argument, or "" if it is one already."""
    fraction = of_numpy(node, names) or divides(node, names) or is_float(node, names)
    return "int({})" if fraction else ""


def as_real(node: ast.expr, names: Names) -> str:
    """Return the template of a whole number as a float, or "" if it is none."""
    value = evaluate(node, names)
    if type(value) is not int:
        return ""
    return f"{value}.0" if isinstance(node, ast.Constant) else "float({})"


def rounded_up(node: ast.expr, names: Names, source: Source) -> str | None:
    """Return the same for a number of batches, of which a fraction was one more.

    None where the fraction comes from elsewhere: what makes it has to be changed there.
    """
    if not divides(node, names):
        if of_numpy(node, names) or _is_whole_float(node, names):
            return "int({})"
        return None if is_float(node, names) else ""
    match node:
        case ast.BinOp(op=ast.Div(), left=left, right=right) if not divides(left, names):
            text = f"-(-{_operand(left, source)} // {_operand(right, source)})"
            of_floats = is_float(left, names) or is_float(right, names)
            return f"int({text})" if of_floats else text
        case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left, right=ast.Constant(value=int())):
            before = rounded_up(left, names, source)
            sign = "+" if isinstance(op, ast.Add) else "-"
            return f"{before} {sign} {source.text(node.right)}" if before else None
    return None


def _operand(node: ast.expr, source: Source) -> str:
    text = source.text(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.IfExp | ast.UnaryOp) else text


def divides(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether a number may be a fraction: there is a `/` in it, not rounded by any call."""
    match node:
        case ast.Name() if depth < _DEPTH:
            return any(divides(value, names, depth + 1) for value in _behind(node, names))
        case ast.BinOp(op=ast.Div()):
            return True
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult()):
            return any(divides(side, names, depth) for side in (node.left, node.right))
    return False


def is_float(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether a number is computed from one that is written as a float: `250000. // size`."""
    match node:
        case ast.Name() if depth < _DEPTH:
            return any(is_float(value, names, depth + 1) for value in _behind(node, names))
        case ast.BinOp():
            return any(is_float(side, names, depth) for side in (node.left, node.right))
        case ast.Constant(value=float()):
            return True
        case ast.Call(func=ast.Name(id="float") as function):
            return names.lookup(function)[0] is None
    return False


def _behind(node: ast.Name, names: Names) -> Iterator[ast.expr]:
    """Yield what a name is assigned, or what the file passes for it, if it is a parameter."""
    binding, _ = names.lookup(node)
    if binding is not None and binding.parameter is not None:
        yield from names.passed(binding.parameter, node.id)
    elif binding is not None and binding.value is not None:
        yield binding.value


def _is_whole_float(node: ast.expr, names: Names) -> bool:
    match node:
        case ast.BinOp(op=ast.FloorDiv()):
            return is_float(node, names)
        case ast.Constant(value=float() as value):
            return value.is_integer()
    return False


def of_numpy(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether a number comes out of NumPy, as far as assignments tell: `np.max(y) + 1`."""
    match node:
        case ast.Name() if depth < _DEPTH:
            return any(of_numpy(value, names, depth + 1) for value in _behind(node, names))
        case ast.BinOp():
            return any(of_numpy(side, names, depth) for side in (node.left, node.right))
        case ast.Call():
            denoted = names.denote(node.func)
            return denoted is not None and denoted.name.startswith("numpy.")
    return False
