"""What is left when a layer's lists of weights are gone: their order, and what was in none."""

from __future__ import annotations

import ast
from collections.abc import Collection

from migrator.engine.classes.ledger import Ledger
from migrator.engine.classes.weight_calls import WeightCalls
from migrator.engine.classes.weight_events import Event
from migrator.engine.reading.nodes import returns, walk
from migrator.engine.state import FileState
from migrator.engine.writing.statements import Move, stands_alone

RULE = "keras.layers.Layer.add_weight"
_UNCOUNTED = (
    "Keras 1 did not count it among the layer's weights, Keras 3 does: lists of weights saved "
    "before have one less."
)
_FIXED = (
    "It is a tensor now, since nothing in this file changes it. If other code does, make it a "
    "`keras.Variable(..., trainable=False)`."
)


def reorder(
    state: FileState, node: ast.ClassDef, events: list[Event], ledger: Ledger, last: Event
) -> None:
    """Make the weights in the order in which they were listed, if they stand together."""
    made = {e.attribute: e.statement for e in events if e.kind == "made"}
    wanted = [made[name] for name in ledger.listed if name in made]
    block = _block(node, wanted)
    places = sorted(block.index(s) for s in wanted if s in block)
    run = list(range(places[0], places[0] + len(wanted))) if places else []
    together = bool(run) and places == run
    alone = all(stands_alone(state.source, s) and not _reads(s, made) for s in wanted)
    if together and alone and len(wanted) == len(made) == len(ledger.listed):
        state.moves.append(Move(tuple(wanted), block[places[0]]))
        return
    order = ", ".join(name.lstrip("*") for name in ledger.listed)
    state.report.action(
        last.statement,
        RULE,
        f"Keras 3 lists weights in the order in which they are made, Keras 1 listed {order}: make "
        "them in this order if weights are loaded or set by position.",
    )


def _block(node: ast.ClassDef, statements: list[ast.stmt]) -> list[ast.stmt]:
    """Return the statements among which these stand, if they stand in one block."""
    for inner in walk(node):
        for block in (getattr(inner, "body", None), getattr(inner, "orelse", None)):
            if isinstance(block, list) and all(s in block for s in statements):
                return block if statements else []
    return []


def _reads(statement: ast.stmt, names: Collection[str]) -> bool:
    return any(
        isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load) and n.attr in names
        for n in walk(statement)
    )


def list_tracked(
    state: FileState, calls: WeightCalls, events: list[Event], listed: set[str]
) -> None:
    """Make weights of the variables that are attributes: they were counted, and trained."""
    for event in events:
        if event.kind != "made" or event.by or not event.call or not event.attribute:
            continue
        maker = calls.maker(event.call)
        if maker is None or listed & {event.attribute, "*"}:
            continue
        if maker.initializer == "value" or _has_axes(event.call, state):
            calls.register(event.call, trained=True, penalties={})


def _has_axes(call: ast.Call, state: FileState) -> bool:
    """Whether a call is given a shape: the number that it may be given too is none in Keras 3."""
    given = next((k.value for k in call.keywords if k.arg == "shape"), next(iter(call.args), None))
    value = state.names.held(given)
    match value:
        case ast.Subscript(slice=ast.Slice()) | ast.Tuple() | ast.List():
            return True
        case ast.Call(func=ast.Name(id="list" | "tuple")):
            return True
    return False


def leave_unlisted(
    state: FileState, calls: WeightCalls, events: list[Event], listed: set[str]
) -> None:
    """Keep what is made and listed nowhere from becoming a weight, as far as that can be."""
    for event in events:
        if event.kind != "made" or event.by or not event.call or not event.attribute:
            continue
        if listed & {event.attribute, "*"}:
            continue
        if _is_returned(state, event):
            calls.register(event.call, trained=True, penalties={})
        elif event.attribute in state.updated:
            calls.register(event.call, trained=False, penalties={})
            state.report.notice(event.statement, RULE, _UNCOUNTED)
        elif calls.unlist(event.call):
            state.report.notice(event.statement, RULE, _FIXED)


def _is_returned(state: FileState, event: Event) -> bool:
    """Whether the method that makes a weight gives it to its caller, to be listed there."""
    around = state.names.ancestors(event.statement)
    function = next((n for n in around if isinstance(n, ast.FunctionDef)), None)
    returned = (statement.value for statement in returns(function)) if function else ()
    return any(
        isinstance(part, ast.Attribute) and part.attr == event.attribute
        for value in returned
        for part in (getattr(value, "elts", None) or [value])
    )
