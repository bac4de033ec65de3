"""Layers that become trainable between two calls of `compile`."""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names


class Thawed:
    """Tells whether more weights may be trained at the second of two calls."""

    def __init__(self, names: Names) -> None:
        self._names = names
        values = names.attributes.get("trainable", ())
        self._set = [value for value in values if literal(value) is not False]

    def between(self, one: ast.AST, other: ast.AST) -> bool:
        """Whether layers are made trainable between two calls of one function, in its order."""
        around = self._names.function_around
        if not self._set or around(one) is not around(other):
            return False
        return any(self._runs(value, one, other) for value in self._set)

    def _runs(self, value: ast.expr, one: ast.AST, other: ast.AST) -> bool:
        """Whether a value is set between two calls: there, or in a function called there."""
        function, home = map(self._names.function_around, (value, one))
        if function is home:
            return _lies(value, one, other)
        if function is None:
            return False
        calls = self._names.calls_of.get(function.name, ())
        here = (call for call in calls if self._names.function_around(call) is home)
        return any(_lies(call, one, other) for call in here)


def _lies(node: ast.expr, one: ast.AST, other: ast.AST) -> bool:
    first, last = (getattr(each, "lineno", 0) for each in (one, other))
    return bool(first < node.lineno < last)
