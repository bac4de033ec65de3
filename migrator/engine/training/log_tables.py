"""Dicts that hold what a model logged: a history's, and those that callbacks get."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from migrator.engine.reading.functions import parameter_default, parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.own_methods import own_method
from migrator.engine.reading.variables import Variable, Variables
from migrator.engine.state import FileState

_DEPTH = 8
_READING = ("get", "pop", "setdefault")
Owner = Literal["keras", "unknown", "foreign"]


class LogTables:
    """Finds where a file looks something up in such a dict."""

    def __init__(self, state: FileState, variables: Variables) -> None:
        self._state = state
        self._variables = variables
        self._attributes = {name.rpartition(".")[2] for name in state.knowledge.logs}
        self._classes = {name.rpartition(".")[0] for name in state.knowledge.logs}

    def lookups(self, wanted: Iterable[str]) -> Iterator[tuple[ast.Constant, ast.expr]]:
        """Yield the literal keys of all lookups, and what they are looked up in.

        wanted: parts of the keys; where the file holds none of them, nothing is looked at.
        """
        if not any(old.encode() in self._state.source.data for old in wanted):
            return
        for node in self._state.names.of(ast.Subscript, ast.Call, ast.Compare):
            match node:
                case ast.Subscript(value=table, slice=ast.Constant() as key):
                    yield key, table
                case ast.Call(
                    func=ast.Attribute(value=table, attr=attr), args=[ast.Constant() as key, *_]
                ) if attr in _READING:
                    yield key, table
                case ast.Compare(
                    left=ast.Constant() as key, ops=[ast.In() | ast.NotIn()], comparators=[table]
                ):
                    yield key, table

    def computed(self) -> Iterator[tuple[ast.expr, ast.Constant]]:
        """Yield the keys that are no literals, with the names that may be (part of) them."""
        for node in self._state.names.of(ast.Subscript) if self._attributes else ():
            if isinstance(node.slice, ast.Constant):
                continue
            if self.owner(node.value) in {"keras", "unknown"}:
                for part in walk(node.slice):
                    yield from ((node.slice, c) for c in self._literals(part))

    def _literals(self, node: ast.AST) -> Iterator[ast.Constant]:
        """Yield the literals that a part of a key may be."""
        match node:
            case ast.Constant():
                yield node
            case ast.Name():
                given: list[ast.expr | None] = []
                for binding in self._state.names.bindings(node):
                    given += [binding.value, binding.iterated]
                    if binding.parameter is not None:
                        given.append(parameter_default(binding.parameter, node.id))
                for value in given:
                    parts = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
                    yield from (part for part in parts if isinstance(part, ast.Constant))

    def owner(self, table: ast.expr) -> Owner | None:
        """Return whose log a dict is, or None if it is no log."""
        held = self._holder(table)
        if held is None or self._is_filled_here(table):
            return None
        if self._is_ours(held):
            return "keras"
        return "foreign" if self._is_foreign(held) else "unknown"

    def _is_filled_here(self, table: ast.expr) -> bool:
        """Whether it is a dict that a class of the file makes and fills: `self.history = {}`."""
        if not isinstance(table, ast.Attribute) or not isinstance(table.value, ast.Name):
            return False
        made = (v for v in self._variables.followed(table.value) if isinstance(v, ast.Call))
        classes = (self._state.names.local_class(call.func) for call in made)
        within = next(filter(None, classes), None)
        if within is None and table.value.id == "self":
            within = self._state.names.class_around(table)
        assigned = [
            node.value
            for node in (walk(within) if within is not None else ())
            if isinstance(node, ast.Assign)
            if any(isinstance(t, ast.Attribute) and t.attr == table.attr for t in node.targets)
        ]
        return bool(assigned) and all(isinstance(value, ast.Dict) for value in assigned)

    def _holder(self, table: ast.expr, depth: int = 0) -> ast.expr | None:
        """Return the object whose log a dict is, or the parameter that gets it."""
        if isinstance(table, ast.Attribute) and table.attr in self._attributes:
            return table.value
        if not isinstance(table, ast.Name) or depth > _DEPTH:
            return None
        if self._variables.of(table) in self._parameters:
            return table
        values = (v for v in self._variables.followed(table) if v is not table)
        return next((o for v in values if (o := self._holder(v, depth + 1)) is not None), None)

    @cached_property
    def _parameters(self) -> set[Variable]:
        """The parameters of functions given to callbacks in which Keras passes what is logged."""
        found = set()
        for call, rule in self._state.rules.items():
            if not rule.name.startswith("keras.callbacks."):
                continue
            for given in (*call.args, *(k.value for k in call.keywords)):
                names = self._state.names
                function = names.local_function(given) or own_method(given, names)
                if function is not None and len(parameters(function)) > 1:
                    found.add((names.inner[function], parameters(function)[-1].arg))
        return found

    def _is_ours(self, node: ast.expr) -> bool:
        """Whether an object is known to hold what Keras logs."""
        if isinstance(node, ast.Name) and self._variables.of(node) in self._parameters:
            return True
        if self._state.receivers.infer(node) in self._classes:
            return True
        returns = self._state.knowledge.returns
        calls = (v for v in self._variables.followed(node) if isinstance(v, ast.Call))
        made = (self._state.rules.get(call) for call in calls)
        return any(rule is not None and returns.get(rule.name) in self._classes for rule in made)

    def _is_foreign(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether an object comes from something that is imported, and not from Keras."""
        if depth > _DEPTH or self._is_ours(node):
            return False
        match node:
            case ast.Name():
                denoted = self._state.names.denote(node)
                if denoted is not None:
                    return self._state.symbol(denoted).partition(".")[0] != "keras"
                values = [v for v in self._variables.followed(node) if v is not node]
                return any(self._is_foreign(value, depth + 1) for value in values)
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Call(func=inner):
                return self._is_foreign(inner, depth + 1)
        return False
