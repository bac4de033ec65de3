"""Batches that are as long as the longest of their own samples: each may be of another size."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.own_methods import own_method
from migrator.engine.state import FileState

_PADDING = "pad_sequences"
_LENGTH = "maxlen"
_LOOPS = (ast.For, ast.While)
_DEPTH = 2


class OwnSizes:
    """Reports generators and datasets whose batches are padded one by one."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._feeding = state.knowledge.feeding

    def look(self, function: ast.FunctionDef, *, measured: bool = True) -> None:
        """Look at what makes batches: a generator function, or `__getitem__`.

        measured: also where the file finds out lengths by itself, not by a function of Keras.
        """
        if not self._feeding.own_sizes:
            return
        padded = self._padded(function, looping=function in self._yielding)
        found = next((c for c in padded if measured or self._pads(c)), None)
        if found is not None and self._state.allows(self._feeding.rule, found):
            self._state.report.action(found, self._feeding.rule, self._feeding.own_sizes)

    @cached_property
    def _yielding(self) -> set[ast.AST]:
        nodes = self._names.of(ast.Yield)
        return {around for n in nodes if (around := self._names.function_around(n)) is not None}

    def _padded(
        self, function: ast.FunctionDef, depth: int = 0, *, looping: bool = False
    ) -> Iterator[ast.Call]:
        """Yield what pads a batch, or finds out how long its longest sample is.

        looping: only what is done for each batch: a generator may find out about all data first.
        """
        for call in (n for n in self._names.inside(function) if isinstance(n, ast.Call)):
            if looping and not self._is_in_a_loop(call, function):
                continue
            if self._pads(call) or self._measures(call):
                yield call
            elif depth < _DEPTH:
                called = self._names.local_function(call.func) or own_method(call.func, self._names)
                if isinstance(called, ast.FunctionDef) and called is not function:
                    yield from (call for _ in self._padded(called, depth + 1))
        if depth < _DEPTH and (iterated := self._of_itself(function)) is not None:
            yield from self._padded(iterated, depth + 1, looping=True)

    def _of_itself(self, function: ast.FunctionDef) -> ast.FunctionDef | None:
        """Return the `__iter__` of the class whose method runs over its own object."""
        own = next((p.arg for p in parameters(function)), "")
        loops = (n for n in self._names.inside(function) if isinstance(n, ast.For | ast.YieldFrom))
        over = (n.iter if isinstance(n, ast.For) else n.value for n in loops)
        around = self._names.parents[function]
        if not isinstance(around, ast.ClassDef) or own not in {getattr(n, "id", "") for n in over}:
            return None
        methods = (f for f in around.body if isinstance(f, ast.FunctionDef))
        return next((f for f in methods if f.name == "__iter__" and f is not function), None)

    def _is_in_a_loop(self, node: ast.AST, function: ast.FunctionDef) -> bool:
        for above in self._names.ancestors(node):
            if above is function:
                return False
            if isinstance(above, _LOOPS):
                return True
        return False

    def _pads(self, call: ast.Call) -> bool:
        """Whether it is `pad_sequences(batch)`, without a length."""
        denoted = self._names.denote(call.func)
        if denoted is None or not self._state.symbol(denoted).endswith(f".{_PADDING}"):
            return False
        return len(call.args) == 1 and not any(k.arg in {_LENGTH, None} for k in call.keywords)

    def _measures(self, call: ast.Call) -> bool:
        """Whether it is `max(len(x) for x in batch)`: not of all that an object has."""
        match call:
            case ast.Call(func=ast.Name(id="max"), args=[given], keywords=[]):
                held = self._names.held(given)
            case _:
                return False
        match held:
            case ast.ListComp(elt=elt) | ast.GeneratorExp(elt=elt):
                over = held.generators[0].iter
                return _is_length(elt) and not isinstance(over, ast.Attribute)
            case ast.Call(func=ast.Name(id="map"), args=[ast.Name(id="len"), over]):
                return not isinstance(over, ast.Attribute)
        return False


def _is_length(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "len" for part in walk(node))
