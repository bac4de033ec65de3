"""Which method of its own class does an object call? What does it get? `a, b = self.build()`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import returns

_DEPTH = 8


def own_method(callee: ast.expr, names: Names) -> ast.FunctionDef | None:
    """Return the method of the class around that `self` is asked for, or of one of its bases."""
    if not isinstance(callee, ast.Attribute) or getattr(callee.value, "id", "") != "self":
        return None
    return method_of(names.class_around(callee), callee.attr, names)


def method_of(within: ast.ClassDef | None, name: str, names: Names) -> ast.FunctionDef | None:
    """Return the method of that name of a class of the file, or of one that it derives from."""
    for _ in range(_DEPTH):
        if within is None:
            return None
        for statement in within.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == name:
                return statement
        within = class_above(within, names)
    return None


def class_above(definition: ast.ClassDef, names: Names) -> ast.ClassDef | None:
    """Return the class of the file that a class derives from, the first if there are several."""
    return next(filter(None, map(names.local_class, definition.bases)), None)


def only_method(callee: ast.expr, names: Names) -> ast.FunctionDef | None:
    """Return the method that `self` is asked for, if no class of the file has another for it."""
    found = own_method(callee, names)
    if found is None:
        return None
    named = (f for f in names.functions if getattr(f, "name", "") == found.name)
    return found if sum(isinstance(names.parents[f], ast.ClassDef) for f in named) == 1 else None


def returned_for(name: str, value: ast.expr, names: Names) -> Iterator[ast.expr]:
    """Yield what a function of the file returns for one of the names that take what it returns.

    `actor, critic = build()`, of which each may be an attribute.
    """
    statement = names.parents.get(value)
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    if not isinstance(value, ast.Call) or not isinstance(target, ast.Tuple | ast.List):
        return
    function = names.local_function(value.func) or own_method(value.func, names)
    taken = [getattr(part, "id", getattr(part, "attr", "")) for part in target.elts]
    if not isinstance(function, ast.FunctionDef) or "" in taken or name not in taken:
        return
    for found in (statement.value for statement in returns(function)):
        if isinstance(found, ast.Tuple) and len(found.elts) == len(taken):
            yield found.elts[taken.index(name)]
