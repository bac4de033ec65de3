"""Code that Keras calls with tensors: `call` of the file's own layers, its losses and metrics."""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import elements, walk
from migrator.engine.reading.own_methods import own_method
from migrator.engine.reading.receivers import Receivers

_LAYERS = ("keras.layers.", "keras.models.")
_HOOKS = {
    "keras.losses.": ("call",),
    "keras.metrics.": ("update_state", "result"),
}
_COMPILED = frozenset({"loss", "metrics", "weighted_metrics"})
_JUDGING = ("y_true", "y_pred")  # what losses and metrics are given
_DEPTH = 5

Function = ast.FunctionDef | ast.Lambda


class OwnCode:
    """Finds that code, and what it calls itself.

    calls: the `call` methods of layers and models. functions: each function that gets tensors ->
    the names of its parameters that surely are some. judging: those that look like losses and
    metrics, and may be given arrays.
    """

    def __init__(self, names: Names, receivers: Receivers) -> None:
        self._names = names
        self._receivers = receivers
        self.calls: list[ast.FunctionDef] = []
        self.functions: dict[Function, frozenset[str]] = {}
        for node in names.of(ast.ClassDef):
            self._of_class(node)
        for call in names.calls:
            self._of_call(call)
        self.judging = [
            function
            for function in names.of(ast.FunctionDef)
            if tuple(p.arg for p in parameters(function)[:2]) == _JUDGING
            and function not in self.functions
        ]

    def _of_class(self, node: ast.ClassDef) -> None:
        base = self._receivers.base(node) or ""
        for function in node.body:
            if not isinstance(function, ast.FunctionDef):
                continue
            if base.startswith(_LAYERS) and function.name == "call":
                self.calls.append(function)
                taken = parameters(function)[1:2]
                self._add(function, frozenset(p.arg for p in taken))
            elif any(base.startswith(of) and function.name in m for of, m in _HOOKS.items()):
                self._add(function, frozenset(p.arg for p in parameters(function)[1:3]))

    def _of_call(self, call: ast.Call) -> None:
        """`compile(loss=own)`, `Lambda(own)`."""
        given: list[ast.expr] = []
        if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            given = [k.value for k in call.keywords if k.arg in _COMPILED] or call.args[1:3]
        else:
            denoted = self._names.denote(call.func)
            if denoted is not None and denoted.name.endswith(".layers.Lambda"):
                given = call.args[:1]
        for node in (n for each in given for n in elements(each)):
            function = node if isinstance(node, ast.Lambda) else self._names.local_function(node)
            method = own_method(node, self._names)
            if isinstance(function, Function):
                self._add(function, frozenset(p.arg for p in parameters(function)[:2]))
            elif method is not None:
                self._add(method, frozenset(p.arg for p in parameters(method)[1:3]))

    def _add(self, function: Function, tensors: frozenset[str], depth: int = 0) -> None:
        """Add a function, and those of the file that it calls."""
        if function in self.functions or depth > _DEPTH:
            return
        self.functions[function] = tensors
        for call in (n for n in walk(function) if isinstance(n, ast.Call)):
            called = self._called(call)
            if called is not None:
                self._add(called, frozenset(), depth + 1)

    def _called(self, call: ast.Call) -> ast.FunctionDef | None:
        """Return the function of the file, or the method of the same object, that is called."""
        found = self._names.local_function(call.func) or own_method(call.func, self._names)
        return found if isinstance(found, ast.FunctionDef) else None
