"""In which activations does a model end? Read from its layers, or from its output tensors."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.training.last_layer import LastLayer
from migrator.frozen import frozen

_MODEL = "keras.models.Model"
_OUTPUTS = frozenset({"output", "outputs"})
_DEPTH = 6


@frozen
class End:
    """An output of a model: the name of its layer, if the source gives one, and its activation.

    seen: whether the layer is one of Keras's. one: whether it has one unit. layer: what makes it.
    """

    name: str
    activation: str
    seen: bool = False
    one: bool = False
    layer: ast.expr | None = None


_NOTHING = End("", "")


class Ends(LastLayer):
    """Reads the ends of the models of one file."""

    def of(self, model: ast.expr, use: ast.AST, depth: int = 0) -> list[End]:
        """Return the ends that a model has where it is used; [] if they are not all in sight."""
        layers = self.layers(model, use)
        if layers is not None:
            return [self._end(layers[-1].node)] if layers and layers[-1].sure else []
        made = self._functional(model, use)
        tensors = self._tensors(made) if made is not None else ()
        return [self._of_tensor(tensor, depth) for tensor in tensors]

    def _of_tensor(self, tensor: ast.expr, depth: int) -> End:
        """Return what a tensor comes from, a layer or another model."""
        if isinstance(tensor, ast.Name) and depth < _DEPTH:
            value = self.names.value(tensor)
            return self._of_tensor(value, depth + 1) if value is not None else _NOTHING
        if not isinstance(tensor, ast.Call) or depth >= _DEPTH:
            return _NOTHING
        layer = tensor.func
        inner = self.of(layer, tensor, depth + 1) if isinstance(layer, ast.Name) else []
        if len(inner) == 1:
            return inner[0]
        made = self.names.held(layer)
        return self._end(made) if isinstance(made, ast.Call) else _NOTHING

    def _end(self, layer: ast.expr) -> End:
        told = self.given(layer)
        given = told or {}
        inside = self.symbol(layer) in self.knowledge.activated_inside
        found = literal(given["activation"]) if "activation" in given and not inside else None
        activation = found if isinstance(found, str) else ""
        one = self._units_of(layer) == "one"
        return End(_name(layer), activation, told is not None, one, layer)

    def _functional(self, model: ast.expr, use: ast.AST, depth: int = 0) -> ast.Call | None:
        """Return the call of `Model` that made a model."""
        if depth > _DEPTH:
            return None
        if not isinstance(model, ast.Call):
            made = self.made(model, use)
            return self._functional(made[0], made[0], depth + 1) if made is not None else None
        if self.symbol(model) == _MODEL:
            return model
        value = self.returned(model)
        return self._functional(value, value, depth + 1) if value is not None else None

    def _tensors(self, made: ast.Call) -> Iterator[ast.expr]:
        named = [k.value for k in made.keywords if k.arg in _OUTPUTS]
        for given in [*made.args[1:2], *named][:1]:
            match given:
                case ast.List(elts=tensors) | ast.Tuple(elts=tensors) | ast.Dict(values=tensors):
                    yield from tensors
                case _:
                    yield given


def _name(layer: ast.expr) -> str:
    """Return the name that a layer is given."""
    keywords = layer.keywords if isinstance(layer, ast.Call) else []
    found = next((literal(k.value) for k in keywords if k.arg == "name"), None)
    return found if isinstance(found, str) else ""
