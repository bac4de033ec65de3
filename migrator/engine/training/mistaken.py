"""Losses that Keras 3 computes from the logits behind an activation they were not meant for."""

from __future__ import annotations

import ast

from migrator.engine.literals import literal
from migrator.engine.state import FileState
from migrator.engine.training.last_layer import last_activation


class Mistaken:
    """Reports the calls that compile a model with such a loss, where its last layer is in sight."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._dialect = dialect

    def decide(self) -> None:
        """Look at the calls of `compile`."""
        mistaken = self._state.knowledge.mistaken
        for call, rule in self._state.rules.items() if mistaken else ():
            if not rule.name.endswith(".compile") or not isinstance(call.func, ast.Attribute):
                continue
            given = [k.value for k in call.keywords if k.arg == "loss"] or call.args[1:2]
            loss = literal(given[0]) if given else None
            found = mistaken.get(loss, {}) if isinstance(loss, str) else {}
            if not found:
                continue
            activation = last_activation(call.func.value, call, self._state, self._dialect)
            if activation in found and self._state.allows(rule.name, call):
                self._state.report.action(given[0], rule.name, found[activation])
