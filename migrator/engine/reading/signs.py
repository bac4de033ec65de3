"""Which expressions cannot be less than 0, as far as the source tells."""

from __future__ import annotations

import ast

from migrator.engine.reading.circles import Circles
from migrator.engine.reading.names import Names
from migrator.rules import Knowledge


class Signs:
    """Follows squares and the like through operators, functions and the names of one file."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge
        self._circles = Circles()

    def are_positive(self, node: ast.expr) -> bool:
        """Whether no number in an expression can be below 0: `K.sum(K.square(x - y), axis=-1)`."""
        return self._circles.ask(node, self._are_positive)

    def _are_positive(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant(value=int() | float() as number):
                return number >= 0
            case ast.BinOp(op=ast.Pow(), right=ast.Constant(value=int() as power)):
                return power % 2 == 0
            case ast.BinOp(op=ast.Add() | ast.Mult() | ast.Div()):
                return self.are_positive(node.left) and self.are_positive(node.right)
            case ast.Call():
                return self._are_computed(node)
            case ast.Name() if not self._names.is_parameter(node):
                value = self._names.value(node)
                return value is not None and self.are_positive(value)
        return False

    def _are_computed(self, call: ast.Call) -> bool:
        denoted = self._names.denote(call.func)
        name = self._knowledge.canonical(denoted.name) if denoted is not None else ""
        given = [*call.args, *(k.value for k in call.keywords if k.arg in {"x", "y"})]
        known = self._knowledge.numbers
        if name in known.positive:
            return True
        if name in known.largest:
            return any(map(self.are_positive, given))
        return name in known.alike and bool(given) and self.are_positive(given[0])
