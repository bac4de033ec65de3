"""Metrics of a model that ends in one unit, whose targets may come without an axis for that.

Older Keras gave all targets that axis; Keras 3 does so for its losses, and for some metrics.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.training.ends import Ends
from migrator.rules import LogName

_OF_ONE_UNIT = "binary_crossentropy"


class MetricAxes:
    """Says, at the first of them, what Keras 3 makes of such targets."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._dialect = dialect
        self._names = state.names

    def decide(self) -> None:
        """Look at what models are compiled with."""
        for call, rule, use in self._state.uses:
            flat = use.fate.flat if isinstance(use.fate, LogName) else {}
            for part in walk(use.node) if flat else ():
                said = flat.get(self._metric(part))
                if said and self._may_be_one_unit(call) and self._state.allows(rule.name, part):
                    self._state.report.notice(part, rule.name, said)
                    return

    def _metric(self, node: ast.AST) -> str:
        """Return the name of a metric of Keras's, "" for anything else."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else ""
        denoted = self._names.denote(node) if isinstance(node, ast.Name | ast.Attribute) else None
        return self._state.symbol(denoted).rpartition(".")[2]

    def _may_be_one_unit(self, call: ast.Call) -> bool:
        """Whether the model that is compiled ends in one unit, or may by its loss."""
        if not isinstance(call.func, ast.Attribute):
            return False
        ends = Ends(self._state, self._dialect).of(call.func.value, call)
        if any(end.seen for end in ends):
            return any(end.one for end in ends)
        losses = [k.value for k in call.keywords if k.arg == "loss"] or call.args[1:2]
        return any(self._metric(loss) == _OF_ONE_UNIT for loss in losses)
