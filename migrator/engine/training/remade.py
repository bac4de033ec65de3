"""Models that are copied, or read from files, in a program that has `Lambda` layers of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.state import FileState

_LAMBDA = "keras.layers.Lambda"
_GIVEN = frozenset({"safe_mode", "custom_objects"})
_REGISTERING = frozenset(
    {"CustomObjectScope", "custom_object_scope", "get_custom_objects"}
    | {"register_keras_serializable"}
)


class Remade:
    """Says what Keras 3 must be told to make such layers anew."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at what makes models anew, if the file has layers of lambdas or its functions."""
        remade = self._state.knowledge.remade
        called = ((call, self._state.symbol(denoted)) for call, denoted in self._names.called)
        calls = [(call, name) for call, name in called if name in remade]
        functions = list(self._functions()) if calls else []
        if not functions:
            return
        anonymous = any(isinstance(function, ast.Lambda) for function in functions)
        named = next((f.id for f in functions if isinstance(f, ast.Name)), "")
        for call, name in calls:
            given = {keyword.arg for keyword in call.keywords}
            if anonymous and "safe_mode" not in given:
                self._say(call, name, remade[name].anonymous)
            elif named and not given & _GIVEN and self._is_unknown(remade[name].kept):
                self._say(call, name, remade[name].named.format(named))

    def _say(self, call: ast.Call, name: str, said: str) -> None:
        if self._state.allows(name, call):
            self._state.report.action(call, name, said)

    def _is_unknown(self, kept: frozenset[str]) -> bool:
        """Whether the file tells Keras of no function, and keeps the model itself, if it must."""
        keeps = {rule.name.rpartition(".")[2] for rule in self._state.rules.values()}
        named = (denoted.name.rpartition(".")[2] for _, denoted in self._names.denoting)
        return _REGISTERING.isdisjoint(named) and not (kept and keeps.isdisjoint(kept))

    def _functions(self) -> Iterator[ast.expr]:
        """Yield the lambdas, and the names of functions of the file, that layers are made of."""
        for call, rule in self._state.rules.items():
            if rule.name != _LAMBDA:
                continue
            named = [k.value for k in call.keywords if k.arg == "function"]
            for given in (*call.args[:1], *named):
                own = self._names.local_function(given)
                if isinstance(own, ast.FunctionDef) or isinstance(given, ast.Lambda):
                    yield given
