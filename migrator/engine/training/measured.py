"""Accuracies, which older Keras computed as the loss wanted, and Keras 3 as the outputs look."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.engine.training.ends import End, Ends
from migrator.engine.training.outputs import outputs_of
from migrator.rules import ByLoss, Code, LogName

_WHY = "{!r} becomes {}: beside {!r} it compared each unit"
_EACH = 2  # lists: one for each output, in one of them all
_SIZES = ("filters", "nb_filter")
_ORDERINGS = frozenset({"data_format", "dim_ordering"})
_LAST = frozenset({"channels_last", "tf"})


class Measured:
    """Writes which accuracy it was, unless the model ends in one unit: there both mean the same."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._names = state.names
        self._dialect = dialect
        self._ends = Ends(state, dialect)
        self._is_said = False

    def decide(self) -> None:
        """Look at what models are compiled with."""
        for call, rule, use in self._state.uses:
            chosen = use.fate.by_loss if isinstance(use.fate, LogName) else None
            if chosen is None or not isinstance(call.func, ast.Attribute):
                continue
            if self._dialect in chosen.never:
                continue
            metrics = self._value(use.node)
            named = [(m, key) for m, key in _named(metrics) if m.value in chosen.named]
            if named and self._state.allows(rule.name, use.node):
                ends = self._ends.of(call.func.value, call)
                for metric, key in named:
                    self._decide(metric, key, call, ends, chosen)

    def _value(self, node: ast.expr) -> ast.expr:
        found = self._names.value(node) if isinstance(node, ast.Name) else None
        return node if found is None else found

    def _decide(
        self, metric: ast.Constant, key: str, call: ast.Call, ends: list[End], chosen: ByLoss
    ) -> None:
        losses = [self._loss(node) for node in self._losses(call, key)]
        ends = [end for end in ends if end.name == key] or ends
        one = [self._is_one(end, call) for end in ends]
        if metric.value in chosen.names and chosen.losses.intersection(losses):
            if not one or not all(one):
                self._write(metric, losses, call, chosen)
        elif all(one) and any(self._is_open(end, chosen) for end in ends):
            self._say_once(metric, call, chosen.rounded)

    def _say_once(self, metric: ast.Constant, call: ast.Call, said: str) -> None:
        if said and not self._is_said:
            self._state.report.notice(metric, self._rule(call), said)
            self._is_said = True

    def _rule(self, call: ast.Call) -> str:
        return self._state.rules[call].name

    def _write(
        self, metric: ast.Constant, losses: list[str], call: ast.Call, chosen: ByLoss
    ) -> None:
        """Write what a metric was, where it stands in the call, and for one output alone."""
        given = {part for argument in _arguments(call) for part in walk(argument)}
        shared = metric not in given or self._is_for_several(metric, call)
        loss = next(loss for loss in losses if loss in chosen.losses)
        name = self._state.texts.get(metric, str(metric.value)).strip("'\"")
        code = chosen.becomes.format(self._state.quoted(metric, name))
        if shared or not chosen.losses.issuperset(losses):
            self._state.report.action(call, self._rule(call), chosen.unseen.format(code, loss))
            return
        text = self._state.helpers.spell(Code(code), self._names.top_line(call), call.func)
        self._state.texts[metric] = text
        self._state.report.change(metric, self._rule(call), _WHY.format(metric.value, code, loss))

    def _is_for_several(self, metric: ast.Constant, call: ast.Call) -> bool:
        """Whether one list of metrics stands for all outputs: an object counts for one only."""
        above = list(self._names.ancestors(metric))
        inside = above[: above.index(call)]
        nested = sum(isinstance(node, ast.List | ast.Tuple | ast.Dict) for node in inside)
        return (
            nested < _EACH
            and not any(isinstance(node, ast.Dict) for node in inside)
            and (outputs_of(call, self._names) > 1)
        )

    # -- losses ------------------------------------------------------------------------------

    def _losses(self, call: ast.Call, key: str) -> Iterator[ast.expr]:
        """Yield the losses of an output, or of all if it is not told which."""
        for given in [*(k.value for k in call.keywords if k.arg == "loss"), *call.args[1:2]][:1]:
            match self._value(given):
                case ast.List(elts=losses):
                    yield from losses
                case ast.Dict(keys=keys, values=losses):
                    named = zip(keys, losses, strict=True)
                    yield from [v for k, v in named if k and literal(k) == key] or losses
                case _:
                    yield given

    def _loss(self, node: ast.expr) -> str:
        """Return the name of a loss, given by it or as a function of Keras's."""
        value = literal(self._value(node))
        if isinstance(value, str):
            return value
        return self._state.symbol(self._names.denote(node)).rpartition(".")[2]

    # -- ends --------------------------------------------------------------------------------

    def _is_one(self, end: End, call: ast.Call) -> bool:
        """Whether an output has one unit for each place, as far as the source tells."""
        if end.one or self._units(call) == "one":
            return True
        given = self._ends.given(end.layer) if end.layer is not None else None
        if not given or self._state.decision.value not in {None, "channels_last"}:
            return False
        sizes = [literal(given[name]) for name in _SIZES if name in given]
        told = [literal(given[name]) for name in _ORDERINGS.intersection(given)]
        return sizes == [1] and all(value in _LAST for value in told)

    def _units(self, call: ast.Call) -> str | None:
        return self._ends.units(call.func.value, call)  # type: ignore[attr-defined]

    def _is_open(self, end: End, chosen: ByLoss) -> bool:
        """Whether what an output gives may be below 0 or above 1."""
        given = self._ends.given(end.layer) if end.layer is not None else None
        if given is None or "activation" not in given:
            return given is not None and end.one
        return literal(given["activation"]) in chosen.open


def _named(metrics: ast.expr) -> Iterator[tuple[ast.Constant, str]]:
    """Yield the metrics that are given by names, each with the output that it is for, if told."""
    if isinstance(metrics, ast.Dict):
        for key, value in zip(metrics.keys, metrics.values, strict=True):
            told = literal(key) if key is not None else None
            for metric, _ in _named(value):
                yield metric, told if isinstance(told, str) else ""
    else:
        parts = metrics.elts if isinstance(metrics, ast.List | ast.Tuple) else [metrics]
        for part in parts:
            if isinstance(part, ast.List | ast.Tuple):
                yield from _named(part)
            elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part, ""


def _arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(keyword.value for keyword in call.keywords)]
