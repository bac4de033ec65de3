"""Losses of Keras's that functions of the file compute from what a model predicts."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.frozen import frozen

_PREDICTED = 1  # the place of the predictions, behind the targets
_DEPTH = 3


@frozen
class Called:
    """A call of a loss, and the name that the predictions have where it is.

    behind: what a loss is called where it takes them for logits, or not.
    """

    call: ast.Call
    predicted: str
    behind: str = ""


def losses_called(given: ast.expr, names: Names) -> Iterator[Called]:
    """Yield the calls that get the predictions as they are, in what may be a loss of the file."""
    function = names.local_function(given)
    found = [function] if function is not None else names.made_functions(given)
    for each in found:
        yield from _in_function(each, _PREDICTED, names, 0)


def _in_function(function: Function, place: int, names: Names, depth: int) -> Iterator[Called]:
    taken = parameters(function)
    if depth > _DEPTH or len(taken) <= place:
        return
    predicted = taken[place].arg
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    nodes = [node for part in body for node in walk(part)]
    uses = [n for n in nodes if isinstance(n, ast.Name) and n.id == predicted]
    if any(isinstance(n.ctx, ast.Store) for n in uses):
        return
    for call in (n for n in nodes if isinstance(n, ast.Call)):
        given = [*call.args, *(k.value for k in call.keywords)]
        places = [n for n, value in enumerate(given) if value in uses]
        inner = names.local_function(call.func) if places else None
        if inner is not None:
            yield from _in_function(inner, places[0], names, depth + 1)
        elif places and (behind := called_for(call)) is not None:
            yield Called(call, predicted, behind)


def called_for(call: ast.Call) -> str | None:
    """Return what is put behind the name of a loss that takes logits; None if it may, or not."""
    said = [k.value for k in call.keywords if k.arg == "from_logits"] or call.args[2:3]
    taken = literal(said[0]) if said else False
    return {True: "(from_logits", False: ""}.get(taken) if isinstance(taken, bool) else None
