"""Whole models that are loaded and trained on, which Keras 3 does not do with all their files."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.literals import evaluate, literal
from migrator.engine.reading.nodes import spelled
from migrator.engine.reading.variables import Variable
from migrator.engine.state import FileState
from migrator.rules import Rule, To

_TRAINING = frozenset({"fit", "fit_generator", "train_on_batch"})
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.Module)


class Reloaded:
    """Reports the calls that load a model which is trained before it is compiled again."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the calls that load models."""
        for call, rule, text in list(self._loading()):
            model = self._model(call)
            if model is not None and self._is_trained(model, call):
                self._state.report.action(call, rule.name, text)

    def _loading(self) -> Iterator[tuple[ast.Call, Rule, str]]:
        for call, rule in self._state.rules.items():
            said = rule.becomes.reloaded if isinstance(rule.becomes, To) else None
            loads = said is not None and self._has(call, said.endings)
            if said is not None and loads and self._state.allows(rule.name, call):
                yield call, rule, said.text

    def _has(self, call: ast.Call, endings: tuple[str, ...]) -> bool:
        """Whether a file may be one of those, and its model comes with what it was compiled of."""
        if any(k.arg == "compile" and literal(k.value) is not True for k in call.keywords):
            return False
        name = evaluate(call.args[0], self._names) if call.args else None
        return not isinstance(name, str) or name.endswith(endings)

    def _model(self, call: ast.Call) -> ast.Name | ast.Attribute | None:
        """Return what the model is assigned to, also where it is one of two."""
        above = self._names.parents[call]
        above = self._names.parents[above] if isinstance(above, ast.IfExp) else above
        match above:
            case ast.Assign(targets=[ast.Name() | ast.Attribute() as target]):
                return target
        return None

    def _is_trained(self, model: ast.Name | ast.Attribute, call: ast.Call) -> bool:
        """Whether what comes first after a call, of all that matters, trains the model."""
        key, later = self._key(model), []
        for used in self._names.calls:
            func = used.func
            if isinstance(func, ast.Attribute) and (
                (func.attr == "compile" or func.attr in _TRAINING)
                and self._key(func.value) == key
                and self._follows(used, call, model)
            ):
                later.append((used.lineno, func.attr in _TRAINING))
        if isinstance(key, tuple):
            stores = self._state.variables.stores(key)
            later += [(node.lineno, False) for node in stores if node.lineno > model.lineno]
        return bool(later) and min(later)[1]

    def _follows(self, used: ast.Call, call: ast.Call, model: ast.expr) -> bool:
        """Whether a call comes after another, as far as the lines tell."""
        if self._scope(used) is self._scope(call):
            return used.lineno > call.lineno
        return isinstance(model, ast.Attribute)

    def _scope(self, node: ast.AST) -> ast.AST | None:
        return next((n for n in self._names.ancestors(node) if isinstance(n, _SCOPES)), None)

    def _key(self, model: ast.expr) -> Variable | str | None:
        return self._state.variables.of(model) if isinstance(model, ast.Name) else spelled(model)
