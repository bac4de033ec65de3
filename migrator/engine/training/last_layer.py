"""How many units does a model end in? Read from the code that stacks its layers."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from migrator.engine.calls.outcomes import Refusal, Rewrite
from migrator.engine.dating.releases import read
from migrator.engine.reading.literals import Passed, Unknown, evaluate, literal
from migrator.engine.reading.nodes import returns, unpacks
from migrator.engine.reading.own_methods import only_method
from migrator.engine.reading.signatures import Unbindable, arguments
from migrator.engine.state import FileState
from migrator.engine.training.stacks import Layer

_SEQUENTIAL = "keras.models.Sequential"
_DEPTH = 4
Units = Literal["one", "several"]


def written_around(
    outcome: Rewrite, call: ast.Call, state: FileState, dialect: str
) -> Rewrite | Refusal:
    """Write around a call what the last layer of its model asks for, or refuse to guess."""
    choice = outcome.to.by_units
    if choice is None or not isinstance(call.func, ast.Attribute):
        return outcome
    units = LastLayer(state, dialect).units(call.func.value, call)
    if units is None:
        return Refusal(choice.otherwise)
    wrap = (choice.one if units == "one" else choice.several).replace("'", state.quote)
    outcome.to = replace(outcome.to, wrap=wrap)
    return outcome


class LastLayer:
    """Reads the layers of the models of one file."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self.names = state.names
        self.knowledge = state.knowledge
        self._variables = state.variables
        self._dialect = dialect
        self._passed = Passed(state.names)

    def units(self, model: ast.expr, use: ast.AST) -> Units | None:
        """Return how many units the last layer of a model has."""
        layers = self.layers(model, use)
        for layer in reversed(layers or []):
            found = self._units_of(layer.node)
            if found in {"one", "several"} and layer.sure:
                return found
            if found != "before":
                return None
        return None

    # -- one layer ---------------------------------------------------------------------------

    def _units_of(self, layer: ast.expr) -> Units | Literal["before"] | None:
        """Return what a layer says, or "before" if the one in front of it decides."""
        given = self.arguments(layer)
        if given is None:
            return None
        activation = given.get("activation")
        if activation is not None and literal(activation) == "softmax":
            return "several"  # of one unit it would always be 1
        where = self.knowledge.units[self.symbol(layer)]
        if not where:
            return "before"
        value = given.get(where)
        if isinstance(value, ast.Call):
            return self._units_of(value)
        numbers = self._may_be(value) if value is not None else []
        if not numbers or any(type(number) is not int for number in numbers):
            return None
        kinds: set[Units] = {"one" if number == 1 else "several" for number in numbers}
        return kinds.pop() if len(kinds) == 1 else None

    def _may_be(self, value: ast.expr) -> list[Any]:
        """Return what a value may be: that of a parameter is also what calls pass for it."""
        binding = self.names.lookup(value)[0] if isinstance(value, ast.Name) else None
        passed = self._passed.of(binding) if binding is not None and binding.parameter else []
        default = evaluate(value, self.names)
        return passed if passed and isinstance(default, Unknown) else [default, *passed]

    def symbol(self, layer: ast.expr) -> str:
        """Return the qualified legacy name of the class of a layer that is made."""
        func = layer.func if isinstance(layer, ast.Call) else layer
        return self._state.symbol(self.names.denote(func))

    def arguments(self, layer: ast.expr) -> dict[str, ast.expr] | None:
        """Return the arguments of a layer that is known, by their old names."""
        known = self.symbol(layer) in self.knowledge.units
        return self.given(layer) if known else None

    def given(self, layer: ast.expr) -> dict[str, ast.expr] | None:
        """Return the arguments of any layer of Keras, by their old names."""
        rule = self._state.rule(self.symbol(layer))
        if rule is None or not isinstance(layer, ast.Call):
            return None
        try:
            reading = read(layer, rule, self.names, self._dialect, {})
        except Unbindable:
            return None
        if reading.earlier is None and self._dialect == "keras0" and len(layer.args) > 1:
            return None  # the first of them may be the size of the input
        values = [a.value if isinstance(a, ast.keyword) else a for a in arguments(layer)]
        return {name: values[index] for name, index in reading.bound.arguments.items()}

    # -- the layers of a model ---------------------------------------------------------------

    def layers(self, model: ast.expr, use: ast.AST, depth: int = 0) -> Sequence[Layer] | None:
        """Return the layers that a model has where it is used."""
        if depth > _DEPTH:
            return None
        if isinstance(model, ast.Call):
            return self._built(model, depth)
        made = self.made(model, use)
        if made is None:
            return None
        value, until = made
        first = self.layers(value, value, depth + 1)
        added = self._state.stacks.added(model, self._line(value), until)
        if first is None or added is None:
            return None
        return [*first, *added] if first else added  # many ask for what is added to one

    def made(self, model: ast.expr, use: ast.AST) -> tuple[ast.expr, int] | None:
        """Return what made a model, and the line from which on its name means another one."""
        if isinstance(model, ast.Attribute):
            values = self.names.attributes.get(model.attr, [])
            return (values[0], 0) if len(values) == 1 else None
        variable = self._variables.of(model) if isinstance(model, ast.Name) else None
        if variable is None or not isinstance(model, ast.Name):
            return None
        scope, name = variable
        bindings = scope.bindings[name]
        if len(bindings) == 1:
            return (bindings[0].value, 0) if bindings[0].value is not None else None
        if self.names.scopes.get(model) is not scope:
            return None
        history = self.names.history(scope, name)
        chosen = history.until(self._line(use)) or bindings[0]
        if chosen.value is None or not self._state.stacks.is_always_reached(chosen.value):
            return None
        return chosen.value, history.next_line(chosen.line)

    def _built(self, call: ast.Call, depth: int) -> Sequence[Layer] | None:
        """Return the layers that a call puts into the model that it makes."""
        if self.symbol(call) == _SEQUENTIAL:
            given = [*call.args, *(k.value for k in call.keywords if k.arg == "layers")][:1]
            if not given:
                return []
            if isinstance(given[0], ast.List) and not _starred(given[0]):
                return [Layer(layer) for layer in given[0].elts]
            return None
        value = self.returned(call)
        return self.layers(value, value, depth + 1) if value is not None else None

    def returned(self, call: ast.Call) -> ast.expr | None:
        """Return what a function of the file gives, if it returns in one place."""
        function = self.names.local_function(call.func) or only_method(call.func, self.names)
        if not isinstance(function, ast.FunctionDef):
            return None
        found = [statement.value for statement in returns(function) if statement.value]
        return found[0] if len(found) == 1 else None

    def _line(self, node: ast.AST) -> int:
        return node.lineno  # type: ignore[attr-defined,no-any-return]


def _starred(node: ast.List) -> bool:
    return unpacks(node.elts)
