"""Targets in a dict by the name of the one output: Keras 3 takes them as they are.

`yield inputs, {'ctc': zeros}` is how most networks with a loss of their own were trained.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.reading.nodes import returns, walk
from migrator.engine.reading.own_methods import own_method
from migrator.engine.state import FileState
from migrator.engine.training.outputs import outputs_of
from migrator.rules import MODELS, Method

_TARGETS = "y"
_OUTPUTS = "outputs"
_WEIGHTS = 2  # their place in a batch


class NamedTargets:
    """Takes such targets, and the weights of their samples, out of their dicts."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._feeding = state.knowledge.feeding
        self._weights: str | None = self._feeding.weights

    @cached_property
    def _said(self) -> str:
        return self._feeding.named if self._is_to_be_looked_at() else ""

    def decide(self) -> None:
        """Look at what models are given for targets, and to be validated with."""
        lists = self._state.knowledge.lists
        if lists is None or not self._said:
            return
        for call, rule in self._state.rules.items():
            if not isinstance(rule, Method) or rule.method not in self._feeding.named_by:
                continue
            if rule.owner not in MODELS:  # of a graph, the names are its outputs'
                continue
            taken = lists.taking.get(rule.method, ())
            placed = [a for name, a in zip(taken, call.args, strict=False) if name == _TARGETS]
            placed += [k.value for k in call.keywords if k.arg == _TARGETS and k.arg in taken]
            tuples = (k.value for k in call.keywords if k.arg == "validation_data")
            placed += [each.elts[1] for each in tuples if isinstance(each, ast.Tuple)]
            for node in filter(self._lone, placed):
                if outputs_of(call, self._names) == 1:
                    self._part(node, rule.name)

    def batch(self, value: ast.expr) -> None:
        """Look at the targets of a batch, and at the weights of its samples."""
        for batch in self._batches(value):
            self._weighed(batch)
            for part in batch.elts[1:] if self._said else ():
                self._part(part, self._feeding.rule)
            for weights in batch.elts[_WEIGHTS:]:
                held = self._names.held(weights)
                if isinstance(held, ast.Dict) and len(held.keys) > 1:
                    self._say(weights, self._feeding.rule, self._feeding.named_weights)

    def _weighed(self, batch: ast.Tuple) -> None:
        """Say once what weights of samples were to the loss."""
        said, self._weights = self._weights, None
        given = next(iter(batch.elts[_WEIGHTS:]), None)
        none = isinstance(given, ast.Constant)
        if given and said and not none and self._state.allows(self._feeding.rule, batch):
            self._state.report.notice(given, self._feeding.rule, said)
        else:
            self._weights = said

    def _batches(self, value: ast.expr) -> Iterator[ast.Tuple]:
        """Yield the tuples that a batch may be, also those that a function of the file returns."""
        held = self._names.held(value)
        if isinstance(held, ast.Tuple):
            yield held
        elif isinstance(held, ast.Call):
            function = self._names.local_function(held.func) or own_method(held.func, self._names)
            for statement in returns(function) if isinstance(function, ast.FunctionDef) else ():
                if isinstance(statement.value, ast.Tuple):
                    yield statement.value

    def _is_to_be_looked_at(self) -> bool:
        """Whether the file has such dicts, and no model that may have a dict for its outputs."""
        return any(map(_is_lone, self._names.of(ast.Dict))) and not (
            any(self._state.receivers.base(cls) in MODELS for cls in self._names.of(ast.ClassDef))
            or any(map(self._has_named_outputs, self._makers))
        )

    def _has_named_outputs(self, call: ast.Call) -> bool:
        """Whether a model is given its outputs by name: a dict, or a name that is given one."""
        given = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == _OUTPUTS)]
        bound = [
            b for node in given if isinstance(node, ast.Name) for b in self._names.bindings(node)
        ]
        values = [*given, *(b.value for b in bound), *(b.unpacked for b in bound)]
        parts = [part for value in values for part in getattr(value, "elts", [value])]
        return any(isinstance(part, ast.Dict) for part in parts)

    @cached_property
    def _makers(self) -> list[ast.Call]:
        """The calls that make a model of its inputs and outputs."""
        return [call for call, denoted in self._names.called if denoted.name.endswith(".Model")]

    # -- one of them -------------------------------------------------------------------------

    def _lone(self, node: ast.expr) -> ast.Dict | None:
        """Return the dict of one entry that an expression stands for."""
        named = isinstance(node, ast.Name) and node.id in self._dicts
        held = self._names.held(node) if named else node
        return held if isinstance(held, ast.Dict) and _is_lone(held) else None

    @cached_property
    def _dicts(self) -> set[str]:
        """The names to which the file gives such dicts."""
        parents = (self._names.parents[node] for node in self._names.of(ast.Dict) if _is_lone(node))
        targets = (t for p in parents if isinstance(p, ast.Assign) for t in p.targets)
        return {target.id for target in targets if isinstance(target, ast.Name)}

    def _part(self, node: ast.expr, rule: str) -> None:
        held = self._lone(node)
        if held is None or held in self._state.texts or not self._state.allows(rule, node):
            return
        if not self._is_to_be_written(node, held):
            self._say(node, rule, self._said)
            return
        self._state.texts[held] = self._state.source.text(held.values[0])
        self._state.report.change(held, rule, "a dict of one output's targets becomes those")

    def _is_to_be_written(self, node: ast.expr, held: ast.Dict) -> bool:
        """Whether the dict is one of a model that is made here, and nothing else reads it."""
        if node is not held:
            variable = self._state.variables.of(node) if isinstance(node, ast.Name) else None
            if variable is None or len(self._state.variables.loads(variable)) > 1:
                return False
        changed = (*self._state.calls, *self._state.texts)
        inside = set(walk(held.values[0]))
        plain = not any(other in inside for other in changed)
        return plain and bool(self._makers or self._state.knowledge.release[:2] != "tf")

    def _say(self, node: ast.expr, rule: str, text: str) -> None:
        if self._state.allows(rule, node):
            self._state.report.action(node, rule, text)


def _is_lone(node: ast.Dict) -> bool:
    """Whether a dict has one string for its keys."""
    match node.keys:
        case [ast.Constant(value=str())]:
            return True
    return False
