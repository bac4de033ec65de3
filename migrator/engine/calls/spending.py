"""What is made only to be computed with, so that nobody can assign to it later."""

from __future__ import annotations

import ast

from migrator.engine.state import FileState

_OPERATIONS = "keras.ops."


def is_spent(call: ast.Call, state: FileState) -> bool:
    """Whether what a call makes is computed with, and nobody can have it to assign to it."""
    names = state.names
    if _is_operand(call, state):
        return True
    match names.parents[call]:
        case ast.Assign(targets=[ast.Name() as target]):
            scope, variable = names.scopes.get(target), state.variables.of(target)
            if variable is None or variable[0] is names.module or variable[0] is not scope:
                return False
            loads, stores = state.variables.loads(variable), state.variables.stores(variable)
            own = bool(loads) and all(names.scopes.get(name) is scope for name in loads)
            return own and len(stores) == 1 and all(_is_operand(name, state) for name in loads)
    return False


def _is_operand(node: ast.expr, state: FileState) -> bool:
    """Whether operators or functions compute with a value."""
    parents = state.names.parents
    parent = parents[node]
    if isinstance(parent, ast.Subscript) and parent.value is node:
        return isinstance(parent.ctx, ast.Load) and _is_operand(parent, state)
    around = parents[parent] if isinstance(parent, ast.keyword | ast.List) else parent
    if not isinstance(around, ast.Call):  # nor operators that join lists
        return isinstance(parent, ast.BinOp | ast.UnaryOp | ast.Compare | ast.AugAssign)
    name = state.symbol(state.names.denote(around.func))
    becomes = getattr(state.rule(name), "becomes", None)
    return node is not around.func and getattr(becomes, "name", name).startswith(_OPERATIONS)
