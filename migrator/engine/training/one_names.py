"""Outputs of one name, as a layer has that is called twice: their losses, where they are read.

Older Keras returned the loss of each; Keras 3 keeps one of them by its name, and returns that for
each.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.state import FileState
from migrator.engine.training.outputs import ends_of, makes_layer
from migrator.rules import MODELS

_COMPILE = "keras.models.Model.compile"
_RETURNING = frozenset({"evaluate", "evaluate_generator", "test_on_batch", "train_on_batch"})
_DEPTH = 4  # variables that are made of what a model returned
_SAID = (
    "Keras 3 returns the loss of the last output for each that has its name, as the outputs of one "
    "layer or model have: `{}` makes several of this model. Give each a name of its own, with a "
    "`keras.layers.Identity(name=...)` behind it."
)


class OneNames:
    """Says where more than the first, the loss of all together, is read."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the models that are made of listed outputs, and compiled."""
        for call, rule in self._state.rules.items():
            if rule.name != _COMPILE or not isinstance(call.func, ast.Attribute):
                continue
            ends = ends_of(call, self._names)
            maker = self._shared(ends) if len(ends) > 1 else ""
            read = next(self._read(spelled(call.func.value)), None) if maker else None
            if read is not None and self._state.allows(rule.name, read):
                self._state.report.action(read, rule.name, _SAID.format(maker))

    def _shared(self, ends: list[ast.expr]) -> str:
        """Return what makes several of some outputs, "" if each is made by another."""
        found = set[object]()
        for end in ends:
            call = self._made(end)
            layer = call.func if call is not None else None
            bound = self._names.lookup(layer)[0] if isinstance(layer, ast.Name) else None
            key = bound or (spelled(layer) if isinstance(layer, ast.Attribute) else None)
            if layer is not None and {key, call} & found and self._is_layer(layer):
                return ast.unparse(layer)
            found |= {key, call} - {None}
        return ""

    def _is_layer(self, node: ast.expr) -> bool:
        """Whether something is one layer, or one model, that another file of the program makes."""
        return makes_layer(node, self._names) or self._state.receivers.infer(node) in MODELS

    def _made(self, end: ast.expr) -> ast.Call | None:
        """Return the call that makes an output, alone or with others."""
        bound = self._names.lookup(end)[0] if isinstance(end, ast.Name) else None
        made = (bound.value or bound.unpacked) if bound is not None else end
        return made if isinstance(made, ast.Call) else None

    def _read(self, owner: str) -> Iterator[ast.AST]:
        """Yield where more than the first is read of what the methods of a model return."""
        for call, func in self._names.method_calls:
            if func.attr in _RETURNING and spelled(func.value) == owner:
                yield from self._reads(call, 0)

    def _reads(self, node: ast.expr, depth: int) -> Iterator[ast.AST]:
        match above := self._names.parents[node]:
            case ast.Expr():
                pass
            case ast.Subscript(value=value, slice=index) if value is node:
                if literal(index) != 0:
                    yield above
            case ast.Assign(targets=[ast.Name() as target]) if depth < _DEPTH:
                variable = self._state.variables.of(target)
                for load in self._state.variables.loads(variable) if variable is not None else ():
                    yield from self._reads(load, depth + 1)
            case ast.BinOp():
                yield from self._reads(above, depth)
            case ast.Call(func=func) if self._is_computed(func):
                yield from self._reads(above, depth)
            case ast.Assign(targets=[ast.Tuple(elts=[_, *rest]) | ast.List(elts=[_, *rest])]):
                if not all(isinstance(each, ast.Name) and each.id == "_" for each in rest):
                    yield above
            case _:
                yield node

    def _is_computed(self, func: ast.expr) -> bool:
        """Whether a function computes with its arguments element by element: `np.add(a, b)`."""
        denoted = self._names.denote(func)
        return denoted is not None and denoted.name in {"numpy.add", "numpy.multiply"}
