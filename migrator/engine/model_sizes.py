"""Models that are called on an Input of another size than they were made for."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState

_MODEL = "keras.models.Model"
_INPUT = "keras.layers.Input"
_APPLICATIONS = "keras.applications."
_SHAPE = "shape"
_FIRST = ("input", "inputs")
_SAID = (
    "Keras 3 refuses this: the model was made for {}, and is called on {}. Make it for `None` in "
    "each place that differs, or make another model for this size, with the weights of this one."
)
_Shape = tuple[int | None, ...]


class ModelSizes:
    """Reports the calls where both shapes are in sight."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at each model that a name alone is given, and at what it is called on."""
        symbol = self._state.symbol
        shapes = {m: self._made_for(m, symbol(denoted)) for m, denoted in self._names.called}
        if not any(shapes.values()):
            return
        for call in self._names.of(ast.Call):
            if not isinstance(call.func, ast.Name) or not call.args:
                continue
            made = self._names.value(call.func)
            shape = shapes.get(made) if isinstance(made, ast.Call) else None
            given = self._input(call.args[0]) if shape else None
            differ = shape and given and _differ(shape, given)
            if differ and self._state.allows(_MODEL, call):
                self._state.report.action(call, _MODEL, _SAID.format(shape, given))

    def _made_for(self, made: ast.Call, symbol: str) -> _Shape | None:
        """Return the shape of the one input of a model, without its samples."""
        if symbol == _MODEL:
            given = [k.value for k in made.keywords if k.arg in _FIRST] or made.args[:1]
            return self._input(given[0]) if given else None
        if symbol.startswith(_APPLICATIONS):
            given = [k.value for k in made.keywords if k.arg == "input_shape"]
            return self._shape(given[0]) if given else None
        return None

    def _input(self, node: ast.expr) -> _Shape | None:
        """Return the shape of an Input, or of a name that is one alone."""
        made = self._names.held(node)
        if not isinstance(made, ast.Call):
            return None
        if self._state.symbol(self._names.denote(made.func)) != _INPUT:
            return None
        given = [k.value for k in made.keywords if k.arg == _SHAPE] or made.args[:1]
        return self._shape(given[0]) if given else None

    def _shape(self, node: ast.expr) -> _Shape | None:
        written = self._names.held(node)
        if not isinstance(written, ast.Tuple | ast.List):
            return None
        sizes = [literal(self._names.held(size) or size) for size in written.elts]
        known = all(size is None or type(size) is int for size in sizes)
        return tuple(sizes) if known else None


def _differ(one: _Shape, other: _Shape) -> bool:
    sizes = zip(one, other, strict=False)
    return len(one) == len(other) and any(a != b and a and b for a, b in sizes)
