"""Losses by the names of outputs, where some outputs have none: Keras 3 wants one of each."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.engine.training.outputs import ends_of, named_outputs
from migrator.rules import Into


class PartialLosses:
    """Says, where a model is compiled so, which list Keras 3 takes instead."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at the models that are compiled with a dict of losses."""
        names = self._state.names
        for call, rule, use in self._state.uses:
            said = use.fate.partial if isinstance(use.fate, Into) else ""
            losses = names.held(use.node)
            if not said or not isinstance(losses, ast.Dict) or not all(losses.keys):
                continue
            ends = ends_of(call, names)
            if len(losses.keys) < len(ends) and self._state.allows(rule.name, use.node):
                listed = self._listed(losses, named_outputs(call, names))
                self._state.report.action(use.node, rule.name, said.format(listed))

    def _listed(self, losses: ast.Dict, outputs: list[str]) -> str:
        """Return the list in code, if the names of all outputs are known."""
        keys = [literal(key) for key in losses.keys if key is not None]
        if not set(keys) <= set(outputs):
            return ""
        given = dict(zip(keys, map(ast.unparse, losses.values), strict=True))
        return f" (`[{', '.join(given.get(output, 'None') for output in outputs)}]`)"
