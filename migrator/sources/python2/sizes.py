"""Sizes: the places of a program that take whole numbers only."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.engine.reading.signatures import parse_signature
from migrator.engine.reading.variables import Variables
from migrator.rules import Knowledge
from migrator.sources.python2.kinds import called

_DEPTH = 2  # of names that stand for names
_SIZES = frozenset(
    {"input_dim", "output_dim", "units", "nb_feature", "kernel_dim1", "input_length"}
    | {"nb_filter", "filters", "nb_row", "nb_col", "filter_length", "kernel_size", "cropping"}
    | {"subsample", "subsample_length", "strides", "pool_size", "pool_length", "target_size"}
    | {"shape", "input_shape", "batch_input_shape", "target_shape", "dims", "maxlen", "axis"}
    | {"batch_size", "nb_epoch", "epochs", "nb_classes", "num_classes", "samples_per_epoch"}
    | {"batch_shape", "nb_val_samples", "steps_per_epoch", "validation_steps"}
)
_SIZES_OF_LAYERS = _SIZES | {"n", "size", "padding", "length", "stride"}
_SHAPED = frozenset({"range", "xrange", "zeros", "ones", "empty", "reshape", "Reshape", "resize"})
_RESHAPING = frozenset({"reshape", "resize"})  # functions of modules take what they reshape first
_CARRIED = ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Div


class Sizes:
    """Knows what is a size in one module."""

    def __init__(self, names: Names, variables: Variables, knowledge: Knowledge) -> None:
        self._names = names
        self._variables = variables
        self._knowledge = knowledge

    def takes(self, node: ast.expr, depth: int = 0) -> bool:
        """Whether an expression stands where only a whole number can: an index, a size, a shape.

        Or whether it is assigned to a name that does.
        """
        up = self._names.parents
        parent = up[node]
        while self._is_part(node, parent):
            node, parent = parent, up[parent]  # type: ignore[assignment]
        match parent:
            case ast.BinOp(op=ast.Mult()) | ast.Slice():  # times a list
                return True
            case ast.Subscript(slice=index):
                return node is index
            case ast.keyword(arg=name):
                return name in _SIZES
            case ast.Call():
                return self._takes_argument(parent, node)
            case ast.Assign(targets=[ast.Name() as target]):
                return self._is_size(target, depth)
            case ast.Tuple(elts=parts):
                return self._takes_part(up[parent], parts.index(node), depth)
        return False

    def _is_part(self, node: ast.AST, parent: ast.AST) -> bool:
        """Whether a value becomes part of a larger one of its kind: a term, an axis of a shape."""
        match parent:
            case ast.BinOp(op=ast.Mult(), left=left, right=right):
                return not isinstance(left if node is right else right, ast.List)  # [0] * (n / 2)
            case ast.Tuple():
                return not isinstance(self._names.parents[parent], ast.Assign)
        carried = isinstance(parent, ast.BinOp) and isinstance(parent.op, _CARRIED)
        return carried or isinstance(parent, ast.List | ast.UnaryOp)

    def _takes_argument(self, call: ast.Call, argument: ast.expr) -> bool:
        """Whether a positional argument is a size."""
        denoted = self._names.denote(call.func)
        if called(call) in _SHAPED:
            given = call.args[:1] if denoted is not None and called(call) in _RESHAPING else []
            return argument not in given
        rule = denoted and self._knowledge.by_name.get(self._knowledge.canonical(denoted.name))
        if not rule or argument not in call.args:
            return False
        parameters = parse_signature(rule.was).parameters
        index = call.args.index(argument)
        return index < len(parameters) and parameters[index].name in _SIZES_OF_LAYERS

    def _takes_part(self, statement: ast.AST, index: int, depth: int) -> bool:
        """Whether `a, b = x, y` gives a part of its value to a name that is a size."""
        match statement:
            case ast.Assign(targets=[ast.Tuple(elts=parts)]) if index < len(parts):
                target = parts[index]
                return isinstance(target, ast.Name) and self._is_size(target, depth)
        return False

    def _is_size(self, target: ast.Name, depth: int) -> bool:
        variable = self._variables.of(target)
        loads = self._variables.loads(variable) if variable is not None else []
        return depth < _DEPTH and any(self.takes(load, depth + 1) for load in loads)
