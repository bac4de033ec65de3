"""Models that are copied, or read from files, in a program that has `Lambda` layers of lambdas."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState

_LAMBDA = "keras.layers.Lambda"
_GIVEN = "safe_mode"


class Remade:
    """Says what Keras 3 must be told to make such layers anew."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at what makes models anew, if the file has layers of lambdas."""
        remade = self._state.knowledge.remade
        called = ((call, self._state.symbol(denoted)) for call, denoted in self._names.called)
        calls = [(call, name) for call, name in called if name in remade]
        if not calls or not any(map(self._is_anonymous, self._state.rules)):
            return
        for call, name in calls:
            told = any(keyword.arg == _GIVEN for keyword in call.keywords)
            if not told and self._state.allows(name, call):
                self._state.report.action(call, name, remade[name])

    def _is_anonymous(self, call: ast.Call) -> bool:
        """Whether a call makes a layer of a lambda."""
        if self._state.rules[call].name != _LAMBDA:
            return False
        named = [k.value for k in call.keywords if k.arg == "function"]
        return any(isinstance(given, ast.Lambda) for given in (*call.args[:1], *named))
