"""TensorFlow's functions on symbolic tensors, its variables in layers; and all that is Theano's.

Keras 3 has functions and variables of its own.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar

from migrator.engine.reading.functions import Function
from migrator.engine.reading.scopes import Binding, Scope
from migrator.engine.reading.variables import Variable
from migrator.engine.state import FileState

_Value: TypeAlias = ast.expr | tuple[Scope, str, str]  # of a variable: what is asked of it
_Asked = TypeVar("_Asked")
_PACKAGE = "tensorflow."
_THEANO = "theano."
_LOGS = "tensorflow.summary."
_TENSOR = "keras.KerasTensor"
#: Where functions are that compute with tensors, and which of them give something else. What
#: TensorFlow's own give is not followed: the first that takes a tensor is reported.
_COMPUTING = ("keras.backend.", "keras.ops.")
_NO_TENSORS = {"dtype", "get_value", "int_shape", "is_keras_tensor", "is_tensor", "ndim", "shape"}
_CLASSES = ("keras.layers.Layer", "keras.models.Model")
_CALLED = ("call", "train_step", "test_step", "predict_step", "compute_loss")
_MASKS = "compute_mask"
_AUTOGRAPH = "tensorflow.function"
_WITHIN = (
    "A symbolic tensor of Keras 3 cannot be given to TensorFlow: {}, or call it inside the `call` "
    "of a layer."
)
_LOGGED = (
    "It writes values, and this is a symbolic tensor of Keras 3: make a model that ends in it, and "
    "write what that gives, in a callback."
)
_VARIABLE = (
    "Keras 3 does not track this: its layers list, train and save what `self.add_weight(...)` or "
    "`keras.Variable(...)` made."
)
_OF_THEANO = (
    "Keras 3 does not run on Theano: what is computed with it here, and given to Keras or taken "
    "from it, is to be written with `keras.ops`."
)


class SymbolicUses:
    """Reports what a person must settle: there is no telling what else the values are for."""

    def __init__(self, state: FileState) -> None:
        self._state = state
        self._asked: set[_Value] = set()  # names can go in circles
        self._symbolic: dict[_Value, bool] = {}

    def decide(self) -> None:
        """Look at the calls of TensorFlow's own functions."""
        theano = False
        for call, denoted in self._state.names.called:
            name = denoted.name
            ours = self._state.knowledge.canonical(name).partition(".")[0] == "keras"
            if name.startswith(_PACKAGE) and not ours and call not in self._state.handled:
                self._look(call, name)
            elif name.startswith(_THEANO) and not theano and self._left(name, call):
                self._state.report.action(call, name, _OF_THEANO)
                theano = True

    def _left(self, name: str, call: ast.Call) -> bool:
        return call not in self._state.handled and self._state.allows(name, call)

    def _look(self, call: ast.Call, name: str) -> None:
        if name == f"{_PACKAGE}Variable":
            if self._is_kept_by_a_layer(call) and self._state.allows(name, call):
                self._state.report.action(call, name, _VARIABLE)
        elif self._takes_a_tensor(call) and self._state.allows(name, call):
            found = self._counterpart(name)
            if not self._is_gone(name, found):
                text = _LOGGED if name.startswith(_LOGS) else _WITHIN.format(_written(found))
                self._state.report.action(call, name, text)
                self._state.handled.add(call.func)

    def _counterpart(self, name: str) -> str:
        knowledge = self._state.knowledge
        same = f"keras.ops.{name.rpartition('.')[2]}"
        return knowledge.counterparts.get(name) or (same if same in knowledge.modern else "")

    def _is_gone(self, name: str, counterpart: str) -> bool:
        """Whether there is another thing to say: `tf.layers.dense(x)` is no matter of tensors."""
        beside, parts = self._state.knowledge.beside, name.split(".")
        within = any(".".join(parts[:end]) in beside for end in range(2, len(parts)))
        return within or (name in beside and not counterpart)

    def _takes_a_tensor(self, call: ast.Call) -> bool:
        given = [*_values(call)]
        if any(isinstance(node, ast.Name) for node in given) and self._is_about_masks(call):
            return True
        return self.are_symbolic(given) and not self._is_in_a_call(call)

    def _is_about_masks(self, call: ast.Call) -> bool:
        """Whether it is in `compute_mask` of a layer, which Keras 3 asks with symbolic masks."""
        if self._state.knowledge.strictness is None:
            return False
        around = (n for n in self._state.names.ancestors(call) if isinstance(n, ast.FunctionDef))
        return any(function.name == _MASKS and self._is_derived(function) for function in around)

    def are_symbolic(self, nodes: Iterable[ast.expr]) -> bool:
        """Whether some of the values are tensors of a model that is being made."""
        self._asked.clear()
        found = any(map(self._is_symbolic, nodes))
        if not found:  # all that was asked has been followed to its end
            self._symbolic |= dict.fromkeys(self._asked, False)
        return found

    def _is_in_a_call(self, call: ast.Call) -> bool:
        """Whether it is in what Keras itself calls, in which any function may be used."""
        found = (n for n in self._state.names.ancestors(call) if isinstance(n, ast.FunctionDef))
        return any(function.name in _CALLED and self._is_derived(function) for function in found)

    def _is_derived(self, function: ast.FunctionDef) -> bool:
        """Whether it is a method of what may be a layer: the base may lie elsewhere."""
        within = self._state.names.parents[function]
        return isinstance(within, ast.ClassDef) and bool(within.bases)

    def _is_symbolic(self, node: ast.expr) -> bool:
        """Whether a value is a tensor of a model that is being made, not one that a model gives.

        What a layer or model of the file's returns is what it was given: symbolic or not. So is
        what is computed from tensors.
        """
        return self._settled(node, self._is_found_symbolic, node)

    def _settled(self, value: _Value, ask: Callable[[_Asked], bool], of: _Asked) -> bool:
        """Ask of a value whether it is symbolic, unless that is known, or just being asked."""
        if value in self._symbolic or value in self._asked:
            return self._symbolic.get(value, False)
        self._asked.add(value)
        found = ask(of)
        if found:
            self._symbolic[value] = True
        return found

    def _is_found_symbolic(self, node: ast.expr) -> bool:
        if self._state.receivers.infer(node) == _TENSOR:
            return self._is_made_symbolic(node)
        if isinstance(node, ast.Name):
            variable = self._state.variables.of(node)
            return variable is not None and self._settled(
                (*variable, "assigned"), self._is_assigned_symbolic, variable
            )
        return any(map(self._is_symbolic, self._operands(node)))

    def _is_assigned_symbolic(self, variable: Variable) -> bool:
        scope, name = variable
        values = (binding.value for binding in scope.bindings[name])
        return any(self._is_symbolic(value) for value in values if value is not None)

    def _operands(self, node: ast.expr) -> Iterator[ast.expr]:
        """Yield what a value is computed from that is no layer's output, if by a function."""
        match node:
            case ast.BinOp(left=left, right=right):
                yield from (left, right)
            case ast.UnaryOp(operand=value) | ast.Subscript(value=value):
                yield value
            case ast.Call(func=function) if self._gives_a_tensor(function):
                yield from _values(node)

    def _gives_a_tensor(self, function: ast.expr) -> bool:
        """Whether it is a function of the backend that computes a tensor."""
        denoted = self._state.names.denote(function)
        name = self._state.knowledge.canonical(denoted.name) if denoted else ""
        return name.startswith(_COMPUTING) and name.rpartition(".")[2] not in _NO_TENSORS

    def _is_made_symbolic(self, node: ast.expr) -> bool:
        names = self._state.names
        if isinstance(node, ast.Name):
            variable = self._state.variables.of(node)
            return variable is not None and self._settled(
                (*variable, "bound"), self._is_bound_symbolic, variable
            )
        if isinstance(node, ast.Subscript):
            return self._is_symbolic(node.value)
        applied = isinstance(node, ast.Call) and not isinstance(node.func, ast.Call)
        if isinstance(node, ast.Call) and applied and names.denote(node.func) is None:
            return any(map(self._is_symbolic, _values(node)))
        return True

    def _is_bound_symbolic(self, variable: Variable) -> bool:
        scope, name = variable
        return any(map(self._may_be_symbolic, scope.bindings[name]))

    def _may_be_symbolic(self, binding: Binding) -> bool:
        value = binding.value or binding.unpacked
        if value is not None:
            return self._is_symbolic(value)
        if binding.parameter is None:
            return True
        if self._runs(binding.parameter):
            return False
        passed = self._state.names.arguments.here(binding.parameter, binding.name)
        tensors = [value for value in passed if self._state.receivers.infer(value) == _TENSOR]
        # what calls pass tells it: `loss_of(y, net(x))` may be in a function that computes
        return not tensors or any(map(self._is_symbolic, tensors))

    def _runs(self, function: Function) -> bool:
        """Whether a function computes: a layer's or model's, or one that TensorFlow runs."""
        if isinstance(function, ast.Lambda):
            return False
        within = self._state.names.parents[function]
        if isinstance(within, ast.ClassDef):
            return self._state.receivers.base(within) in _CLASSES
        return self._state.names.decorates(_AUTOGRAPH, function)

    def _is_kept_by_a_layer(self, call: ast.Call) -> bool:
        """`self.scale = tf.Variable(1.0)` in a class of the file's own."""
        parent = self._state.names.parents[call]
        target = parent.targets[0] if isinstance(parent, ast.Assign) else None
        if not isinstance(target, ast.Attribute) or getattr(target.value, "id", "") != "self":
            return False
        return self._state.receivers.infer(target.value) in _CLASSES


def _written(counterpart: str) -> str:
    """Return what to write, with what Keras 3 has for it: a name, or a whole call."""
    if not counterpart:
        return "write it with `keras.ops`"
    return f"write `{counterpart if '(' in counterpart else f'{counterpart}(...)'}`"


def _values(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what a call is given, and what a list or tuple of it holds."""
    for value in (*call.args, *(keyword.value for keyword in call.keywords)):
        yield from value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
