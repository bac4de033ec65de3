"""Layers that become trainable between two calls of `compile`."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Thawed:
    """Tells whether more weights may be trained at the second of two calls."""

    def __init__(self, names: Names) -> None:
        self._names = names
        values = names.attributes.get("trainable", ())
        self._set = [value for value in values if literal(value) is not False]

    def between(self, one: ast.AST, other: ast.AST) -> bool:
        """Whether layers are made trainable between two calls of one function, in its order."""
        if not self._set or self._function(one) is not self._function(other):
            return False
        return any(self._runs(value, one, other) for value in self._set)

    def _runs(self, value: ast.expr, one: ast.AST, other: ast.AST) -> bool:
        """Whether a value is set between two calls: there, or in a function called there."""
        function = self._function(value)
        if function is self._function(one):
            return _lies(value, one, other)
        if not isinstance(function, _FUNCTIONS):
            return False
        calls = self._names.calls_of.get(function.name, ())
        return any(
            _lies(call, one, other) and self._function(call) is self._function(one)
            for call in calls
        )

    def _function(self, node: ast.AST) -> ast.AST | None:
        return next((n for n in self._names.ancestors(node) if isinstance(n, _FUNCTIONS)), None)


def _lies(node: ast.expr, one: ast.AST, other: ast.AST) -> bool:
    first, last = (getattr(each, "lineno", 0) for each in (one, other))
    return bool(first < node.lineno < last)
