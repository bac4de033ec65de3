"""Losses and metrics that Keras 3 computes from logits that they were not meant for."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.engine.training.ends import End, Ends
from migrator.engine.training.losses_called import Called, losses_called


class Mistaken:
    """Reports the calls that compile a model with such a loss, where its last layer is in sight."""

    def __init__(self, state: FileState, dialect: str) -> None:
        self._state = state
        self._dialect = dialect
        self._told: set[ast.Call] = set()

    def decide(self) -> None:
        """Look at the calls of `compile`."""
        knowledge = self._state.knowledge
        known = (("loss", 1, knowledge.mistaken), ("metrics", 2, knowledge.mistaken_metrics))
        for call, rule in self._state.rules.items() if knowledge.mistaken else ():
            if not rule.name.endswith(".compile") or not isinstance(call.func, ast.Attribute):
                continue
            for argument, place, mistaken in known:
                given = [k.value for k in call.keywords if k.arg == argument]
                given = given or call.args[place : place + 1]
                if given and self._state.allows(rule.name, call):
                    self._look(given[0], call, rule.name, mistaken)

    def _look(
        self, given: ast.expr, call: ast.Call, rule: str, mistaken: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Report those of what one argument gives that are mistaken."""
        model = getattr(call.func, "value", given)
        measured = mistaken is self._state.knowledge.mistaken_metrics
        called = {part: list(self._called(part)) for part in _parts(given)}
        if not any(inside or self._loss(part) in mistaken for part, inside in called.items()):
            return
        for loss, end in self._pairs(given, model, call, measured=measured):
            for part in _parts(loss):
                found = mistaken.get(self._loss(part), {})
                if end.activation in found:
                    self._state.report.action(part, rule, found[end.activation])
                for inside in called[part]:
                    self._say_inside(inside, end, rule)

    def _called(self, given: ast.expr) -> Iterator[Called]:
        """Yield the calls of such losses that a function of the file makes."""
        for called in losses_called(given, self._state.names):
            if self._loss(called.call.func) in self._state.knowledge.mistaken_inside:
                yield called

    def _say_inside(self, called: Called, end: End, rule: str) -> None:
        loss = f"{self._loss(called.call.func)}{called.behind}"
        said = self._state.knowledge.mistaken_inside.get(loss, {})
        if end.activation in said and called.call not in self._told:
            self._told.add(called.call)
            text = said[end.activation].format(called.predicted)
            self._state.report.action(called.call, rule, text)

    def _pairs(
        self, given: ast.expr, model: ast.expr, call: ast.Call, *, measured: bool
    ) -> Iterator[tuple[ast.expr, End]]:
        """Yield each loss with the output that it is for; a list of metrics is for each output."""
        ends = Ends(self._state, self._dialect).of(model, call)
        match given:
            case ast.List(elts=losses) if not measured or isinstance(losses[0], ast.List):
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


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return what stands in a list, a tuple or a dict, also inside of one another."""
    match node:
        case ast.List(elts=inside) | ast.Tuple(elts=inside) | ast.Dict(values=inside):
            return [part for element in inside for part in _parts(element)]
    return [node]
