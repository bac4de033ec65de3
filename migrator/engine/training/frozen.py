"""`layer.trainable = False`: what it means for batch normalization, and for compiled models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.state import FileState
from migrator.engine.training.compiled_while import TRAINING, CompiledWhile, Setting
from migrator.engine.training.frozen_alone import frozen_alone, frozen_twins
from migrator.rules import MODELS, Remark

_WITHOUT_TRAINING = frozenset({"add", "compile", "summary"})
_LAYERS, _LAYER = "keras.layers.", "keras.layers.Layer"


class Frozen:
    """Reports assignments to `trainable` that Keras 3 understands otherwise."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names
        self._compiled_while = CompiledWhile(state.names)

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
        named = {spelled(setting.model) for setting in settings if setting.place in told}
        told |= set(self._otherwise(settings, named))
        self._say_frozen_alone(settings)
        self._say_twins([setting for setting in settings if setting.place not in told])
        for target, value in found:
            owner = self._state.receivers.infer(target.value) or ""
            if literal(value) is not True and target not in told:
                self._say(target, owner, self._state.knowledge.frozen.get(owner))

    def _settings(self, target: ast.Attribute, value: ast.expr) -> Iterator[Setting]:
        """Yield the models that an assignment is about, as the file's own calls pass them."""
        model, direct = target.value, True
        binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        over = binding.iterated if binding is not None else None
        if isinstance(over, ast.Attribute) and over.attr == "layers":
            model, direct = over.value, False
            binding = self._names.lookup(model)[0] if isinstance(model, ast.Name) else None
        function = binding.parameter if binding is not None else None
        if binding is None or function is None:
            yield Setting(model, value, target, direct, target)
            return
        models = list(self._names.arguments.here(function, binding.name))
        values = [value] * len(models)
        if isinstance(value, ast.Name):
            values = list(self._names.arguments.here(function, value.id)) or values
        for passed, given in zip(models, values, strict=False):
            place = self._names.parents[passed]
            place = self._names.parents[place] if isinstance(place, ast.keyword) else place
            if isinstance(place, ast.Call):
                yield Setting(passed, given, place, direct=False, target=target)

    def _refrozen(self, settings: list[Setting]) -> Iterator[ast.expr]:
        """Report, once a place, models that are trained by themselves; yield the places."""
        places: set[ast.expr] = set()
        names = [spelled(setting.model) for setting in settings]
        by_name: dict[str, list[Setting]] = {}
        for name, setting in zip(names, settings, strict=True):
            by_name.setdefault(name, []).append(setting)
        toggled = {n for n, own in by_name.items() if self._toggles(own) or self._encloses(own)}
        for name, setting in zip(names, settings, strict=True):
            owner = self._owner(setting)
            told = literal(setting.value) is True or setting.place in places or name in toggled
            if told or owner not in MODELS or not self._is_trained(name, setting):
                continue
            self._say(setting.place, owner, Remark(self._refrozen_text(name)))
            places.add(setting.place)
        yield from places

    def _toggles(self, given: list[Setting]) -> bool:
        """Whether a model is made trainable and then not again: then it is as it was meant to be.

        Not if it is merely compiled in between: it is trained behind both.
        """
        values = [literal(setting.value) for setting in given]
        made = [n for n, value in enumerate(values) if value is True and False in values[n:]]
        return any(
            not self._only_compiled(given[n], given[n + values[n:].index(False)]) for n in made
        )

    def _only_compiled(self, first: Setting, last: Setting) -> bool:
        """Whether a model is compiled between two places of a function, and none is trained."""
        lines = range(first.place.lineno, last.place.lineno)
        inside = [
            func
            for call, func in self._names.method_calls
            if call.lineno in lines and self._names.denote(func) is None
        ]
        here = self._names.function_around(first.place) is self._names.function_around(last.place)
        compiled = any(
            func.attr == "compile" and spelled(func.value) == spelled(first.model)
            for func in inside
        )
        return here and compiled and all(func.attr in _WITHOUT_TRAINING for func in inside)

    def _encloses(self, settings: list[Setting]) -> bool:
        """Whether a model is made untrainable only while something is trained."""
        for first, last in pairwise(settings):
            ends = first.target.lineno, last.target.lineno
            if literal(first.value) is False and literal(last.value) is True:
                around = {self._names.function_around(each.target) for each in (first, last)}
                inside = (c for c, f in self._names.method_calls if f.attr in TRAINING)
                trained = (c for c in inside if ends[0] < c.lineno < ends[1])
                if any(around == {self._names.function_around(call)} for call in trained):
                    return True
        return False

    def _otherwise(self, settings: list[Setting], told: set[str]) -> Iterator[ast.expr]:
        """Report models that Keras 3 would not train as they were compiled; yield the places."""
        text = self._state.knowledge.compiled_while
        for kept in self._compiled_while.found(settings, told):
            owner = self._state.receivers.infer(kept.setting.model) or MODELS[0]
            if owner in MODELS or owner.startswith(_LAYERS):
                model = spelled(kept.setting.model)
                values = kept.trainable, kept.trained, not kept.trainable
                rule = owner if owner in MODELS else _LAYER
                self._say(kept.setting.place, rule, Remark(text.format(model, *values)))
                yield kept.setting.place

    def _say_frozen_alone(self, settings: list[Setting]) -> None:
        """Say of models that are frozen what becomes of the layers that others have of them."""
        text, receivers = self._state.knowledge.frozen_alone, self._state.receivers
        for setting in frozen_alone(settings, self._names, receivers) if text else ():
            owner = receivers.infer(setting.model) or ""
            self._say(setting.place, owner, Remark(text, "notice"))

    def _say_twins(self, settings: list[Setting]) -> None:
        """Say of models that are frozen how another one of the same tensors is still trained."""
        text = self._state.knowledge.frozen_twins
        for setting in frozen_twins(settings, self._state) if text else ():
            owner = self._state.receivers.infer(setting.model) or MODELS[0]
            self._say(setting.place, owner, Remark(text.replace("{}", spelled(setting.model))))

    def _owner(self, setting: Setting) -> str:
        """Return the class of a model; one that is not in sight is told by what is done with it."""
        name = spelled(setting.model)
        told = name in self._compiled and name in self._compiled_while.trained
        return self._state.receivers.infer(setting.model) or (MODELS[0] if told else "")

    def _refrozen_text(self, name: str) -> str:
        return self._state.knowledge.refrozen.replace("{}", name)

    def _is_trained(self, model: str, setting: Setting) -> bool:
        """Whether the file compiles a model, before that if it is not direct, and trains it."""
        compiled = self._compiled.get(model)
        before = compiled is not None and (setting.direct or compiled < setting.place.lineno)
        return before and model in self._compiled_while.trained

    @cached_property
    def _compiled(self) -> dict[str, int]:
        """The lines on which the file first compiles each model."""
        found: dict[str, int] = {}
        for call, func in self._names.method_calls:
            if func.attr == "compile":
                model = spelled(func.value)
                found[model] = min(call.lineno, found.get(model, call.lineno))
        return found

    def _say(self, place: ast.expr, owner: str, remark: Remark | None) -> None:
        rule = f"{owner}.trainable"
        if remark is not None and self._state.allows(rule, place):
            report = self._state.report
            say = report.action if remark.severity == "action" else report.notice
            say(place, rule, remark.text)
