"""`K.in_train_phase(x, alt)` in the `call` of a layer: `x if training else alt`.

Keras 1 made a tensor that chose by the learning phase. Keras 3 tells each `call` which phase it
is, as an argument that `call` must have; and so it tells the function of a `Lambda` layer.
"""

from __future__ import annotations

import ast

from migrator.engine.calls.lambdas import is_of_a_lambda_layer
from migrator.engine.reading.functions import Function, parameters
from migrator.engine.state import FileState
from migrator.engine.writing.edits import Edit
from migrator.engine.writing.plans import CallEdit

_PHASE = "training"
_CALL = "keras.layers.Layer.call"


class PhaseChoices:
    """Writes out the choices that the layers of one file make; others are left to a person."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._given: set[Function] = set()

    def decide(self) -> None:
        """Plan the edits of all choices."""
        for call, denoted in self._state.names.called:
            symbol = self._state.symbol(denoted)
            template = self._state.knowledge.choices.get(symbol)
            if not template or not self._state.allows(symbol, call):
                continue
            method, values = self._method(call), self._values(call)
            if method is not None and values:
                self._choose(call, symbol, template.format(*values, phase=_PHASE), method)

    def _choose(self, call: ast.Call, symbol: str, text: str, method: Function) -> None:
        state = self._state
        alone = isinstance(state.names.parents[call], ast.Assign | ast.Lambda | ast.Return)
        state.calls[call] = CallEdit((), text=text if alone else f"({text})")
        state.handled |= {call, call.func}
        denoted = state.names.denote(call.func)
        if denoted is not None:
            state.imports.moved(denoted.root)
        state.report.change(call, symbol, f"{symbol.rpartition('.')[2]} becomes a condition")
        if method not in self._given and all(p.arg != _PHASE for p in parameters(method)):
            self._given.add(method)
            self._give(method)

    def _give(self, method: Function) -> None:
        """Let `call`, or a function, be told the phase."""
        last = parameters(method)[-1]
        default = method.args.defaults[-1] if method.args.defaults else last
        end = self._state.source.end(default)
        self._state.edits.append(Edit(end, end, f", {_PHASE}=None"))
        name = getattr(method, "name", "the function")
        self._state.report.change(method, _CALL, f"{name} takes {_PHASE}")

    def _method(self, call: ast.Call) -> Function | None:
        """Return what a layer calls around an expression, if it has or can have the phase."""
        for around in self._state.names.ancestors(call):
            if isinstance(around, ast.FunctionDef | ast.Lambda):
                if not _is_open(around):
                    return None
                if self._is_called_by_a_layer(around):
                    return around
        return None

    def _is_called_by_a_layer(self, function: ast.FunctionDef | ast.Lambda) -> bool:
        of_call = self._state.receivers.base_of_call(function).startswith("keras.layers.")
        return of_call or is_of_a_lambda_layer(function, self._state)

    def _values(self, call: ast.Call) -> tuple[str, ...]:
        """Return the two values, as templates over the arguments; functions are called for them."""
        told = [k.arg == _PHASE and getattr(k.value, "id", "") == _PHASE for k in call.keywords]
        values = tuple(map(self._value, call.args, range(len(call.args))))
        return values if len(values) == 2 and all(values) and all(told) else ()  # noqa: PLR2004

    def _value(self, argument: ast.expr, index: int) -> str:
        """Return what stands for an argument, or nothing if that takes a person."""
        function = self._state.names.local_function(argument)
        if isinstance(argument, ast.Starred) or isinstance(function, ast.Lambda):
            return ""
        if function is None:
            return f"«{index}»"
        return "" if parameters(function, variadic=True) else f"«{index}»()"


def _is_open(function: ast.FunctionDef | ast.Lambda) -> bool:
    """Whether a parameter can follow those that a function has, or be read from inside it."""
    arguments = function.args
    named = all(p.arg != _PHASE for p in parameters(function)) or not isinstance(
        function, ast.Lambda
    )
    return named and not (arguments.vararg or arguments.kwarg or arguments.kwonlyargs)
