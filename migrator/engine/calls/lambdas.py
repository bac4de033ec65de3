"""The functions that `Lambda` layers run."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState

_LAMBDA, _FUNCTION = "keras.layers.Lambda", "function"


def is_of_a_lambda_layer(function: ast.FunctionDef | ast.Lambda, state: FileState) -> bool:
    """Whether a function of the file is for `Lambda` layers alone."""
    if isinstance(function, ast.Lambda):
        return _is_given(function, state)
    named = state.names.named.get(function.name, ())
    loads = [n for n in named if state.names.local_function(n) is function]
    return bool(loads) and all(_is_given(name, state) for name in loads)


def _is_given(node: ast.expr, state: FileState) -> bool:
    """Whether an expression is the function that `Lambda(...)` is given."""
    above, keyword = state.names.parents[node], ""
    if isinstance(above, ast.keyword):
        keyword, above = above.arg or "", state.names.parents[above]
    if not isinstance(above, ast.Call):
        return False
    given = keyword == _FUNCTION or node in above.args[:1]
    return given and state.symbol(state.names.denote(above.func)) == _LAMBDA
