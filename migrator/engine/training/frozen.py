"""`layer.trainable = False`: what it means for batch normalization, and for compiled models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.receivers import MODELS
from migrator.engine.state import FileState
from migrator.rules import Remark

_TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})


class _Setting(NamedTuple):
    """That a model is made trainable or not: itself, its layers, or what a function is given."""

    model: ast.expr
    value: ast.expr
    place: ast.expr
    direct: bool


class Frozen:
    """Reports assignments to `trainable` that Keras 3 understands otherwise."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Report each assignment, and each call of a function that assigns."""
        found = [
            (target, statement.value)
            for statement in self._names.of(ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Attribute) and target.attr == "trainable"
        ]
        settings = [s for target, value in found for s in self._settings(target, value)]
        settings.sort(key=lambda setting: (setting.place.lineno, setting.place.col_offset))
        told = set(self._refrozen(settings))
        for target, value in found:
            owner = self._state.receivers.infer(target.value) or ""
            if literal(value) is not True and target not in told:
                self._say(target, owner, self._state.knowledge.frozen.get(owner))

    def _settings(self, target: ast.Attribute, value: ast.expr) -> Iterator[_Setting]:
        """Yield the models that an assignment is about, as the file's own calls pass them."""
        model, direct = target.value, True
        binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        over = binding.iterated if binding is not None else None
        if isinstance(over, ast.Attribute) and over.attr == "layers":
            model, direct = over.value, False
            binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        function = binding.parameter if binding is not None else None
        if binding is None or function is None:
            yield _Setting(model, value, target, direct)
            return
        models = list(self._names.arguments.here(function, binding.name))
        values = [value] * len(models)
        if isinstance(value, ast.Name):
            values = list(self._names.arguments.here(function, value.id)) or values
        for passed, given in zip(models, values, strict=False):
            place = self._names.parents[passed]
            if isinstance(place, ast.Call):
                yield _Setting(passed, given, place, direct=False)

    def _refrozen(self, settings: list[_Setting]) -> Iterator[ast.expr]:
        """Report, once a place, models that are trained by themselves; yield the places."""
        places: set[ast.expr] = set()
        names = [spelled(setting.model) for setting in settings]
        values: dict[str, list[ast.expr]] = {}
        for name, setting in zip(names, settings, strict=True):
            values.setdefault(name, []).append(setting.value)
        toggled = {name for name, own in values.items() if _toggles(own)}
        for name, setting in zip(names, settings, strict=True):
            owner = self._state.receivers.infer(setting.model) or ""
            told = literal(setting.value) is True or setting.place in places or name in toggled
            if told or owner not in MODELS or not self._is_trained(name, setting):
                continue
            text = self._state.knowledge.refrozen.replace("{}", name)
            self._say(setting.place, owner, Remark(text))
            places.add(setting.place)
        yield from places

    def _is_trained(self, model: str, setting: _Setting) -> bool:
        """Whether the file compiles a model, before that if it is not direct, and trains it."""
        compiled = self._compiled.get(model)
        before = compiled is not None and (setting.direct or compiled < setting.place.lineno)
        return before and model in self._trained

    @cached_property
    def _compiled(self) -> dict[str, int]:
        """The lines on which the file first compiles each model."""
        found: dict[str, int] = {}
        for call, func in self._called:
            if func.attr == "compile":
                model = spelled(func.value)
                found[model] = min(call.lineno, found.get(model, call.lineno))
        return found

    @cached_property
    def _trained(self) -> set[str]:
        """The models that the file trains."""
        return {spelled(func.value) for _, func in self._called if func.attr in _TRAINING}

    @property
    def _called(self) -> Iterator[tuple[ast.Call, ast.Attribute]]:
        return ((c, c.func) for c in self._names.calls if isinstance(c.func, ast.Attribute))

    def _say(self, place: ast.expr, owner: str, remark: Remark | None) -> None:
        rule = f"{owner}.trainable"
        if remark is not None and self._state.allows(rule, place):
            report = self._state.report
            say = report.action if remark.severity == "action" else report.notice
            say(place, rule, remark.text)


def _toggles(given: list[ast.expr]) -> bool:
    """Whether a model is made trainable and then not again: then it is as it was meant to be."""
    values = [literal(value) for value in given]
    return True in values and False in values[values.index(True) :]
