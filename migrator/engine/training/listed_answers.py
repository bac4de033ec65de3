"""Lists of one thing that methods of a model returned: Keras 3 returns the thing itself.

`loss = model.train_on_batch(x, y)[0]` fails in Keras 3, and `model.predict_on_batch(x)[0]` is the
first sample.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.rules import Method


class ListedAnswers:
    """Says where such a list is read by a place, or unpacked."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Look at what is read of what the models of the file return."""
        listed = self._state.knowledge.listed
        for call, rule in self._state.rules.items() if listed else ():
            if not isinstance(rule, Method) or rule.method not in listed:
                continue
            asking, said = listed[rule.method]
            for read in () if _asks(call, asking) else self._reads(call, followed=True):
                if self._state.allows(rule.name, read):
                    self._state.report.action(read, rule.name, said)

    def _reads(self, node: ast.expr, *, followed: bool) -> Iterator[ast.AST]:
        match above := self._state.names.parents[node]:
            case ast.Subscript(value=value, slice=index) if value is node:
                if isinstance(literal(index), int):
                    yield above
            case ast.Assign(targets=[ast.Tuple(elts=[_]) | ast.List(elts=[_])]):
                yield above
            case ast.Assign(targets=[ast.Name() as target]) if followed:
                variable = self._state.variables.of(target)
                for load in self._state.variables.loads(variable) if variable is not None else ():
                    yield from self._reads(load, followed=False)


def _asks(call: ast.Call, keyword: str) -> bool:
    """Whether a call asks for more than the one thing, by keyword or by place."""
    named = [k.value for k in call.keywords if k.arg == keyword]
    return any(literal(v) is not False for v in named) or True in map(literal, call.args)
