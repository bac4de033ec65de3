"""What models are compiled with, looked at without deciding on the calls."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from migrator.engine.reading.names import Names
from migrator.engine.reading.nodes import walk
from migrator.rules import Knowledge


def has_own_metric(names: Names, knowledge: Knowledge) -> bool:
    """Whether a model is compiled with a function that is itself called like an old metric."""
    return any(
        isinstance(part, ast.Name)
        and part.id in knowledge.logged
        and (names.local_function(part) is not None or names.denote(part) is not None)
        for call in _compiling(names)
        for part in walk(call)
    )


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
