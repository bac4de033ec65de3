"""What models are compiled with, looked at without deciding on the calls."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.rules import Knowledge

_METRICS = frozenset({"metrics", None})
_HIDING = (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.BinOp, ast.IfExp)


def has_own_metric(names: Names, knowledge: Knowledge) -> bool:
    """Whether a model is compiled with a function that is itself called like an old metric."""
    return any(
        isinstance(part, ast.Name)
        and part.id in knowledge.logged
        and (names.local_function(part) is not None or names.denote(part) is not None)
        for call in _compiling(names)
        for part in walk(call)
    )


def compiled_with(names: Names, knowledge: Knowledge) -> frozenset[str]:
    """Return the names, old and new, under which the models of a file log their accuracy.

    All of them, where it is not in sight what a model is compiled with.
    """
    known = {*knowledge.logged, *knowledge.logged.values()}
    found: set[str] = set()
    for call in _compiling(names) if known else ():
        if any(isinstance(k.value, _HIDING) for k in call.keywords if k.arg in _METRICS):
            return frozenset(known)
        constants = (part.value for part in walk(call) if isinstance(part, ast.Constant))
        found.update(value for value in constants if isinstance(value, str) and value in known)
    return frozenset(found)


def written(names: Names, knowledge: Knowledge) -> frozenset[str]:
    """Return the old names under which a file logs on its own: `logs['val_acc'] = score`."""
    return frozenset(
        node.slice.value
        for node in (names.of(ast.Subscript) if knowledge.logged else ())
        if isinstance(node.ctx, ast.Store)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
        and node.slice.value.removeprefix("val_") in knowledge.logged
        and _is_parameter(node.value, names)
    )


def _is_parameter(node: ast.expr, names: Names) -> bool:
    binding = names.lookup(node)[0] if isinstance(node, ast.Name) else None
    return binding is not None and binding.parameter is not None


def undecided(
    names: Names, knowledge: Knowledge, decided: Collection[ast.Call]
) -> Iterator[ast.Constant]:
    """Yield the old metrics in calls that compile something which may be a model."""
    for call in _compiling(names):
        if call not in decided:
            for part in walk(call):
                if isinstance(part, ast.Constant) and part.value in knowledge.logged:
                    yield part


def _compiling(names: Names) -> Iterator[ast.Call]:
    for call in names.calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr == "compile":
            yield call
