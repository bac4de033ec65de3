"""Functions that look like initializers of Keras 1, and are given to no layer in their own file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.reading.functions import parameter_default, parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.rules import Strictness

_INITIALIZERS = "keras.initializers"


class Initializers:
    """Reports the parameters with which Keras 3 does not call them."""

    def __init__(self, state: FileState, strictness: Strictness) -> None:
        self._state = state
        self._names = state.names
        self._strict = strictness

    def decide(self) -> None:
        """Look at the functions of the file; those that it gives to a layer are decided."""
        for function in self._names.of(ast.FunctionDef) if self._strict.initializer else ():
            if not self._looks_like_one(function) or not self._uses_keras(function):
                continue
            if self._is_for_others(function) and self._state.allows(_INITIALIZERS, function):
                self._state.report.action(function, _INITIALIZERS, self._strict.initializer)

    def _looks_like_one(self, function: ast.FunctionDef) -> bool:
        names = tuple(p.arg for p in parameters(function))
        taking = self._strict.taking
        known = names[: len(taking)] == taking and "dtype" not in names
        return known and all(parameter_default(function, n) is not None for n in names[1:])

    def _uses_keras(self, function: ast.FunctionDef) -> bool:
        """Whether a function asks Keras for something, and is no method."""
        if isinstance(self._names.parents[function], ast.ClassDef):
            return False
        calls = (node.func for node in walk(function) if isinstance(node, ast.Call))
        denoted = (self._names.denote(func) for func in calls)
        return any(d is not None and d.name.startswith("keras.") for d in denoted)

    def _is_for_others(self, function: ast.FunctionDef) -> bool:
        """Whether the file gives a function to no call, nor calls it, nor has been told of it."""
        first = parameters(function)[0]
        if any((n.lineno, n.col_offset) == (first.lineno, first.col_offset) for n in self._given):
            return False
        places = [self._names.parents[mention] for mention in self._mentions(function)]
        return not any(isinstance(place, ast.Call | ast.keyword) for place in places)

    @cached_property
    def _given(self) -> list[ast.expr]:
        """What is given other parameters, among all that is written anew."""
        return [node for node in self._state.texts if isinstance(node, ast.Name)]

    def _mentions(self, function: ast.FunctionDef) -> Iterator[ast.Name]:
        for mention in self._names.named.get(function.name, ()):
            if self._names.local_function(mention) is function:
                yield mention
