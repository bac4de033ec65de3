"""Which functions read tensors of a model that they are not given."""

from __future__ import annotations

import ast

from migrator.engine.calls.outcomes import Context
from migrator.engine.reading.functions import Function, parameters
from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import held_in, walk

_DEPTH = 4  # of lists of names of calls


def holds_tensors(node: ast.expr, context: Context, depth: int = 0) -> bool:
    """Whether a value is, or holds, what a call makes of tensors of a model: a function, say.

    `loss=penalised(advantage)`, `loss=[partial(penalised, advantage=advantage)]`.
    """
    value = context.names.held(node)
    if value is None or depth > _DEPTH:
        return False
    if isinstance(value, ast.Call):
        return _is_made_of_tensors(value, context)
    return any(holds_tensors(each, context, depth + 1) for each in held_in(value))


def _is_made_of_tensors(call: ast.Call, context: Context) -> bool:
    """Whether a call hands tensors of a model to a function that is not Keras's."""
    denoted = context.names.denote(call.func)
    if denoted is not None and denoted.name.partition(".")[0] in ("keras", "tensorflow"):
        return False
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return any(_is_tensor(value, context) for value in given)


def reads_tensors(function: Function, context: Context) -> bool:
    """Whether a function reads, from outside, a tensor of a model, or what a layer returned."""
    body = [function.body] if isinstance(function, ast.Lambda) else function.body
    nodes = [node for part in body for node in walk(part) if isinstance(node, ast.Name)]
    own = {p.arg for p in parameters(function, variadic=True)}
    own |= {node.id for node in nodes if isinstance(node.ctx, ast.Store)}
    return any(_is_tensor(node, context) for node in nodes if node.id not in own)


def _is_tensor(node: ast.expr, context: Context) -> bool:
    """Whether a value is a tensor of a model, or what a layer returned."""
    value = context.names.held(node)
    returned = isinstance(value, ast.Call) and _is_layer(value.func, context.names)
    return returned or context.is_tensor(node)


def _is_layer(node: ast.expr, names: Names) -> bool:
    """Whether an expression is a layer: a call of one of Keras's, or a name for such a call."""
    value = names.held(node)
    denoted = names.denote(value.func) if isinstance(value, ast.Call) else None
    return denoted is not None and denoted.name.startswith("keras.layers")
