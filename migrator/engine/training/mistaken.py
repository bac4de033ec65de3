"""Losses that Keras 3 computes from the logits behind an activation they were not meant for."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.engine.training.ends import End, Ends


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
            if given and self._state.allows(rule.name, call):
                for loss, end in self._pairs(given[0], call.func.value, call):
                    found = mistaken.get(self._loss(loss), {})
                    if end.activation in found:
                        self._state.report.action(loss, rule.name, found[end.activation])

    def _pairs(
        self, given: ast.expr, model: ast.expr, call: ast.Call
    ) -> Iterator[tuple[ast.expr, End]]:
        """Yield each loss with the output of the model that it is for."""
        ends = Ends(self._state, self._dialect).of(model, call)
        match given:
            case ast.List(elts=losses):
                yield from zip(losses, ends, strict=False)
            case ast.Dict(keys=keys, values=losses):
                names = [literal(key) for key in keys if key is not None]
                by_name = {end.name: end for end in ends if end.name}
                pairs = zip(names, losses, strict=False)
                yield from ((loss, by_name[name]) for name, loss in pairs if name in by_name)
            case _:
                yield from ((given, end) for end in ends)

    def _loss(self, node: ast.expr) -> str:
        """Return the name of a loss that is given by it, or as a function of Keras."""
        value = literal(node)
        if isinstance(value, str):
            return value
        name = self._state.symbol(self._state.names.denote(node))
        return name.rpartition(".")[2] if name.startswith("keras.") else ""
