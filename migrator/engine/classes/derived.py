"""Tensors that a layer makes of its weights while it is built: on Keras 3 they are constants."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.classes.unlisted import RULE
from migrator.engine.classes.weight_events import Event
from migrator.engine.reading.nodes import walk
from migrator.engine.state import FileState

_COMPUTED_ONCE = (
    "Keras 3 computes it once, from the first values of the weights: compute it in `call`, so that "
    "it follows them in training."
)


def report_derived(state: FileState, function: ast.FunctionDef, events: list[Event]) -> None:
    """Report attributes that are computed from the weights that the same method makes."""
    made = {e.attribute for e in events if e.kind == "made" and e.call is not None}
    assigned = [n for n in state.names.inside(function) if n.__class__ is ast.Assign]
    made |= {name for node in assigned for name in _made_by_another(node)}
    others = {*made, *state.knowledge.weight_lists}
    for node in assigned if made or events else ():
        kept = any(isinstance(t, ast.Attribute) and t.attr not in others for t in node.targets)
        computed = isinstance(node.value, ast.Call | ast.BinOp)
        if not kept or not computed or not state.allows(RULE, node):
            continue
        if _reads(node.value, made) or _makes_inside(node.value, state):
            state.report.action(node, RULE, _COMPUTED_ONCE)


def _made_by_another(node: ast.Assign) -> Iterator[str]:
    """`self.p = self.layer.add_weight(...)`: a weight of the layer that another one wraps."""
    match node.value:
        case ast.Call(func=ast.Attribute(attr="add_weight", value=ast.Attribute())):
            yield from (t.attr for t in node.targets if isinstance(t, ast.Attribute))


def _makes_inside(value: ast.expr, state: FileState) -> bool:
    """Whether Keras computes with a weight where it is made: `K.concatenate([add_weight(...)])`."""
    denoted = state.names.denote(value.func) if isinstance(value, ast.Call) else None
    if denoted is None and not isinstance(value, ast.BinOp):
        return False
    inner = (node for node in walk(value) if isinstance(node, ast.Call) and node is not value)
    return any(getattr(call.func, "attr", "") == "add_weight" for call in inner)


def _reads(value: ast.expr, made: set[str]) -> bool:
    """Whether an expression computes with a weight, and does not only ask it something."""
    parts = value.args if isinstance(value, ast.Call) else [value]
    return any(
        isinstance(node, ast.Attribute) and node.attr in made
        for part in parts
        for node in walk(part)
    )
