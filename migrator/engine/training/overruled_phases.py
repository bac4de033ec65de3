"""The phase that a layer of a functional model is told for good: `Dropout(0.5)(x, training=True)`.

Keras 3's models tell each layer the phase that they are run in, also one that was told another
when the model was made: `fit` and `predict` overrule it.
"""

from __future__ import annotations

import ast

from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState
from migrator.rules import Strictness

_CALL = "keras.layers.Layer.call"
_LAYERS, _MODELS = "keras.layers.", "keras.models."
_ARGUMENT = "training"
_RUN = frozenset({"call", "__call__", "train_step", "test_step", "predict_step"})


class OverruledPhases:
    """Reports it, but not in what is run for a layer, or with values: there it is heeded."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._names = state.names

    def decide(self) -> None:
        """Look at the calls that are told a phase."""
        strict = self._state.knowledge.strictness
        if strict is None or not strict.overruled:
            return
        for keyword in self._names.of(ast.keyword):
            call = self._names.parents.get(keyword)
            if keyword.arg == _ARGUMENT and isinstance(call, ast.Call) and not self._is_run(call):
                match keyword.value:
                    case ast.Constant(value=bool() | int() as phase):
                        self._look_at(call, strict, trained=bool(phase))

    def _is_run(self, call: ast.Call) -> bool:
        return any(getattr(above, "name", "") in _RUN for above in self._names.ancestors(call))

    def _look_at(self, call: ast.Call, strict: Strictness, *, trained: bool) -> None:
        """Report a layer, or a model, that is called to make a model of it."""
        if not self._state.allows(_CALL, call):
            return
        made = self._made(call)
        if made is not None:
            given = {k.arg: literal(k.value) for k in made.keywords}
            if trained or given.get("trainable", True) is not False:
                self._state.report.action(call, _CALL, strict.overruled.format(trained))
            return
        owner = self._state.receivers.infer(call.func) or ""
        if not call.args or not self._state.tensors.is_tensor(call.args[0]):
            return
        if owner.startswith(_MODELS) and not trained:
            self._state.report.notice(call, _CALL, strict.untrained)
        elif owner.startswith((_LAYERS, _MODELS)):
            self._state.report.action(call, _CALL, strict.overruled.format(trained))

    def _made(self, call: ast.Call) -> ast.Call | None:
        """Return the call that makes the layer which is called at once."""
        made = call.func
        denoted = self._names.denote(made.func) if isinstance(made, ast.Call) else None
        name = self._state.symbol(denoted)
        is_layer = name.startswith(_LAYERS) and name.rpartition(".")[2][:1].isupper()
        return made if is_layer and isinstance(made, ast.Call) else None
