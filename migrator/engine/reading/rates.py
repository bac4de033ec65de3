"""Optimizers that only their rate tells: `K.set_value(optimizer.lr, 0.1)`."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.rules import Knowledge

_RATE = "lr"
_OPTIMIZER = "keras.optimizers.Adam"
_ASK = frozenset({"keras.backend.get_value", "keras.backend.set_value"})
_METHODS = frozenset({"get_value", "set_value"})  # of Theano's variables


def rated(node: ast.expr, names: Names, knowledge: Knowledge) -> str | None:
    """Return the class of what has a rate that is used here as the variable it is in Keras."""
    rate = names.parents.get(node)
    if not isinstance(rate, ast.Attribute) or rate.attr != _RATE or node is not rate.value:
        return None
    above = names.parents[rate]
    if isinstance(above, ast.Call) and above.args[:1] == [rate]:
        denoted = names.denote(above.func)
        asked = denoted is not None and knowledge.canonical(denoted.name) in _ASK
        return _OPTIMIZER if asked else None
    if isinstance(above, ast.Attribute) and above.attr in _METHODS:
        call = names.parents[above]
        return _OPTIMIZER if isinstance(call, ast.Call) and call.func is above else None
    return None
