"""Crossentropies of what is a softmax, or sigmoids, in sight: Keras 3 reads the logits behind."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState
from migrator.engine.training.losses_called import called_for

_BACKEND = "keras.backend."
_OUTPUTS = 2  # the places of targets and predictions, in either order
_ACTIVATIONS = ("keras.activations", "keras.backend")


class LogitsBehind:
    """Reports the backend's, `K.binary_crossentropy(y, K.sigmoid(x), from_logits=True)`."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at the calls of such losses."""
        knowledge = self._state.knowledge
        for call, rule in self._state.rules.items() if knowledge.mistaken else ():
            loss = rule.name.removeprefix(_BACKEND)
            if rule.name.startswith(_BACKEND) and loss in knowledge.mistaken:
                self._look(call, loss, rule.name)

    def _look(self, call: ast.Call, loss: str, rule: str) -> None:
        said = self._state.knowledge.mistaken_inside.get(f"{loss}{called_for(call)}", {})
        given = [*call.args[:_OUTPUTS], *(k.value for k in call.keywords if k.arg == "output")]
        for node in given:
            activation = self._activation(node)
            if activation in said and self._state.allows(rule, call):
                shown = node.id if isinstance(node, ast.Name) else f"keras.ops.{activation}(...)"
                self._state.report.action(call, rule, said[activation].format(shown))

    def _activation(self, node: ast.expr) -> str:
        """Return the activation of Keras's that gives a tensor."""
        made = self._state.names.held(node)
        if not isinstance(made, ast.Call):
            return ""
        symbol = self._state.symbol(self._state.names.denote(made.func))
        module, _, name = symbol.rpartition(".")
        return name if module in _ACTIVATIONS else ""
