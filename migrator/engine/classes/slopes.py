"""Weights that a function is given in the place of a number: `K.relu(x, self.slope)`."""

from __future__ import annotations

import ast

from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.rules import Strictness

_MAKERS = frozenset({"add_variable", "add_weight", "variable"})


class Slopes:
    """Reports them, where the class of the file makes them itself."""

    def __init__(self, state: FileState, strictness: Strictness) -> None:
        self._state = state
        self._names = state.names
        self._said = strictness.slopes

    def decide(self) -> None:
        """Look at the calls of such functions."""
        for call, rule in self._state.rules.items():
            if (said := self._said.get(rule.name)) is None:
                continue
            others = [*call.args[1:], *(k.value for k in call.keywords if k.arg != "x")]
            given = next(filter(self._holds_a_weight, others), None)
            if given is not None and self._state.allows(rule.name, call):
                self._state.report.action(given, rule.name, said)

    def _holds_a_weight(self, node: ast.expr) -> bool:
        """Whether a weight is in a value, or in what is assigned to a name in it."""
        inside = [n for n in walk(node) if isinstance(n, ast.expr)]
        values = [v for n in inside for v in self._state.variables.followed(n)]
        return any(self._is_weight(part) for value in values for part in walk(value))

    def _is_weight(self, node: ast.AST) -> bool:
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                made = self._names.attributes.get(name, [])
                return any(self._makes(v) for v in made)
        return False

    def _makes(self, value: ast.expr) -> bool:
        """Whether a value is what a method of the layer, or Keras, makes a weight of."""
        called = value.func if isinstance(value, ast.Call) else None
        return getattr(called, "attr", getattr(called, "id", "")) in _MAKERS
