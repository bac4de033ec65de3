"""Numbers that Keras 3 insists on being Python ints, what NumPy computed or a `/` left, or floats.

Keras 1 and 2 gave them to NumPy or to a loop, which took fractions too; and in Python 2, where much
of their code was written, `/` made no fraction of whole numbers.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import TypeAlias

from migrator.engine.reading.literals import evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.source import Source

_DEPTH = 4
_Question: TypeAlias = "Callable[[WholeNumbers, ast.expr, int], bool]"


def as_real(node: ast.expr, names: Names) -> str:
    """Return the template of a whole number as a float, or "" if it is none."""
    value = evaluate(node, names)
    if type(value) is not int:
        return ""
    return f"{value}.0" if isinstance(node, ast.Constant) else "float({})"


class WholeNumbers:
    """Knows which numbers of a file may be no whole ones, as far as its assignments tell."""

    def __init__(self, names: Names, source: Source) -> None:
        self._names = names
        self._source = source
        self._known: dict[tuple[_Question, Binding, int], bool] = {}

    def as_whole(self, node: ast.expr) -> str:
        """Return the template that makes a whole number of an argument, or "" if it is one."""
        fraction = self._of_numpy(node) or self._divides(node) or self._is_float(node)
        return "int({})" if fraction else ""

    def as_size(self, node: ast.expr) -> str:
        """Return the same for an axis of a shape, where what NumPy computed will do."""
        return "int({})" if self._divides(node) or self._is_float(node) else ""

    def rounded_up(self, node: ast.expr) -> str | None:
        """Return the same for a number of batches, of which a fraction was one more.

        None where the fraction comes from elsewhere: what makes it has to be changed there.
        """
        if not self._divides(node):
            if self._of_numpy(node) or self._is_whole_float(node):
                return "int({})"
            return None if self._is_float(node) else ""
        match node:
            case ast.BinOp(op=ast.Div(), left=left, right=right) if not self._divides(left):
                text = f"-(-{self._operand(left)} // {self._operand(right)})"
                of_floats = self._is_float(left) or self._is_float(right)
                return f"int({text})" if of_floats else text
            case ast.BinOp(op=ast.Add() | ast.Sub() as op, left=left, right=ast.Constant(int())):
                before = self.rounded_up(left)
                sign = "+" if isinstance(op, ast.Add) else "-"
                return f"{before} {sign} {self._source.text(node.right)}" if before else None
        return None

    def _operand(self, node: ast.expr) -> str:
        text = self._source.text(node)
        return f"({text})" if isinstance(node, ast.BinOp | ast.IfExp | ast.UnaryOp) else text

    def _divides(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether a number may be a fraction: there is a `/` in it, not rounded by any call."""
        match node:
            case ast.Name():
                return self._is_behind(node, WholeNumbers._divides, depth)
            case ast.BinOp(op=ast.Div()):
                return True
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult()):
                return self._divides(node.left, depth) or self._divides(node.right, depth)
        return False

    def _is_float(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether a number is computed from one that is written as a float: `250000. // size`."""
        match node:
            case ast.Name():
                return self._is_behind(node, WholeNumbers._is_float, depth)
            case ast.BinOp():
                return self._is_float(node.left, depth) or self._is_float(node.right, depth)
            case ast.Constant(value=float()):
                return True
            case ast.Call(func=ast.Name(id="float") as function):
                return self._names.lookup(function)[0] is None
        return False

    def _of_numpy(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether a number comes out of NumPy, as far as assignments tell: `np.max(y) + 1`."""
        match node:
            case ast.Name():
                return self._is_behind(node, WholeNumbers._of_numpy, depth)
            case ast.BinOp():
                return self._of_numpy(node.left, depth) or self._of_numpy(node.right, depth)
            case ast.Call():
                denoted = self._names.denote(node.func)
                return denoted is not None and denoted.name.startswith("numpy.")
        return False

    def _is_behind(self, node: ast.Name, question: _Question, depth: int) -> bool:
        """Whether something is true of what a name is assigned, or of what calls pass for it."""
        binding, _ = self._names.lookup(node)
        if binding is None or depth == _DEPTH:
            return False
        asked = question, binding, depth  # no bound method: it would hold the file in a circle
        if asked not in self._known:
            self._known[asked] = any(question(self, v, depth + 1) for v in self._values(binding))
        return self._known[asked]

    def _values(self, binding: Binding) -> Iterable[ast.expr]:
        if binding.parameter is not None:
            return self._names.arguments.here(binding.parameter, binding.name)
        return () if binding.value is None else (binding.value,)

    def _is_whole_float(self, node: ast.expr) -> bool:
        match node:
            case ast.BinOp(op=ast.FloorDiv()):
                return self._is_float(node)
            case ast.Constant(value=float() as value):
                return value.is_integer()
        return False


def is_number(node: ast.expr, names: Names) -> bool:
    """Whether a value is known to be a whole number: `32`, `len(columns)`, `x.shape[1]`."""
    match node:
        case ast.Call(func=ast.Name(id="len" | "int")):
            return True
        case ast.Subscript(value=ast.Attribute(attr="shape"), slice=index):
            return not isinstance(index, ast.Slice | ast.Tuple)
    value = evaluate(node, names)
    number = isinstance(value, int) and not isinstance(value, bool)
    return number and not names.is_parameter(node)
