"""Where does a layer's `input_shape=` go? Keras 3 wants an `Input` in front of the first layer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from migrator.engine.reading.blocks import Blocks
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import is_call_of, spelled, walk
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.source import Source
from migrator.frozen import frozen

_SEQUENTIAL = "keras.models.Sequential"
_WRAPPERS = frozenset({"keras.layers.Bidirectional", "keras.layers.TimeDistributed"})
State = Literal["empty", "filled", "unknown"]


@frozen
class Place:
    """What to do with a shape given to a layer.

    kind: "statement": write `model.add(Input(...))` in front of `statement`; "element": put the
    Input in front of the layer in its list; "drop": the shape is ignored here; "keep": leave it
    on the layer, where Keras 3 still takes `input_shape=`.
    """

    kind: Literal["statement", "element", "drop", "keep"]
    statement: ast.stmt | None = None
    model: str = ""


class Inputs:
    """Finds the places in one file."""

    def __init__(self, source: Source, names: Names, receivers: Receivers) -> None:
        self._source = source
        self._names = names
        self._receivers = receivers
        self._blocks = Blocks(_touched)

    def place_of(self, call: ast.Call) -> Place:
        """Return where the input shape of a layer belongs."""
        parent = self._names.parents[call]
        if isinstance(parent, ast.keyword) and parent.arg == "layer":
            parent = self._names.parents[parent]
        match parent:
            case ast.Call(func=ast.Attribute(attr="add", value=model)):
                if self._receivers.infer(model) == _SEQUENTIAL:
                    return self._added(parent, model)
            case ast.Call(func=ast.Attribute(attr="add_node" | "add_shared_node")):
                return Place("drop")  # the inputs of a graph have shapes of their own
            case ast.Call() if parent.func is call or self._wraps(parent):
                return Place("drop")
            case ast.List():
                return self._listed(call, parent)
            case ast.Assign(targets=[ast.Name() as name]) if self._is_only_called(name, call):
                return Place("drop")
        return Place("keep")

    @cached_property
    def builds_models(self) -> bool:
        """Whether a model may be built here, `model.build((None, 9))`: no other Input fits it."""
        return any(
            isinstance(node, ast.Call) and bool(node.args or node.keywords) and self._builds(node)
            for node in walk(self._source.tree)
        )

    def _builds(self, call: ast.Call) -> bool:
        match call:
            case ast.Call(func=ast.Attribute(attr="build"), args=[ast.Name(id="self"), *_]):
                return False  # `Layer.build(self, shape)`
            case ast.Call(func=ast.Attribute(attr="build", value=model)):
                kind = self._receivers.infer(model)
                unknown = kind is None and isinstance(model, ast.Name) and model.id != "self"
                return kind == _SEQUENTIAL or unknown
        return False

    def _is_only_called(self, name: ast.Name, layer: ast.Call) -> bool:
        """Whether all that becomes of a layer is that it is called: `embed(words)`."""
        found = self._names.bindings(name)
        if len(found) != 1 or found[0].value is not layer:
            return False
        uses = self._names.loads.get(found[0], [])
        calls = (self._names.parents[use] for use in uses)
        return bool(uses) and all(
            is_call_of(call, use) for use, call in zip(uses, calls, strict=True)
        )

    def _wraps(self, call: ast.Call) -> bool:
        """Whether a call makes a layer around another, which has the shape of the input itself."""
        return (self._receivers.infer(call) or "") in _WRAPPERS

    def _added(self, add: ast.Call, model: ast.expr) -> Place:
        statement = self._names.parents[add]
        state = self._state_before(statement, spelled(model))
        if state == "filled":
            return Place("drop")
        source = self._source
        own_line = isinstance(statement, ast.Expr) and source.indentation(statement) is not None
        if state == "unknown" or not own_line or not isinstance(statement, ast.stmt):
            return Place("keep")
        return Place("statement", statement, source.text(model))

    def _listed(self, call: ast.Call, layers: ast.List) -> Place:
        owner = self._names.parents[layers]
        if not isinstance(owner, ast.Call) or self._receivers.infer(owner) != _SEQUENTIAL:
            return Place("keep")
        return Place("element") if layers.elts[0] is call else Place("drop")

    def _state_before(self, statement: ast.AST, model: str) -> State:
        """Return whether a Sequential has layers when the program reaches a statement.

        Where a branch or a loop may have added some, what was before them tells: it was filled
        already.
        """
        current, sure = statement, True
        while True:
            parent = self._names.parents.get(current)
            place = self._names.place(current)
            if parent is None or place is None:
                return "unknown"
            for nearer in self._blocks.before(*place, model):
                state = _effect(nearer, model)
                if state != "unknown":
                    return state if sure or state == "filled" else "unknown"
                sure = False
            if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
                return "unknown"
            sure = sure and not isinstance(parent, ast.For | ast.AsyncFor | ast.While)
            current = parent


def _touched(statement: ast.stmt) -> Iterator[str]:
    """Yield what a statement assigns, and what it adds to."""
    if isinstance(statement, ast.Assign):
        yield from map(spelled, statement.targets)
    for node in walk(statement):
        if isinstance(node, ast.Attribute) and node.attr == "add":
            yield spelled(node.value)


def _effect(statement: ast.stmt, model: str) -> State:
    """Return what a statement leaves of a model that it touches."""
    if isinstance(statement, ast.Assign) and model in map(spelled, statement.targets):
        value = statement.value
        empty = isinstance(value, ast.Call) and not value.args and not _layers(value)
        return "empty" if empty else "filled"
    return "filled" if isinstance(statement, ast.Expr) else "unknown"


def _layers(call: ast.Call) -> bool:
    return any(keyword.arg == "layers" for keyword in call.keywords)
