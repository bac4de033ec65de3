"""What optimizers hold: variables that are asked for, and set, as `K.set_value(opt.lr, 0.1)`."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import is_call_of
from migrator.rules import Knowledge

_RATE = "lr"
_OPTIMIZER = "keras.optimizers.Adam"
_SET = "keras.backend.set_value"
_ASK = frozenset({"keras.backend.get_value", _SET})
_SETTING = frozenset({"assign", "set_value"})
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
        return _OPTIMIZER if is_call_of(call, above) else None
    return None


def is_set(node: ast.Attribute, names: Names, knowledge: Knowledge) -> bool:
    """Whether an attribute is assigned, or the variable that it holds is given a value."""
    above = names.parents[node]
    if isinstance(above, ast.Call) and above.args[:1] == [node]:
        denoted = names.denote(above.func)
        return denoted is not None and knowledge.canonical(denoted.name) == _SET
    asked = isinstance(above, ast.Attribute) and above.attr in _SETTING
    return isinstance(node.ctx, ast.Store) or asked
