"""What the shapes written in a file say about its channel axis."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any, TypeAlias

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.functions import Function
from migrator.engine.reading.literals import Unknown, evaluate
from migrator.engine.reading.names import Names
from migrator.engine.reading.scopes import Binding
from migrator.engine.reading.shapes import ordering_of, show
from migrator.frozen import frozen
from migrator.patterns import regex
from migrator.rules import MODELS, Knowledge, outcomes

ORDERINGS = frozenset({"th", "tf", "channels_first", "channels_last"})
_TUPLE = regex(r"\(\s*([\w ]+(?:,\s*[\w ]+){2,3})\s*\)")
_INPUTS = frozenset({"keras.layers.Input", "keras.Input"})
_RESHAPE = "keras.layers.Reshape"
_FEATURE_AXES = {1: "channels_first", 3: "channels_last"}
_BATCHED = 4
_CALLERS = 3  # callers of callers of callers
_Shape: TypeAlias = tuple[tuple[Any, ...], ast.expr, str]  # a shape, its node, and where it is


@frozen
class Evidence:
    """One thing in the source that speaks for an ordering; `text` names its line.

    weak: it may mean something else (axis 1 of a matrix is its features), or is seen by a square.
    """

    ordering: str
    text: str
    node: ast.AST
    weak: bool = False


def inputs_in(names: Names, knowledge: Knowledge) -> frozenset[ast.AST]:
    """Return the calls of `Input` in a file, and of layers that a star may bring."""
    inputs = [c for c, found in names.called if knowledge.canonical(found.name) in _INPUTS]
    shaped = (c for c in names.calls if any(k.arg == "input_shape" for k in c.keywords))
    lent = (c for c in shaped if isinstance(f := c.func, ast.Name) and names.lookup(f)[0] is None)
    return frozenset((*inputs, *(lent if names.module.stars else ())))


class ShapeEvidence:
    """Collects what speaks for one ordering or the other."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self._names = names
        self._knowledge = knowledge
        self._followed: set[tuple[Binding, bool]] = set()

    def collect(self) -> list[Evidence]:
        """Return the evidence of all calls in the file, in source order."""
        found = [evidence for call in self._names.calls for evidence in self._of_call(call)]
        found = [e for e in found if not e.weak] or found
        return sorted(found, key=lambda e: e.node.lineno)  # type: ignore[attr-defined]

    def unconditional(self) -> list[Evidence]:
        """Return what no comparison with the name of an ordering chooses, the weak left out."""
        return [e for e in self.collect() if not e.weak and not self._is_chosen(e.node)]

    def _is_chosen(self, node: ast.AST) -> bool:
        choices = (n for n in self._names.ancestors(node) if isinstance(n, ast.If | ast.IfExp))
        parts = (part for choice in choices for part in ast.walk(choice.test))
        return any(isinstance(part, ast.Constant) and part.value in ORDERINGS for part in parts)

    def _of_call(self, call: ast.Call) -> Iterator[Evidence]:
        denoted = self._names.denote(call.func)
        name = self._knowledge.canonical(denoted.name) if denoted else ""
        for keyword in call.keywords:
            yield from self._of_keyword(keyword, name)
        if name in _INPUTS | {_RESHAPE} and call.args:
            yield from self._of_shape(call.args[0], batch=False)
        elif name and denoted is not None:
            yield from self._of_axis(call, name)
            yield from self._of_builder(call, denoted)
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "reshape":
            yield from self._of_reshape(call)

    def _of_keyword(self, keyword: ast.keyword, name: str) -> Iterator[Evidence]:
        shape = keyword.arg == "shape" and name in _INPUTS
        if shape or keyword.arg in {"input_shape", "img_input_shape"}:
            yield from self._of_shape(keyword.value, batch=False)
        elif keyword.arg in {"batch_input_shape", "batch_shape"}:
            yield from self._of_shape(keyword.value, batch=True)

    def _of_shape(self, node: ast.expr, *, batch: bool) -> Iterator[Evidence]:
        for shape, place, where in self._possible(node, batch=batch):
            axes = shape[1:] if batch else shape
            ordering = ordering_of(axes)
            if ordering:
                weak = ordering_of(axes, square=False) is None
                yield Evidence(ordering, f"{where}: the shape {show(axes)}", place, weak)
        yield from self._of_docstring(node)

    def _possible(
        self, node: ast.expr, depth: int = 0, *, batch: bool | None = None
    ) -> Iterator[_Shape]:
        """Yield the shapes an expression may have: its value, its default, what callers pass.

        batch: of what is asked for; what callers pass is yielded once for all who ask for that.
        """
        value = evaluate(node, self._names)
        if isinstance(value, tuple):
            yield value, node, f"line {node.lineno}"
        if isinstance(node, ast.BinOp) and not isinstance(value, tuple):
            yield from self._sums(node, depth)
        if not isinstance(node, ast.Name) or depth > _CALLERS:
            return
        binding, _ = self._names.lookup(node)
        if binding is None:
            return
        if binding.value is not None and not isinstance(value, tuple):
            yield from self._possible(binding.value, depth + 1)
        if binding.parameter is not None:
            known = batch is not None and (binding, batch) in self._followed
            for argument in () if known else self._names.arguments.here(binding.parameter, node.id):
                yield from self._possible(argument, depth + 1)
            if batch is not None:
                self._followed.add((binding, batch))
            yield from self._from_elsewhere(binding.parameter, node)

    def _from_elsewhere(self, function: Function, node: ast.Name) -> Iterator[_Shape]:
        """`build((3, 224, 224))` in another file of the project."""
        for value, where in self._names.arguments.elsewhere(function, node.id):
            if isinstance(value, tuple):
                yield value, node, where

    def _sums(self, node: ast.BinOp, depth: int) -> Iterator[_Shape]:
        """`(None,) + input_shape`, whatever the shape turns out to be; `(3,) + self.size`."""
        head, tail = (evaluate(side, self._names) for side in (node.left, node.right))
        if isinstance(head, tuple):
            rests = [*self._possible(node.right, depth + 1)] or _image(node.right)
            yield from ((head + rest, place, where) for rest, place, where in rests)
        elif isinstance(tail, tuple):
            rests = [*self._possible(node.left, depth + 1)] or _image(node.left)
            yield from ((rest + tail, place, where) for rest, place, where in rests)

    def _of_docstring(self, node: ast.expr) -> Iterator[Evidence]:
        """`input_shape: (nb_chs, nb_rows, nb_cols)` in the docstring of the builder."""
        if not isinstance(node, ast.Name):
            return
        binding, _ = self._names.lookup(node)
        function = binding.parameter if binding else None
        if function is None or isinstance(function, ast.Lambda):
            return
        for match in _TUPLE.finditer(ast.get_docstring(function) or ""):
            axes = tuple(_axis(part.strip()) for part in match.group(1).split(","))
            ordering = ordering_of(axes)
            if ordering:
                text = f"line {function.lineno}: the docstring of {function.name} says {show(axes)}"
                yield Evidence(ordering, text, function)

    def _of_builder(self, call: ast.Call, denoted: Denoted) -> Iterator[Evidence]:
        """`create_model((3, 64, 64))` asks a function of another file for a model."""
        module, _, name = self._names.elsewhere(denoted.name)
        if module.returns.get(name) not in MODELS:
            return
        for node in (*call.args, *(keyword.value for keyword in call.keywords)):
            value = evaluate(node, self._names)
            ordering = ordering_of(value) if isinstance(value, tuple) else None
            if ordering:
                yield Evidence(ordering, f"line {node.lineno}: the shape {show(value)}", node)

    def _of_axis(self, call: ast.Call, name: str) -> Iterator[Evidence]:
        """`BatchNormalization(axis=1)` and `merge(..., concat_axis=1)` mean the channel axis."""
        rule = self._knowledge.by_name.get(name)
        axes = {to.axis for to in outcomes(rule.becomes)} - {""} if rule else set()
        for keyword in call.keywords:
            value = evaluate(keyword.value, self._names) if keyword.arg in axes else None
            if isinstance(value, int) and value in _FEATURE_AXES:
                short = name.rpartition(".")[2]
                text = f"line {call.lineno}: {short}({keyword.arg}={value})"
                yield Evidence(_FEATURE_AXES[value], text, call, weak=True)

    def _of_reshape(self, call: ast.Call) -> Iterator[Evidence]:
        """`X.reshape(X.shape[0], 1, rows, cols)`, also with a tuple."""
        node = call.args[0] if len(call.args) == 1 else ast.Tuple(call.args, ast.Load())
        value = evaluate(node, self._names)
        if not isinstance(value, tuple) or len(value) != _BATCHED:
            return
        ordering = ordering_of(value[1:], square=False)  # `(10, 10, 28, 28)` may be a picture
        if ordering:
            text = f"line {call.lineno}: reshape to {show(value)}"
            yield Evidence(ordering, text, call)


def _image(node: ast.expr) -> list[_Shape]:
    """Return the two axes of an image that has a name, but is not known: `self.size`."""
    named = node.value if isinstance(node, ast.Subscript) else node
    name = getattr(named, "attr", getattr(named, "id", ""))
    return [((Unknown(name),) * 2, node, f"line {node.lineno}")] if name else []


def _axis(text: str) -> Any:  # noqa: ANN401
    return int(text) if text.isdigit() else Unknown(text)
