"""Names that a file registers for its own functions; Keras 3 looks up those of initializers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState

_KERAS = "keras."
_GIVEN = "get_custom_objects"
_SCOPES = frozenset({"CustomObjectScope", "custom_object_scope"})
_ACTIVATION = "keras.layers.Activation"
_ARGUMENTS = ("activation", "constraint", "loss", "metrics", "regularizer")
_ITSELF = (
    "Keras 3 looks this name up among its own alone, whatever custom objects are registered: pass "
    "what it is registered for itself."
)


class CustomNames:
    """Reports where activations, losses and the like are named so."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look for the names only where the file gives some."""
        given = {name for name in self._given() if isinstance(name, str)}
        for call, rule in self._state.rules.items() if given else ():
            for node in self._named(call, rule.name):
                if literal(node) in given and self._state.allows(rule.name, node):
                    self._state.report.action(node, rule.name, _ITSELF)

    def _given(self) -> Iterator[object]:
        """Yield the names that the file registers."""
        for call, denoted in self._names.called:
            if not denoted.name.startswith(_KERAS):
                continue
            kind = denoted.name.rpartition(".")[2]
            if kind in _SCOPES:
                yield from _keys(call)
            elif kind == _GIVEN:
                yield from self._added(self._names.parents[call])

    def _added(self, above: ast.AST) -> Iterator[object]:
        match above:
            case ast.Subscript(slice=key):
                yield literal(key)
            case ast.Attribute(attr="update"):
                call = self._names.parents[above]
                yield from _keys(call) if isinstance(call, ast.Call) else ()

    def _named(self, call: ast.Call, rule: str) -> Iterator[ast.expr]:
        """Yield what a call is given that may be one of those names."""
        values = [k.value for k in call.keywords if (k.arg or "").endswith(_ARGUMENTS)]
        if rule == _ACTIVATION:
            values += call.args[:1]
        for value in values:
            yield from value.elts if isinstance(value, ast.List) else [value]


def _keys(call: ast.Call) -> Iterator[object]:
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            yield from (literal(key) for key in argument.keys if key is not None)
