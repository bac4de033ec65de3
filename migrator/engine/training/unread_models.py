"""Models that Keras 3 writes into an `.h5` file, and cannot load from it again.

What computes with tensors between the layers of a functional model - masks do - is a part of its
configuration, under a name that Keras 3 finds again in a `.keras` file alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.ordering.shape_evidence import inputs_in
from migrator.engine.reading.functions import Function
from migrator.engine.reading.masks import masking
from migrator.engine.reading.nodes import is_call_of
from migrator.engine.state import FileState
from migrator.engine.training.whole_models import whole_in_hdf5
from migrator.rules import MODELS, Unread

_TENSOR = "keras.KerasTensor"
_ASKING = frozenset({"dtype", "get_value", "int_shape", "is_keras_tensor", "ndim", "shape"})
_OPERATORS = (ast.BinOp, ast.Compare, ast.Subscript, ast.UnaryOp)


class UnreadModels:
    """Reports those of a file that keeps whole models in HDF5, or others of its program do."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look for masks first: they need no look at each expression."""
        unread = self._state.knowledge.unread
        if unread is None:
            return
        found = next(self._masks(unread), None)
        if found is None and not unread.computed:
            return
        facts = self._state.options.facts
        whole = whole_in_hdf5(self._state)
        if not whole and not (facts is not None and facts.keeps_models):
            return
        text = unread.masked if found is not None else unread.computed
        if found is None and self._making:
            found = next(self._computed(unread), None)
        if found is None:
            return
        rule, place = (whole[0][0].name, whole[0][1].node) if whole else found
        if self._state.allows(rule, place):
            self._state.report.action(place, rule, text)

    # -- masks -------------------------------------------------------------------------------

    def _masks(self, unread: Unread) -> Iterator[tuple[str, ast.expr]]:
        """Yield the layers that make masks, and are called on tensors."""
        for call, denoted in masking(self._names, unread.masking):
            if self._is_called(call):
                yield self._state.symbol(denoted), call

    def _is_called(self, layer: ast.Call) -> bool:
        """Whether a layer is called where it is made, or by its name; not inside another layer."""
        if self._is_inside(layer):
            return False
        parents = self._names.parents
        match parents[layer]:
            case ast.Assign(targets=[ast.Name() as name]):
                variable = self._state.variables.of(name)
                uses = self._state.variables.loads(variable) if variable is not None else []
                return any(is_call_of(parents[use], use) for use in uses)
            case ast.Assign(targets=[ast.Attribute(attr=attribute)]):
                named = self._names.attributes.get(attribute, ())
                return any(is_call_of(parents[use], use) for use in named)
            case parent:
                return is_call_of(parent, layer)

    # -- what is computed --------------------------------------------------------------------

    def _computed(self, unread: Unread) -> Iterator[tuple[str, ast.expr]]:
        """Yield where tensors are computed with that layers of the file gave, outside of layers."""
        for kind in _OPERATORS:
            for node in self._names.of(kind):
                if any(map(self._is_of_a_model, _operands(node))) and not self._is_inside(node):
                    yield _TENSOR, node
        for call, denoted in self._names.called:
            _, _, name = denoted.name.rpartition(".")
            computes = self._state.symbol(denoted).startswith(unread.by) and name not in _ASKING
            given = any(map(self._is_of_a_model, call.args[:1])) if computes else False
            if given and not self._is_inside(call):
                yield denoted.name, call

    def _is_of_a_model(self, node: ast.expr) -> bool:
        """Whether an expression is what a layer gave, in sight: no parameter of a function.

        A model may be given arrays, and so may what is called where no inputs of one are made.
        """
        made = self._names.held(node)
        if not isinstance(made, ast.Call) or self._state.receivers.infer(made) != _TENSOR:
            return False
        if isinstance(made.func, ast.Call):
            return True
        called = self._state.receivers.infer(made.func)
        return called not in MODELS and self._function(made) in self._making

    def _is_inside(self, node: ast.expr) -> bool:
        """Whether an expression is in the code of a layer, or of a model's own methods."""
        around = self._names.class_around(node)
        return around is not None and self._state.receivers.base(around) is not None

    @cached_property
    def _making(self) -> frozenset[ast.AST | None]:
        """The functions that make inputs of models; None for the module."""
        inputs = inputs_in(self._names, self._state.knowledge)
        return frozenset(self._function(call) for call in inputs)

    def _function(self, node: ast.AST) -> ast.AST | None:
        around = self._names.ancestors(node)
        return next((each for each in around if isinstance(each, Function)), None)


def _operands(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp() if not any(isinstance(n, ast.List) for n in (node.left, node.right)):
            return [node.left, node.right]
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.Subscript(slice=ast.Tuple()):  # a list has no such
            return [node.value]
        case ast.UnaryOp():
            return [node.operand]
    return []
