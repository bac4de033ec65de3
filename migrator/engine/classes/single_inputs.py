"""Lists of one tensor that layers are called with: Keras 1 gave them the tensor itself."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState
from migrator.rules import Strictness

_LAYERS = "keras.layers."
_CALL = f"{_LAYERS}Layer.call"


class SingleInputs:
    """Takes the tensor out of the list, where it has a name."""

    def __init__(self, state: FileState, strictness: Strictness) -> None:
        self._state = state
        self._alone = strictness.alone

    def decide(self) -> None:
        """Look at the calls of the file, if its Keras did so."""
        if not self._alone:
            return
        for call in self._state.names.calls:
            match call.args:
                case [ast.List(elts=[tensor]) as given] if self._is_given(call, tensor):
                    self._unwrap(given, tensor)

    def _is_given(self, call: ast.Call, tensor: ast.expr) -> bool:
        """Whether what is called is a layer, and what it is given one tensor."""
        if isinstance(tensor, ast.Starred | ast.Constant | ast.List | ast.Tuple):
            return False
        layer = self._state.receivers.infer(call.func) or ""
        return layer.startswith(_LAYERS) and self._state.allows(_CALL, call)

    def _unwrap(self, given: ast.List, tensor: ast.expr) -> None:
        if isinstance(tensor, ast.Name):
            self._state.texts[given] = tensor.id
            self._state.report.change(given, _CALL, "a list of one tensor becomes the tensor")
        else:
            self._state.report.action(given, _CALL, self._alone)
