"""Lists of numbers that a model is trained on: Keras 3 takes each number for an array.

`y = [1] * size + [0] * size` is how most GANs wrote their targets.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.state import FileState
from migrator.rules import Code, Method

_TAKING = {  # method -> its arguments that are arrays, in order
    "evaluate": ("x", "y"),
    "fit": ("x", "y"),
    "predict": ("x",),
    "test_on_batch": ("x", "y"),
    "train_on_batch": ("x", "y"),
}
_DEPTH = 10


class NumberLists:
    """Makes arrays of such lists, where they are handed over."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at what the models of the file are given."""
        for call, rule in self._state.rules.items():
            taken = _TAKING.get(rule.method, ()) if isinstance(rule, Method) else ()
            given = dict(zip(taken, call.args, strict=False))
            given |= {k.arg: k.value for k in call.keywords if k.arg in taken and k.arg}
            for node in given.values():
                if holds_numbers(node, self._state.names) and self._state.allows(rule.name, node):
                    self._write(call, node, rule.name)

    def _write(self, call: ast.Call, node: ast.expr, rule: str) -> None:
        if node in self._state.texts:
            return
        line = self._state.names.top_line(call)
        array = self._state.helpers.spell(Code("numpy.array"), line)
        self._state.texts[node] = f"{array}({self._state.source.text(node)})"
        self._state.report.change(node, rule, "a list of numbers becomes an array")


def holds_numbers(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether an expression is a list of plain numbers, whatever their values are."""
    if depth > _DEPTH:
        return False
    match node:
        case ast.List(elts=[_, *_] as elements):
            return all(type(literal(element)) in {int, float} for element in elements)
        case ast.BinOp(op=ast.Mult(), left=left, right=right):
            return any(isinstance(e, ast.List) and holds_numbers(e, names) for e in (left, right))
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return all(holds_numbers(part, names, depth + 1) for part in (left, right))
        case ast.Name():
            values = [None if b.parameter else b.value for b in names.bindings(node)]
            return bool(values) and all(v and holds_numbers(v, names, depth + 1) for v in values)
    return False
