"""How many rows has an array? Read from the code that makes it, as an expression of that code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import zip_longest

from migrator.engine.reading.functions import Function
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import unpacks, walk
from migrator.engine.reading.variables import Variables
from migrator.engine.training.gathered import Gathered

_DEPTH = 8
_SHAPED = {"zeros": 0, "empty": 0, "ones": 0, "full": 0}  # NumPy function -> place of the shape
_SIZED = {
    "random": 0,
    "random_sample": 0,
    "standard_normal": 0,
    "choice": 1,
    "uniform": 2,
    "normal": 2,
    "randint": 2,
}
_COUNTED = ("rand", "randn")
_OF_LISTS = ("array", "asarray", "stack")  # of NumPy: as many rows as a list has elements
_ALIKE = (*_OF_LISTS[:2], "copy", "float32")  # as many rows as the argument
_ALIKE_OF_KERAS = ("keras.preprocessing.sequence.pad_sequences", "to_categorical")
_SHUFFLE = "sklearn.utils.shuffle"  # gives a tuple of as many arrays as it takes
_ALIKE_METHODS = ("astype", "copy", "toarray", "todense")  # of arrays, also SciPy's sparse ones


class Rows:
    """Reads the number of rows of arrays in one file."""

    def __init__(self, names: Names, variables: Variables) -> None:
        self._names = names
        self._variables = variables
        self._place: ast.AST | None = None  # the `yield` at which something is asked for

    def of_batches(self, function: Function) -> ast.expr | None:
        """Return the number of rows of the arrays that a generator function yields."""
        found = [self._of_batch(node) for node in _yielded(function)]
        return _agreed(found) if found else None

    def _of_batch(self, node: ast.Yield | ast.YieldFrom) -> ast.expr | None:
        """Read `yield inputs, targets`, or `yield inputs`: what is known of either must agree."""
        if node.value is None or isinstance(node, ast.YieldFrom):
            return None
        self._place = node
        parts = [array for part in self._parts(node.value) for array in _arrays(part)]
        known = [rows for part in parts if (rows := self.of(part)) is not None]
        return _agreed(list(known)) if known else None

    def _parts(self, node: ast.expr) -> list[ast.expr]:
        """Return the inputs of a batch, and its targets."""
        match node:
            case ast.Tuple(elts=parts):
                return parts[:2]
            case ast.Call(func=func, args=parts) if parts and self._denoted(func) == _SHUFFLE:
                return parts[:2]
        return [node]

    def of(self, node: ast.expr, depth: int = 0) -> ast.expr | None:
        """Return the number of rows of an array."""
        if depth > _DEPTH:
            return None
        match node:
            case ast.Name():
                return self._of_name(node, depth)
            case ast.Subscript():
                return self._of_part_of(node.slice, depth)
            case ast.Attribute(value=frame, attr="values"):  # of pandas
                return self.of(frame, depth + 1)
            case ast.BinOp(left=left, right=ast.Constant()):
                return self.of(left, depth + 1)
            case ast.Call():
                return self._of_call(node, depth)
        return None

    def _of_name(self, node: ast.Name, depth: int) -> ast.expr | None:
        variable = self._variables.of(node)
        values = self._variables.values(variable) if variable is not None else None
        if not values:
            return None
        others = [v for v in values if not _reads(v, node.id)]  # `x = x.astype(...)`
        own = [v for v in values if _reads(v, node.id)]
        if not others or not all(self._keeps_rows(v, node.id) for v in own):
            return None
        if own and all(isinstance(value, ast.List) for value in others):
            return self._of_list(node, depth)  # `x = numpy.array(x)`
        return _agreed([self.of(value, depth + 1) for value in others])

    def _of_list(self, node: ast.expr, depth: int) -> ast.expr | None:
        return Gathered(self._names, self._variables, self.of).of(node, self._place, depth)

    def _keeps_rows(self, node: ast.expr, name: str) -> bool:
        match node:
            case ast.Name():
                return node.id == name
            case ast.BinOp(left=left, right=ast.Constant()):
                return self._keeps_rows(left, name)
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in _ALIKE_METHODS:
                return self._keeps_rows(value, name)
            case ast.Call(args=[value, *_]) if self._numpy(node.func) in _ALIKE:
                return self._keeps_rows(value, name)
        return False

    def _denoted(self, func: ast.expr) -> str:
        denoted = self._names.denote(func)
        return denoted.name if denoted is not None else ""

    def _numpy(self, func: ast.expr) -> str:
        """Return the name of a function of NumPy, "" for anything else."""
        name = self._denoted(func)
        return name.rpartition(".")[2] if name.startswith("numpy.") else ""

    # -- parts of arrays ---------------------------------------------------------------------

    def _of_part_of(self, index: ast.expr, depth: int) -> ast.expr | None:
        """Read `[i:i + n]`, or `[indices]`."""
        match index:
            case ast.Constant(value=None):
                return ast.Constant(1)
            case ast.Attribute(attr="newaxis") if self._numpy(index) == "newaxis":
                return ast.Constant(1)
            case ast.Tuple(elts=[first, *_]):
                return self._of_part_of(first, depth)
            case ast.Slice(lower=lower, upper=ast.expr() as upper, step=None):
                return self._length(lower, upper)
            case ast.Slice():
                return None
        return self.of(index, depth + 1)

    def _length(self, lower: ast.expr | None, upper: ast.expr) -> ast.expr | None:
        if lower is None or _same(lower, ast.Constant(0)):
            return None if isinstance(upper, ast.UnaryOp) else upper
        for end in self._variables.followed(upper):
            parts = end.args if _is_min(end) else [end]  # type: ignore[attr-defined]
            found = (_behind(lower, part) for part in parts)
            length = next((n for n in found if n is not None), None)
            if length is not None and len(self._variables.followed(upper)) == 1:
                return length
        return None

    # -- calls of NumPy ----------------------------------------------------------------------

    def _of_call(self, node: ast.Call, depth: int) -> ast.expr | None:
        func = node.func
        name = self._numpy(func)
        if name in _SHAPED:
            return self._first_axis(_argument(node, _SHAPED[name], "shape"))
        if name in _SIZED:
            return self._first_axis(_argument(node, _SIZED[name], "size"), scalar=True)
        if name in _COUNTED and len(node.args) > 1:
            return node.args[0]
        if name == "expand_dims" and _same(_argument(node, 1, "axis"), ast.Constant(0)):
            return ast.Constant(1)
        of_keras = self._denoted(func).endswith(_ALIKE_OF_KERAS)
        if node.args and (of_keras or name in _OF_LISTS):
            gathered = self._of_list(node.args[0], depth)
            if gathered is not None:
                return gathered
        if node.args and (of_keras or name in _ALIKE):
            return self.of(node.args[0], depth + 1)
        if isinstance(func, ast.Attribute) and not name and func.attr in _ALIKE_METHODS:
            return self.of(func.value, depth + 1)
        return None

    def _first_axis(self, shape: ast.expr | None, *, scalar: bool = False) -> ast.expr | None:
        """Return the first axis of a shape; `scalar`: a number alone is the only axis."""
        if shape is None:
            return None
        match shape:
            case ast.Tuple(elts=[first, *_]) if not isinstance(first, ast.Starred):
                return first
            case ast.BinOp(left=left, op=ast.Add()):
                return self._first_axis(left)
            case ast.Name():
                values = self._variables.followed(shape)
                if len(values) == 1 and isinstance(values[0], ast.Tuple):
                    return self._first_axis(values[0])
        return shape if scalar and isinstance(shape, ast.Name | ast.Attribute) else None


def _yielded(function: Function) -> Iterator[ast.Yield | ast.YieldFrom]:
    """Yield what a function yields, but for the functions inside it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Function):
            continue
        if isinstance(node, ast.Yield | ast.YieldFrom):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def _arrays(node: ast.expr) -> list[ast.expr]:
    """Return the arrays of the inputs of a batch: one, or a list or dict of them."""
    match node:
        case ast.List(elts=arrays) | ast.Dict(values=arrays):
            return arrays
    return [node]


def _agreed(found: list[ast.expr | None]) -> ast.expr | None:
    """Return what all say, if they all say the same."""
    first = found[0]
    return first if first is not None and all(_same(f, first) for f in found) else None


def _same(one: ast.expr | None, other: ast.expr | None) -> bool:
    return one is not None and other is not None and ast.dump(one) == ast.dump(other)


def _reads(node: ast.expr, name: str) -> bool:
    return any(isinstance(n, ast.Name) and n.id == name for n in walk(node))


def _is_min(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "min"


def _behind(lower: ast.expr, upper: ast.expr) -> ast.expr | None:
    """Return `n` of `lower + n`, or of `i * n` and `(i + 1) * n`."""
    match lower, upper:
        case _, ast.BinOp(left=left, op=ast.Add(), right=right):
            if _same(left, lower):
                return right
            return left if _same(right, lower) else None
        case ast.BinOp(op=ast.Mult()), ast.BinOp(op=ast.Mult()):
            return _multiple(lower, upper)
    return None


def _multiple(lower: ast.BinOp, upper: ast.BinOp) -> ast.expr | None:
    for count, size in ((lower.left, lower.right), (lower.right, lower.left)):
        for more, again in ((upper.left, upper.right), (upper.right, upper.left)):
            one_more = ast.BinOp(count, ast.Add(), ast.Constant(1))
            if _same(size, again) and _same(more, one_more):
                return size
    return None


def _argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    if unpacks(call.args):
        return None
    given = next((k.value for k in call.keywords if k.arg == name), None)
    return given or dict(zip_longest(range(place + 1), call.args[: place + 1])).get(place)
