"""Where a call stands, if that decides what it becomes."""

from __future__ import annotations

import ast
from dataclasses import replace

from migrator.engine.names import Names
from migrator.engine.receivers import Receivers
from migrator.rules import Rule, To

_DEPTH = 4  # names that stand for names


def for_its_place(call: ast.Call, rule: Rule, names: Names, receivers: Receivers) -> Rule:
    """Return what a rule says for a call that stands where this one does."""
    to = rule.becomes
    if not isinstance(to, To):
        return rule
    if to.in_call is not None and _is_in_call(call, names, receivers):
        return replace(rule, becomes=to.in_call)
    if to.computed and _is_computed_with(call, names):
        return replace(rule, becomes=replace(to, wrap=to.computed))
    return rule


def _is_in_call(call: ast.Call, names: Names, receivers: Receivers) -> bool:
    """Whether a call is part of what a layer of the file computes."""
    for node in names.ancestors(call):
        if isinstance(node, ast.FunctionDef) and node.name == "call":
            within = names.parents[node]
            base = receivers.base(within) if isinstance(within, ast.ClassDef) else None
            return base is not None and base.startswith(("keras.layers.", "keras.models."))
    return False


def _is_computed_with(node: ast.expr, names: Names, depth: int = 0) -> bool:
    """Whether operators compute with a value as a whole, or with some of its elements at once."""
    parent = names.parents[node]
    match parent:
        case ast.BinOp() | ast.UnaryOp() | ast.AugAssign():
            return True
        case ast.Subscript(value=value, slice=ast.Slice()) if value is node:
            return _is_computed_with(parent, names, depth)
        case ast.Assign(targets=[ast.Name() as target]) if depth < _DEPTH:
            scope, _ = names.owner(names.scopes.get(target), target.id)
            return any(
                _is_computed_with(name, names, depth + 1)
                for name, around in names.scopes.items()
                if name.id == target.id
                and isinstance(name.ctx, ast.Load)
                and names.owner(around, name.id)[0] is scope
            )
    return False
