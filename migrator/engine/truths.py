"""Comparisons of tensors that are counted with, `K.greater(x, 0) * y`: Theano's were numbers."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.state import FileState

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)
_SUM = "keras.backend.sum"
_SAID = (
    "This is a truth value: Theano counted it as 0 or 1, where Keras 3 fails, or makes a truth "
    "value of the product, too. Write `keras.ops.cast(..., 'float32')`."
)


class Truths:
    """Reports them where they are operands; Keras itself, and `keras.ops.where`, take them."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._truths = state.knowledge.numbers.truths

    def decide(self) -> None:
        """Report each comparison that is an operand, or the name that it was given."""
        names, knowledge = self._state.names, self._state.knowledge
        for denoted, nodes in names.denoted.items() if self._truths else ():
            rule = knowledge.canonical(denoted)
            if rule in self._truths:
                parents = (names.parents[node] for node in nodes)
                for call in (each for each in parents if isinstance(each, ast.Call)):
                    for use in filter(self._is_operand, self._uses(call)):
                        if self._state.allows(rule, use):
                            self._state.report.action(use, rule, _SAID)

    def _uses(self, call: ast.Call) -> Iterator[ast.expr]:
        """Yield a call, and the names that it alone was given."""
        names = self._state.names
        yield call
        match names.parents[call]:
            case ast.Assign(targets=[ast.Name(id=name)]):
                places = names.named.get(name, ())
                yield from (place for place in places if names.value(place) is call)

    def _is_operand(self, node: ast.expr) -> bool:
        """Whether an expression, or the number of those that are true, is counted with."""
        parent = self._state.names.parents[node]
        if isinstance(parent, ast.Call) and parent.args[:1] == [node]:
            denoted = self._state.names.denote(parent.func)
            return self._state.symbol(denoted) == _SUM and self._is_operand(parent)
        return isinstance(parent, ast.BinOp) and isinstance(parent.op, _ARITHMETIC)
