"""Models that were compiled while another was trainable, or not, and are trained when it is not so.

Keras 1 and 2 took note of what is trainable when a model is compiled, Keras 3 when it is trained.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import root_of, spelled, walk

TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})


class Setting(NamedTuple):
    """That a model is made trainable or not: itself, its layers, or what a function is given."""

    model: ast.expr
    value: ast.expr
    place: ast.expr
    direct: bool
    target: ast.Attribute


class Kept(NamedTuple):
    """That a model is to be trained as it was compiled, when another was trainable, or not."""

    setting: Setting
    trained: str
    trainable: bool


class CompiledWhile:
    """Finds them, as far as one function makes both trainable, or not, and compiles them."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def found(self, settings: list[Setting], told: set[str]) -> Iterator[Kept]:
        """Yield the settings behind which another model is trained; `told` are models left out."""
        last: dict[tuple[str, ast.AST | None], tuple[int, bool]] = {}
        for index, setting in enumerate(settings):
            key = spelled(setting.model), self._names.function_around(setting.place)
            value, line = literal(setting.value) is True, setting.place.lineno
            begun, before = last.get(key, (0, True))
            last[key] = (line, value)
            left = key[0] in told or self._is_of_loop(setting.model)
            if left or value is before or self._changes_again(setting, settings[index:]):
                continue
            models = self._compiled(key, begun, line)
            kept = (m for m, node in models.items() if value or self._is_hit(m, node, key[0]))
            if (model := min(kept, default=None)) is not None:
                yield Kept(setting, model, before)

    def _is_of_loop(self, model: ast.expr) -> bool:
        """Whether this is a layer, one of several that a loop goes over."""
        binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        return binding is not None and binding.iterated is not None

    def _changes_again(self, setting: Setting, later: list[Setting]) -> bool:
        """Whether a model is made the other again behind where it is made trainable, or not."""
        name, value = spelled(setting.model), literal(setting.value) is True
        home = self._home(name, setting.place)
        return any(
            spelled(other.model) == name
            and (literal(other.value) is True) is not value
            and self._home(name, other.place) is home
            for other in later
        )

    def _compiled(
        self, key: tuple[str, ast.AST | None], first: int, last: int
    ) -> dict[str, ast.expr]:
        """Return the models, but for that one, that are compiled between two lines of a function.

        Not those that are trained there, or compiled once more behind them.
        """
        compiled, done = dict[str, ast.expr](), {key[0]}
        for call, func in self._names.method_calls:
            if call.lineno < first or self._names.function_around(call) is not key[1]:
                continue
            if func.attr == "compile" and call.lineno < last:
                compiled[spelled(func.value)] = func.value
            elif func.attr == "compile" or (func.attr in TRAINING and call.lineno < last):
                done.add(spelled(func.value))
        return {name: node for name, node in compiled.items() if name not in done}

    def _is_hit(self, name: str, node: ast.expr, model: str) -> bool:
        """Whether a model that holds another is trained, when that is not trainable any more."""
        return name in self.trained and self._holds(node, model, set())

    @cached_property
    def trained(self) -> frozenset[str]:
        """The models that the file trains, as they are spelled."""
        calls = self._names.method_calls
        return frozenset(spelled(func.value) for _, func in calls if func.attr in TRAINING)

    def _holds(self, node: ast.expr, model: str, seen: set[ast.AST]) -> bool:
        """Whether a model, or a tensor, is made of what another model gives."""
        for value in self._values(node):
            if value in seen:
                continue
            seen.add(value)
            for part in walk(value):
                if isinstance(part, ast.Call) and spelled(part.func) == model:
                    return True
                if isinstance(part, ast.Name | ast.Attribute) and self._holds(part, model, seen):
                    return True
        return False

    def _values(self, node: ast.expr) -> list[ast.expr]:
        if isinstance(node, ast.Attribute):
            return self._names.attributes.get(node.attr, []) if root_of(node) == "self" else []
        binding = self._names.lookup(node)[0] if isinstance(node, ast.Name) else None
        value = (binding.value or binding.unpacked) if binding is not None else None
        return [] if value is None else [value]

    def _home(self, name: str, node: ast.AST) -> ast.AST | None:
        """Return where a name means the same: the function, or the class of `self.model`."""
        if "." not in name:
            return self._names.function_around(node)
        return self._names.class_around(node)
