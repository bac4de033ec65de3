"""Methods of Theano's tensors, `x.dimshuffle(1, 0)` or `W.T`, which those of Keras 3 have not."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cached_property

from migrator.engine.reading.circles import Circles
from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.literals import literal
from migrator.engine.state import FileState

_NO_TENSORS = frozenset({"", "keras.ops.convert_to_numpy", "keras.ops.shape"})
_MEASURES = ("keras.losses.", "keras.metrics.")
_MEASURING = ("(y_true, y_pred)", "(y_true, y_pred, k)")
_CALLED = ("keras.layers.", "keras.models.")
_ASKED = "get_input"
_SHAPE = "keras.KerasTensor.shape"
_COUNTED = (
    "Keras 3 has None here, where Theano computed the number: write `keras.ops.shape({})[0]`."
)
_TAKING = frozenset(  # what is called with tensors
    {
        "activation",
        "function",
        "inner_activation",
        "loss",
        "metrics",
        "mode",
        "recurrent_activation",
    }
)
_SAID = "Tensors of Keras 3 have no `{}`, which was Theano's: write `{}`."


class TensorMethods:
    """Reports them on what is known to be computed by Keras; arrays have methods of these names."""

    def __init__(self, state: FileState, methods: Mapping[str, str]) -> None:
        self._state = state
        self._methods = methods
        self._circles = Circles()

    def decide(self) -> None:
        """Report each of them."""
        for node in self._state.names.of(ast.Attribute):
            if node.attr == "shape":
                self._say_counted(node)
            known = node.attr in self._methods and isinstance(node.ctx, ast.Load)
            if known and self._state.names.denote(node) is None and self._is_tensor(node.value):
                rule = f"keras.KerasTensor.{node.attr}"
                if self._state.allows(rule, node):
                    text = _SAID.format(node.attr, self._methods[node.attr])
                    self._state.report.action(node, rule, text)

    def _say_counted(self, shape: ast.Attribute) -> None:
        """Report `x.shape[0]`, of which Theano computed how many samples there are."""
        place = self._state.names.parents[shape]
        first = isinstance(place, ast.Subscript) and literal(place.slice) == 0
        on_theano = first and self._state.knowledge.release == "1"
        if on_theano and self._is_tensor(shape.value) and self._state.allows(_SHAPE, place):
            text = ast.unparse(shape.value)
            self._state.report.action(place, _SHAPE, _COUNTED.format(text))

    def _is_tensor(self, node: ast.expr) -> bool:
        return self._circles.ask(node, self._is_computed)

    def _is_computed(self, node: ast.expr) -> bool:
        match node:
            case ast.BinOp():
                return self._is_tensor(node.left) or self._is_tensor(node.right)
            case ast.UnaryOp():
                return self._is_tensor(node.operand)
            case ast.Subscript(slice=ast.Constant(value=str())):
                return False  # of a dict
            case ast.Subscript():
                return self._is_tensor(node.value)
            case ast.Call():
                return self._is_result(node)
            case ast.Attribute(value=ast.Name(id="self")):
                return any(map(_is_weight, self._state.names.attributes.get(node.attr, ())))
            case ast.Name():
                return self._is_named(node)
        return False

    def _is_result(self, node: ast.Call) -> bool:
        """Whether a call computes a tensor, `K.sum(x)` or `x.sum()`."""
        func = node.func
        own = self._state.names.denote(func) is None
        if own and isinstance(func, ast.Attribute):
            if func.attr in self._methods:
                return self._is_tensor(func.value)
            if func.attr == _ASKED and getattr(func.value, "id", "") == "self":
                return True  # of a layer of Keras 0
        return self._state.tensors.operation(node) not in _NO_TENSORS or self._is_measured(node)

    def _is_measured(self, call: ast.Call) -> bool:
        """Whether a call is one of a loss or a metric that is a function of its tensors."""
        rule = self._state.rule(self._state.symbol(self._state.names.denote(call.func)))
        target = getattr(rule.becomes, "target", "") if rule is not None else ""
        return target.startswith(_MEASURES) and target.endswith(_MEASURING)

    def _is_named(self, node: ast.Name) -> bool:
        """Whether a name stands for a tensor: computed, or given to the `call` of a layer."""
        names = self._state.names
        binding, _ = names.lookup(node)
        if binding is None:
            return False
        if (held := binding.value or binding.unpacked or binding.iterated) is not None:
            return self._is_tensor(held)  # `a, b = inputs`, `for x in inputs`
        changed = (a for a in names.of(ast.AugAssign) if a.lineno == binding.line)
        if any(_name(a.target) == node.id and self._is_tensor(a.value) for a in changed):
            return True  # `x *= K.cast(mask)`
        function = binding.parameter
        if function is not None and node.id in self._handed.get(function, ()):
            return True
        if not isinstance(function, ast.FunctionDef) or len(function.args.args) < 2:  # noqa: PLR2004 - self, x
            return False
        given = function.args.args[1].arg == node.id
        return given and self._state.receivers.base_of_call(function).startswith(_CALLED)

    @cached_property
    def _handed(self) -> dict[Function, tuple[str, ...]]:
        """The parameters that are tensors of functions which layers and models are given."""
        found: dict[Function, tuple[str, ...]] = {}
        for call in self._state.names.calls:
            of_model = isinstance(call.func, ast.Attribute) and call.func.attr == "compile"
            rule = "" if of_model else self._state.symbol(self._state.names.denote(call.func))
            if of_model or rule.startswith("keras.layers."):
                values = [*call.args, *(k.value for k in call.keywords if k.arg in _TAKING)]
                for function in (f for value in values for f in self._functions(value)):
                    taken = tuple(parameter.arg for parameter in parameters(function))
                    found[function] = taken if of_model else taken[:1]
        return found

    def _functions(self, node: ast.expr) -> Iterator[Function]:
        """Yield the functions of the file that a value is, or holds, or that a call of it makes."""
        parts = node.elts if isinstance(node, ast.List | ast.Tuple) else [node]
        parts = [*parts, *node.values] if isinstance(node, ast.Dict) else parts
        for part in parts:
            function = self._state.names.local_function(part)
            if function is not None:
                yield function
            elif isinstance(part, ast.Call):
                yield from self._state.names.made_functions(part)


def _name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def _is_weight(value: ast.expr) -> bool:
    """Whether a layer has it from `self.add_weight(...)`."""
    func = value.func if isinstance(value, ast.Call) else None
    return isinstance(func, ast.Attribute) and func.attr == "add_weight"
