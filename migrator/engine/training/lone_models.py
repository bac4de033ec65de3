"""A Sequential of one model alone: Keras 3 builds it when it is called, and not before."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.variables import Variable
from migrator.engine.state import FileState
from migrator.rules import MODELS

_SEQUENTIAL = "keras.models.Sequential"


class LoneModels:
    """Reports what is asked of such models in one file."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at each Sequential that a variable holds, and that is all it ever holds."""
        unbuilt = self._state.knowledge.unbuilt
        for call, denoted in self._names.called if unbuilt else ():
            if self._state.symbol(denoted) != _SEQUENTIAL or call.keywords:
                continue
            target, variable = self._variable(call)
            if target is None or variable is None or not self._holds_a_model(call, target):
                continue
            for asked in self._asked(variable):
                said = unbuilt.get(asked.attr, "")
                if said and self._state.allows(_SEQUENTIAL, asked):
                    self._state.report.action(asked, _SEQUENTIAL, said)
                    break

    def _variable(self, call: ast.Call) -> tuple[ast.Name | None, Variable | None]:
        """Return the name that a call is assigned to, and its variable if it holds nothing else."""
        match self._names.parents[call]:
            case ast.Assign(targets=[ast.Name() as target]):
                variable = self._state.variables.of(target)
                once = variable is not None and self._state.variables.is_constant(variable)
                return target, variable if once else None
        return None, None

    def _holds_a_model(self, call: ast.Call, target: ast.Name) -> bool:
        """Whether one model is all that is put into it."""
        given = call.args[0] if call.args else ast.List([], ast.Load())
        added = self._state.stacks.added(target, call.lineno, 0)
        if not isinstance(given, ast.List) or added is None:
            return False
        held = [*given.elts, *(layer.node for layer in added)]
        return len(held) == 1 and self._state.receivers.infer(held[0]) in MODELS

    def _asked(self, variable: Variable) -> Iterator[ast.Attribute]:
        """Yield what is read of it."""
        for load in self._state.variables.loads(variable):
            parent = self._names.parents[load]
            if isinstance(parent, ast.Attribute) and isinstance(parent.ctx, ast.Load):
                yield parent
