"""A Sequential of one model alone: Keras 3 builds it when it is called, and not before."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.state import FileState
from migrator.rules import MODELS

_SEQUENTIAL = "keras.models.Sequential"


class LoneModels:
    """Reports what is asked of such models in one file."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at each Sequential that a variable holds, and that is made once."""
        unbuilt = self._state.knowledge.unbuilt
        for call, denoted in self._names.called if unbuilt else ():
            if self._state.symbol(denoted) == _SEQUENTIAL and self._holds_a_model(call):
                for asked in self._asked(call):
                    said = unbuilt.get(asked.attr, "")
                    if said and self._state.allows(_SEQUENTIAL, asked):
                        self._state.report.action(asked, _SEQUENTIAL, said)
                        break

    def _target(self, call: ast.Call) -> ast.Name | None:
        match self._names.parents[call]:
            case ast.Assign(targets=[ast.Name() as target]):
                return target
        return None

    def _holds_a_model(self, call: ast.Call) -> bool:
        """Whether one model is all that is put into it."""
        target = self._target(call)
        if target is None or call.keywords:
            return False
        given = call.args[0] if call.args else ast.List([], ast.Load())
        added = self._state.stacks.added(target, call.lineno, 0)
        if not isinstance(given, ast.List) or added is None:
            return False
        held = [*given.elts, *(layer.node for layer in added)]
        return len(held) == 1 and self._state.receivers.infer(held[0]) in MODELS

    def _asked(self, call: ast.Call) -> Iterator[ast.Attribute]:
        """Yield what is asked of it, if the variable holds nothing else."""
        target = self._target(call)
        variable = self._state.variables.of(target) if target is not None else None
        if variable is None or not self._state.variables.is_constant(variable):
            return
        for load in self._state.variables.loads(variable):
            parent = self._names.parents[load]
            if isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Load):
                yield parent
