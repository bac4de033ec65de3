"""Where does a layer's `input_shape=` go? Keras 3 wants an `Input` in front of the first layer."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Literal

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.engine.reading.receivers import Receivers
from migrator.engine.reading.source import Source

_SEQUENTIAL = "keras.models.Sequential"
_WRAPPERS = frozenset({"keras.layers.Bidirectional", "keras.layers.TimeDistributed"})
State = Literal["empty", "filled", "unknown"]


@dataclass(frozen=True)
class Place:
    """What to do with a shape given to a layer.

    kind: "statement": write `model.add(Input(...))` in front of `statement`; "element": put the
    Input in front of the layer in its list; "drop": the shape was ignored here; "keep": leave it
    on the layer, where Keras 3 still takes `input_shape=`.
    """

    kind: Literal["statement", "element", "drop", "keep"]
    statement: ast.stmt | None = None
    model: str = ""


def place_of(call: ast.Call, source: Source, names: Names, receivers: Receivers) -> Place:
    """Return where the input shape of a layer belongs."""
    parent = names.parents[call]
    if isinstance(parent, ast.keyword) and parent.arg == "layer":
        parent = names.parents[parent]
    match parent:
        case ast.Call(func=ast.Attribute(attr="add", value=model)):
            if receivers.infer(model) == _SEQUENTIAL:
                return _added(parent, model, source, names)
        case ast.Call(func=ast.Attribute(attr="add_node" | "add_shared_node")):
            return Place("drop")  # the inputs of a graph have shapes of their own
        case ast.Call() if parent.func is call or _wraps(parent, receivers):
            return Place("drop")
        case ast.List():
            return _listed(call, parent, names, receivers)
    return Place("keep")


def _wraps(call: ast.Call, receivers: Receivers) -> bool:
    """Whether a call makes a layer around another, which has the shape of the input itself."""
    return (receivers.infer(call) or "") in _WRAPPERS


def _added(add: ast.Call, model: ast.expr, source: Source, names: Names) -> Place:
    statement = names.parents[add]
    text = ast.unparse(model)
    state = _state_before(statement, text, names)
    if state == "filled":
        return Place("drop")
    own_line = isinstance(statement, ast.Expr) and source.indentation(statement) is not None
    if state == "unknown" or not own_line or not isinstance(statement, ast.stmt):
        return Place("keep")
    return Place("statement", statement, source.text(model))


def _listed(call: ast.Call, layers: ast.List, names: Names, receivers: Receivers) -> Place:
    owner = names.parents[layers]
    if not isinstance(owner, ast.Call) or receivers.infer(owner) != _SEQUENTIAL:
        return Place("keep")
    return Place("element") if layers.elts[0] is call else Place("drop")


def _state_before(statement: ast.AST, model: str, names: Names) -> State:
    """Return whether a Sequential has layers when the program reaches a statement.

    Where a branch or a loop may have added some, what was before them tells: it was filled already.
    """
    current, sure = statement, True
    while True:
        parent = names.parents.get(current)
        place = names.place(current)
        if parent is None or place is None:
            return "unknown"
        block, index = place
        for nearer in range(index - 1, -1, -1):
            state = _effect(block[nearer], model)
            if state in {"empty", "filled"}:
                return state if sure or state == "filled" else "unknown"
            sure = sure and state is None
        if isinstance(parent, ast.FunctionDef | ast.AsyncFunctionDef | ast.Module):
            return "unknown"
        sure = sure and not isinstance(parent, ast.For | ast.AsyncFor | ast.While)
        current = parent


def _effect(statement: ast.stmt, model: str) -> State | None:
    """Return what a statement leaves of a model, or None if it does not touch it."""
    if isinstance(statement, ast.Assign) and any(
        ast.unparse(t) == model for t in statement.targets
    ):
        value = statement.value
        empty = isinstance(value, ast.Call) and not value.args and not _layers(value)
        return "empty" if empty else "filled"
    adds = any(
        isinstance(node, ast.Attribute) and node.attr == "add" and ast.unparse(node.value) == model
        for node in walk(statement)
    )
    if not adds:
        return None
    return "filled" if isinstance(statement, ast.Expr) else "unknown"


def _layers(call: ast.Call) -> bool:
    return any(keyword.arg == "layers" for keyword in call.keywords)
