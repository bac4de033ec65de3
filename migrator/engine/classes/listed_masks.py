"""`if mask is not None:` in layers of several inputs: Keras 3 hands a list of Nones to `call`.

Keras 2 handed None to it where none of the inputs had a mask.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from migrator.engine.reading.functions import parameters
from migrator.engine.reading.literals import literal
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState
from migrator.rules import Strictness

_CALL = "keras.layers.Layer.call"
_LAYERS = ("keras.layers.", "keras.models.")
_MASK = "mask"
_NONE = " or all(m is None for m in mask)"
_SOME = " and any(m is not None for m in mask)"


class ListedMasks:
    """Asks the masks themselves, where `call` reads them one by one."""

    def __init__(self, state: FileState, strictness: Strictness) -> None:
        self._state = state
        self._listed = strictness.listed

    def decide(self) -> None:
        """Look at the layers of the file."""
        for cls in self._state.names.of(ast.ClassDef) if self._listed else ():
            called = next((n for n in cls.body if getattr(n, "name", "") == "call"), None)
            if not isinstance(called, ast.FunctionDef):
                continue
            taken = {parameter.arg for parameter in parameters(called)}
            if _MASK in taken and (self._state.receivers.base(cls) or "").startswith(_LAYERS):
                self._look(called)

    def _look(self, call: ast.FunctionDef) -> None:
        nodes = walk(call)
        if not any(map(_is_listed, nodes)) or any(_asks_kind(n, (_MASK,)) for n in nodes):
            return
        inputs = [parameter.arg for parameter in parameters(call)[1:2]]
        either = any(_asks_kind(node, inputs) for node in nodes)
        for test in self._tests(call, nodes):
            if not self._state.allows(_CALL, test):
                continue
            if either:
                self._state.report.action(test, _CALL, self._listed)
            else:
                self._write(test)

    def _tests(self, call: ast.FunctionDef, nodes: list[ast.AST]) -> Iterator[ast.Compare]:
        """Yield where it matters whether the list, and not what is in it, is None."""
        nothing = {name for node in nodes for name in _set_to_nothing(node)}
        given = min((n.lineno for n in nodes if _is_set(n)), default=call.end_lineno or 0)
        for node in nodes:
            if not isinstance(node, ast.Compare) or not _is_test(node) or node.lineno > given:
                continue
            around = self._state.names.parents[node]
            asked = isinstance(around, ast.BoolOp) and any(map(_asks_one, around.values))
            if not asked and not _is_the_same(around, nothing):
                yield node

    def _write(self, test: ast.Compare) -> None:
        state, source = self._state, self._state.source
        some = isinstance(test.ops[0], ast.IsNot)
        around = state.names.parents[test]
        start, end = source.start(test), source.end(test)
        hemmed = isinstance(around, ast.UnaryOp) or (
            isinstance(around, ast.BoolOp) and isinstance(around.op, ast.And) and not some
        )
        hemmed &= (source.data[start - 1 : start], source.data[end : end + 1]) != (b"(", b")")
        state.texts[source.span_of(end, end, test.end_lineno or test.lineno)] = (
            _SOME if some else _NONE
        ) + (")" if hemmed else "")
        if hemmed:
            state.texts[source.span_of(start, start, test.lineno)] = "("
        state.report.change(test, _CALL, "each mask of several inputs may be None")


def _is_mask(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == _MASK


def _is_set(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and _is_mask(node) and isinstance(node.ctx, ast.Store)


def _is_one(node: ast.AST) -> bool:
    """`mask[0]`, `mask[-1]`."""
    match node:
        case ast.Subscript(value=value, slice=place):
            return _is_mask(value) and isinstance(literal(place), int)
    return False


def _is_listed(node: ast.AST) -> bool:
    """`mask[0]`, `a, b = mask`, `for m in mask`."""
    match node:
        case ast.Assign(targets=[ast.Tuple() | ast.List()], value=value):
            return _is_mask(value)
        case ast.For(iter=value) | ast.comprehension(iter=value):
            return any(map(_is_mask, walk(value)))
    return _is_one(node)


def _is_test(node: ast.Compare) -> bool:
    match node:
        case ast.Compare(left, [ast.Is() | ast.IsNot()], [ast.Constant(value=None)]):
            return _is_mask(left)
    return False


def _asks_one(node: ast.AST) -> bool:
    """`mask[0] is not None`, `any(m is not None for m in mask)`."""
    match node:
        case ast.Compare(left=left):
            return _is_one(left)
        case ast.Call(func=ast.Name(id="any" | "all"), args=[ast.GeneratorExp() as each]):
            return _is_listed(each.generators[0])
    return False


def _asks_kind(node: ast.AST, names: tuple[str, ...] | list[str]) -> bool:
    """`isinstance(mask, list)`, `type(mask)`."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance" | "type"), args=[ast.Name(id=name), *_]):
            return name in names
    return False


def _set_to_nothing(node: ast.AST) -> Iterator[str]:
    """Yield the names that a statement sets to None."""
    if isinstance(node, ast.Assign) and _of_masks(node.value):
        for target in node.targets:
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            if all(isinstance(value, ast.Constant) for value in values):
                yield from (n.id for n in walk(target) if isinstance(n, ast.Name))


def _of_masks(value: ast.expr) -> bool:
    """Whether a value is made of masks and of nothing."""
    values = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(
        _is_one(v) or _is_mask(v) or (isinstance(v, ast.Constant) and v.value is None)
        for v in values
    )


def _is_the_same(around: ast.AST, nothing: set[str]) -> bool:
    """Whether a list of Nones leads to the Nones that None leads to."""
    match around:
        case ast.IfExp(body=body, orelse=orelse):
            return _of_masks(body) and _of_masks(orelse)
        case ast.If(body=body, orelse=orelse):
            return all(
                isinstance(s, ast.Assign)
                and _of_masks(s.value)
                and {n.id for t in s.targets for n in walk(t) if isinstance(n, ast.Name)} <= nothing
                for s in [*body, *orelse]
            )
    return False
