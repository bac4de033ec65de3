"""Metrics of a model with several outputs, read by their places in what it returns.

Older Keras returned the loss, the loss of each output, then the metrics of one output after those
of another; Keras 3 sorts these by their names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import held_in, spelled
from migrator.engine.state import FileState
from migrator.engine.training.outputs import named_outputs, outputs_of
from migrator.frozen import frozen
from migrator.rules import LogName

_RETURNING = frozenset({"evaluate", "evaluate_generator", "test_on_batch", "train_on_batch"})
_DEPTH = 4  # variables that are made of what a model returned


@frozen
class _Asked:
    """A model that is compiled with metrics for several outputs; losses: what is before those."""

    call: ast.Call
    losses: int
    metrics: ast.expr


class MetricOrder:
    """Says, of each such model, where a metric is first read by its place."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the models that are compiled with several metrics for several outputs."""
        for call, rule, use in self._state.uses:
            said = use.fate.ordered if isinstance(use.fate, LogName) else ""
            count = outputs_of(call, self._names) if said else 1
            if count <= 1 or self._is_sorted(asked := _Asked(call, 1 + count, use.node)):
                continue
            read = next((n for n in self._read(asked) if self._state.allows(rule.name, n)), None)
            if read is not None:
                self._state.report.action(read, rule.name, said)

    def _is_sorted(self, asked: _Asked) -> bool:
        """Whether there is one metric at most, or they are in the order of their names anyway."""
        outputs = named_outputs(asked.call, self._names)
        of_each = self._of_each(asked, outputs)
        if sum(map(len, of_each)) <= 1:
            return True
        known = all(isinstance(metric, str) for metrics in of_each for metric in metrics)
        if not known or len(outputs) != len(of_each):
            return False
        logged = [f"{o}_{m}" for o, ms in zip(outputs, of_each, strict=True) for m in ms]
        return logged == sorted(logged)

    def _of_each(self, asked: _Asked, outputs: list[str]) -> list[list[object]]:
        """Return the metrics of each output, in their order where the names of all are known."""
        node = asked.metrics
        value = self._names.held(node)
        each = held_in(value) if isinstance(value, ast.List | ast.Dict) else []
        of_one: list[list[object]] = [[*map(literal, held_in(e) or [e])] for e in each]
        if isinstance(value, ast.Dict):
            by_name = dict(zip(map(literal, filter(None, value.keys)), of_one, strict=False))
            return [by_name.get(name, []) for name in outputs] or of_one
        if any(isinstance(e, ast.List | ast.Tuple) for e in each):
            return of_one
        return [[m for metric in of_one for m in metric]] * (asked.losses - 1)

    def _read(self, asked: _Asked) -> Iterator[ast.AST]:
        """Yield where something is read by its place of what the methods of a model return."""
        compiled = asked.call.func
        if not isinstance(compiled, ast.Attribute):
            return
        owner = spelled(compiled.value)
        for call in self._names.calls:
            match call.func:
                case ast.Attribute(value=value, attr=attr) if attr in _RETURNING:
                    if spelled(value) == owner:
                        yield from self._reads(call, asked.losses, 0)

    def _reads(self, node: ast.expr, losses: int, depth: int) -> Iterator[ast.AST]:
        above = self._names.parents[node]
        match above:
            case ast.Subscript(value=value, slice=index) if value is node:
                place = literal(index)
                if isinstance(place, int) and not 0 <= place < losses:
                    yield above
            case ast.Assign(targets=[ast.Tuple(elts=parts) | ast.List(elts=parts)]):
                if len(parts) > losses:
                    yield above
            case ast.Assign(targets=[ast.Name() as target]) if depth < _DEPTH:
                variable = self._state.variables.of(target)
                for load in self._state.variables.loads(variable) if variable is not None else ():
                    yield from self._reads(load, losses, depth + 1)
            case ast.BinOp() | ast.Call() | ast.List() | ast.Tuple():
                yield from self._reads(above, losses, depth)
