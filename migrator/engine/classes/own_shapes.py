"""Sizes in the shapes that a layer of one's own tells, of which Keras 3 insists on ints."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import returns, walk
from migrator.engine.reading.whole_numbers import WholeNumbers
from migrator.engine.state import FileState

_SHAPED = "keras.layers.Layer.compute_output_shape"
_FRACTION = (
    "Keras 3 takes no fraction in the shape that a layer tells, not even 2.0: write `int(...)` "
    "around it, or divide by `//`."
)


def make_whole(method: ast.FunctionDef, state: FileState) -> None:
    """Write `int(...)` around sizes that a `/` or a float leaves, in the shape that is returned."""
    numbers = WholeNumbers(state.names, state.source)
    for found in returns(method):
        for size in _sizes(found.value, state.names):
            if not (whole := numbers.as_size(size)) or not state.allows(_SHAPED, size):
                continue
            plain = size.lineno == size.end_lineno
            if not plain or any(isinstance(node, ast.Call) for node in walk(size)):
                state.report.action(size, _SHAPED, _FRACTION)
            elif size not in state.texts:
                state.texts[size] = whole.replace("{}", state.source.text(size))
                state.report.change(size, _SHAPED, "a size is made a whole number")


def _sizes(shape: ast.expr | None, names: Names) -> Iterator[ast.expr]:
    """Yield the sizes in a shape, as far as it is written out."""
    match names.held(shape):
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _sizes(part, names) if isinstance(part, ast.Tuple | ast.List) else [part]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from (*_sizes(left, names), *_sizes(right, names))
        case ast.Call(func=ast.Name(id="tuple" | "list"), args=[given]):
            yield from _sizes(given, names)
