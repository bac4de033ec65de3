"""Which method of its own class does an object call? `self.build_model()`."""

from __future__ import annotations

import ast

from migrator.engine.reading.names import Names

_DEPTH = 8


def own_method(callee: ast.expr, names: Names) -> ast.FunctionDef | None:
    """Return the method of the class around that `self` is asked for, or of one of its bases."""
    if not isinstance(callee, ast.Attribute) or getattr(callee.value, "id", "") != "self":
        return None
    within = names.class_around(callee)
    for _ in range(_DEPTH):
        if within is None:
            return None
        for statement in within.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == callee.attr:
                return statement
        within = next(filter(None, map(names.local_class, within.bases)), None)
    return None


def only_method(callee: ast.expr, names: Names) -> ast.FunctionDef | None:
    """Return the method that `self` is asked for, if no class of the file has another for it."""
    found = own_method(callee, names)
    if found is None:
        return None
    named = (f for f in names.functions if getattr(f, "name", "") == found.name)
    return found if sum(isinstance(names.parents[f], ast.ClassDef) for f in named) == 1 else None
