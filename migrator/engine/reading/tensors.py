"""Which expressions are tensors of a model, as far as the source tells."""

from __future__ import annotations

import ast

from migrator.engine.reading.circles import Circles
from migrator.engine.reading.names import Names
from migrator.engine.reading.receivers import Receivers
from migrator.rules import Knowledge, To

_TENSOR = "keras.KerasTensor"
_OPERATIONS = "keras.ops."


class Tensors:
    """Follows layers, operators and functions of the backend through the names of one file."""

    def __init__(self, names: Names, knowledge: Knowledge, receivers: Receivers) -> None:
        self._names = names
        self._knowledge = knowledge
        self._receivers = receivers
        self._circles = Circles()

    def is_tensor(self, node: ast.expr) -> bool:
        """Whether an expression is known to be a tensor of a model, or a list of some."""
        return self._circles.ask(node, self._is_tensor)

    def _is_tensor(self, node: ast.expr) -> bool:
        match node:
            case ast.List() | ast.Tuple():
                return all(map(self.is_tensor, node.elts))
            case ast.ListComp():
                return self.is_tensor(node.elt)
            case ast.Attribute(attr="input" | "output" | "inputs" | "outputs"):
                return True
            case ast.Call(func=ast.Attribute(attr="get_input_at" | "get_output_at")):
                return True
            case ast.BinOp(left=ast.List(), right=other) | ast.BinOp(left=other, right=ast.List()):
                listed = node.right if other is node.left else node.left
                return self.is_tensor(listed) and self.is_tensor(other)  # `model.inputs + [x]`
            case ast.BinOp():
                return self.is_tensor(node.left) or self.is_tensor(node.right)
            case ast.Call() if self.operation(node):
                return any(map(self.is_tensor, node.args))
            case ast.Name() if (value := self._names.value(node)) is not None:
                return self.is_tensor(value)
        return self._receivers.infer(node) == _TENSOR

    def operation(self, call: ast.Call) -> str:
        """Return what Keras 3 has for a function of the backend, if that is one of `keras.ops`."""
        denoted = self._names.denote(call.func)
        name = self._knowledge.canonical(denoted.name) if denoted is not None else ""
        becomes = getattr(self._knowledge.by_name.get(name), "becomes", None)
        found = becomes.name if isinstance(becomes, To) else ""
        return found if found.startswith(_OPERATIONS) else ""
