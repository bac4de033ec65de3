"""Layers that are asked for by the name that Keras gave them: Keras 3 gives them another."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from migrator.engine.reading.literals import evaluate
from migrator.engine.state import FileState
from migrator.patterns import regex

_RULE = "keras.layers.Layer.name"
_FINDER = "get_layer"
_LOADED = ("keras.models.load_model", "keras.models.model_from_")
_NUMBERED = regex(r"(.+)_\d+")
_SAID = (
    "No layer is given the name {!r} here: Keras gave it. Keras 3 counts otherwise{}: name the "
    "layer where it is made, or ask for it as `model.summary()` has it."
)
_FIRST = ", the first of such layers is {!r}"


class UnnamedLayers:
    """Looks at what one file asks its models for."""

    def __init__(self, state: FileState, unnamed: Callable[[], Mapping[str, str]]) -> None:
        self._state = state
        self._unnamed = unnamed

    def decide(self) -> None:
        """Report each `get_layer('dense_1')` that no layer of the file has its name from."""
        for call in self._state.names.calls:
            if not _finds(call) or not self._state.allows(_RULE, call):
                continue
            for name in self._asked(call):
                numbered = _NUMBERED.fullmatch(name)
                first = self._unnamed().get(numbered[1]) if numbered is not None else None
                if first is not None and name not in self._given and not self._is_loaded(call):
                    text = _SAID.format(name, _FIRST.format(first) if first else "")
                    self._state.report.action(call, _RULE, text)

    def _asked(self, call: ast.Call) -> Iterator[str]:
        """Yield the name that a call asks for, if it is in sight."""
        for node in (*call.args[:1], *(k.value for k in call.keywords if k.arg == "name")):
            name = evaluate(node, self._state.names)
            if isinstance(name, str):
                yield name

    @cached_property
    def _given(self) -> frozenset[object]:
        """The names that something of the file is given."""
        made = (call for call in self._state.names.calls if not _finds(call))
        keywords = (keyword for call in made for keyword in call.keywords)
        given = (keyword.value for keyword in keywords if keyword.arg == "name")
        return frozenset(node.value for node in given if isinstance(node, ast.Constant))

    def _is_loaded(self, call: ast.Call) -> bool:
        """Whether the model comes from a file, which has its names."""
        model = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        made = self._state.names.held(model)
        return isinstance(made, ast.Call) and self._state.symbol(
            self._state.names.denote(made.func)
        ).startswith(_LOADED)


def _finds(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and call.func.attr == _FINDER
