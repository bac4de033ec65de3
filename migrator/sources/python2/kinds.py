"""Whole numbers: which expressions give one for certain, as far as assignments tell."""

from __future__ import annotations

import ast
from enum import Enum, auto

from migrator.engine.reading.names import Names
from migrator.engine.reading.variables import Variables

_DEPTH = 10
_WHOLE = frozenset({"len", "int", "ord", "randint"})
_REAL = frozenset(
    {"float", "float32", "float64", "time", "random", "uniform", "normal", "rand", "randn"}
    | {"sqrt", "exp", "log", "log2", "log10", "sin", "cos", "tanh", "pi"}
    | {"mean", "average", "std", "var", "norm", "linspace"}
)


class Kind(Enum):
    """What an expression gives. WHOLE: an int, of Python or NumPy; REAL: a float, or an array."""

    WHOLE = auto()
    REAL = auto()
    UNKNOWN = auto()


class Kinds:
    """Knows the numbers of one module, as far as its assignments tell."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables

    def of(self, node: ast.expr, depth: int = 0) -> Kind:
        """Return what an expression gives, `/` read as Python 2 did."""
        if depth > _DEPTH:
            return Kind.UNKNOWN
        match node:
            case ast.Constant(value=value):
                return _of_constant(value)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
                return self.of(operand, depth + 1)
            case ast.BinOp():
                return _of_both(self.of(node.left, depth + 1), self.of(node.right, depth + 1))
            case ast.Subscript(value=ast.Attribute(attr="shape"), slice=index):
                return Kind.UNKNOWN if isinstance(index, ast.Slice) else Kind.WHOLE
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                return _of_call(name, node)
            case ast.Attribute(attr=name) if name in _REAL:
                return Kind.REAL
            case ast.Name():
                return self._of_name(node, depth)
        return Kind.UNKNOWN

    def _of_name(self, node: ast.Name, depth: int) -> Kind:
        variable = self._variables.of(node)
        if variable is None:
            return Kind.UNKNOWN
        (scope, name), stores = variable, self._variables.stores(variable)
        if len(stores) != len(scope.bindings[name]):
            return Kind.UNKNOWN  # a parameter, an import
        kinds = {self._of_store(store, depth + 1) for store in stores}
        return kinds.pop() if len(kinds) == 1 else Kind.UNKNOWN

    def _of_store(self, name: ast.Name, depth: int) -> Kind:
        """Return what an assignment or a loop gives to a name."""
        parent = self._names.parents[name]
        match parent:
            case ast.Assign(value=value) | ast.AugAssign(value=value):
                return self.of(value, depth)
            case ast.For(iter=iterated) | ast.comprehension(iter=iterated):
                return Kind.WHOLE if called(iterated) in {"range", "xrange"} else Kind.UNKNOWN
            case ast.Tuple(elts=targets):
                return self._of_part(parent, targets.index(name), depth)
        return Kind.UNKNOWN

    def _of_part(self, target: ast.Tuple, index: int, depth: int) -> Kind:
        match self._names.parents[target]:
            case ast.Assign(value=ast.Tuple(elts=parts)) if len(parts) == len(target.elts):
                return self.of(parts[index], depth)
            case ast.Assign(value=ast.Attribute(attr="shape")):
                return Kind.WHOLE
            case ast.Assign(value=ast.Subscript(value=ast.Attribute(attr="shape"))):
                return Kind.WHOLE
            case ast.For(iter=iterated) | ast.comprehension(iter=iterated):
                counted = index == 0 and called(iterated) == "enumerate"
                return Kind.WHOLE if counted else Kind.UNKNOWN
        return Kind.UNKNOWN


def _of_constant(value: object) -> Kind:
    if isinstance(value, float):
        return Kind.REAL
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Kind.WHOLE if whole else Kind.UNKNOWN


def _of_both(left: Kind, right: Kind) -> Kind:
    if Kind.REAL in {left, right}:
        return Kind.REAL
    return Kind.WHOLE if left is right is Kind.WHOLE else Kind.UNKNOWN


def _of_call(name: str, call: ast.Call) -> Kind:
    if name == "astype":
        return Kind.REAL if "float" in ast.unparse(call) else Kind.UNKNOWN
    if name in _REAL:
        return Kind.REAL
    return Kind.WHOLE if name in _WHOLE else Kind.UNKNOWN


def called(node: ast.expr) -> str:
    """Return the last name of what an expression calls; nothing if it is no such call."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name
    return ""
