"""Which layers of a file mask steps? Those that always do, and those that are asked to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from migrator.engine.reading.denotations import Denoted
from migrator.engine.reading.literals import literal
from migrator.engine.reading.names import Names

_PACKAGES = ("keras", "tensorflow")


def masking(names: Names, by: Mapping[str, str]) -> Iterator[tuple[ast.Call, Denoted]]:
    """Yield the calls that make such layers.

    by: the names of those -> the argument that asks for it; "" for those that always do.
    """
    for call, denoted in names.called:
        package, _, name = denoted.name.rpartition(".")
        asked = by.get(name) if package.startswith(_PACKAGES) else None
        if asked == "" or (asked and asked in switched_on(call, names)):
            yield call, denoted


def switched_on(node: ast.expr, names: Names) -> set[str]:
    """Return the keywords that are True in the call that makes something."""
    made = names.held(node)
    given = made.keywords if isinstance(made, ast.Call) else ()
    return {keyword.arg for keyword in given if keyword.arg and literal(keyword.value) is True}
