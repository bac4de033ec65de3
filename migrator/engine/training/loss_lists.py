"""Lists of numbers that losses are called with, `loss([0, 1], [[.9, .1], [.2, .8]])`.

Keras 3's losses take each number for a tensor: what is nested otherwise than the predictions
fails, and where the classes of samples are looked up, every list does.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.engine.training.number_lists import holds_numbers, holds_rows
from migrator.rules import Code, Lists

_TAKEN = ("y_true", "y_pred")
_OTHERWISE = (
    "Keras 3's losses take no lists that are nested otherwise: give arrays of one shape. It leaves "
    "out a last axis of length 1, where Keras compared each target with each prediction."
)


class LossLists:
    """Makes arrays of them, where the loss is in sight."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at the calls of such losses, and of the objects that are made of them."""
        lists, names = self._state.knowledge.lists, self._state.names
        losses = lists.alike | lists.arrays if lists is not None else frozenset[str]()
        if lists and not losses.isdisjoint(map(self._state.knowledge.canonical, names.denoted)):
            for call in names.calls:
                rule = self._loss(call.func)
                if rule in losses:
                    self._decide(call, rule, lists)

    def _loss(self, called: ast.expr) -> str:
        """Return the function that is called, or the class of the object that is."""
        names = self._state.names
        if isinstance(called, ast.Attribute) and called.attr == "update_state":
            called = called.value  # of a metric
        rule = self._state.symbol(names.denote(called))
        if rule.rpartition(".")[2].islower():
            return rule
        made = names.value(called) if isinstance(called, ast.Name) else called
        return self._state.symbol(names.denote(made.func)) if isinstance(made, ast.Call) else ""

    def _decide(self, call: ast.Call, rule: str, lists: Lists) -> None:
        given = dict(zip(_TAKEN, call.args, strict=False))
        given |= {k.arg: k.value for k in call.keywords if k.arg in _TAKEN}
        values = list(given.values())
        if len(values) != len(_TAKEN):
            return
        targets, predicted = map(self._nested, values)
        if rule in lists.alike and targets is not None and predicted is not None:
            if targets != predicted and self._state.allows(rule, call):
                self._state.report.action(call, rule, _OTHERWISE)
            return
        for node in values:
            written = node in self._state.texts or node in self._state.calls
            if not written and self._is_list(node) and self._state.allows(rule, node):
                array = self._state.helpers.spell(
                    Code("numpy.array"), self._state.names.top_line(call)
                )
                self._state.texts[node] = f"{array}({self._state.source.text(node)})"
                self._state.report.change(node, rule, lists.changed)

    def _nested(self, node: ast.expr) -> object:
        """Return how a list is nested, as written."""
        return _shape(literal(self._state.names.held(node) or node))

    def _is_list(self, node: ast.expr) -> bool:
        names = self._state.names
        return not isinstance(node, ast.Call) and (
            holds_numbers(node, names) or holds_rows(node, names)
        )


def _shape(value: object) -> object:
    return [_shape(part) for part in value] if isinstance(value, list) else None
