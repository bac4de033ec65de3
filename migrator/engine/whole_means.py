"""Means of whole numbers, `K.mean(K.argmax(x))`: TensorFlow's were whole numbers, too."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState

_MEAN = "keras.backend.mean"
_CAST = "keras.backend.cast"
_DTYPE = 1  # the place of the type that is cast to
_SAID = (
    "With TensorFlow, the mean of whole numbers was a whole number, too, without its fraction, "
    "which Keras 3's has. If that was meant, write `keras.ops.cast(keras.ops.mean(...), 'int32')`."
)


class WholeMeans:
    """Reports them where what makes the numbers whole is in sight."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at the calls of the backend's mean."""
        if not self._state.knowledge.numbers.whole:
            return
        means = [call for call, rule in self._state.rules.items() if rule.name == _MEAN]
        for call in means:
            if call.args and self._is_whole(call.args[0]) and self._state.allows(_MEAN, call):
                self._state.report.action(call, _MEAN, _SAID)

    def _is_whole(self, node: ast.expr) -> bool:
        made = self._state.names.held(node)
        if not isinstance(made, ast.Call):
            return False
        symbol = self._state.symbol(self._state.names.denote(made.func))
        if symbol != _CAST:
            return symbol in self._state.knowledge.numbers.whole
        given = [k.value for k in made.keywords if k.arg == "dtype"] or made.args[_DTYPE:]
        dtype = literal(given[0]) if given else None
        return isinstance(dtype, str) and dtype.startswith(("int", "uint"))
