"""Layers with a `__call__` of their own, which makes others: a `Sequential` does not see those."""

from __future__ import annotations

import ast

from migrator.engine.reading.nodes import is_call_of, walk
from migrator.engine.state import FileState
from migrator.rules import Strictness

_LAYERS = "keras.layers."
_LAYER = "keras.layers.Layer"


class OwnCalls:
    """Reports it, but not of layers that the file itself only calls, in functional models."""

    def __init__(self, state: FileState, strictness: Strictness) -> None:
        self._state = state
        self._names = state.names
        self._strict = strictness

    def decide(self) -> None:
        """Look at the classes of the file."""
        for cls in self._names.of(ast.ClassDef):
            own = [n for n in cls.body if getattr(n, "name", "") == "__call__"]
            if own and (self._state.receivers.base(cls) or "").startswith(_LAYERS):
                made = next((n for n in walk(own[0]) if self._makes_weights(n)), None)
                if made is None or self._is_only_called(cls):
                    continue
                if self._state.allows(_LAYER, made):
                    self._state.report.action(made, _LAYER, self._strict.called)

    def _makes_weights(self, node: ast.AST) -> bool:
        """Whether a node makes a layer of Keras's that has weights."""
        denoted = self._names.denote(node.func) if isinstance(node, ast.Call) else None
        module, _, name = self._state.symbol(denoted).rpartition(".")
        layer = module.startswith("keras.layers") and name[:1].isupper()
        return layer and name not in self._strict.weightless

    def _is_only_called(self, cls: ast.ClassDef) -> bool:
        """Whether the file makes such layers, and calls all of them at once: `Own()(x)`."""
        made = [call for call in self._names.calls if self._names.local_class(call.func) is cls]
        parents = self._names.parents
        return bool(made) and all(is_call_of(parents[call], call) for call in made)
