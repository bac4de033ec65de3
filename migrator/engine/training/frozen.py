"""`layer.trainable = False`: what it means for batch normalization, and for compiled models."""

from __future__ import annotations

import ast

from migrator.engine.literals import literal
from migrator.engine.receivers import MODELS
from migrator.engine.state import FileState
from migrator.rules import Remark

_TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})


class Frozen:
    """Reports assignments to `trainable` that Keras 3 understands otherwise."""

    def __init__(self, state: FileState) -> None:
        self._state = state

    def decide(self) -> None:
        """Report each assignment."""
        found = [
            (target, statement.value)
            for statement in self._state.names.of(ast.Assign)
            for target in statement.targets
            if isinstance(target, ast.Attribute) and target.attr == "trainable"
        ]
        thawed = {ast.unparse(target.value) for target, value in found if literal(value) is True}
        for target, value in found:
            if literal(value) is not True:
                self._decide(target, thawed)

    def _decide(self, target: ast.Attribute, thawed: set[str]) -> None:
        owner = self._state.receivers.infer(target.value) or ""
        model = ast.unparse(target.value)
        knowledge = self._state.knowledge
        if owner in MODELS and model not in thawed and self._is_trained(model):
            self._say(target, owner, Remark(knowledge.refrozen.replace("{}", model)))
        elif owner in knowledge.frozen:
            self._say(target, owner, knowledge.frozen[owner])

    def _is_trained(self, model: str) -> bool:
        """Whether the file compiles a model and trains it by itself."""
        called = {
            call.func.attr
            for call in self._state.names.calls
            if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == model
        }
        return "compile" in called and not called.isdisjoint(_TRAINING)

    def _say(self, target: ast.Attribute, owner: str, remark: Remark) -> None:
        rule = f"{owner}.trainable"
        if self._state.allows(rule, target):
            report = self._state.report
            say = report.action if remark.severity == "action" else report.notice
            say(target, rule, remark.text)
