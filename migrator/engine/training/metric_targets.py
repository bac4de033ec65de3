"""Metrics of the file's own that compute with their targets, which Keras 3 leaves as they are.

Older Keras made floats of all targets; to its losses, Keras 3 gives floats still.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.rules import LogName

_DEPTH = 3  # functions that metrics call with their targets
_TYPED = frozenset({"cast", "cast_to_floatx", "to_float", "equal", "argmax", "not_equal"})


class MetricTargets:
    """Says, at the first of them, what such a metric must begin with."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the functions that models are compiled with."""
        for _, rule, use in self._state.uses:
            said = use.fate.targets if isinstance(use.fate, LogName) else ""
            for function in self._functions(use.node) if said else ():
                if self._computes(function) and self._state.allows(rule.name, function):
                    first, second = [p.arg for p in parameters(function)][:2]
                    text = said.format(function.name, first, second)
                    self._state.report.notice(function, rule.name, text)
                    return

    def _functions(self, node: ast.expr) -> Iterator[ast.FunctionDef]:
        """Yield the functions of the file that are among the metrics."""
        for value in self._state.variables.followed(node):
            for part in walk(value):
                found = self._names.local_function(part) if isinstance(part, ast.Name) else None
                if isinstance(found, ast.FunctionDef) and len(parameters(found)) > 1:
                    yield found

    def _computes(self, function: ast.FunctionDef, depth: int = 0) -> bool:
        """Whether a function puts its targets beside an operator, whatever type they have."""
        held = {parameters(function)[0].arg}
        for node in walk(function):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    held = held | {name} if _holds(value, held) else held - {name}
                case ast.BinOp(left=left, right=right):
                    if _holds(left, held) or _holds(right, held):
                        return True
                case ast.Call(args=[ast.Name(id=name), *_]) if name in held and depth < _DEPTH:
                    if self._is_passed_to(node, depth):
                        return True
        return False

    def _is_passed_to(self, call: ast.Call, depth: int) -> bool:
        """Whether a function of the file computes with the targets that it is given."""
        called = self._names.local_function(call.func)
        if not isinstance(called, ast.FunctionDef) or not parameters(called):
            return False
        return self._computes(called, depth + 1)


def _holds(node: ast.expr, names: set[str]) -> bool:
    """Whether a value has the type of one of some names: by calls, too, but for a few."""
    match node:
        case ast.Name(id=name):
            return name in names
        case ast.Call(func=func, args=[first, *_]):
            return getattr(func, "attr", "") not in _TYPED and _holds(first, names)
        case ast.Subscript(value=value) | ast.UnaryOp(operand=value):
            return _holds(value, names)
    return False
