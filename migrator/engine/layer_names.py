"""Names of layers that Keras 3 refuses: respelled where all of a name is in sight."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState

_LAYERS = ("keras.layers.", "keras.models.")
_FINDER = "get_layer"
_RULE = "keras.layers.Layer.name"
_BY_NAME = "by_name"


class LayerNames:
    """Looks at what one file calls its layers, and asks for them by."""

    def __init__(self, state: FileState, refused: Mapping[str, str]) -> None:
        self._state = state
        self._names = state.names
        self._refused = str.maketrans(dict(refused))
        self._renamed: dict[str, ast.Constant] = {}
        self._taken: set[str] = set()

    def decide(self) -> None:
        """Respell literals, and report names that are put together."""
        named = [(call, name) for call in self._names.calls for name in self._name_of(call)]
        self._taken = {str(name.value) for _, name in named if isinstance(name, ast.Constant)}
        for call, name in named:
            self._decide(call, name)
        if self._renamed:
            for call in self._names.calls:
                self._ask(call)
            self._say_files()

    def _name_of(self, call: ast.Call) -> Iterator[ast.expr]:
        """Yield what a call that makes a layer or a model, or calls one, is given as its name."""
        for keyword in call.keywords:
            if keyword.arg == "name" and self._is_layer(call):
                yield keyword.value

    def _is_layer(self, call: ast.Call) -> bool:
        symbol = self._state.symbol(self._names.denote(call.func))
        made = symbol if symbol.startswith(_LAYERS) else self._state.receivers.infer(call) or ""
        return made.startswith(_LAYERS)

    def _new(self, text: str) -> str:
        """Return the name as Keras 3 takes it, if it does not take the old one."""
        new = text.translate(self._refused)
        return new if new != text else ""

    def _decide(self, call: ast.Call, name: ast.expr) -> None:
        if not self._state.allows(_RULE, call):
            return
        if isinstance(name, ast.Constant) and isinstance(name.value, str):
            new = self._new(name.value)
            if new and new not in self._taken:
                self._respell(name, new)
                self._renamed.setdefault(name.value, name)
            elif new:
                self._refuse(name)
            return
        for part in self._parts(name):
            self._refuse(part)

    def _parts(self, name: ast.expr) -> Iterator[ast.expr]:
        """Yield the literals a name is put together of that Keras 3 refuses, as far as in sight."""
        for node in walk(name):
            if isinstance(node, ast.Constant) and self._new(str(node.value)):
                yield name
                return
            if isinstance(node, ast.Name):
                yield from self._given(node)

    def _given(self, variable: ast.Name) -> Iterator[ast.expr]:
        """Yield the refused literals that a variable is assigned, or a parameter is passed."""
        binding, _ = self._names.lookup(variable)
        found: list[ast.expr] = []
        if binding is not None and binding.parameter is not None:
            found = list(self._names.arguments.here(binding.parameter, variable.id))
        elif binding is not None and binding.value is not None:
            found = [binding.value]
        for node in (n for value in found for n in walk(value)):
            if isinstance(node, ast.Constant) and self._new(str(node.value)):
                yield node

    def _ask(self, call: ast.Call) -> None:
        """`model.get_layer('block/conv')` asks by the new name."""
        function = call.func
        if not isinstance(function, ast.Attribute) or function.attr != _FINDER:
            return
        for node in (*call.args, *(k.value for k in call.keywords)):
            if not isinstance(node, ast.Constant) or node.value not in self._renamed:
                continue
            if self._state.allows(_RULE, call):
                self._respell(node, self._new(str(node.value)))

    def _say_files(self) -> None:
        """Say what names that changed mean for files of weights."""
        first = next(iter(self._renamed.values()))
        loads = [k for c in self._names.calls for k in c.keywords if k.arg == _BY_NAME]
        for keyword in loads:
            text = (
                "Layers are found here by names that had to change: what was saved under the old "
                "ones is passed over without a word. Load it by topology, or convert it."
            )
            self._state.report.action(keyword.value, _RULE, text)
        if not loads:
            text = "Names of layers changed: whoever finds layers or weights by them must follow."
            self._state.report.notice(first, _RULE, text)

    def _respell(self, node: ast.Constant, new: str) -> None:
        self._state.texts[node] = self._state.quoted(node, new)
        message = f"{node.value!r} becomes {new!r}: Keras 3 refuses such names"
        self._state.report.change(node, _RULE, message)

    def _refuse(self, node: ast.expr) -> None:
        listed = ", ".join(f"`{chr(c)}`" for c in self._refused)
        text = (
            f"Keras 3 refuses {listed} in the name of a layer: write `_`, here and wherever the "
            "layer is asked for (`get_layer`, weights loaded by name)."
        )
        if node not in self._state.handled:
            self._state.handled.add(node)
            self._state.report.action(node, _RULE, text)
