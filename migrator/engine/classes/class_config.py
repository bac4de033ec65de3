"""`get_config` of the file's own classes: Keras 3 makes the object of it again."""

from __future__ import annotations

import ast

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState

_KINDS = ("Initializer", "Regularizer", "Constraint")
_NAMED = (
    "Leave `name` out: Keras 3 makes the object again by calling its class with what `get_config` "
    "returns."
)


class ClassConfig:
    """Decides on the `get_config` of one class, whose methods these are."""

    def __init__(self, state: FileState, root: str, methods: list[ast.FunctionDef]) -> None:
        self._state = state
        self._root = root
        self._methods = methods

    def decide(self, definition: ast.FunctionDef) -> None:
        """Return from `get_config` what Keras 3 makes the object of again."""
        for node in walk(definition):
            match node:
                case ast.Attribute(value=ast.Attribute() as inner, attr="__name__"):
                    self._serialize(node, inner, ("Initializer",))
                case ast.IfExp(
                    test=test,
                    body=ast.Call(func=ast.Attribute(value=ast.Attribute() as inner)) as call,
                    orelse=ast.Constant(value=None),
                ) if call.func.attr == "get_config" and _asks_for(test, inner):  # type: ignore[attr-defined]
                    self._serialize(node, inner, _KINDS)
                case ast.Dict() if not self._root.endswith(".Layer"):
                    self._named(definition, node)

    def _serialize(self, node: ast.expr, inner: ast.Attribute, kinds: tuple[str, ...]) -> None:
        made = self._state.receivers.infer(inner) or ""
        module, _, kind = made.rpartition(".")
        getters = [
            self._state.names.denote(value.func)
            for value in self._state.names.attributes.get(inner.attr, [])
            if isinstance(value, ast.Call)
        ]
        denoted = next((d for d in getters if d is not None), None)
        if kind not in kinds or denoted is None or self._state.in_fstring(node):
            return
        rule = self._state.symbol(denoted)
        via = denoted if rule.startswith("keras.") else None  # none is what the project gets it by
        if self._state.allows(rule, node):
            spelled = self._state.imports.spell(f"{module}.serialize", via)
            self._state.texts[node] = f"{spelled}({self._state.source.text(inner)})"
            self._state.handled.update(n for n in walk(node))
            self._state.report.change(node, rule, f"written by {module}.serialize")

    def _named(self, definition: ast.FunctionDef, node: ast.Dict) -> None:
        constructor = next((f for f in self._methods if f.name == "__init__"), None)
        takes = constructor is not None and "name" in {p.arg for p in parameters(constructor)}
        for key, value in zip(node.keys, node.values, strict=True):
            named = getattr(key, "value", "") == "name" and "__class__" in ast.unparse(value)
            if key is not None and named and not takes:
                rule = f"{self._root}.{definition.name}"
                if self._state.allows(rule, key):
                    self._state.report.action(key, rule, _NAMED)


def _asks_for(test: ast.expr, node: ast.expr) -> bool:
    """Whether a test asks whether an object is there."""
    text = ast.unparse(node)
    return ast.unparse(test) in {text, f"{text} is not None"}
