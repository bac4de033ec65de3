"""Which expressions are one number, and no array, as far as the source tells."""

from __future__ import annotations

import ast

from migrator.engine.reading.circles import Circles
from migrator.engine.reading.names import Names
from migrator.rules import Knowledge

_BUILTINS = {"len", "int", "float", "bool"}


class Scalars:
    """Follows sizes, and sums of whole tensors, through operators and the names of one file."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge
        self._circles = Circles()

    def is_number(self, node: ast.expr) -> bool:
        """Whether an expression is known to be one number: `tf.size(x) > 0`."""
        return self._circles.ask(node, self._is_number)

    def _is_number(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant():
                return isinstance(node.value, int | float)
            case ast.UnaryOp():
                return self.is_number(node.operand)
            case ast.BinOp():
                return self.is_number(node.left) and self.is_number(node.right)
            case ast.BoolOp():
                return all(map(self.is_number, node.values))
            case ast.Compare():
                return all(map(self.is_number, (node.left, *node.comparators)))
            case ast.Subscript(slice=ast.Constant(value=int())):
                return self._is_shape(node.value)
            case ast.Call():
                return self._is_computed(node)
            case ast.Name() if not self._names.is_parameter(node):
                value = self._names.value(node)
                return value is not None and self.is_number(value)
        return False

    def _is_shape(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Attribute):
            return node.attr == "shape"
        return isinstance(node, ast.Call) and self._name(node) in self._knowledge.numbers.shapes

    def _is_computed(self, call: ast.Call) -> bool:
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        known, name = self._knowledge.numbers, self._name(call)
        if name in known.reductions:
            return len(given) == 1  # no axis is named
        if name in known.elementwise:
            return bool(given) and all(map(self.is_number, given))
        return name in known.counts or self._is_builtin(call.func)

    def _name(self, call: ast.Call) -> str:
        denoted = self._names.denote(call.func)
        return self._knowledge.canonical(denoted.name) if denoted is not None else ""

    def _is_builtin(self, function: ast.expr) -> bool:
        if not isinstance(function, ast.Name) or function.id not in _BUILTINS:
            return False
        return self._names.lookup(function)[0] is None
