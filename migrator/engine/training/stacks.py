"""What is added to the models of a file, layer on layer: found once, for all who ask of it."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from migrator.engine.reading.functions import Function
from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variable, Variables
from migrator.frozen import frozen

_ALWAYS = (ast.With, ast.AsyncWith)
_Model: TypeAlias = Variable | str  # the text of one that is kept as an attribute


@frozen
class Layer:
    """A layer of a model; `sure` if it is there whatever the program decides."""

    node: ast.expr
    sure: bool = True


@dataclass
class _Calls:
    """The calls that change one model, with the line of each, in the order of the source."""

    lines: list[int] = field(default_factory=list)
    calls: list[ast.Call] = field(default_factory=list)

    def between(self, since: int, until: int) -> list[ast.Call]:
        end = bisect_left(self.lines, until) if until else None
        return self.calls[bisect_left(self.lines, since) : end]


class Stacks:
    """The layers that are added to the models of one file."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables
        self._added: dict[tuple[_Model | None, int, int], Sequence[Layer] | None] = {}
        self._adding: dict[Function, bool] = {}

    def added(self, model: ast.expr, since: int, until: int) -> Sequence[Layer] | None:
        """Return the layers that are added to a model between two lines.

        None if it is changed in other ways there. until: 0 if there is no end.
        """
        place = self._model(model), since, until
        if place not in self._added:
            self._added[place] = self._layers(*place)
        return self._added[place]

    def _layers(self, model: _Model | None, since: int, until: int) -> Sequence[Layer] | None:
        known = self._changing.get(model) if model is not None else None
        calls = known.between(since, until) if known is not None else []
        if not all(map(_adds_one, calls)):
            return None
        return [Layer(call.args[0], self.is_always_reached(call)) for call in calls]

    @cached_property
    def _changing(self) -> dict[_Model, _Calls]:
        """The calls that change the layers of each model, or let a function of the file do so."""
        found: dict[_Model, _Calls] = {}
        for call in sorted(self._names.calls, key=lambda call: (call.lineno, call.col_offset)):
            models = {self._model(node) for node in self._changed_by(call)} - {None}
            for model in models:
                known = found.setdefault(model, _Calls())  # type: ignore[arg-type]
                known.lines.append(call.lineno)
                known.calls.append(call)
        return found

    def _changed_by(self, call: ast.Call) -> Iterator[ast.expr]:
        """Yield what a call changes if it is a model: `model.add(...)`, `model.layers.pop()`."""
        func = call.func
        if isinstance(func, ast.Attribute) and func.attr in {"add", "pop"}:
            yield func.value
            if func.attr == "pop" and isinstance(func.value, ast.Attribute):
                yield func.value.value
            return
        function = self._names.local_function(func)
        if function is not None and self._adds(function):
            yield from call.args
            yield from (keyword.value for keyword in call.keywords)

    def _adds(self, function: Function) -> bool:
        """Whether a function adds to anything."""
        if function not in self._adding:
            attributes = (
                n.attr for n in self._names.inside(function) if isinstance(n, ast.Attribute)
            )
            self._adding[function] = "add" in attributes
        return self._adding[function]

    def _model(self, node: ast.expr) -> _Model | None:
        if isinstance(node, ast.Name):
            return self._variables.of(node)
        return ast.unparse(node) if isinstance(node, ast.Attribute) else None

    def is_always_reached(self, node: ast.AST) -> bool:
        """Whether a node is reached whenever its function, or the module, is run."""
        statement = self._names.statement(node)
        for ancestor in self._names.ancestors(statement):
            if isinstance(ancestor, ast.FunctionDef | ast.ClassDef | ast.Module):
                return True
            if isinstance(ancestor, ast.stmt) and not isinstance(ancestor, _ALWAYS):
                return False
        return True


def _adds_one(call: ast.Call) -> bool:
    adds = isinstance(call.func, ast.Attribute) and call.func.attr == "add"
    return adds and len(call.args) == 1 and not call.keywords
